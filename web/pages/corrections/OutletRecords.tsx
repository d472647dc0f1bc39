/** What outlets made of the requests that were sent: shares as a chart, the same with times as a table, and both as a file. */
import { useQuery } from '@tanstack/react-query'
import type { OutletRecordShown } from '../../../api/contract.ts'
import { Answer, EmptyState } from '../../components/Answer.tsx'
import { Chart } from '../../components/Chart.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { empty } from '../../times.ts'

const drawn = 12

export function OutletRecords() {
  const words = useWords()
  const w = words.corrections
  const answer = useQuery(questions.outletRecords)
  const columns: Column<OutletRecordShown>[] = [
    { key: 'outlet', title: w.outlet, cell: (r) => r.outletName },
    { key: 'asked', title: w.asked, cell: (r) => r.asked },
    { key: 'corrected', title: w.correctedCount, cell: (r) => r.corrected },
    { key: 'share', title: w.share, cell: (r) => `${Math.round((100 * r.corrected) / r.asked)}%` },
    { key: 'edited', title: w.editedCount, cell: (r) => r.edited },
    { key: 'refused', title: w.refusedCount, cell: (r) => r.refused },
    { key: 'open', title: w.openCount, cell: (r) => r.open },
    { key: 'median', title: w.median, cell: (r) => (r.medianHours === null ? empty : w.hours(r.medianHours)) },
  ]
  return (
    <Answer query={answer}>
      {({ items }) => {
        if (items.length === 0) return <EmptyState title={w.statsEmpty} next={w.emptyNext} />
        const shown = items.slice(0, drawn)
        const series = (
          name: string,
          color: 'good' | 'step2' | 'step3' | 'step1',
          of: (r: OutletRecordShown) => number,
        ) => ({
          ...{ name, color, values: shown.map(of) },
        })
        return (
          <div className="stack">
            <section className="panel">
              <Chart
                title={w.statsTitle}
                spoken={w.statsNote}
                content={{
                  ...{ kind: 'stacked', x: { name: w.outlet, values: shown.map((r) => r.outletName) } },
                  y: { unit: '', whole: true },
                  series: [
                    series(w.correctedCount, 'good', (r) => r.corrected),
                    series(w.editedCount, 'step2', (r) => r.edited),
                    series(w.refusedCount, 'step3', (r) => r.refused),
                    series(w.openCount, 'step1', (r) => r.open),
                  ],
                }}
              />
            </section>
            <section className="panel list-panel">
              <div className="row between">
                <h2>{w.tabs.outlets}</h2>
                <ExportButton path="/api/corrections/outlets" />
              </div>
              <DataTable caption={w.statsTitle} columns={columns} rows={items} keyOf={(r) => r.outletId} />
            </section>
          </div>
        )
      }}
    </Answer>
  )
}
