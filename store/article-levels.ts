/**
 * How grave an article is for a tree of units: the highest level of its flags there, low where it was judged and nothing was found.
 * What other trees think of it is theirs: every question names the units of the tree that asks.
 */
import { and, inArray, type SQL, sql } from 'drizzle-orm'
import { type RiskLevel, riskLevels } from '../domain/risk.ts'
import type { Db } from './open.ts'
import { articles, flags } from './schema.ts'

/** Null of an article that was not judged yet. */
export type LevelOf = (article: Pick<typeof articles.$inferSelect, 'id' | 'judgedVersionId'>) => RiskLevel | null

/** Of a few articles, by the flags of these units. */
export async function levelsOfArticles(db: Db, articleIds: string[], unitIds: string[]): Promise<LevelOf> {
  const rows =
    articleIds.length === 0 || unitIds.length === 0
      ? []
      : await db
          .selectDistinct({ articleId: flags.articleId, level: flags.level })
          .from(flags)
          .where(and(inArray(flags.articleId, articleIds), inArray(flags.unitId, unitIds)))
  const highest = new Map<string, RiskLevel>()
  for (const level of riskLevels) for (const row of rows) if (row.level === level) highest.set(row.articleId, level)
  return ({ id, judgedVersionId }) => highest.get(id) ?? (judgedVersionId === null ? null : 'low')
}

/** The condition that an article has this level by the flags of these units; the rarer levels are found by index. */
export function hasLevel(level: RiskLevel, unitIds: string[]): SQL {
  const flagged = (levels: readonly RiskLevel[]) =>
    sql`SELECT 1 FROM ${flags} f WHERE f.article_id = ${articles.id} AND f.unit_id IN ${unitIds} AND f.level IN ${levels}`
  const above = riskLevels.slice(riskLevels.indexOf(level) + 1)
  const noneAbove = above.length === 0 ? sql`true` : sql`NOT EXISTS (${flagged(above)})`
  if (unitIds.length === 0) return level === 'low' ? sql`${articles.judgedVersionId} IS NOT NULL` : sql`false`
  if (level === 'low') return sql`(${articles.judgedVersionId} IS NOT NULL AND ${noneAbove})`
  const own = sql`SELECT f.article_id FROM ${flags} f WHERE f.unit_id IN ${unitIds} AND f.level = ${level}`
  return sql`(${articles.id} IN (${own}) AND ${noneAbove})`
}
