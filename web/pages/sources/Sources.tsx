/** 信源: what is polled, how it does in words, when it is asked next; adding, switching off, polling at once. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { SourceShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { StateTag, type Tone } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { lengthText } from '../../times.ts'
import { AddSource } from './AddSource.tsx'
import { failureSentence, healthSentence } from './failure-text.ts'
import { PollBars } from './PollBars.tsx'

const tones: Record<string, Tone> = {
  unknown: 'plain',
  ok: 'good',
  silent: 'step2',
  selector_broken: 'step3',
  paused: 'step2',
  failing: 'step4',
  forbidden: 'step3',
  gone: 'step4',
  thin: 'step3',
  disabled: 'plain',
}

export default function Sources() {
  const words = useWords()
  const [adding, setAdding] = useState(false)
  const { query, set } = useFilters()
  const answer = useQuery({ ...questions.sources(query), refetchInterval: 15_000 })
  const columns: Column<SourceShown>[] = [
    {
      key: 'name',
      title: words.sources.name,
      width: '26%',
      cell: (row) => (
        <>
          <strong>{row.name}</strong>
          <div className="faint">
            {row.outlet.name} · {words.states.sourceKind[row.kind]} · {words.states.origin[row.outlet.origin]}
          </div>
          <a className="faint" href={row.url} target="_blank" rel="noreferrer noopener">
            {row.url}
          </a>
        </>
      ),
    },
    { key: 'health', title: words.sources.health, width: '26%', cell: (row) => <Health source={row} /> },
    { key: 'polls', title: words.sources.polls, cell: (row) => <PollBars polls={row.polls} /> },
    { key: 'new', title: words.sources.lastNew, cell: (row) => <TimeText at={row.lastNewAt} /> },
    {
      key: 'next',
      title: words.sources.next,
      cell: (row) => (
        <>
          {row.state === 'active' ? <TimeText at={row.nextPollAt} /> : words.states.health.disabled}
          <div className="faint">{words.sources.every(lengthText(row.intervalMs, words.time))}</div>
        </>
      ),
    },
    { key: 'actions', title: words.common.actions, cell: (row) => <Actions source={row} /> },
  ]
  return (
    <>
      <ListPage
        title={words.nav.sources}
        path="/api/sources"
        query={query}
        set={set}
        answer={answer}
        columns={columns}
        keyOf={(row) => row.id}
        search={words.sources.searchHint}
        chips={[
          {
            name: 'health',
            label: words.sources.health,
            options: [
              { value: '', label: words.common.all },
              ...(
                [
                  'ok',
                  'silent',
                  'thin',
                  'selector_broken',
                  'paused',
                  'failing',
                  'forbidden',
                  'gone',
                  'unknown',
                ] as const
              ).map((value) => ({
                value,
                label: words.states.health[value],
              })),
            ],
          },
          {
            name: 'state',
            label: words.common.state,
            options: [
              { value: '', label: words.common.all },
              { value: 'active', label: words.sources.active },
              { value: 'disabled', label: words.states.health.disabled },
            ],
          },
        ]}
        empty={{ title: words.sources.empty, next: words.sources.emptyNext }}
        actions={
          <Button type="primary" onClick={() => setAdding(true)}>
            {words.sources.add}
          </Button>
        }
      />
      {adding && <AddSource onClose={() => setAdding(false)} />}
    </>
  )
}

function Health({ source }: { source: SourceShown }) {
  const words = useWords()
  const health = source.state === 'disabled' ? 'disabled' : source.health
  return (
    <div className="stack tight">
      <div>
        <StateTag tone={tones[health] ?? 'plain'}>{words.states.health[health]}</StateTag>
      </div>
      <span className="faint">{words.sources.healthMeans[health]}</span>
      {source.state === 'active' && <span className="faint">{healthSentence(source.healthReason, words)}</span>}
      {source.lastFailure && health !== 'ok' && (
        <span className="faint">
          {failureSentence(source.lastFailure, words)}
          {source.failuresInRow > 1 && ` · ${words.sources.inRow(source.failuresInRow)}`}
        </span>
      )}
    </div>
  )
}

/** Switching off and on again is each other's undo: it happens at once. */
function Actions({ source }: { source: SourceShown }) {
  const words = useWords()
  const { act, busy } = useAct()
  const next = source.state === 'active' ? 'disabled' : 'active'
  return (
    <div className="row">
      <Button
        size="small"
        disabled={source.state !== 'active'}
        loading={busy}
        onClick={() =>
          void act(() => commands.pollSource(source.id), { done: words.sources.polling, renew: ['sources'] })
        }
      >
        {words.sources.pollNow}
      </Button>
      <Button
        size="small"
        onClick={() =>
          void act(() => commands.setSourceState(source.id, next), {
            done: next === 'active' ? words.sources.switchedOn : words.sources.switchedOff,
            renew: ['sources'],
          })
        }
      >
        {next === 'active' ? words.sources.switchOn : words.sources.switchOff}
      </Button>
    </div>
  )
}
