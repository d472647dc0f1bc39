/** 待确认同题: pairs of stories that the machine thinks are one, accepted or refused by people, many at once. */
import { useQuery } from '@tanstack/react-query'
import { App, Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { SuggestedPairShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { isAllowed } from '../../components/moves.ts'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { RiskBadge } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { usePreferences, useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'

type Verb = 'accept' | 'refuse'
const keyOf = ({ article, other }: SuggestedPairShown): string => `${article.id} ${other.id}`
const mayArrange = ({ moves }: SuggestedPairShown): boolean => isAllowed(moves, 'arrange')

export default function SuggestedStories() {
  const words = useWords()
  const w = words.suggested
  const { query, set } = useFilters({ flagged: 'mine', days: '30', sort: 'likest' })
  const answer = useQuery(questions.suggestedStories(query))
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const [verb, setVerb] = useState<Verb | null>(null)
  const rows = answer.data?.items ?? []
  const free = rows.filter(mayArrange)
  // What is not on the page is not chosen: nobody settles what they do not see.
  const chosen = free.filter((row) => marked.has(keyOf(row)))
  const mark = (pairs: SuggestedPairShown[], on: boolean) =>
    setMarked((old) => {
      const next = new Set(old)
      for (const pair of pairs)
        if (on) next.add(keyOf(pair))
        else next.delete(keyOf(pair))
      return next
    })
  const columns: Column<SuggestedPairShown>[] = [
    {
      key: 'pair',
      title: w.pair,
      width: '50%',
      cell: (row) => (
        <div className="row nowrap-row top">
          {mayArrange(row) && (
            <Checkbox
              checked={marked.has(keyOf(row))}
              aria-label={w.choose(row.article.title, row.other.title)}
              onChange={(event) => mark([row], event.target.checked)}
            />
          )}
          <div className="stack tight">
            <Side article={row.article} articles={row.articles} />
            <Side article={row.other} articles={row.otherArticles} />
          </div>
        </div>
      ),
    },
    { key: 'likeness', title: w.likeness, numeric: true, cell: (row) => `${Math.round(row.likeness * 100)}%` },
    { key: 'ground', title: w.ground, width: '26%', cell: (row) => <Ground reason={row.reason} /> },
    { key: 'at', title: w.at, cell: (row) => <TimeText at={row.at} /> },
  ]
  return (
    <>
      <ListPage
        title={w.title}
        path="/api/stories/suggested"
        query={query}
        set={set}
        answer={answer}
        columns={columns}
        keyOf={keyOf}
        search={w.searchHint}
        empty={{ title: w.empty, next: w.emptyNext }}
        chips={[
          {
            name: 'flagged',
            label: w.flagged.label,
            options: (['mine', 'any'] as const).map((value) => ({ value, label: w.flagged[value] })),
          },
          {
            name: 'days',
            label: w.days.label,
            options: ['1', '7', '30', '90'].map((value) => ({ value, label: w.days.value(Number(value)) })),
          },
          {
            name: 'sort',
            label: words.common.sort,
            options: (['likest', 'newest'] as const).map((value) => ({ value, label: w.sorts[value] })),
          },
        ]}
        beside={
          <div className="stack tight">
            <p className="quiet">{w.intro}</p>
            {free.length > 0 && (
              <div className="row no-print">
                <Checkbox
                  checked={chosen.length === free.length}
                  indeterminate={chosen.length > 0 && chosen.length < free.length}
                  onChange={(event) => mark(free, event.target.checked)}
                >
                  {w.choosePage}
                </Checkbox>
                <Button disabled={chosen.length === 0} onClick={() => setVerb('accept')}>
                  {w.accept}
                </Button>
                <Button disabled={chosen.length === 0} onClick={() => setVerb('refuse')}>
                  {w.refuse}
                </Button>
                <span className="faint" role="status">
                  {chosen.length > 0 && w.chosen(chosen.length)}
                </span>
              </div>
            )}
          </div>
        }
      />
      {verb && (
        <SettleSheet
          verb={verb}
          pairs={chosen}
          onClose={() => {
            setVerb(null)
            setMarked(new Set())
          }}
        />
      )}
    </>
  )
}

function Side({ article, articles }: { article: SuggestedPairShown['article']; articles: number }) {
  const words = useWords()
  return (
    <div>
      <Link to={`/articles/${article.id}?tab=chain`}>{article.title}</Link>
      <div className="row faint">
        <span>{article.outlet.name}</span>
        <TimeText at={article.publishedAt ?? article.firstSeenAt} />
        {articles > 1 && <span>{words.stories.articles(articles)}</span>}
        {article.riskLevel && article.riskLevel !== 'low' && <RiskBadge level={article.riskLevel} />}
      </div>
    </div>
  )
}

function Ground({ reason }: { reason: SuggestedPairShown['reason'] }) {
  const words = useWords()
  const { language } = usePreferences()
  const list = (names: string[]) => names.join(words.common.listComma)
  const named = (list: { name: string; english: string }[]) =>
    list.map(({ name, english }) => (language === 'en' ? english : name))
  return (
    <div className="stack tight">
      {reason.words.length > 0 && <div>{words.stories.sharedWords(list(reason.words))}</div>}
      {reason.indicators.length > 0 && <div>{words.stories.sharedIndicators(list(named(reason.indicators)))}</div>}
      {reason.places.length > 0 && <div>{words.stories.sharedPlaces(list(named(reason.places)))}</div>}
      <div className="faint">{words.stories.hoursApart(reason.hoursApart)}</div>
    </div>
  )
}

function SettleSheet({ verb, pairs, onClose }: { verb: Verb; pairs: SuggestedPairShown[]; onClose: () => void }) {
  const words = useWords()
  const w = words.suggested
  const { notification } = App.useApp()
  const { act, busy, error } = useAct(true)
  const [reason, setReason] = useState('')
  // What was chosen when the window opened, whatever is read anew behind it.
  const [named] = useState(pairs)
  const settle = async () => {
    const asked = named.map(({ article, other }) => ({ articleId: article.id, otherArticleId: other.id }))
    const { settled, left } = await commands.settleSuggestions({ pairs: asked, verb, reason })
    const titles = left.map(({ articleId }) => named.find((pair) => pair.article.id === articleId)?.article.title)
    const description = left.length > 0 ? `${w.left(left.length)}${titles.join(words.common.listComma)}` : undefined
    notification[left.length > 0 ? 'warning' : 'success']({
      title: w.settled(settled),
      ...(description ? { description } : {}),
    })
  }
  const submit = async () => {
    if (await act(settle, { renew: ['articles', 'flags'] })) onClose()
  }
  return (
    <Sheet
      title={w[verb]}
      verb={w[verb]}
      consequence={verb === 'accept' ? w.acceptMeans(named.length) : w.refuseMeans(named.length)}
      busy={busy}
      error={error}
      ready={reason.trim().length >= 2}
      onDo={() => void submit()}
      onClose={onClose}
    >
      <ul className="plain-list">
        {named.slice(0, 10).map((pair) => (
          <li key={keyOf(pair)}>
            {pair.article.title} ／ {pair.other.title}
          </li>
        ))}
        {named.length > 10 && <li className="faint">… {w.chosen(named.length)}</li>}
      </ul>
      <Labelled label={words.common.reason} hint={words.stories.reasonHint} required>
        <Input.TextArea rows={3} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Labelled>
    </Sheet>
  )
}
