/** Column shapes shared by every family of tables. */
import { randomUUID } from 'node:crypto'
import { customType, integer, text, timestamp } from 'drizzle-orm/pg-core'

export const id = () => text('id').primaryKey().$defaultFn(randomUUID)
/** An instant in UTC, exact to the millisecond. */
export const at = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

/**
 * Columns of a row that is work to be done: when it is due, who holds it until when, how often it failed.
 * The database is the truth of what is due; a queue only wakes (design §3).
 */
export const workColumns = () => ({
  dueAt: at('due_at'),
  leaseUntil: at('lease_until'),
  leaseToken: text('lease_token'),
  tries: integer('tries').notNull().default(0),
})

export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })
