/** The course of a story as chart content: what was counted, then the latest forecast's way to rest. Pure. */
import type { StorySpreadShown } from '../../api/contract.ts'
import type { Words } from '../locales/zh-CN.ts'
import { timeText } from '../times.ts'
import type { ChartContent } from './chart-content.ts'

/** Places on the way from the forecast to rest. */
const steps = 8

export function spreadChart(spread: StorySpreadShown, words: Words): ChartContent {
  const latest = spread.settled ? undefined : spread.forecasts.at(-1)
  // Of one minute the last counts: the axis says no more.
  const points = [
    ...new Map(spread.points.map(({ at, seen }) => [timeText(at).slice(0, 16), { at: Date.parse(at), seen }])).values(),
  ]
  const start = Date.parse(spread.firstAt)
  const made = latest ? Date.parse(latest.at) : null
  const rest = Date.parse(spread.restsAt)
  // Growth slows with time: the way is drawn along its logarithm.
  const ahead =
    made === null || rest <= made
      ? []
      : Array.from({ length: steps }, (_, n) => wayTo(start, made, rest, (n + 1) / steps))
  const begin = points.length === 1 ? [start] : []
  const times = [
    ...new Set([...begin, ...points.map(({ at }) => at), ...(made === null ? [] : [made]), ...ahead]),
  ].sort((a, b) => a - b)
  const newest = Math.max(points.at(-1)?.at ?? start, made ?? start)
  const counted = (at: number) => points.findLast((point) => point.at <= at)?.seen ?? null
  const forecast = (end: number) =>
    times.map((at) => {
      if (latest === undefined || made === null || at < made) return null
      const share = at >= rest ? 1 : Math.log1p((at - made) / hour) / Math.log1p((rest - made) / hour)
      return Math.round((latest.seen + (end - latest.seen) * share) * 10) / 10
    })
  return {
    kind: 'line',
    x: { name: words.spread.time, values: times.map((at) => timeText(at).slice(5, 16)) },
    y: { unit: words.spread.unit, whole: true },
    series: [
      { name: words.spread.actual, values: times.map((at) => (at > newest ? null : counted(at))) },
      ...(latest
        ? [
            { name: words.spread.expected, values: forecast(latest.size) },
            { name: words.spread.low, values: forecast(latest.low) },
            { name: words.spread.high, values: forecast(latest.high) },
          ]
        : []),
    ],
  }
}

const hour = 3_600_000
/** From `made` to `rest`, closer together at the beginning. */
const wayTo = (start: number, made: number, rest: number, share: number): number => {
  const age = Math.max(hour / 4, made - start)
  return Math.round(start + age * ((rest - start) / age) ** share)
}
