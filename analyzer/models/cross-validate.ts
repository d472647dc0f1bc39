/**
 * How good the models are on texts they have not seen: each fold is judged by models trained on the others, near-duplicates
 * always together. What ships is trained on all rows; these figures are what to expect of it on such texts.
 */
import { foldOf } from './folds.ts'
import { accuracy, auc, calibrationError, macroF1, mean, precisionTopTenth, quantile, spearman } from './measures.ts'
import { rumourChance, trainRumour } from './rumour-model.ts'
import { type Forecast, forecast, trainSpread } from './spread-model.ts'
import { type ToneLabel, toneAmong, toneChances, toneLabels, trainTone } from './tone-model.ts'
import type { SetRows } from './training-sets.ts'

/** `set` and `metric` as in the shared goals. */
export type Score = { set: string; metric: string; value: number }

type Said<Row, Answer> = { row: Row; answer: Answer }

/** Trains once a fold and answers the rows left out. `tell` hears of each fold that is done. */
function answers<Row extends { group: string }, Model, Answer>(
  rows: readonly Row[],
  train: (rows: readonly Row[]) => Model,
  how: { folds: number; answer: (model: Model, row: Row) => Answer; tell: (line: string) => void },
): Said<Row, Answer>[] {
  return Array.from({ length: how.folds }, (_, fold) => {
    const model = train(rows.filter((row) => foldOf(row.group, how.folds) !== fold))
    const out = rows
      .filter((row) => foldOf(row.group, how.folds) === fold)
      .map((row) => ({ row, answer: how.answer(model, row) }))
    how.tell(`fold ${fold + 1} of ${how.folds}: ${out.length} rows`)
    return out
  }).flat()
}

export type Judging = { folds: number; tell: (line: string) => void }

export function judgeRumour(rows: readonly SetRows['rumour'][], judging: Judging): Score[] {
  const said = answers(rows, trainRumour, {
    ...judging,
    answer: (model, { text, replies }) => ({
      post: rumourChance(model, text, null),
      withReplies: replies && rumourChance(model, text, replies),
    }),
  })
  return setsOf(said).flatMap(([set, members]) => [
    ...rumourScores(
      `rumour ${set}`,
      members.map(({ row, answer }) => [row.rumour, answer.post]),
    ),
    ...rumourScores(
      `rumour ${set} first hour`,
      members.flatMap(({ row, answer }) => (answer.withReplies === null ? [] : [[row.rumour, answer.withReplies]])),
    ),
  ])
}

/** Trained on the other sets alone, without what is nearly the same as a row of this one. */
export function judgeRumourAcross(rows: readonly SetRows['rumour'][], from: string, to: string): Score[] {
  const asked = rows.filter((row) => row.set === to)
  const near = new Set(asked.map((row) => row.group))
  const learnt = rows.filter((row) => row.set === from && !near.has(row.group))
  const model = trainRumour(learnt.map((row) => ({ ...row, replies: null })))
  const pairs = asked.map((row): [boolean, number] => [row.rumour, rumourChance(model, row.text, null)])
  return rumourScores(`rumour ${from} → ${to}`, pairs)
}

function rumourScores(set: string, pairs: [boolean, number][]): Score[] {
  if (pairs.length === 0) return []
  const truth = pairs.map(([yes]) => yes)
  const chances = pairs.map(([, p]) => p)
  const said = chances.map((p) => p >= 0.5)
  return scores(set, {
    macroF1: macroF1(truth, said),
    ece: calibrationError(
      chances.map((p) => Math.max(p, 1 - p)),
      said.map((one, i) => one === truth[i]),
    ),
    auc: auc(truth, chances),
    precisionTop10: precisionTopTenth(truth, chances),
  })
}

export function judgeTone(rows: readonly SetRows['tone'][], judging: Judging): Score[] {
  const said = answers(rows, (kept) => trainTone(kept), {
    ...judging,
    answer: (model, row) => toneChances(model, row.text),
  })
  return setsOf(said).flatMap(([set, members]) => {
    const truth = members.map(({ row }): ToneLabel => row.label)
    const labels = toneLabels.filter((label) => truth.includes(label))
    const answer = members.map(({ answer }) => toneAmong(answer, labels))
    const labelled = answer.map(({ label }) => label)
    return scores(`sentiment ${set}`, {
      accuracy: accuracy(truth, labelled),
      macroF1: macroF1(truth, labelled),
      ece: calibrationError(
        answer.map(({ p }) => p),
        labelled.map((one, i) => one === truth[i]),
      ),
    })
  })
}

export function judgeSpread(rows: readonly SetRows['spread'][], judging: Judging): Score[] {
  const said = answers(rows, trainSpread, { ...judging, answer: (model, row) => forecast(model, row) })
  return setsOf(said).flatMap(([set, members]) => {
    const final = members.map(({ row }) => row.size)
    const told = members.map(({ answer }) => answer)
    const top = quantile(final, 0.9)
    const share = (holds: (said: Forecast, size: number) => boolean) =>
      mean(told.map((one, i) => (holds(one, final[i]!) ? 1 : 0)))
    return scores(`spread ${set}`, {
      medianApe: quantile(
        told.map((one, i) => Math.abs(one.size - final[i]!) / Math.max(1, final[i]!)),
        0.5,
      ),
      within2x: share((one, size) => one.size <= 2 * size && one.size >= size / 2),
      spearman: spearman(
        told.map((one) => one.size),
        final,
      ),
      auc: auc(
        final.map((size) => size >= top),
        told.map((one) => one.pTop),
      ),
      coverage80: share((one, size) => one.low <= size && size <= one.high),
    })
  })
}

const scores = (set: string, values: Record<string, number>): Score[] =>
  Object.entries(values).map(([metric, value]) => ({ set, metric, value }))

const setsOf = <Row extends { set: string }, Answer>(
  said: readonly Said<Row, Answer>[],
): [string, Said<Row, Answer>[]][] =>
  [...new Set(said.map(({ row }) => row.set))].map((set) => [set, said.filter(({ row }) => row.set === set)])
