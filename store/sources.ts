/** Outlets and their sources: what to poll, how it went, what each host asks of a visitor. */
import { and, asc, desc, eq, inArray, ne, sql } from 'drizzle-orm'
import type { FetchFailure, OriginClass, OutletKind, SourceKind } from '../domain/article.ts'
import {
  type HealthReason,
  paceLimits,
  type SourceHealth,
  type SourcePriority,
  type SourceRhythm,
} from '../domain/source-health.ts'
import type { SourceSettings } from '../domain/source-settings.ts'
import { type Db, rowsOf } from './open.ts'
import { articles, outlets, polls, sources } from './schema.ts'
import { type AlarmChange, changeAlarms, clearAlarms, openAlarms, type SourceAlarm } from './source-alarms.ts'

export type Outlet = typeof outlets.$inferSelect
export type Source = typeof sources.$inferSelect
export type Poll = typeof polls.$inferSelect

export type NewOutlet = {
  name: string
  kind: OutletKind
  origin: OriginClass
  domains: string[]
  tier?: number
  aliases?: string[]
  language?: string
  regionCode?: string | null
}
export type NewSource = {
  outletId: string
  kind: SourceKind
  name: string
  url: string
  settings?: SourceSettings
  priority?: SourcePriority
  /** Fixed by a person; absent, the program chooses. */
  intervalMs?: number
  state?: Source['state']
}

/** The outlet of this name, made if it was not there. */
export async function ensureOutlet(db: Db, outlet: NewOutlet): Promise<Outlet> {
  await db.insert(outlets).values(outlet).onConflictDoNothing()
  const [row] = await db.select().from(outlets).where(eq(outlets.name, outlet.name))
  if (!row) throw new Error(`outlet ${outlet.name} vanished`)
  return row
}

/** Adds a source, due at once unless it is disabled; null when its address is polled already. */
export async function addSource(db: Db, source: NewSource, now: Date): Promise<Source | null> {
  const { intervalMs, priority = 'normal', state = 'active' } = source
  const [row] = await db
    .insert(sources)
    .values({
      ...source,
      priority,
      state,
      intervalMs: intervalMs ?? paceLimits[priority].startMs,
      intervalBy: intervalMs === undefined ? 'program' : 'person',
      dueAt: state === 'active' ? now : null,
    })
    .onConflictDoNothing()
    .returning()
  return row ?? null
}

/** The bureau that publishes this article itself; null for the press. */
export async function ownUnitOfArticle(db: Db, articleId: string): Promise<string | null> {
  const [row] = await db
    .select({ unitId: outlets.ownUnitId })
    .from(articles)
    .innerJoin(outlets, eq(outlets.id, articles.outletId))
    .where(eq(articles.id, articleId))
  return row?.unitId ?? null
}

/** Null when there is no such outlet. */
export async function setOwnUnit(tx: Db, outletId: string, ownUnitId: string | null): Promise<Outlet | null> {
  const [row] = await tx.update(outlets).set({ ownUnitId }).where(eq(outlets.id, outletId)).returning()
  return row ?? null
}

export async function sourceById(db: Db, id: string): Promise<(Source & { outlet: Outlet }) | null> {
  const [row] = await db
    .select()
    .from(sources)
    .innerJoin(outlets, eq(outlets.id, sources.outletId))
    .where(eq(sources.id, id))
  return row ? { ...row.sources, outlet: row.outlets } : null
}

export async function sourceByUrl(db: Db, url: string): Promise<Source | null> {
  const [row] = await db.select().from(sources).where(eq(sources.url, url))
  return row ?? null
}

/** Which of these addresses are polled, with what became of them. */
export async function sourcesAt(db: Db, urls: string[]): Promise<Pick<Source, 'id' | 'url' | 'state' | 'health'>[]> {
  if (urls.length === 0) return []
  const { id, url, state, health } = sources
  return db.select({ id, url, state, health }).from(sources).where(inArray(sources.url, urls))
}

/** Another name, address or way of reading. Validators and health belonged to the old way; a source that is on is due now. */
export async function changeSource(
  tx: Db,
  id: string,
  change: Pick<Source, 'name' | 'kind' | 'url' | 'settings'>,
  now: Date,
): Promise<void> {
  await tx
    .update(sources)
    .set({
      ...change,
      etag: null,
      lastModified: null,
      health: 'unknown',
      healthReason: null,
      healthSince: null,
      lastFailure: null,
      failuresInRow: 0,
      dueAt: sql`CASE WHEN ${sources.state} = 'active' THEN ${now.toISOString()}::timestamptz END`,
    })
    .where(eq(sources.id, id))
}

/** All sources with their outlets and open alarms, by outlet and name. */
export async function sourceList(db: Db): Promise<(Source & { outlet: Outlet; alarms: SourceAlarm[] })[]> {
  const rows = await db
    .select()
    .from(sources)
    .innerJoin(outlets, eq(outlets.id, sources.outletId))
    .orderBy(asc(outlets.name), asc(sources.name))
    .limit(5000)
  const alarms = groupBy(await openAlarms(db), (a) => a.sourceId)
  return rows.map((r) => ({ ...r.sources, outlet: r.outlets, alarms: alarms.get(r.sources.id) ?? [] }))
}

/** The newest polls of each of these sources, newest first. */
export async function recentPolls(db: Db, sourceIds: string[], each = 20): Promise<Map<string, Poll[]>> {
  if (sourceIds.length === 0) return new Map()
  const recent = rowsOf<{ id: string }>(
    await db.execute(sql`
      SELECT p.id FROM ${sources} s,
        LATERAL (SELECT id FROM ${polls} WHERE source_id = s.id ORDER BY at DESC LIMIT ${each}) p
      WHERE ${inArray(sql`s.id`, sourceIds)}`),
  ).map((r) => r.id)
  if (recent.length === 0) return new Map()
  const rows = await db.select().from(polls).where(inArray(polls.id, recent)).orderBy(desc(polls.at))
  return groupBy(rows, (p) => p.sourceId)
}

