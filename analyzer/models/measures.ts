/** How good answers were, for model cards and `tongyu score --folds`: the measures of the shared scorer, written anew. */

export const accuracy = (truth: readonly unknown[], said: readonly unknown[]): number =>
  truth.filter((one, i) => one === said[i]).length / Math.max(1, truth.length)

/** Mean over the classes in the truth of the harmonic mean of precision and recall. */
export function macroF1(truth: readonly unknown[], said: readonly unknown[]): number {
  const classes = [...new Set(truth)]
  const each = classes.map((one) => {
    const right = truth.filter((t, i) => t === one && said[i] === one).length
    const wrong = truth.filter((t, i) => (t === one) !== (said[i] === one)).length
    return right === 0 ? 0 : (2 * right) / (2 * right + wrong)
  })
  return mean(each)
}

/** Expected calibration error: ten equal bins of the chosen class's probability. */
export function calibrationError(chosen: readonly number[], right: readonly boolean[]): number {
  const bins = Array.from({ length: 10 }, () => ({ said: 0, right: 0 }))
  for (const [i, p] of chosen.entries()) {
    const bin = bins[Math.min(9, Math.floor(p * 10))]!
    bin.said += p
    if (right[i]) bin.right++
  }
  return bins.reduce((sum, bin) => sum + Math.abs(bin.said - bin.right), 0) / Math.max(1, chosen.length)
}

/** The chance that a case of the class ranks above one that is not; ties count half. */
export function auc(truth: readonly boolean[], scores: readonly number[]): number {
  const ranks = ranksOf(scores)
  const yes = truth.filter(Boolean).length
  const sum = truth.reduce((total, one, i) => total + (one ? ranks[i]! : 0), 0)
  return (sum - (yes * (yes + 1)) / 2) / Math.max(1, yes * (truth.length - yes))
}

/** Share of the class among the tenth with the highest scores. */
export function precisionTopTenth(truth: readonly boolean[], scores: readonly number[]): number {
  const most = Math.max(1, Math.round(truth.length / 10))
  const order = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]!).slice(0, most)
  return order.filter((i) => truth[i]).length / most
}

/** Correlation of ranks. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [ranksOf(a), ranksOf(b)]
  const middle = (a.length + 1) / 2
  let [xy, xx, yy] = [0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    xy += (x[i]! - middle) * (y[i]! - middle)
    xx += (x[i]! - middle) ** 2
    yy += (y[i]! - middle) ** 2
  }
  return xy / Math.sqrt(Math.max(1e-12, xx * yy))
}

/** The value below which `share` of the values lie (interpolated); 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = share * (sorted.length - 1)
  const low = sorted[Math.floor(at)] ?? 0
  return low + ((sorted[Math.ceil(at)] ?? low) - low) * (at - Math.floor(at))
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length)

function ranksOf(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!)
  const ranks = values.map(() => 0)
  for (let i = 0; i < order.length; ) {
    let end = i
    while (end + 1 < order.length && values[order[end + 1]!] === values[order[i]!]) end++
    for (let k = i; k <= end; k++) ranks[order[k]!] = (i + end) / 2 + 1
    i = end + 1
  }
  return ranks
}
