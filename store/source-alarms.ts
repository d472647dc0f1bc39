/** Alarms about sources: raised once, cleared once, told once each. Which are raised is judged in pipeline/. */
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, lte, or } from 'drizzle-orm'
import type { AlarmKind, HealthReason } from '../domain/source-health.ts'
import { addMs, minute } from '../domain/time.ts'
import type { Db } from './open.ts'
import { outlets, sourceAlarms, sources } from './schema.ts'

export type SourceAlarm = typeof sourceAlarms.$inferSelect
/** An alarm with the names for its wording. */
export type NamedAlarm = SourceAlarm & { source: { name: string; outlet: string } }
export type AlarmChange = { kind: AlarmKind; raise: HealthReason } | { kind: AlarmKind; clear: true }

/** Alarms of this long become one message, and one that clears within it becomes none. */
const gatherMs = 2 * minute

/** Raises what is not open and clears what is; the rest stays as it is. */
export async function changeAlarms(tx: Db, sourceId: string, changes: AlarmChange[], at: Date): Promise<void> {
  const raised = changes.flatMap((c) =>
    'raise' in c ? [{ sourceId, kind: c.kind, reason: c.raise, raisedAt: at, dueAt: addMs(at, gatherMs) }] : [],
  )
  if (raised.length > 0) await tx.insert(sourceAlarms).values(raised).onConflictDoNothing()
  const cleared = changes.flatMap((c) => ('clear' in c ? [c.kind] : []))
  if (cleared.length > 0)
    await clear(tx, and(eq(sourceAlarms.sourceId, sourceId), inArray(sourceAlarms.kind, cleared)), at)
}

/** Ends every open alarm of a source: it was switched off. */
export const clearAlarms = (tx: Db, sourceId: string, at: Date): Promise<void> =>
  clear(tx, eq(sourceAlarms.sourceId, sourceId), at)

async function clear(tx: Db, which: ReturnType<typeof and>, at: Date): Promise<void> {
  await tx
    .update(sourceAlarms)
    .set({ clearedAt: at, dueAt: addMs(at, gatherMs) })
    .where(and(which, isNull(sourceAlarms.clearedAt)))
}

/** Alarms that wait to be told, raised or cleared, whose time has come; locked until the transaction ends. At most 500. */
export async function untoldAlarms(tx: Db, now: Date): Promise<NamedAlarm[]> {
  const rows = await tx
    .select({ alarm: sourceAlarms, name: sources.name, outlet: outlets.name })
    .from(sourceAlarms)
    .innerJoin(sources, eq(sources.id, sourceAlarms.sourceId))
    .innerJoin(outlets, eq(outlets.id, sources.outletId))
    .where(
      and(
        lte(sourceAlarms.dueAt, now),
        or(isNull(sourceAlarms.toldAt), and(isNotNull(sourceAlarms.clearedAt), isNull(sourceAlarms.clearToldAt))),
      ),
    )
    .orderBy(asc(sourceAlarms.raisedAt), asc(sourceAlarms.id))
    .limit(500)
    .for('update', { of: sourceAlarms })
  return rows.map(named)
}

/** Told: of its beginning, or of its end. Nothing more is due until something changes. */
export async function markAlarmsTold(
  tx: Db,
  { raised, cleared, silent }: { raised: string[]; cleared: string[]; silent: string[] },
  at: Date,
): Promise<void> {
  const done = { dueAt: null }
  if (raised.length > 0)
    await tx
      .update(sourceAlarms)
      .set({ ...done, toldAt: at })
      .where(inArray(sourceAlarms.id, raised))
  if (cleared.length > 0)
    await tx
      .update(sourceAlarms)
      .set({ ...done, clearToldAt: at })
      .where(inArray(sourceAlarms.id, cleared))
  if (silent.length > 0) await tx.update(sourceAlarms).set(done).where(inArray(sourceAlarms.id, silent))
}

/** Open alarms of one source or of all, oldest first; at most 5000. */
export async function openAlarms(db: Db, sourceId?: string): Promise<SourceAlarm[]> {
  return db
    .select()
    .from(sourceAlarms)
    .where(
      and(isNull(sourceAlarms.clearedAt), sourceId === undefined ? undefined : eq(sourceAlarms.sourceId, sourceId)),
    )
    .orderBy(asc(sourceAlarms.raisedAt))
    .limit(5000)
}

/** Newest first, of one source or of all. */
export async function alarmList(
  db: Db,
  {
    state,
    kind,
    sourceId,
    page,
    pageSize,
  }: { state: 'open' | 'cleared' | 'all'; kind?: AlarmKind; sourceId?: string; page: number; pageSize: number },
): Promise<{ items: NamedAlarm[]; total: number }> {
  const where = and(
    state === 'open'
      ? isNull(sourceAlarms.clearedAt)
      : state === 'cleared'
        ? isNotNull(sourceAlarms.clearedAt)
        : undefined,
    kind === undefined ? undefined : eq(sourceAlarms.kind, kind),
    sourceId === undefined ? undefined : eq(sourceAlarms.sourceId, sourceId),
  )
  const [total] = await db.select({ n: count() }).from(sourceAlarms).where(where)
  const rows = await db
    .select({ alarm: sourceAlarms, name: sources.name, outlet: outlets.name })
    .from(sourceAlarms)
    .innerJoin(sources, eq(sources.id, sourceAlarms.sourceId))
    .innerJoin(outlets, eq(outlets.id, sources.outletId))
    .where(where)
    .orderBy(desc(sourceAlarms.raisedAt), asc(sourceAlarms.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize)
  return { items: rows.map(named), total: total?.n ?? 0 }
}

const named = (r: { alarm: SourceAlarm; name: string; outlet: string }): NamedAlarm => ({
  ...r.alarm,
  source: { name: r.name, outlet: r.outlet },
})
