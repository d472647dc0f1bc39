/** What a language model wrote on a person's click: of an article a draft beside the text, of a matter a first wording of talking points. */
import { index, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { DraftFailure, DraftKind, DraftSentence, DraftSource, RefusedSentence } from '../../domain/draft.ts'
import type { TalkingPointsBody } from '../../domain/talking-points.ts'
import { articles, articleVersions } from './articles.ts'
import { at, id, workColumns } from './columns.ts'
import { incidents } from './incidents.ts'

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

/** A first wording of talking points: what was sent, which sentences hold and which were refused, the text they make. */
export const pointsDrafts = pgTable(
  'points_drafts',
  {
    id: id(),
    incidentId: text('incident_id')
      .notNull()
      .references(() => incidents.id),
    askedAt: at('asked_at').notNull(),
    askedById: text('asked_by_id').notNull(),
    askedByName: text('asked_by_name').notNull(),
    model: text('model'),
    sources: jsonb('sources').$type<DraftSource[]>().notNull().default([]),
    sentences: jsonb('sentences').$type<DraftSentence[]>().notNull().default([]),
    refused: jsonb('refused').$type<RefusedSentence[]>().notNull().default([]),
    body: jsonb('body').$type<TalkingPointsBody>(),
    /** Of the words without signs and spaces; stays when the text is thrown away: whoever types it in again types a machine's words. */
    wordsHash: text('words_hash'),
    failure: text('failure').$type<DraftFailure>(),
    endedAt: at('ended_at'),
    takenAt: at('taken_at'),
    takenByName: text('taken_by_name'),
    discardedAt: at('discarded_at'),
    discardedByName: text('discarded_by_name'),
    ...workColumns(),
  },
  (t) => [
    index('points_drafts_incident').on(t.incidentId, t.askedAt),
    index('points_drafts_words').on(t.wordsHash),
    index('points_drafts_due').on(t.dueAt),
  ],
)
