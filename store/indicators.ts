/** The indicators there are figures of, for the tree and the filters of the figures page. */
import { asc, count, max } from 'drizzle-orm'
import type { Db } from './open.ts'
import { figures } from './schema.ts'

export async function indicatorList(db: Db): Promise<{ code: string; name: string; figures: number }[]> {
  const rows = await db
    .select({ code: figures.indicator, name: max(figures.indicatorName), figures: count() })
    .from(figures)
    .groupBy(figures.indicator)
    .orderBy(asc(figures.indicator))
    .limit(2000)
  return rows.map((r) => ({ ...r, name: r.name ?? r.code }))
}
