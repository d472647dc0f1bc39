/** When a source publishes: articles an hour over the day, workdays and days off apart. Said in words as well. */
import type { SourceShown } from '../../../api/contract.ts'
import { useWords } from '../../preferences.tsx'
import { lengthText } from '../../times.ts'

const width = 10
const height = 40

export function RhythmBars({ rhythm }: { rhythm: NonNullable<SourceShown['rhythm']> }) {
  const words = useWords()
  if (!rhythm.learned) return <p className="quiet">{words.sourceList.notLearned}</p>
  const most = Math.max(0.01, ...rhythm.workdays, ...rhythm.daysOff)
  const peak = rhythm.workdays.indexOf(Math.max(...rhythm.workdays))
  return (
    <div className="stack">
      <p>{words.sourceList.rhythmSpoken(peak, rhythm.perDay)}</p>
      <div className="row top">
        {(
          [
            ['workdays', rhythm.workdays],
            ['daysOff', rhythm.daysOff],
          ] as const
        ).map(([name, hours]) => (
          <figure key={name} className="rhythm">
            <figcaption className="faint">{words.sourceList[name]}</figcaption>
            <svg viewBox={`0 0 ${24 * width} ${height + 14}`} role="img" aria-label={words.sourceList[name]}>
              {hours.map((perHour, hour) => {
                const tall = Math.max(1, (perHour / most) * height)
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the place is the hour
                  <rect
                    key={hour}
                    className="poll-ok"
                    x={hour * width}
                    y={height - tall}
                    width={width - 2}
                    height={tall}
                  >
                    <title>{`${hour}:00 ${perHour}`}</title>
                  </rect>
                )
              })}
              {[0, 6, 12, 18].map((hour) => (
                <text key={hour} x={hour * width} y={height + 12} className="axis">
                  {hour}
                </text>
              ))}
            </svg>
          </figure>
        ))}
      </div>
      <p className="faint">
        {words.sourceList.hoursOfDay} · {words.sourceList.quiet(lengthText(rhythm.longestQuietMs, words.time))}
      </p>
    </div>
  )
}
