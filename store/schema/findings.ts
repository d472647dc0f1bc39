/** What the analyzer said of each version, and which articles are one story. */
import { doublePrecision, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { OriginClass } from '../../domain/article.ts'
import type { Claim } from '../../domain/figure.ts'
import type { AnalyzerName, FindingPart, Mention } from '../../domain/finding.ts'
import { articles, articleVersions } from './articles.ts'
import { at, id } from './columns.ts'

export const findings = pgTable(
  'findings',
  {
    id: id(),
    articleVersionId: text('article_version_id')
      .notNull()
      .references(() => articleVersions.id),
    analyzer: text('analyzer').$type<AnalyzerName>().notNull(),
    /** '' where the finding is about the article and not about one unit. */
    unitId: text('unit_id').notNull().default(''),
    version: text('version').notNull(),
    score: doublePrecision('score').notNull(),
    label: text('label'),
    parts: jsonb('parts').$type<FindingPart[]>().notNull(),
    /** Of a tone: each place where the unit is named, with the tone there. */
    mentions: jsonb('mentions').$type<Mention[]>().notNull().default([]),
    at: at('at').notNull(),
  },
  (t) => [uniqueIndex('findings_key').on(t.articleVersionId, t.analyzer, t.unitId)],
)

export const claims = pgTable(
  'claims',
  {
    id: id(),
    articleVersionId: text('article_version_id')
      .notNull()
      .references(() => articleVersions.id),
    n: integer('n').notNull(),
    figureId: text('figure_id'),
    claim: jsonb('claim').$type<Claim>().notNull(),
  },
  (t) => [uniqueIndex('claims_key').on(t.articleVersionId, t.n), index('claims_figure').on(t.figureId)],
)

/** The articles that carry the same text or claim. */
export const clusters = pgTable('clusters', {
  id: id(),
  firstArticleId: text('first_article_id')
    .notNull()
    .references(() => articles.id),
  /** Of the first publisher, not of the page that was flagged. */
  origin: text('origin').$type<OriginClass>().notNull(),
  openedAt: at('opened_at').notNull(),
})

export const repostEdges = pgTable(
  'repost_edges',
  {
    id: id(),
    fromArticleId: text('from_article_id')
      .notNull()
      .references(() => articles.id),
    toArticleId: text('to_article_id')
      .notNull()
      .references(() => articles.id),
    basis: text('basis').$type<'link' | 'source_line' | 'similarity'>().notNull(),
    similarity: doublePrecision('similarity').notNull(),
    titleChanged: integer('title_changed').notNull().default(0),
  },
  (t) => [uniqueIndex('repost_edges_key').on(t.fromArticleId, t.toArticleId)],
)

export const fingerprints = pgTable('fingerprints', {
  articleId: text('article_id')
    .primaryKey()
    .references(() => articles.id, { onDelete: 'cascade' }),
  fingerprint: jsonb('fingerprint').notNull(),
  at: at('at').notNull(),
})

/** Bands of the near-duplicate fingerprint: a look-up by band, of the first and the last that hold it, keeps the cost flat. */
export const fingerprintBands = pgTable(
  'fingerprint_bands',
  {
    band: text('band').notNull(),
    articleId: text('article_id')
      .notNull()
      .references(() => articles.id, { onDelete: 'cascade' }),
    /** First sight of the article. */
    seenAt: at('seen_at').notNull().default(new Date(0)),
  },
  (t) => [uniqueIndex('fingerprint_bands_key').on(t.band, t.seenAt, t.articleId)],
)
