/** Drills that run by a script: which scenario, and the time they are in. One row an incident. */
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { at, id, workColumns } from './columns.ts'
import { incidents } from './incidents.ts'

/** How many expected acts there were, and what became of them. */
export type DrillTally = { expected: number; inTime: number; late: number; missed: number }

/** Due when the next inject is; guarded by the row of its incident. Everything that happened in it stands in the record. */
export const drills = pgTable(
  'drills',
  {
    id: id(),
    incidentId: text('incident_id')
      .notNull()
      .references(() => incidents.id),
    scenario: text('scenario').notNull(),
    scenarioVersion: text('scenario_version').notNull(),
    /** The scenario as it was when the drill began. Never changed. */
    content: text('content').notNull(),
    startedAt: at('started_at').notNull(),
    startedByUserId: text('started_by_user_id').notNull(),
    startedByName: text('started_by_name').notNull(),
    /** How many injects have been given. */
    given: integer('given').notNull().default(0),
    /** The time it is in: `paceDrillAt` at `paceRealAt`, `speed` times as fast from there; 0 stands still. */
    paceRealAt: at('pace_real_at').notNull(),
    paceDrillAt: at('pace_drill_at').notNull(),
    speed: integer('speed').notNull(),
    /** Real time of its end; null while it runs. */
    endedAt: at('ended_at'),
    /** `finished`: every inject was given; `broken_off`: it ended before. */
    outcome: text('outcome').$type<'finished' | 'broken_off'>(),
    /** Counted at the end. */
    tally: jsonb('tally').$type<DrillTally>(),
    ...workColumns(),
  },
  (t) => [uniqueIndex('drills_incident').on(t.incidentId), index('drills_due').on(t.dueAt)],
)
