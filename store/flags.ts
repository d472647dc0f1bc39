/** Flags, people's verdicts on them, and the review queue: flags of one story and unit shown as one row. */
import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Claim } from '../domain/figure.ts'
import type { Decided } from '../domain/precision.ts'
import type { FlagState, RiskLevel } from '../domain/risk.ts'
import type { Article, ArticleVersion } from './articles.ts'
import { claimsOf, findingsOf, type StoredFinding } from './findings.ts'
import { shownIncidentIds } from './incidents.ts'
import { type Db, rowsOf } from './open.ts'
import { articles, articleVersions, clusters, disputes, flags, outlets, reviews } from './schema.ts'
import type { Outlet } from './sources.ts'

export type Flag = typeof flags.$inferSelect
export type NewFlag = typeof flags.$inferInsert
export type Review = typeof reviews.$inferSelect
export type Dispute = typeof disputes.$inferSelect

/** The flag under lock; take the lock of its story first (locks.ts) where an incident may follow. */
export async function lockFlag(tx: Db, id: string): Promise<Flag | null> {
  const [row] = await tx.select().from(flags).where(eq(flags.id, id)).for('no key update')
  return row ?? null
}

export async function lockFlagOf(tx: Db, articleId: string, unitId: string): Promise<Flag | null> {
  const [row] = await tx
    .select()
    .from(flags)
    .where(and(eq(flags.articleId, articleId), eq(flags.unitId, unitId)))
    .for('no key update')
  return row ?? null
}

/** The bare row, without rights: for commands that lock it next. */
export async function flagRow(db: Db, id: string): Promise<Flag | null> {
  const [row] = await db.select().from(flags).where(eq(flags.id, id))
  return row ?? null
}

/** Null when this article is flagged for this unit already. */
export async function insertFlag(tx: Db, flag: NewFlag): Promise<Flag | null> {
  const [row] = await tx.insert(flags).values(flag).onConflictDoNothing().returning()
  return row ?? null
}

export async function updateFlag(tx: Db, id: string, change: Partial<NewFlag>): Promise<Flag> {
  const [row] = await tx.update(flags).set(change).where(eq(flags.id, id)).returning()
  return row!
}

/** The flags of one article, one a unit. */
export async function flagsOfArticle(db: Db, articleId: string): Promise<Flag[]> {
  return db.select().from(flags).where(eq(flags.articleId, articleId))
}

/** Flags of one story in one unit, oldest first. */
export async function flagsOfStory(db: Db, clusterId: string, unitId: string): Promise<Flag[]> {
  return db
    .select()
    .from(flags)
    .where(and(eq(flags.clusterId, clusterId), eq(flags.unitId, unitId)))
    .orderBy(asc(flags.openedAt), asc(flags.id))
    .limit(1000)
}

export async function addReview(tx: Db, review: typeof reviews.$inferInsert): Promise<Review> {
  const [row] = await tx.insert(reviews).values(review).returning()
  return row!
}

/** Verdicts on a flag, oldest first. */
export async function reviewsOf(db: Db, flagId: string): Promise<Review[]> {
  return db.select().from(reviews).where(eq(reviews.flagId, flagId)).orderBy(asc(reviews.seq)).limit(200)
}

export async function addDispute(tx: Db, dispute: typeof disputes.$inferInsert): Promise<Dispute> {
  const [row] = await tx.insert(disputes).values(dispute).returning()
  return row!
}

/** What people said against the machine's verdicts on one version, in flags of these units, oldest first. */
export async function disputesOf(db: Db, articleVersionId: string, unitIds: string[]): Promise<Dispute[]> {
  if (unitIds.length === 0) return []
  const rows = await db
    .select()
    .from(disputes)
    .innerJoin(flags, eq(flags.id, disputes.flagId))
    .where(and(eq(disputes.articleVersionId, articleVersionId), inArray(flags.unitId, unitIds)))
    .orderBy(asc(disputes.at), asc(disputes.id))
    .limit(500)
  return rows.map((row) => row.disputes)
}

