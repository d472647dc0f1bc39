/**
 * Two-class linear models on sparse presence features, trained by dual coordinate descent for the squared hinge loss
 * (Hsieh et al. 2008, algorithm 1), on features scaled by their log-count ratio (Wang & Manning 2012, "NBSVM").
 * Deterministic: the order of the rounds comes from a fixed seed.
 */

/** Row: ascending feature numbers. Its vector is the features' scales over the root of their number. */
export type Row = Uint32Array

export type LinearProblem = {
  rows: readonly Row[]
  /** +1 or -1. */
  signs: ArrayLike<number>
  /** What a mistake on the row costs; 1 where all are alike. */
  costs?: ArrayLike<number>
}

export type LinearOptions = {
  buckets: number
  /** Price of mistakes against large weights. */
  cost: number
  /** Share of the log-count ratio in a feature's scale; the rest is 1. */
  ratio: number
  rounds: number
  /** Rows that must hold a feature; what fewer hold gets no weight, and cannot be learnt by heart. */
  leastRows: number
}

/** Weights by feature number; others weigh nothing. Score = bias + sum of weights / root of the number of features. */
export type Linear = { ids: Uint32Array; weights: Float64Array; bias: number }

export function trainLinear(problem: LinearProblem, options: LinearOptions): Linear {
  const { rows, known, scales } = compact(problem, options)
  const { signs, costs } = problem
  const inner = new Float64Array(known.length)
  const alphas = new Float64Array(rows.length)
  const norms = problem.rows.map((row) => 1 / Math.sqrt(Math.max(1, row.length)))
  const squares = rows.map((row, i) => squareOf(row, scales) * norms[i]! ** 2 + 1)
  let bias = 0
  const order = Uint32Array.from(rows.keys())
  const random = randomFrom(20_131)
  for (let round = 0; round < options.rounds; round++) {
    shuffle(order, random)
    let largest = 0
    for (const i of order) {
      const row = rows[i]!
      const sign = signs[i]!
      const slack = 1 / (2 * options.cost * (costs?.[i] ?? 1))
      let sum = 0
      for (let k = 0; k < row.length; k++) sum += inner[row[k]!]! * scales[row[k]!]!
      const gradient = sign * (sum * norms[i]! + bias) - 1 + slack * alphas[i]!
      if (alphas[i] === 0 && gradient >= 0) continue
      largest = Math.max(largest, Math.abs(gradient))
      const next = Math.max(0, alphas[i]! - gradient / (squares[i]! + slack))
      const move = (next - alphas[i]!) * sign
      alphas[i] = next
      bias += move
      const step = move * norms[i]!
      for (let k = 0; k < row.length; k++) inner[row[k]!]! += step * scales[row[k]!]!
    }
    if (largest < 0.05) break
  }
  return { ids: Uint32Array.from(known), weights: inner.map((one, j) => one * scales[j]!), bias }
}

/**
 * The features that enough rows hold, numbered anew and closely, with their scales: between 1 and the logarithm of how
 * much more often the feature stands on one side.
 */
function compact({ rows, signs }: LinearProblem, { buckets, leastRows, ratio }: LinearOptions) {
  const inFor = new Uint32Array(buckets)
  const inAll = new Uint32Array(buckets)
  for (const [i, row] of rows.entries())
    for (const id of row) {
      inAll[id]!++
      if (signs[i]! > 0) inFor[id]!++
    }
  const numbers = new Int32Array(buckets).fill(-1)
  const known: number[] = []
  for (let id = 0; id < buckets; id++) if (inAll[id]! >= leastRows) numbers[id] = known.push(id) - 1
  let totalFor = 0
  let totalAgainst = 0
  for (const id of known) {
    totalFor += inFor[id]! + 1
    totalAgainst += inAll[id]! - inFor[id]! + 1
  }
  const scales = Float64Array.from(known, (id) => {
    const odds = ((inFor[id]! + 1) / totalFor / (inAll[id]! - inFor[id]! + 1)) * totalAgainst
    return 1 - ratio + ratio * Math.abs(Math.log(odds))
  })
  return {
    rows: rows.map((row) =>
      row
        .map((id) => numbers[id]! + 1)
        .filter((n) => n > 0)
        .map((n) => n - 1),
    ),
    known,
    scales,
  }
}

function squareOf(row: Row, scales: Float64Array): number {
  let sum = 0
  for (const id of row) sum += scales[id]! ** 2
  return sum
}

/** mulberry32: a small generator whose sequence is the same everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

function shuffle(order: Uint32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const kept = order[i]!
    order[i] = order[j]!
    order[j] = kept
  }
}
