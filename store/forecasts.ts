/** Stories that are watched for how far they go: what was seen, what was forecast, and what came of it. */
import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { ForecastCause, Sighting } from '../domain/spread.ts'
import { type Db, rowsOf } from './open.ts'
import { articles, outlets, storyForecasts, storyWatches } from './schema.ts'

export type StoryWatch = typeof storyWatches.$inferSelect
export type KeptForecast = typeof storyForecasts.$inferSelect

/**
 * A story matters: it was flagged, or has a copy. It is looked at now, and again whenever it has doubled since the last
 * forecast. Asked for each article that joins; nothing happens to a story that came to rest.
 */
export async function watchStory(
  db: Db,
  { clusterId, copies }: { clusterId: string; copies: number },
  at: Date,
): Promise<void> {
  await db
    .insert(storyWatches)
    .values({ id: clusterId, dueAt: at })
    .onConflictDoUpdate({
      target: storyWatches.id,
      set: { dueAt: sql`least(${storyWatches.dueAt}, ${at.toISOString()}::timestamptz)` },
      setWhere: and(isNull(storyWatches.settledAt), sql`${copies} >= 2 * greatest(${storyWatches.lastSeen}, 1)`),
    })
}

export async function watchById(db: Db, id: string): Promise<StoryWatch | null> {
  const [row] = await db.select().from(storyWatches).where(eq(storyWatches.id, id))
  return row ?? null
}

/** More publications than this are counted, but not read one by one. */
const maxSightings = 5_000

/** Publications of a story in the order in which the machine saw them. */
export async function sightingsOf(db: Db, clusterId: string): Promise<Sighting[]> {
  const rows = await db
    .select({ article: articles, tier: outlets.tier, origin: outlets.origin, kind: outlets.kind })
    .from(articles)
    .innerJoin(outlets, eq(outlets.id, articles.outletId))
    .where(eq(articles.clusterId, clusterId))
    .orderBy(asc(articles.firstSeenAt), asc(articles.id))
    .limit(maxSightings)
  return rows.map(({ article, tier, origin, kind }) => ({
    ...{ at: article.firstSeenAt, tier, origin, kind },
    rank: article.position?.rank ?? null,
  }))
}

/** Oldest first. */
export async function forecastsOf(db: Db, clusterId: string): Promise<KeptForecast[]> {
  return db
    .select()
    .from(storyForecasts)
    .where(eq(storyForecasts.clusterId, clusterId))
    .orderBy(asc(storyForecasts.at), asc(storyForecasts.cause))
}

/** Adds what is forecast now; a forecast of the same cause stays as it was first made. */
export async function keepForecasts(
  db: Db,
  clusterId: string,
  made: Omit<typeof storyForecasts.$inferInsert, 'id' | 'clusterId'>[],
): Promise<void> {
  const seen = Math.max(0, ...made.map((one) => one.seen))
  await db.transaction(async (tx) => {
    if (made.length === 0) return
    await tx
      .insert(storyForecasts)
      .values(made.map((one) => ({ ...one, clusterId })))
      .onConflictDoNothing()
    await tx
      .update(storyWatches)
      .set({ lastSeen: sql`greatest(${storyWatches.lastSeen}, ${seen}::int)` })
      .where(eq(storyWatches.id, clusterId))
  })
}

/** The story rests; `finalSize` null: it became part of another, and no forecast of it is judged. Once and for good. */
export async function settleStory(db: Db, clusterId: string, finalSize: number | null, at: Date): Promise<void> {
  await db
    .update(storyWatches)
    .set({ settledAt: at, finalSize, dueAt: null })
    .where(and(eq(storyWatches.id, clusterId), isNull(storyWatches.settledAt)))
}

/** Only the newest of one's own stories teach: media change, and the query stays the same however long the product runs. */
const taughtBy = 500

/** Of settled stories, newest first: ln(final / seen) less what the rule expected, for forecasts of one cause. */
export async function ownErrors(db: Db, cause: ForecastCause): Promise<number[]> {
  const rows = await db
    .select({
      error: sql<number>`(ln(${storyWatches.finalSize}::float8 / greatest(${storyForecasts.seen}, 1)) - ${storyForecasts.expected})::float8`,
    })
    .from(storyForecasts)
    .innerJoin(storyWatches, eq(storyWatches.id, storyForecasts.clusterId))
    .where(and(eq(storyForecasts.cause, cause), isNotNull(storyWatches.finalSize)))
    .orderBy(desc(storyWatches.settledAt))
    .limit(taughtBy)
  return rows.map(({ error }) => error)
}

export async function ownSizes(db: Db): Promise<number[]> {
  const rows = await db
    .select({ size: storyWatches.finalSize })
    .from(storyWatches)
    .where(isNotNull(storyWatches.finalSize))
    .orderBy(desc(storyWatches.settledAt))
    .limit(taughtBy)
  return rows.map(({ size }) => size!)
}

export type ForecastRecord = { cause: string; settled: number; inside: number; medianError: number }

/** How good settled forecasts were, by cause: truths within the interval, and the middle of |forecast − truth| / truth. */
export async function forecastRecord(db: Db, causes: readonly ForecastCause[]): Promise<ForecastRecord[]> {
  if (causes.length === 0) return []
  return rowsOf<ForecastRecord>(
    await db.execute(sql`
      SELECT f.cause, count(*)::int AS settled,
        (count(*) FILTER (WHERE w.final_size BETWEEN f.low AND f.high))::int AS inside,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(f.size - w.final_size)::float8 / greatest(w.final_size, 1))::float8
          AS "medianError"
      FROM ${storyForecasts} f JOIN ${storyWatches} w ON w.id = f.cluster_id
      WHERE w.final_size IS NOT NULL AND ${inArray(sql`f.cause`, [...causes])}
      GROUP BY f.cause`),
  )
}
