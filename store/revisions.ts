/** Figures that were revised, what of ours used them, and what people did about it. */
import { and, count, desc, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { ReopenedKind, ReopenedState } from '../domain/figure-import.ts'
import { shownIncidentIds } from './incidents.ts'
import { type Db, rowsOf } from './open.ts'
import {
  articles,
  figureRevisions,
  figures,
  flags,
  incidents,
  reopened,
  reports,
  reviews,
  talkingPoints,
} from './schema.ts'

export type FigureRevision = typeof figureRevisions.$inferSelect
export type Reopened = typeof reopened.$inferSelect

export async function revisionById(db: Db, id: string): Promise<FigureRevision | null> {
  const [row] = await db.select().from(figureRevisions).where(eq(figureRevisions.id, id))
  return row ?? null
}

export async function endRevision(tx: Db, id: string, at: Date): Promise<void> {
  await tx.update(figureRevisions).set({ doneAt: at }).where(eq(figureRevisions.id, id))
}

/** Null when the same matter was listed for this revision before. */
export async function insertReopened(tx: Db, row: typeof reopened.$inferInsert): Promise<Reopened | null> {
  const [inserted] = await tx.insert(reopened).values(row).onConflictDoNothing().returning()
  return inserted ?? null
}

const most = 1_000

/** Flags whose newest verdict names the figure, with the article's times: what an article could know depends on its day. */
export async function verdictsOnFigure(db: Db, figureId: string) {
  return db
    .select({
      flagId: reviews.flagId,
      unitId: flags.unitId,
      incidentId: flags.incidentId,
      byUserId: reviews.byUserId,
      byUnitId: reviews.byUnitId,
      title: articles.title,
      publishedAt: articles.publishedAt,
      publishedPrecision: articles.publishedPrecision,
      firstSeenAt: articles.firstSeenAt,
    })
    .from(reviews)
    .innerJoin(flags, eq(flags.id, reviews.flagId))
    .innerJoin(articles, eq(articles.id, flags.articleId))
    .where(
      and(
        eq(reviews.figureId, figureId),
        sql`NOT EXISTS (SELECT 1 FROM reviews newer WHERE newer.flag_id = ${reviews.flagId} AND newer.seq > ${reviews.seq} AND newer.verdict <> ${reviews.verdict})`,
      ),
    )
    .orderBy(desc(reviews.at))
    .limit(most)
}

/**
 * Analyzed articles whose current text the machine held against the figure, published after `since` (null: whenever). Only they
 * can change: an older article is judged by what was published on its day.
 */
export async function articlesOnFigure(db: Db, figureId: string, since: Date | null) {
  return rowsOf<{ articleId: string; title: string; unitId: string | null }>(
    await db.execute(sql`
      SELECT DISTINCT a.id AS "articleId", a.title, (SELECT f.unit_id FROM flags f WHERE f.article_id = a.id ORDER BY f.opened_at LIMIT 1) AS "unitId"
      FROM claims c JOIN article_versions v ON v.id = c.article_version_id JOIN articles a ON a.id = v.article_id AND a.versions = v.n
      WHERE c.figure_id = ${figureId} AND a.state = 'analyzed'
        ${since ? sql`AND coalesce(a.published_at, a.first_seen_at) >= ${since.toISOString()}::timestamptz` : sql``}
      LIMIT ${most}`),
  )
}

/** The machine reads the current text of an article again, with the figures of now. */
export async function rereadArticle(tx: Db, articleId: string, at: Date): Promise<void> {
  await tx
    .update(articles)
    .set({ state: 'extracted', dueAt: at, rescoredRoots: null })
    .where(and(eq(articles.id, articleId), eq(articles.state, 'analyzed')))
}

/** Talking points on their way or in force whose current words name the figure. */
export async function talkingPointsOnFigure(db: Db, figureId: string): Promise<{ id: string }[]> {
  return rowsOf(
    await db.execute(sql`
      SELECT t.id FROM talking_points t JOIN talking_points_revisions r ON r.talking_points_id = t.id AND r.n = t.revision
      WHERE t.state IN ('draft', 'fact_check', 'office_approval', 'pending_leading_group', 'approved', 'in_force')
        AND r.body->'facts' @> ${JSON.stringify([{ figureId }])}::jsonb
      ORDER BY t.opened_at LIMIT ${most}`),
  )
}

/**
 * Reports whose newest words print the value. Of a short one (fewer than five digits) only those of incidents that the revision
 * concerns already: 3.4 stands in many texts that mean another thing.
 */
export async function reportsPrinting(db: Db, value: string, revisionId: string) {
  const digits = value.replace(/\D/g, '').replace(/^0+/, '')
  const forms = [...new Set([value, withSeparators(value)])].map((form) => form.replace(/^-/, ''))
  // No digit before and none behind: 4740.86 is not in 24740.86.
  const pattern = `(^|[^0-9.,])(${forms.map((f) => f.replaceAll('.', '\\.')).join('|')})([^0-9]|$)`
  const concerned: SQL = sql`${reports.incidentId} IN (SELECT incident_id FROM reopened WHERE revision_id = ${revisionId})`
  return db
    .select({
      reportId: reports.id,
      incidentId: reports.incidentId,
      unitId: reports.fromUnitId,
      byUserId: reports.signedByUserId,
      kind: reports.kind,
      seq: reports.seq,
      no: incidents.no,
      title: incidents.title,
    })
    .from(reports)
    .innerJoin(incidents, eq(incidents.id, reports.incidentId))
    .where(
      and(
        sql`EXISTS (SELECT 1 FROM report_revisions r WHERE r.report_id = ${reports.id} AND r.n = ${reports.revisions} AND r.fields::text ~ ${pattern})`,
        digits.length >= 5 ? undefined : concerned,
      ),
    )
    .limit(most)
}

const withSeparators = (value: string): string =>
  value.replace(/^(-?\d+)/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','))

