/** How right the flags were: by type, by level, week by week. */
import { z } from 'zod'
import { riskLevels } from '../../domain/risk.ts'
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
  /** Flags that had this type, and this level, when people decided. */
  type: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,20}$/)
    .optional(),
  level: z.enum(riskLevels).optional(),
})
const row = z.object({ key: z.string(), undecided: z.number().int(), ...precision })
export const precisionSchema = z
  .object({
    since: instantSchema,
    until: instantSchema,
    all: z.object(precision),
    types: z.array(row),
    levels: z.array(row),
    /** Those about which somebody had said that the machine is wrong: no type of flag, so apart from them. */
    disputed: row,
    /** Each by its Monday in Shanghai. */
    weeks: z.array(z.object({ week: instantSchema, ...precision })),
    units: z.array(z.object({ id: z.string(), name: z.string() })),
  })
  .meta({ id: 'Precision' })
export type PrecisionShown = z.infer<typeof precisionSchema>
export type PrecisionRow = z.infer<typeof row>
