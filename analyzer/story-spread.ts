/**
 * How many publications a story will have in the end, from those seen so far, with an 80 % interval and the chance of the
 * top tenth. Not by the trained model of spread.ts: that has learnt posts with 100 to 1,000 reposts and would promise a
 * hundred copies to a story of two. Instead a rule with few constants, taken from 43 stories retold by several authors (posts
 * grouped by hand in a public collection, two weeks each); once this installation has seen enough of its own stories come to
 * rest, their errors set the interval and the point (split conformal prediction).
 */
import type { OutletKind } from '../domain/article.ts'
import type { FindingPart } from '../domain/finding.ts'
import { leadAt, type LeadCode, type Sighting, type SpreadSeen } from '../domain/spread.ts'
import { hour } from '../domain/time.ts'

export const storySpreadVersion = 'story-spread-1'

/** What was seen until `now`; the first publication opens the story and is no growth. `sightings` in order of time, not empty. */
export function spreadSeen(sightings: readonly Sighting[], now: Date): SpreadSeen {
  const known = sightings.filter(({ at }) => at.getTime() <= now.getTime())
  const later = known.slice(1)
  const between = (from: number, to: number) =>
    later.filter(({ at }) => now.getTime() - at.getTime() >= from && now.getTime() - at.getTime() < to).length
  const ranks = known.flatMap(({ rank }) => (rank === null ? [] : [rank]))
  const kinds = new Map<OutletKind, number>()
  for (const { kind } of known) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  return {
    seen: known.length,
    elapsedMs: Math.max(0, now.getTime() - (known[0]?.at ?? now).getTime()),
    lastHour: between(0, hour),
    hourBefore: between(hour, 2 * hour),
    bestTier: known.reduce((best, { tier }) => Math.min(best, tier), 3),
    overseas: known.filter(({ origin }) => origin !== 'domestic').length,
    bestRank: ranks.length === 0 ? null : Math.min(...ranks),
    channels: [...kinds].map(([kind, n]) => ({ kind, n })).sort((a, b) => b.n - a.n || a.kind.localeCompare(b.kind)),
  }
}

/**
 * Logarithms of final over seen: 10th centile, middle, 90th centile; for a single publication, and for two and more. From
 * the 43 stories, smoothed so that more time never means more to come. A flagged article may stay alone: its low end is 0.
 */
const growth: Record<LeadCode | 'start', { alone: Quantiles; several: Quantiles }> = {
  start: { alone: [0, 0.8, 2.3], several: [0, 0.5, 1.6] },
  m15: { alone: [0, 0.7, 2.3], several: [0, 0.45, 1.4] },
  h1: { alone: [0, 0.6, 2.2], several: [0, 0.3, 0.95] },
  h3: { alone: [0, 0.5, 2.1], several: [0, 0.25, 0.8] },
  h6: { alone: [0, 0.4, 2], several: [0, 0.15, 0.75] },
  h24: { alone: [0, 0.1, 1.1], several: [0, 0.08, 0.42] },
}
type Quantiles = readonly [low: number, middle: number, high: number]

/** Settled forecasts of one's own at the same lead: from so many on their errors count instead of the collection's. */
const ownFrom = 30
/** Of stories told more than once, a tenth had six and more tellings; own stories replace it from `ownTopFrom` on. */
const priorTop = 6
const ownTopFrom = 50

/** What this installation's settled stories say: errors in logarithms at this lead, and their final sizes' 90th centile. */
export type OwnRecord = { errors: readonly number[]; sizes: readonly number[] }

export type StoryForecast = {
  size: number
  low: number
  high: number
  pTop: number
  /** From this size on a story counts among the top tenth. */
  topFrom: number
  /** Logarithm of final over seen as the rule alone expects it: what errors are counted from later. */
  expected: number
  version: string
  /** Logarithms again: what moved the expected size up. */
  parts: FindingPart[]
}

/** Pure. Never below what was seen; low ≤ size ≤ high. */
export function forecastStory(seen: SpreadSeen, own: OwnRecord): StoryForecast {
  const base = growth[leadAt(seen.elapsedMs) ?? 'start'][seen.seen < 2 ? 'alone' : 'several']
  const parts = [part('growth-by-age', base[1]), ...signsOf(seen)]
  const expected = Math.round(parts.reduce((sum, { weight }) => sum + weight, 0) * 1000) / 1000
  const isOwn = own.errors.length >= ownFrom
  const errors = isOwn
    ? ([0.1, 0.5, 0.9].map((share) => centile(own.errors, share)) as unknown as Quantiles)
    : ([base[0] - base[1], 0, base[2] - base[1]] as const)
  const final = (error: number, round: (n: number) => number) =>
    Math.max(seen.seen, round(seen.seen * Math.exp(Math.max(0, expected + error)) - 1e-9))
  // Before own experience the low end is what is there: signs that more comes are no proof of it.
  const low = isOwn ? final(errors[0], Math.floor) : seen.seen
  const size = Math.max(low, final(errors[1], Math.round))
  const high = Math.max(size, final(errors[2], Math.ceil))
  const topFrom = own.sizes.length >= ownTopFrom ? Math.max(2, centile(own.sizes, 0.9)) : priorTop
  return {
    ...{ size, low, high, topFrom, expected, parts },
    pTop: chanceOf({ seen: seen.seen, topFrom, middle: expected + errors[1], spread: errors }),
    version: `${storySpreadVersion}/${isOwn ? `own-${own.errors.length}` : 'collection'}`,
  }
}

/** Signs of more to come. Their weights are set by judgement, not measured; own errors correct them in the mean. */
function signsOf({ seen, lastHour, hourBefore, bestTier, overseas, bestRank }: SpreadSeen): FindingPart[] {
  const rising = lastHour >= 2 && lastHour * 2 >= seen
  return [
    ...(rising ? [part('growth-rising', 0.25, { lastHour })] : []),
    ...(lastHour >= 2 && lastHour > hourBefore ? [part('growth-faster', 0.1, { lastHour, hourBefore })] : []),
    ...(bestTier === 1 ? [part('growth-tier', 0.15)] : []),
    ...(overseas > 0 && overseas < seen ? [part('growth-crossed', 0.1, { overseas })] : []),
    ...(bestRank === null ? [] : [part('growth-hot-list', bestRank <= 10 ? 0.25 : 0.1, { rank: bestRank })]),
  ]
}

const part = (code: string, weight: number, facts?: FindingPart['facts']): FindingPart => ({
  ...{ code, weight, spans: [] },
  ...(facts ? { facts } : {}),
})

/** The errors are taken as normal on either side of their middle; certain once it is reached. */
function chanceOf(given: { seen: number; topFrom: number; middle: number; spread: Quantiles }): number {
  const { seen, topFrom, middle, spread } = given
  if (seen >= topFrom) return 1
  const above = Math.log(topFrom / seen) - middle
  const side = above >= 0 ? spread[2] - spread[1] : spread[1] - spread[0]
  const z = above / Math.max(0.1, side / 1.2816)
  // Bowling et al. 2009: the normal distribution by a logistic one, off by less than 0.0002.
  return Math.round((1 / (1 + Math.exp(1.5976 * z + 0.07056 * z ** 3))) * 1000) / 1000
}

/** Of an empty list 0. */
export function centile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? 0
}
