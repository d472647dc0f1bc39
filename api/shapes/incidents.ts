/** Incidents, decisions and changes of the finding time as the contract shows them. */
import type { UnitTree } from '../../domain/units.ts'
import type { Decision, FoundTimeChange, Incident } from '../../store/incidents.ts'
import type { DecisionShown, FoundTimeProposal, IncidentShown } from '../contract.ts'
import { ruleShown } from '../errors.ts'
import { iso, isoOrNull, unitRef, unitRefOrNull } from './units.ts'

export const incidentShown = (i: Incident, tree: UnitTree): IncidentShown => ({
  id: i.id,
  no: i.no,
  title: i.title,
  mode: i.mode,
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

export const decisionShown = (d: Decision, tree: UnitTree): DecisionShown => ({
  id: d.id,
  kind: d.kind,
  outcome: d.outcome,
  reason: d.reason,
  by: { id: d.byUserId, name: d.byName },
  unit: unitRefOrNull(tree, d.byUnitId),
  rule: ruleShown(d.rule),
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
