/** Hand-offs of overseas reports: found in the stories of an incident, locked for a command, read for a page. */
import { and, asc, count, desc, eq, ilike, inArray, or, sql } from 'drizzle-orm'
import type { HandoffFacts, HandoffState, OverseasClass } from '../domain/handoff.ts'
import { waitingStates } from '../domain/handoff.ts'
import { endedIncidentStates } from '../domain/incident.ts'
import { type Incident, lockIncident, shownTo } from './incidents.ts'
import { type Db, rowsOf } from './open.ts'
import { articles, articleVersions, findings, flags, handoffs, incidents, outlets } from './schema.ts'

export type Handoff = typeof handoffs.$inferSelect
export type FullHandoff = {
  row: Handoff
  incident: Incident
  article: { id: string; title: string; url: string; language: string; publishedAt: Date | null }
  facts: HandoffFacts
}

export type OverseasReport = {
  outletId: string | null
  outletName: string
  originClass: OverseasClass
  articleId: string
}

/**
 * Overseas outlets in the stories of an incident, each once by its first report; and outlets that only a domestic page names as its
 * source, where the outlet's own report was not seen. At most 50.
 */
export async function overseasReportsOf(db: Db, incidentId: string): Promise<OverseasReport[]> {
  const ours = sql`a.cluster_id IN (SELECT f.cluster_id FROM ${flags} f WHERE f.incident_id = ${incidentId})`
  const own = rowsOf<{ id: string; outlet_id: string; name: string; origin: OverseasClass }>(
    await db.execute(sql`
      SELECT DISTINCT ON (o.id) a.id, o.id AS outlet_id, o.name, o.origin FROM ${articles} a JOIN ${outlets} o ON o.id = a.outlet_id
      WHERE ${ours} AND o.origin <> 'domestic'
      ORDER BY o.id, coalesce(a.published_at, a.first_seen_at), a.id LIMIT 50`),
  )
  const named = rowsOf<{ id: string; origin: OverseasClass; source: string }>(
    await db.execute(sql`
      SELECT a.id, t.label AS origin, coalesce(nullif(a.source_line, ''), '') AS source
      FROM ${articles} a JOIN ${outlets} o ON o.id = a.outlet_id
        JOIN ${articleVersions} v ON v.article_id = a.id AND v.n = a.versions
        JOIN ${findings} t ON t.article_version_id = v.id AND t.analyzer = 'origin'
      WHERE ${ours} AND o.origin = 'domestic' AND t.label <> 'domestic'
      ORDER BY coalesce(a.published_at, a.first_seen_at), a.id LIMIT 50`),
  )
  const reports: OverseasReport[] = own.map((r) => ({
    ...{ outletId: r.outlet_id, outletName: r.name, originClass: r.origin, articleId: r.id },
  }))
  const seen = new Set(reports.map((r) => r.originClass))
  for (const page of named)
    if (!seen.has(page.origin)) {
      seen.add(page.origin)
      const outletName = page.source.slice(0, 80) || '—'
      reports.push({ outletId: null, outletName, originClass: page.origin, articleId: page.id })
    }
  return reports.slice(0, 50)
}

/** Open incidents that hold flags of this story. */
export async function openIncidentsOfStory(db: Db, clusterId: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: incidents.id })
    .from(flags)
    .innerJoin(incidents, eq(incidents.id, flags.incidentId))
    .where(and(eq(flags.clusterId, clusterId), sql`${incidents.state} NOT IN ${endedIncidentStates}`))
  return rows.map((r) => r.id)
}

/** Null when this outlet was handed off in this incident before. */
export async function insertHandoff(
  tx: Db,
  row: Omit<typeof handoffs.$inferInsert, 'id' | 'n'>,
): Promise<Handoff | null> {
  const [last] = await tx
    .select({ n: sql<number>`coalesce(max(${handoffs.n}), 0)::int` })
    .from(handoffs)
    .where(eq(handoffs.incidentId, row.incidentId))
  const [made] = await tx
    .insert(handoffs)
    .values({ ...row, n: (last?.n ?? 0) + 1 })
    .onConflictDoNothing()
    .returning()
  return made ?? null
}

