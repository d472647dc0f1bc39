/** How sources do and how they are asked: pace, learned rhythm, alarms, and what each host is asked of. */
import { z } from 'zod'
import { alarmKinds, sourceHealths, sourcePriorities } from '../../domain/source-health.ts'
import { formatQuery, instantSchema, page, pageQuery } from './shared.ts'

/** `code` has its wording in the locale (a failure's code, or quiet, never_any, short_texts, no_texts); facts fill it. */
export const healthReasonSchema = z.object({
  code: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})
export const healthShape = {
  health: z.enum(sourceHealths),
  healthReason: healthReasonSchema.nullable(),
  /** Since when it is in this state; null before the first poll. */
  healthSince: instantSchema.nullable(),
  /** The last poll that was answered. */
  lastGoodAt: instantSchema.nullable(),
}

export const sourcePaceSchema = z.object({
  priority: z.enum(sourcePriorities),
  /** Who chose `intervalMs`: the program, between floor and ceiling, or a person. */
  by: z.enum(['program', 'person']),
  floorMs: z.number().int(),
  ceilingMs: z.number().int(),
})

/** What was learned of when a source publishes; items an hour for each hour of the day in Shanghai. */
export const rhythmSchema = z.object({
  /** False while too little was seen to judge by it. */
  learned: z.boolean(),
  perDay: z.number(),
  workdays: z.array(z.number()).length(24),
  daysOff: z.array(z.number()).length(24),
  longestQuietMs: z.number().int(),
})

export const sourceAlarmSchema = z
  .object({
    id: z.string(),
    sourceId: z.string(),
    kind: z.enum(alarmKinds),
    reason: healthReasonSchema,
    raisedAt: instantSchema,
    toldAt: instantSchema.nullable(),
    clearedAt: instantSchema.nullable(),
  })
  .meta({ id: 'SourceAlarm' })
export type SourceAlarmShown = z.infer<typeof sourceAlarmSchema>

export const namedAlarmSchema = sourceAlarmSchema.extend({ source: z.object({ name: z.string(), outlet: z.string() }) })
export type NamedAlarmShown = z.infer<typeof namedAlarmSchema>
export const sourceAlarmsQuery = z.object({
  state: z.enum(['open', 'cleared', 'all']).default('open'),
  kind: z.enum(alarmKinds).optional(),
  ...pageQuery,
  ...formatQuery,
})
export const sourceAlarmsSchema = page(namedAlarmSchema)

/** Without `intervalMs` the interval stays; null lets the program choose. */
export const setSourcePaceRequest = z.object({
  priority: z.enum(sourcePriorities).optional(),
  intervalMs: z
    .number()
    .int()
    .min(10_000)
    .max(7 * 86_400_000)
    .nullable()
    .optional(),
})
export type SetSourcePaceRequest = z.infer<typeof setSourcePaceRequest>

const budget = z.number().int().min(0).max(1_000_000).nullable()
export const hostPaceRequest = z.object({
  /** Null: as configured. A budget of 0 is none. */
  gapMs: z.number().int().min(0).max(3_600_000).nullable(),
  perHour: budget,
  perDay: budget,
})
export type HostPaceRequest = z.infer<typeof hostPaceRequest>
export const hostSchema = z
  .object({
    host: z.string(),
    nextRequestAt: instantSchema,
    /** It asked for patience until then (429, 503), so many times in a row. */
    pausedUntil: instantSchema.nullable(),
    pausesInRow: z.number().int(),
    /** Set for this host; null: as configured. */
    ...hostPaceRequest.shape,
    /** Requests since the full hour and since midnight UTC. */
    usedThisHour: z.number().int(),
    usedToday: z.number().int(),
    robots: z.enum(['unknown', 'rules', 'none', 'unreachable']),
    robotsFetchedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Host' })
export type HostShown = z.infer<typeof hostSchema>
export const hostsQuery = z.object({ q: z.string().trim().max(100).optional(), ...pageQuery })
export const hostsSchema = page(hostSchema)
