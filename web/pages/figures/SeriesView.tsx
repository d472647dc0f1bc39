/** A series over time: as it stands now beside as it was first published, and each vintage with its change. */
import { useQuery } from '@tanstack/react-query'
import type { FigureShown, SeriesShown } from '../../../api/contract.ts'
import { Answer } from '../../components/Answer.tsx'
import { Chart } from '../../components/Chart.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { difference } from '../../decimal.ts'
import { indicatorIn } from '../../components/Names.tsx'
import { usePreferences, useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { amountText, timeText } from '../../times.ts'

export function SeriesView({ series, name }: { series: SeriesShown; name: string }) {
  const { words, language } = usePreferences()
  const { indicator, region, scope, periodType, measure, priceBasis } = series
  const answer = useQuery(questions.series({ indicator, region, scope, periodType, measure, priceBasis }))
  return (
    <Answer query={answer}>
      {({ items }) => {
        const periods = [...new Set(items.map((f) => f.period))].sort()
        const vintagesOf = (period: string) => items.filter((f) => f.period === period)
        const revised = periods.filter((p) => vintagesOf(p).length > 1)
        const current = periods.map((p) => vintagesOf(p).at(-1)?.value ?? null)
        const first = periods.map((p) => vintagesOf(p)[0]?.value ?? null)
        const isRate = measure !== 'level' && measure !== 'per_capita'
        return (
          <>
            <section className="panel">
              <Chart
                title={`${indicatorIn(language, series)} ${name}`}
                spoken={words.figureData.chartSpoken(name, periods[0] ?? '', periods.at(-1) ?? '', revised.length)}
                height={260}
                content={{
                  kind: periods.length > 2 ? 'line' : 'bars',
                  x: { name: words.figures.period, values: periods },
                  y: { unit: series.unit, ...(isRate ? { from: 'data' as const } : {}) },
                  series: [
                    { name: words.figureData.current, values: current },
                    ...(revised.length > 0 ? [{ name: words.figureData.first, values: first }] : []),
                  ],
                }}
              />
            </section>
            <section className="panel list-panel">
              <Vintages title={words.figureData.vintages} items={[...items].reverse()} />
            </section>
          </>
        )
      }}
    </Answer>
  )
}

function Vintages({ title, items }: { title: string; items: FigureShown[] }) {
  const words = useWords()
  const d = words.figureData
  const before = (f: FigureShown) =>
    items
      .filter((o) => o.period === f.period && o.publishedAt < f.publishedAt)
      .sort((a, b) => (a.publishedAt < b.publishedAt ? 1 : -1))
  return (
    <>
      <h2>{title}</h2>
      <DataTable
        caption={title}
        rows={items}
        keyOf={(f) => f.id}
        columns={[
          {
            key: 'period',
            title: words.figures.period,
            cell: (f) => (
              <>
                {f.period} <span className="faint">{d.vintage(before(f).length + 1)}</span>
              </>
            ),
          },
          {
            key: 'value',
            title: words.figures.value,
            numeric: true,
            cell: (f) => (
              <>
                <strong>{amountText(f.value)}</strong> {f.unit}
              </>
            ),
          },
          {
            key: 'change',
            title: d.change,
            numeric: true,
            cell: (f) => {
              const old = before(f)[0]
              return old && old.unit === f.unit ? signed(difference(f.value, old.value) ?? '') : '—'
            },
          },
          {
            key: 'status',
            title: words.figures.status,
            cell: (f) => (
              <StateTag tone={f.supersededAt ? 'plain' : 'good'}>{words.states.figureStatus[f.status]}</StateTag>
            ),
          },
          {
            key: 'since',
            title: d.since,
            width: '26%',
            cell: (f) => d.until(timeText(f.publishedAt), f.supersededAt && timeText(f.supersededAt)),
          },
          {
            key: 'source',
            title: d.source,
            cell: (f) =>
              f.sourceUrl ? (
                <a href={f.sourceUrl} target="_blank" rel="noreferrer noopener">
                  {f.owner}
                </a>
              ) : (
                f.owner
              ),
          },
        ]}
      />
    </>
  )
}

const signed = (value: string): string =>
  value.startsWith('-') || /^0(\.0+)?$/.test(value) ? amountText(value) : `+${amountText(value)}`
