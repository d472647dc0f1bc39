/** From which values a unit calls a risk high, in versions; and runs that judge past articles again. */
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { RiskLevel } from '../../domain/risk.ts'
import type { Agent } from '../../domain/units.ts'
import { at, id, workColumns } from './columns.ts'
import { units } from './people.ts'

export const riskThresholds = pgTable(
  'risk_thresholds',
  {
    id: id(),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    n: integer('n').notNull(),
    /** null: the unit follows the one above it again. */
    misinformation: jsonb('misinformation').$type<[number, number, number]>(),
    spread: jsonb('spread').$type<[number, number]>(),
    reason: text('reason').notNull(),
    byUserId: text('by_user_id').notNull(),
    byName: text('by_name').notNull(),
    at: at('at').notNull(),
  },
  (t) => [uniqueIndex('risk_thresholds_n').on(t.unitId, t.n)],
)

export type Levels = Record<RiskLevel, number>
export type TreeLevels = Record<string, Levels>

export const rescorings = pgTable(
  'rescorings',
  {
    id: id(),
    /** The tree of units it is about and whose people see it; null: all, because models or word lists changed. */
    rootId: text('root_id'),
    cause: text('cause').$type<'thresholds' | 'models' | 'hand'>().notNull(),
    /** Of thresholds: whose. */
    unitId: text('unit_id'),
    since: at('since').notNull(),
    total: integer('total').notNull(),
    done: integer('done').notNull().default(0),
    /** The last article asked for: newest first. */
    cursorAt: at('cursor_at'),
    cursorId: text('cursor_id'),
    state: text('state').$type<'running' | 'paused' | 'done' | 'cancelled'>().notNull(),
    /** Articles by the highest level of their flags, for each tree by its root. */
    before: jsonb('before').$type<TreeLevels>().notNull(),
    after: jsonb('after').$type<TreeLevels>(),
    by: jsonb('by').$type<Agent>().notNull(),
    startedAt: at('started_at').notNull(),
    endedAt: at('ended_at'),
    ...workColumns(),
  },
  (t) => [index('rescorings_due').on(t.dueAt), index('rescorings_started').on(t.startedAt)],
)
