/** The weekly sample of articles that were not flagged: drawing, answering, and what the answers add up to. */
import { and, asc, count, desc, eq, gte, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { quotas, type Stratum, weeklySample } from '../domain/low-sample.ts'
import { addMs, day } from '../domain/time.ts'
import { type Db, rowsOf } from './open.ts'
import { articles, articleVersions, auditDraws, auditSamples, findings, flags, outlets } from './schema.ts'

export type Sample = typeof auditSamples.$inferSelect

/** The tree's weeks are sampled from this one on; a draw that exists keeps its week. */
export async function wakeSampling(tx: Db, rootId: string, week: Date): Promise<void> {
  const dueAt = addMs(week, 7 * day)
  await tx.insert(auditDraws).values({ rootId, week, dueAt }).onConflictDoNothing()
}

export async function lockDraw(tx: Db, id: string): Promise<{ rootId: string; week: Date } | null> {
  const [row] = await tx.select().from(auditDraws).where(eq(auditDraws.id, id)).for('update')
  return row ?? null
}

export async function moveDraw(tx: Db, id: string, week: Date): Promise<void> {
  await tx.update(auditDraws).set({ week }).where(eq(auditDraws.id, id))
}

/**
 * Draws of a week's analyzed articles that have no flag in the unit; in the order of a hash of unit, week and article, so the same
 * articles give the same sample. Answers with how many were drawn.
 */
export async function drawSample(
  tx: Db,
  { unitId, week, most = weeklySample }: { unitId: string; week: Date; most?: number },
  at: Date,
): Promise<number> {
  const [from, to] = [week.toISOString(), addMs(week, 7 * day).toISOString()]
  const seed = `${unitId}:${from}:`
  const rows = rowsOf<{ articleId: string; articleVersionId: string; stratum: string; size: number; place: number }>(
    await tx.execute(sql`
      WITH low AS (
        SELECT a.id, v.id AS version_id, o.tier || CASE WHEN EXISTS (
            SELECT 1 FROM ${findings} r WHERE r.article_version_id = v.id AND r.analyzer = 'relevance'
              AND r.unit_id = ${unitId} AND r.score >= 0.5) THEN ':about' ELSE ':other' END AS stratum
        FROM ${articles} a JOIN ${outlets} o ON o.id = a.outlet_id
          JOIN ${articleVersions} v ON v.article_id = a.id AND v.n = a.versions
        WHERE a.state = 'analyzed' AND a.cluster_id IS NOT NULL
          AND a.first_seen_at >= ${from}::timestamptz AND a.first_seen_at < ${to}::timestamptz
          AND NOT EXISTS (SELECT 1 FROM ${flags} f WHERE f.article_id = a.id AND f.unit_id = ${unitId}))
      SELECT * FROM (SELECT id AS "articleId", version_id AS "articleVersionId", stratum,
          (count(*) OVER (PARTITION BY stratum))::int AS size,
          (row_number() OVER (PARTITION BY stratum ORDER BY md5(${seed}::text || id), id))::int AS place
        FROM low) placed
      WHERE place <= ${most} ORDER BY stratum, place`),
  )
  const given = quotas(new Map(rows.map((r) => [r.stratum, r.size])), most)
  const drawn = rows.filter((r) => r.place <= given.get(r.stratum)!)
  if (drawn.length === 0) return 0
  await tx
    .insert(auditSamples)
    .values(
      drawn.map(({ articleId, articleVersionId, stratum, size }) => ({
        ...{ unitId, week, articleId, articleVersionId, stratum, stratumSize: size, drawnAt: at },
      })),
    )
    .onConflictDoNothing()
  return drawn.length
}

export async function lockSample(tx: Db, id: string): Promise<Sample | null> {
  const [row] = await tx.select().from(auditSamples).where(eq(auditSamples.id, id)).for('update')
  return row ?? null
}

export async function updateSample(tx: Db, id: string, change: Partial<Sample>): Promise<void> {
  await tx.update(auditSamples).set(change).where(eq(auditSamples.id, id))
}

type Of = { unitIds: string[]; since: Date }
const within = ({ unitIds, since }: Of) => and(inArray(auditSamples.unitId, unitIds), gte(auditSamples.week, since))

/** One page of the samples of weeks that began since then, the latest week first; `state` narrows to answered or open ones. */
export async function sampleList(
  db: Db,
  q: Of & { state?: 'open' | 'answered'; page: number; pageSize: number },
): Promise<{ items: (Sample & { title: string; url: string; outlet: string })[]; total: number }> {
  if (q.unitIds.length === 0) return { items: [], total: 0 }
  const answered = { open: isNull(auditSamples.answer), answered: isNotNull(auditSamples.answer) }
  const where = and(within(q), q.state ? answered[q.state] : undefined)
  const rows = await db
    .select({ sample: auditSamples, title: articles.title, url: articles.url, outlet: outlets.name })
    .from(auditSamples)
    .innerJoin(articles, eq(articles.id, auditSamples.articleId))
    .innerJoin(outlets, eq(outlets.id, articles.outletId))
    .where(where)
    .orderBy(desc(auditSamples.week), asc(auditSamples.stratum), asc(auditSamples.id))
    .limit(q.pageSize)
    .offset((q.page - 1) * q.pageSize)
  const [n] = await db.select({ n: count() }).from(auditSamples).where(where)
  return { items: rows.map(({ sample, ...more }) => ({ ...sample, ...more })), total: n?.n ?? 0 }
}

/** Group by group over units and weeks. Sizes add up over all weeks, read or not. */
export async function sampledStrata(db: Db, q: Of): Promise<Stratum[]> {
  if (q.unitIds.length === 0) return []
  const rows = await db
    .select({
      size: sql<number>`max(${auditSamples.stratumSize})::int`,
      answered: sql<number>`count(${auditSamples.answer})::int`,
      missed: sql<number>`(count(*) FILTER (WHERE ${auditSamples.answer} = 'missed'))::int`,
      key: sql<string>`${auditSamples.unitId} || ' ' || ${auditSamples.stratum}`,
    })
    .from(auditSamples)
    .where(within(q))
    .groupBy(auditSamples.unitId, auditSamples.week, auditSamples.stratum)
  const by = new Map<string, Stratum>()
  for (const { key, size, answered, missed } of rows) {
    const s = by.get(key) ?? { size: 0, answered: 0, missed: 0 }
    by.set(key, { size: s.size + size, answered: s.answered + answered, missed: s.missed + missed })
  }
  return [...by.values()]
}
