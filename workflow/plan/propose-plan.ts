/** Puts a plan before whoever may start it. What is owed on finding runs from here on, whatever they decide. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { Agent, UnitTree } from '../../domain/units.ts'
import { type Activation, activationsOf, insertActivation } from '../../store/activations.ts'
import { appendAudit } from '../../store/audit.ts'
import { type Incident, lockIncident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import type { By } from '../by.ts'
import { claimedTimeToleranceMs } from '../incident/claimed-time.ts'
import { isEnded, isHiddenFrom, isInCompartment } from '../incident/owed.ts'
import { may } from '../policy.ts'
import { readText } from '../text.ts'
import { plansOf } from './adopted.ts'
import { isOpenRun } from './note-instants.ts'
import { keepText } from './plan-text.ts'
import { agentIn } from './run-command.ts'
import type { Plan, PlanInstant } from './shape.ts'
import { syncRun } from './sync-run.ts'

/** Instants that a person may state when a plan is put forward or runs; the others are events of the platform. */
export const statedInstants = [
  'occurred',
  'origin',
  'instructed',
  'notified',
  'accepted',
  'controlled',
  'received',
] as const
export type StatedInstant = (typeof statedInstants)[number]
export type StatedInstants = Partial<Record<StatedInstant, Date>>

/** Refuses an instant ahead of the server's time. */
export function readInstants(given: StatedInstants, at: Date): Result<Record<string, string>> {
  const instants: Record<string, string> = {}
  for (const [name, instant] of Object.entries(given)) {
    if (instant.getTime() > at.getTime() + claimedTimeToleranceMs)
      return refuse('time-in-future', { rule: 'policy-claimed-time', field: `instants.${name}` })
    instants[name] = instant.toISOString()
  }
  return ok(instants)
}

/** The mode named, or the first where the plan has some and none is named. */
export function readMode(plan: Plan, mode: string | undefined): Result<string | null> {
  if (plan.modes.length === 0) return mode === undefined ? ok(null) : refuse('invalid-field', { field: 'mode' })
  if (mode === undefined) return refuse('missing-field', { field: 'mode' })
  return plan.modes.some((m) => m.mode === mode) ? ok(mode) : refuse('invalid-field', { field: 'mode' })
}

export type Proposal = {
  incident: Incident
  plan: Plan
  mode: string | null
  subject?: string | null
  instants: Partial<Record<PlanInstant, string>>
}

/** Writes the run and opens what is owed; called under the incident's lock by whoever opens or proposes. */
export async function insertRun(
  tx: Db,
  { incident, plan, mode, subject = null, instants }: Proposal,
  { tree, by, at }: { tree: UnitTree; by: Agent; at: Date },
): Promise<Activation> {
  const run = await insertActivation(tx, {
    ...{ incidentId: incident.id, plan: plan.plan, planVersion: plan.version, mode, subject, instants },
    planHash: await keepText(tx, plan, at),
    state: 'proposed',
    proposedByUserId: by.kind === 'person' ? by.userId : '',
    proposedByName: by.name,
    proposedAt: at,
  })
  await appendAudit(tx, {
    at,
    by,
    action: 'propose-plan',
    subject: { kind: 'activation', id: run.id },
    incidentId: incident.id,
    after: { plan: plan.plan, planVersion: plan.version, hash: run.planHash, mode, instants },
  })
  await syncRun(tx, { activationId: run.id, incident, tree, by, at })
  return run
}

/**
 * May this plan run beside others on the incident? A plan of a compartment runs on matters of the compartment alone, and no other plan
 * there. A media matter has its own media plan, which its decisions start, and no second one.
 */
export const isFurther = (plan: Plan, incident: Pick<Incident, 'family' | 'restricted'>): boolean =>
  plan.restricted === incident.restricted && !(incident.family === 'media' && plan.family === 'media')

/**
 * A further plan on an incident that is handled already (parallel plans), or the same one again after it was declined or
 * ended. Refuses `invalid-field` for a plan the bureaus have not adopted, `already-exists` while a run of it is open.
 */
export async function proposePlan(
  db: Db,
  input: { incidentId: string; plan: string; mode?: string; instants?: StatedInstants; reason: string },
  { actor, at }: By,
): Promise<Result<{ activationId: string }>> {
  return db.transaction(async (tx) => {
    const reason = readText(input.reason, { field: 'reason', min: 1, max: 2000 })
    if (!reason.ok) return reason
    const incident = await lockIncident(tx, input.incidentId)
    const tree = await loadUnitTree(tx)
    if (!incident || isHiddenFrom(actor, incident, tree)) return refuse('not-found')
    const { unitId, scope } = incident
    const right = incident.restricted
      ? isInCompartment(actor, incident, tree)
      : may(actor, 'propose-plan', { unitId, tree, scope }).ok
    if (!right) return refuse('not-allowed')
    if (isEnded(incident)) return refuse('wrong-state', { detail: { state: incident.state } })
    const plan = (await plansOf(tx, incident.rootId)).find((p) => p.plan === input.plan)
    if (!plan || !isFurther(plan, incident)) return refuse('invalid-field', { field: 'plan' })
    if ((await activationsOf(tx, incident.id)).some((run) => run.plan === plan.plan && isOpenRun(run)))
      return refuse('already-exists', { field: 'plan' })
    const mode = readMode(plan, input.mode)
    if (!mode.ok) return mode
    const stated = readInstants(input.instants ?? {}, at)
    if (!stated.ok) return stated
    const found = (incident.humanFoundAt ?? incident.openedAt).toISOString()
    const instants = {
      found,
      ...(incident.occurredAt ? { occurred: incident.occurredAt.toISOString() } : {}),
      ...stated.value,
    }
    const by = agentIn(actor, incident, tree)
    const run = await insertRun(tx, { incident, plan, mode: mode.value, instants }, { tree, by, at })
    return ok({ activationId: run.id })
  })
}