/** Title and text of the version a flag speaks of, with the article's times. */
export async function flaggedText(
  db: Db,
  flag: Pick<Flag, 'articleId' | 'articleVersionId'>,
): Promise<{ title: string; text: string; publishedAt: Date | null; firstSeenAt: Date } | null> {
  const [row] = await db
    .select({
      title: articleVersions.title,
      text: articleVersions.text,
      publishedAt: articles.publishedAt,
      firstSeenAt: articles.firstSeenAt,
    })
    .from(articleVersions)
    .innerJoin(articles, eq(articles.id, articleVersions.articleId))
    .where(eq(articleVersions.id, flag.articleVersionId))
  return row ?? null
}

export type FlagDetail = {
  flag: Flag
  article: Article & { outlet: Outlet }
  version: ArticleVersion
  findings: StoredFinding[]
  claims: Claim[]
  reviews: Review[]
}

/**
 * One flag with what a reviewer needs; null when it lies outside the units the person may see (unitsVisible of
 * 'view-flags'). A link to an incident that they may not see (`incidentUnitIds`: unitsVisible of 'view-incidents') is left out.
 */
export async function flagById(
  db: Db,
  id: string,
  { unitIds, incidentUnitIds }: { unitIds: string[]; incidentUnitIds: string[] },
): Promise<FlagDetail | null> {
  if (unitIds.length === 0) return null
  const [row] = await db
    .select()
    .from(flags)
    .innerJoin(articles, eq(articles.id, flags.articleId))
    .innerJoin(outlets, eq(outlets.id, articles.outletId))
    .innerJoin(articleVersions, eq(articleVersions.id, flags.articleVersionId))
    .where(and(eq(flags.id, id), inArray(flags.unitId, unitIds)))
  if (!row) return null
  const [flag] = await withoutHiddenIncidents(db, [row.flags], incidentUnitIds)
  return {
    flag: flag!,
    article: { ...row.articles, outlet: row.outlets },
    version: row.article_versions,
    findings: await findingsOf(db, row.article_versions.id),
    claims: await claimsOf(db, row.article_versions.id),
    reviews: await reviewsOf(db, id),
  }
}

/**
 * Flags of an incident or of a story that the person may see, each with its article. At most 200: the gravest first, and of
 * equal ones the first publisher, since a request for correction begins there and its reprints follow.
 */
export async function flagsWhere(
  db: Db,
  by: { incidentId: string } | { clusterId: string } | { articleId: string },
  { unitIds, incidentUnitIds }: { unitIds: string[]; incidentUnitIds: string[] },
): Promise<(Flag & { article: Article & { outlet: Outlet } })[]> {
  if (unitIds.length === 0) return []
  const which =
    'incidentId' in by
      ? eq(flags.incidentId, by.incidentId)
      : 'clusterId' in by
        ? eq(flags.clusterId, by.clusterId)
        : eq(flags.articleId, by.articleId)
  const rows = await db
    .select()
    .from(flags)
    .innerJoin(articles, eq(articles.id, flags.articleId))
    .innerJoin(outlets, eq(outlets.id, articles.outletId))
    .where(and(which, inArray(flags.unitId, unitIds)))
    .orderBy(
      desc(levelRank(flags.level)),
      sql`coalesce(${articles.publishedAt}, ${articles.firstSeenAt})`,
      articles.firstSeenAt,
    )
    .limit(200)
  const shown = await withoutHiddenIncidents(
    db,
    rows.map((r) => r.flags),
    incidentUnitIds,
  )
  return rows.map((r, i) => ({ ...shown[i]!, article: { ...r.articles, outlet: r.outlets } }))
}

/** Verdicts and states of the flags behind an incident, without rights: for judging a move. */
export async function verdictsOfIncident(
  db: Db,
  incidentId: string,
): Promise<Pick<Flag, 'id' | 'state' | 'verdict'>[]> {
  return db
    .select({ id: flags.id, state: flags.state, verdict: flags.verdict })
    .from(flags)
    .where(eq(flags.incidentId, incidentId))
    .limit(1000)
}

