/**
 * Boosted regression trees over a few dozen named numbers (Friedman 2001, with Newton leaves and binned splits): what
 * joins a text's score with the facts around it, where sums of words do not reach. Deterministic and small.
 */
import { randomFrom } from './linear.ts'

/** `huber`: squared error up to `huberFrom`, from there on linear, so that the few that miss by much do not lead. */
export type Loss = 'logistic' | 'squared' | 'huber'

export type BoostOptions = {
  loss: Loss
  trees: number
  depth: number
  /** Share of each tree's answer that is taken over. */
  rate: number
  /** Rows below which a leaf is not split off. */
  leastRows: number
  /** Share of the features that a tree may cut by, drawn anew for each tree; all of them if not given. */
  shareOfFeatures?: number
  /** Which rows and features are drawn. */
  seed?: number
}

/** Node k has children 2k+1 and 2k+2. `feature` -1: a leaf. A value below `threshold` goes left. */
export type Tree = { feature: number[]; threshold: number[]; value: number[] }
export type Boosted = { base: number; trees: Tree[] }

const shareOfRows = 0.7
const firstSeed = 9_041
const huberFrom = 0.5
const leafPenalty = 2
const mostBins = 40

/** `targets`: 0 or 1 for logistic, any number for the others. All rows have the same number of finite values. */
export function trainBoosted(rows: readonly number[][], targets: readonly number[], options: BoostOptions): Boosted {
  const cuts = cutsOf(rows)
  const bins = rows.map((row) => Uint8Array.from(row, (value, j) => binOf(cuts[j]!, value)))
  const mean = targets.reduce((sum, one) => sum + one, 0) / Math.max(1, targets.length)
  const base = options.loss === 'logistic' ? Math.log((mean + 1e-6) / (1 - mean + 1e-6)) : mean
  const scores = new Float64Array(rows.length).fill(base)
  const random = randomFrom(options.seed ?? firstSeed)
  const { shareOfFeatures = 1 } = options
  const trees: Tree[] = []
  for (let n = 0; n < options.trees; n++) {
    const gradients = new Float64Array(rows.length)
    const curvatures = new Float64Array(rows.length)
    for (let i = 0; i < rows.length; i++) {
      const p = options.loss === 'logistic' ? sigmoid(scores[i]!) : scores[i]!
      const miss = targets[i]! - p
      gradients[i] = options.loss === 'huber' ? Math.max(-huberFrom, Math.min(huberFrom, miss)) : miss
      curvatures[i] = options.loss === 'logistic' ? Math.max(1e-6, p * (1 - p)) : 1
    }
    const sample = [...rows.keys()].filter(() => random() < shareOfRows)
    const features = [...cuts.keys()].filter(() => shareOfFeatures === 1 || random() < shareOfFeatures)
    const tree = growTree({ bins, cuts, gradients, curvatures, features }, sample, options)
    trees.push(tree)
    for (let i = 0; i < rows.length; i++) scores[i]! += leafOf(tree, rows[i]!)
  }
  return { base, trees }
}

/**
 * The mean of `count` models that drew other rows and features, as one model: where they err apart, they make up for each
 * other (Breiman 1996).
 */
export function trainBagged(
  rows: readonly number[][],
  targets: readonly number[],
  { count, ...options }: BoostOptions & { count: number },
): Boosted {
  const models = Array.from({ length: count }, (_, n) =>
    trainBoosted(rows, targets, { ...options, seed: firstSeed + n }),
  )
  const share = (value: number) => Number((value / count).toPrecision(5))
  return {
    base: models.reduce((sum, { base }) => sum + base, 0) / count,
    trees: models.flatMap(({ trees }) => trees).map((tree) => ({ ...tree, value: tree.value.map(share) })),
  }
}

/** Log-odds for logistic, the value itself for the others. */
export function boostedScore(model: Boosted, row: readonly number[]): number {
  let sum = model.base
  for (const tree of model.trees) sum += leafOf(tree, row)
  return sum
}

