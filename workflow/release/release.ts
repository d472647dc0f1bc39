/**
 * The life of a release (发布): one table of moves, and the pure function that judges a move (domain catalogue C3). No I/O;
 * conditions are in needs.ts. The table also draws the buttons.
 */
import type { ReleaseFacts, ReleaseState, ReleaseStep } from '../../domain/release.ts'
import { ok, type Refusal, type Result, refuse } from '../../domain/result.ts'
import type { Actor, Seat, UnitTree } from '../../domain/units.ts'
import { type Action, may } from '../policy.ts'
import { scopeRule } from '../talking-points/needs.ts'
import { type InputNeed, inputNeeds, type Need, needs } from './needs.ts'

export const releaseVerbs = [
  'revise',
  'check-facts',
  'check-secrecy',
  'check-publicity',
  'return',
  'approve',
  'return-approval',
  'schedule',
  'publish',
  'cancel',
  'add-address',
  'admit-guest',
  'log-question',
  'correct',
  'withdraw',
  'keep',
  'follow-up',
  'evaluate',
  'archive',
  'block',
  'be-corrected',
] as const
export type ReleaseVerb = (typeof releaseVerbs)[number]

type ReleaseMove = {
  verb: ReleaseVerb
  from: ReleaseState[]
  /** `same`: the state stays. `checked`: once the last of the three checks stands, before that it stays a draft. */
  to: ReleaseState | 'same'
  /** The right it takes; null for what follows from another act. `approve`: by kind and grade. */
  action: Action | 'approve' | null
  step?: { step: ReleaseStep; approved: boolean }
  needs: Need[]
  input: InputNeed[]
}

const notLive: ReleaseState[] = ['draft', 'checked', 'approved', 'scheduled', 'blocked']
const out: ReleaseState[] = ['live', 'followed_up', 'evaluated']
/** What holds of every word that goes out, whenever it is looked at. */
const sound: Need[] = [
  'no-secret-matter',
  'points-in-force',
  'points-cover',
  'current-figures',
  'right-numbers',
  'not-yet-released',
]

const check = (verb: ReleaseVerb, action: Action, step: ReleaseStep, more: Need[] = []): ReleaseMove => ({
  ...{ verb, from: ['draft'], to: 'checked', action, step: { step, approved: true } },
  needs: ['open-incident', 'no-secret-matter', 'non-drafter', ...more],
  input: ['current-revision'],
})

/** Every move there is. What is not here is refused as `wrong-state`. */
const releaseMoves: ReleaseMove[] = [
  {
    ...{ verb: 'revise', from: notLive, to: 'draft', action: 'draft-release' },
    needs: ['open-incident', 'no-secret-matter'],
    input: ['base-revision'],
  },
  check('check-facts', 'check-facts', 'facts', [
    'points-in-force',
    'current-figures',
    'right-numbers',
    'not-yet-released',
  ]),
  check('check-secrecy', 'check-secrecy', 'secrecy'),
  check('check-publicity', 'check-publicity', 'publicity'),
  {
    ...{ verb: 'return', from: ['draft', 'checked'], to: 'draft', action: 'return-release' },
    needs: ['open-incident'],
    input: ['current-revision', 'reason'],
  },
  {
    ...{ verb: 'approve', from: ['checked'], to: 'approved', action: 'approve' },
    step: { step: 'approval', approved: true },
    needs: ['open-incident', 'non-drafter', 'all-checked', ...sound, 'centre-open'],
    input: ['current-revision'],
  },
  {
    ...{
      verb: 'return-approval',
      from: ['checked', 'approved', 'scheduled', 'blocked'],
      to: 'draft',
      action: 'approve',
    },
    step: { step: 'approval', approved: false },
    needs: ['open-incident'],
    input: ['current-revision', 'reason'],
  },
  {
    ...{ verb: 'schedule', from: ['approved', 'scheduled'], to: 'scheduled', action: 'publish-release' },
    needs: ['open-incident', 'all-checked', 'approved', ...sound, 'centre-open'],
    input: ['current-revision', 'time-ahead'],
  },
  {
    ...{ verb: 'publish', from: ['approved', 'scheduled', 'blocked'], to: 'live', action: 'publish-release' },
    needs: ['open-incident', 'all-checked', 'approved', ...sound, 'centre-open'],
    input: ['current-revision'],
  },
  // What follows when a word may not go out: its talking points fell, or a figure changed.
  { verb: 'block', from: ['approved', 'scheduled'], to: 'blocked', action: null, needs: [], input: [] },
  { verb: 'cancel', from: notLive, to: 'cancelled', action: 'draft-release', needs: [], input: ['reason'] },
  { verb: 'add-address', from: out, to: 'same', action: 'publish-release', needs: [], input: [] },
  {
    ...{ verb: 'admit-guest', from: [...notLive, 'live'], to: 'same', action: 'host-meeting' },
    needs: ['open-incident', 'has-meeting'],
    input: [],
  },
  {
    ...{ verb: 'log-question', from: out, to: 'same', action: 'host-meeting' },
    needs: ['has-meeting', 'points-in-force'],
    input: [],
  },
  { verb: 'correct', from: out, to: 'same', action: 'draft-release', needs: ['open-incident'], input: [] },
  { verb: 'be-corrected', from: out, to: 'corrected', action: null, needs: [], input: [] },
  { verb: 'withdraw', from: out, to: 'withdrawn', action: 'approve', needs: [], input: ['reason'] },
  // It stands although what it rests on changed, and why.
  { verb: 'keep', from: out, to: 'same', action: 'approve', needs: ['wants-correction'], input: ['reason'] },
  {
    ...{ verb: 'follow-up', from: ['live'], to: 'followed_up', action: 'publish-release' },
    needs: ['has-address'],
    input: [],
  },
  { verb: 'evaluate', from: ['followed_up'], to: 'evaluated', action: 'publish-release', needs: [], input: ['reason'] },
  {
    ...{ verb: 'archive', from: ['evaluated', 'corrected', 'withdrawn'], to: 'archived', action: 'publish-release' },
    needs: [],
    input: [],
  },
]

