/** Orders by which somebody gives the signatures of another (委托书). Never changed but by their revocation. */
import { boolean, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { Power } from '../../domain/delegation.ts'
import type { Role } from '../../domain/units.ts'
import { at, id } from './columns.ts'
import { units, user } from './people.ts'

export const delegations = pgTable(
  'delegations',
  {
    id: id(),
    /** The bureau in which both sit; `unitId` is where the lent seat is. */
    bureauId: text('bureau_id')
      .notNull()
      .references(() => units.id),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    role: text('role').$type<Role>().notNull(),
    forUserId: text('for_user_id')
      .notNull()
      .references(() => user.id),
    userId: text('user_id')
      .notNull()
      .references(() => user.id),
    powers: text('powers').array().$type<Power[]>().notNull(),
    compartment: boolean('compartment').notNull().default(false),
    /** As it stands on the order that was signed, with its day. */
    number: text('number').notNull(),
    signedOn: text('signed_on').notNull(),
    reason: text('reason').notNull(),
    fromAt: at('from_at').notNull(),
    untilAt: at('until_at').notNull(),
    recordedByUserId: text('recorded_by_user_id').notNull(),
    recordedByName: text('recorded_by_name').notNull(),
    recordedAt: at('recorded_at').notNull(),
    revokedAt: at('revoked_at'),
    revokedByName: text('revoked_by_name'),
    revokeReason: text('revoke_reason'),
  },
  (t) => [
    uniqueIndex('delegations_number').on(t.bureauId, t.number),
    index('delegations_user').on(t.userId, t.untilAt),
    index('delegations_for').on(t.forUserId, t.untilAt),
  ],
)
