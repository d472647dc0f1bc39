/**
 * The rhythm of a source: how many items it publishes at which hour of the day, on workdays and on days off, learned from its
 * polls. It answers how many items are to be expected between two instants, and whether a quiet is beyond the source's own habit.
 * Pure; nothing here knows of intervals or failures.
 */
import { type DayKind, dayKind } from './days-off.ts'
import type { SourceRhythm } from './source-health.ts'
import { day, hour } from './time.ts'

/** Half of what was learned is forgotten after so long. */
const halfLifeMs = 14 * day
/** A longer stretch without a poll teaches nothing about its middle: it counts as so long. */
const longestStretchMs = 3 * day
/** Dates of the first poll older than this are no rhythm. */
const historyMs = 14 * day
/** Hours of the average that stand behind every single hour until it has been watched itself. */
const priorHours = 3
/** On public holidays a source publishes about half of what it does on other days off. */
const holidayShare = 0.5
const walkedMs = 60 * day

/** What one poll taught: `from` is the last good poll (null: this is the first one), `published` a time or null for each new item. */
export type Taught = { from: Date | null; to: Date; published: (Date | null)[]; holds: number }

/** The rhythm after one more good poll. */
export function learnRhythm(known: SourceRhythm | null, taught: Taught): SourceRhythm | null {
  const { to, holds } = taught
  const published = taught.published.map((at) => (at && at <= to ? at : null))
  const from = taught.from ?? oldest(published, to)
  if (!from || from >= to) return known
  const since = new Date(Math.max(from.getTime(), to.getTime() - (taught.from ? longestStretchMs : historyMs)))
  const fade = known ? 2 ** (-Math.max(0, to.getTime() - Date.parse(known.at)) / halfLifeMs) : 1
  const next: SourceRhythm = {
    items: known ? known.items.map((n) => n * fade) : zeros(),
    hours: known ? known.hours.map((n) => n * fade) : zeros(),
    longestQuietMs: (known?.longestQuietMs ?? 0) * fade,
    quietExpected: (known?.quietExpected ?? 0) * fade,
    holds: Math.max(holds, Math.round((known?.holds ?? 0) * 0.9)),
    at: to.toISOString(),
  }
  const stretch = to.getTime() - since.getTime()
  walk(since, to, (bucket, ms) => {
    next.hours[bucket]! += ms / hour
    // Items without a time of their own came at any moment of the stretch.
    next.items[bucket]! += (undated(published, since) * ms) / stretch
  })
  for (const at of published) if (at && at >= since) next.items[bucketOf(at)]! += 1
  next.items = next.items.map(rounded)
  next.hours = next.hours.map(rounded)
  return next
}

/** Notes that a quiet of this length has ended. */
export function learnQuiet(rhythm: SourceRhythm, { from, to }: { from: Date; to: Date }): SourceRhythm {
  return {
    ...rhythm,
    longestQuietMs: Math.round(Math.max(rhythm.longestQuietMs, to.getTime() - from.getTime())),
    quietExpected: rounded(Math.max(rhythm.quietExpected, expectedItems(rhythm, from, to))),
  }
}

/** Enough was seen to judge by: three days watched and eight items. */
export const isLearned = ({ items, hours }: SourceRhythm): boolean => total(hours) >= 72 && total(items) >= 8

/** Items an hour in each hour of a workday and of a day off, 48 numbers. */
export function hourlyRates({ items, hours }: SourceRhythm): number[] {
  const overall = total(items) / Math.max(1, total(hours))
  const means = [0, 24].map((first) => {
    const [n, h] = [total(items.slice(first, first + 24)), total(hours.slice(first, first + 24))]
    // A day of watching stands behind the mean of days off, so that the first quiet Saturday says little.
    return (n + overall * 24) / (h + 24)
  })
  return items.map((n, b) => (n + means[b < 24 ? 0 : 1]! * priorHours) / (hours[b]! + priorHours))
}

/** Items that the rhythm leads to expect between two instants; at most 60 days are looked at. */
export function expectedItems(rhythm: SourceRhythm, from: Date, to: Date): number {
  const rates = hourlyRates(rhythm)
  const end = new Date(Math.min(to.getTime(), from.getTime() + walkedMs))
  let sum = 0
  walk(from, end, (bucket, ms, kind) => {
    sum += ((rates[bucket]! * ms) / hour) * (kind === 'holiday' ? holidayShare : 1)
  })
  return sum
}

/** How long until so many items are to be expected, at most `atMostMs`. */
export function timeUntilExpected(
  rhythm: SourceRhythm,
  wanted: number,
  { from, atMostMs }: { from: Date; atMostMs: number },
): number {
  const rates = hourlyRates(rhythm)
  let sum = 0
  let passed = 0
  walk(from, new Date(from.getTime() + atMostMs), (bucket, ms, kind) => {
    if (sum >= wanted) return
    const rate = (rates[bucket]! / hour) * (kind === 'holiday' ? holidayShare : 1)
    const needed = rate > 0 ? (wanted - sum) / rate : Number.POSITIVE_INFINITY
    passed += Math.min(ms, needed)
    sum += needed <= ms ? wanted : rate * ms
  })
  return passed
}

/** A quiet is beyond habit when this many items were to be expected in it; even steady sources pause. */
const mostExpected = 12
const shortestQuietMs = 6 * hour

/**
 * Is the source quiet beyond its own habit? Nights, days off and holidays are in the rhythm; what the source is used to leave
 * out counts twice before anybody is told.
 */
export function isQuietBeyondHabit(rhythm: SourceRhythm, { from, to }: { from: Date; to: Date }): boolean {
  if (!isLearned(rhythm) || to.getTime() - from.getTime() < shortestQuietMs) return false
  return expectedItems(rhythm, from, to) > Math.max(mostExpected, 2 * rhythm.quietExpected)
}

/** Watched for ten days and not one item ever seen. */
export const isEmptyHabit = ({ items, hours }: SourceRhythm): boolean => total(hours) >= 240 && total(items) === 0

const zeros = (): number[] => Array<number>(48).fill(0)
const total = (values: number[]): number => values.reduce((sum, n) => sum + n, 0)
const rounded = (n: number): number => Math.round(n * 1e4) / 1e4
const undated = (published: (Date | null)[], since: Date): number => published.filter((at) => !at || at < since).length

/** The first poll learns from the dates on the page: watched since the oldest of them, as far back as a rhythm reaches. */
function oldest(published: (Date | null)[], to: Date): Date | null {
  const times = published.flatMap((at) => (at && to.getTime() - at.getTime() <= historyMs ? [at.getTime()] : []))
  return times.length >= 5 ? new Date(Math.min(...times)) : null
}

const bucketOf = (at: Date, kind: DayKind = dayKind(at)): number =>
  new Date(at.getTime() + 8 * hour).getUTCHours() + (kind === 'workday' ? 0 : 24)

/** Goes from one instant to another in pieces that each lie in one hour. Full hours in Shanghai are full hours in UTC. */
function walk(from: Date, to: Date, step: (bucket: number, ms: number, kind: DayKind) => void): void {
  for (let at = from.getTime(); at < to.getTime(); ) {
    const end = Math.min((Math.floor(at / hour) + 1) * hour, to.getTime())
    const here = new Date(at)
    const kind = dayKind(here)
    step(bucketOf(here, kind), end - at, kind)
    at = end
  }
}
