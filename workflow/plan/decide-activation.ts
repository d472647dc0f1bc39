/** Whoever the plan names decides whether it starts; then it is started. Both are moves of activation.ts. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { ActivationState, IncidentState } from '../../domain/incident.ts'
import { activationsOf } from '../../store/activations.ts'
import { type Incident, updateIncident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import type { By } from '../by.ts'
import { isEnded } from '../incident/owed.ts'
import { readText } from '../text.ts'
import { decidersOf, moveActivation } from './activation.ts'
import { isMediaRun } from './media-plan.ts'
import { isOpenRun } from './note-instants.ts'
import type { PlanRun } from './plan-run.ts'
import { decideInRun, deciding, type LockedRun, lockRun, mayActFor, saveRun } from './run-command.ts'
import { meetDutiesOf, meetTelling } from './meet-duty.ts'

export type RunStanding = { activationId: string; state: ActivationState }

/**
 * Approves a proposed run. `start` also begins it: otherwise whoever commands it does (信息安全: 批准后组织实施). A media
 * incident is activated by `activate` of incident/, which asks for the four elements first.
 */
export async function approveActivation(
  db: Db,
  input: { activationId: string; reason: string; start?: boolean },
  by: By,
): Promise<Result<RunStanding>> {
  return db.transaction(async (tx) => {
    const locked = await lockRun(tx, input.activationId, by)
    // The four elements come first: `activate` and `decline` of incident/ are the way.
    if (locked.ok && isMediaRun(locked.value.run)) return refuse('wrong-state', { field: 'incident' })
    return locked.ok ? approve(tx, { ...input, locked: locked.value }, by) : locked
  })
}

/** Under the lock: for `activate` of incident/ as well, which changes the incident itself (`incident`). */
export async function approve(
  tx: Db,
  { locked: given, reason, start = false }: { locked: LockedRun; reason: string; start?: boolean },
  by: By,
): Promise<Result<RunStanding>> {
  const text = readText(reason, { field: 'reason', min: 1, max: 2000 })
  if (!text.ok) return text
  const locked = deciding(given, decidersOf(given.run.facts, 'activate'), by.actor)
  const { run, bodies } = locked
  const moved = moveActivation({ state: run.activation.state, facts: run.facts }, 'approve', { reason, bodies })
  if (!moved.ok) return moved
  const { decision } = run.facts.plan.decisions.find((d) => d.acts === 'activate')!
  const outcome = run.activation.mode ?? 'yes'
  const taken = await decideInRun(tx, { locked, kind: 'activate', decision, outcome, reason: text.value }, by)
  const saved = await saveRun(
    tx,
    { locked, action: 'approve-plan', change: { state: moved.value, decisionId: taken.id }, reason: text.value },
    by,
  )
  await meetTelling(tx, run.incident.id, by)
  await meetDutiesOf(tx, { locked, acts: 'activate' }, by)
  return start ? startRun(tx, { ...locked, run: { ...run, activation: saved } }, by) : ok(standing(saved))
}

/** Not to start it is a decision too; what was owed on finding stays owed. */
export async function declineActivation(
  db: Db,
  input: { activationId: string; reason: string },
  by: By,
): Promise<Result<RunStanding>> {
  return db.transaction(async (tx) => {
    const locked = await lockRun(tx, input.activationId, by)
    // The four elements come first: `activate` and `decline` of incident/ are the way.
    if (locked.ok && isMediaRun(locked.value.run)) return refuse('wrong-state', { field: 'incident' })
    return locked.ok ? decline(tx, { locked: locked.value, reason: input.reason }, by) : locked
  })
}

export async function decline(
  tx: Db,
  { locked: given, reason }: { locked: LockedRun; reason: string },
  by: By,
): Promise<Result<RunStanding>> {
  const text = readText(reason, { field: 'reason', min: 1, max: 2000 })
  if (!text.ok) return text
  const locked = deciding(given, decidersOf(given.run.facts, 'activate'), by.actor)
  const { run, bodies } = locked
  const moved = moveActivation({ state: run.activation.state, facts: run.facts }, 'decline', { reason, bodies })
  if (!moved.ok) return moved
  const { decision } = run.facts.plan.decisions.find((d) => d.acts === 'activate')!
  await decideInRun(tx, { locked, kind: 'not_activate', decision, outcome: 'no', reason: text.value }, by)
  await meetDutiesOf(tx, { locked, acts: 'activate' }, by)
  const change = { state: moved.value, endedAt: by.at }
  await leaveWithoutPlan(tx, run)
  return ok(standing(await saveRun(tx, { locked, action: 'decline-plan', change, reason: text.value }, by)))
}

/** Does the incident's state follow this run? */
export const carriesState = (run: Pick<PlanRun, 'incident' | 'facts'>): boolean =>
  run.incident.family !== 'media' || isMediaRun(run)

/** With no other plan open, the matter is managed without one. */
async function leaveWithoutPlan(tx: Db, run: PlanRun): Promise<void> {
  const { incident, activation } = run
  const others = (await activationsOf(tx, incident.id)).some((other) => other.id !== activation.id && isOpenRun(other))
  if (!others && !isEnded(incident) && carriesState(run))
    await updateIncident(tx, incident.id, { state: 'managed_without_plan' })
}

/** Begins an approved run: by a body that has a part in it, or by the office. */
export async function startActivation(db: Db, input: { activationId: string }, by: By): Promise<Result<RunStanding>> {
  return db.transaction(async (tx) => {
    const locked = await lockRun(tx, input.activationId, by)
    if (!locked.ok) return locked
    const right = mayActFor(locked.value, partakersOf(locked.value), by.actor, 'record-steps')
    return right.ok ? startRun(tx, locked.value, by) : right
  })
}

/** Every body that a step, a decision or a command of the plan names. */
export const partakersOf = ({ run: { facts } }: Pick<LockedRun, 'run'>): string[] => [
  ...new Set([
    ...facts.plan.decisions.flatMap((d) => d.by),
    ...facts.plan.procedures.flatMap((p) => [...(p.commander ? [p.commander] : []), ...p.steps.flatMap((s) => s.by)]),
  ]),
]

async function startRun(tx: Db, locked: LockedRun, by: By): Promise<Result<RunStanding>> {
  const { activation, facts } = locked.run
  const moved = moveActivation({ state: activation.state, facts }, 'start', { bodies: locked.bodies })
  if (!moved.ok) return moved
  const active = await activeIncident(tx, locked.run)
  const saved = await saveRun(
    tx,
    {
      locked,
      action: 'start-plan',
      incident: active,
      change: {
        state: moved.value,
        startedAt: by.at,
        instants: { ...activation.instants, activated: by.at.toISOString() },
      },
    },
    by,
  )
  return ok(standing(saved))
}

/** The incident is active while its plan runs; the state of a media incident speaks of the media plan alone. */
async function activeIncident(tx: Db, run: PlanRun): Promise<Incident> {
  const { incident } = run
  const active: IncidentState = 'active'
  return incident.state === active || isEnded(incident) || !carriesState(run)
    ? incident
    : updateIncident(tx, incident.id, { state: active, closedAt: null })
}

const standing = ({ id, state }: { id: string; state: ActivationState }): RunStanding => ({ activationId: id, state })