export type ReopenedShown = Reopened & {
  revision: FigureRevision
  indicator: string
  indicatorName: string
  region: string
  regionName: string
  period: string
  /** How the matter stands by itself now: state of the flag, the talking points; null where it has none. */
  subjectState: string | null
}

export type ReopenedFilter = { kind?: ReopenedKind; state?: ReopenedState; page: number; pageSize: number }

/** What was opened again and why, newest first; of incidents only those that the person may see. */
export async function reopenedList(
  db: Db,
  { unitIds, incidentUnitIds }: { unitIds: string[]; incidentUnitIds: string[] },
  f: ReopenedFilter,
): Promise<{ items: ReopenedShown[]; total: number; open: number }> {
  const ids = rowsOf<{ id: string }>(
    await db.execute(sql`SELECT DISTINCT incident_id AS id FROM reopened WHERE incident_id IS NOT NULL`),
  ).map((r) => r.id)
  const seen = [...(await shownIncidentIds(db, ids, incidentUnitIds))]
  const mine = and(
    or(inArray(reopened.unitId, unitIds), inArray(reopened.incidentId, seen)),
    or(isNull(reopened.incidentId), inArray(reopened.incidentId, seen)),
  )
  const where = and(
    mine,
    f.kind ? eq(reopened.kind, f.kind) : undefined,
    f.state ? eq(reopened.state, f.state) : undefined,
  )
  const [total] = await db.select({ n: count() }).from(reopened).where(where)
  const [open] = await db
    .select({ n: count() })
    .from(reopened)
    .where(and(mine, eq(reopened.state, 'open')))
  const rows = await db
    .select({
      row: reopened,
      revision: figureRevisions,
      indicator: figures.indicator,
      indicatorName: figures.indicatorName,
      region: figures.region,
      regionName: figures.regionName,
      period: figures.period,
      subjectState: sql<string | null>`coalesce(${flags.state}, ${talkingPoints.state})`,
    })
    .from(reopened)
    .innerJoin(figureRevisions, eq(figureRevisions.id, reopened.revisionId))
    .innerJoin(figures, eq(figures.id, figureRevisions.newFigureId))
    .leftJoin(flags, and(eq(reopened.kind, 'verdict'), eq(flags.id, reopened.subjectId)))
    .leftJoin(talkingPoints, and(eq(reopened.kind, 'talking_points'), eq(talkingPoints.id, reopened.subjectId)))
    .where(where)
    .orderBy(desc(reopened.at), desc(reopened.id))
    .limit(f.pageSize)
    .offset((f.page - 1) * f.pageSize)
  return {
    items: rows.map(({ row, ...more }) => ({ ...row, ...more })),
    total: total?.n ?? 0,
    open: open?.n ?? 0,
  }
}

export async function lockReopened(tx: Db, id: string): Promise<Reopened | null> {
  const [row] = await tx.select().from(reopened).where(eq(reopened.id, id)).for('update')
  return row ?? null
}

export async function settleReopenedRow(
  tx: Db,
  id: string,
  settled: { settledAt: Date; settledBy: string; settledNote: string },
): Promise<Reopened> {
  const [row] = await tx
    .update(reopened)
    .set({ state: 'settled', ...settled })
    .where(eq(reopened.id, id))
    .returning()
  return row!
}
