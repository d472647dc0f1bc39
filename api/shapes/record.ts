/** Events of the record as the contract shows them. */
import type { UnitTree } from '../../domain/units.ts'
import type { AuditEvent } from '../../store/audit.ts'
import type { AuditEntryShown, TimelineEntry } from '../contract.ts'
import { iso, unitRefOrNull } from './units.ts'

export const timelineEntry = (e: AuditEvent, tree: UnitTree): TimelineEntry => ({
  seq: e.seq,
  at: iso(e.at),
  by: { kind: e.actorKind, id: e.actorId, name: e.actorName, unit: unitRefOrNull(tree, e.unitId) },
  action: e.action,
  subject: { kind: e.subjectKind, id: e.subjectId },
  before: e.before,
  after: e.after,
  reason: e.reason,
})

export const auditEntry = (e: AuditEvent, tree: UnitTree): AuditEntryShown => ({
  ...timelineEntry(e, tree),
  incidentId: e.incidentId,
  prevHash: e.prevHash,
  hash: e.hash,
})
