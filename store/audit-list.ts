/** The record as an auditor reads it: filtered, newest first. The chain itself is store/audit.ts. */
import { and, count, desc, eq, gte, inArray, isNull, lt, notInArray, or, sql } from 'drizzle-orm'
import type { AuditEvent } from './audit.ts'
import type { Db } from './open.ts'
import { auditEvents, incidents } from './schema.ts'

export type AuditFilter = {
  /** Units whose acts the auditor may read; what the machine did for no incident is shown to every auditor. */
  unitIds: string[]
  actorId?: string
  action?: string
  subjectKind?: string
  subjectId?: string
  incidentId?: string
  from?: Date
  to?: Date
  page: number
  pageSize: number
}

export async function auditList(db: Db, f: AuditFilter): Promise<{ items: AuditEvent[]; total: number }> {
  if (f.unitIds.length === 0) return { items: [], total: 0 }
  const theirs = db.select({ id: incidents.id }).from(incidents).where(inArray(incidents.unitId, f.unitIds))
  const machine = and(
    isNull(auditEvents.unitId),
    // What it did for a unit is for who may read of that unit.
    sql`coalesce(${auditEvents.after}->>'unitId' IN ${f.unitIds}, true)`,
    or(isNull(auditEvents.incidentId), inArray(auditEvents.incidentId, theirs)),
  )
  // What happened inside a compartment is not the auditor's to read (domain catalogue C4).
  const secret = db.select({ id: incidents.id }).from(incidents).where(eq(incidents.restricted, true))
  const where = and(
    or(isNull(auditEvents.incidentId), notInArray(auditEvents.incidentId, secret)),
    or(inArray(auditEvents.unitId, f.unitIds), machine),
    f.actorId ? eq(auditEvents.actorId, f.actorId) : undefined,
    f.action ? eq(auditEvents.action, f.action) : undefined,
    f.subjectKind ? eq(auditEvents.subjectKind, f.subjectKind) : undefined,
    f.subjectId ? eq(auditEvents.subjectId, f.subjectId) : undefined,
    f.incidentId ? eq(auditEvents.incidentId, f.incidentId) : undefined,
    f.from ? gte(auditEvents.at, f.from) : undefined,
    f.to ? lt(auditEvents.at, f.to) : undefined,
  )
  const [total] = await db.select({ n: count() }).from(auditEvents).where(where)
  const items = await db
    .select()
    .from(auditEvents)
    .where(where)
    .orderBy(desc(auditEvents.seq))
    .limit(f.pageSize)
    .offset((f.page - 1) * f.pageSize)
  return { items, total: total?.n ?? 0 }
}
