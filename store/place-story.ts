/**
 * Puts articles into stories: by the machine as they come, by people who merge and split. Every function here is for who
 * holds the lock of placement, before any row lock. What people keep apart the machine never joins.
 */
import { and, asc, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { OriginClass } from '../domain/article.ts'
import { storyOf } from './articles.ts'
import { type StorySpread, spreadOf } from './clusters.ts'
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
import { joinable, moveDecisions } from './story-decisions.ts'

export type Placement = {
  articleId: string
  bands: string[]
  fingerprint: unknown
  origin: OriginClass
  /** Stories it ties together, the best founded first, with the edges that say why; none opens a new one. */
  ties: { clusterId: string; edge: Omit<typeof repostEdges.$inferInsert, 'id'> }[]
}

/**
 * Puts an article into its story and its bands into the index. Answers with the cluster's id. An original that comes after
 * copies of it may tie several stories into one: the oldest stays.
 */
export async function placeInCluster(tx: Db, placement: Placement, at: Date): Promise<string> {
  const { articleId, origin } = placement
  const known = await storyOf(tx, articleId)
  const tied = [...new Set([...(known ? [known] : []), ...placement.ties.map((t) => t.clusterId)])]
  const clusterIds = await joinable(tx, tied)
  const ties = placement.ties.filter((t) => clusterIds.includes(t.clusterId))
  // Nobody acts on a flag of these stories in the meantime: acting begins with the story, merging ends with its flags.
  await lockStories(tx, clusterIds)
  const { clusterId, merged, before } = await oneCluster(tx, clusterIds, { articleId, origin }, at)
  await tx.update(articles).set({ clusterId }).where(eq(articles.id, articleId))
  await saveFingerprint(tx, placement, at)
  if (ties.length > 0)
    await tx
      .insert(repostEdges)
      .values(ties.map((t) => t.edge))
      .onConflictDoNothing()
  const isOther = await nameFirst(tx, clusterId, { articleId, origin })
  // Copies are judged by who published first and from where, and by how far the story went.
  const isJoined = known !== clusterId
  const grown = merged.length > 0 || (isJoined && before !== null && isStep(before, await spreadOf(tx, clusterId)))
  if (isOther || grown) await restate(tx, clusterId, { but: articleId, at })
  return clusterId
}

async function saveFingerprint(tx: Db, { articleId, bands, fingerprint }: Placement, at: Date): Promise<void> {
  const [old] = await tx.select().from(fingerprints).where(eq(fingerprints.articleId, articleId))
  await tx
    .insert(fingerprints)
    .values({ articleId, fingerprint, at })
    .onConflictDoUpdate({ target: fingerprints.articleId, set: { fingerprint } })
  // By their bands, which the index knows; by the article alone it would be a scan.
  const oldBands = (old?.fingerprint as { bands?: string[] } | undefined)?.bands ?? []
  if (oldBands.length > 0)
    await tx
      .delete(fingerprintBands)
      .where(and(inArray(fingerprintBands.band, oldBands), eq(fingerprintBands.articleId, articleId)))
  const [article] = await tx.select({ seenAt: articles.firstSeenAt }).from(articles).where(eq(articles.id, articleId))
  const rows = [...new Set(bands)].map((band) => ({ band, articleId, seenAt: article?.seenAt ?? at }))
  if (rows.length > 0) await tx.insert(fingerprintBands).values(rows).onConflictDoNothing()
}

/** The copies have doubled, an outlet of a higher tier or the first one from outside has joined. */
function isStep(before: StorySpread, now: StorySpread): boolean {
  const doublings = ({ copies }: StorySpread) => Math.floor(Math.log2(Math.max(1, copies)))
  return (
    doublings(now) > doublings(before) || now.bestTier < before.bestTier || (now.overseas > 0 && before.overseas === 0)
  )
}

/** Articles of a story that are judged again when it changes: the newest of the flagged ones, and the newest of all. */
const mostFlagged = 100
const mostNewest = 20

/** What is said of the story has changed: what people look at is judged again, and what came last; never all of it. */
async function restate(tx: Db, clusterId: string, { but, at }: { but?: string; at: Date }): Promise<void> {
  const flagged = await tx
    .select({ id: flags.articleId })
    .from(flags)
    .where(eq(flags.clusterId, clusterId))
    .orderBy(desc(flags.openedAt), desc(flags.id))
    .limit(mostFlagged)
  const newest = await tx
    .select({ id: articles.id })
    .from(articles)
    .where(eq(articles.clusterId, clusterId))
    .orderBy(desc(articles.firstSeenAt), desc(articles.id))
    .limit(mostNewest)
  const ids = [...new Set([...flagged, ...newest].map(({ id }) => id))].filter((id) => id !== but)
  if (ids.length > 0) await askJudgement(tx, inArray(articles.id, ids), at)
}

/**
 * The first publication of a story: the earliest article that names no other of it as its source, none elsewhere either, and is
 * like no earlier one. What it names counts before likeness, whose direction hangs on printed minutes. It may be seen after its copies.
 * Its origin is the story's: as just found, as its finding says, or as its outlet is. Answers whether first or origin changed.
 */
async function nameFirst(
  tx: Db,
  clusterId: string,
  current: { articleId: string; origin: OriginClass } | null,
): Promise<boolean> {
  const [inside, named] = [sql`s.cluster_id = a.cluster_id`, sql`e.basis <> 'similarity'`]
  const taken = (how: SQL) => sql`EXISTS (SELECT 1 FROM ${repostEdges} e JOIN ${articles} s ON s.id = e.from_article_id
    WHERE e.to_article_id = a.id AND ${how})`
  const [first] = rowsOf<{ id: string; origin: OriginClass }>(
    await tx.execute(sql`
      SELECT a.id, coalesce(
        (SELECT f.label FROM ${findings} f JOIN ${articleVersions} v ON v.id = f.article_version_id
          WHERE v.article_id = a.id AND f.analyzer = 'origin' ORDER BY v.n DESC LIMIT 1), o.origin) AS origin
      FROM ${articles} a JOIN ${outlets} o ON o.id = a.outlet_id
      WHERE a.cluster_id = ${clusterId}
      ORDER BY ${taken(sql`${inside} AND ${named}`)}, ${taken(named)}, ${taken(inside)},
        coalesce(a.published_at, a.first_seen_at), a.first_seen_at, a.id LIMIT 1`),
  )
  if (!first) return false
  const origin = current && first.id === current.articleId ? current.origin : first.origin
  const [before] = await tx.select().from(clusters).where(eq(clusters.id, clusterId))
  if (before?.origin === origin && before.firstArticleId === first.id) return false
  await tx.update(clusters).set({ firstArticleId: first.id, origin }).where(eq(clusters.id, clusterId))
  return true
}

/** The one story these are: made when there is none, merged into the oldest when there are several. */
async function oneCluster(
  tx: Db,
  ids: string[],
  first: { articleId: string; origin: OriginClass },
  at: Date,
): Promise<{ clusterId: string; merged: string[]; before: StorySpread | null }> {
  if (ids.length === 0) {
    const values = { firstArticleId: first.articleId, origin: first.origin, openedAt: at }
    const [made] = await tx.insert(clusters).values(values).returning()
    return { clusterId: made!.id, merged: [], before: null }
  }
  const known = await tx
    .select()
    .from(clusters)
    .where(inArray(clusters.id, ids))
    .orderBy(asc(clusters.openedAt), asc(clusters.id))
  const [kept, ...merged] = known.map((c) => c.id)
  const before = await spreadOf(tx, kept!)
  if (merged.length > 0) {
    // In the order in which everybody takes several: askJudgement, which follows, among them.
    const members = or(inArray(articles.clusterId, ids), eq(articles.id, first.articleId))
    await tx.select({ id: articles.id }).from(articles).where(members).orderBy(asc(articles.id)).for('no key update')
    for (const table of [articles, flags, incidents])
      await tx.update(table).set({ clusterId: kept! }).where(inArray(table.clusterId, merged))
    await tx.delete(clusters).where(inArray(clusters.id, merged))
    await moveDecisions(tx, { kept: kept!, merged })
  }
  return { clusterId: kept!, merged, before }
}

/** Makes stories one because a person says so, whatever kept them apart. Answers with the one that stays: the oldest. */
export async function mergeClusters(tx: Db, ids: string[], at: Date): Promise<string> {
  await lockStories(tx, ids)
  const { clusterId } = await oneCluster(tx, ids, { articleId: '', origin: 'domestic' }, at)
  await nameFirst(tx, clusterId, null)
  await restate(tx, clusterId, { at })
  return clusterId
}

/**
 * Puts articles of a story into a new one because a person says so; their flags go with them, and incidents whose flags all
 * go. Answers with the new story, or null when the articles are not a part of it, or the whole.
 */
export async function splitCluster(
  tx: Db,
  { clusterId, articleIds }: { clusterId: string; articleIds: string[] },
  at: Date,
): Promise<string | null> {
  await lockStories(tx, [clusterId])
  const going = and(eq(articles.clusterId, clusterId), inArray(articles.id, articleIds))
  const moved = await tx.select().from(articles).where(going).orderBy(asc(articles.id)).for('no key update')
  const [stays] = await tx
    .select({ id: articles.id })
    .from(articles)
    .where(and(eq(articles.clusterId, clusterId), sql`${articles.id} <> ALL(${textArray(articleIds)})`))
    .limit(1)
  if (moved.length !== articleIds.length || !stays) return null
  const [story] = await tx.select().from(clusters).where(eq(clusters.id, clusterId))
  const [made] = await tx
    .insert(clusters)
    .values({ firstArticleId: moved[0]!.id, origin: story!.origin, openedAt: at })
    .returning()
  const madeId = made!.id
  await tx.update(articles).set({ clusterId: madeId }).where(inArray(articles.id, articleIds))
  const ofStory = and(eq(flags.clusterId, clusterId), inArray(flags.articleId, articleIds))
  await tx.update(flags).set({ clusterId: madeId }).where(ofStory)
  await tx
    .update(incidents)
    .set({ clusterId: madeId })
    .where(
      and(
        eq(incidents.clusterId, clusterId),
        sql`EXISTS (SELECT 1 FROM ${flags} f WHERE f.incident_id = ${incidents.id} AND f.cluster_id = ${madeId})`,
        sql`NOT EXISTS (SELECT 1 FROM ${flags} f WHERE f.incident_id = ${incidents.id} AND f.cluster_id = ${clusterId})`,
      ),
    )
  for (const id of [clusterId, madeId]) {
    await nameFirst(tx, id, null)
    await restate(tx, id, { at })
  }
  return madeId
}

const textArray = (list: string[]): SQL =>
  sql`ARRAY[${sql.join(
    list.map((one) => sql`${one}`),
    sql`, `,
  )}]::text[]`
