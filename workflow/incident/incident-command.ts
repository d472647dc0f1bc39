/** What every command on an incident does around its move: lock, judge, save, record. The commands are in files of their own. */
import type { DecisionKind, IncidentState } from '../../domain/incident.ts'
import { type Result, refuse } from '../../domain/result.ts'
import type { RuleId } from '../../domain/rules.ts'
import type { Seat, UnitTree } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import { clocksOf } from '../../store/clocks.ts'
import { verdictsOfIncident } from '../../store/flags.ts'
import {
  addDecision,
  type Decision,
  foundTimeChangesOf,
  type Incident,
  lockIncident,
  updateIncident,
} from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { agentOf, type By, signedBy } from '../by.ts'
import { mediaPlanOf } from '../plan/media-plan.ts'
import { ruleOfDecision } from '../plan/cited-rule.ts'
import { type IncidentFacts, type IncidentVerb, moveIncident } from './incident.ts'

export type JudgedIncident = { facts: IncidentFacts; tree: UnitTree; to: IncidentState; seat: Seat }
/** Where an incident stands after a command. */
export type IncidentStanding = { incidentId: string; state: IncidentState }

/** What a move is judged by, for an incident that was read or locked before. Also for allowedIncidentMoves. */
export async function incidentFacts(db: Db, incident: Incident): Promise<IncidentFacts> {
  return {
    incident,
    clocks: await clocksOf(db, incident.id),
    flags: await verdictsOfIncident(db, incident.id),
    foundTimes: await foundTimeChangesOf(db, incident.id),
    plan: incident.family === 'media' ? await mediaPlanOf(db, incident) : null,
  }
}

/** Locks the incident and judges the move. Refuses `not-found` where it is held back from the person. */
export async function lockAndJudgeIncident(
  tx: Db,
  { incidentId, verb }: { incidentId: string; verb: IncidentVerb },
  { actor }: By,
): Promise<Result<JudgedIncident>> {
  const incident = await lockIncident(tx, incidentId)
  if (!incident) return refuse('not-found')
  const tree = await loadUnitTree(tx)
  const facts = await incidentFacts(tx, incident)
  const moved = moveIncident(facts, verb, { actor, tree })
  return moved.ok ? { ok: true, value: { facts, tree, ...moved.value } } : moved
}

type Save = {
  judged: JudgedIncident
  /** Action of the record. */
  action: string
  change: Partial<Incident>
  before?: Record<string, unknown>
  after?: Record<string, unknown>
  reason: string
}

/** Saves the state a move leads to with what else it changes, and records it in the capacity the person acted in. */
export async function saveIncidentMove(tx: Db, save: Save, { actor, at }: By): Promise<Incident> {
  const { facts, to, seat } = save.judged
  const { incident } = facts
  const saved = await updateIncident(tx, incident.id, { state: to, ...save.change })
  await appendAudit(tx, {
    at,
    by: agentOf(actor, seat),
    action: save.action,
    subject: { kind: 'incident', id: incident.id },
    incidentId: incident.id,
    before: { state: incident.state, ...save.before },
    after: { state: saved.state, role: seat.role, ...save.after },
    reason: save.reason,
  })
  return saved
}

/** A decision of a body: named person, reason, the rule that gives them the say. `rule` is that of the shipped text. */
export async function decide(
  tx: Db,
  {
    judged,
    kind,
    outcome,
    reason,
    rule,
  }: {
    judged: JudgedIncident
    kind: Extract<DecisionKind, 'grade' | 'scope' | 'terminate'>
    outcome: string
    reason: string
    rule: RuleId
  },
  { actor, at }: By,
): Promise<Decision> {
  return addDecision(tx, {
    incidentId: judged.facts.incident.id,
    kind,
    outcome,
    reason,
    byUserId: actor.userId,
    byName: signedBy(actor, judged.seat),
    byUnitId: judged.seat.unitId,
    rule: ruleOfDecision(judged.facts.plan, kind, rule),
    at,
  })
}
