/** Rows into folds such that near-duplicates always share one: a model must not be asked what it has learnt by heart. */
import { createHash } from 'node:crypto'
import { copyGroups } from '../clusters.ts'

/** Jaccard of 4-grams from which two texts may not sit on both sides of a split. */
const groupFrom = 0.5

/** For each text the name of its group of near-duplicates: a hash, the same wherever the set is read in this order. */
export function duplicateGroups(texts: readonly string[]): string[] {
  return copyGroups(texts, { from: groupFrom }).map((first) => shaOf(texts[first] ?? ''))
}

/** The fold of a group, from 0. Texts of one group share it, also across data sets that are grouped together. */
export const foldOf = (group: string, folds: number): number => Number.parseInt(shaOf(group).slice(0, 8), 16) % folds

const shaOf = (text: string): string => createHash('sha256').update(text).digest('hex')
