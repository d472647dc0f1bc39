/**
 * The life of one run of a plan (domain catalogue C3): approval at both ends, results reported only when nothing mandatory
 * is open, unless whoever decides says why. The decisions themselves are rows; this judges the order. Pure.
 */
import type { ActivationState } from '../../domain/incident.ts'
import { ok, type Result, type Refusal, refuse } from '../../domain/result.ts'
import { openSteps, type RunFacts } from './branch.ts'

export const activationVerbs = [
  'approve',
  'decline',
  'start',
  'report-result',
  'return',
  'approve-termination',
  'end',
  'review',
] as const
export type ActivationVerb = (typeof activationVerbs)[number]

type Need = 'reason' | 'settled-or-overridden' | 'starting-body' | 'ending-body'
export type ActivationMove = { verb: ActivationVerb; from: ActivationState[]; to: ActivationState; needs: Need[] }

/** Every move there is. `return` sends an unconvincing result back to work. */
export const activationMoves: ActivationMove[] = [
  { verb: 'approve', from: ['proposed'], to: 'approved', needs: ['starting-body', 'reason'] },
  { verb: 'decline', from: ['proposed'], to: 'declined', needs: ['starting-body', 'reason'] },
  { verb: 'start', from: ['approved'], to: 'running', needs: [] },
  { verb: 'report-result', from: ['running'], to: 'result_reported', needs: ['settled-or-overridden'] },
  { verb: 'return', from: ['result_reported'], to: 'running', needs: ['reason'] },
  {
    verb: 'approve-termination',
    from: ['result_reported'],
    to: 'termination_approved',
    needs: ['ending-body', 'reason'],
  },
  { verb: 'end', from: ['termination_approved'], to: 'ended', needs: [] },
  { verb: 'review', from: ['ended'], to: 'reviewed', needs: ['reason'] },
]

export type ActivationAct = {
  reason?: string
  /** Bodies in whose name the person acts, as the plan names them. */
  bodies: readonly string[]
  /** Ends the plan although mandatory steps are open; only who may end it can say so. */
  override?: boolean
}

/** Judges a move. Refuses `wrong-state` with the open steps, `missing-field` for the reason, `not-allowed` for the wrong body. */
export function moveActivation(
  { state, facts }: { state: ActivationState; facts: RunFacts },
  verb: ActivationVerb,
  act: ActivationAct,
): Result<ActivationState> {
  const move = activationMoves.find((m) => m.verb === verb && m.from.includes(state))
  if (!move) return refuse('wrong-state', { detail: { state } })
  for (const need of move.needs) {
    const refusal = needs[need](facts, act)
    if (refusal) return { ok: false, refusal }
  }
  return ok(move.to)
}

/** The bodies that may start or end this plan, as its text says. */
export const decidersOf = ({ plan }: Pick<RunFacts, 'plan'>, acts: 'activate' | 'terminate'): string[] =>
  plan.decisions.filter((d) => d.acts === acts).flatMap((d) => d.by)

const needs: Record<Need, (facts: RunFacts, act: ActivationAct) => Refusal | null> = {
  reason: (_, { reason }) => (reason?.trim() ? null : refuse('missing-field', { field: 'reason' }).refusal),
  'settled-or-overridden': (facts, act) => {
    const open = openSteps(facts)
    if (open.length === 0) return null
    if (!act.override)
      return refuse('wrong-state', { field: 'steps', detail: { open: open.length, first: open[0]!.step } }).refusal
    return needs['ending-body'](facts, act) ?? needs.reason(facts, act)
  },
  'starting-body': (facts, act) => inNameOf(decidersOf(facts, 'activate'), act),
  'ending-body': (facts, act) => inNameOf(decidersOf(facts, 'terminate'), act),
}

const inNameOf = (deciders: string[], { bodies }: ActivationAct): Refusal | null =>
  deciders.some((by) => bodies.includes(by)) ? null : refuse('not-allowed', { field: 'bodies' }).refusal
