/**
 * The outside scorer's tasks that the analyzer answers, one line in, one line out (`tongyu predict TASK`). main/ reads
 * the lines and files; here is only text in, answer out. A line that cannot be judged still gets an answer.
 */
import { bookOf, checkClaims } from './claims/claims.ts'
import { copyGroups, storyGroups } from './clusters.ts'
import { calendarFromCsv, figuresFromCsv } from './official-csv.ts'
import { recognize } from './recognize.ts'
import { relevanceToRegion } from './relevance.ts'
import { type ModelsInForce, wordListsOnly } from './models/open-models.ts'
import { rumourChance } from './models/rumour-model.ts'
import { toneAmong, toneChances, toneLabels } from './models/tone-model.ts'
import { postOf, repliesOf } from './models/training-sets.ts'
import { rumour } from './rumour.ts'
import { forecastSpread } from './spread.ts'
import { tone } from './tone.ts'

export const predictTasks = [
  'rumour',
  'sentiment',
  'relevance',
  'cluster',
  'neardup',
  'spread',
  'numbers',
  'claims',
] as const
export type PredictTask = (typeof predictTasks)[number]

export type PredictLine = Record<string, unknown>
export type PredictAnswer = { id: unknown } & Record<string, unknown>

export type PredictOptions = {
  /** Seconds seen (rumour, spread). */
  window?: number
  /** Classes of `sentiment` to choose between. */
  labels?: string[]
  /** Contents of the files named by --figures and --calendar. */
  figuresCsv?: string
  calendarCsv?: string
  /** Without them the word lists answer. */
  models?: ModelsInForce
}

/** `line` may answer as lines come; `batch` needs them all first. Both keep the order and the ids. */
export type Predictor =
  | { kind: 'line'; answer: (line: PredictLine) => PredictAnswer }
  | { kind: 'batch'; answerAll: (lines: PredictLine[]) => PredictAnswer[] }

export const isPredictTask = (name: string): name is PredictTask => (predictTasks as readonly string[]).includes(name)

/** Near-duplicates are judged a little below the product's own threshold: here nobody is misled by a light edit. */
const neardupFrom = 0.72

export function predictorOf(task: PredictTask, options: PredictOptions = {}): Predictor {
  switch (task) {
    case 'rumour':
      return line((row) => ({ p: rumourAnswer(row, options) }))
    case 'sentiment':
      return line((row) => sentiment(articleOf(row), options))
    case 'relevance':
      return line((row) => ({ p: relevanceToRegion(articleOf(row), '450000').score }))
    case 'cluster':
      return batch((rows) =>
        storyGroups(rows.map((row) => ({ text: text(row.text), at: timeOf(row.time) }))).map((cluster) => ({
          cluster,
        })),
      )
    case 'neardup':
      return batch((rows) =>
        copyGroups(
          rows.map((row) => text(row.text)),
          { from: neardupFrom },
        ).map((cluster) => ({ cluster })),
      )
    case 'spread':
      return line((row) =>
        forecastSpread(
          postOf(row, repliesOf(row, windowOf(row, options)) ?? { dt: [], parent: [], said: [], windowSeconds: 3600 }),
          (options.models ?? wordListsOnly).spread,
        ),
      )
    case 'numbers':
      return line((row) => ({ results: recognize(text(row.input), text(row.kind)) }))
    case 'claims':
      return line(claimsAnswer(options))
  }
}

function claimsAnswer(options: PredictOptions): (row: PredictLine) => Record<string, unknown> {
  const book = bookOf(figuresFromCsv(options.figuresCsv ?? ''), calendarFromCsv(options.calendarCsv ?? ''))
  return (row) => {
    const publishedAt = new Date(text(row.published_at))
    if (Number.isNaN(publishedAt.getTime())) return { claims: [] }
    const claims = checkClaims({ ...articleOf(row), publishedAt }, book)
    return {
      claims: claims.map(({ periodType, figureId, value, ...claim }) => ({
        ...claim,
        period_type: periodType,
        figure_id: figureId,
        value: value === null ? null : Number(value),
      })),
    }
  }
}

/** Among labelled posts, half of them rumours: the chance as the model gives it, without the product's rarer odds. */
function rumourAnswer(row: PredictLine, options: PredictOptions): number {
  const model = (options.models ?? wordListsOnly).rumour
  if (!model) return rumour(articleOf(row), null).score
  const window = windowOf(row, options)
  return rounded(rumourChance(model.model, text(row.text), row.window === undefined ? null : repliesOf(row, window)))
}

const windowOf = (row: PredictLine, options: PredictOptions): number => Number(options.window ?? row.window ?? 3600)

function sentiment(article: { title: string; text: string }, options: PredictOptions): { label: string; p: number } {
  const labels = toneLabels.filter((label) => (options.labels ?? toneLabels).includes(label))
  const model = (options.models ?? wordListsOnly).tone
  if (model) {
    const { label, p } = toneAmong(toneChances(model.model, article.text), labels)
    return { label, p: rounded(p) }
  }
  const { score } = tone(article, null)
  // Of two classes one must be said; of three, a weak tone is neutral.
  const dead = labels.includes('neutral') ? 0.1 : 0
  const wanted =
    score > dead ? 'positive' : score < -dead ? 'negative' : labels.includes('neutral') ? 'neutral' : 'positive'
  const label = labels.find((one) => one === wanted) ?? labels[0] ?? 'neutral'
  return { label, p: rounded(0.55 + Math.abs(score) * 0.3) }
}

const rounded = (p: number): number => Math.round(p * 10_000) / 10_000

const line = (answer: (row: PredictLine) => Record<string, unknown>): Predictor => ({
  kind: 'line',
  answer: (row) => ({ id: row.id, ...answer(row) }),
})

const batch = (answerAll: (rows: PredictLine[]) => Record<string, unknown>[]): Predictor => ({
  kind: 'batch',
  answerAll: (rows) => answerAll(rows).map((answer, i) => ({ id: rows[i]?.id, ...answer })),
})

/** Seconds since 1970 to milliseconds; null for anything else. */
const timeOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value * 1000 : null

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const articleOf = (row: PredictLine): { title: string; text: string } => ({
  title: text(row.title),
  text: text(row.text),
})
