/** Outlets, sources with their health, and work that failed for good. */
import { z } from 'zod'
import { originClasses, outletKinds, sourceKinds } from '../../domain/article.ts'
import { searchEngines, settingsOfKind } from '../../domain/source-settings.ts'
import { outletRefSchema } from './articles.ts'
import { sourceHealths, sourcePriorities } from '../../domain/source-health.ts'
import { healthShape, hostSchema, rhythmSchema, sourceAlarmSchema, sourcePaceSchema } from './source-health.ts'
import { formatQuery, idSchema, instantSchema, page, pageQuery } from './shared.ts'

export const failureSchema = z.object({
  class: z.enum(['temporary', 'soft', 'hard', 'forbidden']),
  code: z.string(),
  status: z.number().int().optional(),
  detail: z.string().optional(),
})

export const pollSchema = z.object({
  at: instantSchema,
  outcome: z.enum(['new', 'nothing_new', 'not_modified', 'failed']),
  seen: z.number().int(),
  fresh: z.number().int(),
  dropped: z.number().int(),
  durationMs: z.number().int(),
  failure: failureSchema.nullable(),
})
export type PollShown = z.infer<typeof pollSchema>

/** Which of these a kind takes and needs stands in domain/source-settings.ts; the command reads them by it. */
export const sourceSettingsSchema = z.object({
  item: z.string().max(300).optional(),
  link: z.string().max(300).optional(),
  title: z.string().max(300).optional(),
  date: z.string().max(300).optional(),
  waitFor: z.string().max(300).optional(),
  within: z.string().max(200).optional(),
  maxAgeDays: z.number().optional(),
  engine: z.enum(searchEngines).optional(),
  query: z.string().max(500).optional(),
  language: z.string().max(10).optional(),
  route: z.string().max(500).optional(),
  ranked: z.boolean().optional(),
  frontPage: z.string().max(500).optional(),
  pageLink: z.string().max(300).optional(),
  articleLink: z.string().max(300).optional(),
  article: z
    .object({
      title: z.string().max(300),
      body: z.string().max(300),
      time: z.string().max(300),
      source: z.string().max(300),
      author: z.string().max(300),
      remove: z.string().max(300),
      dayOrder: z.enum(['day_first', 'month_first']),
      timeZone: z.string().max(50),
    })
    .partial()
    .optional(),
})

/** Which settings a kind of source knows and needs, for forms. */
export { settingsOfKind }

export const sourceSchema = z
  .object({
    id: z.string(),
    outlet: outletRefSchema,
    kind: z.enum(sourceKinds),
    name: z.string(),
    url: z.string(),
    settings: sourceSettingsSchema,
    intervalMs: z.number().int(),
    state: z.enum(['active', 'disabled']),
    pace: sourcePaceSchema,
    rhythm: rhythmSchema.nullable(),
    ...healthShape,
    /** Open ones. */
    alarms: z.array(sourceAlarmSchema),
    lastPolledAt: instantSchema.nullable(),
    lastNewAt: instantSchema.nullable(),
    nextPollAt: instantSchema.nullable(),
    failuresInRow: z.number().int(),
    lastFailure: failureSchema.nullable(),
    /** The last 20, oldest first. */
    polls: z.array(pollSchema),
  })
  .meta({ id: 'Source' })
export type SourceShown = z.infer<typeof sourceSchema>

/** One day in Shanghai: polls that were answered, polls that failed, articles that were new. */
export const pollDaySchema = z.object({
  on: z.string(),
  answered: z.number().int(),
  failed: z.number().int(),
  fresh: z.number().int(),
})
export type PollDayShown = z.infer<typeof pollDaySchema>

/** One source whole: its last 200 polls, each of the last 14 days, its last 50 alarms, and its host. */
export const sourceDetailSchema = z.object({
  source: sourceSchema,
  polls: z.array(pollSchema),
  /** Oldest first, today last; days without a poll are there with noughts. */
  days: z.array(pollDaySchema),
  alarms: z.array(sourceAlarmSchema),
  host: hostSchema.nullable(),
})
export type SourceDetail = z.infer<typeof sourceDetailSchema>

export const sourcesQuery = z.object({
  q: z.string().trim().max(100).optional(),
  health: z.enum(sourceHealths).optional(),
  state: z.enum(['active', 'disabled']).optional(),
  kind: z.enum(sourceKinds).optional(),
  origin: z.enum(originClasses).optional(),
  priority: z.enum(sourcePriorities).optional(),
  /** Those that were never read, such as the catalogue gives. */
  polled: z.literal('never').optional(),
  /** `health`: what wants a person first. */
  sort: z.enum(['name', 'health', 'new', 'next']).default('name'),
  ...pageQuery,
  ...formatQuery,
})
export type SourcesQuery = z.output<typeof sourcesQuery>
/** `counts`: of all sources, by health, and `disabled`. */
export const sourcesSchema = page(sourceSchema).extend({ counts: z.record(z.string(), z.number()) })

export const outletSchema = outletRefSchema.extend({ domains: z.array(z.string()), tier: z.number().int() })
export const outletsSchema = z.object({ items: z.array(outletSchema) })

export const outletGiven = z.object({
  name: z.string().trim().min(1).max(100),
  kind: z.enum(outletKinds),
  origin: z.enum(originClasses),
  tier: z.number().int().min(1).max(3).default(2),
})
export const declareOwnRequest = z.object({ unitId: idSchema.nullable() })
export const addSourceRequest = z
  .object({
    name: z.string().trim().min(1).max(100),
    kind: z.enum(sourceKinds),
    url: z.url({ protocol: /^https?$/ }).max(2000),
    settings: sourceSettingsSchema.default({}),
    priority: z.enum(sourcePriorities).default('normal'),
    /** Without it the program chooses, by what the source turns out to publish. */
    intervalMs: z
      .number()
      .int()
      .min(10_000)
      .max(7 * 86_400_000)
      .optional(),
    /** An outlet that exists, or a new one. */
    outletId: idSchema.optional(),
    outlet: outletGiven.optional(),
  })
  .refine((r) => (r.outletId === undefined) !== (r.outlet === undefined), {
    path: ['outletId'],
    message: 'either outletId or outlet',
  })
export type AddSourceRequest = z.input<typeof addSourceRequest>
export const setSourceStateRequest = z.object({ state: z.enum(['active', 'disabled']) })
export type DeclareOwnRequest = z.infer<typeof declareOwnRequest>
export type SetSourceStateRequest = z.infer<typeof setSourceStateRequest>

export const quarantineSchema = z
  .object({
    id: z.string(),
    step: z.string(),
    subjectId: z.string(),
    error: z.string(),
    tries: z.number().int(),
    at: instantSchema,
    replayedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Quarantined' })
export type Quarantined = z.infer<typeof quarantineSchema>
export const quarantineQuery = z.object({
  state: z.enum(['waiting', 'replayed', 'all']).default('waiting'),
  /** Of this source and the articles it brought. */
  sourceId: idSchema.optional(),
  ...pageQuery,
  ...formatQuery,
})
export const quarantineListSchema = page(quarantineSchema)
