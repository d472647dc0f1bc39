/** How far a story went and will go: the course as a chart, pace in words, every forecast with its outcome, and their record. */
import type { ForecastShown, StorySpreadShown } from '../../api/contract.ts'
import { useWords } from '../preferences.tsx'
import type { Words } from '../locales/zh-CN.ts'
import { Chart } from './Chart.tsx'
import { DataTable } from './DataTable.tsx'
import { reasonSentence } from './reason-text.ts'
import { spreadChart } from './spread-chart.ts'
import { TimeText } from './TimeText.tsx'
import { Card } from './Why.tsx'

export function StorySpread({ spread }: { spread: StorySpreadShown | null }) {
  const words = useWords()
  if (!spread) return <p className="quiet">{words.spread.none}</p>
  const latest = spread.forecasts.at(-1)
  return (
    <section className="stack">
      <p>
        {spread.settled
          ? settledSentence(spread, words)
          : latest
            ? forecastSentence(latest, words)
            : words.spread.noForecast}
      </p>
      {!spread.settled && latest && <p className="faint">{words.spread.top(percent(latest.pTop), latest.topFrom)}</p>}
      <p className="faint">{paceSentence(spread, words)}</p>
      {(latest || spread.points.length > 1) && (
        <Chart
          title={words.spread.title}
          spoken={spread.settled ? words.spread.spokenSettled(spread.seen) : words.spread.spoken(spread.seen)}
          content={spreadChart(spread, words)}
        />
      )}
      <RecordOfForecasts record={spread.record} />
      {latest && (
        <details className="why-score">
          <summary>
            <strong>{words.why.title}</strong> {words.why.names.spread}
          </summary>
          <div className="stack">
            <ul className="plain-list">
              {latest.parts.map((part) => (
                <li key={part.code} className="row between">
                  <ReasonText part={part} />
                  <span className="nowrap faint">{words.spread.factor(Math.exp(part.weight).toFixed(2))}</span>
                </li>
              ))}
            </ul>
            <Card kind="spread" version={latest.version} at={latest.at} model={undefined} />
          </div>
        </details>
      )}
      {spread.forecasts.length > 0 && (
        <details>
          <summary className="faint">{words.spread.earlier(spread.forecasts.length)}</summary>
          <Forecasts spread={spread} />
        </details>
      )}
    </section>
  )
}

const ReasonText = ({ part }: { part: ForecastShown['parts'][number] }) => {
  const words = useWords()
  return <span>{reasonSentence(part, words)}</span>
}

function RecordOfForecasts({ record }: Pick<StorySpreadShown, 'record'>) {
  const words = useWords()
  return (
    <div>
      <strong>{words.spread.record}</strong>
      {record.every(({ inside }) => inside === null) && (
        <p className="faint">
          {words.spread.noRecord(record.map(({ lead, settled }) => `${words.spread.at[lead]} ${settled}`))}
        </p>
      )}
      <ul className="plain-list faint">
        {record
          .filter(() => record.some(({ inside }) => inside !== null))
          .map(({ lead, settled, inside, medianError }) => (
            <li key={lead}>
              {inside === null || medianError === null
                ? words.spread.tooFew(words.spread.at[lead], settled)
                : words.spread.recordOf(words.spread.at[lead], percent(inside), percent(medianError), settled)}
            </li>
          ))}
      </ul>
    </div>
  )
}

function Forecasts({ spread }: { spread: StorySpreadShown }) {
  const words = useWords()
  const { finalSize } = spread
  return (
    <DataTable
      small
      caption={words.spread.earlier(spread.forecasts.length)}
      rows={spread.forecasts}
      keyOf={({ cause }) => cause}
      columns={[
        { key: 'cause', title: words.spread.cause, cell: ({ cause }) => causeWord(cause, words) },
        { key: 'at', title: words.spread.made, cell: ({ at }) => <TimeText at={at} relative={false} /> },
        { key: 'seen', title: words.spread.seen, numeric: true, cell: ({ seen }) => seen },
        {
          key: 'size',
          title: words.spread.forecast,
          numeric: true,
          cell: ({ size, low, high }) => `${size} (${low}–${high})`,
        },
        {
          key: 'outcome',
          title: words.spread.outcome,
          cell: ({ low, high }) =>
            finalSize === null
              ? spread.settled
                ? '—'
                : words.spread.pending
              : finalSize >= low && finalSize <= high
                ? words.spread.within
                : words.spread.outside,
        },
        { key: 'version', title: words.why.version, cell: ({ version }) => <span className="faint">{version}</span> },
      ]}
    />
  )
}

function causeWord(cause: string, words: Words): string {
  const leads: Record<string, string> = words.spread.at
  return leads[cause] ?? words.spread.doubling(cause.slice(1))
}

const forecastSentence = ({ size, low, high }: ForecastShown, words: Words) => words.spread.now(size, low, high)
const settledSentence = ({ finalSize }: StorySpreadShown, words: Words) =>
  finalSize === null ? words.spread.merged : words.spread.spokenSettled(finalSize)

/** Velocity and acceleration, reach, channels: one line of plain words. */
function paceSentence(spread: StorySpreadShown, words: Words): string {
  const { lastHour, hourBefore, bestTier, overseas, bestRank, channels } = spread
  const change =
    lastHour === 0 && hourBefore === 0
      ? []
      : lastHour > hourBefore
        ? [words.spread.faster(hourBefore)]
        : lastHour < hourBefore
          ? [words.spread.slower(hourBefore)]
          : [words.spread.steady]
  return [
    words.spread.speed(lastHour),
    ...change,
    words.spread.tier(bestTier),
    ...(overseas > 0 ? [words.spread.overseas(overseas)] : []),
    ...(bestRank === null ? [] : [words.spread.rank(bestRank)]),
    `${words.spread.channels} ${channels.map(({ kind, n }) => words.spread.channel(words.states.outletKind[kind], n)).join(' / ')}`,
  ].join(' · ')
}

const percent = (share: number): string => `${Math.round(share * 100)}%`
