/** Incidents, decisions and changes of the finding time as the contract shows them. */
import type { UnitTree } from '../../domain/units.ts'
import type { Decision, FoundTimeChange, Incident } from '../../store/incidents.ts'
import type { DecisionShown, FoundTimeProposal, IncidentShown } from '../contract.ts'
import type { Plan } from '../../workflow/plan/shape.ts'
import { anyRuleShown } from './rules.ts'
import { iso, isoOrNull, unitRef, unitRefOrNull } from './units.ts'

export const incidentShown = (i: Incident, tree: UnitTree): IncidentShown => ({
  id: i.id,
  no: i.no,
  title: i.title,
  mode: i.mode,
  family: i.family,
  restricted: i.restricted,
  place: i.place,
  occurredAt: isoOrNull(i.occurredAt),
  unit: unitRef(tree, i.unitId),
  state: i.state,
  scope: i.scope,
  units: i.unitIds.map((id) => unitRef(tree, id)),
  grade: i.grade,
  publishedAt: isoOrNull(i.publishedAt),
  machineDetectedAt: isoOrNull(i.machineDetectedAt),
  humanFoundAt: isoOrNull(i.humanFoundAt),
  provisional: i.provisional,
  fourElements: i.fourElements,
  confirmedAt: isoOrNull(i.confirmedAt),
  heldFrom: unitRefOrNull(tree, i.heldFromUnitId),
  openedAt: iso(i.openedAt),
  closedAt: isoOrNull(i.closedAt),
})

/** `plan`: of the run it was taken in. */
export const decisionShown = (d: Decision, tree: UnitTree, plan?: Plan): DecisionShown => ({
  id: d.id,
  kind: d.kind,
  outcome: outcomeOf(d, plan),
  what: d.kind === 'plan' ? (decisionOf(d, plan)?.text ?? null) : null,
  reason: d.reason,
  by: { id: d.byUserId, name: d.byName },
  unit: unitRefOrNull(tree, d.byUnitId),
  rule: anyRuleShown(d.rule, plan),
  at: iso(d.at),
})

export const foundTimeShown = (f: FoundTimeChange, tree: UnitTree): FoundTimeProposal => ({
  id: f.id,
  unit: unitRef(tree, f.unitId),
  before: iso(f.fromAt),
  foundAt: iso(f.toAt),
  reason: f.reason,
  by: { id: f.byUserId, name: f.byName },
  at: iso(f.at),
})

const decisionOf = (d: Decision, plan?: Plan) => plan?.decisions.find((p) => p.decision === d.decision)
/** Outcomes of the plan's own decisions in its words. */
const outcomeOf = (d: Decision, plan?: Plan): string =>
  d.kind === 'plan' ? (decisionOf(d, plan)?.options.find((o) => o.is === d.outcome)?.text ?? d.outcome) : d.outcome
