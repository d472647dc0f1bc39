/**
 * The weekly look at what the machine let pass: how many articles of each group are drawn for a person to read, and what their
 * answers say of the share of missed ones among all that were not flagged.
 */
import { wilson } from './precision.ts'

export const sampleAnswers = ['missed', 'rightly_low'] as const
export type SampleAnswer = (typeof sampleAnswers)[number]
/** Articles drawn in a week. */
export const weeklySample = 20

/**
 * How many to draw of each group, by its size: one to each in turn until `most` are given or every group is exhausted. Small groups so
 * get as much as large ones: what names us is rare, and misses hide there; the estimate weighs groups by size again.
 */
export function quotas(sizes: ReadonlyMap<string, number>, most: number): Map<string, number> {
  const names = [...sizes.keys()].sort()
  const given = new Map(names.map((name) => [name, 0]))
  for (let left = most, before = -1; left > 0 && left !== before; ) {
    before = left
    for (const name of names) {
      const n = given.get(name)!
      if (left === 0 || n >= sizes.get(name)!) continue
      given.set(name, n + 1)
      left--
    }
  }
  return given
}

/** A group over the weeks looked at: its articles, how many were read, how many of those were missed. */
export type Stratum = { size: number; answered: number; missed: number }
export type MissedShare = {
  answered: number
  missed: number
  /** Of all articles not flagged; null where nobody has answered. */
  share: number | null
  low: number | null
  high: number | null
  /** Share of these articles that lie in groups of which at least one was read: the estimate speaks for no others. */
  covered: number
}

/**
 * The stratified share, groups weighed by size. Its interval at 95 % joins the Wilson intervals of the groups by the
 * distances of their limits (MOVER, Zou & Donner 2008): also right where a group has no miss at all.
 */
export function missedShare(strata: readonly Stratum[]): MissedShare {
  const read = strata.filter((s) => s.answered > 0)
  const sum = (list: readonly Stratum[], of: (s: Stratum) => number) => list.reduce((n, s) => n + of(s), 0)
  const [size, all] = [sum(read, (s) => s.size), sum(strata, (s) => s.size)]
  const counts = { answered: sum(read, (s) => s.answered), missed: sum(read, (s) => s.missed) }
  if (size === 0) return { ...counts, share: null, low: null, high: null, covered: 0 }
  let [share, below, above] = [0, 0, 0]
  for (const s of read) {
    const [weight, p, { low, high }] = [s.size / size, s.missed / s.answered, wilson(s.missed, s.answered)]
    share += weight * p
    below += (weight * (p - low)) ** 2
    above += (weight * (high - p)) ** 2
  }
  const [low, high] = [Math.max(0, share - Math.sqrt(below)), Math.min(1, share + Math.sqrt(above))]
  return { ...counts, share, low, high, covered: size / all }
}