export type ReleaseRequest = {
  actor: Actor
  tree: UnitTree
  revision?: number
  hash?: string
  reason?: string
  /** For a schedule: when it is to go out, and the instant of asking. */
  goesOutAt?: Date
  now?: Date
}
export type ReleaseMoved = { to: ReleaseState; move: ReleaseMove; seat: Seat | null }

/** Judges a move: state, then right, then what the release needs, then what the person gave. Changes nothing. */
export function moveRelease(facts: ReleaseFacts, verb: ReleaseVerb, request: ReleaseRequest): Result<ReleaseMoved> {
  const moved = judge(facts, verb, request)
  if (!moved.ok) return moved
  for (const need of moved.value.move.input) {
    const refusal = inputNeeds[need](facts, request)
    if (refusal) return { ok: false, refusal }
  }
  return moved
}

export type AllowedReleaseMove = { verb: ReleaseVerb; allowed: boolean; refusal?: Refusal }

/** For the buttons: every verb of a person, allowed or with the reason why not; numbers and what they would type are not yet looked at. */
export function allowedReleaseMoves(
  facts: ReleaseFacts,
  request: Pick<ReleaseRequest, 'actor' | 'tree'>,
): AllowedReleaseMove[] {
  const personal = releaseVerbs.filter((verb) => releaseMoves.some((m) => m.verb === verb && m.action))
  const looked = { ...facts, numbers: facts.numbers ?? { hash: facts.hash, stamp: '', faults: [] } }
  return personal.map((verb) => {
    const moved = judge(looked, verb, request)
    return moved.ok ? { verb, allowed: true } : { verb, allowed: false, refusal: moved.refusal }
  })
}

/**
 * Why a word that was approved may not go out at this instant; null when it may. The machine asks this for what is scheduled, without a person.
 */
export function whyNotOut(facts: ReleaseFacts, tree: UnitTree): Refusal | null {
  if (facts.incident.mode === 'drill') return drillStaysIn
  const move = releaseMoves.find((m) => m.verb === 'publish')!
  for (const need of move.needs) {
    const refusal = needs[need](facts, { ...nobody, tree })
    if (refusal) return refusal
  }
  return null
}

/** Who approves: the leading group of the scope; of an update the office's director, unless the matter is grave (PRO-03). */
export const approvalAction = ({ kind, incident }: Pick<ReleaseFacts, 'kind' | 'incident'>): Action =>
  kind === 'update' && incident.grade !== 'extraordinary' && incident.grade !== 'major'
    ? 'approve-update'
    : 'approve-release'

/** Nothing of an exercise is published, by whatever way (policy-drill). */
const drillStaysIn: Refusal = { code: 'wrong-state', rule: 'policy-drill' }

function judge(facts: ReleaseFacts, verb: ReleaseVerb, request: ReleaseRequest): Result<ReleaseMoved> {
  const move = releaseMoves.find((m) => m.verb === verb && m.from.includes(facts.state))
  if (!move) return refuse('wrong-state', { detail: { state: facts.state } })
  let seat: Seat | null = null
  if (move.action) {
    const action = move.action === 'approve' ? approvalAction(facts) : move.action
    const right = may(request.actor, action, { unitId: facts.unitId, tree: request.tree, scope: facts.scope })
    if (!right.ok)
      return refuse(right.refusal.code, { ...right.refusal, rule: right.refusal.rule ?? scopeRule[facts.scope] })
    seat = right.value
  }
  if (facts.incident.mode === 'drill' && (verb === 'publish' || verb === 'schedule'))
    return { ok: false, refusal: drillStaysIn }
  for (const need of move.needs) {
    const refusal = needs[need](facts, { ...request, seat })
    if (refusal) return { ok: false, refusal }
  }
  return ok({ to: targetOf(move, facts), move, seat })
}

function targetOf(move: ReleaseMove, facts: ReleaseFacts): ReleaseState {
  if (move.to === 'same') return facts.state
  if (move.to !== 'checked' || !move.step) return move.to
  const done = [...facts.steps, { ...move.step, revision: facts.revision, hash: facts.hash, userId: '' }]
  return needs['all-checked']({ ...facts, steps: done }, { ...nobody, tree: noTree }) ? 'draft' : 'checked'
}
const nobody = { actor: { userId: '', name: '', seats: [] }, seat: null }
const noTree = { all: [] } as unknown as UnitTree
