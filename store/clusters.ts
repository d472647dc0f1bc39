/** Which articles are one story, read: candidates by index, the story with its members, how far it went. */
import { and, asc, desc, eq, inArray, ne, type SQL, sql } from 'drizzle-orm'
import type { OriginClass } from '../domain/article.ts'
import type { Article } from './articles.ts'
import { type Db, rowsOf } from './open.ts'
import {
  articles,
  articleVersions,
  clusters,
  fingerprintBands,
  fingerprints,
  flags,
  outlets,
  repostEdges,
} from './schema.ts'
import type { Outlet } from './sources.ts'

type Cluster = typeof clusters.$inferSelect
type RepostEdge = typeof repostEdges.$inferSelect

const mostCandidates = 50

export type Candidate = {
  article: Article
  outlet: Outlet
  title: string
  text: string
  clusterId: string | null
  fingerprint: unknown
}

/** Holders of one band that are looked at, first and last seen: a band that everybody shares must not make the look-up a scan. */
const mostOfBand = 20

/**
 * Articles that can be the same story: those that share a band of the fingerprint, the one that the source line links to,
 * and those whose source line links here. Oldest first, at most 50; look-ups by index, whatever the store's size.
 */
export async function storyCandidates(
  db: Db,
  { articleId, url, bands, sourceUrl }: { articleId: string; url: string; bands: string[]; sourceUrl: string | null },
): Promise<Candidate[]> {
  const held = (order: SQL) => sql`
    SELECT near.id FROM unnest(ARRAY[${sql.join(
      bands.map((band) => sql`${band}::text`),
      sql`, `,
    )}]::text[]) AS asked(band) CROSS JOIN LATERAL (
      SELECT b.article_id AS id FROM ${fingerprintBands} b WHERE b.band = asked.band ORDER BY ${order} LIMIT ${mostOfBand}
    ) near`
  const ids = rowsOf<{ id: string }>(
    await db.execute(sql`
      ${bands.length > 0 ? sql`(${held(sql`b.seen_at, b.article_id`)}) UNION (${held(sql`b.seen_at DESC, b.article_id DESC`)}) UNION` : sql``}
      (SELECT id FROM ${articles} WHERE source_url = ${url} AND source_url <> '' LIMIT ${mostCandidates})
      ${sourceUrl === null ? sql`` : sql`UNION (SELECT id FROM ${articles} WHERE canonical_url = ${sourceUrl})`}`),
  ).map(({ id }) => id)
  if (ids.length === 0) return []
  const rows = await db
    .select()
    .from(articles)
    .innerJoin(outlets, eq(outlets.id, articles.outletId))
    .innerJoin(fingerprints, eq(fingerprints.articleId, articles.id))
    .innerJoin(
      articleVersions,
      and(eq(articleVersions.articleId, articles.id), eq(articleVersions.n, articles.versions)),
    )
    .where(and(ne(articles.id, articleId), inArray(articles.id, ids)))
    .orderBy(asc(articles.firstSeenAt))
    .limit(mostCandidates)
  return rows.map((r) => ({
    article: r.articles,
    outlet: r.outlets,
    title: r.article_versions.title,
    text: r.article_versions.text,
    clusterId: r.articles.clusterId,
    fingerprint: r.fingerprints.fingerprint,
  }))
}

/** When the newest publication of a story was first seen; null of a story without any. */
export async function lastSeenIn(db: Db, clusterId: string): Promise<Date | null> {
  const [row] = await db
    .select({ at: articles.firstSeenAt })
    .from(articles)
    .where(eq(articles.clusterId, clusterId))
    .orderBy(desc(articles.firstSeenAt))
    .limit(1)
  return row?.at ?? null
}

/** Who published the story first: its outlet and the origin of the story. */
export async function storyOriginOf(
  db: Db,
  clusterId: string,
): Promise<{ articleId: string; origin: OriginClass; outlet: string } | null> {
  const [row] = await db
    .select({ articleId: clusters.firstArticleId, origin: clusters.origin, outlet: outlets.name })
    .from(clusters)
    .innerJoin(articles, eq(articles.id, clusters.firstArticleId))
    .innerJoin(outlets, eq(outlets.id, articles.outletId))
    .where(eq(clusters.id, clusterId))
  return row ?? null
}

/** `flaggedFor`: units in whose queue an article of the story stands. */
export type StoryHead = Cluster & { flaggedFor: string[] }

export async function storyHead(db: Db, id: string): Promise<StoryHead | null> {
  const [story] = await db.select().from(clusters).where(eq(clusters.id, id))
  if (!story) return null
  const flagged = await db.selectDistinct({ unitId: flags.unitId }).from(flags).where(eq(flags.clusterId, id))
  return { ...story, flaggedFor: flagged.map(({ unitId }) => unitId) }
}

export type ClusterMember = Article & { outlet: Outlet }
export type ClusterView = Cluster & { members: ClusterMember[]; edges: RepostEdge[] }

/** The story with its articles, first publication first, and who took it from whom. */
export async function clusterById(db: Db, id: string): Promise<ClusterView | null> {
  const [cluster] = await db.select().from(clusters).where(eq(clusters.id, id))
  if (!cluster) return null
  const members = await db
    .select()
    .from(articles)
    .innerJoin(outlets, eq(outlets.id, articles.outletId))
    .where(eq(articles.clusterId, id))
    .orderBy(asc(sql`coalesce(${articles.publishedAt}, ${articles.firstSeenAt})`))
    .limit(500)
  const ids = members.map((m) => m.articles.id)
  const edges = ids.length ? await db.select().from(repostEdges).where(inArray(repostEdges.toArticleId, ids)) : []
  // What was taken from an article that people put elsewhere begins anew here.
  const inside = new Set(ids)
  return {
    ...cluster,
    members: members.map((m) => ({ ...m.articles, outlet: m.outlets })),
    edges: edges.filter((e) => inside.has(e.fromArticleId)),
  }
}

/** How far a story went: facts for the risk score. */
export type StorySpread = { copies: number; bestTier: number; overseas: number; spanMs: number }

export async function spreadOf(db: Db, clusterId: string): Promise<StorySpread> {
  const [row] = rowsOf<{ copies: number; tier: number; overseas: number; span: number }>(
    await db.execute(sql`
      SELECT count(*)::int AS copies, coalesce(min(o.tier), 3)::int AS tier,
        count(*) FILTER (WHERE o.origin <> 'domestic')::int AS overseas,
        coalesce(extract(epoch FROM max(a.first_seen_at) - min(a.first_seen_at)) * 1000, 0)::float8 AS span
      FROM ${articles} a JOIN ${outlets} o ON o.id = a.outlet_id WHERE a.cluster_id = ${clusterId}`),
  )
  return { copies: row?.copies ?? 0, bestTier: row?.tier ?? 3, overseas: row?.overseas ?? 0, spanMs: row?.span ?? 0 }
}
