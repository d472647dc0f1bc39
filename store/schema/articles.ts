/** Articles, their versions as fetched, the sealed evidence, and the search index. */
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type {
  ArticleImage,
  ArticleState,
  FetchFailure,
  HeadersSeen,
  ItemPosition,
  TimePrecision,
} from '../../domain/article.ts'
import type { RiskLevel } from '../../domain/risk.ts'
import { at, id, tsvector, workColumns } from './columns.ts'
import { outlets, sources } from './sources.ts'

export const articles = pgTable(
  'articles',
  {
    id: id(),
    /** One publication is one row: the natural key of everything the machine does to it. */
    canonicalUrl: text('canonical_url').notNull().unique(),
    url: text('url').notNull(),
    outletId: text('outlet_id')
      .notNull()
      .references(() => outlets.id),
    sourceId: text('source_id').references(() => sources.id, { onDelete: 'set null' }),
    title: text('title').notNull(),
    byline: text('byline').notNull().default(''),
    sourceLine: text('source_line').notNull().default(''),
    sourceUrl: text('source_url').notNull().default(''),
    editor: text('editor').notNull().default(''),
    /** As the outlet claims. */
    publishedAt: at('published_at'),
    publishedPrecision: text('published_precision').$type<TimePrecision>(),
    /** The last change that the page admits. */
    changedAt: at('changed_at'),
    /** When the machine first saw the address (machineDetectedAt of GAP-03). */
    firstSeenAt: at('first_seen_at').notNull(),
    /** Where it stood when it was found: rank of a hot list, page and section of a paper. */
    position: jsonb('position').$type<ItemPosition>(),
    language: text('language').notNull().default(''),
    clusterId: text('cluster_id'),
    state: text('state').$type<ArticleState>().notNull().default('found'),
    versions: integer('versions').notNull().default(0),
    riskLevel: text('risk_level').$type<RiskLevel>(),
    failure: jsonb('failure').$type<FetchFailure>(),
    ...workColumns(),
  },
  (t) => [
    index('articles_due').on(t.dueAt),
    index('articles_seen').on(t.firstSeenAt),
    index('articles_source').on(t.sourceId, t.firstSeenAt),
    index('articles_cluster').on(t.clusterId),
    index('articles_source_url').on(t.sourceUrl),
  ],
)

/** Bytes sealed at first sight; the file lies in the evidence folder under its SHA-256. Never updated. */
export const evidence = pgTable('evidence', {
  id: id(),
  sha256: text('sha256').notNull(),
  sizeBytes: integer('size_bytes').notNull(),
  kind: text('kind').$type<'page' | 'screenshot'>().notNull(),
  requestedUrl: text('requested_url').notNull(),
  finalUrl: text('final_url').notNull(),
  status: integer('status').notNull(),
  headers: jsonb('headers').$type<HeadersSeen>().notNull(),
  fetchedAt: at('fetched_at').notNull(),
})

/** The text of an article as fetched at one time. Never updated. */
export const articleVersions = pgTable(
  'article_versions',
  {
    id: id(),
    articleId: text('article_id')
      .notNull()
      .references(() => articles.id),
    n: integer('n').notNull(),
    fetchedAt: at('fetched_at').notNull(),
    title: text('title').notNull(),
    subtitle: text('subtitle').notNull().default(''),
    placeLine: text('place_line').notNull().default(''),
    text: text('text').notNull(),
    links: text('links').array().notNull().default([]),
    images: jsonb('images').$type<ArticleImage[]>().notNull().default([]),
    /** Of title and text in the form in which versions are compared (crawler/same-text.ts). */
    contentHash: text('content_hash').notNull(),
    evidenceId: text('evidence_id')
      .notNull()
      .references(() => evidence.id),
  },
  (t) => [uniqueIndex('article_versions_n').on(t.articleId, t.n)],
)

/** Segmented words of the current version, with the dictionary that cut them: a new dictionary means a new cut. */
export const articleSearch = pgTable(
  'article_search',
  {
    articleId: text('article_id')
      .primaryKey()
      .references(() => articles.id, { onDelete: 'cascade' }),
    words: tsvector('words').notNull(),
    dictionaryVersion: text('dictionary_version').notNull(),
    seenAt: at('seen_at').notNull(),
  },
  (t) => [index('article_search_words').using('gin', t.words), index('article_search_seen').on(t.seenAt)],
)
