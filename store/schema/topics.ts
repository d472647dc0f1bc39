/** What units watch for by words of their own, each change as a version, and the articles that matched. */
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { TopicReason, TopicReview, TopicRules } from '../../domain/topic.ts'
import type { Role } from '../../domain/units.ts'
import { articles, articleVersions } from './articles.ts'
import { at, id, workColumns } from './columns.ts'

/** Due: its matches of the last days are looked for, newest first, a piece at a time. */
export const topics = pgTable(
  'topics',
  {
    id: id(),
    unitId: text('unit_id').notNull(),
    name: text('name').notNull(),
    /** Number of the version in force; every change raises it. */
    n: integer('n').notNull().default(1),
    rules: jsonb('rules').$type<TopicRules>().notNull(),
    active: boolean('active').notNull().default(true),
    /** Patterns that took too long and are not asked any more until the topic is changed. */
    patternsOff: text('patterns_off').array().notNull().default([]),
    review: text('review').$type<TopicReview>().notNull().default('none'),
    tell: text('tell').array().$type<Role[]>().notNull().default([]),
    changedAt: at('changed_at').notNull(),
    /** How far the look back has come: the last article looked at, how many of how many, and when it ended. */
    scannedToAt: at('scanned_to_at'),
    scannedToId: text('scanned_to_id'),
    scanned: integer('scanned').notNull().default(0),
    scanTotal: integer('scan_total').notNull().default(0),
    scanStartedAt: at('scan_started_at'),
    scanEndedAt: at('scan_ended_at'),
    ...workColumns(),
  },
  (t) => [uniqueIndex('topics_name').on(t.unitId, t.name), index('topics_due').on(t.dueAt)],
)

/** Never updated. `userId` null: the machine switched a slow pattern off. */
export const topicVersions = pgTable(
  'topic_versions',
  {
    id: id(),
    topicId: text('topic_id')
      .notNull()
      .references(() => topics.id),
    n: integer('n').notNull(),
    name: text('name').notNull(),
    rules: jsonb('rules').$type<TopicRules>().notNull(),
    active: boolean('active').notNull(),
    patternsOff: text('patterns_off').array().notNull().default([]),
    review: text('review').$type<TopicReview>().notNull(),
    tell: text('tell').array().$type<Role[]>().notNull(),
    at: at('at').notNull(),
    userId: text('user_id'),
  },
  (t) => [uniqueIndex('topic_versions_n').on(t.topicId, t.n)],
)

export const topicMatches = pgTable(
  'topic_matches',
  {
    id: id(),
    topicId: text('topic_id')
      .notNull()
      .references(() => topics.id),
    articleId: text('article_id')
      .notNull()
      .references(() => articles.id, { onDelete: 'cascade' }),
    articleVersionId: text('article_version_id')
      .notNull()
      .references(() => articleVersions.id),
    /** Version of the topic that matched. */
    n: integer('n').notNull(),
    reasons: jsonb('reasons').$type<TopicReason[]>().notNull(),
    /** First sight of the article. */
    seenAt: at('seen_at').notNull(),
    at: at('at').notNull(),
    /** Found when the article was read, not when the topic looked back: only such a match comes to people by itself. */
    isFresh: boolean('is_fresh').notNull(),
  },
  (t) => [
    uniqueIndex('topic_matches_key').on(t.topicId, t.articleId),
    index('topic_matches_seen').on(t.topicId, t.seenAt),
    index('topic_matches_article').on(t.articleId),
  ],
)
