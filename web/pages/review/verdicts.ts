/** The six verdicts in the order of the keys 1 to 6 (ui.md). */
import type { ReviewShown } from '../../../api/contract.ts'

export type ReviewVerdict = ReviewShown['verdict']
export const reviewVerdicts: readonly ReviewVerdict[] = [
  'false',
  'misleading',
  'outdated',
  'unverifiable',
  'accurate',
  'opinion',
]
