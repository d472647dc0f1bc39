/** How soon what is owed was done, and the facts of what was late. */
import { z } from 'zod'
import { clockStates, lateBirths } from '../../domain/incident.ts'
import { formatQuery, idSchema, instantSchema, page, pageQuery, ruleSchema, unitRefSchema } from './shared.ts'

const period = {
  /** How many months of Shanghai, the one that runs included. */
  months: z.enum(['3', '6', '12', '24']).default('12'),
  unitId: idSchema.optional(),
  plan: z.string().max(60).optional(),
  /** Drills are counted apart, never together with what was real. */
  mode: z.enum(['real', 'drill']).default('real'),
}
/** Milliseconds. */
const spread = { n: z.number().int(), median: z.number().nullable(), p90: z.number().nullable() }
const timeliness = {
  ...spread,
  inTime: z.number().int(),
  late: z.number().int(),
  overdue: z.number().int(),
  running: z.number().int(),
  bornLate: z.number().int(),
  share: z.number().nullable(),
}
const words = { points: z.object(spread), release: z.object(spread), none: z.number().int() }
const choices = {
  units: z.array(z.object({ id: z.string(), name: z.string() })),
  plans: z.array(z.object({ plan: z.string(), name: z.string() })),
}

/** The file: the rows by unit, by plan or by month. */
export const timelinessQuery = z.object({
  ...period,
  ...formatQuery,
  by: z.enum(['unit', 'plan', 'month']).default('unit'),
})
const row = z.object({ key: z.string(), name: z.string(), ...timeliness })
export const timelinessSchema = z
  .object({
    since: instantSchema,
    until: instantSchema,
    all: z.object(timeliness),
    units: z.array(row),
    plans: z.array(row),
    /** `2026-10`, oldest first, also those without a duty. */
    months: z.array(row),
    words: z.object({ ...words, months: z.array(z.object({ month: z.string(), ...words })) }),
    choices: z.object(choices),
  })
  .meta({ id: 'Timeliness' })
export type TimelinessShown = z.infer<typeof timelinessSchema>
export type TimelinessRow = z.infer<typeof row>

export const lateDutiesQuery = z.object({
  ...period,
  ...formatQuery,
  ...pageQuery,
  q: z.string().trim().max(100).optional(),
  sort: z.enum(['newest', 'latest', 'unit']).default('newest'),
})
export const lateDutySchema = z.object({
  id: z.string(),
  incident: z.object({ id: z.string(), no: z.string(), title: z.string() }),
  unit: unitRefSchema,
  duty: z.string(),
  what: z.string(),
  rule: ruleSchema,
  startAt: instantSchema,
  /** The start as first recorded, where two persons moved it since. */
  originalStartAt: instantSchema.nullable(),
  limitAt: instantSchema,
  metAt: instantSchema.nullable(),
  state: z.enum(clockStates),
  /** How long after the limit it was done, or how long it has been open since; ms. */
  lateMs: z.number().int(),
  /** Its time was over when it was made, and why. */
  overdueOnCreation: z.enum(lateBirths).nullable(),
  /** Nobody had acknowledged the find: the time ran on its own. */
  provisional: z.boolean(),
})
export type LateDuty = z.infer<typeof lateDutySchema>
export const lateDutiesSchema = page(lateDutySchema).extend({
  since: instantSchema,
  until: instantSchema,
  choices: z.object(choices),
})
