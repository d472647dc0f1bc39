/** What was seen of a bureau in a period, counted: volume, channels, tone, first publishers, hours, matters. For briefings. */
import { and, asc, eq, gte, inArray, lt, sql } from 'drizzle-orm'
import type { CountedPart } from '../domain/document.ts'
import { type Db, rowsOf } from './open.ts'
import { articles, articleVersions, clocks, findings, flags, incidents, outlets } from './schema.ts'
import { type Incident, shownTo } from './incidents.ts'

export type BriefingCounts = {
  /** Articles that were brought to the queue of the bureau, or flagged by the machine. */
  articles: number
  flags: number
  falseVerdicts: number
  byDay: { day: string; articles: number }[]
  byHour: { hour: number; articles: number }[]
  byKind: { kind: string; articles: number }[]
  byTone: { tone: string; articles: number }[]
  byRegion: { name: string; articles: number }[]
  stories: {
    articleId: string
    flagId: string
    title: string
    outlet: string
    publishedAt: Date | null
    copies: number
    level: string
    verdict: string | null
  }[]
  incidents: Incident[]
  clocks: { incidentId: string; id: string; state: string }[]
}

type Period = { unitId: string; from: Date; to: Date }

const oursOf = ({ unitId, from, to }: Period) =>
  sql`FROM ${flags} f JOIN ${articles} a ON a.id = f.article_id JOIN ${outlets} o ON o.id = a.outlet_id
    WHERE f.unit_id = ${unitId} AND f.opened_at >= ${from.toISOString()}::timestamptz AND f.opened_at < ${to.toISOString()}::timestamptz`
const local = sql`(f.opened_at AT TIME ZONE 'Asia/Shanghai')`
/** By what is counted, and found again when somebody opens a number. */
const columns = {
  day: sql`to_char(${local}, 'YYYY-MM-DD')`,
  hour: sql`extract(hour FROM ${local})::int`,
  kind: sql`o.kind`,
  tone: (unitId: string) =>
    sql`coalesce((SELECT t.label FROM ${findings} t JOIN ${articleVersions} v ON v.id = t.article_version_id
        WHERE v.article_id = a.id AND v.n = a.versions AND t.analyzer = 'tone' ORDER BY t.unit_id = ${unitId} DESC LIMIT 1), '')`,
  region: sql`coalesce(o.region_code, '')`,
}

const newMatters = (db: Db, { unitId, from, to }: Period): Promise<Incident[]> =>
  db
    .select()
    .from(incidents)
    .where(
      and(eq(incidents.mode, 'real'), shownTo([unitId]), gte(incidents.openedAt, from), lt(incidents.openedAt, to)),
    )
    .orderBy(asc(incidents.openedAt))
    .limit(50)

export type CountedRow = { kind: 'article' | 'incident'; id: string; title: string; by: string; at: Date }
const mostCounted = 500

/**
 * What stands behind one number of a briefing now, newest first; at most 500. `value`: of a part that has several. Verdicts and tones may
 * have changed since it was counted.
 */
export async function countedIn(
  db: Db,
  { part, value, ...period }: Period & { part: CountedPart; value: string },
): Promise<CountedRow[]> {
  if (part === 'incidents')
    return (await newMatters(db, period)).map((i) => ({
      ...{ kind: 'incident', id: i.id, title: i.title, by: i.no, at: i.openedAt },
    }))
  const { unitId } = period
  const only = {
    ...{ all: sql``, false: sql`AND f.verdict = 'false'`, day: sql`AND ${columns.day} = ${value}` },
    ...{ hour: sql`AND ${columns.hour}::text = ${value}`, kind: sql`AND ${columns.kind} = ${value}` },
    ...{ tone: sql`AND ${columns.tone(unitId)} = ${value}`, region: sql`AND ${columns.region} = ${value}` },
  }[part]
  const rows = rowsOf<{ id: string; title: string; by: string; at: string }>(
    await db.execute(sql`SELECT a.id, a.title, o.name AS by,
      to_char(f.opened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at
      ${oursOf(period)} ${only} ORDER BY f.opened_at DESC, a.id LIMIT ${mostCounted}`),
  )
  return rows.map((r) => ({ ...r, kind: 'article', at: new Date(r.at) }))
}

/** From `from` to before `to`; `unitId` the bureau whose queue it is. Restricted matters are not among them. */
export async function briefingCounts(db: Db, { unitId, from, to }: Period): Promise<BriefingCounts> {
  const ours = oursOf({ unitId, from, to })
  const counted = async <T extends Record<string, unknown>>(what: ReturnType<typeof sql>) =>
    rowsOf<T>(await db.execute(what))
  const [totals] = await counted<{ n: number; wrong: number }>(
    sql`SELECT count(*)::int AS n, count(*) FILTER (WHERE f.verdict = 'false')::int AS wrong ${ours}`,
  )
  const byDay = await counted<{ day: string; articles: number }>(
    sql`SELECT ${columns.day} AS day, count(*)::int AS articles ${ours} GROUP BY 1 ORDER BY 1`,
  )
  const byHour = await counted<{ hour: number; articles: number }>(
    sql`SELECT ${columns.hour} AS hour, count(*)::int AS articles ${ours} GROUP BY 1 ORDER BY 1`,
  )
  const byKind = await counted<{ kind: string; articles: number }>(
    sql`SELECT ${columns.kind} AS kind, count(*)::int AS articles ${ours} GROUP BY 1 ORDER BY 2 DESC, 1`,
  )
  const byTone = await counted<{ tone: string; articles: number }>(
    sql`SELECT ${columns.tone(unitId)} AS tone,
      count(*)::int AS articles ${ours} GROUP BY 1 ORDER BY 2 DESC, 1`,
  )
  const byRegion = await counted<{ name: string; articles: number }>(
    sql`SELECT ${columns.region} AS name, count(*)::int AS articles ${ours} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10`,
  )
  const stories = await counted<{
    article_id: string
    flag_id: string
    title: string
    outlet: string
    published_at: string | null
    copies: number
    level: string
    verdict: string | null
  }>(sql`SELECT * FROM (SELECT DISTINCT ON (f.cluster_id) a.id AS article_id, f.id AS flag_id, a.title, o.name AS outlet,
      to_char(a.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS published_at, f.level, f.verdict,
      (SELECT count(*)::int FROM ${articles} c WHERE c.cluster_id = f.cluster_id) AS copies ${ours}
      ORDER BY f.cluster_id, coalesce(a.published_at, a.first_seen_at), a.id) AS s ORDER BY copies DESC, article_id LIMIT 10`)
  const matters = await newMatters(db, { unitId, from, to })
  const ids = matters.map((m) => m.id)
  const duties = ids.length
    ? await db
        .select({ incidentId: clocks.incidentId, id: clocks.id, state: clocks.state })
        .from(clocks)
        .where(and(inArray(clocks.incidentId, ids), eq(clocks.unitId, unitId)))
    : []
  return {
    ...{ articles: totals?.n ?? 0, flags: totals?.n ?? 0, falseVerdicts: totals?.wrong ?? 0 },
    ...{ byDay, byHour, byKind, byTone, byRegion },
    stories: stories.map((s) => ({
      ...{ articleId: s.article_id, flagId: s.flag_id, title: s.title, outlet: s.outlet, copies: s.copies },
      ...{ level: s.level, verdict: s.verdict, publishedAt: s.published_at ? new Date(s.published_at) : null },
    })),
    incidents: matters,
    clocks: duties,
  }
}
