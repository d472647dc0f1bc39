/**
 * How often the machine's flags were right, by what people decided in the end. Confirmed: false or misleading. False alarm: accurate
 * or an opinion. Explained: outdated, a true number of yesterday. Unverifiable counts for neither side.
 */
import type { ReviewVerdict, RiskLevel } from './risk.ts'
import { addMs, day, startOfShanghaiDay } from './time.ts'

/** A final verdict with what the machine had said of the article at that moment. */
export type Decided = { at: Date; types: string[]; level: RiskLevel | null; verdict: ReviewVerdict }
export type Tally = { confirmed: number; falseAlarms: number; explained: number; unverifiable: number }
export type Precision = Tally & {
  /** Confirmed among confirmed and false alarms; null where neither is. */
  share: number | null
  low: number | null
  high: number | null
}

const kinds: Record<ReviewVerdict, keyof Tally> = {
  false: 'confirmed',
  misleading: 'confirmed',
  outdated: 'explained',
  unverifiable: 'unverifiable',
  accurate: 'falseAlarms',
  opinion: 'falseAlarms',
}

/** Wilson score interval at 95 % (Wilson 1927): right also for small counts and for shares near 0 and 1. */
export function wilson(hits: number, all: number): { low: number; high: number } {
  if (all === 0) return { low: 0, high: 1 }
  const z = 1.959964
  const share = hits / all
  const centre = share + (z * z) / (2 * all)
  const spread = z * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all))
  const scale = 1 + (z * z) / all
  return { low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) }
}

export function precisionOf(decided: readonly Pick<Decided, 'verdict'>[]): Precision {
  const tally: Tally = { confirmed: 0, falseAlarms: 0, explained: 0, unverifiable: 0 }
  for (const { verdict } of decided) tally[kinds[verdict]]++
  const all = tally.confirmed + tally.falseAlarms
  if (all === 0) return { ...tally, share: null, low: null, high: null }
  return { ...tally, share: tally.confirmed / all, ...wilson(tally.confirmed, all) }
}

/** Monday 00:00 in Shanghai of the week that holds this instant. */
export function startOfWeek(at: Date): Date {
  const start = startOfShanghaiDay(at)
  // 1970-01-01 was a Thursday; the Shanghai day number counts from it.
  const days = Math.round((start.getTime() + 8 * 3_600_000) / day)
  return addMs(start, -((days + 3) % 7) * day)
}

/** By key, the most decided first; a flag of several types counts for each. */
export function precisionBy(
  decided: readonly Decided[],
  keysOf: (d: Decided) => readonly string[],
): { key: string; precision: Precision }[] {
  const by = new Map<string, Decided[]>()
  for (const d of decided) for (const key of keysOf(d)) by.set(key, [...(by.get(key) ?? []), d])
  return [...by]
    .sort(([a, x], [b, y]) => y.length - x.length || a.localeCompare(b))
    .map(([key, rows]) => ({ key, precision: precisionOf(rows) }))
}

/** Week by week up to the one that holds `now`, also those without a decision. */
export function precisionByWeek(
  decided: readonly Decided[],
  { weeks, now }: { weeks: number; now: Date },
): { week: Date; precision: Precision }[] {
  const last = startOfWeek(now)
  return Array.from({ length: weeks }, (_, n) => {
    const week = addMs(last, (n - weeks + 1) * 7 * day)
    const end = addMs(week, 7 * day)
    return { week, precision: precisionOf(decided.filter((d) => d.at >= week && d.at < end)) }
  })
}
