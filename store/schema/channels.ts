/** Ways out of the house, where people can be reached, and the ledger of what was sent by which way to whom. */
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { ChannelKind, DispatchState, SendFailure } from '../../domain/channel.ts'
import { at, id, workColumns } from './columns.ts'
import { corrections } from './corrections.ts'
import { units, user } from './people.ts'
import { deliveries } from './record.ts'

/** One configured way out, of one tree of units. Due: when it is looked at next. Never deleted: the ledger names it. */
export const channels = pgTable(
  'channels',
  {
    id: id(),
    kind: text('kind').$type<ChannelKind>().notNull(),
    name: text('name').notNull(),
    /** The unit whose matters it tells: the root of a tree for e-mail and SMS, any bureau for robots and webhooks. */
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    /** Settings with their secrets, sealed under the installation's secret. */
    sealed: text('sealed').notNull(),
    /** Settings without their secrets, as the page shows them. */
    shown: jsonb('shown').$type<Record<string, string | number>>().notNull(),
    /** Smaller ones are tried first. */
    rank: integer('rank').notNull().default(0),
    createdAt: at('created_at').notNull(),
    changedAt: at('changed_at').notNull(),
    closedAt: at('closed_at'),
    lastSentAt: at('last_sent_at'),
    lastFailedAt: at('last_failed_at'),
    lastFailure: text('last_failure').$type<SendFailure | 'unsure'>(),
    lastDetail: text('last_detail').notNull().default(''),
    /** Since when nothing could be sent by it; null while it works or nothing was asked of it. */
    alarmSince: at('alarm_since'),
    ...workColumns(),
  },
  (t) => [uniqueIndex('channels_name').on(t.name), index('channels_due').on(t.dueAt)],
)

/** Where one person can be reached outside the product, and when only a running time limit may. */
export const reach = pgTable('reach', {
  userId: text('user_id')
    .primaryKey()
    .references(() => user.id),
  email: text('email').notNull().default(''),
  phone: text('phone').notNull().default(''),
  /** Quiet hours in minutes of the Shanghai day; both null for none. They may pass midnight. */
  quietFrom: integer('quiet_from'),
  quietTo: integer('quiet_to'),
  changedAt: at('changed_at').notNull(),
})

/** The ledger: one fact to one recipient by one way, once. */
export const dispatches = pgTable(
  'dispatches',
  {
    id: id(),
    /** The fact, as in `deliveries`. */
    key: text('key').notNull(),
    channelId: text('channel_id')
      .notNull()
      .references(() => channels.id),
    /** The person; '' for a robot or a webhook, which speak to a group. */
    userId: text('user_id').notNull().default(''),
    deliveryId: text('delivery_id')
      .notNull()
      .references(() => deliveries.id),
    /** A letter to the press: what is sent instead of the message, and where to. */
    correctionId: text('correction_id').references(() => corrections.id),
    letterN: integer('letter_n'),
    address: text('address').notNull().default(''),
    state: text('state').$type<DispatchState>().notNull().default('waiting'),
    failure: text('failure').$type<SendFailure | 'unsure'>(),
    /** What the other side said. */
    detail: text('detail').notNull().default(''),
    sends: integer('sends').notNull().default(0),
    createdAt: at('created_at').notNull(),
    startedAt: at('started_at'),
    settledAt: at('settled_at'),
    ...workColumns(),
  },
  (t) => [
    uniqueIndex('dispatches_once').on(t.key, t.channelId, t.userId),
    index('dispatches_due').on(t.dueAt),
    index('dispatches_channel').on(t.channelId, t.createdAt),
  ],
)
