/** What was written into the form of a step in a run of a plan: revisions, rows that are only ever added. */
import { integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { FormFields } from '../../domain/form.ts'
import { at, id } from './columns.ts'
import { activations } from './incidents.ts'

export const stepForms = pgTable(
  'step_forms',
  {
    id: id(),
    activationId: text('activation_id')
      .notNull()
      .references(() => activations.id),
    step: text('step').notNull(),
    n: integer('n').notNull(),
    fields: jsonb('fields').$type<FormFields>().notNull(),
    hash: text('hash').notNull(),
    byUserId: text('by_user_id').notNull(),
    byName: text('by_name').notNull(),
    at: at('at').notNull(),
  },
  (t) => [uniqueIndex('step_forms_n').on(t.activationId, t.step, t.n)],
)
