/** Thresholds of units in versions, and the runs that judge past articles again. */
import { and, desc, eq, gte, inArray, sql } from 'drizzle-orm'
import type { RiskLevel } from '../domain/risk.ts'
import type { Agent } from '../domain/units.ts'
import { askJudgement } from './findings.ts'
import { takeLock } from './locks.ts'
import { type Db, rowsOf } from './open.ts'
import { articles, rescorings, riskThresholds } from './schema.ts'

export type ThresholdsRow = typeof riskThresholds.$inferSelect
export type Rescoring = typeof rescorings.$inferSelect
type Levels = Rescoring['before']

/** The version in force of every unit that has set its own, by unit. */
export async function thresholdsInForce(db: Db): Promise<Map<string, ThresholdsRow>> {
  const rows = await db
    .selectDistinctOn([riskThresholds.unitId])
    .from(riskThresholds)
    .orderBy(riskThresholds.unitId, desc(riskThresholds.n))
  return new Map(rows.map((r) => [r.unitId, r]))
}

/** All versions of a unit, newest first. */
export const thresholdsOf = (db: Db, unitId: string): Promise<ThresholdsRow[]> =>
  db.select().from(riskThresholds).where(eq(riskThresholds.unitId, unitId)).orderBy(desc(riskThresholds.n)).limit(200)

/** Null when somebody else wrote the same version a moment before. */
export async function insertThresholds(
  tx: Db,
  row: Omit<typeof riskThresholds.$inferInsert, 'id'>,
): Promise<ThresholdsRow | null> {
  const [made] = await tx.insert(riskThresholds).values(row).onConflictDoNothing().returning()
  return made ?? null
}

const nothing: Levels = { low: 0, elevated: 0, high: 0, critical: 0 }

async function levelsSince(db: Db, since: Date): Promise<Levels> {
  const rows = rowsOf<{ level: RiskLevel; n: number }>(
    await db.execute(sql`
      SELECT risk_level AS level, count(*)::int AS n FROM ${articles}
      WHERE first_seen_at >= ${since.toISOString()}::timestamptz AND risk_level IS NOT NULL GROUP BY risk_level`),
  )
  return { ...nothing, ...Object.fromEntries(rows.map((r) => [r.level, r.n])) }
}

/** Opens a run over everything seen since; an older one that still runs for the same cause and unit ends as cancelled. */
export async function openRescoring(
  tx: Db,
  { cause, unitId, since, by }: { cause: Rescoring['cause']; unitId: string | null; since: Date; by: Agent },
  at: Date,
): Promise<Rescoring> {
  await tx
    .update(rescorings)
    .set({ state: 'cancelled', endedAt: at, dueAt: null })
    .where(inArray(rescorings.state, ['running', 'paused']))
  const before = await levelsSince(tx, since)
  const total = Object.values(before).reduce((sum, n) => sum + n, 0)
  const [made] = await tx
    .insert(rescorings)
    .values({ cause, unitId, since, total, state: 'running', before, by, startedAt: at, dueAt: at })
    .returning()
  return made!
}

export async function rescoringById(db: Db, id: string): Promise<Rescoring | null> {
  const [row] = await db.select().from(rescorings).where(eq(rescorings.id, id))
  return row ?? null
}

/** Newest first. */
export const rescoringList = (db: Db, limit = 50): Promise<Rescoring[]> =>
  db.select().from(rescorings).orderBy(desc(rescorings.startedAt)).limit(limit)

export async function saveRescoring(tx: Db, id: string, change: Partial<Rescoring>): Promise<void> {
  await tx.update(rescorings).set(change).where(eq(rescorings.id, id))
}

/** How many articles wait to be judged, of all; counted up to 1000. */
export async function waitingForJudgement(db: Db): Promise<number> {
  const [row] = rowsOf<{ n: number }>(
    await db.execute(sql`
      SELECT count(*)::int AS n FROM (SELECT 1 FROM ${articles} WHERE state = 'extracted' LIMIT 1000) AS waiting`),
  )
  return row?.n ?? 0
}

/**
 * Asks for the next articles of a run to be judged again, newest first, and moves its cursor with them: killed in between, neither
 * happened. Answers with how many were asked for.
 */
export async function askNextPiece(db: Db, run: Rescoring, limit: number, at: Date): Promise<number> {
  return db.transaction(async (tx) => {
    await takeLock(tx, 'placement')
    const below = run.cursorAt
      ? sql`(${articles.firstSeenAt}, ${articles.id}) < (${run.cursorAt.toISOString()}::timestamptz, ${run.cursorId ?? ''})`
      : undefined
    const piece = await tx
      .select({ id: articles.id, at: articles.firstSeenAt })
      .from(articles)
      .where(and(gte(articles.firstSeenAt, run.since), eq(articles.state, 'analyzed'), below))
      .orderBy(desc(articles.firstSeenAt), desc(articles.id))
      .limit(limit)
    const last = piece.at(-1)
    if (!last) return 0
    await askJudgement(
      tx,
      inArray(
        articles.id,
        piece.map((a) => a.id),
      ),
      at,
    )
    await saveRescoring(tx, run.id, { done: run.done + piece.length, cursorAt: last.at, cursorId: last.id })
    return piece.length
  })
}

/** Ends a run with the levels as they are now. */
export async function endRescoring(db: Db, run: Rescoring, at: Date): Promise<void> {
  await saveRescoring(db, run.id, { state: 'done', endedAt: at, dueAt: null, after: await levelsSince(db, run.since) })
}
