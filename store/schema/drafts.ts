/** What a language model wrote of an article on a person's click: a draft beside the text, never part of it. */
import { index, pgTable, text } from 'drizzle-orm/pg-core'
import type { DraftFailure, DraftKind } from '../../domain/draft.ts'
import { articles, articleVersions } from './articles.ts'
import { at, id, workColumns } from './columns.ts'

export const articleDrafts = pgTable(
  'article_drafts',
  {
    id: id(),
    articleId: text('article_id')
      .notNull()
      .references(() => articles.id),
    /** The text that is sent and that the draft is of. */
    articleVersionId: text('article_version_id')
      .notNull()
      .references(() => articleVersions.id),
    kind: text('kind').$type<DraftKind>().notNull(),
    /** The draft belongs to this unit's people. */
    unitId: text('unit_id').notNull(),
    askedAt: at('asked_at').notNull(),
    askedById: text('asked_by_id').notNull(),
    askedByName: text('asked_by_name').notNull(),
    /** Name of the model as configured, and what it wrote. */
    model: text('model'),
    text: text('text'),
    failure: text('failure').$type<DraftFailure>(),
    /** When the text or the failure came. */
    endedAt: at('ended_at'),
    discardedAt: at('discarded_at'),
    discardedByName: text('discarded_by_name'),
    ...workColumns(),
  },
  (t) => [index('article_drafts_article').on(t.articleId, t.askedAt), index('article_drafts_due').on(t.dueAt)],
)
