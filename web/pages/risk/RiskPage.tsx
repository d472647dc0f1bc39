/** 风险门限: the thresholds of each unit in sight with where they come from, and the runs that judge past articles again. */
import { useQuery } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { useState } from 'react'
import type { RiskShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Answer } from '../../components/Answer.tsx'
import { Chart } from '../../components/Chart.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { MoveButton } from '../../components/MoveButton.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { ChangeSheet } from './ChangeSheet.tsx'

type Row = RiskShown['units'][number]
type Run = RiskShown['rescorings'][number]

export default function RiskPage() {
  const words = useWords()
  const answer = useQuery({ ...questions.risk(), refetchInterval: 5_000 })
  return (
    <div className="page">
      <header className="page-head">
        <h1>{words.risk.title}</h1>
      </header>
      <p className="quiet">{words.risk.intro}</p>
      <Answer query={answer}>
        {(data) => (
          <div className="stack wide">
            <Units rows={data.units} />
            <Runs data={data} />
          </div>
        )}
      </Answer>
    </div>
  )
}

function Units({ rows }: { rows: Row[] }) {
  const words = useWords()
  const [changing, setChanging] = useState<Row | null>(null)
  const columns: Column<Row>[] = [
    { key: 'unit', title: words.risk.unit, cell: (row) => row.unit.name },
    { key: 'm', title: words.risk.misinformation, cell: (row) => row.misinformation.join(' / ') },
    { key: 's', title: words.risk.spread, cell: (row) => row.spread.join(' / ') },
    {
      key: 'from',
      title: words.risk.from,
      cell: (row) => (
        <>
          {row.from === null
            ? words.risk.builtIn
            : row.from.id === row.unit.id
              ? words.risk.own
              : words.risk.follows(row.from.name)}
          {row.history.map((h) => (
            <div className="faint" key={h.n}>
              {words.risk.version(h.n)} {h.by} <TimeText at={h.at} relative={false} /> {h.reason}
            </div>
          ))}
        </>
      ),
    },
    {
      key: 'set',
      title: words.common.actions,
      cell: (row) => <MoveButton move={row.moves[0]!} label={words.risk.set} onClick={() => setChanging(row)} />,
    },
  ]
  return (
    <section className="panel list-panel">
      <DataTable caption={words.risk.title} columns={columns} rows={rows} keyOf={(row) => row.unit.id} />
      {changing && <ChangeSheet row={changing} onClose={() => setChanging(null)} />}
    </section>
  )
}

function Runs({ data }: { data: RiskShown }) {
  const words = useWords()
  const { act, busy } = useAct()
  const mayRun = data.moves[0]!
  const renew = { renew: ['record'] }
  return (
    <section className="panel stack">
      <header className="row between">
        <h2>{words.risk.rescorings}</h2>
        <MoveButton
          move={mayRun}
          label={words.risk.start}
          busy={busy}
          onClick={() => void act(() => commands.startRescoring(), renew)}
        />
      </header>
      <p className="faint">{words.risk.startMeans}</p>
      {data.rescorings.length === 0 && <p className="quiet">{words.risk.none}</p>}
      {data.rescorings.map((run) => (
        <RunView key={run.id} run={run} maySteer={mayRun.allowed} />
      ))}
    </section>
  )
}

function RunView({ run, maySteer }: { run: Run; maySteer: boolean }) {
  const words = useWords()
  const { act, busy } = useAct()
  const verbs: readonly ('pause' | 'resume' | 'cancel')[] =
    run.state === 'running' ? ['pause', 'cancel'] : run.state === 'paused' ? ['resume', 'cancel'] : []
  const levels = ['low', 'elevated', 'high', 'critical'] as const
  return (
    <article className="stack">
      <div className="row between">
        <span className="row">
          <StateTag tone={run.state === 'done' ? 'good' : run.state === 'cancelled' ? 'plain' : 'step2'}>
            {words.risk.state[run.state]}
          </StateTag>
          <strong>{words.risk.cause[run.cause]}</strong>
          <span className="faint">
            {run.unit?.name} {run.by} <TimeText at={run.startedAt} relative={false} />
            {run.endedAt && (
              <>
                {' — '}
                <TimeText at={run.endedAt} relative={false} />
              </>
            )}
          </span>
        </span>
        {maySteer && (
          <span className="row">
            {verbs.map((verb) => (
              <Button
                size="small"
                key={verb}
                loading={busy}
                onClick={() => void act(() => commands.steerRescoring(run.id, verb), { renew: ['record'] })}
              >
                {words.risk.steer[verb]}
              </Button>
            ))}
          </span>
        )}
      </div>
      {run.state !== 'done' && (
        <Progress
          percent={run.total === 0 ? 100 : Math.min(100, Math.floor((run.done / run.total) * 100))}
          format={() => words.risk.progress(run.done, run.total)}
          aria-label={words.risk.progress(run.done, run.total)}
        />
      )}
      {run.after && (
        <Chart
          title={words.risk.rescorings}
          spoken={words.risk.progress(run.done, run.total)}
          content={{
            kind: 'bars',
            x: { name: words.risk.level, values: levels.map((level) => words.states.risk[level]) },
            y: { unit: words.risk.articles, whole: true },
            series: [
              { name: words.risk.before, values: levels.map((level) => run.before[level]) },
              { name: words.risk.after, values: levels.map((level) => run.after?.[level] ?? 0) },
            ],
          }}
        />
      )}
    </article>
  )
}
