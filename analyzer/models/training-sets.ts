/**
 * Labelled rows, as they stand in JSON lines, into what the models learn from. One set is one file. Rows without what a
 * kind needs are left out and counted; near-duplicates get one group across all sets. Account data is never read.
 *
 * rumour: {text, label: rumor|rumour|fake or non-rumor|non-rumour|real, dt?, parent?, said?}
 * tone:   {text, title?, label: positive|neutral|negative}
 * spread: {text?, has_url?, pics?, time?, dt, parent?, said?, size}
 * time: of the post, epoch seconds; of it only the hour of the day is read. dt: seconds from the post to each reply, ascending; parent: place in dt of the reply answered, -1 the post; said: [place, text].
 */
import { duplicateGroups } from './folds.ts'
import type { Replies } from './replies.ts'
import type { RumourRow } from './rumour-model.ts'
import type { SpreadPost, SpreadRow } from './spread-model.ts'
import { type ToneLabel, type ToneRow, toneLabels } from './tone-model.ts'

export type LabelledSet = { name: string; rows: readonly Record<string, unknown>[] }
export type Trained<Row> = Row & { set: string }
export type SetRows = { rumour: Trained<RumourRow>; tone: Trained<ToneRow>; spread: Trained<SpreadRow> }

/** What of the replies is shown to the models in training, in seconds. */
export const trainedWindow = 3600

const rumourLabels: Record<string, boolean> = {
  rumor: true,
  rumour: true,
  fake: true,
  'non-rumor': false,
  'non-rumour': false,
  real: false,
}

export const rumourRows = (sets: readonly LabelledSet[]): SetRows['rumour'][] =>
  grouped(sets, (row) => {
    const rumour = rumourLabels[String(row.label)]
    const text = textOf(row)
    return rumour === undefined || text === '' ? null : { text, rumour, replies: repliesOf(row, trainedWindow) }
  })

/** A set without neutral texts asks only for or against, unless its rows are articles: then dry releases are its neutral texts. */
export const toneRows = (sets: readonly LabelledSet[]): SetRows['tone'][] =>
  sets.flatMap((set) => {
    const asks = set.rows.some((row) => row.label === 'neutral' || typeof row.title === 'string')
    return grouped([set], (row) => {
      const label = toneLabels.find((one) => one === row.label) as ToneLabel | undefined
      const text = textOf(row)
      return label === undefined || text === '' ? null : { text, label, asks }
    })
  })

export const spreadRows = (sets: readonly LabelledSet[]): SetRows['spread'][] =>
  grouped(sets, (row) => {
    const replies = repliesOf(row, trainedWindow)
    const size = Number(row.size)
    return replies && Number.isFinite(size) ? { ...postOf(row, replies), size } : null
  })

export const postOf = (row: Record<string, unknown>, replies: Replies): SpreadPost => ({
  text: textOf(row),
  hasUrl: row.has_url === true,
  pictures: Number(row.pics) || 0,
  hour: hourInShanghai(row.time),
  replies,
})

/** Of a time in epoch seconds. China keeps one time all year, eight hours before UTC; summer time ended in 1991. */
const hourInShanghai = (time: unknown): number | null =>
  typeof time === 'number' && Number.isFinite(time) && time >= 0 ? (time / 3600 + 8) % 24 : null

/** The replies of a row, as far as they are well-formed; null where it has none to look at. */
export function repliesOf(row: Record<string, unknown>, windowSeconds: number): Replies | null {
  if (!Array.isArray(row.dt)) return null
  const numbers = (value: unknown) => (Array.isArray(value) ? value.map(Number) : [])
  const said = Array.isArray(row.said) ? row.said : []
  return {
    dt: numbers(row.dt).filter(Number.isFinite),
    parent: numbers(row.parent),
    said: said.flatMap((one) =>
      Array.isArray(one) && typeof one[0] === 'number' && typeof one[1] === 'string' ? [[one[0], one[1]] as const] : [],
    ),
    windowSeconds,
  }
}

const textOf = (row: Record<string, unknown>): string => (typeof row.text === 'string' ? row.text : '')

function grouped<Row extends object>(
  sets: readonly LabelledSet[],
  read: (row: Record<string, unknown>) => Row | null,
): (Row & { set: string; group: string })[] {
  const found = sets.flatMap((set) =>
    set.rows.flatMap((raw) => {
      const row = read(raw)
      return row ? [{ row, text: textOf(raw), set: set.name }] : []
    }),
  )
  const groups = duplicateGroups(found.map(({ text }) => text))
  return found.map(({ row, set }, i) => ({ ...row, set, group: groups[i]! }))
}
