/** What changed since a moment ago, for live pages: asked once a second, so each question is one walk along an index. */
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import { type Db, rowsOf } from './open.ts'
import { articles, auditEvents, deliveries, incidents } from './schema.ts'

/**
 * The kinds of things that events after `seq` speak of, with the newest sequence number seen. Reads at most 500 events.
 * What happens inside a compartment is told to nobody here: its people read again by themselves.
 */
export async function changesSince(db: Db, seq: number): Promise<{ seq: number; kinds: Set<string> }> {
  const events = await db
    .select({ seq: auditEvents.seq, kind: auditEvents.subjectKind, restricted: incidents.restricted })
    .from(auditEvents)
    .leftJoin(incidents, eq(incidents.id, auditEvents.incidentId))
    .where(gt(auditEvents.seq, seq))
    .orderBy(asc(auditEvents.seq))
    .limit(500)
  return { seq: events.at(-1)?.seq ?? seq, kinds: new Set(events.filter((e) => !e.restricted).map((e) => e.kind)) }
}

/** Changes when the machine has seen a new article. */
export async function articlesStamp(db: Db): Promise<string> {
  const [row] = rowsOf<{ at: string | null }>(
    await db.execute(sql`SELECT max(${articles.firstSeenAt})::text AS at FROM ${articles}`),
  )
  return row?.at ?? ''
}

/** One stamp for each person, which changes when they get or read a message. People without messages are absent. */
export async function messageStamps(db: Db, userIds: string[]): Promise<Map<string, string>> {
  if (userIds.length === 0) return new Map()
  const rows = await db
    .select({
      userId: deliveries.userId,
      stamp: sql<string>`count(*)::text || '/' || count(*) FILTER (WHERE ${deliveries.readAt} IS NULL)::text`,
    })
    .from(deliveries)
    .where(and(inArray(deliveries.userId, userIds), sql`${deliveries.deliveredAt} IS NOT NULL`))
    .groupBy(deliveries.userId)
  return new Map(rows.map((r) => [r.userId, r.stamp]))
}
