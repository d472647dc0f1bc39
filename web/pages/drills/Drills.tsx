/** 演练: drills apart from everything real, how those of the last year went, and beginning one by its script. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { DrillRow, DrillTallyShown } from '../../../api/contract.ts'
import { Chart } from '../../components/Chart.tsx'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { StateTag, type Tone } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { empty } from '../../times.ts'
import { StartDrill } from './StartDrill.tsx'

export const drillTone = (state: DrillRow['state']): Tone =>
  state === 'running' ? 'step2' : state === 'stopped' ? 'step3' : state === 'finished' ? 'good' : 'plain'

export default function Drills() {
  const words = useWords()
  const w = words.drills
  const { query, set } = useFilters()
  const [starting, setStarting] = useState(false)
  const answer = useQuery(questions.drills(query))
  const tally = (t: DrillTallyShown | null) => (t ? w.tally(t.expected, t.inTime, t.late, t.missed) : empty)
  const columns: Column<DrillRow>[] = [
    {
      key: 'name',
      title: w.name,
      width: '30%',
      cell: (row) => (
        <>
          <Link to={row.state === 'unscripted' ? `/incidents/${row.incidentId}` : `/drills/${row.incidentId}`}>
            {row.title}
          </Link>
          <div className="faint">{row.no}</div>
        </>
      ),
    },
    {
      key: 'state',
      title: words.common.state,
      cell: (row) => <StateTag tone={drillTone(row.state)}>{w.state[row.state]}</StateTag>,
    },
    { key: 'unit', title: w.unit, cell: (row) => row.unit.name },
    { key: 'plan', title: w.plan, cell: (row) => row.planTitle },
    { key: 'startedAt', title: w.startedAt, cell: (row) => <TimeText at={row.startedAt} /> },
    { key: 'endedAt', title: w.endedAt, cell: (row) => (row.endedAt ? <TimeText at={row.endedAt} /> : empty) },
    { key: 'tally', title: w.outcome, cell: (row) => tally(row.tally) },
  ]
  const states = ['running', 'finished', 'broken_off'] as const
  return (
    <>
      <ListPage
        title={w.title}
        path="/api/drills"
        query={query}
        set={set}
        answer={answer}
        columns={columns}
        keyOf={(row) => row.incidentId}
        search={w.searchHint}
        beside={
          <div className="stack wide">
            {answer.data?.mayRun && (
              <p>
                <Button type="primary" onClick={() => setStarting(true)}>
                  {w.begin}
                </Button>
              </p>
            )}
            <LastYear />
          </div>
        }
        chips={[
          {
            name: 'state',
            label: words.common.state,
            options: [
              { value: '', label: words.common.all },
              ...states.map((value) => ({ value, label: w.state[value] })),
            ],
          },
        ]}
        empty={{ title: w.empty, next: w.emptyNext }}
      />
      {starting && <StartDrill onClose={() => setStarting(false)} />}
    </>
  )
}

/** In time, late and not done, by plan; nothing where no drill has ended. */
function LastYear() {
  const words = useWords()
  const w = words.drills
  const { data } = useQuery(questions.drillStatistics())
  if (!data || data.byPlan.length === 0) return null
  const series = (name: string, color: 'good' | 'step2' | 'step4', of: (t: DrillTallyShown) => number) => ({
    ...{ name, color, values: data.byPlan.map((p) => of(p.tally)) },
  })
  const named = (p: (typeof data.byPlan)[number]): string =>
    p.brokenOff > 0 ? w.planWithBroken(p.planTitle, w.brokenOff(p.brokenOff)) : p.planTitle
  return (
    <section className="panel">
      <Chart
        title={w.statistics}
        spoken={[w.finished(data.finished), w.brokenOff(data.brokenOff)].join(words.common.listComma)}
        content={{
          ...{ kind: 'stacked', x: { name: w.plan, values: data.byPlan.map(named) } },
          y: { unit: '', whole: true },
          series: [
            series(w.result.done, 'good', (t) => t.inTime),
            series(w.result.late, 'step2', (t) => t.late),
            series(w.result.missed, 'step4', (t) => t.missed),
          ],
        }}
      />
    </section>
  )
}
