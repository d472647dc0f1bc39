/**
 * A request to an outlet to correct one wrong statement (附4第七条（五）), and what a look at its page proves. Pure words; the judge of
 * pages is analyzer/correction/judge-page.ts.
 */

/** What one look at the page shows, from the best to what says nothing. */
export const correctionOutcomes = [
  'corrected', // the wrong words are gone, the right ones there, and a note says so
  'silently_edited', // the same without a note: 改稿未说明, never 已更正
  'withdrawn', // the statement is gone and nothing stands in its place
  'partly', // right words or a note are there, and the wrong ones too
  'note_elsewhere', // the page is as it was; a note stands on another page
  'other_wrong', // another number, and wrong again
  'unchanged',
  'changed_back', // it was right, and is wrong again
  'removed', // the page is gone; nobody asked for that
  'unclear', // a person has to read it
  'unreadable', // paywall, bar, failure or no sealed copy: says nothing
] as const
export type CorrectionOutcome = (typeof correctionOutcomes)[number]

/** Outcomes after which the wrong statement stands no more on that page. */
export const remedied: readonly CorrectionOutcome[] = ['corrected', 'silently_edited', 'withdrawn', 'removed']
/** Where words stand on a page. */
export const proofPlaces = ['title', 'text', 'caption', 'note', 'other_page'] as const
export type ProofPlace = (typeof proofPlaces)[number]
export type ProofQuote = { place: ProofPlace; quote: string }

/** What was seen, in quotes; with the page as sealed it is the proof. */
export type CorrectionProof = {
  outcome: CorrectionOutcome
  wrong: ProofQuote[]
  doubtful: ProofQuote[]
  right: ProofQuote[]
  /** The note of the correction; `other_page` where it stands on one. */
  note: ProofQuote | null
}
