/** A source over time: its fetches day by day, and when in the day it publishes. */
import type { PollDayShown, SourceShown } from '../../../api/contract.ts'
import { Chart } from '../../components/Chart.tsx'
import { useWords } from '../../preferences.tsx'
import { lengthText } from '../../times.ts'

export function FetchChart({ days }: { days: PollDayShown[] }) {
  const words = useWords()
  const sum = (name: 'answered' | 'failed' | 'fresh') => days.reduce((all, day) => all + day[name], 0)
  return (
    <Chart
      title={words.sourceList.fetchDays(days.length)}
      spoken={words.sourceList.fetchDaysSpoken(sum('answered') + sum('failed'), sum('failed'), sum('fresh'))}
      height={180}
      content={{
        kind: 'stacked',
        x: { name: words.sourceList.day, values: days.map(({ on }) => on) },
        y: { unit: words.sourceList.times, whole: true },
        series: [
          { name: words.sourceList.answered, values: days.map(({ answered }) => answered) },
          { name: words.sourceList.outcome.failed, values: days.map(({ failed }) => failed), color: 'step4' },
        ],
      }}
    />
  )
}

/** Articles an hour over the day, as learned from what the source published. */
export function RhythmChart({ rhythm }: { rhythm: NonNullable<SourceShown['rhythm']> }) {
  const words = useWords()
  if (!rhythm.learned) return <p className="quiet">{words.sourceList.notLearned}</p>
  const peak = rhythm.workdays.indexOf(Math.max(...rhythm.workdays))
  return (
    <Chart
      title={words.sourceList.rhythm}
      spoken={`${words.sourceList.rhythmSpoken(peak, rhythm.perDay)} ${words.sourceList.quiet(lengthText(rhythm.longestQuietMs, words.time))}`}
      height={180}
      content={{
        kind: 'bars',
        x: {
          name: words.sourceList.hourOfDay,
          values: rhythm.workdays.map((_, hour) => words.sourceList.oClock(hour)),
        },
        y: { unit: words.sourceList.perHour },
        series: [
          { name: words.sourceList.workdays, values: rhythm.workdays },
          { name: words.sourceList.daysOff, values: rhythm.daysOff },
        ],
      }}
    />
  )
}
