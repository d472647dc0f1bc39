/** Articles, their versions as fetched, the sealed evidence, and the search index. */
import { type AnyPgColumn, bigint, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { ArticleImage, ArticleState, FetchFailure, ItemPosition, TimePrecision } from '../../domain/article.ts'
import type { EvidenceKind } from '../../domain/evidence.ts'
import type { RemovalSign, VersionChange, VisitOutcome } from '../../domain/visits.ts'
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
    /** Counts who asked for a judgement: one that began before the last asking does not settle it. */
    judgementsAsked: integer('judgements_asked').notNull().default(0),
    /** The version that was judged last: judging it once more tells nothing new, unless it goes on spreading. */
    judgedVersionId: text('judged_version_id'),
    /** Roots of the trees for which a run asks anew what is said of a judged text; null: whoever it concerns. */
    rescoredRoots: text('rescored_roots').array(),
    /** Why it could not be read; of one that was, what went wrong on the way. */
    failure: jsonb('failure').$type<FetchFailure>(),
    /** Validators of the answer that brought the current version, for conditional requests. */
    etag: text('etag').notNull().default(''),
    lastModified: text('last_modified').notNull().default(''),
    /** First sighting of a removal that nothing contradicted since; and when a second one made it count. */
    missingSince: at('missing_since'),
    removedAt: at('removed_at'),
    /** Looks in a row that failed for passing reasons. */
    failedVisits: integer('failed_visits').notNull().default(0),
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

/**
 * A capture sealed at first sight: one WARC record (with the request behind it) in a file of the evidence folder. Never
 * updated or deleted (a trigger refuses it).
 */
export const evidence = pgTable(
  'evidence',
  {
    id: id(),
    articleId: text('article_id')
      .notNull()
      .references(() => articles.id),
    kind: text('kind').$type<EvidenceKind>().notNull(),
    /** Asia/Shanghai, of the file: the day whose manifest lists it. */
    day: text('day')
      .notNull()
      .references(() => evidenceDays.id),
    /** Below the evidence folder; the record lies at `offset`, `length` bytes long. */
    file: text('file').notNull(),
    offset: bigint('offset', { mode: 'number' }).notNull(),
    length: integer('length').notNull(),
    /** Of these bytes as they lie in the file. */
    recordSha256: text('record_sha256').notNull(),
    /** WARC-Record-ID. */
    recordId: text('record_id').notNull(),
    /** Of the payload: the body as received, before decoding. */
    sha256: text('sha256').notNull(),
    sizeBytes: integer('size_bytes').notNull(),
    /** The earlier evidence with the same payload; its record holds it, this one only says that it came again. */
    sameAsId: text('same_as_id').references((): AnyPgColumn => evidence.id),
    requestedUrl: text('requested_url').notNull(),
    finalUrl: text('final_url').notNull(),
    status: integer('status').notNull(),
    contentType: text('content_type').notNull(),
    fetchedAt: at('fetched_at').notNull(),
  },
  (t) => [
    uniqueIndex('evidence_place').on(t.file, t.offset),
    index('evidence_article').on(t.articleId, t.fetchedAt),
    index('evidence_payload').on(t.sha256),
    index('evidence_day').on(t.day),
  ],
)

/** A day with evidence; due a little after its end, when its manifest is made and chained to the one before. */
export const evidenceDays = pgTable(
  'evidence_days',
  {
    /** `2026-11-20`, Asia/Shanghai. */
    id: text('id').primaryKey(),
    sealedAt: at('sealed_at'),
    /** SHA-256 of the manifest of the sealed day before; zeros for the first. */
    prevHash: text('prev_hash'),
    /** SHA-256 of this day's manifest. */
    hash: text('hash'),
    records: integer('records'),
    files: integer('files'),
    ...workColumns(),
  },
  (t) => [index('evidence_days_due').on(t.dueAt)],
)

/** A picture of a flagged version is wanted; tried apart from everything else, so that a missing browser blocks nothing. */
export const screenshots = pgTable(
  'screenshots',
  {
    id: id(),
    articleId: text('article_id')
      .notNull()
      .references(() => articles.id),
    articleVersionId: text('article_version_id')
      .notNull()
      .unique()
      .references(() => articleVersions.id),
    askedAt: at('asked_at').notNull(),
    evidenceId: text('evidence_id').references(() => evidence.id),
    /** Why there is none (yet). */
    failure: jsonb('failure').$type<FetchFailure>(),
    ...workColumns(),
  },
  (t) => [index('screenshots_due').on(t.dueAt), index('screenshots_article').on(t.articleId)],
)

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
    /** What differs from the version before. */
    change: text('change').$type<VersionChange>().notNull().default('first'),
    /** Number of an earlier version with the same text: the outlet changed it back. */
    sameAsN: integer('same_as_n'),
    evidenceId: text('evidence_id')
      .notNull()
      .references(() => evidence.id),
  },
  (t) => [uniqueIndex('article_versions_n').on(t.articleId, t.n)],
)

/** One look at an article after the first: what came of it. Never updated. */
export const articleVisits = pgTable(
  'article_visits',
  {
    id: id(),
    articleId: text('article_id')
      .notNull()
      .references(() => articles.id),
    at: at('at').notNull(),
    outcome: text('outcome').$type<VisitOutcome>().notNull(),
    status: integer('status'),
    finalUrl: text('final_url'),
    /** How a removal showed itself; with `removal_doubted` and `removed`. */
    removal: text('removal').$type<RemovalSign>(),
    /** The words or the address that say so. */
    quote: text('quote').notNull().default(''),
    failure: jsonb('failure').$type<FetchFailure>(),
    /** The version that came of it. */
    articleVersionId: text('article_version_id').references(() => articleVersions.id),
    evidenceId: text('evidence_id').references(() => evidence.id),
  },
  (t) => [index('article_visits_article').on(t.articleId, t.at)],
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
