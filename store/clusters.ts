/** Which articles are one story: candidates by index, placement under one lock, first publication, how far it went. */
import { and, asc, eq, inArray, ne, or, sql } from 'drizzle-orm'
import type { OriginClass } from '../domain/article.ts'
import { type Article, storyOf } from './articles.ts'
import { askJudgement } from './findings.ts'
import { lockStories } from './locks.ts'
import { type Db, rowsOf } from './open.ts'
import {
  articles,
  articleVersions,
  clusters,
  findings,
  fingerprintBands,
  fingerprints,
  flags,
  incidents,
  outlets,
  repostEdges,
} from './schema.ts'
import type { Outlet } from './sources.ts'

type Cluster = typeof clusters.$inferSelect
type RepostEdge = typeof repostEdges.$inferSelect

export type Candidate = {
  article: Article
  outlet: Outlet
  title: string
  text: string
  clusterId: string | null
  fingerprint: unknown
}

/**
 * Articles that can be the same story: those that share a band of the fingerprint, the one that the source line links to,
 * and those whose source line links here. Oldest first, at most 50; look-ups by index, whatever the store's size.
 */
export async function storyCandidates(
  db: Db,
  { articleId, url, bands, sourceUrl }: { articleId: string; url: string; bands: string[]; sourceUrl: string | null },
): Promise<Candidate[]> {
  const shared = db
    .selectDistinct({ id: fingerprintBands.articleId })
    .from(fingerprintBands)
    .where(inArray(fingerprintBands.band, bands.length > 0 ? bands : ['']))
  const rows = await db
    .select()
    .from(articles)
    .innerJoin(outlets, eq(outlets.id, articles.outletId))
    .innerJoin(fingerprints, eq(fingerprints.articleId, articles.id))
    .innerJoin(
      articleVersions,
      and(eq(articleVersions.articleId, articles.id), eq(articleVersions.n, articles.versions)),
    )
    .where(
      and(
        ne(articles.id, articleId),
        or(
          inArray(articles.id, shared),
          eq(articles.sourceUrl, url),
          sourceUrl === null ? undefined : eq(articles.canonicalUrl, sourceUrl),
        ),
      ),
    )
    .orderBy(asc(articles.firstSeenAt))
    .limit(50)
  return rows.map((r) => ({
    article: r.articles,
    outlet: r.outlets,
    title: r.article_versions.title,
    text: r.article_versions.text,
    clusterId: r.articles.clusterId,
    fingerprint: r.fingerprints.fingerprint,
  }))
}

export type Placement = {
  articleId: string
  bands: string[]
  fingerprint: unknown
  origin: OriginClass
  /** Stories it ties together, with the edges that say why; none opens a new one. */
  ties: { clusterId: string; edge: Omit<typeof repostEdges.$inferInsert, 'id'> }[]
}

/**
 * Puts an article into its story and its bands into the index. Answers with the cluster's id. An original that comes after
 * copies of it may tie several stories into one: the oldest stays. Call under the lock of placement, before any row lock.
 */
export async function placeInCluster(
  tx: Db,
  { articleId, bands, fingerprint, origin, ties }: Placement,
  at: Date,
): Promise<string> {
  const known = await storyOf(tx, articleId)
  const clusterIds = [...new Set([...(known ? [known] : []), ...ties.map((t) => t.clusterId)])]
  // Nobody acts on a flag of these stories in the meantime: acting begins with the story, merging ends with its flags.
  await lockStories(tx, clusterIds)
  const { clusterId, merged } = await oneCluster(tx, clusterIds, { articleId, origin }, at)
  await tx.update(articles).set({ clusterId }).where(eq(articles.id, articleId))
  await tx
    .insert(fingerprints)
    .values({ articleId, fingerprint, at })
    .onConflictDoUpdate({ target: fingerprints.articleId, set: { fingerprint } })
  await tx.delete(fingerprintBands).where(eq(fingerprintBands.articleId, articleId))
  const rows = [...new Set(bands)].map((band) => ({ band, articleId }))
  if (rows.length > 0) await tx.insert(fingerprintBands).values(rows).onConflictDoNothing()
  if (ties.length > 0)
    await tx
      .insert(repostEdges)
      .values(ties.map((t) => t.edge))
      .onConflictDoNothing()
  const isOther = await nameFirst(tx, clusterId, { articleId, origin })
  // Copies are judged by who published first and from where.
  if (isOther || merged.length > 0)
    await askJudgement(tx, and(eq(articles.clusterId, clusterId), ne(articles.id, articleId)), at)
  return clusterId
}

