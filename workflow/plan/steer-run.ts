/** What opens branches and clocks while a plan runs: decisions it asks for, procedures chosen, instants and numbers set, a stronger mode. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { Db } from '../../store/open.ts'
import type { By } from '../by.ts'
import { readText } from '../text.ts'
import { partakersOf } from './decide-activation.ts'
import { limitOf, cadenceOf } from './owed.ts'
import { readInstants, type StatedInstant } from './propose-plan.ts'
import { decideInRun, deciding, type LockedRun, lockRun, mayActFor, saveRun } from './run-command.ts'
import { saveStep } from './save-step.ts'
import { upgradeMode } from './upgrade.ts'
import { setAtKey } from './wanted-clocks.ts'

export type Decided = { decision: string; outcome: string }

/** Runs that go on: what is decided in them can still open something. */
const goingOn = ['proposed', 'approved', 'running', 'result_reported']

async function inRun<T>(
  db: Db,
  activationId: string,
  by: By,
  act: (tx: Db, locked: LockedRun) => Promise<Result<T>>,
): Promise<Result<T>> {
  return db.transaction(async (tx) => {
    const locked = await lockRun(tx, activationId, by)
    if (!locked.ok) return locked
    const { state } = locked.value.run.activation
    return goingOn.includes(state) ? act(tx, locked.value) : refuse('wrong-state', { detail: { state } })
  })
}

/**
 * Takes a decision of the plan, or takes it anew. Those the engine carries out (start, end, grade, scope, a stronger mode)
 * have commands of their own and are refused as `wrong-state`.
 */
export const takeDecision = (
  db: Db,
  input: { activationId: string; decision: string; outcome: string; reason: string },
  by: By,
): Promise<Result<Decided>> =>
  inRun(db, input.activationId, by, async (tx, found) => {
    const reason = readText(input.reason, { field: 'reason', min: 1, max: 2000 })
    if (!reason.ok) return reason
    const decision = found.run.facts.plan.decisions.find((d) => d.decision === input.decision)
    if (!decision) return refuse('not-found', { field: 'decision' })
    if (decision.acts) return refuse('wrong-state', { field: 'decision' })
    if (!decision.options.some((o) => o.is === input.outcome)) return refuse('invalid-field', { field: 'outcome' })
    const locked = deciding(found, decision.by, by.actor)
    const right = mayActFor(locked, decision.by, by.actor)
    if (!right.ok) return right
    if (locked.run.facts.decisions.get(decision.decision) === input.outcome)
      return refuse('already-exists', { field: 'outcome' })
    const taken = { decision: decision.decision, outcome: input.outcome }
    await decideInRun(tx, { locked, kind: 'plan', ...taken, reason: reason.value }, by)
    await saveRun(tx, { locked, action: 'decide', change: {}, after: taken, reason: reason.value }, by)
    return ok(taken)
  })

/** The commander chooses a procedure by what happened: fire, power, virus. What was chosen stays chosen. */
export const chooseProcedure = (
  db: Db,
  input: { activationId: string; procedure: string },
  by: By,
): Promise<Result<{ procedure: string }>> =>
  inRun(db, input.activationId, by, async (tx, locked) => {
    const { facts, activation } = locked.run
    const procedure = facts.plan.procedures.find((p) => p.procedure === input.procedure)
    if (procedure?.starts !== 'when-chosen') return refuse('not-found', { field: 'procedure' })
    if (activation.chosen.includes(procedure.procedure)) return refuse('already-exists', { field: 'procedure' })
    const wanted = procedure.commander ? [procedure.commander] : procedure.steps.flatMap((s) => s.by)
    const right = mayActFor(locked, wanted, by.actor, 'record-steps')
    if (!right.ok) return right
    const chosen = [...activation.chosen, procedure.procedure]
    await saveRun(
      tx,
      { locked, action: 'choose-procedure', change: { chosen }, after: { procedure: procedure.procedure } },
      by,
    )
    return ok({ procedure: procedure.procedure })
  })

