/** What is seen after a release went out: how many articles of its matter by hour, in which tone, before and after; and how many quote it. */
import { sql } from 'drizzle-orm'
import { addMs, day, hour } from '../domain/time.ts'
import { type Db, rowsOf } from './open.ts'
import type { ReleaseRow } from './releases.ts'
import { articles, articleVersions, findings, flags, releaseAddresses } from './schema.ts'

export type ReleaseEffect = {
  /** By hour from `from`, while anything was seen; `accusing` counts negative and accusing articles. */
  hours: { at: Date; articles: number; accusing: number }[]
  totals: { before: number; after: number; accusingBefore: number; accusingAfter: number; linking: number }
}

const windowMs = 3 * day

/** Three days on each side of the instant it went out; empty before. */
export async function effectOf(
  db: Db,
  release: Pick<ReleaseRow, 'id' | 'incidentId' | 'liveAt' | 'unitId'>,
): Promise<ReleaseEffect> {
  const { liveAt } = release
  const totals = { before: 0, after: 0, accusingBefore: 0, accusingAfter: 0, linking: 0 }
  if (!liveAt) return { hours: [], totals }
  const [from, to] = [addMs(liveAt, -windowMs), addMs(liveAt, windowMs)]
  const ours = sql`a.cluster_id IN (SELECT DISTINCT f.cluster_id FROM ${flags} f WHERE f.incident_id = ${release.incidentId})`
  const rows = rowsOf<{ hour: string; articles: number; accusing: number; after: boolean }>(
    await db.execute(sql`
      SELECT date_trunc('hour', a.first_seen_at) AS hour, a.first_seen_at >= ${liveAt.toISOString()}::timestamptz AS after,
        count(*)::int AS articles,
        count(*) FILTER (WHERE EXISTS (SELECT 1 FROM ${findings} t JOIN ${articleVersions} v ON v.id = t.article_version_id
          WHERE v.article_id = a.id AND v.n = a.versions AND t.analyzer = 'tone' AND t.label IN ('negative', 'accusing')))::int AS accusing
      FROM ${articles} a
      WHERE ${ours} AND a.first_seen_at BETWEEN ${from.toISOString()}::timestamptz AND ${to.toISOString()}::timestamptz
      GROUP BY 1, 2 ORDER BY 1`),
  )
  const hours = new Map<number, ReleaseEffect['hours'][number]>()
  for (const row of rows) {
    const at = new Date(Math.floor(new Date(row.hour).getTime() / hour) * hour)
    const known = hours.get(at.getTime()) ?? { at, articles: 0, accusing: 0 }
    hours.set(at.getTime(), {
      ...{ at, articles: known.articles + row.articles, accusing: known.accusing + row.accusing },
    })
    totals[row.after ? 'after' : 'before'] += row.articles
    totals[row.after ? 'accusingAfter' : 'accusingBefore'] += row.accusing
  }
  const [linking] = rowsOf<{ n: number }>(
    await db.execute(sql`
      SELECT count(DISTINCT a.id)::int AS n FROM ${articles} a JOIN ${releaseAddresses} r ON r.url IN (a.source_url, a.canonical_url)
      WHERE r.release_id = ${release.id}`),
  )
  return { hours: [...hours.values()], totals: { ...totals, linking: linking?.n ?? 0 } }
}
