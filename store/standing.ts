/** Entries of standing duties, and what the machine saw in a period. */
import { and, asc, count, eq, gte, inArray, lte, sql } from 'drizzle-orm'
import type { Db } from './open.ts'
import { articles, flags, incidents, standingEntries, standingWatches, user } from './schema.ts'
import type { SeenFacts } from './schema/standing.ts'

export type StandingEntry = typeof standingEntries.$inferSelect & { byName: string }

/** All entries of these units whose occurrence is one of these, oldest first. */
export async function standingEntriesOf(db: Db, unitIds: string[], keys: string[]): Promise<StandingEntry[]> {
  if (unitIds.length === 0 || keys.length === 0) return []
  const rows = await db
    .select({ entry: standingEntries, byName: user.name })
    .from(standingEntries)
    .innerJoin(user, eq(user.id, standingEntries.userId))
    .where(and(inArray(standingEntries.unitId, unitIds), inArray(standingEntries.key, keys)))
    .orderBy(asc(standingEntries.at), asc(standingEntries.id))
  return rows.map((r) => ({ ...r.entry, byName: r.byName }))
}

export async function addStandingEntries(tx: Db, entries: (typeof standingEntries.$inferInsert)[]): Promise<void> {
  if (entries.length > 0) await tx.insert(standingEntries).values(entries)
}

/** Nothing of a restricted incident counts: a count must not tell that there is one. Drills are no incidents. */
export async function seenIn(
  db: Db,
  { unitId, from, to }: { unitId: string; from: Date; to: Date },
): Promise<SeenFacts> {
  const [a] = await db
    .select({ n: count() })
    .from(articles)
    .where(and(gte(articles.firstSeenAt, from), lte(articles.firstSeenAt, to)))
  const [f] = await db
    .select({ n: count() })
    .from(flags)
    .where(and(eq(flags.unitId, unitId), gte(flags.openedAt, from), lte(flags.openedAt, to)))
  const [i] = await db
    .select({ n: count() })
    .from(incidents)
    .where(
      and(
        eq(incidents.unitId, unitId),
        eq(incidents.restricted, false),
        eq(incidents.mode, 'real'),
        gte(incidents.openedAt, from),
        lte(incidents.openedAt, to),
      ),
    )
  return { articles: a?.n ?? 0, flags: f?.n ?? 0, incidents: i?.n ?? 0 }
}

/** The tree's standing duties are looked at from now on; a watch that runs already keeps its time. */
export async function wakeStanding(tx: Db, rootId: string, at: Date): Promise<void> {
  await tx
    .insert(standingWatches)
    .values({ rootId, dueAt: at })
    .onConflictDoUpdate({
      target: standingWatches.rootId,
      set: { dueAt: sql`coalesce(${standingWatches.dueAt}, excluded.due_at)` },
    })
}

export async function standingWatchRoot(db: Db, id: string): Promise<string | null> {
  const [row] = await db.select().from(standingWatches).where(eq(standingWatches.id, id))
  return row?.rootId ?? null
}
