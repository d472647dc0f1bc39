/**
 * The life of a version of talking points (应答口径): one table of moves, and the pure function that judges a move.
 * No I/O; what the words may contain is body.ts, who has the right is rights.ts. The table also draws
 * the documentation and the buttons.
 */
import type { IncidentScope } from '../../domain/incident.ts'
import { ok, type Refusal, type Result, refuse } from '../../domain/result.ts'
import type { ApprovalStep, FactAsk, TalkingPointsFacts, TalkingPointsState } from '../../domain/talking-points.ts'
import type { Actor, Seat, UnitTree } from '../../domain/units.ts'
import type { Action } from '../policy.ts'
import { asksOf, type InputNeed, inputNeeds, type Need, needs, openAsks, scopeRule } from './needs.ts'
import { rightTo } from './rights.ts'

export const talkingPointsVerbs = [
  'revise',
  'submit',
  'ask-facts',
  'withdraw-ask',
  'check-facts',
  'object-facts',
  'return-facts',
  'office',
  'return-office',
  'leading-group',
  'return-leading-group',
  'record-oral',
  'confirm-oral',
  'deny-oral',
  'publish',
  'recall',
  'answer',
  'deviate',
  'supersede',
  'expire',
  'invalidate',
] as const
export type TalkingPointsVerb = (typeof talkingPointsVerbs)[number]

type TalkingPointsMove = {
  verb: TalkingPointsVerb
  from: TalkingPointsState[]
  /** `same`: the state stays. `checked`: once no asked division is open any more, before that it stays in the fact check. */
  to: TalkingPointsState | 'same' | 'checked'
  /** Only for versions of these scopes; absent: for all. */
  scopes?: IncidentScope[]
  /** The right it takes (workflow/policy.ts); null for what follows from another act (a newer version, a wider scope). */
  action: Action | null
  /** The yes or no that is recorded. */
  step?: { step: ApprovalStep; approved: boolean }
  /** What must hold of the version, and what the person must give, in the order they are looked at. */
  needs: Need[]
  input: InputNeed[]
}

const approving: Need[] = [
  'open-incident',
  'same-scope',
  'own-matter',
  'non-drafter',
  'current-figures',
  'right-numbers',
  'not-yet-released',
]
const returning: InputNeed[] = ['current-revision', 'comment']
const unpublished: TalkingPointsState[] = [
  'draft',
  'fact_check',
  'office_approval',
  'pending_leading_group',
  'approved',
]