export async function saveHandoff(tx: Db, id: string, change: Partial<Handoff>): Promise<void> {
  await tx.update(handoffs).set(change).where(eq(handoffs.id, id))
}

/** One under the lock of its incident. */
export async function lockHandoff(tx: Db, id: string): Promise<FullHandoff | null> {
  const [row] = await tx.select({ incidentId: handoffs.incidentId }).from(handoffs).where(eq(handoffs.id, id))
  const incident = row && (await lockIncident(tx, row.incidentId))
  return incident ? ((await full(tx, eq(handoffs.id, id), { limit: 1, offset: 0 }))[0] ?? null) : null
}

export async function handoffById(db: Db, id: string, unitIds: string[]): Promise<FullHandoff | null> {
  return (await full(db, and(eq(handoffs.id, id), shownTo(unitIds)), { limit: 1, offset: 0 }))[0] ?? null
}

export type HandoffFilter = {
  unitIds: string[]
  incidentId?: string
  originClass?: OverseasClass
  /** `waiting`: not executed yet. */
  state?: HandoffState | 'waiting'
  q?: string
  page: number
  pageSize: number
}

/** Newest first. */
export async function handoffList(db: Db, f: HandoffFilter): Promise<{ items: FullHandoff[]; total: number }> {
  const like = f.q ? `%${f.q.replace(/[\\%_]/g, '\\$&')}%` : undefined
  const where = and(
    shownTo(f.unitIds),
    f.incidentId ? eq(handoffs.incidentId, f.incidentId) : undefined,
    f.originClass ? eq(handoffs.originClass, f.originClass) : undefined,
    f.state === 'waiting'
      ? inArray(handoffs.state, [...waitingStates])
      : f.state
        ? eq(handoffs.state, f.state)
        : undefined,
    like ? or(ilike(handoffs.outletName, like), ilike(incidents.title, like)) : undefined,
  )
  const [total] = await db
    .select({ n: count() })
    .from(handoffs)
    .innerJoin(incidents, eq(incidents.id, handoffs.incidentId))
    .where(where)
  const items = await full(db, where, { limit: f.pageSize, offset: (f.page - 1) * f.pageSize })
  return { items, total: total?.n ?? 0 }
}

/** Names of overseas outlets of an incident that nobody may answer yet, with their other names. */
export async function waitingOutlets(db: Db, incidentId: string): Promise<{ name: string; aliases: string[] }[]> {
  const rows = await db
    .select({ name: handoffs.outletName, aliases: outlets.aliases })
    .from(handoffs)
    .leftJoin(outlets, eq(outlets.id, handoffs.outletId))
    .where(and(eq(handoffs.incidentId, incidentId), inArray(handoffs.state, [...waitingStates])))
  return rows.map((r) => ({ name: r.name, aliases: r.aliases ?? [] }))
}

async function full(
  db: Db,
  where: ReturnType<typeof and>,
  { limit, offset }: { limit: number; offset: number },
): Promise<FullHandoff[]> {
  const rows = await db
    .select()
    .from(handoffs)
    .innerJoin(incidents, eq(incidents.id, handoffs.incidentId))
    .innerJoin(articles, eq(articles.id, handoffs.articleId))
    .where(where)
    .orderBy(desc(handoffs.detectedAt), asc(handoffs.n))
    .limit(limit)
    .offset(offset)
  return rows.map(({ handoffs: row, incidents: incident, articles: a }) => ({
    ...{ row, incident },
    article: { id: a.id, title: a.title, url: a.url, language: a.language, publishedAt: a.publishedAt },
    facts: {
      ...{ id: row.id, n: row.n, state: row.state, originClass: row.originClass, unitId: row.unitId },
      ...{ rootId: row.rootId, route: row.route, language: a.language, content: row.content, incident },
    },
  }))
}
