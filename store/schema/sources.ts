/** Outlets, the sources polled for them, how each poll went, and what each host asks of a visitor. */
import { index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { FetchFailure, OriginClass, OutletKind, SourceHealth, SourceKind } from '../../domain/article.ts'
import type { SourceSettings } from '../../domain/source-settings.ts'
import { at, id, workColumns } from './columns.ts'

export const outlets = pgTable('outlets', {
  id: id(),
  name: text('name').notNull().unique(),
  kind: text('kind').$type<OutletKind>().notNull(),
  origin: text('origin').$type<OriginClass>().notNull(),
  domains: text('domains').array().notNull().default([]),
  /** 1 national or world, 2 regional, 3 local or personal: how far its word carries. */
  tier: integer('tier').notNull().default(2),
  /** Other names under which it is quoted: 新华网, Xinhua. */
  aliases: text('aliases').array().notNull().default([]),
  /** BCP 47, as in an article; '' where not known. */
  language: text('language').notNull().default(''),
  /** GB/T 2260 of the place it writes for; null for the whole world or where not known. */
  regionCode: text('region_code'),
})

export const sources = pgTable(
  'sources',
  {
    id: id(),
    outletId: text('outlet_id')
      .notNull()
      .references(() => outlets.id),
    kind: text('kind').$type<SourceKind>().notNull(),
    name: text('name').notNull(),
    url: text('url').notNull().unique(),
    settings: jsonb('settings').$type<SourceSettings>().notNull().default({}),
    /** Null while disabled. */
    intervalMs: integer('interval_ms').notNull(),
    state: text('state').$type<'active' | 'disabled'>().notNull().default('active'),
    etag: text('etag'),
    lastModified: text('last_modified'),
    health: text('health').$type<SourceHealth>().notNull().default('unknown'),
    lastPolledAt: at('last_polled_at'),
    lastNewAt: at('last_new_at'),
    lastFailure: jsonb('last_failure').$type<FetchFailure>(),
    failuresInRow: integer('failures_in_row').notNull().default(0),
    ...workColumns(),
  },
  (t) => [index('sources_due').on(t.dueAt)],
)

/** One poll of a source and its outcome; the page draws its health from these. */
export const polls = pgTable(
  'polls',
  {
    id: id(),
    sourceId: text('source_id')
      .notNull()
      .references(() => sources.id, { onDelete: 'cascade' }),
    at: at('at').notNull(),
    outcome: text('outcome').$type<'new' | 'nothing_new' | 'not_modified' | 'failed'>().notNull(),
    seen: integer('seen').notNull().default(0),
    fresh: integer('fresh').notNull().default(0),
    dropped: integer('dropped').notNull().default(0),
    durationMs: integer('duration_ms').notNull(),
    failure: jsonb('failure').$type<FetchFailure>(),
  },
  (t) => [index('polls_source_at').on(t.sourceId, t.at)],
)

/** Politeness shared by all workers: the next instant a host may be asked, and its robots rules (RFC 9309: ≤ 24 h). */
export const hosts = pgTable('hosts', {
  host: text('host').primaryKey(),
  nextRequestAt: at('next_request_at').notNull(),
  /** As crawler/robots.ts reads it. */
  robots: jsonb('robots'),
  robotsFetchedAt: at('robots_fetched_at'),
})