export type QueueFilter = {
  unitIds: string[]
  incidentUnitIds: string[]
  /** `open`: suspected or verifying. */
  state?: FlagState | 'open'
  level?: RiskLevel
  type?: string
  /** By something new, or by a rescoring. */
  found?: 'new' | 'rescored'
  q?: string
  sort?: 'urgent' | 'newest' | 'oldest'
  page?: number
  pageSize?: number
}
/** The most urgent flag of a story in a unit, with what is known of the story. */
export type Story = {
  flag: Flag
  title: string
  /** Of the first publisher in the story. */
  firstOutlet: Outlet
  publishedAt: Date | null
  firstSeenAt: Date
  /** Articles of the story. */
  copies: number
  /** Flags of this unit in it. */
  flags: number
}

/** One page of stories and how many there are by state and level under the other filters. */
export async function flagQueue(
  db: Db,
  f: QueueFilter,
): Promise<{ items: Story[]; total: number; byState: Record<string, number>; byLevel: Record<string, number> }> {
  if (f.unitIds.length === 0) return { items: [], total: 0, byState: {}, byLevel: {} }
  const { page = 1, pageSize = 20, sort = 'urgent' } = f
  const stories = storiesOf(f)
  const state = stateIs(f.state)
  const level = f.level ? sql`level = ${f.level}` : sql`true`
  const tally = async (column: SQL, where: SQL) =>
    Object.fromEntries(
      rowsOf<{ key: string; n: number }>(
        await db.execute(
          sql`WITH stories AS (${stories}) SELECT ${column} AS key, count(*)::int AS n FROM stories WHERE ${where} GROUP BY 1`,
        ),
      ).map((r) => [r.key, r.n]),
    )
  const byState = await tally(sql`state`, level)
  const byLevel = await tally(sql`level`, state)
  const order = {
    urgent: sql`rank DESC, score DESC, opened_at DESC, id`,
    newest: sql`opened_at DESC, id`,
    oldest: sql`opened_at, id`,
  }[sort]
  const ids = rowsOf<{ id: string; flags: number; total: number }>(
    await db.execute(sql`WITH stories AS (${stories})
      SELECT id, flags, count(*) OVER ()::int AS total FROM stories WHERE ${state} AND ${level}
      ORDER BY ${order} LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`),
  )
  return { items: await fillStories(db, ids, f.incidentUnitIds), total: ids[0]?.total ?? 0, byState, byLevel }
}

/** The flag that stands for each story and unit: the most urgent one, an acknowledged or marked one before its copies. */
function storiesOf({ unitIds, type, q, found }: QueueFilter): SQL {
  const like = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : undefined
  return sql`SELECT * FROM (
    SELECT f.id, f.state, f.level, f.score, f.opened_at, ${levelRank(sql`f.level`)} AS rank,
      count(*) OVER (PARTITION BY f.cluster_id, f.unit_id)::int AS flags,
      row_number() OVER (PARTITION BY f.cluster_id, f.unit_id
        ORDER BY ${levelRank(sql`f.level`)} DESC, (f.alerted_at IS NOT NULL) DESC, f.score DESC, f.opened_at, f.id) AS place
    FROM ${flags} f JOIN ${articles} a ON a.id = f.article_id
    WHERE f.unit_id IN ${unitIds}
      AND ${type ? sql`${type} = ANY(f.types)` : sql`true`}
      AND ${found ? sql`(f.rescored_from IS NULL) = ${found === 'new'}` : sql`true`}
      AND ${like ? sql`a.title ILIKE ${like}` : sql`true`}
  ) ranked WHERE place = 1`
}

const stateIs = (state: QueueFilter['state']): SQL => {
  if (!state) return sql`true`
  return state === 'open' ? sql`state IN ('suspected', 'verifying')` : sql`state = ${state}`
}

