/** How far stories went: what was forecast of each, and what came of it. */
import { bigint, doublePrecision, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { FindingPart } from '../../domain/finding.ts'
import type { ForecastCause, SpreadSeen } from '../../domain/spread.ts'
import { at, id, workColumns } from './columns.ts'

/** A story that is watched until it rests. `id` is the cluster's: the watch outlives a story that was merged into another. */
export const storyWatches = pgTable(
  'story_watches',
  {
    id: text('id').primaryKey(),
    /** Publications at the last forecast: twice as many make another one due. */
    lastSeen: integer('last_seen').notNull().default(0),
    settledAt: at('settled_at'),
    /** Null until it rests, and for good where the story became part of another. */
    finalSize: integer('final_size'),
    ...workColumns(),
  },
  (t) => [index('story_watches_due').on(t.dueAt), index('story_watches_settled').on(t.settledAt)],
)

/** One forecast as it was made. Never updated (a trigger refuses it). */
export const storyForecasts = pgTable(
  'story_forecasts',
  {
    id: id(),
    clusterId: text('cluster_id').notNull(),
    cause: text('cause').$type<ForecastCause>().notNull(),
    at: at('at').notNull(),
    elapsedMs: bigint('elapsed_ms', { mode: 'number' }).notNull(),
    seen: integer('seen').notNull(),
    /** Everything it was made from. */
    facts: jsonb('facts').$type<SpreadSeen>().notNull(),
    /** Logarithm of final over seen, as the rule alone had it. */
    expected: doublePrecision('expected').notNull(),
    size: integer('size').notNull(),
    low: integer('low').notNull(),
    high: integer('high').notNull(),
    pTop: doublePrecision('p_top').notNull(),
    topFrom: integer('top_from').notNull(),
    version: text('version').notNull(),
    parts: jsonb('parts').$type<FindingPart[]>().notNull(),
  },
  (t) => [uniqueIndex('story_forecasts_key').on(t.clusterId, t.cause), index('story_forecasts_cause').on(t.cause)],
)
