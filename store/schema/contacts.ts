/** Changes of how somebody is reached, told to everybody who must know (附件1四2). The numbers stand in the messages alone. */
import { index, pgTable, text } from 'drizzle-orm/pg-core'
import { at, id, workColumns } from './columns.ts'
import { units, user } from './people.ts'

export const contactChanges = pgTable(
  'contact_changes',
  {
    id: id(),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    /** Whose data changed: an account, or the names in a register. */
    aboutUserId: text('about_user_id').references(() => user.id),
    about: text('about').notNull(),
    what: text('what').array().$type<('phone' | 'email' | 'register')[]>().notNull(),
    /** `<plan> <register>` where a row of a register changed. */
    register: text('register'),
    byUserId: text('by_user_id').notNull(),
    byName: text('by_name').notNull(),
    at: at('at').notNull(),
    /** A newer change of the same data took its place: nobody is asked for it any more. */
    supersededAt: at('superseded_at'),
    ...workColumns(),
  },
  (t) => [index('contact_changes_unit').on(t.unitId, t.at), index('contact_changes_due').on(t.dueAt)],
)
