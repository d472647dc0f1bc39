/** 时效统计: time to report, share in time, time to the first word; month by month, by unit and by plan. */
import { useQuery } from '@tanstack/react-query'
import type { TimelinessRow, TimelinessShown } from '../../../api/contract.ts'
import { Answer, EmptyState } from '../../components/Answer.tsx'
import { Chart } from '../../components/Chart.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { useFilters } from '../../components/ListPage.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { empty, lengthText } from '../../times.ts'
import { PeriodFilters } from './PeriodFilters.tsx'

const minutes = (ms: number | null) => (ms === null ? null : (ms / 60_000).toFixed(0))
const hours = (ms: number | null) => (ms === null ? null : (ms / 3_600_000).toFixed(1))
const percent = (share: number | null) => (share === null ? null : (share * 100).toFixed(1))

export default function Statistics() {
  const words = useWords()
  const { query, set } = useFilters({ months: '12', mode: 'real' })
  const answer = useQuery(questions.timeliness(query))
  return (
    <div className="page">
      <header className="page-head">
        <h1>{words.timeliness.title}</h1>
      </header>
      <p className="quiet">{words.timeliness.intro}</p>
      <div className="filters">
        <PeriodFilters query={query} set={set} choices={answer.data?.choices} />
      </div>
      <Answer query={answer}>{(data) => <Report data={data} query={query} />}</Answer>
    </div>
  )
}

function Report({ data, query }: { data: TimelinessShown; query: Record<string, string> }) {
  const words = useWords()
  const { timeliness } = words
  const { all, months } = data
  const length = (ms: number | null) => (ms === null ? empty : lengthText(ms, words.time))
  const x = { name: timeliness.month, values: months.map((m) => m.key) }
  const some = all.inTime + all.late + all.overdue + all.running + all.bornLate > 0
  return (
    <div className="stack wide">
      {some ? (
        <section className="panel stack">
          <h2>{timeliness.overall}</h2>
          <dl className="fact-row">
            <Fact name={timeliness.share} value={all.share === null ? empty : `${percent(all.share)}%`} />
            <Fact name={`${timeliness.reportTime} · ${timeliness.median}`} value={length(all.median)} />
            <Fact name={`${timeliness.reportTime} · ${timeliness.p90}`} value={length(all.p90)} />
            <Fact name={timeliness.overdue} value={String(all.overdue)} />
            <Fact name={timeliness.bornLate} value={String(all.bornLate)} />
          </dl>
          <Chart
            title={timeliness.byMonth}
            spoken={timeliness.spoken(all.inTime, all.late, all.overdue)}
            content={{
              kind: 'stacked',
              x,
              y: { unit: timeliness.counts, whole: true },
              series: [
                { name: timeliness.inTime, values: months.map((m) => m.inTime), color: 'good' },
                { name: timeliness.late, values: months.map((m) => m.late), color: 'step3' },
                { name: timeliness.overdue, values: months.map((m) => m.overdue), color: 'step4' },
              ],
            }}
          />
          <Chart
            title={timeliness.shareByMonth}
            spoken={timeliness.spoken(all.inTime, all.late, all.overdue)}
            content={{
              kind: 'line',
              x,
              y: { unit: timeliness.unitOfShare },
              series: [{ name: timeliness.share, values: months.map((m) => percent(m.share)) }],
            }}
          />
          <Chart
            title={timeliness.timeByMonth}
            spoken={timeliness.spokenTime(length(all.median), length(all.p90))}
            content={{
              kind: 'line',
              x,
              y: { unit: timeliness.unitOfTime },
              series: [
                { name: timeliness.median, values: months.map((m) => minutes(m.median)) },
                { name: timeliness.p90, values: months.map((m) => minutes(m.p90)) },
              ],
            }}
          />
        </section>
      ) : (
        <section className="panel">
          <EmptyState title={timeliness.empty} next={timeliness.emptyNext} />
        </section>
      )}
      <FirstWord words={data.words} />
      {some && <Rows title={timeliness.byUnit} head={timeliness.unit} rows={data.units} query={query} by="unit" />}
      {some && <Rows title={timeliness.byPlan} head={timeliness.plan} rows={data.plans} query={query} by="plan" />}
    </div>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function FirstWord({ words: said }: { words: TimelinessShown['words'] }) {
  const words = useWords()
  const { timeliness } = words
  const spread = ({ median, p90, n }: { median: number | null; p90: number | null; n: number }) =>
    median === null || p90 === null
      ? timeliness.none
      : timeliness.spread(lengthText(median, words.time), lengthText(p90, words.time), n)
  return (
    <section className="panel stack">
      <h2>{timeliness.firstWord}</h2>
      <p className="quiet">{timeliness.wordIntro}</p>
      <dl className="fact-row">
        <Fact name={timeliness.points} value={spread(said.points)} />
        <Fact name={timeliness.release} value={spread(said.release)} />
      </dl>
      <Chart
        title={timeliness.wordByMonth}
        spoken={timeliness.noWord(said.none)}
        content={{
          kind: 'bars',
          x: { name: timeliness.month, values: said.months.map((m) => m.month) },
          y: { unit: timeliness.unitOfHours },
          series: [
            { name: timeliness.points, values: said.months.map((m) => hours(m.points.median)) },
            { name: timeliness.release, values: said.months.map((m) => hours(m.release.median)) },
          ],
        }}
      />
    </section>
  )
}

function Rows({
  title,
  head,
  rows,
  query,
  by,
}: {
  title: string
  head: string
  rows: TimelinessRow[]
  query: Record<string, string>
  by: 'unit' | 'plan'
}) {
  const words = useWords()
  const { timeliness } = words
  const length = (ms: number | null) => (ms === null ? empty : lengthText(ms, words.time))
  const count = (name: 'inTime' | 'late' | 'overdue' | 'running' | 'bornLate') => ({
    ...{ key: name, title: timeliness[name], cell: (row: TimelinessRow) => row[name] || empty },
  })
  const columns: Column<TimelinessRow>[] = [
    { key: 'name', title: head, width: '22%', cell: (row) => row.name },
    { key: 'share', title: timeliness.share, cell: (row) => (row.share === null ? empty : `${percent(row.share)}%`) },
    { key: 'median', title: timeliness.median, cell: (row) => length(row.median) },
    { key: 'p90', title: timeliness.p90, cell: (row) => length(row.p90) },
    ...[count('inTime'), count('late'), count('overdue'), count('running'), count('bornLate')],
  ]
  return (
    <section className="panel list-panel">
      <div className="row between">
        <h2>{title}</h2>
        <ExportButton path="/api/timeliness" query={{ ...query, by }} />
      </div>
      <DataTable caption={title} columns={columns} rows={rows} keyOf={(row) => row.key} />
    </section>
  )
}
