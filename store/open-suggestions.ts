/** Pairs of stories that the machine thinks are one, for people to say: over all stories, newest or likest first. */
import { type SQL, sql } from 'drizzle-orm'
import type { StoryReason } from '../domain/story.ts'
import { type Db, rowsOf } from './open.ts'
import { articles, flags, storyDecisions, storySuggestions } from './schema.ts'

export type OpenSuggestion = {
  /** The article that was suggested of, and the one that is likest to it; with the stories they belong to now. */
  articleId: string
  storyId: string
  otherArticleId: string
  otherStoryId: string
  likeness: number
  reason: StoryReason
  at: Date
}
export type OpenSuggestionFilter = {
  since: Date
  /** One of the two stories is flagged for one of these; null: whatever they are flagged for. */
  flaggedFor: string[] | null
  /** In the title of either article. */
  q?: string
  sort: 'likest' | 'newest'
  page: number
  pageSize: number
}

/**
 * One row for two stories, by their likest articles. What became one story meanwhile, or is kept apart by people, is not open.
 * Looks at suggestions of `since` and later only, so that the cost does not grow with the store.
 */
export async function openSuggestions(
  db: Db,
  { since, flaggedFor, q, sort, page, pageSize }: OpenSuggestionFilter,
): Promise<{ items: OpenSuggestion[]; total: number }> {
  const like = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null
  const flagged =
    flaggedFor === null
      ? sql`true`
      : flaggedFor.length === 0
        ? sql`false`
        : sql`EXISTS (SELECT 1 FROM ${flags} f WHERE f.cluster_id IN (a.cluster_id, o.cluster_id) AND f.unit_id IN ${flaggedFor})`
  const order: SQL = { likest: sql`likeness DESC, at DESC`, newest: sql`at DESC, likeness DESC` }[sort]
  const rows = rowsOf<Omit<OpenSuggestion, 'at'> & { at: number; total: number }>(
    await db.execute(sql`
      WITH pairs AS (
        SELECT DISTINCT ON (least(a.cluster_id, o.cluster_id), greatest(a.cluster_id, o.cluster_id))
          s.article_id, a.cluster_id AS story_id, s.other_article_id, o.cluster_id AS other_story_id, s.likeness, s.reason, s.at
        FROM ${storySuggestions} s JOIN ${articles} a ON a.id = s.article_id JOIN ${articles} o ON o.id = s.other_article_id
        WHERE s.at >= ${since.toISOString()}::timestamptz AND a.cluster_id <> o.cluster_id
          AND ${like === null ? sql`true` : sql`(a.title ILIKE ${like} OR o.title ILIKE ${like})`}
          AND NOT EXISTS (SELECT 1 FROM ${storyDecisions} d WHERE d.keeps_apart AND (
            (d.cluster_id = a.cluster_id AND d.other_cluster_id = o.cluster_id)
            OR (d.cluster_id = o.cluster_id AND d.other_cluster_id = a.cluster_id)))
          AND ${flagged}
        ORDER BY least(a.cluster_id, o.cluster_id), greatest(a.cluster_id, o.cluster_id), s.likeness DESC, s.article_id
      )
      SELECT article_id AS "articleId", story_id AS "storyId", other_article_id AS "otherArticleId",
        other_story_id AS "otherStoryId", likeness, reason, (extract(epoch FROM at) * 1000)::float8 AS at,
        count(*) OVER ()::int AS total
      FROM pairs ORDER BY ${order}, article_id, other_article_id LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`),
  )
  return { items: rows.map(({ total: _, ...row }) => ({ ...row, at: new Date(row.at) })), total: rows[0]?.total ?? 0 }
}

/** Of these stories, in whose queues they stand and how many articles each has. */
export async function storyFacts(
  db: Db,
  clusterIds: string[],
): Promise<Map<string, { flaggedFor: string[]; articles: number }>> {
  if (clusterIds.length === 0) return new Map()
  const rows = rowsOf<{ id: string; flaggedFor: string[] | null; articles: number }>(
    await db.execute(sql`
      SELECT c.id, (SELECT array_agg(DISTINCT f.unit_id) FROM ${flags} f WHERE f.cluster_id = c.id) AS "flaggedFor",
        (SELECT count(*)::int FROM ${articles} a WHERE a.cluster_id = c.id) AS articles
      FROM (SELECT DISTINCT unnest(ARRAY[${sql.join(
        clusterIds.map((id) => sql`${id}`),
        sql`, `,
      )}]::text[]) AS id) c`),
  )
  return new Map(rows.map((r) => [r.id, { flaggedFor: r.flaggedFor ?? [], articles: r.articles }]))
}
