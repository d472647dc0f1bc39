/**
 * 研判台: list, reading, facts and decision. Three panes on a desk, three swipes of one page on a phone, in that order.
 * The keyboard does everything a reviewer does a hundred times a day.
 */
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { reviewVerdicts } from './verdicts.ts'
import { Answer, EmptyState } from '../../components/Answer.tsx'
import { useFilters } from '../../components/ListPage.tsx'
import { goToPiece } from '../../components/MarkedText.tsx'
import { useMarking } from '../../components/use-marking.ts'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { useShortcuts } from '../../shortcuts.ts'
import { useClaimActions } from '../articles/DisputeClaim.tsx'
import { Decision, type DecisionDoor } from './Decision.tsx'
import { Facts } from './Facts.tsx'
import { Reading } from './Reading.tsx'
import { ShortcutList } from './ShortcutList.tsx'
import { StoryList } from './StoryList.tsx'
import { useSteadyStories } from './steady-stories.ts'
import { usePanes } from './use-panes.ts'

export default function Review() {
  const words = useWords()
  const { flagId } = useParams()
  const navigate = useNavigate()
  const { query, set } = useFilters({ state: 'open', sort: 'urgent' })
  const answer = useQuery(questions.stories({ ...query, pageSize: 50 }))
  const stories = useSteadyStories(answer.data, JSON.stringify(query))
  const flag = useQuery({ ...questions.flag(flagId ?? ''), enabled: flagId !== undefined })
  const panes = usePanes()
  const door = useRef<DecisionDoor>(null)
  const search = useRef<HTMLDivElement>(null)
  const [help, setHelp] = useState(false)

  const open = useCallback((id: string) => navigate({ pathname: `/review/${id}`, search: location.search }), [navigate])
  const step = (by: 1 | -1) => {
    const at = stories.shown.findIndex((story) => story.flagId === flagId)
    const next = stories.shown[at === -1 ? 0 : at + by]
    if (next) open(next.flagId)
  }
  useFirstStory(flagId, stories.shown[0]?.flagId, open, panes.wide)
  useShortcuts({
    j: () => step(1),
    k: () => step(-1),
    o: () => panes.show('reading'),
    s: () => door.current?.markSuspectedMajor(),
    a: () => door.current?.acknowledge(),
    '/': () => search.current?.querySelector('input')?.focus(),
    '?': () => setHelp(true),
    ...Object.fromEntries(
      reviewVerdicts.map((verdict, at) => [
        String(at + 1),
        () => {
          panes.show('facts')
          door.current?.choose(verdict)
        },
      ]),
    ),
  })
  const { parts, mentions, marking } = useMarking(flag.data?.findings, flag.data?.flag.reasons ?? [], () =>
    panes.show('reading'),
  )
  const marked = { claims: flag.data?.claims ?? [], parts, mentions }
  const { actions, sheet } = useClaimActions(flag.data, flag.data?.flag.articleVersionId)
  const goTo = (span: { field: 'title' | 'text'; start: number }) => {
    panes.show('reading')
    goToPiece(span)
  }

  return (
    <div className="review" data-pane={panes.current}>
      <h1 className="seen-by-readers">{words.nav.review}</h1>
      <div className="pane-tabs" role="tablist" aria-label={words.review.panes}>
        {panes.names.map((name) => (
          <button
            type="button"
            role="tab"
            key={name}
            aria-selected={panes.current === name}
            aria-controls={`pane-${name}`}
            onClick={() => panes.show(name)}
          >
            {words.review.pane[name]}
          </button>
        ))}
      </div>
      <div className="panes" ref={panes.track} onScroll={panes.onScroll}>
        <section id="pane-list" className="pane pane-list" aria-label={words.review.pane.list}>
          <StoryList
            answer={answer}
            stories={stories}
            current={flagId}
            query={query}
            set={set}
            search={search}
            onOpen={(id) => {
              open(id)
              panes.show('reading')
            }}
            onHelp={() => setHelp(true)}
          />
        </section>
        <section id="pane-reading" className="pane pane-reading" aria-label={words.review.pane.reading}>
          {flagId === undefined ? (
            <EmptyState title={words.review.nothingOpen} next={words.review.nothingOpenNext} />
          ) : (
            <Answer query={flag}>
              {(detail) => <Reading key={detail.flag.id} detail={detail} marked={{ ...marked, actions }} />}
            </Answer>
          )}
        </section>
        <section id="pane-facts" className="pane pane-facts" aria-label={words.review.pane.facts}>
          {flag.data && (
            <>
              <Facts detail={flag.data} onSpan={goTo} actions={actions} marking={marking} />
              <Decision key={flag.data.flag.id} detail={flag.data} door={door} />
            </>
          )}
        </section>
      </div>
      {sheet}
      {help && <ShortcutList onClose={() => setHelp(false)} />}
    </div>
  )
}

/** On a desk the first story opens by itself; on a phone the list comes first. */
function useFirstStory(
  current: string | undefined,
  first: string | undefined,
  open: (id: string) => void,
  wide: boolean,
): void {
  useEffect(() => {
    if (wide && current === undefined && first !== undefined) open(first)
  }, [wide, current, first, open])
}