/** States when something happened: the quake, the instruction, the notice. Once; a wrong one is corrected by its duties' starts. */
export const stateInstant = (
  db: Db,
  input: { activationId: string; instant: StatedInstant; at: Date },
  by: By,
): Promise<Result<{ instant: StatedInstant }>> =>
  inRun(db, input.activationId, by, async (tx, locked) => {
    const { instants } = locked.run.activation
    const read = readInstants({ [input.instant]: input.at }, by.at)
    if (!read.ok) return read
    if (instants[input.instant]) return refuse('already-exists', { field: 'instant' })
    const right = mayActFor(locked, partakersOf(locked), by.actor, 'record-steps')
    if (!right.ok) return right
    const change = { instants: { ...instants, ...read.value } }
    await saveRun(tx, { locked, action: 'state-instant', change, after: read.value }, by)
    return ok({ instant: input.instant })
  })

/** A decision, an order or a notice sets a number the text leaves open, within the bounds of the plan. */
export const setParameter = (
  db: Db,
  input: { activationId: string; parameter: string; ms: number; reason: string },
  by: By,
): Promise<Result<{ parameter: string }>> =>
  inRun(db, input.activationId, by, async (tx, found) => {
    const reason = readText(input.reason, { field: 'reason', min: 1, max: 2000 })
    if (!reason.ok) return reason
    const { facts, activation } = found.run
    const { parameter, ms } = input
    const duties = facts.plan.duties.filter((d) =>
      [d.limit, d.every].some((x) => typeof x === 'object' && x.parameter === parameter),
    )
    if (duties.length === 0) return refuse('not-found', { field: 'parameter' })
    const parameters = { ...activation.parameters, [parameter]: ms }
    for (const duty of duties) {
      const read = duty.every === undefined ? limitOf(duty, parameters) : cadenceOf(duty, parameters)
      if (!read.ok) return read
    }
    // The leading group orders the frequency; a notice has its limit from who gives it.
    const deciders = [...duties.flatMap((d) => d.to), ...facts.plan.decisions.flatMap((d) => (d.acts ? d.by : []))]
    const locked = deciding(found, deciders, by.actor)
    const right = mayActFor(locked, deciders, by.actor)
    if (!right.ok) return right
    const instants = {
      ...activation.instants,
      [setAtKey(parameter)]: activation.instants[setAtKey(parameter)] ?? by.at.toISOString(),
    }
    await saveRun(
      tx,
      {
        locked,
        action: 'set-parameter',
        change: { parameters, instants },
        after: { parameter, ms },
        reason: reason.value,
      },
      by,
    )
    return ok({ parameter })
  })

/** 有感 → 破坏性: the old checklist stays as it is, what was done already is carried over with its proof (DEC-34). */
export const upgradeRun = (
  db: Db,
  input: { activationId: string; mode: string; reason: string },
  by: By,
): Promise<Result<{ mode: string; carried: string[] }>> =>
  inRun(db, input.activationId, by, async (tx, found) => {
    const reason = readText(input.reason, { field: 'reason', min: 1, max: 2000 })
    if (!reason.ok) return reason
    const { run } = found
    if (run.activation.state !== 'running') return refuse('wrong-state', { detail: { state: run.activation.state } })
    const decision =
      run.facts.plan.decisions.find((d) => d.acts === 'upgrade') ??
      run.facts.plan.decisions.find((d) => d.acts === 'activate')!
    const locked = deciding(found, decision.by, by.actor)
    const right = mayActFor(locked, decision.by, by.actor)
    if (!right.ok) return right
    const upgraded = upgradeMode(run.facts, input.mode)
    if (!upgraded.ok) return upgraded
    const outcome = decision.options.some((o) => o.is === input.mode) ? input.mode : 'yes'
    await decideInRun(tx, { locked, kind: 'plan', decision: decision.decision, outcome, reason: reason.value }, by)
    for (const step of upgraded.value.carried)
      await saveStep(tx, { run, step, verb: 'carry' }, { by: locked.agent, at: by.at })
    const carried = upgraded.value.carried.map((s) => s.step)
    await saveRun(
      tx,
      {
        ...{ locked, action: 'upgrade-plan', change: { mode: input.mode }, before: { mode: run.activation.mode } },
        ...{ after: { mode: input.mode, carried }, reason: reason.value },
      },
      by,
    )
    return ok({ mode: input.mode, carried })
  })
