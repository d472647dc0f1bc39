/** Topics of units with their versions, what matched them, and the articles a topic is held against. */
import { and, asc, count, desc, eq, gte, ilike, inArray, lt, or, type SQL, sql } from 'drizzle-orm'
import type { RiskLevel } from '../domain/risk.ts'
import type { TopicMatch } from '../domain/topic.ts'
import { hasLevel } from './article-levels.ts'
import { type Db, rowsOf } from './open.ts'
import {
  articleSearch,
  articles,
  articleVersions,
  outlets,
  topicMatches,
  topics,
  topicVersions,
  user,
} from './schema.ts'

export type Topic = typeof topics.$inferSelect
export type NewTopic = typeof topics.$inferInsert
export type TopicVersion = typeof topicVersions.$inferSelect
export type StoredMatch = typeof topicMatches.$inferSelect

/** Changes with every change of a topic: each raises a number that is never lowered, and topics are never deleted. */
export async function topicsStamp(db: Db): Promise<string> {
  const [row] = await db.select({ n: sql<string>`count(*) || '/' || coalesce(sum(${topics.n}), 0)` }).from(topics)
  return row?.n ?? ''
}

export const activeTopics = (db: Db): Promise<Topic[]> =>
  db.select().from(topics).where(eq(topics.active, true)).orderBy(asc(topics.id))

export async function topicById(db: Db, id: string): Promise<Topic | null> {
  const [row] = await db.select().from(topics).where(eq(topics.id, id))
  return row ?? null
}

/** Held until the transaction ends. */
export async function lockTopic(tx: Db, id: string): Promise<Topic | null> {
  const [row] = await tx.select().from(topics).where(eq(topics.id, id)).for('update')
  return row ?? null
}

export async function countTopics(db: Db, unitId: string): Promise<number> {
  const [row] = await db.select({ n: count() }).from(topics).where(eq(topics.unitId, unitId))
  return row?.n ?? 0
}

export async function isTopicNameTaken(tx: Db, { unitId, name, id }: { unitId: string; name: string; id?: string }) {
  const rows = await tx
    .select({ id: topics.id })
    .from(topics)
    .where(and(eq(topics.unitId, unitId), eq(topics.name, name)))
  return rows.some((row) => row.id !== id)
}

/** Null when the unit has one of this name. */
export async function insertTopic(tx: Db, row: NewTopic, userId: string | null): Promise<Topic | null> {
  const [made] = await tx.insert(topics).values(row).onConflictDoNothing().returning()
  if (made) await keepVersion(tx, made, userId)
  return made ?? null
}

/** Saves a change as the next version; `userId` null: the machine's. The look back starts anew where `dueAt` is given. */
export async function saveTopic(
  tx: Db,
  { id, n }: Pick<Topic, 'id' | 'n'>,
  change: Partial<NewTopic>,
  userId: string | null,
): Promise<Topic> {
  const [saved] = await tx
    .update(topics)
    .set({ ...change, n: n + 1 })
    .where(eq(topics.id, id))
    .returning()
  await keepVersion(tx, saved!, userId)
  return saved!
}

async function keepVersion(tx: Db, topic: Topic, userId: string | null): Promise<void> {
  const { id: topicId, n, name, rules, active, patternsOff, review, tell, changedAt } = topic
  await tx
    .insert(topicVersions)
    .values({ topicId, n, name, rules, active, patternsOff, review, tell, at: changedAt, userId })
}

/** Newest first, with who made them. */
export async function topicVersionsOf(
  db: Db,
  topicId: string,
): Promise<(TopicVersion & { userName: string | null })[]> {
  const rows = await db
    .select({ version: topicVersions, userName: user.name })
    .from(topicVersions)
    .leftJoin(user, eq(user.id, topicVersions.userId))
    .where(eq(topicVersions.topicId, topicId))
    .orderBy(desc(topicVersions.n))
    .limit(200)
  return rows.map(({ version, userName }) => ({ ...version, userName }))
}

export type TopicRow = Topic & { matches: number; lastMatchAt: Date | null }

