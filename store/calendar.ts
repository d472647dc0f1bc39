/** The release calendar: what is published when and by whom, and the addresses under which calendar programs read it. */
import { and, asc, count, desc, eq, gte, ilike, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { CalendarEntry, CalendarState } from '../domain/figure.ts'
import { nextChange } from './figure-switch.ts'
import type { Db } from './open.ts'
import { calendarEntries, calendarSubscriptions } from './schema.ts'

export type CalendarRow = typeof calendarEntries.$inferSelect
export type CalendarSubscription = typeof calendarSubscriptions.$inferSelect

/**
 * For the check of texts: the instant at which an entry was or will be out. A planned release counts as out when its time has come
 * unless somebody put it off; whoever asks compares with the time of the article.
 */
export async function allCalendarEntries(db: Db): Promise<CalendarEntry[]> {
  const rows = await db.select().from(calendarEntries)
  return rows.map((r) => ({ ...r, releasedAt: r.releasedAt ?? (r.state === 'postponed' ? null : r.scheduledAt) }))
}

export type CalendarFilter = {
  from?: Date
  before?: Date
  indicator?: string
  region?: string
  publisher?: string
  state?: CalendarState
  q?: string
  named?: string[]
  page: number
  pageSize: number
  newestFirst?: boolean
}

export async function calendarList(db: Db, f: CalendarFilter): Promise<{ items: CalendarRow[]; total: number }> {
  const where = whereOf(f)
  const [total] = await db.select({ n: count() }).from(calendarEntries).where(where)
  const order = f.newestFirst ? desc(calendarEntries.scheduledAt) : asc(calendarEntries.scheduledAt)
  const items = await db
    .select()
    .from(calendarEntries)
    .where(where)
    .orderBy(order, asc(calendarEntries.region), asc(calendarEntries.id))
    .limit(f.pageSize)
    .offset((f.page - 1) * f.pageSize)
  return { items, total: total?.n ?? 0 }
}

function whereOf(f: CalendarFilter): SQL | undefined {
  const like = f.q ? `%${f.q.replace(/[\\%_]/g, '\\$&')}%` : undefined
  const anyOf = (codes: string[]) =>
    sql`${calendarEntries.indicators} && ${sql.param(codes, calendarEntries.indicators)}`
  return and(
    f.from ? gte(calendarEntries.scheduledAt, f.from) : undefined,
    f.before ? lt(calendarEntries.scheduledAt, f.before) : undefined,
    f.indicator ? anyOf([f.indicator]) : undefined,
    f.region ? eq(calendarEntries.region, f.region) : undefined,
    f.publisher ? eq(calendarEntries.publisher, f.publisher) : undefined,
    f.state ? eq(calendarEntries.state, f.state) : undefined,
    like
      ? or(
          ilike(calendarEntries.period, like),
          ilike(calendarEntries.publisher, like),
          ilike(calendarEntries.note, like),
          f.named?.length ? anyOf(f.named) : undefined,
        )
      : undefined,
  )
}

export async function lockCalendarEntry(tx: Db, id: string): Promise<CalendarRow | null> {
  const [row] = await tx.select().from(calendarEntries).where(eq(calendarEntries.id, id)).for('update')
  return row ?? null
}

export async function calendarEntriesByIds(db: Db, ids: string[]): Promise<Map<string, CalendarRow>> {
  if (ids.length === 0) return new Map()
  const rows = await db.select().from(calendarEntries).where(inArray(calendarEntries.id, ids))
  return new Map(rows.map((r) => [r.id, r]))
}

/** Writes entries; one with a known id is replaced. In the transaction of the record. */
export async function putCalendarEntries(tx: Db, rows: CalendarRow[]): Promise<void> {
  for (const row of rows)
    await tx.insert(calendarEntries).values(row).onConflictDoUpdate({ target: calendarEntries.id, set: row })
  if (rows.length > 0) await nextChange(tx, 'calendar')
}

/** For the filters: who publishes, and for which regions. */
export async function calendarPlaces(db: Db): Promise<{ publishers: string[]; regions: string[] }> {
  const e = calendarEntries
  const publishers = await db.selectDistinct({ name: e.publisher }).from(e).orderBy(asc(e.publisher)).limit(200)
  const regions = await db.selectDistinct({ code: e.region }).from(e).orderBy(asc(e.region)).limit(200)
  return { publishers: publishers.map((p) => p.name), regions: regions.map((r) => r.code) }
}

export type Publishing = {
  indicator: string
  region: string
  publisher: string
  entries: number
  /** Local times of day at which it came or is to come out, the most frequent first. */
  times: string[]
  firstDay: number
  lastDay: number
  nextAt: Date | null
  nextPeriod: string | null
  lastAt: Date | null
}

/** Who publishes what, when: of each indicator and region, from the calendar itself. */
export async function publishings(db: Db, now: Date): Promise<Publishing[]> {
  const e = calendarEntries
  const local = sql`${e.scheduledAt} AT TIME ZONE 'Asia/Shanghai'`
  const isAhead = sql`${e.scheduledAt} > ${now.toISOString()}::timestamptz AND ${e.releasedAt} IS NULL`
  const indicator = sql<string>`unnest(${e.indicators})`
  const rows = await db
    .select({
      indicator,
      region: e.region,
      publisher: e.publisher,
      entries: sql<number>`count(*)::int`,
      times: sql<string[]>`array_agg(DISTINCT to_char(${local}, 'HH24:MI'))`,
      firstDay: sql<number>`min(extract(day FROM ${local}))::int`,
      lastDay: sql<number>`max(extract(day FROM ${local}))::int`,
      nextAt: sql<Date | null>`min(${e.scheduledAt}) FILTER (WHERE ${isAhead})`.mapWith(e.scheduledAt),
      nextPeriod: sql<string | null>`(array_agg(${e.period} ORDER BY ${e.scheduledAt}) FILTER (WHERE ${isAhead}))[1]`,
      lastAt:
        sql<Date | null>`max(coalesce(${e.releasedAt}, ${e.scheduledAt})) FILTER (WHERE NOT (${isAhead}))`.mapWith(
          e.scheduledAt,
        ),
    })
    .from(e)
    .groupBy(indicator, e.region, e.publisher)
    .orderBy(asc(e.region), indicator)
    .limit(2_000)
  return rows
}

export async function addSubscription(
  tx: Db,
  row: typeof calendarSubscriptions.$inferInsert,
): Promise<CalendarSubscription> {
  const [inserted] = await tx.insert(calendarSubscriptions).values(row).returning()
  return inserted!
}

/** Those of one person that are in force, newest first. */
export async function subscriptionsOf(db: Db, userId: string): Promise<CalendarSubscription[]> {
  const s = calendarSubscriptions
  return db
    .select()
    .from(s)
    .where(and(eq(s.userId, userId), isNull(s.revokedAt)))
    .orderBy(desc(s.createdAt))
    .limit(100)
}

/** False when the person has none of this id in force. */
export async function revokeSubscription(
  tx: Db,
  { id, userId, at }: { id: string; userId: string; at: Date },
): Promise<boolean> {
  const s = calendarSubscriptions
  const rows = await tx
    .update(s)
    .set({ revokedAt: at })
    .where(and(eq(s.id, id), eq(s.userId, userId), isNull(s.revokedAt)))
    .returning({ id: s.id })
  return rows.length > 0
}

/** The subscription of a token in force, and notes that it was used. */
export async function useSubscription(db: Db, tokenHash: string, at: Date): Promise<CalendarSubscription | null> {
  const s = calendarSubscriptions
  const [row] = await db
    .update(s)
    .set({ lastUsedAt: at })
    .where(and(eq(s.tokenHash, tokenHash), isNull(s.revokedAt)))
    .returning()
  return row ?? null
}
