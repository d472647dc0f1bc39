/**
 * One yes-or-no question to a text (is it like a rumour; is it positive), answered in two stages: a linear model over its
 * words (linear.ts), then a few boosted trees (boost.ts) over that score, the scores of its clauses and the text's shape.
 * The second stage is trained on scores of rows that the first stage had not seen, so the answer is calibrated.
 */
import { type Boosted, type BoostOptions, boostedParts, boostedScore, trainBoosted } from './boost.ts'
import { bucketCount, distinct, type Features, featuresOf, occurrences, repeated } from './features.ts'
import { foldOf } from './folds.ts'
import { trainLinear } from './linear.ts'
import { shapeNames, shapeOf } from './shape.ts'

/** First-stage weights in steps of `scale`, by feature number. */
export type TextHead = { weights: Int8Array; scale: number; bias: number; trees: Boosted }

export type HeadRow = {
  text: string
  yes: boolean
  /** Near-duplicates share it: they never help to judge one another. */
  group: string
  /** What a mistake on it costs; 1 where all are alike. */
  cost?: number
}

/** A text made ready to be asked several questions. */
export type ReadText = { features: Features; row: Uint32Array }

export const readText = (text: string): ReadText => {
  const features = featuresOf(text)
  return { features, row: distinct(features) }
}

export type HeadAnswer = { logOdds: number; linear: number; shape: number[] }

const innerFolds = 4
const linearOptions = { buckets: bucketCount, cost: 3, ratio: 0.5, rounds: 15, leastRows: 2 }
const treeOptions: BoostOptions = { loss: 'logistic', trees: 150, depth: 3, rate: 0.06, leastRows: 20 }

/** What a head said of each row it was trained on before it had seen that row: what a further stage may learn from. */
export type Unseen = { linear: number; logOdds: number }

/**
 * Trains both stages; `unseen` answers each training row by stages that had not seen it, at the price of training them.
 * Needs some hundred rows with both answers; `read` are the rows' texts, read once by the caller.
 */
export function trainHead(
  rows: readonly HeadRow[],
  read: readonly ReadText[],
): { head: TextHead; unseen: () => Unseen[] } {
  const folds = rows.map((row) => foldOf(`inner ${row.group}`, innerFolds))
  const shapes: number[][] = []
  for (let fold = 0; fold < innerFolds; fold++) {
    const words = trainWords(rows, read, (i) => folds[i] !== fold)
    for (const i of rows.keys()) if (folds[i] === fold) shapes[i] = shapeOfRead(words, read[i]!).shape
  }
  const treesFor = (keep: (i: number) => boolean) => {
    const kept = [...rows.keys()].filter(keep)
    return trainBoosted(
      kept.map((i) => shapes[i]!),
      kept.map((i) => (rows[i]!.yes ? 1 : 0)),
      treeOptions,
    )
  }
  const unseen = () => {
    const trees = Array.from({ length: innerFolds }, (_, fold) => treesFor((i) => folds[i] !== fold))
    return shapes.map((shape, i) => ({ linear: shape[0]!, logOdds: boostedScore(trees[folds[i]!]!, shape) }))
  }
  return { head: { ...trainWords(rows, read, () => true), trees: treesFor(() => true) }, unseen }
}

/** The first stage alone. */
export type Words = Omit<TextHead, 'trees'>

/** Learns from the rows that `keep` says yes to, and from features that `leastRows` of them hold. */
export function trainWords(
  rows: readonly Pick<HeadRow, 'yes' | 'cost'>[],
  read: readonly ReadText[],
  keep: (i: number) => boolean,
  leastRows = linearOptions.leastRows,
): Words {
  const kept = [...rows.keys()].filter(keep)
  const linear = trainLinear(
    {
      rows: kept.map((i) => read[i]!.row),
      signs: kept.map((i) => (rows[i]!.yes ? 1 : -1)),
      costs: kept.map((i) => rows[i]!.cost ?? 1),
    },
    { ...linearOptions, leastRows },
  )
  const scale = linear.weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-9) / 127
  const weights = new Int8Array(bucketCount)
  for (let j = 0; j < linear.ids.length; j++) weights[linear.ids[j]!] = Math.round(linear.weights[j]! / scale)
  return { weights, scale, bias: linear.bias }
}

/** The answer as log-odds of yes. */
export function askHead(head: TextHead, read: ReadText): HeadAnswer {
  const { linear, shape } = shapeOfRead(head, read)
  return { linear, shape, logOdds: boostedScore(head.trees, shape) }
}

/** What the first stage says: above 0 is yes, and training drives it beyond 1 or -1. */
export const askWords = (words: Words, { row }: ReadText): number =>
  words.bias + sumOf(words, row) / Math.sqrt(Math.max(1, row.length))

function sumOf({ weights, scale }: Words, row: Uint32Array): number {
  let sum = 0
  for (let k = 0; k < row.length; k++) sum += weights[row[k]!]!
  return sum * scale
}

function shapeOfRead(head: Words, read: ReadText): { linear: number; shape: number[] } {
  const { features, row } = read
  const [linear, sum] = [askWords(head, read), sumOf(head, row)]
  return { linear, shape: shapeOf(features, { linear, sum, weightOf: (id) => head.weights[id]! * head.scale }) }
}

export type Reason = { start: number; end: number; weight: number }

/**
 * The words that moved the first stage most, with places in the text and their share of its score; overlapping features
 * are put together by giving each character its part. At most `most`, heaviest first.
 */
export function reasonsOf(head: TextHead, { features, row }: ReadText, most: number): Reason[] {
  const { ids, starts, ends, length, folded } = features
  const counts = occurrences(features)
  const perCharacter = new Float64Array(folded.length)
  const norm = head.scale / Math.sqrt(Math.max(1, row.length))
  for (let i = 0; i < length; i++) {
    const [id, start, end] = [ids[i]!, starts[i]!, ends[i]!]
    const count = counts[i]!
    const weight = head.weights[id]! + (count > 1 ? head.weights[repeated(id)]! : 0)
    if (weight === 0) continue
    const each = (weight * norm) / count / (end - start)
    for (let at = start; at < end; at++) perCharacter[at]! += each
  }
  return heaviestRuns(perCharacter, folded, most)
}

/** Runs of neighbouring characters of one sign, cut at what is no letter or digit. */
function heaviestRuns(weights: Float64Array, folded: string, most: number): Reason[] {
  const runs: Reason[] = []
  for (const match of folded.matchAll(/[\p{L}\p{N}]+|[!?！？]+|\[[^[\]\s]{1,8}\]/gu)) {
    let run: Reason | null = null
    for (let at = match.index; at < match.index + match[0].length; at++) {
      const weight = weights[at]!
      if (run && Math.sign(run.weight) === Math.sign(weight)) {
        run.end = at + 1
        run.weight += weight
      } else {
        run = { start: at, end: at + 1, weight }
        runs.push(run)
      }
    }
  }
  return runs.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, most)
}

/** What the second stage took from the text's shape, in log-odds, by name; shares below 0.05 are left out. */
export function shapeReasons(head: TextHead, answer: HeadAnswer): { name: string; value: number; logOdds: number }[] {
  return boostedParts(head.trees, answer.shape)
    .map((logOdds, i) => ({ name: shapeNames[i]!, value: answer.shape[i]!, logOdds }))
    .filter(({ logOdds }) => Math.abs(logOdds) >= 0.05)
    .sort((a, b) => Math.abs(b.logOdds) - Math.abs(a.logOdds))
}
