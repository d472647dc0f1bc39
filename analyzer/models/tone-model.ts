/**
 * The tone of a text by two questions: is it toned at all, and if so, for or against? Sets without neutral texts teach only
 * the second. Dry statistical releases, made up here (dry-releases.ts), teach the first that 下降 alone is no tone.
 */
import { sigmoid } from './boost.ts'
import { dryReleases } from './dry-releases.ts'
import { askHead, type HeadRow, type ReadText, readText, type TextHead, trainHead } from './text-head.ts'

export const toneLabels = ['positive', 'neutral', 'negative'] as const
export type ToneLabel = (typeof toneLabels)[number]

/** `asks`: the row also teaches whether a text is toned; false for sets that hold toned texts only. */
export type ToneRow = { text: string; label: ToneLabel; group: string; asks: boolean }

export type ToneModel = { side: TextHead; toned: TextHead | null }

const leastNeutral = 200

export function trainTone(rows: readonly ToneRow[]): ToneModel {
  const read = rows.map((row) => readText(row.text))
  const ask = (wanted: (row: ToneRow) => boolean, yes: (row: ToneRow) => boolean, more: readonly HeadRow[] = []) => {
    const kept = [...rows.keys()].filter((i) => wanted(rows[i]!))
    return trainHead(
      [...kept.map((i) => ({ text: rows[i]!.text, yes: yes(rows[i]!), group: rows[i]!.group })), ...more],
      [...kept.map((i) => read[i]!), ...more.map((row) => readText(row.text))],
    ).head
  }
  const isToned = (row: ToneRow) => row.label !== 'neutral'
  const side = ask(isToned, (row) => row.label === 'positive')
  if (rows.filter((row) => !isToned(row)).length < leastNeutral) return { side, toned: null }
  const dry = dryReleases().map((text) => ({ text, yes: false, group: text }))
  return { side, toned: ask((row) => row.asks, isToned, dry) }
}

export type ToneChances = Record<ToneLabel, number>

/** Chances of the three labels; without the first question neutral has none. */
export const toneChances = (model: ToneModel, text: string): ToneChances => chancesOf(model, readText(text))

export function chancesOf(model: ToneModel, read: ReadText): ToneChances {
  const toned = model.toned ? sigmoid(askHead(model.toned, read).logOdds) : 1
  const positive = sigmoid(askHead(model.side, read).logOdds)
  return { positive: toned * positive, neutral: 1 - toned, negative: toned * (1 - positive) }
}

/** The likeliest of the labels allowed, with its chance among them. */
export function toneAmong(chances: ToneChances, labels: readonly ToneLabel[]): { label: ToneLabel; p: number } {
  const sum = labels.reduce((total, label) => total + chances[label], 0)
  const label = [...labels].sort((a, b) => chances[b] - chances[a])[0] ?? 'neutral'
  return { label, p: sum > 0 ? chances[label] / sum : 1 / Math.max(1, labels.length) }
}
