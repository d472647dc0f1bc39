/** Comments on words of a text, and everything said and done in their threads: rows are only ever added. */
import { bigint, index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import type { CommentAct, CommentedKind } from '../../domain/comment.ts'
import { at, id } from './columns.ts'

export const comments = pgTable(
  'comments',
  {
    id: id(),
    /** Order of writing: two may bear one instant. */
    seq: bigint('seq', { mode: 'number' }).generatedAlwaysAsIdentity(),
    subjectKind: text('subject_kind').$type<CommentedKind>().notNull(),
    subjectId: text('subject_id').notNull(),
    /** The comment that began the thread; null for that one, which alone has a place. */
    threadId: text('thread_id'),
    act: text('act').$type<CommentAct>().notNull(),
    /** The revision whose words are meant, where they stand in it, and what they are. */
    revision: integer('revision'),
    field: text('field'),
    start: integer('start'),
    end: integer('end'),
    quote: text('quote'),
    text: text('text').notNull().default(''),
    byUserId: text('by_user_id').notNull(),
    byName: text('by_name').notNull(),
    byUnitId: text('by_unit_id').notNull(),
    at: at('at').notNull(),
  },
  (t) => [index('comments_subject').on(t.subjectKind, t.subjectId, t.seq), index('comments_thread').on(t.threadId)],
)
