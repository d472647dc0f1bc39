/** Changed contact data, told to the members of the same bodies, with a receipt of each. */
import { z } from 'zod'
import { formatQuery, instantSchema, page, pageQuery, personRefSchema, ruleSchema, unitRefSchema } from './shared.ts'

const stateSchema = z.enum(['waiting', 'received', 'superseded'])

export const contactChangeSchema = z
  .object({
    id: z.string(),
    unit: unitRefSchema,
    /** Whose data; names of rows where a register changed. */
    about: z.string(),
    what: z.array(z.enum(['phone', 'email', 'register'])),
    by: personRefSchema,
    at: instantSchema,
    state: stateSchema,
    told: z.number().int(),
    confirmed: z.number().int(),
    receipts: z.array(z.object({ person: personRefSchema, unit: unitRefSchema, readAt: instantSchema.nullable() })),
    /** The message of whoever asks, while they have not confirmed it. */
    confirm: z.string().nullable(),
    remindAt: instantSchema.nullable(),
  })
  .meta({ id: 'ContactChange' })
export type ContactChangeShown = z.infer<typeof contactChangeSchema>

export const contactChangesQuery = z.object({
  q: z.string().trim().max(100).optional(),
  state: stateSchema.optional(),
  sort: z.enum(['latest', 'earliest']).default('latest'),
  ...pageQuery,
  ...formatQuery,
})
export const contactChangesSchema = page(contactChangeSchema).extend({ rule: ruleSchema })
/** How many people were told of what changed. */
export const reachSavedSchema = z.object({ ok: z.literal(true), told: z.number().int() })