async function fillStories(db: Db, ids: { id: string; flags: number }[], incidentUnitIds: string[]): Promise<Story[]> {
  if (ids.length === 0) return []
  const rows = await db
    .select()
    .from(flags)
    .innerJoin(articles, eq(articles.id, flags.articleId))
    .innerJoin(outlets, eq(outlets.id, articles.outletId))
    .where(
      inArray(
        flags.id,
        ids.map((r) => r.id),
      ),
    )
  const clusterIds = [...new Set(rows.map((r) => r.flags.clusterId))]
  const firsts = await db
    .selectDistinctOn([articles.clusterId], {
      clusterId: articles.clusterId,
      outlet: outlets,
      publishedAt: articles.publishedAt,
      firstSeenAt: articles.firstSeenAt,
      copies: sql<number>`count(*) OVER (PARTITION BY ${articles.clusterId})::int`,
    })
    .from(articles)
    .innerJoin(outlets, eq(outlets.id, articles.outletId))
    .innerJoin(clusters, eq(clusters.id, articles.clusterId))
    .where(inArray(articles.clusterId, clusterIds))
    // The first publication of the story as findings.ts keeps it.
    .orderBy(articles.clusterId, sql`(${articles.id} = ${clusters.firstArticleId}) DESC`, articles.id)
  const first = new Map(firsts.map((m) => [m.clusterId, m]))
  const shown = await withoutHiddenIncidents(
    db,
    rows.map((r) => r.flags),
    incidentUnitIds,
  )
  const byId = new Map(rows.map((r, i) => [r.flags.id, { ...r, flag: shown[i]! }]))
  return ids.flatMap(({ id, flags: n }) => {
    const row = byId.get(id)
    if (!row) return []
    const story = first.get(row.flags.clusterId)
    return [
      {
        flag: row.flag,
        title: row.articles.title,
        firstOutlet: story?.outlet ?? row.outlets,
        publishedAt: story?.publishedAt ?? row.articles.publishedAt,
        firstSeenAt: story?.firstSeenAt ?? row.articles.firstSeenAt,
        copies: story?.copies ?? 1,
        flags: n,
      },
    ]
  })
}

/** What a person may not know of must not shine through a flag they may see (AC-03). */
async function withoutHiddenIncidents(db: Db, list: Flag[], incidentUnitIds: string[]): Promise<Flag[]> {
  const ids = [...new Set(list.map((f) => f.incidentId).filter((id) => id !== null))]
  const shown = await shownIncidentIds(db, ids, incidentUnitIds)
  return list.map((f) => (f.incidentId !== null && !shown.has(f.incidentId) ? { ...f, incidentId: null } : f))
}

const levelRank = (level: SQL | typeof flags.level): SQL<number> =>
  sql`array_position(ARRAY['low', 'elevated', 'high', 'critical'], ${level})`

/** Is a flag of the incident about a number of a period that is not out yet? Also once it is out: what was said before counts. */
export async function isAboutUnreleased(db: Db, incidentId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: flags.id })
    .from(flags)
    .where(and(eq(flags.incidentId, incidentId), sql`'leak' = ANY(${flags.types})`))
    .limit(1)
  return row !== undefined
}

/** Final verdicts on flags of these units since an instant, oldest first; at most 50 000. */
export async function decidedSince(
  db: Db,
  { unitIds, since, until }: { unitIds: string[]; since: Date; until: Date },
): Promise<Decided[]> {
  if (unitIds.length === 0) return []
  return db
    .select({ at: reviews.at, types: reviews.types, level: reviews.level, verdict: reviews.verdict })
    .from(reviews)
    .innerJoin(flags, eq(flags.id, reviews.flagId))
    .where(
      and(
        inArray(flags.unitId, unitIds),
        eq(reviews.final, true),
        sql`${reviews.at} >= ${since.toISOString()}::timestamptz AND ${reviews.at} < ${until.toISOString()}::timestamptz`,
      ),
    )
    .orderBy(asc(reviews.at))
    .limit(50_000)
}

/** Flags of these units that were opened since an instant and wait for a verdict, by type. */
export async function undecidedByType(
  db: Db,
  { unitIds, since, type, level }: { unitIds: string[]; since: Date; type?: string; level?: RiskLevel },
): Promise<Map<string, number>> {
  if (unitIds.length === 0) return new Map()
  const rows = rowsOf<{ type: string; n: number }>(
    await db.execute(sql`
      SELECT type, count(*)::int AS n FROM ${flags} f, unnest(f.types) AS type
      WHERE f.unit_id IN ${unitIds} AND f.verdict IS NULL AND f.level <> 'low'
        AND f.opened_at >= ${since.toISOString()}::timestamptz
        AND ${type ? sql`${type} = ANY(f.types)` : sql`true`} AND ${level ? sql`f.level = ${level}` : sql`true`}
      GROUP BY type`),
  )
  return new Map(rows.map((r) => [r.type, r.n]))
}
