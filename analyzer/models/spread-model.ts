/**
 * The final size of a cascade from its first replies: boosted trees for its logarithm, a second set for how sure
 * that is, and the errors made on rows that were not trained on (split conformal prediction: Lei et al. 2018) for the
 * interval and for the chance of the top tenth.
 */
import {
  type Boosted,
  type BoostOptions,
  boostedParts,
  boostedScore,
  sigmoid,
  trainBagged,
  trainBoosted,
} from './boost.ts'
import { foldOf } from './folds.ts'
import { mean, quantile } from './measures.ts'
import { type Replies, replyNames, replyNumbers, withinWindow } from './replies.ts'

/** `hour`: of the day in Shanghai when it was posted, 0 to 24; null where that is not known. */
export type SpreadPost = { text: string; hasUrl: boolean; pictures: number; hour: number | null; replies: Replies }
export type SpreadRow = SpreadPost & { size: number; group: string }

export type SpreadModel = {
  size: Boosted
  width: Boosted
  top: Boosted
  /** Quantiles of error over width, at 5 %, 10 %, … 95 %. */
  errors: number[]
  /**
   * The error over width whose forecasts missed least: by the middle relative error and the share off by more than a factor
   * of two. It lies below the middle, because too much misses by more than too little.
   */
  point: number
  topFrom: number
}

export type Forecast = { size: number; low: number; high: number; pTop: number }

const folds = 5
const drawn = { count: 4, shareOfFeatures: 0.5 }
const sizeOptions = { loss: 'huber', trees: 120, depth: 4, rate: 0.05, leastRows: 30, ...drawn } as const
const widthOptions: BoostOptions = { loss: 'squared', trees: 40, depth: 2, rate: 0.08, leastRows: 40 }
const topOptions = { loss: 'logistic', trees: 70, depth: 3, rate: 0.05, leastRows: 20, ...drawn } as const
const leastWidth = 0.15
/** Quantiles that the point may lie on, by hundredths, and over how many to each side their misses are averaged. */
const pointFrom = 0.25
const pointTries = 45
const pointReach = 3

export function trainSpread(rows: readonly SpreadRow[]): SpreadModel {
  const numbers = rows.map((row) => spreadNumbers(row))
  const finals = rows.map((row) => Math.log(row.size + 1))
  const misses = finals.map(() => 0)
  for (let fold = 0; fold < folds; fold++) {
    const inside = (i: number) => foldOf(`spread ${rows[i]!.group}`, folds) === fold
    const kept = [...rows.keys()].filter((i) => !inside(i))
    const outer = trainBagged(
      kept.map((i) => numbers[i]!),
      kept.map((i) => finals[i]!),
      sizeOptions,
    )
    for (const i of rows.keys()) if (inside(i)) misses[i] = finals[i]! - boostedScore(outer, numbers[i]!)
  }
  const width = trainBoosted(numbers, misses.map(Math.abs), widthOptions)
  const widths = numbers.map((one) => Math.max(leastWidth, boostedScore(width, one)))
  const relative = misses.map((miss, i) => miss / widths[i]!)
  const errors = Array.from({ length: 19 }, (_, n) => quantile(relative, (n + 1) / 20))
  const missedBy = (error: number) => {
    const factors = misses.map((miss, i) => Math.exp(error * widths[i]! - miss))
    const relative = quantile(
      factors.map((factor) => Math.abs(factor - 1)),
      0.5,
    )
    return relative + mean(factors.map((factor) => (factor > 2 || factor < 0.5 ? 1 : 0)))
  }
  const point = leastAround(
    Array.from({ length: pointTries }, (_, n) => quantile(relative, pointFrom + n / 100)),
    missedBy,
  )
  const topFrom = quantile(
    rows.map((row) => row.size),
    0.9,
  )
  return {
    size: trainBagged(numbers, finals, sizeOptions),
    width,
    top: trainBagged(
      numbers,
      rows.map((row) => (row.size >= topFrom ? 1 : 0)),
      topOptions,
    ),
    errors,
    point,
    topFrom,
  }
}

/** The value that misses least, each judged together with its neighbours: a single one may be best by chance. */
function leastAround(values: readonly number[], missedBy: (value: number) => number): number {
  const missed = values.map(missedBy)
  const around = missed.map((_, n) => mean(missed.slice(Math.max(0, n - pointReach), n + pointReach + 1)))
  return values[around.indexOf(Math.min(...around))] ?? 0
}

/** The forecast for a post; never below what was seen, and low ≤ size ≤ high. */
export function forecast(model: SpreadModel, post: SpreadPost): Forecast {
  const numbers = spreadNumbers(post)
  const seen = seenIn(numbers)
  const expected = boostedScore(model.size, numbers)
  const width = Math.max(leastWidth, boostedScore(model.width, numbers))
  const final = (error: number) => Math.max(seen, Math.round(Math.exp(expected + width * error) - 1))
  const [low, size, high] = [final(model.errors[1]!), final(model.point), final(model.errors[17]!)]
  const pTop = seen >= model.topFrom ? 1 : sigmoid(boostedScore(model.top, numbers))
  return { size, low: Math.min(low, size), high: Math.max(high, size), pTop: Math.round(pTop * 10_000) / 10_000 }
}