/** `since`: matches are counted from there on. Ordered by name, by matches or by the newest match. */
export async function topicList(
  db: Db,
  filter: {
    unitIds: string[]
    since: Date
    q?: string
    active?: boolean
    sort: 'name' | 'matches' | 'newest'
    page: number
    pageSize: number
  },
): Promise<{ items: TopicRow[]; total: number }> {
  const where = and(
    inArray(topics.unitId, filter.unitIds),
    filter.active === undefined ? undefined : eq(topics.active, filter.active),
    filter.q ? ilike(topics.name, likeText(filter.q)) : undefined,
  )
  const [total] = await db.select({ n: count() }).from(topics).where(where)
  const seen = db
    .select({
      topicId: topicMatches.topicId,
      n: count().as('match_count'),
      last: sql<Date>`max(${topicMatches.seenAt})`.mapWith(topicMatches.seenAt).as('last_match_at'),
    })
    .from(topicMatches)
    .where(gte(topicMatches.seenAt, filter.since))
    .groupBy(topicMatches.topicId)
    .as('seen')
  const order = {
    name: [asc(topics.name)],
    matches: [sql`${seen.n} DESC NULLS LAST`],
    newest: [sql`${seen.last} DESC NULLS LAST`],
  }[filter.sort]
  const rows = await db
    .select({ topic: topics, matches: seen.n, lastMatchAt: seen.last })
    .from(topics)
    .leftJoin(seen, eq(seen.topicId, topics.id))
    .where(where)
    .orderBy(...order, asc(topics.id))
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize)
  return {
    items: rows.map(({ topic, matches, lastMatchAt }) => ({ ...topic, matches: matches ?? 0, lastMatchAt })),
    total: total?.n ?? 0,
  }
}

/** `%` and `_` of what a person typed are letters. */
const likeText = (q: string): string => `%${q.replace(/[\\%_]/g, '\\$&')}%`

/**
 * What an article matches now, in place of what it matched before. `asked`: the topics it was held against, with their
 * versions; a match by a later version stays. `isFresh` is of the first sight of a match and stays.
 */
export async function saveTopicMatches(
  tx: Db,
  found: {
    articleId: string
    articleVersionId: string
    seenAt: Date
    matches: TopicMatch[]
    isFresh: boolean
    asked: ReadonlyMap<string, number>
  },
  at: Date,
): Promise<StoredMatch[]> {
  const { articleId, articleVersionId, seenAt, matches, isFresh, asked } = found
  const known = await tx.select().from(topicMatches).where(eq(topicMatches.articleId, articleId))
  const matched = new Set(matches.map(({ topicId }) => topicId))
  const over = known.filter(({ topicId, n }) => !matched.has(topicId) && n <= (asked.get(topicId) ?? 0))
  if (over.length > 0)
    await tx.delete(topicMatches).where(
      inArray(
        topicMatches.id,
        over.map(({ id }) => id),
      ),
    )
  if (matches.length === 0) return []
  return tx
    .insert(topicMatches)
    .values(
      matches.map(({ topicId, n, reasons }) => ({
        topicId,
        n,
        reasons,
        articleId,
        articleVersionId,
        seenAt,
        at,
        isFresh,
      })),
    )
    .onConflictDoUpdate({
      target: [topicMatches.topicId, topicMatches.articleId],
      setWhere: sql`${topicMatches.n} <= excluded.n`,
      set: {
        ...{ n: sql`excluded.n`, reasons: sql`excluded.reasons` },
        ...{ articleVersionId: sql`excluded.article_version_id`, at: sql`excluded.at` },
      },
    })
    .returning()
}

export type MatchRow = StoredMatch & {
  article: { id: string; title: string; url: string; publishedAt: Date | null; judgedVersionId: string | null }
  outletName: string
}
export type MatchFilter = {
  topicId: string
  q?: string
  outletId?: string
  /** By the flags of these units. */
  level?: { is: RiskLevel; unitIds: string[] }
  from?: Date
  to?: Date
  sort: 'seen' | 'published'
  page: number
  pageSize: number
}

/** Newest first by first sight or by publication. */
export async function topicMatchList(db: Db, filter: MatchFilter): Promise<{ items: MatchRow[]; total: number }> {
  const where = and(
    eq(topicMatches.topicId, filter.topicId),
    filter.q ? or(ilike(articles.title, likeText(filter.q)), ilike(outlets.name, likeText(filter.q))) : undefined,
    filter.outletId ? eq(articles.outletId, filter.outletId) : undefined,
    filter.level ? hasLevel(filter.level.is, filter.level.unitIds) : undefined,
    filter.from ? gte(topicMatches.seenAt, filter.from) : undefined,
    filter.to ? lt(topicMatches.seenAt, filter.to) : undefined,
  )
  const [total] = await db
    .select({ n: count() })
    .from(topicMatches)
    .innerJoin(articles, eq(articles.id, topicMatches.articleId))
    .innerJoin(outlets, eq(outlets.id, articles.outletId))
    .where(where)
  const { id, title, url, publishedAt, judgedVersionId } = articles
  const rows = await db
    .select({
      match: topicMatches,
      article: { id, title, url, publishedAt, judgedVersionId },
      outletName: outlets.name,
    })
    .from(topicMatches)
    .innerJoin(articles, eq(articles.id, topicMatches.articleId))
    .innerJoin(outlets, eq(outlets.id, articles.outletId))
    .where(where)
    .orderBy(
      filter.sort === 'seen' ? desc(topicMatches.seenAt) : sql`${articles.publishedAt} DESC NULLS LAST`,
      desc(topicMatches.id),
    )
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize)
  return { items: rows.map(({ match, ...more }) => ({ ...match, ...more })), total: total?.n ?? 0 }
}

