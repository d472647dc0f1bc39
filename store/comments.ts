/** Comments on texts, read whole and counted. Whose they may be seen by follows from the text; rows are only ever added. */
import { and, asc, eq, sql } from 'drizzle-orm'
import type { CommentedKind } from '../domain/comment.ts'
import { type Db, rowsOf } from './open.ts'
import { comments } from './schema.ts'

export type CommentRow = typeof comments.$inferSelect
type Subject = { kind: CommentedKind; id: string }

/** A text with more is no place to talk; commands refuse before. */
const most = 5000

export async function addComment(tx: Db, row: typeof comments.$inferInsert): Promise<CommentRow> {
  const [added] = await tx.insert(comments).values(row).returning()
  if (!added) throw new Error('the comment was not written')
  return added
}

/** All rows of a text, oldest first. */
export async function commentsOf(db: Db, { kind, id }: Subject): Promise<CommentRow[]> {
  return db
    .select()
    .from(comments)
    .where(and(eq(comments.subjectKind, kind), eq(comments.subjectId, id)))
    .orderBy(asc(comments.seq))
    .limit(most)
}

/** How many threads of each text are open; texts without any are left out. */
export async function openComments(db: Db, kind: CommentedKind, ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = rowsOf<{ id: string; n: number }>(
    await db.execute(sql`
      SELECT c.subject_id AS id, count(*)::int AS n FROM ${comments} c
      WHERE c.subject_kind = ${kind} AND c.subject_id IN ${ids} AND c.thread_id IS NULL AND coalesce((
        SELECT s.act FROM ${comments} s WHERE s.thread_id = c.id AND s.act IN ('resolve', 'reopen') ORDER BY s.seq DESC LIMIT 1), '') <> 'resolve'
      GROUP BY c.subject_id`),
  )
  return new Map(rows.map((r) => [r.id, r.n]))
}
