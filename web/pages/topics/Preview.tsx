/** The live look at the last 30 days beside the rules: what is wrong, how many a day, the newest with their words marked. */
import { Button } from 'antd'
import { Link } from 'react-router'
import type { TopicHitShown, TopicRulesShown } from '../../../api/contract.ts'
import { ProblemNote } from '../../components/Answer.tsx'
import { Chart } from '../../components/Chart.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { serverNow } from '../../clock.ts'
import { useWords } from '../../preferences.tsx'
import { faultText } from './fault-text.ts'
import { Reasons } from './Reasons.tsx'
import { usePreview } from './usePreview.ts'

export function Preview({ rules, ready }: { rules: TopicRulesShown; ready: boolean }) {
  const words = useWords()
  const { answer, busy, failed, lookOn } = usePreview(rules, ready)
  const w = words.topics
  return (
    <section className="panel stack" aria-label={w.preview}>
      <h2>{w.preview}</h2>
      {!ready && <p className="quiet">{w.previewWaits}</p>}
      <ProblemNote error={failed} />
      {answer?.faults.map((fault) => (
        <p key={`${fault.field}${fault.at}${fault.problem}`} className="notice step3" role="alert">
          {faultText(fault, words)}
        </p>
      ))}
      {answer && answer.faults.length === 0 && (
        <>
          <div className="row between">
            <span role="status">
              {w.looked(answer.looked, answer.total, answer.matched)}
              {busy && <span className="faint"> {w.previewing}</span>}
            </span>
            {!busy && answer.next && (
              <Button size="small" onClick={lookOn}>
                {w.pausedPreview}
              </Button>
            )}
          </div>
          {answer.slow.map((pattern) => (
            <p key={pattern} className="notice step3">
              {w.slow(pattern)}
            </p>
          ))}
          <DayChart days={lastDays(answer.days)} />
          {answer.narrowed && <p className="faint">{w.narrowed}</p>}
          <h3>{w.newestMatches}</h3>
          {answer.hits.length === 0 && !busy && <p className="quiet">{w.noMatch}</p>}
          <ul className="plain-list">
            {answer.hits.map((hit) => (
              <Hit key={hit.id} hit={hit} />
            ))}
          </ul>
        </>
      )}
      {answer === null && busy && <p className="quiet">{w.previewing}</p>}
    </section>
  )
}

type Days = { day: string; count: number }[]

export function DayChart({ days }: { days: Days }) {
  const words = useWords()
  const w = words.topics
  const total = days.reduce((sum, { count }) => sum + count, 0)
  return (
    <Chart
      title={w.perDay}
      spoken={w.perDaySpoken(total)}
      height={160}
      content={{
        kind: 'bars',
        x: { name: w.dayAxis, values: days.map(({ day }) => day.slice(5)) },
        y: { unit: w.articles, whole: true },
        series: [{ name: w.perDay, values: days.map(({ count }) => count) }],
      }}
    />
  )
}

/** Every one of the last 30 days, by the server's clock in Asia/Shanghai. */
function lastDays(days: Days): Days {
  const counted = new Map(days.map(({ day, count }) => [day, count]))
  return Array.from({ length: 30 }, (_, at) => {
    const day = new Date(serverNow() + 8 * 3_600_000 - (29 - at) * 86_400_000).toISOString().slice(0, 10)
    return { day, count: counted.get(day) ?? 0 }
  })
}

function Hit({ hit }: { hit: TopicHitShown }) {
  return (
    <li className="stack tight">
      <Link to={`/articles/${hit.id}`}>
        <Pieces pieces={hit.title} />
      </Link>
      <div className="faint">
        <Pieces pieces={hit.excerpt} />
      </div>
      <div className="row between faint">
        <span>{hit.outlet}</span>
        <TimeText at={hit.seenAt} />
      </div>
      <Reasons reasons={hit.reasons} />
    </li>
  )
}

const Pieces = ({ pieces }: { pieces: TopicHitShown['title'] }) =>
  pieces.map((piece, at) => (piece.hit ? <mark key={at}>{piece.text}</mark> : <span key={at}>{piece.text}</span>))