/** Topics of these units that an article matches. */
export async function topicsOfArticle(db: Db, articleId: string, unitIds: string[]) {
  if (unitIds.length === 0) return []
  const { id, name, unitId } = topics
  return db
    .select({ match: topicMatches, topic: { id, name, unitId } })
    .from(topicMatches)
    .innerJoin(topics, eq(topics.id, topicMatches.topicId))
    .where(and(eq(topicMatches.articleId, articleId), inArray(topics.unitId, unitIds)))
    .orderBy(asc(topics.name), asc(topics.id))
    .limit(100)
}

/** Matches by the Shanghai day of their first sight. */
export async function topicDays(db: Db, topicId: string, since: Date): Promise<{ day: string; count: number }[]> {
  const day = sql<string>`to_char(${topicMatches.seenAt} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')`
  return db
    .select({ day, count: count() })
    .from(topicMatches)
    .where(and(eq(topicMatches.topicId, topicId), gte(topicMatches.seenAt, since)))
    .groupBy(sql`1`)
    .orderBy(sql`1`)
}

export type Candidate = {
  id: string
  seenAt: Date
  versionId: string
  title: string
  text: string
  outletId: string
  outletName: string
  origin: (typeof outlets.$inferSelect)['origin']
  language: string
}
/** `query`: for to_tsquery, '' for every article. `before`: the last article of the piece before. */
type Wanted = { query: string; since: Date; before: { at: Date; id: string } | null; limit: number }

const matching = (query: string): SQL | undefined =>
  query === '' ? undefined : sql`${articleSearch.words} @@ to_tsquery('simple', ${query})`

/** Above this many, walking back in time is cheaper than matching first (search.ts has the same two plans). */
const commonFrom = 5_000

/** How many articles there are to look at; counted up to 100,000. */
export async function countCandidates(db: Db, { query, since }: Pick<Wanted, 'query' | 'since'>, most = 100_000) {
  const where = and(matching(query), gte(articleSearch.seenAt, since))
  const counted = await db.execute(
    sql`SELECT count(*)::int AS n FROM (SELECT 1 FROM ${articleSearch} WHERE ${where} LIMIT ${most}) c`,
  )
  return rowsOf<{ n: number }>(counted)[0]?.n ?? 0
}

/** The next piece of articles with their current text, newest first. `isRare`: fewer than 5,000 match. */
export async function candidates(
  db: Db,
  { query, since, before, limit }: Wanted,
  isRare: boolean,
): Promise<Candidate[]> {
  const place = before
    ? sql`AND (seen_at, article_id) < (${before.at.toISOString()}::timestamptz, ${before.id})`
    : sql``
  const where = and(matching(query), gte(articleSearch.seenAt, since))
  const found = isRare
    ? sql`WITH m AS MATERIALIZED (SELECT article_id, seen_at FROM ${articleSearch} WHERE ${where} LIMIT ${commonFrom})
        SELECT article_id AS id FROM m WHERE true ${place} ORDER BY seen_at DESC, article_id DESC LIMIT ${limit}`
    : sql`SELECT article_id AS id FROM ${articleSearch} WHERE ${where} ${place}
        ORDER BY seen_at DESC, article_id DESC LIMIT ${limit}`
  const ids = rowsOf<{ id: string }>(await db.execute(found)).map((row) => row.id)
  if (ids.length === 0) return []
  const rows = await db
    .select({
      ...{ id: articles.id, seenAt: articles.firstSeenAt, language: articles.language },
      ...{ versionId: articleVersions.id, title: articleVersions.title, text: articleVersions.text },
      ...{ outletId: outlets.id, outletName: outlets.name, origin: outlets.origin },
    })
    .from(articles)
    .innerJoin(outlets, eq(outlets.id, articles.outletId))
    .innerJoin(
      articleVersions,
      and(eq(articleVersions.articleId, articles.id), eq(articleVersions.n, articles.versions)),
    )
    .where(inArray(articles.id, ids))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

export const isRareCount = (n: number): boolean => n < commonFrom

/** Keeps how far a look back came; nothing when the topic was changed meanwhile, which starts it anew. */
export async function noteScan(
  tx: Db,
  { id, n }: Pick<Topic, 'id' | 'n'>,
  progress: Partial<
    Pick<Topic, 'scannedToAt' | 'scannedToId' | 'scanned' | 'scanTotal' | 'scanStartedAt' | 'scanEndedAt'>
  >,
): Promise<boolean> {
  const rows = await tx
    .update(topics)
    .set(progress)
    .where(and(eq(topics.id, id), eq(topics.n, n)))
    .returning({ id: topics.id })
  return rows.length > 0
}
