/**
 * What every command on a run of a plan does around its move: lock the incident, read the run, ask in whose name the person
 * acts; afterwards record, and bring clocks and proven steps up to what has happened. The commands are in files of their own.
 */
import type { DecisionKind } from '../../domain/incident.ts'
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { Actor, Agent, Seat, UnitTree } from '../../domain/units.ts'
import { type Activation, activationRow, updateActivation } from '../../store/activations.ts'
import { appendAudit } from '../../store/audit.ts'
import { addDecision, type Decision, type Incident, lockIncident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { agentOf, type By } from '../by.ts'
import { isHiddenFrom } from '../incident/owed.ts'
import { type Action, may } from '../policy.ts'
import { bodiesOfActor, lentBodies } from './bodies.ts'
import { type PlanRun, planRun } from './plan-run.ts'
import { syncRun } from './sync-run.ts'

export type LockedRun = {
  run: PlanRun
  tree: UnitTree
  /** Bodies of the plan in whose name the person may act. */
  bodies: string[]
  /** Further bodies, for their decisions alone: seats of others that an order lends the person. */
  lent: ReadonlyMap<string, Seat>
  /** The person in the seat they act from. */
  agent: Agent
}

/** Refuses `not-found` for a run of an incident that the person may not know of. */
export async function lockRun(tx: Db, activationId: string, { actor, at }: By): Promise<Result<LockedRun>> {
  const known = await activationRow(tx, activationId)
  const incident = known && (await lockIncident(tx, known.incidentId))
  const activation = incident && (await activationRow(tx, activationId))
  const tree = await loadUnitTree(tx)
  if (!activation || isHiddenFrom(actor, incident, tree)) return refuse('not-found')
  const run = await planRun(tx, { activation, incident }, at)
  return ok({ run, tree, ...bodiesOfRun(actor, run, tree), agent: agentIn(actor, incident, tree) })
}

export function bodiesOfRun(
  actor: Actor,
  { facts, incident, members }: PlanRun,
  tree: UnitTree,
): Pick<LockedRun, 'bodies' | 'lent'> {
  const { unitId, rootId, restricted } = incident
  return {
    bodies: bodiesOfActor(actor, facts.plan, { unitId, rootId, tree, members }),
    lent: lentBodies(actor, facts.plan, { unitId, rootId, tree, restricted }),
  }
}

/** For a decision of these bodies: where the person is of none of them, in the seat that an order lends, and so named. */
export function deciding<T extends Pick<LockedRun, 'bodies' | 'lent'>>(
  run: T,
  wanted: readonly string[],
  actor: Actor,
): T & { agent?: Agent } {
  const body = wanted.some((b) => run.bodies.includes(b)) ? undefined : wanted.find((b) => run.lent.has(b))
  return body ? { ...run, bodies: [...run.bodies, body], agent: agentOf(actor, run.lent.get(body)!) } : run
}

/** The person as the record names them: in their seat at the bureau concerned, at the root, or wherever they sit. */
export function agentIn(actor: Actor, incident: Pick<Incident, 'unitId' | 'rootId'>, tree: UnitTree): Agent {
  const at = (unitId: string) => actor.seats.find((s) => tree.bureauOf(s.unitId)?.id === unitId)
  const seat = at(incident.unitId) ?? at(incident.rootId) ?? actor.seats[0]
  return { kind: 'person', userId: actor.userId, name: actor.name, unitId: seat?.unitId ?? null }
}

/** Does the person act for one of these bodies, or hold the right of the house that stands in for them? */
export function mayActFor(
  { run, tree, bodies }: Pick<LockedRun, 'run' | 'tree' | 'bodies'>,
  wanted: readonly string[],
  actor: Actor,
  instead?: Action,
): Result<null> {
  if (wanted.some((body) => bodies.includes(body))) return ok(null)
  const { incident } = run
  const action = instead && incident.restricted ? 'record-leak' : instead
  if (action && may(actor, action, { unitId: incident.unitId, tree, scope: incident.scope }).ok) return ok(null)
  return refuse('not-allowed', { field: 'bodies', detail: { wanted: wanted.join(',') } })
}

export type RunSave = {
  locked: LockedRun
  /** Action of the record. */
  action: string
  change: Partial<Activation>
  before?: Record<string, unknown>
  after?: Record<string, unknown>
  reason?: string | null
  /** The incident as it is now, where the command changed it. */
  incident?: Incident
}

/** Saves what changed in a run, records it, and brings its clocks up. */
export async function saveRun(tx: Db, save: RunSave, { at }: By): Promise<Activation> {
  const { run, tree, agent } = save.locked
  const incident = save.incident ?? run.incident
  const saved = await updateActivation(tx, run.activation.id, { state: run.activation.state, ...save.change })
  await appendAudit(tx, {
    at,
    by: agent,
    action: save.action,
    subject: { kind: 'activation', id: saved.id },
    incidentId: incident.id,
    before: { state: run.activation.state, ...save.before },
    after: { plan: saved.plan, state: saved.state, ...save.after },
    reason: save.reason ?? null,
  })
  await syncRun(tx, { activationId: saved.id, incident, tree, by: agent, at })
  return saved
}

/** A decision that the plan asks for, by its key. */
export async function decideInRun(
  tx: Db,
  {
    locked,
    kind,
    decision,
    outcome,
    reason,
  }: { locked: LockedRun; kind: DecisionKind; decision: string; outcome: string; reason: string },
  { actor, at }: By,
): Promise<Decision> {
  const { run, agent } = locked
  return addDecision(tx, {
    incidentId: run.incident.id,
    activationId: run.activation.id,
    ...{ kind, decision, outcome, reason, at },
    byUserId: actor.userId,
    byName: agent.name,
    byUnitId: agent.kind === 'person' ? (agent.unitId ?? run.incident.unitId) : run.incident.unitId,
    rule: run.facts.plan.decisions.find((d) => d.decision === decision)!.rule,
  })
}
