/**
 * 待核对: sources that were never read, as they come from the catalogue. The program looks at one after the other and says what it
 * found; a person switches on what is right. Nothing is kept of a look: closing the page ends it.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { DetectionShown, ProposalShown, SourceShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { problemLine } from '../../components/problem-text.ts'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { failureAdvice, failureSentence } from './failure-text.ts'
import { SourceTabs } from './SourceTabs.tsx'

type Failure = Extract<DetectionShown, { ok: false }>['failure']
type Look =
  | { state: 'looking' }
  | { state: 'none' }
  | { state: 'found'; best: ProposalShown }
  | { state: 'failed'; failure: Failure }
  | { state: 'broken'; why: string }

export default function Unchecked() {
  const words = useWords()
  const { query: given, set } = useFilters()
  const query = { ...given, state: 'disabled', polled: 'never' }
  const answer = useQuery(questions.sources(query))
  const rows = answer.data?.items ?? []
  const { looks, at, start, stop } = useLooks()
  const { act, busy } = useAct()
  const found = rows.flatMap((row) => {
    const look = looks.get(row.id)
    return look?.state === 'found' ? [{ row, best: look.best }] : []
  })
  const switchOn = (chosen: typeof found) =>
    act(
      async () => {
        for (const { row, best } of chosen) await switchOnAs(row, best)
      },
      { done: words.unchecked.switchedOn(chosen.length), renew: ['sources'] },
    )
  // What failed may be looked at again.
  const waiting = rows.filter((row) => looks.get(row.id)?.state !== 'found')
  return (
    <ListPage
      title={words.sourceTabs.unchecked}
      tabs={<SourceTabs />}
      path="/api/sources"
      query={query}
      set={set}
      answer={answer}
      keyOf={(row: SourceShown) => row.id}
      search={words.sources.searchHint}
      empty={{ title: words.unchecked.empty, next: words.unchecked.emptyNext }}
      actions={
        at !== null ? (
          <Button onClick={stop}>{words.unchecked.stop}</Button>
        ) : (
          <>
            {waiting.length > 0 && (
              <Button type={found.length > 0 ? 'default' : 'primary'} onClick={() => void start(waiting)}>
                {words.unchecked.start(waiting.length)}
              </Button>
            )}
            {found.length > 0 && (
              <Button type="primary" loading={busy} onClick={() => void switchOn(found)}>
                {words.unchecked.switchOnAll(found.length)}
              </Button>
            )}
          </>
        )
      }
      beside={
        <div className="stack tight" role="status">
          <p className="quiet">{words.unchecked.intro}</p>
          {at !== null && (
            <div className="row nowrap-row">
              <Progress
                className="grow"
                percent={Math.round((100 * at.done) / at.of)}
                format={() => `${at.done} / ${at.of}`}
                aria-label={words.unchecked.looking}
              />
            </div>
          )}
        </div>
      }
      columns={[
        {
          key: 'name',
          title: words.sources.name,
          width: '32%',
          cell: (row) => (
            <>
              <Link to={`/sources?source=${row.id}`}>
                {row.outlet.name} · {row.name}
              </Link>
              <div className="faint breaking">{row.url}</div>
            </>
          ),
        },
        {
          key: 'look',
          title: words.unchecked.result,
          cell: (row) => <Seen look={looks.get(row.id)} />,
        },
        {
          key: 'actions',
          title: words.common.actions,
          width: '20%',
          cell: (row) => {
            const look = looks.get(row.id)
            return (
              <div className="row">
                {look?.state === 'found' && (
                  <Button size="small" disabled={busy} onClick={() => void switchOn([{ row, best: look.best }])}>
                    {words.sources.switchOn}
                  </Button>
                )}
                {look?.state !== 'looking' && (
                  <Link to={`/sources/add?source=${row.id}&look=1`}>{words.unchecked.bySelf}</Link>
                )}
              </div>
            )
          },
        },
      ]}
    />
  )
}

function Seen({ look }: { look: Look | undefined }) {
  const words = useWords()
  if (!look) return <span className="faint">{words.unchecked.waiting}</span>
  if (look.state === 'looking') return <span className="faint">{words.unchecked.looking}</span>
  if (look.state === 'none')
    return (
      <>
        {words.wizard.foundNone}
        <div className="faint">{words.unchecked.noneNext}</div>
      </>
    )
  if (look.state === 'broken') return <>{look.why}</>
  if (look.state === 'failed')
    return (
      <>
        {failureSentence(look.failure, words)}
        <div className="faint">{failureAdvice(look.failure, words)}</div>
      </>
    )
  const { kind, url, itemCount, sample } = look.best
  return (
    <>
      {words.states.sourceKind[kind]} · {words.wizard.items(itemCount)}
      <div className="faint breaking">{url}</div>
      <ul className="plain-list tight">
        {sample.slice(0, 3).map((item) => (
          <li key={item.url} className="sample">
            {item.title || item.url}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Looks at one source after the other: a site is asked as gently as if each had been opened by hand. */
function useLooks() {
  const words = useWords()
  const client = useQueryClient()
  const [looks, setLooks] = useState<ReadonlyMap<string, Look>>(new Map())
  const [at, setAt] = useState<{ done: number; of: number } | null>(null)
  const going = useRef(false)
  useEffect(
    () => () => {
      going.current = false
    },
    [],
  )
  const note = (id: string, look: Look | null) =>
    setLooks((now) => {
      const next = new Map(now)
      if (look) next.set(id, look)
      else next.delete(id)
      return next
    })
  const start = async (rows: SourceShown[]) => {
    going.current = true
    for (const [done, row] of rows.entries()) {
      if (!going.current) break
      setAt({ done, of: rows.length })
      note(row.id, { state: 'looking' })
      note(
        row.id,
        await lookAt(row.url).catch((error) => ({ state: 'broken', why: problemLine(error, words) }) as const),
      )
    }
    going.current = false
    setAt(null)
    await client.invalidateQueries({ queryKey: ['sources'] })
  }
  const stop = () => {
    going.current = false
  }
  return { looks, at, start, stop }
}

async function lookAt(url: string): Promise<Look> {
  const answer = await commands.detectSource(url)
  if (!answer.ok) return { state: 'failed', failure: answer.failure }
  const [best] = answer.proposals
  return best ? { state: 'found', best } : { state: 'none' }
}

/** As the wizard would save it. */
async function switchOnAs({ id, name }: SourceShown, { kind, url, settings }: ProposalShown): Promise<void> {
  await commands.changeSource(id, { name, kind, url, settings })
  await commands.setSourceState(id, 'active')
}
