/**
 * The record of every change of state: appended in the same transaction as the change, chained by hash, never changed.
 * The timeline of an incident is read from here.
 */
import { createHash } from 'node:crypto'
import { and, asc, count, desc, eq, gt, sql } from 'drizzle-orm'
import { DrillInstant, realTime } from '../domain/drill-time.ts'
import type { Agent } from '../domain/units.ts'
import { takeLock } from './locks.ts'
import { type Db, rowsOf } from './open.ts'
import { auditEvents } from './schema.ts'

export type AuditEntry = {
  at: Date
  by: Agent
  action: string
  subject: { kind: string; id: string }
  incidentId?: string | null
  before?: Record<string, unknown> | null
  after?: Record<string, unknown> | null
  reason?: string | null
}
export type AuditEvent = typeof auditEvents.$inferSelect

export const firstHash = '0'.repeat(64)

/**
 * Appends to the chain; returns the sequence number. Must run inside the transaction of the change it records: the
 * advisory lock that orders the chain is held until that transaction ends. What happened in a drill is dated by when it
 * really was; the drill's own time stands in `after.drillAt`.
 */
export async function appendAudit(tx: Db, entry: AuditEntry): Promise<number> {
  await takeLock(tx, 'record')
  const [last] = await tx.select().from(auditEvents).orderBy(desc(auditEvents.seq)).limit(1)
  const row = {
    seq: (last?.seq ?? 0) + 1,
    at: realTime(entry.at),
    actorKind: entry.by.kind,
    actorId: entry.by.kind === 'person' ? entry.by.userId : entry.by.name,
    actorName: entry.by.name,
    unitId: entry.by.kind === 'person' ? entry.by.unitId : null,
    action: entry.action,
    subjectKind: entry.subject.kind,
    subjectId: entry.subject.id,
    incidentId: entry.incidentId ?? null,
    before: plain(entry.before),
    after: plain(afterOf(entry)),
    reason: entry.reason ?? null,
    prevHash: last?.hash ?? firstHash,
  }
  await tx.insert(auditEvents).values({ ...row, hash: auditHash(row) })
  return row.seq
}

/** What the act left, with what says how it came about: the order it was done by, the time of a drill. */
function afterOf({ at, by, after }: AuditEntry): Record<string, unknown> | null | undefined {
  const lent = by.kind === 'person' ? by.lent : undefined
  const more = {
    ...(lent ? { delegation: lent.number, delegationId: lent.orderId, forUserId: lent.forUserId } : {}),
    ...(at instanceof DrillInstant ? { drillAt: at } : {}),
  }
  return Object.keys(more).length > 0 ? { ...after, ...more } : after
}

/** SHA-256 over the canonical form of everything in the row but its own hash. */
export function auditHash(row: Omit<AuditEvent, 'hash'>): string {
  const { seq, at, actorKind, actorId, actorName, unitId, action, subjectKind, subjectId, incidentId } = row
  const { before, after, reason, prevHash } = row
  return createHash('sha256')
    .update(
      canonical({
        seq,
        at: at.toISOString(),
        actorKind,
        actorId,
        actorName,
        unitId,
        action,
        subjectKind,
        subjectId,
        incidentId,
        before,
        after,
        reason,
        prevHash,
      }),
    )
    .digest('hex')
}

export type AuditVerdict =
  | { ok: true; events: number; lastHash: string }
  | { ok: false; events: number; brokenAt: number; why: 'gap' | 'link' | 'content' }

/** Walks the whole chain in batches and names the first event that does not fit. */
export async function verifyAudit(db: Db): Promise<AuditVerdict> {
  let seq = 0
  let prevHash = firstHash
  for (;;) {
    const batch = await db
      .select()
      .from(auditEvents)
      .where(gt(auditEvents.seq, seq))
      .orderBy(asc(auditEvents.seq))
      .limit(1000)
    for (const event of batch) {
      const why =
        event.seq !== seq + 1
          ? 'gap'
          : event.prevHash !== prevHash
            ? 'link'
            : event.hash !== auditHash(event)
              ? 'content'
              : null
      if (why) return { ok: false, events: seq, brokenAt: event.seq, why }
      seq = event.seq
      prevHash = event.hash
    }
    if (batch.length < 1000) return { ok: true, events: seq, lastHash: prevHash }
  }
}

/** What happened to an incident, oldest first. */
export async function timelineOf(db: Db, incidentId: string): Promise<AuditEvent[]> {
  return db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.incidentId, incidentId))
    .orderBy(asc(auditEvents.seq))
    .limit(2000)
}

/** What happened to one thing, oldest first. */
export async function auditOfSubject(db: Db, { kind, id }: AuditEntry['subject']): Promise<AuditEvent[]> {
  return db
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.subjectKind, kind), eq(auditEvents.subjectId, id)))
    .orderBy(asc(auditEvents.seq))
    .limit(1000)
}

/** How often something happened to one thing after an instant. */
export async function countOfSubject(db: Db, { kind, id }: AuditEntry['subject'], after: Date): Promise<number> {
  const [row] = await db
    .select({ n: count() })
    .from(auditEvents)
    .where(and(eq(auditEvents.subjectKind, kind), eq(auditEvents.subjectId, id), gt(auditEvents.at, after)))
  return row?.n ?? 0
}

/** The newest sequence number; live pages compare it to know that something changed. */
export async function lastAuditSeq(db: Db): Promise<number> {
  const [row] = rowsOf<{ n: number }>(await db.execute(sql`SELECT coalesce(max(seq), 0)::int AS n FROM audit_events`))
  return row?.n ?? 0
}

/** JSON with sorted keys: the same value always gives the same text, whatever order the database keeps. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`
  }
  return JSON.stringify(value ?? null)
}

/** As the database will give it back: dates as text, no undefined. */
const plain = (value: Record<string, unknown> | null | undefined): Record<string, unknown> | null =>
  value ? (JSON.parse(JSON.stringify(value)) as Record<string, unknown>) : null
