/**
 * The tone of a text by two questions: is it toned at all, and if so, for or against? The second is asked of the kind of text
 * it is: 便宜 praises a hotel and says nothing of a company. Sets without neutral texts teach only the second. Dry statistical releases, made up here (dry-releases.ts), teach the first that 下降 alone is no tone.
 */
import { sigmoid } from './boost.ts'
import { dryReleases } from './dry-releases.ts'
import {
  askHead,
  askWords,
  type HeadRow,
  type ReadText,
  readText,
  type TextHead,
  trainHead,
  trainWords,
  type Words,
} from './text-head.ts'

export const toneLabels = ['positive', 'neutral', 'negative'] as const
export type ToneLabel = (typeof toneLabels)[number]

/**
 * `asks`: the row also teaches whether a text is toned; false for sets that hold toned texts only. `set`: rows of one set
 * are texts of one kind, such as reviews or company news.
 */
export type ToneRow = { text: string; label: ToneLabel; group: string; asks: boolean; set: string }

/** For or against in one kind of text; `kind` tells such texts from others, null where all are of one kind. */
type Side = { head: TextHead; kind: Words | null }
export type ToneModel = { sides: Side[]; toned: TextHead | null }

const leastNeutral = 200
/** Toned rows from which a set is a kind with a side of its own. The smaller ones are one kind, whose side learns from all rows. */
const leastOfKind = 5_000
const smallKinds = ''
/** Rows that must hold a feature for telling kinds apart: a few hundred frequent words are enough. */
const leastRowsOfKind = 20

export function trainTone(rows: readonly ToneRow[], { ofKind = leastOfKind } = {}): ToneModel {
  const read = rows.map((row) => readText(row.text))
  const ask = (kept: readonly number[], yes: (row: ToneRow) => boolean, more: readonly HeadRow[] = []) =>
    trainHead(
      [...kept.map((i) => ({ text: rows[i]!.text, yes: yes(rows[i]!), group: rows[i]!.group })), ...more],
      [...kept.map((i) => read[i]!), ...more.map((row) => readText(row.text))],
    ).head
  const those = (wanted: (row: ToneRow) => boolean) => [...rows.keys()].filter((i) => wanted(rows[i]!))
  const isToned = (row: ToneRow) => row.label !== 'neutral'
  const kindOf = kindsOf(rows.filter(isToned), ofKind)
  const kinds = [...new Set(rows.map(kindOf))]
  const sides = kinds.map((kind): Side => {
    const own = rows.map((row) => ({ yes: kindOf(row) === kind }))
    return {
      head: ask(
        those((row) => isToned(row) && (kind === smallKinds || kindOf(row) === kind)),
        (row) => row.label === 'positive',
      ),
      kind: kinds.length === 1 ? null : trainWords(own, read, () => true, leastRowsOfKind),
    }
  })
  if (rows.filter((row) => !isToned(row)).length < leastNeutral) return { sides, toned: null }
  const dry = dryReleases().map((text) => ({ text, yes: false, group: text }))
  const asking = those((row) => row.asks)
  return { sides, toned: ask(asking, isToned, dry) }
}

function kindsOf(toned: readonly ToneRow[], least: number): (row: ToneRow) => string {
  const counts = new Map<string, number>()
  for (const { set } of toned) counts.set(set, (counts.get(set) ?? 0) + 1)
  return ({ set }) => ((counts.get(set) ?? 0) >= least ? set : smallKinds)
}

export type ToneChances = Record<ToneLabel, number>

/** Chances of the three labels; without the first question neutral has none. */
export const toneChances = (model: ToneModel, text: string): ToneChances => chancesOf(model, readText(text))

export function chancesOf(model: ToneModel, read: ReadText): ToneChances {
  const toned = model.toned ? sigmoid(askHead(model.toned, read).logOdds) : 1
  const positive = sidesOf(model, read).reduce(
    (sum, { head, share }) => sum + share * sigmoid(askHead(head, read).logOdds),
    0,
  )
  return { positive: toned * positive, neutral: 1 - toned, negative: toned * (1 - positive) }
}

/** How sure the first stage's score makes of a kind: a score of 1 against -1 leaves one in some two thousand for the other. */
const sharpness = 4
const leastShare = 0.02

/** The sides that judge a text, by how likely it is of their kind; the likeliest first, shares add up to 1. */
export function sidesOf({ sides }: ToneModel, read: ReadText): { head: TextHead; share: number }[] {
  const odds = sides.map(({ kind }) => (kind ? Math.exp(sharpness * askWords(kind, read)) : 1))
  const all = odds.reduce((sum, one) => sum + one, 0)
  const likely = sides
    .map(({ head }, i) => ({ head, share: odds[i]! / all }))
    .filter(({ share }) => share >= leastShare)
    .sort((a, b) => b.share - a.share)
  const kept = likely.reduce((sum, { share }) => sum + share, 0)
  return likely.map(({ head, share }) => ({ head, share: share / kept }))
}

/** The likeliest of the labels allowed, with its chance among them. */
export function toneAmong(chances: ToneChances, labels: readonly ToneLabel[]): { label: ToneLabel; p: number } {
  const sum = labels.reduce((total, label) => total + chances[label], 0)
  const label = [...labels].sort((a, b) => chances[b] - chances[a])[0] ?? 'neutral'
  return { label, p: sum > 0 ? chances[label] / sum : 1 / Math.max(1, labels.length) }
}
