/**
 * The shape of a text as a few dozen numbers: how its words were scored as a whole and clause by clause (the last one, the
 * worst one), how long it is, its punctuation. None of them names a person, an account or a time.
 */
import type { Features } from './features.ts'

type Scored = { linear: number; sum: number; weightOf: (id: number) => number }

const counted: [name: string, pattern: RegExp, relative: boolean][] = [
  ['exclamations', /[!]/g, false],
  ['questions', /[?]/g, false],
  ['digits', /\d/g, true],
  ['commas', /[,。]/g, true],
  ['contrasts', /但|不过|可是|就是/g, false],
  ['negations', /[不没]/g, true],
  ['ellipses', /…|\.\.|。。/g, false],
  ['spaces', / /g, true],
  ['lines', /\n/g, false],
  ['addresses', /http/g, false],
  ['hashtags', /#/g, false],
  ['headline-brackets', /【/g, false],
  ['names', /@/g, false],
  ['faces', /\[/g, false],
  ['quotes', /[“"”「]/g, false],
  ['letters', /[a-z]/g, true],
  ['lists', /[、:;]/g, true],
]

export const shapeNames: readonly string[] = [
  'words',
  'words-sum',
  'length',
  'clauses',
  'first-clause',
  'last-clause',
  'clause-before-last',
  'lowest-clause',
  'highest-clause',
  'middle-clause',
  'clause-mean',
  'clause-spread',
  'clauses-below',
  'first-third',
  'second-third',
  'last-third',
  ...counted.map(([name]) => name),
]

/** The numbers in the order of shapeNames. */
export function shapeOf(features: Features, scored: Scored): number[] {
  const { folded } = features
  const clauses = clauseScores(features, scored.weightOf)
  const n = clauses.length
  const sorted = [...clauses].sort((a, b) => a - b)
  const mean = meanOf(clauses)
  const third = (k: number) =>
    meanOf(clauses.slice(Math.floor((n * k) / 3), Math.max(Math.floor((n * k) / 3) + 1, Math.ceil((n * (k + 1)) / 3))))
  return [
    scored.linear,
    scored.sum,
    Math.log(1 + folded.length),
    n,
    clauses[0] ?? 0,
    clauses.at(-1) ?? 0,
    clauses.at(-2) ?? 0,
    sorted[0] ?? 0,
    sorted.at(-1) ?? 0,
    sorted[n >> 1] ?? 0,
    mean,
    Math.sqrt(meanOf(clauses.map((one) => (one - mean) ** 2))),
    clauses.filter((one) => one < 0).length / Math.max(1, n),
    third(0),
    third(1),
    third(2),
    ...counted.map(([, pattern, relative]) => {
      const count = folded.match(pattern)?.length ?? 0
      return relative ? count / Math.max(1, folded.length) : count
    }),
  ]
}

const clausePattern = /[^。!?;,\n、~…\s]+/g
const mostClauses = 60

/** For each clause the sum of the features that lie wholly in it, over the root of their number. */
function clauseScores({ ids, starts, ends, length, folded }: Features, weightOf: (id: number) => number): number[] {
  const clauseAt = new Int16Array(folded.length).fill(-1)
  let n = 0
  for (const match of folded.matchAll(clausePattern)) {
    if (n === mostClauses) break
    clauseAt.fill(n++, match.index, match.index + match[0].length)
  }
  const sums = new Float64Array(n)
  const counts = new Float64Array(n)
  for (let i = 0; i < length; i++) {
    const [start, end] = [starts[i]!, ends[i]!]
    if (end === 0) continue
    const clause = clauseAt[start]!
    if (clause < 0 || clauseAt[end - 1] !== clause) continue
    sums[clause]! += weightOf(ids[i]!)
    counts[clause]!++
  }
  return Array.from(sums, (sum, i) => sum / Math.sqrt(Math.max(1, counts[i]!)))
}

const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, one) => sum + one, 0) / values.length
