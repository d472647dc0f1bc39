/** Drafts of talking points by a language model, and what a matter gives such a draft to cite. */
import { createHash } from 'node:crypto'
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Claim } from '../domain/figure.ts'
import { plainWords, type TalkingPointsBody } from '../domain/talking-points.ts'
import { keptInArticle } from './drafts.ts'
import type { FigureRow } from './figures.ts'
import { type Db, rowsOf } from './open.ts'
import { articles, articleVersions, claims, figures, flags, incidents, pointsDrafts } from './schema.ts'

export type PointsDraft = typeof pointsDrafts.$inferSelect

const shown = 20
const most = { figures: 20, claims: 200 } as const

export async function addPointsDraft(
  tx: Db,
  draft: Omit<typeof pointsDrafts.$inferInsert, 'id'>,
): Promise<PointsDraft> {
  const [row] = await tx.insert(pointsDrafts).values(draft).returning()
  return row!
}

export async function pointsDraftById(db: Db, id: string): Promise<PointsDraft | null> {
  const [row] = await db.select().from(pointsDrafts).where(eq(pointsDrafts.id, id))
  return row ?? null
}

export async function lockPointsDraft(tx: Db, id: string): Promise<PointsDraft | null> {
  const [row] = await tx.select().from(pointsDrafts).where(eq(pointsDrafts.id, id)).for('update')
  return row ?? null
}

export async function updatePointsDraft(
  tx: Db,
  id: string,
  change: Partial<typeof pointsDrafts.$inferInsert>,
): Promise<void> {
  await tx.update(pointsDrafts).set(change).where(eq(pointsDrafts.id, id))
}

/** Newest first; discarded ones are gone. Without rights: for whoever may draft in the matter. */
export async function pointsDraftsOf(db: Db, incidentId: string): Promise<PointsDraft[]> {
  return db
    .select()
    .from(pointsDrafts)
    .where(and(eq(pointsDrafts.incidentId, incidentId), isNull(pointsDrafts.discardedAt)))
    .orderBy(desc(pointsDrafts.askedAt))
    .limit(shown)
}

/** One that is still waited for: a second click asks nothing more. */
export async function openPointsDraft(tx: Db, incidentId: string): Promise<PointsDraft | null> {
  const [row] = await tx
    .select()
    .from(pointsDrafts)
    .where(and(eq(pointsDrafts.incidentId, incidentId), isNull(pointsDrafts.endedAt), isNull(pointsDrafts.discardedAt)))
  return row ?? null
}

/** Equal for texts that are worded alike. */
export const wordsHash = (body: TalkingPointsBody): string =>
  createHash('sha256').update(plainWords(body)).digest('hex')

/** Which of these texts are worded exactly as a language model once worded a draft, wherever that was. */
export async function machineWorded(
  db: Db,
  bodies: TalkingPointsBody[],
): Promise<(body: TalkingPointsBody) => boolean> {
  const hashes = [...new Set(bodies.map(wordsHash))]
  const rows =
    hashes.length === 0
      ? []
      : await db
          .select({ hash: pointsDrafts.wordsHash })
          .from(pointsDrafts)
          .where(inArray(pointsDrafts.wordsHash, hashes))
  const known = new Set(rows.map((r) => r.hash))
  return (body) => known.has(wordsHash(body))
}

/** The matter lies in a compartment, or an article of it may concern a leak: then nothing of it leaves the house. */
export async function isMatterKeptIn(db: Db, incidentId: string): Promise<boolean> {
  const [row] = rowsOf<{ kept: boolean }>(
    await db.execute(sql`
      SELECT i.restricted OR EXISTS (
          SELECT 1 FROM ${articles} a WHERE ${keptInArticle}
            AND (a.cluster_id = i.cluster_id OR a.id IN (SELECT article_id FROM ${flags} WHERE incident_id = i.id))) AS kept
      FROM ${incidents} i WHERE i.id = ${incidentId}`),
  )
  return row?.kept ?? true
}

/**
 * The figures of now that the claims of the matter's articles and the verdicts on them speak of, those first; then other
 * measures of the same indicator, region and period. Unpublished ones are never among them.
 */
export async function figuresOfMatter(db: Db, incidentId: string, at: Date): Promise<FigureRow[]> {
  const now = sql`${at.toISOString()}::timestamptz`
  const rows = rowsOf<{ id: string }>(
    await db.execute(sql`
      WITH named AS (
        SELECT c.figure_id AS id FROM claims c JOIN flags f ON f.article_version_id = c.article_version_id WHERE f.incident_id = ${incidentId}
        UNION SELECT r.figure_id FROM reviews r JOIN flags f ON f.id = r.flag_id WHERE f.incident_id = ${incidentId})
      SELECT n.id FROM named JOIN figures o ON o.id = named.id
        JOIN figures n ON n.indicator = o.indicator AND n.region = o.region AND n.scope = o.scope AND n.period = o.period AND n.period_type = o.period_type
      WHERE n.published_at <= ${now} AND (n.superseded_at IS NULL OR n.superseded_at > ${now})
      GROUP BY n.id, n.indicator, n.period, n.measure
      ORDER BY bool_or(n.measure = o.measure) DESC, n.period DESC, n.indicator, n.measure, n.id LIMIT ${most.figures}`),
  )
  if (rows.length === 0) return []
  const found = await db
    .select()
    .from(figures)
    .where(
      inArray(
        figures.id,
        rows.map((r) => r.id),
      ),
    )
  return rows.flatMap(({ id }) => found.find((f) => f.id === id) ?? [])
}

export type MatterClaim = {
  claim: Claim
  articleId: string
  title: string
  text: string
  publishedAt: Date | null
}

/** What the flagged versions of the matter's articles state, oldest flag first. */
export async function claimsOfMatter(db: Db, incidentId: string): Promise<MatterClaim[]> {
  return db
    .select({
      ...{ claim: claims.claim, articleId: articleVersions.articleId, title: articleVersions.title },
      ...{ text: articleVersions.text, publishedAt: articles.publishedAt },
    })
    .from(flags)
    .innerJoin(claims, eq(claims.articleVersionId, flags.articleVersionId))
    .innerJoin(articleVersions, eq(articleVersions.id, flags.articleVersionId))
    .innerJoin(articles, eq(articles.id, articleVersions.articleId))
    .where(eq(flags.incidentId, incidentId))
    .orderBy(flags.openedAt, flags.id, claims.n)
    .limit(most.claims)
}
