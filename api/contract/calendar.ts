/** The release calendar: what is published when and by whom, and the addresses under which calendar programs read it. */
import { z } from 'zod'
import { periodTypes } from '../../domain/figure.ts'
import { faultSchema } from './figures.ts'
import { givenInstantSchema, idSchema, instantSchema, moveSchema, page, pageQuery, ruleSchema } from './shared.ts'

export const calendarEntrySchema = z
  .object({
    id: z.string(),
    indicators: z.array(z.object({ code: z.string(), name: z.string(), english: z.string() })),
    region: z.string(),
    regionName: z.string(),
    regionEnglish: z.string(),
    period: z.string(),
    periodType: z.enum(periodTypes),
    scheduledAt: instantSchema,
    publisher: z.string(),
    /** `due`: planned, and its time has come; it counts as released until somebody says otherwise. */
    state: z.enum(['planned', 'due', 'released', 'postponed']),
    releasedAt: instantSchema.nullable(),
    note: z.string(),
    moves: z.array(moveSchema),
  })
  .meta({ id: 'CalendarEntry' })
export type CalendarEntryShown = z.infer<typeof calendarEntrySchema>

export const calendarQuery = z.object({
  from: givenInstantSchema.optional(),
  before: givenInstantSchema.optional(),
  indicator: z.string().max(60).optional(),
  region: z.string().max(6).optional(),
  publisher: z.string().max(100).optional(),
  state: z.enum(['planned', 'released', 'postponed']).optional(),
  q: z.string().trim().max(60).optional(),
  order: z.enum(['soonest', 'latest']).default('soonest'),
  ...pageQuery,
  format: z.enum(['json', 'csv', 'xlsx', 'ics']).default('json'),
})
export const calendarSchema = page(calendarEntrySchema).extend({
  publishers: z.array(z.string()),
  regions: z.array(z.object({ code: z.string(), name: z.string() })),
  /** `import`: whether the person may bring a calendar. */
  moves: z.array(moveSchema),
})
export type Calendar = z.infer<typeof calendarSchema>

export const importCalendarQuery = z.object({ dryRun: z.enum(['true', 'false']).transform((v) => v === 'true') })
export const importCalendarAnswer = z.object({
  dryRun: z.boolean(),
  rows: z.number().int(),
  added: z.number().int(),
  same: z.number().int(),
  changed: z.array(
    z.object({
      id: z.string(),
      period: z.string(),
      oldScheduledAt: instantSchema,
      scheduledAt: instantSchema,
      publisher: z.string(),
    }),
  ),
  changedCount: z.number().int(),
  faults: z.array(faultSchema),
})
export type ImportCalendarAnswer = z.infer<typeof importCalendarAnswer>

export const entryVerbParam = z.object({ id: idSchema, verb: z.enum(['release', 'postpone', 'plan']) })
export const entryVerbRequest = z.object({ at: givenInstantSchema.optional(), note: z.string().max(500).optional() })

/** Who publishes what, when, from the entries of the calendar. */
export const publishingSchema = z.object({
  indicator: z.object({ code: z.string(), name: z.string(), english: z.string(), owner: z.string() }),
  region: z.string(),
  regionName: z.string(),
  regionEnglish: z.string(),
  publisher: z.string(),
  entries: z.number().int(),
  /** Local times of day. */
  times: z.array(z.string()),
  firstDay: z.number().int(),
  lastDay: z.number().int(),
  nextAt: instantSchema.nullable(),
  nextPeriod: z.string().nullable(),
  lastAt: instantSchema.nullable(),
})
export type Publishing = z.infer<typeof publishingSchema>
export const publishingsSchema = z.object({ items: z.array(publishingSchema), rules: z.array(ruleSchema) })

export const subscriptionSchema = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: instantSchema,
  lastUsedAt: instantSchema.nullable(),
})
export type SubscriptionShown = z.infer<typeof subscriptionSchema>
export const subscriptionsSchema = z.object({ items: z.array(subscriptionSchema) })
export const subscribeRequest = z.object({ name: z.string().trim().min(1).max(60) })
/** The address is told once; only a hash of it is kept. */
export const subscribedSchema = z.object({ id: z.string(), address: z.string() })
