/** Drafts of a language model beside an article: asked for, written or failed, discarded; never part of it. */
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { DraftKind } from '../domain/draft.ts'
import { type Db, rowsOf } from './open.ts'
import { articleDrafts, articles, articleVersions, claims, flags, incidents } from './schema.ts'

export type Draft = typeof articleDrafts.$inferSelect

export async function addDraft(tx: Db, draft: Omit<typeof articleDrafts.$inferInsert, 'id'>): Promise<Draft> {
  const [row] = await tx.insert(articleDrafts).values(draft).returning()
  return row!
}

export async function draftById(db: Db, id: string): Promise<Draft | null> {
  const [row] = await db.select().from(articleDrafts).where(eq(articleDrafts.id, id))
  return row ?? null
}

export async function lockDraft(tx: Db, id: string): Promise<Draft | null> {
  const [row] = await tx.select().from(articleDrafts).where(eq(articleDrafts.id, id)).for('update')
  return row ?? null
}

export async function updateDraft(
  tx: Db,
  id: string,
  change: Partial<typeof articleDrafts.$inferInsert>,
): Promise<void> {
  await tx.update(articleDrafts).set(change).where(eq(articleDrafts.id, id))
}

/** Of these units, newest first; discarded ones are gone. */
export async function draftsOf(db: Db, articleId: string, unitIds: string[]): Promise<Draft[]> {
  if (unitIds.length === 0) return []
  return db
    .select()
    .from(articleDrafts)
    .where(
      and(
        eq(articleDrafts.articleId, articleId),
        inArray(articleDrafts.unitId, unitIds),
        isNull(articleDrafts.discardedAt),
      ),
    )
    .orderBy(desc(articleDrafts.askedAt))
    .limit(50)
}

/** One that is still waited for: a second click asks nothing more. */
export async function openDraft(
  tx: Db,
  { articleVersionId, unitId, kind }: { articleVersionId: string; unitId: string; kind: DraftKind },
): Promise<Draft | null> {
  const [row] = await tx
    .select()
    .from(articleDrafts)
    .where(
      and(
        eq(articleDrafts.articleVersionId, articleVersionId),
        eq(articleDrafts.unitId, unitId),
        eq(articleDrafts.kind, kind),
        isNull(articleDrafts.endedAt),
        isNull(articleDrafts.discardedAt),
      ),
    )
  return row ?? null
}

/**
 * Condition on an article `a`: it or its story is flagged as a leak, belongs to a matter of a compartment, or states a figure of an
 * unreleased period. Then nothing of it leaves the house.
 */
export const keptInArticle = sql`(EXISTS (
    SELECT 1 FROM ${flags} f LEFT JOIN ${incidents} i ON i.id = f.incident_id
    WHERE (f.article_id = a.id OR f.cluster_id = a.cluster_id) AND ('leak' = ANY(f.types) OR i.restricted))
  OR EXISTS (SELECT 1 FROM ${incidents} i WHERE i.restricted AND i.cluster_id = a.cluster_id)
  OR EXISTS (
    SELECT 1 FROM ${claims} c JOIN ${articleVersions} v ON v.id = c.article_version_id
    WHERE v.article_id = a.id AND c.claim->>'verdict' = 'unreleased'))`

/** May the article concern a leak? One that is not there may. */
export async function isKeptIn(db: Db, articleId: string): Promise<boolean> {
  const [row] = rowsOf<{ kept: boolean }>(
    await db.execute(sql`SELECT ${keptInArticle} AS kept FROM ${articles} a WHERE a.id = ${articleId}`),
  )
  return row?.kept ?? true
}
