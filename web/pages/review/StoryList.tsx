/** Left pane: stories by urgency, filters as chips, what has arrived since without moving what is on screen. */
import type { UseQueryResult } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { type RefObject, useEffect, useRef } from 'react'
import { Link } from 'react-router'
import type { Stories, Story } from '../../../api/contract.ts'
import { Answer, EmptyState } from '../../components/Answer.tsx'
import { Chips, SearchField } from '../../components/ListPage.tsx'
import { FlagTag, RiskBadge, wordOf } from '../../components/StateTag.tsx'
import { useMinute } from '../../clock.ts'
import { useWords } from '../../preferences.tsx'
import { relativeText, timeText } from '../../times.ts'
import type { SteadyStories } from './steady-stories.ts'

type Props = {
  answer: UseQueryResult<Stories>
  stories: SteadyStories
  current: string | undefined
  query: Record<string, string>
  set: (change: Record<string, string | null>) => void
  search: RefObject<HTMLDivElement | null>
  onOpen: (flagId: string) => void
  onHelp: () => void
}

export function StoryList({ answer, stories, current, query, set, search, onOpen, onHelp }: Props) {
  const words = useWords()
  const filtered = Boolean(query.q || query.level || query.found || query.state !== 'open')
  return (
    <>
      <StoryFilters data={answer.data} query={query} set={set} search={search} onHelp={onHelp} />
      {stories.arrived > 0 && (
        <button type="button" className="arrived" onClick={stories.takeIn}>
          {words.review.arrived(stories.arrived)}
        </button>
      )}
      <span className="seen-by-readers" aria-live="polite">
        {stories.arrived > 0 ? words.review.arrived(stories.arrived) : ''}
      </span>
      <Answer query={answer}>
        {() =>
          stories.shown.length === 0 ? (
            <EmptyState
              title={filtered ? words.review.noMatch : words.review.empty}
              next={filtered ? words.review.noMatchNext : words.review.emptyNext}
            />
          ) : (
            <>
              <ol className="stories">
                {stories.shown.map((story) => (
                  <StoryRow
                    key={`${story.unit.id}:${story.clusterId}`}
                    story={story}
                    current={story.flagId === current}
                    onOpen={onOpen}
                  />
                ))}
              </ol>
              {stories.total > stories.shown.length + stories.arrived && (
                <p className="faint pane-foot">{words.review.firstOnly(stories.shown.length, stories.total)}</p>
              )}
            </>
          )
        }
      </Answer>
    </>
  )
}

function StoryFilters({
  data,
  query,
  set,
  search,
  onHelp,
}: Pick<Props, 'query' | 'set' | 'search' | 'onHelp'> & { data: Stories | undefined }) {
  const words = useWords()
  const counts = data?.counts
  const open = counts ? (counts.byState.suspected ?? 0) + (counts.byState.verifying ?? 0) : undefined
  const state = (value: string, label: string, count?: number) => ({
    value,
    label,
    ...(count === undefined ? {} : { count }),
  })
  return (
    <div className="story-filters" ref={search}>
      <div className="row nowrap-row">
        <SearchField value={query.q ?? ''} onSearch={(q) => set({ q: q || null })} hint={words.review.searchHint} />
        <Button aria-label={words.review.keys.title} onClick={onHelp}>
          ?
        </Button>
      </div>
      <Chips
        filter={{
          name: 'state',
          label: words.common.state,
          options: [
            state('open', words.review.open, open),
            ...(['actionable', 'explain', 'watch', 'closed_no_fault'] as const).map((code) =>
              state(code, words.states.flag[code], counts?.byState[code]),
            ),
          ],
        }}
        value={query.state}
        onChange={(value) => set({ state: value })}
      />
      <Chips
        filter={{
          name: 'level',
          label: words.review.level,
          options: [
            state('', words.common.all),
            ...(['critical', 'high', 'elevated', 'low'] as const).map((code) =>
              state(code, words.states.risk[code], counts?.byLevel[code]),
            ),
          ],
        }}
        value={query.level}
        onChange={(value) => set({ level: value })}
      />
      <div className="row">
        <Select
          size="small"
          variant="borderless"
          aria-label={words.review.found.label}
          value={query.found ?? ''}
          onChange={(found) => set({ found: found || null })}
          options={(['', 'new', 'rescored'] as const).map((value) => ({
            value,
            label: words.review.found[value || 'all'],
          }))}
        />
        <Select
          size="small"
          variant="borderless"
          aria-label={words.common.sort}
          value={query.sort ?? 'urgent'}
          onChange={(sort) => set({ sort })}
          options={(['urgent', 'newest', 'oldest'] as const).map((value) => ({
            value,
            label: words.review.sort[value],
          }))}
        />
        <Link to="/stories">{words.suggested.title}</Link>
      </div>
    </div>
  )
}

function StoryRow({ story, current, onOpen }: { story: Story; current: boolean; onOpen: (id: string) => void }) {
  const words = useWords()
  const now = useMinute()
  const row = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (current) bringIntoView(row.current)
  }, [current])
  return (
    <li>
      <button
        type="button"
        ref={row}
        className={`plain story level-${story.level}`}
        aria-current={current ? 'true' : undefined}
        onClick={() => onOpen(story.flagId)}
      >
        <span className="row between">
          <RiskBadge level={story.level} score={story.score} />
          <span className="faint nowrap" title={timeText(story.openedAt)}>
            {relativeText(story.openedAt, now, words.time)}
          </span>
        </span>
        <span className="story-title">{story.title}</span>
        <span className="faint row">
          <span>{story.firstOutlet.name}</span>
          {story.firstOutlet.origin !== 'domestic' && <span>{words.states.origin[story.firstOutlet.origin]}</span>}
          <span>{words.review.copies(story.copies)}</span>
          <span>{story.unit.name}</span>
        </span>
        <span className="row">
          <FlagTag state={story.state} verdict={story.verdict} />
          {story.rescored && <span className="tag plain">{words.review.rescored}</span>}
          {story.incidentId !== null && <span className="tag plain">{words.review.hasIncident}</span>}
          {story.types.slice(0, 2).map((type) => (
            <span className="faint" key={type}>
              {wordOf(words.flagTypes, type, words.common.other)}
            </span>
          ))}
        </span>
      </button>
    </li>
  )
}

/** Up or down within the list only: `scrollIntoView` would also swipe the phone's panes back to it. */
function bringIntoView(row: HTMLElement | null): void {
  const pane = row?.closest<HTMLElement>('.pane')
  if (!row || !pane) return
  const inner = row.getBoundingClientRect()
  const outer = pane.getBoundingClientRect()
  const top = outer.top + (pane.querySelector<HTMLElement>('.story-filters')?.offsetHeight ?? 0)
  if (inner.top < top) pane.scrollTop -= top - inner.top
  else if (inner.bottom > outer.bottom) pane.scrollTop += inner.bottom - outer.bottom
}