/** Every move there is (domain catalogue C3). What is not here is refused as `wrong-state`. */
const talkingPointsMoves: TalkingPointsMove[] = [
  {
    verb: 'revise',
    from: unpublished,
    to: 'draft',
    action: 'draft-talking-points',
    needs: ['open-incident', 'same-scope'],
    input: ['base-revision'],
  },
  {
    verb: 'submit',
    from: ['draft'],
    to: 'fact_check',
    action: 'draft-talking-points',
    needs: [
      'open-incident',
      'same-scope',
      'own-matter',
      'person-worded',
      'all-drafters',
      'current-figures',
      'right-numbers',
      'not-yet-released',
    ],
    input: ['current-revision'],
  },
  {
    verb: 'ask-facts',
    from: ['fact_check'],
    to: 'same',
    action: 'draft-talking-points',
    needs: ['open-incident', 'same-scope'],
    input: ['current-revision'],
  },
  {
    verb: 'withdraw-ask',
    from: ['fact_check'],
    to: 'checked',
    action: 'draft-talking-points',
    needs: ['divisions-asked', 'open-incident'],
    input: ['ask', 'reason'],
  },
  {
    verb: 'check-facts',
    from: ['fact_check'],
    to: 'checked',
    action: 'check-facts',
    step: { step: 'fact_check', approved: true },
    needs: ['own-ask', 'open-ask', ...approving],
    input: ['current-revision'],
  },
  {
    verb: 'return-facts',
    from: ['fact_check'],
    to: 'draft',
    action: 'check-facts',
    step: { step: 'fact_check', approved: false },
    needs: ['nobody-asked', 'open-incident'],
    input: returning,
  },
  // Said beside the others, who go on; the text stays until it is revised or the division says yes.
  {
    verb: 'object-facts',
    from: ['fact_check'],
    to: 'same',
    action: 'check-facts',
    step: { step: 'fact_check', approved: false },
    needs: ['divisions-asked', 'own-ask', 'open-incident'],
    input: returning,
  },
  {
    verb: 'office',
    from: ['office_approval'],
    to: 'approved',
    scopes: ['county_only', 'city_only'],
    action: 'approve-as-office',
    step: { step: 'office', approved: true },
    needs: [...approving, 'facts-checked'],
    input: ['current-revision'],
  },
  {
    verb: 'office',
    from: ['office_approval'],
    to: 'pending_leading_group',
    scopes: ['region_wide'],
    action: 'approve-as-office',
    step: { step: 'office', approved: true },
    needs: [...approving, 'facts-checked'],
    input: ['current-revision'],
  },
  {
    verb: 'return-office',
    from: ['office_approval'],
    to: 'draft',
    action: 'approve-as-office',
    step: { step: 'office', approved: false },
    needs: ['open-incident'],
    input: returning,
  },
  {
    verb: 'leading-group',
    from: ['pending_leading_group'],
    to: 'approved',
    scopes: ['region_wide'],
    action: 'approve-as-leading-group',
    step: { step: 'leading_group', approved: true },
    needs: [...approving, 'facts-checked', 'office-signed'],
    input: ['current-revision'],
  },
  {
    verb: 'return-leading-group',
    from: ['pending_leading_group'],
    to: 'draft',
    scopes: ['region_wide'],
    action: 'approve-as-leading-group',
    step: { step: 'leading_group', approved: false },
    needs: ['open-incident'],
    input: returning,
  },
  // By phone in an emergency: the office writes down whose yes it was (domain catalogue C4, separation).
  {
    verb: 'record-oral',
    from: ['pending_leading_group'],
    to: 'approved',
    scopes: ['region_wide'],
    action: 'record-oral-approval',
    needs: [...approving, 'facts-checked', 'office-signed'],
    input: ['current-revision'],
  },
  {
    verb: 'confirm-oral',
    from: ['approved', 'in_force', 'superseded', 'recalled', 'expired', 'invalid_scope'],
    to: 'same',
    scopes: ['region_wide'],
    action: 'approve-as-leading-group',
    needs: ['own-word'],
    input: ['current-revision'],
  },
  ...(['approved', 'in_force'] as const).map(
    (from): TalkingPointsMove => ({
      verb: 'deny-oral',
      from: [from],
      to: from === 'approved' ? 'draft' : 'recalled',
      scopes: ['region_wide'],
      action: 'approve-as-leading-group',
      step: { step: 'leading_group', approved: false },
      needs: ['own-word'],
      input: ['current-revision', 'reason'],
    }),
  ),
  {
    verb: 'publish',
    from: ['approved'],
    to: 'in_force',
    action: 'publish-talking-points',
    needs: [
      'open-incident',
      'covering-scope',
      'own-matter',
      'facts-checked',
      'office-signed',
      'leading-group-signed',
      'oral-in-time',
      'in-validity',
      'current-figures',
      'right-numbers',
      'not-yet-released',
    ],
    input: ['current-revision'],
  },
  {
    verb: 'recall',
    from: ['in_force'],
    to: 'recalled',
    action: 'recall-talking-points',
    needs: [],
    input: ['reason'],
  },
  {
    verb: 'answer',
    from: ['in_force'],
    to: 'in_force',
    action: 'answer-media',
    needs: ['covering-scope', 'in-validity', 'current-figures'],
    input: ['base-revision'],
  },
  // What was said from a text that is not in force any more, or beyond it, is written down as such (AC-07).
  {
    verb: 'deviate',
    from: ['in_force', 'superseded', 'recalled', 'expired', 'invalid_scope'],
    to: 'same',
    action: 'answer-media',
    needs: [],
    input: ['base-revision', 'reason'],
  },
  { verb: 'expire', from: ['in_force'], to: 'expired', action: null, needs: ['past-validity'], input: [] },
  { verb: 'supersede', from: ['in_force'], to: 'superseded', action: null, needs: [], input: [] },
  {
    verb: 'invalidate',
    from: [...unpublished, 'in_force'],
    to: 'invalid_scope',
    action: null,
    needs: ['outgrown-scope'],
    input: [],
  },
]