const postNames = [
  'has-address',
  'pictures',
  'post-length',
  'text-exclaims',
  'text-asks',
  'text-hashtag',
  'text-bracket',
  'text-names',
  'hour',
  'hour-from-six',
]
/** At three in the afternoon people reply about as often as in the mean of a day. */
const middlingHour = 15
/** Seconds from the post, and back from the end of the window: replies counted in each. */
const since = [60, 300, 600, 1200, 1800, 2400]
const lately = [300, 600, 1200]
const countNames = [...since.map((s) => `within-${s}s`), ...lately.map((s) => `last-${s}s`)]
/** Windows, as shares of what was seen, in which growth is taken: the power of time by which the count rose. */
const growth = [
  [0.25, 0.5],
  [0.5, 1],
  [0.75, 1],
] as const
const treeNames = [
  'largest-tree',
  'second-tree',
  'largest-tree-last-600s',
  'largest-tree-last-1800s',
  'largest-tree-age',
  'trees-from-3',
  'direct',
  'direct-last-600s',
  'direct-last-1800s',
  ...growth.map(([from, to]) => `growth-${from * 100}-to-${to * 100}%`),
  'third-third-less-second',
  'last-120s',
  'silent-for',
]
const spreadNames: readonly string[] = [...replyNames, ...countNames, ...treeNames, ...postNames]

/** What moved the forecast, as factors of the size, by name; the largest first. */
export function sizeReasons(model: SpreadModel, post: SpreadPost): { name: string; factor: number }[] {
  return boostedParts(model.size, spreadNumbers(post))
    .map((part, i) => ({ name: spreadNames[i]!, factor: Math.exp(part) }))
    .filter(({ factor }) => Math.abs(Math.log(factor)) >= 0.05)
    .sort((a, b) => Math.abs(Math.log(b.factor)) - Math.abs(Math.log(a.factor)))
}

const seenIn = (numbers: readonly number[]): number => Math.round(Math.exp(numbers[0]!) - 1)

function spreadNumbers({ text, hasUrl, pictures, hour, replies }: SpreadPost): number[] {
  const has = (pattern: RegExp) => (pattern.test(text) ? 1 : 0)
  const seen = withinWindow(replies)
  const postedAt = hour ?? middlingHour
  const count = (holds: (at: number) => boolean) => Math.log(1 + seen.dt.filter(holds).length)
  return [
    ...replyNumbers(seen),
    ...since.map((s) => count((at) => at <= s)),
    ...lately.map((s) => count((at) => at > seen.windowSeconds - s)),
    ...treeNumbers(seen),
    hasUrl ? 1 : 0,
    pictures,
    Math.log(1 + text.length),
    has(/[!！]/),
    has(/[?？]/),
    has(/#/),
    has(/【/),
    has(/@/),
    postedAt,
    (postedAt + 18) % 24,
  ]
}

/** How the replies hang together and how their number grew, in the order of treeNames. */
function treeNumbers({ dt, parent, windowSeconds }: Replies): number[] {
  const log = (count: number) => Math.log(1 + count)
  const trees = treesOf(parent)
  const [largest, second] = [trees[0] ?? [], trees[1] ?? []]
  const direct = [...dt.keys()].filter((i) => parent[i] === -1)
  const late = (places: readonly number[], s: number) => log(places.filter((i) => dt[i]! > windowSeconds - s).length)
  const by = (share: number) => dt.filter((at) => at <= share * windowSeconds).length
  return [
    log(largest.length),
    log(second.length),
    late(largest, 600),
    late(largest, 1800),
    largest.length > 0 ? 1 - dt[largest[0]!]! / windowSeconds : 1,
    log(trees.filter((tree) => tree.length >= 3).length),
    log(direct.length),
    late(direct, 600),
    late(direct, 1800),
    ...growth.map(([from, to]) => (log(by(to)) - log(by(from))) / Math.log(to / from)),
    log(by(1)) - 2 * log(by(2 / 3)) + log(by(1 / 3)),
    late([...dt.keys()], 120),
    1 - (dt.at(-1) ?? 0) / windowSeconds,
  ]
}

/** Places of the replies that go back to one direct reply, itself first; the largest such tree first. */
function treesOf(parent: readonly number[]): number[][] {
  const trees = new Map<number, number[]>()
  const roots: number[] = []
  for (const [i, one] of parent.entries()) {
    const root = one >= 0 && one < i ? roots[one]! : i
    roots.push(root)
    const tree = trees.get(root)
    if (tree) tree.push(i)
    else trees.set(root, [i])
  }
  return [...trees.values()].sort((a, b) => b.length - a.length)
}
