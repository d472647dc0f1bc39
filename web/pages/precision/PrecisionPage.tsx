/** 研判统计: how right the flags were, by type and level and week by week, from what people decided in the end. */
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import type { PrecisionRow, PrecisionShown } from '../../../api/contract.ts'
import { Answer, EmptyState } from '../../components/Answer.tsx'
import { Chart } from '../../components/Chart.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { useFilters } from '../../components/ListPage.tsx'
import { Labelled } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { empty, timeText } from '../../times.ts'
import { Samples } from './Samples.tsx'

/** Fewer say little, and are said to. */
const few = 10
const percent = (share: number) => `${(share * 100).toFixed(1)}%`

export default function PrecisionPage() {
  const words = useWords()
  const { query, set } = useFilters({ weeks: '12' })
  const answer = useQuery(questions.precision(query))
  return (
    <div className="page">
      <header className="page-head">
        <h1>{words.precision.title}</h1>
        <ExportButton path="/api/precision" query={query} />
      </header>
      <p className="quiet">{words.precision.intro}</p>
      <div className="filters">
        <Labelled label={words.precision.period}>
          <Select
            value={query.weeks}
            onChange={(weeks) => set({ weeks })}
            options={['4', '12', '26', '52'].map((value) => ({ value, label: words.precision.weeks(value) }))}
          />
        </Labelled>
        <Labelled label={words.precision.unit}>
          <Select
            value={query.unitId ?? ''}
            onChange={(unitId) => set({ unitId: unitId || null })}
            popupMatchSelectWidth={false}
            options={[
              { value: '', label: words.precision.allUnits },
              ...(answer.data?.units ?? []).map((unit) => ({ value: unit.id, label: unit.name })),
            ]}
          />
        </Labelled>
        <Labelled label={words.precision.type}>
          <Select
            value={query.type ?? ''}
            onChange={(type) => set({ type: type || null })}
            popupMatchSelectWidth={false}
            options={[
              { value: '', label: words.common.all },
              ...Object.entries(words.flagTypes)
                .filter(([value]) => value !== 'disputed')
                .map(([value, label]) => ({ value, label })),
            ]}
          />
        </Labelled>
        <Labelled label={words.precision.level}>
          <Select
            value={query.level ?? ''}
            onChange={(level) => set({ level: level || null })}
            popupMatchSelectWidth={false}
            options={[
              { value: '', label: words.common.all },
              ...(['critical', 'high', 'elevated', 'low'] as const).map((value) => ({
                value,
                label: words.states.risk[value],
              })),
            ]}
          />
        </Labelled>
      </div>
      <Answer query={answer}>{(data) => <Report data={data} />}</Answer>
      <Samples query={query} />
    </div>
  )
}

function Report({ data }: { data: PrecisionShown }) {
  const words = useWords()
  const { all, disputed } = data
  if (data.types.length === 0 && disputed.undecided === 0)
    return (
      <section className="panel">
        <EmptyState title={words.precision.empty} next={words.precision.emptyNext} />
      </section>
    )
  return (
    <div className="stack wide">
      <section className="panel stack">
        <h2>{words.precision.overall}</h2>
        <p>
          <strong>
            <Share of={all} />
          </strong>
        </p>
        {/* Pictures of nothing say nothing. */}
        {all.confirmed + all.falseAlarms > 0 && (
          <>
            <Chart
              title={words.precision.byWeek}
              spoken={words.precision.spoken(all.confirmed, all.falseAlarms)}
              content={{
                kind: 'stacked',
                x: { name: words.precision.week, values: data.weeks.map((w) => timeText(w.week).slice(5, 10)) },
                y: { unit: words.precision.counts, whole: true },
                series: [
                  { name: words.precision.confirmed, values: data.weeks.map((w) => w.confirmed), color: 'good' },
                  { name: words.precision.falseAlarms, values: data.weeks.map((w) => w.falseAlarms), color: 'step3' },
                ],
              }}
            />
            <TypeChart rows={data.types} />
            <Chart
              title={words.precision.share}
              spoken={words.precision.byWeek}
              content={{
                kind: 'line',
                x: { name: words.precision.week, values: data.weeks.map((w) => timeText(w.week).slice(5, 10)) },
                y: { unit: words.precision.unitOfShare },
                series: [
                  {
                    name: words.precision.share,
                    values: data.weeks.map((w) => (w.share === null ? null : (w.share * 100).toFixed(1))),
                  },
                ],
              }}
            />
          </>
        )}
      </section>
      <Rows title={words.precision.byType} head={words.precision.type} rows={data.types} words={words.flagTypes} />
      {data.levels.length > 0 && (
        <Rows
          title={words.precision.byLevel}
          head={words.precision.level}
          rows={data.levels}
          words={words.states.risk}
        />
      )}
      <section className="panel stack">
        <h2>{words.precision.disputed}</h2>
        <p className="quiet">{words.precision.disputedMeans}</p>
        <p>
          <Share of={disputed} />
        </p>
        <p className="faint">{words.precision.disputedCounts(disputed)}</p>
      </section>
    </div>
  )
}

/** The eight most decided types: more lines than that nobody compares. */
function TypeChart({ rows }: { rows: PrecisionRow[] }) {
  const words = useWords()
  const names: Readonly<Record<string, string>> = words.flagTypes
  const shown = rows.filter((row) => row.share !== null).slice(0, 8)
  if (shown.length < 2) return null
  return (
    <Chart
      title={words.precision.typeChart}
      spoken={words.precision.byType}
      content={{
        kind: 'stacked',
        x: { name: words.precision.type, values: shown.map((row) => names[row.key] ?? words.common.other) },
        y: { unit: words.precision.counts, whole: true },
        series: [
          { name: words.precision.confirmed, values: shown.map((row) => row.confirmed), color: 'good' },
          { name: words.precision.falseAlarms, values: shown.map((row) => row.falseAlarms), color: 'step3' },
        ],
      }}
    />
  )
}

function Share({ of: { share, low, high, confirmed, falseAlarms } }: { of: Omit<PrecisionRow, 'key' | 'undecided'> }) {
  const words = useWords()
  if (share === null || low === null || high === null) return <span className="faint">{words.precision.none}</span>
  return (
    <>
      {percent(share)}{' '}
      <span className="faint">
        {words.precision.interval(percent(low), percent(high))}
        {confirmed + falseAlarms < few && ` · ${words.precision.few}`}
      </span>
    </>
  )
}

function Rows({
  title,
  head,
  rows,
  words: names,
}: {
  title: string
  head: string
  rows: PrecisionRow[]
  words: Readonly<Record<string, string>>
}) {
  const words = useWords()
  const count = (name: 'confirmed' | 'falseAlarms' | 'explained' | 'unverifiable' | 'undecided') => ({
    ...{ key: name, title: words.precision[name], cell: (row: PrecisionRow) => row[name] || empty },
  })
  const columns: Column<PrecisionRow>[] = [
    { key: 'key', title: head, cell: (row) => names[row.key] ?? words.common.other },
    { key: 'share', title: words.precision.share, width: '30%', cell: (row) => <Share of={row} /> },
    count('confirmed'),
    count('falseAlarms'),
    count('explained'),
    count('unverifiable'),
    count('undecided'),
  ]
  return (
    <section className="panel list-panel">
      <h2>{title}</h2>
      <DataTable caption={title} columns={columns} rows={rows} keyOf={(row) => row.key} />
    </section>
  )
}
