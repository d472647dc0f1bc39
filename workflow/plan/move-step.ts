/** One move of one step of a running plan: begin, attach, sign, finish, leave out, fail, take up again. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { StepRunState } from '../../domain/incident.ts'
import type { Db } from '../../store/open.ts'
import type { By } from '../by.ts'
import { stepsOf } from './branch.ts'
import { meetDutiesOfStep } from './meet-duty.ts'
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
  /** For sign: the body signed for. */
  signFor?: string
}

/**
 * `finish` may bring its evidence along. Work on steps begins when the plan runs; before, a leading group has not said yes.
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
    const act = {
      ...{ at: by.at, reason: input.reason, evidence: input.evidence },
      signer:
        input.signFor === undefined
          ? undefined
          : { by: input.signFor, userId: by.actor.userId, name: locked.agent.name },
    }
    let facts = run.facts
    const brings = input.verb === 'finish' && Object.keys(input.evidence ?? {}).length > 0
    if (brings) {
      const attached = moveStepRun(facts, { step: input.step, verb: 'attach' }, act)
      if (!attached.ok) return attached
      facts = { ...facts, runs: new Map([...facts.runs, [input.step, attached.value]]) }
    }
    const moved = moveStepRun(facts, { step: input.step, verb: input.verb }, act)
    if (!moved.ok) return moved
    const { agent, tree } = locked
    await saveStep(tx, { run, step: moved.value, verb: input.verb }, { by: agent, at: by.at })
    if (input.verb === 'finish') await meetDutiesOfStep(tx, { locked, step: place.step }, by)
    await syncRun(tx, { activationId: run.activation.id, incident: run.incident, tree, by: agent, at: by.at })
    return ok({ step: input.step, state: moved.value.state })
  })
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
