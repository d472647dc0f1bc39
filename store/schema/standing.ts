/** What is owed by the calendar alone and kept in registers: entries of standing duties, their watch, rows of registers. */
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { at, id, workColumns } from './columns.ts'
import { units, user } from './people.ts'

/** What the machine saw in the period when the entry was signed; it stays as signed. */
export type SeenFacts = { articles: number; flags: number; incidents: number }

/** One signed entry for one occurrence of a standing duty; further ones supplement it. Never changed. */
export const standingEntries = pgTable(
  'standing_entries',
  {
    id: id(),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    plan: text('plan').notNull(),
    duty: text('duty').notNull(),
    /** The occurrence: 2026-10-01, 2026-10, 2026-Q4, 2026. */
    key: text('key').notNull(),
    /** Somebody's word that there was nothing. */
    nil: boolean('nil').notNull(),
    text: text('text').notNull().default(''),
    seen: jsonb('seen').$type<SeenFacts>().notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => user.id),
    at: at('at').notNull(),
  },
  (t) => [index('standing_entries_of').on(t.unitId, t.key)],
)

/** One row a tree: due when missing entries have to be told. */
export const standingWatches = pgTable(
  'standing_watches',
  {
    id: id(),
    rootId: text('root_id')
      .notNull()
      .references(() => units.id),
    ...workColumns(),
  },
  (t) => [uniqueIndex('standing_watches_root').on(t.rootId), index('standing_watches_due').on(t.dueAt)],
)

/** One row of a register of a bureau; a change is a further version, a removal keeps it with its reason. */
export const registerRows = pgTable(
  'register_rows',
  {
    id: id(),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    plan: text('plan').notNull(),
    register: text('register').notNull(),
    /** In the order of the register's columns at that time, by heading. */
    cells: jsonb('cells').$type<Record<string, string>>().notNull(),
    version: integer('version').notNull().default(1),
    changedBy: text('changed_by').notNull(),
    changedAt: at('changed_at').notNull(),
    removedAt: at('removed_at'),
    removeReason: text('remove_reason'),
  },
  (t) => [index('register_rows_of').on(t.unitId, t.plan, t.register)],
)
