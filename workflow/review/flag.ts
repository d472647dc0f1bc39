/**
 * The life of a flag: the machine opens it, people say what it is. One table of moves and the pure function that judges
 * them; it also draws the buttons. Marking and acknowledging leave the flag's state alone: verdict and clock run side by side.
 */
import { type Refusal, type Result, ok, refuse } from '../../domain/result.ts'
import type { FlagState, ReviewVerdict } from '../../domain/risk.ts'
import type { Actor, Seat, UnitTree } from '../../domain/units.ts'
import type { Clock } from '../../store/clocks.ts'
import type { Flag, Review } from '../../store/flags.ts'
import type { Incident } from '../../store/incidents.ts'
import { subjects } from '../clock/duties.ts'
import { isEnded, missingDuties, waitsForPerson } from '../incident/owed.ts'
import type { Plan } from '../plan/shape.ts'
import { type Action, may } from '../policy.ts'

export const flagVerbs = [
  'acknowledge',
  'mark-suspected-major',
  'propose-verdict',
  'confirm-verdict',
  'dispute',
  'override-no-fault',
  'report-leak',
] as const
export type FlagVerb = (typeof flagVerbs)[number]

/** Where a confirmed verdict leads: only false and misleading can be acted on; accurate and opinion close without fault. */
export const stateOfVerdict: Record<ReviewVerdict, FlagState> = {
  false: 'actionable',
  misleading: 'actionable',
  outdated: 'explain',
  unverifiable: 'watch',
  accurate: 'closed_no_fault',
  opinion: 'closed_no_fault',
}

type Need =
  | 'possible-event'
  | 'of-the-press'
  | 'open-alert'
  | 'new-duty'
  | 'proposal'
  | 'second-person'
  | 'unreleased-period'
type FlagMove = {
  verb: FlagVerb
  from: FlagState[]
  /** `verdict`: where the proposed verdict leads. */
  to: FlagState | 'same' | 'verdict'
  action: Action
  needs: Need[]
}

const everyState: FlagState[] = ['suspected', 'verifying', 'actionable', 'explain', 'closed_no_fault', 'watch']

export const flagMoves: FlagMove[] = [
  {
    verb: 'acknowledge',
    from: everyState,
    to: 'same',
    action: 'acknowledge-alert',
    needs: ['possible-event', 'of-the-press', 'open-alert'],
  },
  {
    verb: 'mark-suspected-major',
    from: everyState,
    to: 'same',
    action: 'mark-suspected-major',
    needs: ['possible-event', 'of-the-press', 'new-duty'],
  },
  { verb: 'propose-verdict', from: everyState, to: 'verifying', action: 'propose-verdict', needs: [] },
  {
    verb: 'confirm-verdict',
    from: ['verifying'],
    to: 'verdict',
    action: 'confirm-verdict',
    needs: ['proposal', 'second-person'],
  },
  // Of a number the machine judged, while people have not: afterwards whoever disagrees proposes another verdict.
  { verb: 'dispute', from: ['suspected', 'verifying'], to: 'same', action: 'flag-article', needs: [] },
  // Against policy-not-false, on the leading group's own responsibility: a deviation, and people judge anew.
  {
    verb: 'override-no-fault',
    from: ['closed_no_fault'],
    to: 'suspected',
    action: 'override-no-fault',
    needs: ['of-the-press', 'new-duty'],
  },
  // Also of what people judged true: a true number before its time is the leak.
  { verb: 'report-leak', from: everyState, to: 'same', action: 'open-leak', needs: ['unreleased-period'] },
]

export type FlagFacts = {
  flag: Flag
  /** Oldest first. */
  reviews: Review[]
  /** The incident it belongs to with its clocks, where there is one. */
  incident: Incident | null
  clocks: Clock[]
  /** The media plan that the incident runs by. */
  plan: Plan | null
}

