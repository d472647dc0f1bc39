/** The duty roster: turns, hand-overs, check-ins, and the watch over its gaps. */
import { index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { DutyKind, OpenMatter } from '../../domain/duty.ts'
import { at, id, workColumns } from './columns.ts'
import { units, user } from './people.ts'

/** One turn of one person, [from, to). Never deleted: cancelled with its reason. */
export const dutyTurns = pgTable(
  'duty_turns',
  {
    id: id(),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    kind: text('kind').$type<DutyKind>().notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => user.id),
    backupId: text('backup_id').references(() => user.id),
    fromAt: at('from_at').notNull(),
    toAt: at('to_at').notNull(),
    phone: text('phone').notNull().default(''),
    note: text('note').notNull().default(''),
    createdAt: at('created_at').notNull(),
    cancelledAt: at('cancelled_at'),
    cancelReason: text('cancel_reason'),
  },
  (t) => [index('duty_turns_unit').on(t.unitId, t.kind, t.toAt), index('duty_turns_user').on(t.userId, t.toAt)],
)

/** From one turn to the next: signed by who leaves, with what is open, and by who comes. Once for each turn that ends. */
export const dutyHandovers = pgTable(
  'duty_handovers',
  {
    id: id(),
    fromTurnId: text('from_turn_id')
      .notNull()
      .references(() => dutyTurns.id),
    toTurnId: text('to_turn_id')
      .notNull()
      .references(() => dutyTurns.id),
    matters: jsonb('matters').$type<OpenMatter[]>().notNull(),
    note: text('note').notNull().default(''),
    givenAt: at('given_at').notNull(),
    takenAt: at('taken_at'),
  },
  (t) => [uniqueIndex('duty_handovers_from').on(t.fromTurnId)],
)

/** Somebody is at their post. `enteredBy`: who wrote it down for them, with the reason; null when they did it themselves. */
export const dutyCheckIns = pgTable(
  'duty_check_ins',
  {
    id: id(),
    turnId: text('turn_id')
      .notNull()
      .references(() => dutyTurns.id),
    userId: text('user_id')
      .notNull()
      .references(() => user.id),
    at: at('at').notNull(),
    enteredBy: text('entered_by'),
    reason: text('reason').notNull().default(''),
  },
  (t) => [index('duty_check_ins_turn').on(t.turnId, t.at)],
)

/** One row for each duty that a unit keeps a roster of; due when a gap has to be looked at. */
export const dutyWatches = pgTable(
  'duty_watches',
  {
    id: id(),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    kind: text('kind').$type<DutyKind>().notNull(),
    ...workColumns(),
  },
  (t) => [uniqueIndex('duty_watches_once').on(t.unitId, t.kind), index('duty_watches_due').on(t.dueAt)],
)
