/** One move of one step of a running plan: begin, fill its form in, attach, sign, finish, leave out, fail, take up again. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { FormFields } from '../../domain/form.ts'
import type { StepRunState } from '../../domain/incident.ts'
import type { Db } from '../../store/open.ts'
import type { By } from '../by.ts'
import { runOf, type StepRun, stepsOf } from './branch.ts'
import { meetDutiesOfStep } from './meet-duty.ts'
import type { PlanRun } from './plan-run.ts'
import { deciding, type LockedRun, lockRun, mayActFor } from './run-command.ts'
import { saveStep } from './save-step.ts'
import type { Procedure, Step } from './shape.ts'
import { moveStepRun, type StepVerb } from './step-run.ts'
import { syncRun } from './sync-run.ts'

export type StepInput = {
  activationId: string
  step: string
  verb: StepVerb
  reason?: string
  /** What the plan asks to attach, by its name, and where it lies: number of a paper, id of a record. */
  evidence?: Record<string, string>
  /** For fill: the fields of its form. */
  fields?: FormFields
  /** For sign: the body signed for. */
  signFor?: string
}

/**
 * `finish` may bring its evidence and its form along. Work on steps begins when the plan runs; before, a leading group has not said yes.
 * Refuses as moveStepRun does, `not-allowed` for who acts for none of the step's bodies, `invalid-field` for a stranger's seal.
 */
export async function moveStep(
  db: Db,
  input: StepInput,
  by: By,
): Promise<Result<{ step: string; state: StepRunState }>> {
  return db.transaction(async (tx) => {
    const found = await lockRun(tx, input.activationId, by)
    if (!found.ok) return found
    const signs = input.verb === 'sign' && input.signFor !== undefined ? [input.signFor] : []
    const locked = deciding(found.value, signs, by.actor)
    const { run } = locked
    if (run.activation.state !== 'running') return refuse('wrong-state', { detail: { state: run.activation.state } })
    const place = stepsOf(run.facts).find(({ step }) => step.step === input.step)
    if (!place) return refuse('not-found', { field: 'step' })
    const right = mayMoveStep(locked, { ...place, signFor: input.verb === 'sign' ? (input.signFor ?? '') : null }, by)
    if (!right.ok) return right
    const { agent, tree } = locked
    const person = { userId: by.actor.userId, name: agent.name }
    const act = {
      ...{ at: by.at, reason: input.reason, evidence: input.evidence },
      signer: input.signFor === undefined ? undefined : { by: input.signFor, ...person },
      filling: { fields: input.fields ?? {}, ...person },
    }
    const moves: { before: PlanRun; step: StepRun; verb: StepVerb }[] = []
    let now = run
    for (const verb of verbsOf(input)) {
      const moved = moveStepRun(now.facts, { step: input.step, verb }, act)
      // Brought along as it stands already: there is nothing new to keep.
      if (!moved.ok && verb !== input.verb && moved.refusal.code === 'already-exists') continue
      if (!moved.ok) return moved
      if (verb === 'fill' || verb === input.verb) moves.push({ before: now, step: moved.value, verb })
      now = { ...now, facts: { ...now.facts, runs: new Map([...now.facts.runs, [input.step, moved.value]]) } }
    }
    for (const { before, step, verb } of moves)
      await saveStep(tx, { run: before, step, verb }, { by: agent, at: by.at })
    if (input.verb === 'finish') await meetDutiesOfStep(tx, { locked, step: place.step }, by)
    await syncRun(tx, { activationId: run.activation.id, incident: run.incident, tree, by: agent, at: by.at })
    return ok({ step: input.step, state: runOf(now.facts, input.step).state })
  })
}

/** Finishing may bring along what it asks for. */
function verbsOf({ verb, fields, evidence }: StepInput): StepVerb[] {
  if (verb !== 'finish') return [verb]
  const brought: StepVerb[] = fields ? ['fill'] : []
  if (Object.keys(evidence ?? {}).length > 0) brought.push('attach')
  return [...brought, verb]
}

/** Who works on a step: its bodies and the commander; the office writes down for bodies where nobody commands. Who signs: the body. */
export function mayMoveStep(
  locked: Pick<LockedRun, 'run' | 'tree' | 'bodies'>,
  { step, procedure, signFor }: { step: Step; procedure: Procedure; signFor: string | null },
  { actor }: Pick<By, 'actor'>,
): Result<null> {
  if (signFor !== null) return mayActFor(locked, [signFor], actor)
  const wanted = [...step.by, ...(procedure.commander ? [procedure.commander] : [])]
  return mayActFor(locked, wanted, actor, procedure.commander ? undefined : 'record-steps')
}
