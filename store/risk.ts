/** Thresholds of units in versions, and the runs that judge past articles again. */
import { and, count, desc, eq, gte, inArray, isNotNull, lte, or, sql } from 'drizzle-orm'
import type { Agent } from '../domain/units.ts'
import { askJudgement } from './findings.ts'
import { takeLock } from './locks.ts'
import type { Db } from './open.ts'
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

/**
 * What a run is about: the articles seen from `since` to its start that are judged or about to be. One that is being judged may
 * be so by what held before; one in quarantine (nothing due) is a person's to replay.
 */
const judgedBetween = ({ since, startedAt }: Pick<Rescoring, 'since' | 'startedAt'>) =>
  and(
    gte(articles.firstSeenAt, since),
    lte(articles.firstSeenAt, startedAt),
    or(eq(articles.state, 'analyzed'), isWaiting),
  )
const isWaiting = and(eq(articles.state, 'extracted'), isNotNull(articles.dueAt))

async function levelsOf(db: Db, span: Pick<Rescoring, 'since' | 'startedAt'>): Promise<Levels> {
  const rows = await db
    .select({ level: articles.riskLevel, n: count() })
    .from(articles)
    .where(and(judgedBetween(span), isNotNull(articles.riskLevel)))
    .groupBy(articles.riskLevel)
  return { ...nothing, ...Object.fromEntries(rows.map((r) => [r.level, r.n])) }
}

/**
 * Runs change one at a time, and between the pieces of one. Taken first in the transaction: it is the lock of placement, which the
 * pieces need anyway.
 */
export const lockRescorings = (tx: Db): Promise<void> => takeLock(tx, 'placement')

/** Opens a run over everything seen since, under lockRescorings. Whatever ran or paused ends as cancelled and is in `replaced`. */
export async function openRescoring(
  tx: Db,
  { cause, unitId, since, by }: { cause: Rescoring['cause']; unitId: string | null; since: Date; by: Agent },
  at: Date,
): Promise<{ run: Rescoring; replaced: Rescoring[] }> {
  const replaced = await tx
    .update(rescorings)
    .set({ state: 'cancelled', endedAt: at, dueAt: null })
    .where(inArray(rescorings.state, ['running', 'paused']))
    .returning()
  const span = { since, startedAt: at }
  const before = await levelsOf(tx, span)
  const [counted] = await tx.select({ n: count() }).from(articles).where(judgedBetween(span))
  const total = counted?.n ?? 0
  const [run] = await tx
    .insert(rescorings)
    .values({ cause, unitId, since, total, state: 'running', before, by, startedAt: at, dueAt: at })
    .returning()
  return { run: run!, replaced }
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

/** How many articles wait to be judged: of all, or of those that a run is about. Counted up to 1000. */
export async function waitingForJudgement(db: Db, run?: Rescoring): Promise<number> {
  const waiting = db
    .select({ id: articles.id })
    .from(articles)
    .where(and(isWaiting, run && judgedBetween(run)))
    .limit(1000)
    .as('waiting')
  const [row] = await db.select({ n: count() }).from(waiting)
  return row?.n ?? 0
}

/**
 * Asks for the next articles of a run to be judged again, newest first, and moves its cursor with them: killed in between, neither
 * happened. Answers with how many were asked for; none when the run is over or was paused meanwhile.
 */
export async function askNextPiece(db: Db, { id }: Pick<Rescoring, 'id'>, limit: number, at: Date): Promise<number> {
  return db.transaction(async (tx) => {
    await lockRescorings(tx)
    const run = await rescoringById(tx, id)
    if (run?.state !== 'running') return 0
    const below = run.cursorAt
      ? sql`(${articles.firstSeenAt}, ${articles.id}) < (${run.cursorAt.toISOString()}::timestamptz, ${run.cursorId ?? ''})`
      : undefined
    const piece = await tx
      .select({ id: articles.id, at: articles.firstSeenAt })
      .from(articles)
      .where(and(judgedBetween(run), below))
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

/** Ends a run with the levels that its articles have now. */
export async function closeRescoring(tx: Db, run: Rescoring, at: Date): Promise<Rescoring['after']> {
  const after = await levelsOf(tx, run)
  await saveRescoring(tx, run.id, { state: 'done', endedAt: at, dueAt: null, after })
  return after
}
