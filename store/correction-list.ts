/** Requests for correction as people look for them: filtered lists, how far a story is corrected, and what outlets make of what they are asked. */
import { and, asc, count, desc, eq, ilike, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { CorrectionState } from '../domain/correction.ts'
import { type CorrectionLook, type FullCorrection, fullCorrections } from './corrections.ts'
import { shownTo } from './incidents.ts'
import { type Db, rowsOf } from './open.ts'
import { articles, correctionLooks, corrections, incidents } from './schema.ts'

export type CorrectionSort = 'drafted' | 'next' | 'outcome'
export type CorrectionFilter = {
  /** What the person may see: units whose requests, and units whose incidents. */
  unitIds: string[]
  incidentUnitIds: string[]
  states?: readonly CorrectionState[]
  outletId?: string
  incidentId?: string
  flagId?: string
  leadId?: string
  q?: string
  sort?: CorrectionSort
  page: number
  pageSize: number
}

const seen = ({ unitIds, incidentUnitIds }: Pick<CorrectionFilter, 'unitIds' | 'incidentUnitIds'>): SQL | undefined =>
  unitIds.length === 0
    ? sql`false`
    : and(inArray(corrections.unitId, unitIds), or(isNull(corrections.incidentId), shownTo(incidentUnitIds)))

const orders: Record<CorrectionSort, SQL[]> = {
  drafted: [desc(corrections.draftedAt)],
  // What is due first; what waits for nothing last.
  next: [sql`${corrections.nextStepAt} ASC NULLS LAST`, desc(corrections.draftedAt)],
  outcome: [sql`${corrections.outcomeAt} DESC NULLS LAST`],
}

export async function correctionList(db: Db, f: CorrectionFilter): Promise<{ items: FullCorrection[]; total: number }> {
  const like = f.q ? `%${f.q.replace(/[\\%_]/g, '\\$&')}%` : undefined
  const where = and(
    seen(f),
    f.states ? inArray(corrections.state, [...f.states]) : undefined,
    f.outletId ? eq(corrections.outletId, f.outletId) : undefined,
    f.incidentId ? eq(corrections.incidentId, f.incidentId) : undefined,
    f.flagId ? eq(corrections.flagId, f.flagId) : undefined,
    f.leadId ? or(eq(corrections.id, f.leadId), eq(corrections.leadId, f.leadId)) : undefined,
    like
      ? or(
          ilike(corrections.outletName, like),
          ilike(articles.title, like),
          sql`${corrections.subject}->>'quote' ILIKE ${like}`,
        )
      : undefined,
  )
  const ids = await db
    .select({ id: corrections.id })
    .from(corrections)
    .innerJoin(articles, eq(articles.id, corrections.articleId))
    .leftJoin(incidents, eq(incidents.id, corrections.incidentId))
    .where(where)
    .orderBy(...orders[f.sort ?? 'drafted'], asc(corrections.id))
    .limit(f.pageSize)
    .offset((f.page - 1) * f.pageSize)
  const [total] = await db
    .select({ n: count() })
    .from(corrections)
    .innerJoin(articles, eq(articles.id, corrections.articleId))
    .leftJoin(incidents, eq(incidents.id, corrections.incidentId))
    .where(where)
  const items = await fullCorrections(
    db,
    ids.map((r) => r.id),
  )
  return { items, total: total?.n ?? 0 }
}

/** Null for what the person may not see. */
export async function correctionById(
  db: Db,
  id: string,
  who: Pick<CorrectionFilter, 'unitIds' | 'incidentUnitIds'>,
): Promise<FullCorrection | null> {
  const [row] = await db
    .select({ id: corrections.id })
    .from(corrections)
    .leftJoin(incidents, eq(incidents.id, corrections.incidentId))
    .where(and(eq(corrections.id, id), seen(who)))
  return row ? ((await fullCorrections(db, [row.id]))[0] ?? null) : null
}

/** The newest look of each. */
export async function lastLooks(db: Db, ids: string[]): Promise<Map<string, CorrectionLook>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectDistinctOn([correctionLooks.correctionId])
    .from(correctionLooks)
    .where(inArray(correctionLooks.correctionId, ids))
    .orderBy(correctionLooks.correctionId, desc(correctionLooks.at), desc(correctionLooks.id))
  return new Map(rows.map((r) => [r.correctionId, r]))
}

/** Of the reprints asked about under a request: how their pages stand now. */
export type Coverage = { reprints: number; corrected: number; edited: number; gone: number; wrong: number }

export async function coverageOf(db: Db, leadIds: string[]): Promise<Map<string, Coverage>> {
  if (leadIds.length === 0) return new Map()
  const n = (condition: SQL) => sql<number>`count(*) FILTER (WHERE ${condition})::int`
  const rows = await db
    .select({
      leadId: corrections.leadId,
      reprints: sql<number>`count(*)::int`,
      corrected: n(sql`outcome = 'corrected'`),
      edited: n(sql`outcome IN ('silently_edited', 'withdrawn')`),
      gone: n(sql`outcome = 'removed'`),
      wrong: n(sql`outcome IS NULL OR outcome NOT IN ('corrected', 'silently_edited', 'withdrawn', 'removed')`),
    })
    .from(corrections)
    .where(and(inArray(corrections.leadId, leadIds), sql`state NOT IN ('cancelled', 'retracted')`))
    .groupBy(corrections.leadId)
  return new Map(rows.map(({ leadId, ...c }) => [leadId ?? '', c]))
}

export type OutletRecord = {
  outletId: string
  outletName: string
  asked: number
  corrected: number
  edited: number
  refused: number
  open: number
  /** From the first letter to the look that proved it, in hours; null while nothing is proven. */
  medianHours: number | null
}

/**
 * What outlets made of requests that were sent; those taken back and exercises are not counted. Only requests stand here, so criticism is
 * never counted: none can be made of it. Most asked first.
 */
export async function outletRecords(
  db: Db,
  who: Pick<CorrectionFilter, 'unitIds' | 'incidentUnitIds'>,
): Promise<OutletRecord[]> {
  return rowsOf<OutletRecord>(
    await db.execute(sql`
      SELECT corrections.outlet_id AS "outletId", min(corrections.outlet_name) AS "outletName", count(*)::int AS asked,
        count(*) FILTER (WHERE corrections.state = 'corrected')::int AS corrected,
        count(*) FILTER (WHERE corrections.state IN ('silently_edited', 'taken_out', 'removed', 'accepted'))::int AS edited,
        count(*) FILTER (WHERE corrections.state IN ('refused', 'unresolved'))::int AS refused,
        count(*) FILTER (WHERE corrections.state NOT IN ('corrected', 'silently_edited', 'taken_out', 'removed', 'accepted', 'refused', 'unresolved'))::int AS open,
        (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM corrections.proven_at - corrections.sent_at) / 3600)
          FILTER (WHERE corrections.state = 'corrected'))::float AS "medianHours"
      FROM ${corrections} LEFT JOIN ${incidents} ON ${incidents.id} = ${corrections.incidentId}
      WHERE ${seen(who)} AND corrections.sent_at IS NOT NULL AND corrections.state <> 'retracted'
        AND (${incidents.id} IS NULL OR ${incidents.mode} <> 'drill')
      GROUP BY corrections.outlet_id ORDER BY asked DESC, "outletName" LIMIT 200`),
  )
}
