/** Outlets and their sources: what to poll, how it went, what each host asks of a visitor. */
import { and, asc, desc, eq, inArray, lte, sql } from 'drizzle-orm'
import type { FetchFailure, OriginClass, OutletKind, SourceHealth, SourceKind } from '../domain/article.ts'
import type { SourceSettings } from '../domain/source-settings.ts'
import { addMs } from '../domain/time.ts'
import { type Db, rowsOf } from './open.ts'
import { hosts, outlets, polls, sources } from './schema.ts'

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
  intervalMs: number
}

/** The outlet of this name, made if it was not there. */
export async function ensureOutlet(db: Db, outlet: NewOutlet): Promise<Outlet> {
  await db.insert(outlets).values(outlet).onConflictDoNothing()
  const [row] = await db.select().from(outlets).where(eq(outlets.name, outlet.name))
  if (!row) throw new Error(`outlet ${outlet.name} vanished`)
  return row
}

/** Adds a source that is due at once; null when its address is polled already. */
export async function addSource(db: Db, source: NewSource, now: Date): Promise<Source | null> {
  const [row] = await db
    .insert(sources)
    .values({ ...source, dueAt: now })
    .onConflictDoNothing()
    .returning()
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

/** All sources with their outlets and the newest polls of each, by outlet and name. */
export async function sourceList(db: Db): Promise<(Source & { outlet: Outlet; polls: Poll[] })[]> {
  const rows = await db
    .select()
    .from(sources)
    .innerJoin(outlets, eq(outlets.id, sources.outletId))
    .orderBy(asc(outlets.name), asc(sources.name))
    .limit(5000)
  const recent = rowsOf<{ id: string }>(
    await db.execute(sql`
      SELECT p.id FROM ${sources} s, LATERAL (SELECT id FROM ${polls} WHERE source_id = s.id ORDER BY at DESC LIMIT 20) p`),
  ).map((r) => r.id)
  const all = recent.length
    ? await db.select().from(polls).where(inArray(polls.id, recent)).orderBy(desc(polls.at))
    : []
  const bySource = groupBy(all, (p) => p.sourceId)
  return rows.map((r) => ({ ...r.sources, outlet: r.outlets, polls: bySource.get(r.sources.id) ?? [] }))
}

export async function outletList(db: Db): Promise<Outlet[]> {
  return db.select().from(outlets).orderBy(asc(outlets.name)).limit(5000)
}

/** Switches a source on (due at once) or off. */
export async function setSourceState(db: Db, id: string, state: 'active' | 'disabled', now: Date): Promise<boolean> {
  const rows = await db
    .update(sources)
    .set({ state, dueAt: state === 'active' ? now : null, health: 'unknown', failuresInRow: 0 })
    .where(eq(sources.id, id))
    .returning({ id: sources.id })
  return rows.length > 0
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

/** Writes down one poll and what it says of the source's health. */
export async function recordPoll(db: Db, source: Source, result: PollResult, at: Date): Promise<void> {
  const failed = result.outcome === 'failed'
  const failuresInRow = failed ? source.failuresInRow + 1 : 0
  await db.transaction(async (tx) => {
    const { etag, lastModified, ...row } = result
    await tx.insert(polls).values({ sourceId: source.id, at, ...row })
    await tx
      .update(sources)
      .set({
        lastPolledAt: at,
        failuresInRow,
        lastFailure: result.failure,
        health: healthAfter(result, failuresInRow),
        ...(result.fresh > 0 ? { lastNewAt: at } : {}),
        ...(failed || result.outcome === 'not_modified'
          ? {}
          : { etag: etag ?? null, lastModified: lastModified ?? null }),
      })
      .where(eq(sources.id, source.id))
  })
}

function healthAfter(result: PollResult, failuresInRow: number): SourceHealth {
  if (result.outcome !== 'failed') return 'ok'
  if (result.failure?.code === 'no_items') return 'selector_broken'
  if (result.failure?.code === 'rate_limited') return 'paused'
  return failuresInRow >= 1 ? 'failing' : 'unknown'
}

/**
 * Asks for the next slot at a host, for all workers together. Null: the slot is taken, ask now. A date: not before then.
 * One statement, so two workers can never both be told to go.
 */
export async function takeHostSlot(
  db: Db,
  host: string,
  { now, gapMs }: { now: Date; gapMs: number },
): Promise<Date | null> {
  const next = addMs(now, gapMs)
  const taken = await db
    .insert(hosts)
    .values({ host, nextRequestAt: next })
    .onConflictDoUpdate({ target: hosts.host, set: { nextRequestAt: next }, setWhere: lte(hosts.nextRequestAt, now) })
    .returning({ host: hosts.host })
  if (taken.length > 0) return null
  const [row] = await db.select({ at: hosts.nextRequestAt }).from(hosts).where(eq(hosts.host, host))
  return row?.at ?? null
}

/** A host said to come back later (429, 503): nobody asks it before then. */
export async function holdHost(db: Db, host: string, until: Date): Promise<void> {
  await db
    .insert(hosts)
    .values({ host, nextRequestAt: until })
    .onConflictDoUpdate({
      target: hosts.host,
      set: { nextRequestAt: sql`greatest(${hosts.nextRequestAt}, excluded.next_request_at)` },
    })
}

/** What the host's robots.txt said (as crawler/robots.ts read it) and when; null when it was never asked. */
export async function robotsOf(db: Db, host: string): Promise<{ rules: unknown; fetchedAt: Date } | null> {
  const [row] = await db.select().from(hosts).where(eq(hosts.host, host))
  return row?.robotsFetchedAt ? { rules: row.robots, fetchedAt: row.robotsFetchedAt } : null
}

export async function saveRobots(db: Db, host: string, rules: unknown, fetchedAt: Date): Promise<void> {
  const set = { robots: rules, robotsFetchedAt: fetchedAt }
  await db
    .insert(hosts)
    .values({ host, nextRequestAt: fetchedAt, ...set })
    .onConflictDoUpdate({ target: hosts.host, set })
}

function groupBy<T>(items: T[], key: (item: T) => string): Map<string, T[]> {
  const map = new Map<string, T[]>()
  for (const item of items) map.set(key(item), [...(map.get(key(item)) ?? []), item])
  return map
}
