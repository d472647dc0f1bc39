/**
 * Clocks of a plan that no delivery of a report meets: they are met by the step or the decision that does what they ask,
 * or by a person who writes down what was done and where the paper lies.
 */
import type { Agent } from '../../domain/units.ts'
import { type Result, ok, refuse } from '../../domain/result.ts'
import { activationsOf } from '../../store/activations.ts'
import { appendAudit } from '../../store/audit.ts'
import { type Clock, clockById, firingsOf, updateClock } from '../../store/clocks.ts'
import { incidentRow } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import type { By } from '../by.ts'
import { type ClockChange, meetClock, nextStepAt } from '../clock/clock.ts'
import { dueForWork } from '../drill/matter-time.ts'
import { readText } from '../text.ts'
import { claimedTimeToleranceMs } from '../incident/claimed-time.ts'
import { reportClocks } from '../incident/owed.ts'
import { decidersOf } from './activation.ts'
import { isOpenRun } from './note-instants.ts'
import { type LockedRun, lockRun, mayActFor } from './run-command.ts'
import type { PlanDecision, Step } from './shape.ts'

/** Ends a clock of a run; an occurrence still wakes when its time is over, to bring the next one. */
export async function meetPlanClock(
  tx: Db,
  { clock, proof, note = null }: { clock: Clock; proof: string; note?: string | null },
  { by, at }: { by: Agent; at: Date },
): Promise<boolean> {
  const change: ClockChange | null = meetClock(clock, { at, proof: 'server' })
  if (!change?.state) return false
  const fired = new Set((await firingsOf(tx, [clock.id])).map((f) => f.step))
  const next = nextStepAt({ ...clock, ...change }, fired)
  const incident = next && (await incidentRow(tx, clock.incidentId))
  const dueAt = incident ? await dueForWork(tx, incident, next) : null
  await updateClock(tx, clock.id, { ...change, proof, dueAt })
  await appendAudit(tx, {
    at,
    by,
    action: 'meet',
    subject: { kind: 'clock', id: clock.id },
    incidentId: clock.incidentId,
    before: { state: clock.state },
    after: { ...change, duty: clock.duty, unitId: clock.unitId, limitAt: clock.limitAt, proof },
    reason: note,
  })
  return true
}

/** Clocks that hang on no report; duties of the finder to report are met by their delivery alone. */
const byHand = (clocks: Clock[], duties: readonly string[]): Clock[] => {
  const reports = new Set(reportClocks(clocks))
  return clocks.filter((c) => duties.includes(c.duty) && !reports.has(c))
}

/** A decision that the engine carries out does what the steps that name it ask for: 研判并决定. */
export async function meetDutiesOf(
  tx: Db,
  { locked, acts }: { locked: LockedRun; acts: NonNullable<PlanDecision['acts']> },
  { at }: By,
): Promise<void> {
  const { facts, clocks } = locked.run
  const keys = facts.plan.decisions.filter((d) => d.acts === acts).map((d) => d.decision)
  const steps = facts.plan.procedures.flatMap((p) => p.steps).filter((s) => s.decisions.some((d) => keys.includes(d)))
  for (const clock of byHand(
    clocks,
    steps.flatMap((s) => s.duties),
  ))
    await meetPlanClock(tx, { clock, proof: `decision:${acts}` }, { by: locked.agent, at })
}

/** The leading group has been told, by the study or by being asked to decide: what the office owes it for a report is done. */
export async function meetTelling(tx: Db, incidentId: string, by: By): Promise<void> {
  for (const { id } of (await activationsOf(tx, incidentId)).filter(isOpenRun)) {
    const locked = await lockRun(tx, id, by)
    if (!locked.ok) continue
    const { facts, clocks } = locked.value.run
    const deciders = decidersOf(facts, 'activate')
    const telling = facts.plan.duties.filter(
      (d) => d.start === 'received' && d.to.some((body) => deciders.includes(body)),
    )
    for (const clock of byHand(
      clocks,
      telling.map((d) => d.duty),
    ))
      await meetPlanClock(tx, { clock, proof: 'decision:study' }, { by: locked.value.agent, at: by.at })
  }
}

/** A finished step does what its duties ask for. A muster is met by those who come, not by the list of them. */
export async function meetDutiesOfStep(
  tx: Db,
  { locked, step }: { locked: LockedRun; step: Step },
  { at }: By,
): Promise<void> {
  const { facts, clocks } = locked.run
  const own = step.duties.filter((key) => !facts.plan.duties.some((d) => d.duty === key && d.each))
  // Of what comes again, finishing the step does the one that is running.
  for (const clock of byHand(clocks, own))
    if (clock.kind !== 'recurring' || clock.startAt <= at)
      await meetPlanClock(tx, { clock, proof: `step:${step.step}` }, { by: locked.agent, at })
}

/**
 * Writes down that a duty was done, with the number of the paper or what was done. `nil`: there was nothing to report, where
 * the duty takes that for a report. Refuses `wrong-state` for reports, which are met by their delivery, and musters.
 */
export async function fulfilDuty(
  db: Db,
  input: { clockId: string; note: string; nil?: boolean; claimedAt?: Date },
  by: By,
): Promise<Result<{ clockId: string; state: string }>> {
  return db.transaction(async (tx) => {
    const note = readText(input.note, { field: 'note', min: input.nil ? 0 : 1, max: 2000 })
    if (!note.ok) return note
    if (input.claimedAt && input.claimedAt.getTime() > by.at.getTime() + claimedTimeToleranceMs)
      return refuse('time-in-future', { rule: 'policy-claimed-time', field: 'claimedAt' })
    const known = await clockById(tx, input.clockId)
    const locked = known?.activationId ? await lockRun(tx, known.activationId, by) : null
    if (!locked?.ok) return locked ?? refuse('not-found')
    const { run, agent } = locked.value
    const clock = run.clocks.find((c) => c.id === input.clockId)
    const duty = clock && run.facts.plan.duties.find((d) => d.duty === clock.duty)
    if (!clock || !duty) return refuse('not-found')
    if (duty.each || byHand([clock], [clock.duty]).length === 0) return refuse('wrong-state', { field: 'clockId' })
    if (input.nil && !duty.nilCounts) return refuse('invalid-field', { field: 'nil' })
    const wanted = clock.body ? [clock.body, ...duty.by] : duty.by
    const right = mayActFor(locked.value, wanted, by.actor, 'fulfil-duty')
    if (!right.ok) return right
    const proof = input.nil ? 'nil' : 'note'
    const met = await meetPlanClock(tx, { clock, proof, note: note.value || null }, { by: agent, at: by.at })
    if (!met) return refuse('wrong-state', { detail: { state: clock.state } })
    const after = await clockById(tx, clock.id)
    return ok({ clockId: clock.id, state: after!.state })
  })
}