/** Of a page that a bureau of the same tree publishes itself: it corrects it, and no event opens (policy-own-correction). */
export const ownType = 'own'

/** It quotes a number for a period that the calendar says is not out: invented or leaked, two branches (M12). */
export const isUnreleased = (flag: Pick<Flag, 'types'>): boolean => flag.types.includes('leak')

/** The proposal that waits for its confirmation; null when there is none for the version in question. */
export function openProposal({ flag, reviews }: Pick<FlagFacts, 'flag' | 'reviews'>): Review | null {
  const last = reviews.at(-1)
  if (flag.state !== 'verifying' || !last || last.final) return null
  return last.articleVersionId === flag.articleVersionId ? last : null
}

const needs: Record<Need, (facts: FlagFacts, who: { actor: Actor; tree: UnitTree }) => Refusal | null> = {
  'possible-event': ({ flag }) =>
    flag.state === 'closed_no_fault' ? { code: 'not-an-event', rule: 'policy-not-false' } : null,
  'of-the-press': ({ flag }) =>
    flag.types.includes(ownType) ? { code: 'not-an-event', rule: 'policy-own-correction' } : null,
  'open-alert': ({ flag }) => (flag.alertedAt && !flag.acknowledgedAt ? null : { code: 'wrong-state' }),
  'new-duty': ({ flag, incident, clocks, plan }, { tree }) => {
    if (!incident || !plan || isEnded(incident)) return null
    if (waitsForPerson({ incident, clocks, bureauId: tree.bureauOf(flag.unitId)?.id })) return null
    const owed = subjects.some((s) => missingDuties(plan, { unitId: flag.unitId, subject: s, clocks, tree }).length > 0)
    return owed ? null : { code: 'already-exists', detail: { no: incident.no } }
  },
  'unreleased-period': ({ flag }) => (isUnreleased(flag) ? null : { code: 'wrong-state' }),
  proposal: (facts) => (openProposal(facts) ? null : { code: 'wrong-state' }),
  'second-person': (facts, { actor }) => {
    const proposal = openProposal(facts)
    const alone = proposal?.verdict === 'false' && proposal.byUserId === actor.userId
    return alone ? { code: 'four-eyes', rule: 'policy-four-eyes', detail: { by: proposal.byName } } : null
  },
}

/** Judges a move by state, right and what the move needs. Changes nothing. */
export function moveFlag(
  facts: FlagFacts,
  verb: FlagVerb,
  who: { actor: Actor; tree: UnitTree },
): Result<{ to: FlagState; seat: Seat }> {
  const { flag } = facts
  const move = flagMoves.find((m) => m.verb === verb && m.from.includes(flag.state))
  // The right comes first: whoever may not make the move does not learn in which state a flag of others is.
  const { action } = move ?? flagMoves.find((m) => m.verb === verb)!
  const right = may(who.actor, action, { unitId: flag.unitId, tree: who.tree })
  if (!right.ok) return right
  if (!move) return refuse('wrong-state', { detail: { state: flag.state } })
  for (const need of move.needs) {
    const refusal = needs[need](facts, who)
    if (refusal) return { ok: false, refusal }
  }
  const verdict = openProposal(facts)?.verdict
  const to = move.to === 'same' ? flag.state : move.to === 'verdict' ? verdict && stateOfVerdict[verdict] : move.to
  return to ? ok({ to, seat: right.value }) : refuse('wrong-state')
}

export type AllowedMove<Verb extends string> = { verb: Verb; allowed: boolean; refusal?: Refusal }

/** For the buttons: every verb, allowed or with the reason why not. */
export const allowedFlagMoves = (facts: FlagFacts, who: { actor: Actor; tree: UnitTree }): AllowedMove<FlagVerb>[] =>
  flagVerbs.map((verb) => {
    const moved = moveFlag(facts, verb, who)
    return moved.ok ? { verb, allowed: true } : { verb, allowed: false, refusal: moved.refusal }
  })