/** Versions that are still on their way; an incident has at most one. */
export const openStates: readonly TalkingPointsState[] = unpublished

export type MoveRequest = {
  actor: Actor
  tree: UnitTree
  /** The revision the person has before them; both are compared with the current ones. */
  revision?: number
  hash?: string
  comment?: string
  reason?: string
  /** The ask that is withdrawn. */
  askId?: string
}
/** `seat` is the capacity the person acts in; null for a move that follows from another act. */
export type Moved = { to: TalkingPointsState; move: TalkingPointsMove; seat: Seat | null; ask: FactAsk | null }

/**
 * Judges a move: state, then right, then what the version needs, then what the person gave. Changes nothing.
 * Refuses with the rule behind it wherever there is one.
 */
export function moveTalkingPoints(
  facts: TalkingPointsFacts,
  verb: TalkingPointsVerb,
  request: MoveRequest,
): Result<Moved> {
  const moved = judge(facts, verb, request)
  if (!moved.ok) return moved
  for (const need of moved.value.move.input) {
    const refusal = inputNeeds[need](facts, request)
    if (refusal) return { ok: false, refusal }
  }
  return moved
}

export type AllowedMove = { verb: TalkingPointsVerb; allowed: boolean; refusal?: Refusal }

/** For the buttons: every verb of a person, allowed or with the reason why not; what they would type is not yet looked at. */
export function allowedTalkingPointsMoves(
  facts: TalkingPointsFacts,
  request: Pick<MoveRequest, 'actor' | 'tree'>,
): AllowedMove[] {
  const personal = talkingPointsVerbs.filter((verb) => talkingPointsMoves.some((m) => m.verb === verb && m.action))
  // Its numbers are looked at when somebody acts.
  const looked = { ...facts, numbers: facts.numbers ?? { hash: facts.hash, stamp: '', faults: [] } }
  return personal.map((verb) => {
    const moved = judge(looked, verb, request)
    return moved.ok ? { verb, allowed: true } : { verb, allowed: false, refusal: moved.refusal }
  })
}

function judge(facts: TalkingPointsFacts, verb: TalkingPointsVerb, request: MoveRequest): Result<Moved> {
  const move = talkingPointsMoves.find(
    (m) => m.verb === verb && m.from.includes(facts.state) && (!m.scopes || m.scopes.includes(facts.scope)),
  )
  // One voice: without a text in force nobody answers, and that is the regulation's no (附4第七条（二）), not the program's.
  const rule = verb === 'answer' ? { rule: scopeRule[facts.scope] } : {}
  if (!move) return refuse('wrong-state', { ...rule, detail: { state: facts.state } })
  let seat: Seat | null = null
  if (move.action) {
    const right = rightTo(move.action, facts, request)
    if (!right.ok) return right
    seat = right.value
  }
  for (const need of move.needs) {
    const refusal = needs[need](facts, { ...request, seat })
    if (refusal) return { ok: false, refusal }
  }
  const ask = answered(facts, verb, request)
  // Whoever answers an ask answers for the division that was asked.
  if (ask && move.step)
    seat = request.actor.seats.find((s) => s.role === 'subject_division' && s.unitId === ask.unitId) ?? seat
  return ok({ to: targetOf(facts, move, ask), move, seat, ask })
}

/** The ask a move is about: the one withdrawn, or the person's own, an open one first. */
function answered(facts: TalkingPointsFacts, verb: TalkingPointsVerb, request: MoveRequest): FactAsk | null {
  if (verb === 'withdraw-ask') return facts.asks.find((a) => a.id === request.askId) ?? null
  if (verb !== 'check-facts' && verb !== 'object-facts') return null
  const own = asksOf(facts, request.actor)
  const open = openAsks(facts)
  return own.find((a) => open.includes(a)) ?? own[0] ?? null
}

function targetOf(facts: TalkingPointsFacts, { to, verb }: TalkingPointsMove, ask: FactAsk | null): TalkingPointsState {
  if (to === 'same') return facts.state
  if (to !== 'checked') return to
  const waits = openAsks(facts).some((a) => a !== ask)
  // With the last ask withdrawn nobody has looked at the facts yet.
  const isUnseen = verb === 'withdraw-ask' && facts.asks.every((a) => a === ask)
  return waits || isUnseen ? facts.state : 'office_approval'
}