/**
 * The first publication of a story: the earliest article that names no other as its source and is like no earlier one. What
 * it names counts before likeness, whose direction hangs on printed minutes. It may be seen after its copies.
 * Its origin is the story's: as just found, as its finding says, or as its outlet is. Answers whether first or origin changed.
 */
async function nameFirst(
  tx: Db,
  clusterId: string,
  current: { articleId: string; origin: OriginClass },
): Promise<boolean> {
  const [first] = rowsOf<{ id: string; origin: OriginClass }>(
    await tx.execute(sql`
      SELECT a.id, coalesce(
        (SELECT f.label FROM ${findings} f JOIN ${articleVersions} v ON v.id = f.article_version_id
          WHERE v.article_id = a.id AND f.analyzer = 'origin' ORDER BY v.n DESC LIMIT 1), o.origin) AS origin
      FROM ${articles} a JOIN ${outlets} o ON o.id = a.outlet_id
      WHERE a.cluster_id = ${clusterId}
      ORDER BY EXISTS (SELECT 1 FROM ${repostEdges} e WHERE e.to_article_id = a.id AND e.basis <> 'similarity'),
        EXISTS (SELECT 1 FROM ${repostEdges} e WHERE e.to_article_id = a.id),
        coalesce(a.published_at, a.first_seen_at), a.first_seen_at, a.id LIMIT 1`),
  )
  if (!first) return false
  const origin = first.id === current.articleId ? current.origin : first.origin
  const [before] = await tx.select().from(clusters).where(eq(clusters.id, clusterId))
  if (before?.origin === origin && before.firstArticleId === first.id) return false
  await tx.update(clusters).set({ firstArticleId: first.id, origin }).where(eq(clusters.id, clusterId))
  return true
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

/** The one story these are: made when there is none, merged into the oldest when there are several. */
async function oneCluster(
  tx: Db,
  ids: string[],
  first: { articleId: string; origin: OriginClass },
  at: Date,
): Promise<{ clusterId: string; merged: string[] }> {
  if (ids.length === 0) {
    const [made] = await tx
      .insert(clusters)
      .values({ firstArticleId: first.articleId, origin: first.origin, openedAt: at })
      .returning()
    return { clusterId: made!.id, merged: [] }
  }
  const known = await tx
    .select()
    .from(clusters)
    .where(inArray(clusters.id, ids))
    .orderBy(asc(clusters.openedAt), asc(clusters.id))
  const [kept, ...merged] = known.map((c) => c.id)
  if (merged.length > 0) {
    for (const table of [articles, flags, incidents])
      await tx.update(table).set({ clusterId: kept! }).where(inArray(table.clusterId, merged))
    await tx.delete(clusters).where(inArray(clusters.id, merged))
  }
  return { clusterId: kept!, merged }
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
  return { ...cluster, members: members.map((m) => ({ ...m.articles, outlet: m.outlets })), edges }
}

/** How far the story went: facts for the risk score. */
export async function spreadOf(
  db: Db,
  clusterId: string,
): Promise<{ copies: number; bestTier: number; overseas: number; spanMs: number }> {
  const [row] = rowsOf<{ copies: number; tier: number; overseas: number; span: number }>(
    await db.execute(sql`
      SELECT count(*)::int AS copies, coalesce(min(o.tier), 3)::int AS tier,
        count(*) FILTER (WHERE o.origin <> 'domestic')::int AS overseas,
        coalesce(extract(epoch FROM max(a.first_seen_at) - min(a.first_seen_at)) * 1000, 0)::float8 AS span
      FROM ${articles} a JOIN ${outlets} o ON o.id = a.outlet_id WHERE a.cluster_id = ${clusterId}`),
  )
  return { copies: row?.copies ?? 0, bestTier: row?.tier ?? 3, overseas: row?.overseas ?? 0, spanMs: row?.span ?? 0 }
}
