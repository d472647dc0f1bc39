/**
 * A request to an outlet to correct one wrong statement (附4第七条（五）), and what a look at its page proves. Pure words; the judge of
 * pages is analyzer/correction/judge-page.ts.
 */
import type { NumbersChecked } from './talking-points.ts'
import { day } from './time.ts'

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

/**
 * Where a request stands. From `sent` on the words of the outlet (acknowledged … refused) and what its page shows go side by side;
 * only a look at the page leads to `corrected`, `silently_edited`, `taken_out`, `removed`, `partly` and `reopened`.
 */
export const correctionStates = [
  'draft',
  'approved',
  'sent',
  'acknowledged',
  'promised',
  'claimed', // the outlet says that it corrected; nothing is proven
  'refused',
  'no_response',
  'escalated',
  'partly',
  'silently_edited',
  'taken_out',
  'removed',
  'corrected',
  'reopened',
  'accepted', // changed without a note, and left at that
  'unresolved',
  'retracted', // we were wrong, or no longer ask
  'cancelled',
] as const
export type CorrectionState = (typeof correctionStates)[number]
/** Not sent yet. */
export const unsentStates = ['draft', 'approved'] as const satisfies readonly CorrectionState[]
/** Nobody asks for anything any more, and nobody looks. */
export const droppedStates = ['retracted', 'cancelled'] as const satisfies readonly CorrectionState[]
/** Done with; the page is looked at for `watchAfterMs` all the same. */
export const settledStates = [
  'removed',
  'corrected',
  'accepted',
  'unresolved',
] as const satisfies readonly CorrectionState[]
/** An outlet that changes a page back does it while nobody looks: platform policy. */
export const watchAfterMs = 90 * day

/** The letters, in their order: the request; asking for a note; asking again; the body above the outlet; the regulator of the press. */
export const correctionRungs = ['request', 'note', 'second', 'superior', 'regulator'] as const
export type CorrectionRung = (typeof correctionRungs)[number]
/** How long an answer is waited for (policy-correction): then the next step is due. */
export const answerWithinMs: Record<CorrectionRung, number> = {
  request: 3 * day,
  note: 3 * day,
  second: 3 * day,
  superior: 7 * day,
  regulator: 15 * day,
}

export const correctionAsks = ['correct', 'apologise', 'update'] as const
export type CorrectionAsk = (typeof correctionAsks)[number]

export const correctionReplies = ['acknowledged', 'promised', 'claimed', 'refused', 'other'] as const
export type CorrectionReplyKind = (typeof correctionReplies)[number]
export type CorrectionReply = {
  kind: CorrectionReplyKind
  /** When the outlet said it. */
  at: string
  text: string
  byName: string
}

/** `email` leaves by the ledger; of paper it is recorded where it went. */
export const correctionWays = ['email', 'paper'] as const
export type CorrectionWay = (typeof correctionWays)[number]

/** One letter as written; its hash is what an approval names. */
export type CorrectionLetter = { title: string; recipient: string; text: string }

/** What a request is about, never changed after it was drafted. */
export type CorrectionSubject = {
  field: 'title' | 'text'
  /** Of the number or the statement in the pinned version. */
  start: number
  end: number
  /** The sentence around it. */
  quote: string
  /** The wrong number as printed, with its unit; null for a fact without one. */
  wrongValue: string | null
  /** What is right, in words. */
  right: string
}

/** Everything a move is judged by. */
export type CorrectionFacts = {
  id: string
  state: CorrectionState
  unitId: string
  isLead: boolean
  rung: CorrectionRung
  letter: 'draft' | 'approved' | 'sent'
  revision: number
  hash: string
  /** Who wrote a revision of the letter that lies open. */
  drafterIds: string[]
  /** The figure that it names was superseded. */
  isFigureOld: boolean
  outcome: CorrectionOutcome | null
  numbers: NumbersChecked | null
  /** The open letter prints the official figure as it is; looked at when one is approved or sent. */
  statesFigure: boolean
  isDrill: boolean
  /** People have since said that there was no fault. */
  isFaultless: boolean
}

/** Where a look leads. `outcome`: of the whole history of looks (judgeHistory). */
export function stateAfterLook(state: CorrectionState, outcome: CorrectionOutcome): CorrectionState {
  if ((unsentStates as readonly string[]).includes(state) || (droppedStates as readonly string[]).includes(state))
    return state
  switch (outcome) {
    case 'corrected':
      return 'corrected'
    case 'silently_edited':
      return state === 'accepted' || state === 'corrected' ? state : 'silently_edited'
    case 'withdrawn':
      return state === 'accepted' ? state : 'taken_out'
    case 'removed':
      return state === 'accepted' ? state : 'removed'
    case 'partly':
    case 'note_elsewhere':
      return 'partly'
    case 'changed_back':
      return 'reopened'
    case 'unchanged':
    case 'other_wrong':
      return state === 'partly' ? 'reopened' : state
    case 'unclear':
    case 'unreadable':
      return state
  }
}