export async function outletList(db: Db): Promise<Outlet[]> {
  return db.select().from(outlets).orderBy(asc(outlets.name)).limit(5000)
}

/** Switches a source on (due at once) or off. What was wrong with it is forgotten, and its alarms end. */
export async function setSourceState(db: Db, id: string, state: 'active' | 'disabled', now: Date): Promise<boolean> {
  const rows = await db
    .update(sources)
    .set({
      state,
      dueAt: state === 'active' ? now : null,
      health: 'unknown',
      healthReason: null,
      healthSince: null,
      failuresInRow: 0,
    })
    .where(eq(sources.id, id))
    .returning({ id: sources.id })
  if (rows.length > 0) await clearAlarms(db, id, now)
  return rows.length > 0
}

/** Changes how often a source is asked, and asks it now if it is active. `intervalMs` null gives the choice back to the program. */
export async function setSourcePace(
  db: Db,
  id: string,
  { priority, intervalMs }: { priority: SourcePriority; intervalMs: number | null },
  now: Date,
): Promise<void> {
  await db
    .update(sources)
    .set({
      priority,
      intervalMs: intervalMs ?? paceLimits[priority].startMs,
      intervalBy: intervalMs === null ? 'program' : 'person',
      dueAt: sql`CASE WHEN ${sources.state} = 'active' THEN ${now.toISOString()}::timestamptz END`,
    })
    .where(eq(sources.id, id))
}

/** Makes an active source due now. */
export async function pollSoon(db: Db, id: string, now: Date): Promise<boolean> {
  const rows = await db
    .update(sources)
    .set({ dueAt: now })
    .where(and(eq(sources.id, id), eq(sources.state, 'active')))
    .returning({ id: sources.id })
  return rows.length > 0
}

export type PollResult = {
  outcome: Poll['outcome']
  seen: number
  fresh: number
  dropped: number
  failure: FetchFailure | null
  durationMs: number
  etag?: string | null
  lastModified?: string | null
}

/** What a poll says of its source, as `pipeline/` judges it. */
export type Judgement = {
  health: SourceHealth
  reason: HealthReason | null
  rhythm: SourceRhythm | null
  intervalMs: number
  alarms: AlarmChange[]
}

/** Writes down one poll and what it says of its source. */
export async function recordPoll(
  db: Db,
  source: Source,
  result: PollResult,
  judged: Judgement,
  at: Date,
): Promise<void> {
  const failed = result.outcome === 'failed'
  const { health, reason, rhythm, intervalMs, alarms } = judged
  await db.transaction(async (tx) => {
    const { etag, lastModified, ...row } = result
    await tx.insert(polls).values({ sourceId: source.id, at, ...row })
    await tx
      .update(sources)
      .set({
        lastPolledAt: at,
        failuresInRow: failed ? source.failuresInRow + 1 : 0,
        lastFailure: result.failure,
        health,
        healthReason: reason,
        ...(health !== source.health ? { healthSince: at } : {}),
        rhythm,
        // What a person changed in the meantime stands.
        intervalMs: sql`CASE WHEN ${sources.intervalBy} = 'program' THEN ${intervalMs}::int ELSE ${sources.intervalMs} END`,
        ...(failed ? {} : { lastGoodAt: at }),
        ...(result.fresh > 0 ? { lastNewAt: at } : {}),
        ...(failed || result.outcome === 'not_modified'
          ? {}
          : { etag: etag ?? null, lastModified: lastModified ?? null }),
      })
      .where(eq(sources.id, source.id))
    await changeAlarms(tx, source.id, alarms, at)
  })
}

/** The machine itself fails at this source: it lies in quarantine, and people are told. */
export async function markSourceBroken(db: Db, id: string, at: Date): Promise<void> {
  const reason: HealthReason = { code: 'quarantined', facts: {} }
  await db.transaction(async (tx) => {
    await tx
      .update(sources)
      .set({ health: 'failing', healthReason: reason, healthSince: at })
      .where(and(eq(sources.id, id), ne(sources.health, 'failing')))
    await changeAlarms(tx, id, [{ kind: 'failing', raise: reason }], at)
  })
}

/** The newest polls of a source, newest first. */
export async function pollsOf(db: Db, sourceId: string, limit: number): Promise<Poll[]> {
  return db.select().from(polls).where(eq(polls.sourceId, sourceId)).orderBy(desc(polls.at)).limit(limit)
}

/** What a day of polls came to; `on` is the day in Shanghai, YYYY-MM-DD. */
export type PollDay = { on: string; answered: number; failed: number; fresh: number }

/** The polls of a source by day, oldest first; days without any are left out. */
export async function pollDays(db: Db, sourceId: string, since: Date): Promise<PollDay[]> {
  return rowsOf<PollDay>(
    await db.execute(sql`
      SELECT to_char(at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS on,
        (count(*) FILTER (WHERE outcome <> 'failed'))::int AS answered,
        (count(*) FILTER (WHERE outcome = 'failed'))::int AS failed,
        coalesce(sum(fresh), 0)::int AS fresh
      FROM ${polls} WHERE source_id = ${sourceId} AND at >= ${since.toISOString()}::timestamptz
      GROUP BY 1 ORDER BY 1`),
  )
}

function groupBy<T>(items: T[], key: (item: T) => string): Map<string, T[]> {
  const map = new Map<string, T[]>()
  for (const item of items) map.set(key(item), [...(map.get(key(item)) ?? []), item])
  return map
}
