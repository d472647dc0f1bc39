/** How right the flags were: by type, by level, week by week. */
import { z } from 'zod'
import { formatQuery, idSchema, instantSchema } from './shared.ts'

const precision = {
  confirmed: z.number().int(),
  falseAlarms: z.number().int(),
  explained: z.number().int(),
  unverifiable: z.number().int(),
  share: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
}
export const precisionQuery = z.object({
  ...formatQuery,
  weeks: z.enum(['4', '12', '26', '52']).default('12'),
  unitId: idSchema.optional(),
})
const row = z.object({ key: z.string(), undecided: z.number().int(), ...precision })
export const precisionSchema = z
  .object({
    since: instantSchema,
    until: instantSchema,
    all: z.object(precision),
    types: z.array(row),
    levels: z.array(row),
    /** Each by its Monday in Shanghai. */
    weeks: z.array(z.object({ week: instantSchema, ...precision })),
    units: z.array(z.object({ id: z.string(), name: z.string() })),
  })
  .meta({ id: 'Precision' })
export type PrecisionShown = z.infer<typeof precisionSchema>
export type PrecisionRow = z.infer<typeof row>
