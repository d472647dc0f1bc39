/**
 * How soon what is owed was done, from the clocks as they stand: time to report, share in time, time to the first word. Counts
 * and times only; nothing is charged to anybody, and what was overdue when it was made is counted apart. Pure.
 */
import type { ClockState } from './incident.ts'
import { fromShanghai, shanghaiDay } from './time.ts'

/** A hard duty to report, with how it stands at the moment of asking. */
export type Duty = {
  unitId: string
  plan: string
  startAt: Date
  metAt: Date | null
  state: ClockState
  /** Made when its time was over already: no failure of the unit. */
  bornLate: boolean
}
/** Milliseconds; null where nothing was measured. `p90`: nine tenths were as fast or faster (nearest rank). */
export type Spread = { n: number; median: number | null; p90: number | null }
export type Timeliness = Spread & {
  inTime: number
  late: number
  /** Past its limit and not done. */
  overdue: number
  running: number
  bornLate: number
  /** In time among what is decided: in time, late and overdue; null where nothing is. */
  share: number | null
}

export function spreadOf(times: readonly number[]): Spread {
  const sorted = [...times].sort((a, b) => a - b)
  const n = sorted.length
  if (n === 0) return { n, median: null, p90: null }
  const middle = (sorted[Math.floor((n - 1) / 2)]! + sorted[Math.ceil((n - 1) / 2)]!) / 2
  return { n, median: middle, p90: sorted[Math.ceil(0.9 * n) - 1]! }
}

export function timelinessOf(duties: readonly Duty[]): Timeliness {
  const own = duties.filter((d) => !d.bornLate && d.state !== 'void')
  const count = (state: ClockState) => own.filter((d) => d.state === state).length
  const [inTime, late, overdue] = [count('met'), count('met_late'), count('overdue')]
  const decided = inTime + late + overdue
  return {
    ...spreadOf(own.flatMap((d) => (d.metAt ? [d.metAt.getTime() - d.startAt.getTime()] : []))),
    ...{ inTime, late, overdue, running: count('running'), bornLate: duties.filter((d) => d.bornLate).length },
    share: decided === 0 ? null : inTime / decided,
  }
}

/** By key, the most first. */
export function timelinessBy(
  duties: readonly Duty[],
  keyOf: (d: Duty) => string,
): { key: string; timeliness: Timeliness }[] {
  const by = new Map<string, Duty[]>()
  for (const d of duties) by.set(keyOf(d), [...(by.get(keyOf(d)) ?? []), d])
  return [...by]
    .sort(([a, x], [b, y]) => y.length - x.length || a.localeCompare(b))
    .map(([key, own]) => ({ key, timeliness: timelinessOf(own) }))
}

/** `2026-10` in Asia/Shanghai. */
export const monthOf = (at: Date): string => shanghaiDay(at).slice(0, 7)

/** The last `n` months up to the one that holds `now`, oldest first, each by its first instant. */
export function lastMonths(now: Date, n: number): { month: string; startAt: Date }[] {
  const [year = 0, month = 0] = monthOf(now).split('-').map(Number)
  return Array.from({ length: n }, (_, i) => {
    const months = year * 12 + (month - 1) - (n - 1 - i)
    const startAt = fromShanghai(Math.floor(months / 12), (months % 12) + 1, 1)!
    return { month: monthOf(startAt), startAt }
  })
}

/** An incident that people found, with when the first word on it stood, inside (talking points) or outside (a release). */
export type FirstWord = { foundAt: Date; pointsAt: Date | null; releaseAt: Date | null }

export const firstWords = (all: readonly FirstWord[]): { points: Spread; release: Spread; none: number } => {
  const times = (name: 'pointsAt' | 'releaseAt') =>
    all.flatMap((w) => (w[name] ? [w[name].getTime() - w.foundAt.getTime()] : []))
  return {
    points: spreadOf(times('pointsAt')),
    release: spreadOf(times('releaseAt')),
    none: all.filter((w) => !w.pointsAt && !w.releaseAt).length,
  }
}
