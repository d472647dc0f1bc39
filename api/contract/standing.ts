/** Duties that the calendar alone starts: the daily watch log, upkeep, drills; and the registers of the plans. */
import { z } from 'zod'
import { faultSchema } from './figures.ts'
import {
  formatQuery,
  idSchema,
  instantSchema,
  page,
  pageQuery,
  reasonSchema,
  tableQuery,
  unitRefSchema,
} from './shared.ts'

export const occurrenceStates = ['ahead', 'open', 'reported', 'nil', 'late', 'missing'] as const
export const cadences = ['day', 'late-month', 'month', 'quarter', 'year'] as const
export const standingItemSchema = z
  .object({
    unit: unitRefSchema,
    plan: z.string(),
    planTitle: z.string(),
    duty: z.string(),
    what: z.string(),
    body: z.string(),
    every: z.enum(cadences),
    nilCounts: z.boolean(),
    key: z.string(),
    opensAt: instantSchema,
    limitAt: instantSchema,
    state: z.enum(occurrenceStates),
    entries: z.array(
      z.object({
        ...{ nil: z.boolean(), text: z.string(), byName: z.string(), at: instantSchema },
        seen: z.object({ articles: z.number().int(), flags: z.number().int(), incidents: z.number().int() }),
      }),
    ),
  })
  .meta({ id: 'StandingItem' })
export type StandingItem = z.infer<typeof standingItemSchema>

export const standingQuery = z.object({
  unitId: idSchema.optional(),
  state: z.enum(occurrenceStates).optional(),
  every: z.enum(cadences).optional(),
  ...pageQuery,
  ...formatQuery,
})
export const standingSchema = page(standingItemSchema).extend({
  unit: unitRefSchema,
  units: z.array(unitRefSchema),
  maySign: z.boolean(),
  /** What the machine has seen today, as an entry signed now would keep it. */
  seen: z.object({ articles: z.number().int(), flags: z.number().int(), incidents: z.number().int() }),
})
export type Standing = z.infer<typeof standingSchema>
export const signStandingRequest = z.object({
  unitId: idSchema,
  items: z
    .array(z.object({ plan: idSchema, duty: idSchema, key: idSchema }))
    .min(1)
    .max(40),
  nil: z.boolean(),
  text: z.string().trim().max(2000).default(''),
})
export const signedStandingSchema = z.object({ ok: z.literal(true), entries: z.number().int() })

export const registerSchema = z.object({
  ...{ plan: z.string(), planTitle: z.string(), register: z.string(), title: z.string() },
  columns: z.array(z.string()),
  /** Facts about how people did their duty: the inspection's alone. */
  reserved: z.boolean(),
  /** Bureaus whose rows the person may write. */
  keptFor: z.array(unitRefSchema),
})
export type RegisterShown = z.infer<typeof registerSchema>
export const registersSchema = z.object({
  items: z.array(registerSchema),
})
export const registerParam = z.object({ plan: idSchema, register: idSchema })
export const registerQuery = z.object({
  unitId: idSchema.optional(),
  q: z.string().trim().max(60).optional(),
  ...pageQuery,
  ...tableQuery,
})
export const registerRowSchema = z.object({
  ...{ id: z.string(), unit: unitRefSchema, cells: z.record(z.string(), z.string()), version: z.number().int() },
  ...{ changedBy: z.string(), changedAt: instantSchema, mayKeep: z.boolean() },
})
export type RegisterRowShown = z.infer<typeof registerRowSchema>
export const registerRowsSchema = page(registerRowSchema).extend({ register: registerSchema })
const cells = z.record(z.string().max(60), z.string().max(500))
export const addRowRequest = z.object({ unitId: idSchema, cells })
export const changeRowRequest = z.object({ version: z.number().int().min(1), cells })
export const removeRowRequest = z.object({ version: z.number().int().min(1), reason: reasonSchema })
export const importRowsQuery = z.object({
  unitId: idSchema,
  dryRun: z.enum(['true', 'false']).transform((v) => v === 'true'),
})
export const importRowsAnswer = z.object({ dryRun: z.boolean(), rows: z.number().int(), faults: z.array(faultSchema) })
export type ImportRowsAnswer = z.infer<typeof importRowsAnswer>
