/** Thresholds of units in versions, and the runs that judge past articles again. */
import { and, count, desc, eq, gte, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'
import { type Measured, measuredCode, type RiskLevel } from '../domain/risk.ts'
import { topicScores } from '../domain/topic.ts'
import type { Agent } from '../domain/units.ts'
import { askJudgement } from './findings.ts'
import { takeLock } from './locks.ts'
import { type Db, rowsOf } from './open.ts'
import { articles, flags, rescorings, riskThresholds, units } from './schema.ts'

export type ThresholdsRow = typeof riskThresholds.$inferSelect
export type Rescoring = typeof rescorings.$inferSelect
export type OwnThresholds = Pick<ThresholdsRow, 'unitId' | 'n' | 'misinformation' | 'spread'>
type TreeLevels = Rescoring['before']

/** The version in force of every unit that has set its own, by unit. */
export async function thresholdsInForce(db: Db): Promise<Map<string, OwnThresholds>> {
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

const nothing = { low: 0, elevated: 0, high: 0, critical: 0 }

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

/** Articles by the highest level of their flags in each tree; those without a flag there are low. */
async function levelsOf(db: Db, run: Pick<Rescoring, 'since' | 'startedAt' | 'rootId'>): Promise<TreeLevels> {
  const roots = await db
    .select({ id: units.id })
    .from(units)
    .where(and(eq(units.id, units.rootId), run.rootId === null ? undefined : eq(units.id, run.rootId)))
  const judged = db
    .select({ id: articles.id })
    .from(articles)
    .where(and(judgedBetween(run), isNotNull(articles.judgedVersionId)))
  const [counted] = await db.select({ n: count() }).from(judged.as('judged'))
  const rows = rowsOf<{ root: string; level: RiskLevel; n: number }>(
    await db.execute(sql`
      SELECT root, (ARRAY['low', 'elevated', 'high', 'critical'])[place] AS level, count(*)::int AS n FROM (
        SELECT u.root_id AS root, max(array_position(ARRAY['low', 'elevated', 'high', 'critical'], f.level)) AS place
        FROM ${flags} f JOIN ${units} u ON u.id = f.unit_id
        WHERE f.article_id IN (${judged}) GROUP BY u.root_id, f.article_id
      ) highest WHERE place > 1 GROUP BY root, place`),
  )
  return Object.fromEntries(
    roots.map(({ id }) => {
      const own = rows.filter((row) => row.root === id)
      const low = (counted?.n ?? 0) - own.reduce((sum, row) => sum + row.n, 0)
      return [id, { ...nothing, low, ...Object.fromEntries(own.map((row) => [row.level, row.n])) }]
    }),
  )
}

/** A flag with what its level is made of. */
export type FlagMeasured = Pick<typeof flags.$inferSelect, 'id' | 'articleId' | 'unitId' | 'level' | 'types'> & {
  title: string
  /** Of the finding behind it; null: judged before these values were kept, or not by the machine. */
  measured: Measured | null
  isMachines: boolean
  /** A topic brings it up to `elevated` whatever the machine says. */
  isWatched: boolean
}

/** The newest flags of these units whose articles were seen since: those that a change of thresholds judges again. */
export async function flagsMeasured(
  db: Db,
  { unitIds, since, limit }: { unitIds: string[]; since: Date; limit: number },
): Promise<FlagMeasured[]> {
  if (unitIds.length === 0) return []
  const { id, articleId, unitId, level, types, reasons } = flags
  return db
    .select({
      ...{ id, articleId, unitId, level, types, title: articles.title },
      measured: sql<Measured | null>`jsonb_path_query_first(${reasons}, ${`$[*] ? (@.code == "${measuredCode}").facts`}::jsonpath)`,
      // Every finding of risk says where the outlet stands.
      isMachines: sql<boolean>`jsonb_path_exists(${reasons}, '$[*] ? (@.code == "outlet-tier")')`,
      isWatched: sql<boolean>`jsonb_path_exists(${reasons}, ${`$[*] ? (@.code == "topic-match" && @.weight >= ${topicScores.elevated})`}::jsonpath)`,
    })
    .from(flags)
    .innerJoin(articles, eq(articles.id, articleId))
    .where(and(inArray(unitId, unitIds), gte(articles.firstSeenAt, since)))
    .orderBy(desc(flags.openedAt), desc(id))
    .limit(limit)
}

/**
 * Runs change one at a time, and between the pieces of one. Taken first in the transaction: it is the lock of placement, which the
 * pieces need anyway.
 */
export const lockRescorings = (tx: Db): Promise<void> => takeLock(tx, 'placement')

type NewRun = { cause: Rescoring['cause']; rootId: string | null; unitId: string | null; since: Date; by: Agent }

/**
 * Opens a run over everything seen since, under lockRescorings: for one tree, or for all (`rootId` null). What ran or paused for
 * the same, or for less, ends as cancelled and is in `replaced`.
 */
export async function openRescoring(
  tx: Db,
  { cause, rootId, unitId, since, by }: NewRun,
  at: Date,
): Promise<{ run: Rescoring; replaced: Rescoring[] }> {
  const replaced = await tx
    .update(rescorings)
    .set({ state: 'cancelled', endedAt: at, dueAt: null })
    .where(
      and(
        inArray(rescorings.state, ['running', 'paused']),
        rootId === null ? undefined : eq(rescorings.rootId, rootId),
      ),
    )
    .returning()
  const span = { since, startedAt: at, rootId }
  const before = await levelsOf(tx, span)
  const [counted] = await tx.select({ n: count() }).from(articles).where(judgedBetween(span))
  const total = counted?.n ?? 0
  const [run] = await tx
    .insert(rescorings)
    .values({ cause, rootId, unitId, since, total, state: 'running', before, by, startedAt: at, dueAt: at })
    .returning()
  return { run: run!, replaced }
}

export async function rescoringById(db: Db, id: string): Promise<Rescoring | null> {
  const [row] = await db.select().from(rescorings).where(eq(rescorings.id, id))
  return row ?? null
}

/** Runs for these trees and those for all, newest first. */
export const rescoringList = (
  db: Db,
  { rootIds, limit = 50 }: { rootIds: string[]; limit?: number },
): Promise<Rescoring[]> =>
  db
    .select()
    .from(rescorings)
    .where(or(isNull(rescorings.rootId), inArray(rescorings.rootId, rootIds)))
    .orderBy(desc(rescorings.startedAt), desc(rescorings.id))
    .limit(limit)

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
    const wanted = inArray(
      articles.id,
      piece.map((a) => a.id),
    )
    await askJudgement(tx, wanted, at, run.rootId === null ? await rootIds(tx) : [run.rootId])
    await saveRescoring(tx, run.id, { done: run.done + piece.length, cursorAt: last.at, cursorId: last.id })
    return piece.length
  })
}

async function rootIds(tx: Db): Promise<string[]> {
  const rows = await tx.select({ id: units.id }).from(units).where(eq(units.id, units.rootId))
  return rows.map(({ id }) => id)
}

/** Ends a run with the levels that its articles have now. */
export async function closeRescoring(tx: Db, run: Rescoring, at: Date): Promise<Rescoring['after']> {
  const after = await levelsOf(tx, run)
  await saveRescoring(tx, run.id, { state: 'done', endedAt: at, dueAt: null, after })
  return after
}
