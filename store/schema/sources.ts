/** Outlets, the sources polled for them, how each poll went, and what each host asks of a visitor. */
import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { FetchFailure, OriginClass, OutletKind, SourceKind } from '../../domain/article.ts'
import type { AlarmKind, HealthReason, SourceHealth, SourcePriority, SourceRhythm } from '../../domain/source-health.ts'
import type { SourceSettings } from '../../domain/source-settings.ts'
import { at, id, workColumns } from './columns.ts'
import { units } from './people.ts'

export type PushState = 'wanted' | 'asked' | 'active' | 'denied'

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
  /** The bureau whose own publication it is: what is wrong there the bureau corrects itself, and it is no media event. */
  ownUnitId: text('own_unit_id').references(() => units.id),
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
    priority: text('priority').$type<SourcePriority>().notNull().default('normal'),
    /** In force now; chosen by the program within the limits of the priority, or fixed by a person. */
    intervalMs: integer('interval_ms').notNull(),
    intervalBy: text('interval_by').$type<'program' | 'person'>().notNull().default('program'),
    rhythm: jsonb('rhythm').$type<SourceRhythm>(),
    state: text('state').$type<'active' | 'disabled'>().notNull().default('active'),
    etag: text('etag'),
    lastModified: text('last_modified'),
    health: text('health').$type<SourceHealth>().notNull().default('unknown'),
    healthReason: jsonb('health_reason').$type<HealthReason>(),
    healthSince: at('health_since'),
    /** Last poll that was answered, with news or without. */
    lastGoodAt: at('last_good_at'),
    lastPolledAt: at('last_polled_at'),
    lastNewAt: at('last_new_at'),
    lastFailure: jsonb('last_failure').$type<FetchFailure>(),
    failuresInRow: integer('failures_in_row').notNull().default(0),
    ...workColumns(),
  },
  (t) => [index('sources_due').on(t.dueAt)],
)

/** A subscription at the hub that a feed names (WebSub). Its id is the address that the hub is told: nobody else knows it. */
export const pushes = pgTable(
  'pushes',
  {
    id: id(),
    sourceId: text('source_id')
      .notNull()
      .unique()
      .references(() => sources.id, { onDelete: 'cascade' }),
    hub: text('hub').notNull(),
    topic: text('topic').notNull(),
    /** Signs what the hub sends. */
    secret: text('secret').notNull(),
    state: text('state').$type<PushState>().notNull().default('wanted'),
    /** The hub's lease; it is asked again before its end. */
    subscribedUntil: at('subscribed_until'),
    lastPushAt: at('last_push_at'),
    ...workColumns(),
  },
  (t) => [index('pushes_due').on(t.dueAt)],
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

/**
 * What people are told of a source: one row from the moment it is raised until it clears, at most one open of a kind. Telling is
 * work of its own, so that a hundred alarms of one minute are one message.
 */
export const sourceAlarms = pgTable(
  'source_alarms',
  {
    id: id(),
    sourceId: text('source_id')
      .notNull()
      .references(() => sources.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<AlarmKind>().notNull(),
    reason: jsonb('reason').$type<HealthReason>().notNull(),
    raisedAt: at('raised_at').notNull(),
    toldAt: at('told_at'),
    clearedAt: at('cleared_at'),
    clearToldAt: at('clear_told_at'),
    ...workColumns(),
  },
  (t) => [
    uniqueIndex('source_alarms_open').on(t.sourceId, t.kind).where(sql`cleared_at IS NULL`),
    index('source_alarms_raised').on(t.raisedAt),
    index('source_alarms_due').on(t.dueAt),
  ],
)

/**
 * Politeness shared by all workers: who asks a host now, when it may be asked next, how often it was asked, and its robots rules
 * (RFC 9309: ≤ 24 h).
 */
export const hosts = pgTable('hosts', {
  host: text('host').primaryKey(),
  nextRequestAt: at('next_request_at').notNull(),
  /** Whoever asks now; a holder that died loses it when `busyUntil` has passed. */
  busyToken: text('busy_token'),
  busyAt: at('busy_at'),
  busyUntil: at('busy_until'),
  /** Behind whoever was sent away until now: the next one is told to come back then. */
  queueAt: at('queue_at'),
  /** Set by people for this host; null: as configured. */
  gapMs: integer('gap_ms'),
  perHour: integer('per_hour'),
  perDay: integer('per_day'),
  /** Requests since the full hour and since midnight UTC. */
  hourAt: at('hour_at'),
  hourCount: integer('hour_count').notNull().default(0),
  dayAt: at('day_at'),
  dayCount: integer('day_count').notNull().default(0),
  /** The host asked for patience until then, so many times in a row. */
  pausedUntil: at('paused_until'),
  pausesInRow: integer('pauses_in_row').notNull().default(0),
  /** As crawler/robots.ts reads it. */
  robots: jsonb('robots'),
  robotsFetchedAt: at('robots_fetched_at'),
})
