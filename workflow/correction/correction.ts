/** The life of a request for correction: one table of moves of people, and the pure function that judges them. No I/O. */
import {
  type CorrectionFacts,
  type CorrectionOutcome,
  type CorrectionState,
  correctionStates,
  remedied,
} from '../../domain/correction.ts'
import { ok, type Refusal, type Result, refuse } from '../../domain/result.ts'
import type { Actor, Seat, UnitTree } from '../../domain/units.ts'
import { isOneOf } from '../by.ts'
import { wrongNumber } from '../numbers.ts'
import { type Action, may } from '../policy.ts'

export const correctionVerbs = [
  'revise',
  'approve',
  'return',
  'send',
  'next-letter',
  'log-reply',
  'add-reprints',
  'accept',
  'close',
  'retract',
  'cancel',
] as const
export type CorrectionVerb = (typeof correctionVerbs)[number]

type Need =
  | 'open-letter'
  | 'draft-letter'
  | 'approved-letter'
  | 'no-open-letter'
  | 'non-drafter'
  | 'current-figure'
  | 'right-numbers'
  | 'still-wrong'
  | 'fault'
  | 'lead'
type CorrectionMove = {
  verb: CorrectionVerb
  from: CorrectionState[]
  /** `letter`: where the letter leads (stateAfterLetter). `reply`: where the outlet's words lead. */
  to: CorrectionState | 'same' | 'letter' | 'reply'
  action: Action
  needs: Need[]
}

/** After the first letter went out, while something is still asked. */
const asking: CorrectionState[] = [
  ...(['sent', 'acknowledged', 'promised', 'claimed', 'refused', 'no_response', 'escalated'] as const),
  ...(['partly', 'silently_edited', 'taken_out', 'reopened'] as const),
]
const withLetter: CorrectionState[] = ['draft', 'approved', ...asking]
const living = correctionStates.filter((s) => s !== 'cancelled' && s !== 'retracted')

/** Every move of people there is. None leads to `corrected`: only a look at the page does (policy-proof). */
export const correctionMoves: CorrectionMove[] = [
  { verb: 'revise', from: withLetter, to: 'letter', action: 'draft-correction', needs: ['open-letter'] },
  {
    ...{ verb: 'approve', from: withLetter, to: 'letter', action: 'approve-correction' },
    needs: ['draft-letter', 'fault', 'non-drafter', 'current-figure', 'right-numbers'],
  },
  { verb: 'return', from: withLetter, to: 'letter', action: 'approve-correction', needs: ['open-letter'] },
  {
    ...{ verb: 'send', from: withLetter, to: 'letter', action: 'send-correction' },
    needs: ['approved-letter', 'fault', 'current-figure', 'still-wrong', 'right-numbers'],
  },
  { verb: 'next-letter', from: asking, to: 'same', action: 'draft-correction', needs: ['no-open-letter'] },
  { verb: 'log-reply', from: asking, to: 'reply', action: 'draft-correction', needs: [] },
  { verb: 'add-reprints', from: living, to: 'same', action: 'draft-correction', needs: ['lead'] },
  {
    ...{ verb: 'accept', from: ['silently_edited', 'taken_out', 'removed'], to: 'accepted' },
    ...{ action: 'draft-correction', needs: [] },
  },
  { verb: 'close', from: asking, to: 'unresolved', action: 'send-correction', needs: [] },
  { verb: 'retract', from: asking, to: 'retracted', action: 'send-correction', needs: [] },
  { verb: 'cancel', from: ['draft', 'approved'], to: 'cancelled', action: 'draft-correction', needs: [] },
]

type Request = {
  actor: Actor
  tree: UnitTree /** Of a text that was read: refused when it is not the current one. */
  read?: { revision: number; hash: string }
}
export type CorrectionMoved = { move: CorrectionMove; seat: Seat }

/** State, then right, then what the move needs. Numbers are asked for where they were looked at: a button does not. */
export function moveCorrection(
  facts: CorrectionFacts,
  verb: CorrectionVerb,
  { actor, tree, read }: Request,
): Result<CorrectionMoved> {
  const move = correctionMoves.find((m) => m.verb === verb)!
  const right = may(actor, move.action, { unitId: facts.unitId, tree })
  if (!right.ok) return right
  if (!move.from.includes(facts.state)) return refuse('wrong-state', { detail: { state: facts.state } })
  if (read && (read.revision !== facts.revision || read.hash !== facts.hash))
    return refuse('stale-revision', { rule: 'policy-revision', detail: { revision: facts.revision } })
  for (const need of move.needs) {
    if (need === 'right-numbers' && !read) continue
    const refusal = needs[need](facts, { actor, seat: right.value })
    if (refusal) return { ok: false, refusal }
  }
  return ok({ move, seat: right.value })
}

export const allowedCorrectionMoves = (
  facts: CorrectionFacts,
  request: Request,
): { verb: CorrectionVerb; allowed: boolean; refusal?: Refusal }[] =>
  correctionVerbs.map((verb) => {
    const moved = moveCorrection(facts, verb, request)
    return moved.ok ? { verb, allowed: true } : { verb, allowed: false, refusal: moved.refusal }
  })

const isGone = (outcome: CorrectionOutcome | null): boolean => outcome !== null && remedied.includes(outcome)
const needs: Record<Need, (facts: CorrectionFacts, who: { actor: Actor; seat: Seat }) => Refusal | null> = {
  'open-letter': ({ letter }) => (letter === 'sent' ? { code: 'wrong-state', field: 'letter' } : null),
  'draft-letter': ({ letter }) => (letter === 'draft' ? null : { code: 'wrong-state', field: 'letter' }),
  'approved-letter': ({ letter }) => (letter === 'approved' ? null : { code: 'wrong-state', field: 'letter' }),
  'no-open-letter': ({ letter }) => (letter === 'sent' ? null : { code: 'wrong-state', field: 'letter' }),
  'non-drafter': ({ drafterIds }, { actor, seat }) =>
    isOneOf(drafterIds, actor, seat) ? { code: 'drafter-approves', rule: 'policy-separation' } : null,
  'current-figure': ({ isFigureOld }) =>
    isFigureOld ? { code: 'invalid-field', rule: 'policy-current-figure', field: 'figure' } : null,
  // A letter that refutes a number is no report of one, so the checker says little of it: the figure itself must stand there.
  'right-numbers': ({ hash, numbers, statesFigure }) =>
    wrongNumber(hash, numbers) ??
    (statesFigure ? null : { code: 'invalid-field', rule: 'policy-current-figure', field: 'text' }),
  // Nobody asks for what the page does not say any more; a note may still be asked for.
  'still-wrong': ({ rung, outcome }) =>
    rung !== 'note' && isGone(outcome)
      ? { code: 'wrong-state', rule: 'policy-proof', field: 'outcome', detail: { outcome: outcome ?? '' } }
      : null,
  fault: ({ isFaultless }) => (isFaultless ? { code: 'not-an-event', rule: 'policy-not-false' } : null),
  lead: ({ isLead }) => (isLead ? null : { code: 'wrong-state', field: 'leadId' }),
}