/** How much each feature moved the score: along the path, the change of the expected value (Saabas 2014). */
export function boostedParts(model: Boosted, row: readonly number[]): number[] {
  const parts = row.map(() => 0)
  for (const { feature, threshold, value } of model.trees) {
    let k = 0
    while (feature[k]! >= 0) {
      const next = 2 * k + (row[feature[k]!]! < threshold[k]! ? 1 : 2)
      parts[feature[k]!]! += value[next]! - value[k]!
      k = next
    }
  }
  return parts
}

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

function leafOf({ feature, threshold, value }: Tree, row: readonly number[]): number {
  let k = 0
  while (feature[k]! >= 0) k = 2 * k + (row[feature[k]!]! < threshold[k]! ? 1 : 2)
  return value[k]!
}

type Grown = {
  bins: Uint8Array[]
  cuts: number[][]
  gradients: Float64Array
  curvatures: Float64Array
  features: number[]
}

function growTree(data: Grown, sample: number[], options: BoostOptions): Tree {
  const size = 2 ** (options.depth + 1) - 1
  const tree: Tree = {
    feature: Array<number>(size).fill(-1),
    threshold: Array<number>(size).fill(0),
    value: Array<number>(size).fill(0),
  }
  const grow = (k: number, members: number[], depth: number): void => {
    const [g, h] = sumsOf(data, members)
    tree.value[k] = Number((options.rate * (g / (h + leafPenalty))).toPrecision(5))
    if (depth === options.depth || members.length < 2 * options.leastRows) return
    const split = bestSplit(data, members, options.leastRows)
    if (!split) return
    tree.feature[k] = split.feature
    tree.threshold[k] = data.cuts[split.feature]![split.bin]!
    const left = members.filter((i) => data.bins[i]![split.feature]! <= split.bin)
    const right = members.filter((i) => data.bins[i]![split.feature]! > split.bin)
    grow(2 * k + 1, left, depth + 1)
    grow(2 * k + 2, right, depth + 1)
  }
  grow(0, sample, 0)
  return tree
}

function bestSplit(data: Grown, members: number[], leastRows: number): { feature: number; bin: number } | null {
  const [total, curvature] = sumsOf(data, members)
  const plain = total ** 2 / (curvature + leafPenalty)
  let best: { feature: number; bin: number } | null = null
  let most = 1e-6
  for (const feature of data.features) {
    const bins = data.cuts[feature]!.length + 1
    const [g, h, n] = [new Float64Array(bins), new Float64Array(bins), new Uint32Array(bins)]
    for (const i of members) {
      const bin = data.bins[i]![feature]!
      g[bin]! += data.gradients[i]!
      h[bin]! += data.curvatures[i]!
      n[bin]!++
    }
    let [left, leftCurvature, count] = [0, 0, 0]
    for (let bin = 0; bin < bins - 1; bin++) {
      left += g[bin]!
      leftCurvature += h[bin]!
      count += n[bin]!
      if (count < leastRows || members.length - count < leastRows) continue
      const gain =
        left ** 2 / (leftCurvature + leafPenalty) +
        (total - left) ** 2 / (curvature - leftCurvature + leafPenalty) -
        plain
      if (gain > most) {
        most = gain
        best = { feature, bin }
      }
    }
  }
  return best
}

function sumsOf({ gradients, curvatures }: Grown, members: number[]): [number, number] {
  let [g, h] = [0, 0]
  for (const i of members) {
    g += gradients[i]!
    h += curvatures[i]!
  }
  return [g, h]
}

/** For each feature the values between which it may be cut: at most 40 quantiles. A value equal to a cut goes right. */
function cutsOf(rows: readonly number[][]): number[][] {
  return (rows[0] ?? []).map((_, j) => {
    const values = rows.map((row) => row[j]!).sort((a, b) => a - b)
    const cuts: number[] = []
    for (let n = 1; n < mostBins; n++) {
      const cut = values[Math.floor((n * values.length) / mostBins)]!
      if (cut > values[0]! && cut !== cuts.at(-1)) cuts.push(cut)
    }
    return cuts.map((cut) => Number(cut.toPrecision(6)))
  })
}

const binOf = (cuts: readonly number[], value: number): number => {
  let bin = 0
  while (bin < cuts.length && value >= cuts[bin]!) bin++
  return bin
}
