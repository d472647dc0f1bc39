/** What tells one story in other words, what people said of it, and the index that finds it. */
import { boolean, doublePrecision, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { StoryReason, StoryVerb } from '../../domain/story.ts'
import { articles } from './articles.ts'
import { at, bytea, id } from './columns.ts'

/** The print of analyzer/story.ts of the current version; read for a handful of candidates at a time. */
export const storyPrints = pgTable('story_prints', {
  articleId: text('article_id')
    .primaryKey()
    .references(() => articles.id, { onDelete: 'cascade' }),
  /** Ids and weights, packed (store/stories.ts). */
  print: bytea('print').notNull(),
  matter: jsonb('matter').$type<{ indicators: string[]; places: string[] }>(),
  /** Its rows in the index, so that they are found again without a scan. */
  n: integer('n').generatedAlwaysAsIdentity().unique(),
  keys: integer('keys').array().notNull(),
  day: integer('day').notNull(),
  at: at('at').notNull(),
})

/**
 * One row a key and article, small, because there are 24 of them to an article: which articles of these days hold the key.
 * A look-up reads the newest few of a key and never all of a common one. No foreign key: the print is the truth.
 */
export const storyKeys = pgTable(
  'story_keys',
  {
    key: integer('key').notNull(),
    /** Days since 1970-01-01 UTC of the publication. */
    day: integer('day').notNull(),
    /** `n` of the print. */
    n: integer('n').notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.day, t.n] })],
)

/** An article tells what another one tells, the machine thinks: for people to accept or refuse. Made anew with each judgement. */
export const storySuggestions = pgTable(
  'story_suggestions',
  {
    articleId: text('article_id')
      .notNull()
      .references(() => articles.id),
    /** The nearest member of the story meant; the story is whatever that article belongs to now. */
    otherArticleId: text('other_article_id')
      .notNull()
      .references(() => articles.id),
    /** 0 to 1, of the article to the story. */
    likeness: doublePrecision('likeness').notNull(),
    reason: jsonb('reason').$type<StoryReason>().notNull(),
    at: at('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.articleId, t.otherArticleId] }),
    index('story_suggestions_other').on(t.otherArticleId),
    index('story_suggestions_at').on(t.at),
  ],
)

/** Accepted, refused, split, merged: by whom, when, why. Never deleted; follows a story that becomes one with another. */
export const storyDecisions = pgTable(
  'story_decisions',
  {
    id: id(),
    verb: text('verb').$type<StoryVerb>().notNull(),
    clusterId: text('cluster_id').notNull(),
    /** The other story: split off, refused, or taken in. */
    otherClusterId: text('other_cluster_id').notNull(),
    /** Articles that moved, or that were judged; at most 100 named. */
    articleIds: text('article_ids').array().notNull(),
    reason: text('reason').notNull(),
    byUserId: text('by_user_id').notNull(),
    byName: text('by_name').notNull(),
    byUnitId: text('by_unit_id').notNull(),
    at: at('at').notNull(),
    /** A split or a refusal that holds: the machine joins or suggests these two stories never again. */
    keepsApart: boolean('keeps_apart').notNull(),
  },
  (t) => [index('story_decisions_story').on(t.clusterId), index('story_decisions_other').on(t.otherClusterId)],
)
