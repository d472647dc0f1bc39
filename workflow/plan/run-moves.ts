/** For the buttons of a run: every move of the run, its steps and decisions, allowed or with the reason why not. */
import { type Refusal, type Result, refuse } from '../../domain/result.ts'
import type { UnitTree } from '../../domain/units.ts'
import type { Actor } from '../../domain/units.ts'
import type { AllowedMove } from '../review/flag.ts'
import { activationMoves, type ActivationVerb, moveActivation } from './activation.ts'
import { partakersOf } from './decide-activation.ts'
import { isMediaRun } from './media-plan.ts'
import { mayMoveStep } from './move-step.ts'
import type { PlanRun } from './plan-run.ts'
import { bodiesOfRun, deciding, type LockedRun, mayActFor } from './run-command.ts'
import type { PlanDecision, Procedure, Step } from './shape.ts'
import { allowedStepMoves, type StepVerb } from './step-run.ts'

export type RunViewer = Pick<LockedRun, 'run' | 'tree' | 'bodies' | 'lent'> & { actor: Actor; now: Date }

export const viewerOf = (
  run: PlanRun,
  { actor, tree, now }: { actor: Actor; tree: UnitTree; now: Date },
): RunViewer => ({
  ...{ run, tree, actor, now },
  ...bodiesOfRun(actor, run, tree),
})

/** Moves that the state of the run knows. A media run is started and ended by its incident, whose moves say so. */
export function allowedRunMoves(viewer: RunViewer): AllowedMove<ActivationVerb | 'upgrade'>[] {
  const { run, tree, actor } = viewer
  const { activation, facts } = run
  const known = activationMoves.filter(
    (m) => m.from.includes(activation.state) && !(isMediaRun(run) && (m.verb === 'approve' || m.verb === 'decline')),
  )
  const moves: AllowedMove<ActivationVerb | 'upgrade'>[] = known.map(({ verb }) => {
    const { bodies } = deciding(viewer, decidersOfMove(verb, run), actor)
    const right = mayMoveRun(verb, { run, tree, bodies, actor })
    // What the person types is not looked at, open steps are: the page says how many, and who may override them.
    const moved = right.ok ? moveActivation({ state: activation.state, facts }, verb, { reason: '…', bodies }) : right
    return moved.ok ? { verb, allowed: true } : { verb, allowed: false, refusal: moved.refusal }
  })
  const rises = facts.plan.modes.find((m) => m.mode === activation.mode)?.upgradesTo.length ?? 0
  if (activation.state === 'running' && rises > 0) {
    const right = mayActFor(deciding(viewer, upgraders(run), actor), upgraders(run), actor)
    moves.push(
      right.ok ? { verb: 'upgrade', allowed: true } : { verb: 'upgrade', allowed: false, refusal: right.refusal },
    )
  }
  return moves
}

const upgraders = ({ facts }: PlanRun): string[] =>
  (facts.plan.decisions.find((d) => d.acts === 'upgrade') ?? facts.plan.decisions.find((d) => d.acts === 'activate'))!
    .by

/** Whose decision a move of the run is; nobody's where it is work that its bodies and the office do. */
function decidersOfMove(verb: ActivationVerb, { facts }: PlanRun): string[] {
  const of = (acts: PlanDecision['acts']) => facts.plan.decisions.filter((d) => d.acts === acts).flatMap((d) => d.by)
  if (verb === 'approve' || verb === 'decline') return of('activate')
  return verb === 'return' || verb === 'approve-termination' ? of('terminate') : []
}

function mayMoveRun(verb: ActivationVerb, who: Omit<RunViewer, 'now' | 'lent'>): Result<null> {
  const deciders = decidersOfMove(verb, who.run)
  return deciders.length > 0
    ? mayActFor(who, deciders, who.actor)
    : mayActFor(who, partakersOf(who), who.actor, 'record-steps')
}

export function allowedMovesOfStep(
  { run, tree, bodies: own, lent, actor, now }: RunViewer,
  { step, procedure }: { step: Step; procedure: Procedure },
): AllowedMove<StepVerb>[] {
  const { state } = run.activation
  const closed: Refusal | null = state === 'running' ? null : refuse('wrong-state', { detail: { state } }).refusal
  return allowedStepMoves(run.facts, step.step, now).map(({ verb, refusal }) => {
    const mine = step.signatures.find((s) => own.includes(s.by)) ?? step.signatures.find((s) => lent.has(s.by))
    const signFor = verb === 'sign' ? (mine?.by ?? '') : null
    const { bodies } = deciding({ bodies: own, lent }, signFor === null ? [] : [signFor], actor)
    const right = mayMoveStep({ run, tree, bodies }, { step, procedure, signFor }, { actor })
    const no = closed ?? refusal ?? (right.ok ? null : right.refusal)
    return no ? { verb, allowed: false, refusal: no } : { verb, allowed: true }
  })
}

/** A decision of the plan; those the engine carries out are taken by the moves of the run and the incident. */
export function mayDecide(viewer: RunViewer, decision: PlanDecision): Result<null> {
  const { state } = viewer.run.activation
  if (decision.acts || !['proposed', 'approved', 'running', 'result_reported'].includes(state))
    return refuse('wrong-state', { detail: { state } })
  return mayActFor(deciding(viewer, decision.by, viewer.actor), decision.by, viewer.actor)
}

export const mayChoose = ({ run, tree, bodies, actor }: RunViewer, procedure: Procedure): Result<null> =>
  procedure.starts !== 'when-chosen' || run.facts.chosen.has(procedure.procedure)
    ? refuse('wrong-state')
    : mayActFor(
        { run, tree, bodies },
        procedure.commander ? [procedure.commander] : procedure.steps.flatMap((s) => s.by),
        actor,
        'record-steps',
      )

/** Stating instants and entering what others report. */
export const mayRecord = (viewer: RunViewer): boolean =>
  mayActFor(viewer, partakersOf(viewer), viewer.actor, 'record-steps').ok
