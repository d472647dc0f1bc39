/**
 * Full-text search over articles. The words were cut by analyzer/tokens with the dictionary whose version stands in each
 * row; the query is cut the same way. Chooses its plan by how common the words are: walking back in time is right for
 * common words and ruinous for rare ones, where matching first is right.
 */
import { and, eq, gte, lt, type SQL, sql } from 'drizzle-orm'
import type { RiskLevel } from '../domain/risk.ts'
import { dictionaryVersion, searchQuery } from '../analyzer/tokens.ts'
import { hasLevel } from './article-levels.ts'
import type { Article } from './articles.ts'
import { indexWords } from './articles.ts'
import { type Db, rowsOf } from './open.ts'
import { articleSearch, articles, articleVersions, outlets } from './schema.ts'
import type { Outlet } from './sources.ts'

/** Above this many matches a word counts as common; also the largest total that is counted exactly. */
const commonFrom = 5_000

export type SearchRequest = {
  q: string
  outletId?: string
  /** By the flags of these units. */
  level?: { is: RiskLevel; unitIds: string[] }
  from?: Date
  to?: Date
  page: number
  pageSize: number
}
export type SearchHit = Article & { outlet: Outlet; text: string }
/** `totalIsFloor`: there are at least that many. */
export type SearchAnswer = { items: SearchHit[]; total: number; totalIsFloor: boolean }

/** Newest first. An empty query lists everything; words without a letter or digit find nothing. */
export async function searchArticles(db: Db, request: SearchRequest): Promise<SearchAnswer> {
  const query = searchQuery(request.q)
  if (request.q.trim() !== '' && query === '') return { items: [], total: 0, totalIsFloor: false }
  const match = query === '' ? undefined : sql`${articleSearch.words} @@ to_tsquery('simple', ${query})`
  const where = and(
    match,
    request.outletId ? eq(articles.outletId, request.outletId) : undefined,
    request.level ? hasLevel(request.level.is, request.level.unitIds) : undefined,
    request.from ? gte(articleSearch.seenAt, request.from) : undefined,
    request.to ? lt(articleSearch.seenAt, request.to) : undefined,
  )
  const total = await countUpTo(db, where, commonFrom)
  const page = { limit: request.pageSize, offset: (request.page - 1) * request.pageSize }
  // Walking back in time is ruinous for rare levels as for rare words.
  const isRare = (match || (request.level && request.level.is !== 'low')) && total < commonFrom
  const ids = isRare ? await rareFirst(db, where, page) : await newestFirst(db, where, page)
  return { items: await hits(db, ids), total, totalIsFloor: total >= commonFrom }
}

/** Cuts again what an older dictionary cut; answers with how many rows it did. Called until it answers 0. */
export async function reindexSome(db: Db, limit: number): Promise<number> {
  const old = await db
    .select({ articleId: articleSearch.articleId, seenAt: articleSearch.seenAt })
    .from(articleSearch)
    .where(sql`${articleSearch.dictionaryVersion} <> ${dictionaryVersion}`)
    .limit(limit)
  for (const row of old) {
    const [hit] = await hits(db, [row.articleId])
    await indexWords(db, { ...row, text: `${hit?.title ?? ''}\n${hit?.text ?? ''}` })
  }
  return old.length
}

type Slice = { limit: number; offset: number }
const joined = sql`${articleSearch} JOIN ${articles} ON ${articles.id} = ${articleSearch.articleId}`
const orAll = (where: SQL | undefined) => where ?? sql`true`

async function countUpTo(db: Db, where: SQL | undefined, most: number): Promise<number> {
  const [row] = rowsOf<{ n: number }>(
    await db.execute(
      sql`SELECT count(*)::int AS n FROM (SELECT 1 FROM ${joined} WHERE ${orAll(where)} LIMIT ${most}) m`,
    ),
  )
  return row?.n ?? 0
}

async function rareFirst(db: Db, where: SQL | undefined, { limit, offset }: Slice): Promise<string[]> {
  const found = await db.execute(sql`
    WITH matched AS MATERIALIZED (
      SELECT ${articleSearch.articleId} AS id, ${articleSearch.seenAt} AS seen_at FROM ${joined} WHERE ${orAll(where)} LIMIT ${commonFrom}
    ) SELECT id FROM matched ORDER BY seen_at DESC, id LIMIT ${limit} OFFSET ${offset}`)
  return rowsOf<{ id: string }>(found).map((r) => r.id)
}

async function newestFirst(db: Db, where: SQL | undefined, { limit, offset }: Slice): Promise<string[]> {
  const found = await db.execute(sql`
    SELECT ${articleSearch.articleId} AS id FROM ${joined} WHERE ${orAll(where)}
    ORDER BY ${articleSearch.seenAt} DESC, ${articleSearch.articleId} LIMIT ${limit} OFFSET ${offset}`)
  return rowsOf<{ id: string }>(found).map((r) => r.id)
}

async function hits(db: Db, ids: string[]): Promise<SearchHit[]> {
  if (ids.length === 0) return []
  const rows = await db
    .select()
    .from(articles)
    .innerJoin(outlets, eq(outlets.id, articles.outletId))
    .innerJoin(
      articleVersions,
      and(eq(articleVersions.articleId, articles.id), eq(articleVersions.n, articles.versions)),
    )
    .where(sql`${articles.id} IN ${ids}`)
  const byId = new Map(
    rows.map((r) => [r.articles.id, { ...r.articles, outlet: r.outlets, text: r.article_versions.text }]),
  )
  return ids.flatMap((id) => byId.get(id) ?? [])
}
