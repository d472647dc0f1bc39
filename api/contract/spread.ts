/** How far a story went and will go: what was seen, every forecast as it was made, and how good such forecasts were. */
import { z } from 'zod'
import { outletKinds } from '../../domain/article.ts'
import { leads } from '../../domain/spread.ts'
import { partSchema } from './finding-parts.ts'
import { instantSchema } from './shared.ts'

export const forecastSchema = z.object({
  /** Scheduled (`h1`), or a doubling (`x4`). */
  cause: z.string(),
  at: instantSchema,
  seen: z.number().int(),
  size: z.number().int(),
  /** 80 % interval. */
  low: z.number().int(),
  high: z.number().int(),
  /** Chance of the top tenth of stories, which begins at `topFrom` publications. */
  pTop: z.number(),
  topFrom: z.number().int(),
  version: z.string(),
  /** Logarithms of final over seen. */
  parts: z.array(partSchema),
})
export type ForecastShown = z.infer<typeof forecastSchema>

export const storySpreadSchema = z
  .object({
    firstAt: instantSchema,
    /** When it counts as over, as far as is known; in the past once it does. */
    restsAt: instantSchema,
    settled: z.boolean(),
    /** At rest; null before, and where it became part of another story. */
    finalSize: z.number().int().nullable(),
    seen: z.number().int(),
    lastHour: z.number().int(),
    hourBefore: z.number().int(),
    bestTier: z.number().int(),
    overseas: z.number().int(),
    bestRank: z.number().int().nullable(),
    channels: z.array(z.object({ kind: z.enum(outletKinds), n: z.number().int() })),
    /** Publications in order of time; of many, evenly chosen ones. */
    points: z.array(z.object({ at: instantSchema, seen: z.number().int() })),
    /** Oldest first. */
    forecasts: z.array(forecastSchema),
    /** Of all settled stories, for each time after the first sight: null where too few came to rest to say anything. */
    record: z.array(
      z.object({
        lead: z.enum(leads.map(({ code }) => code)),
        settled: z.number().int(),
        inside: z.number().nullable(),
        medianError: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: 'StorySpread' })
export type StorySpreadShown = z.infer<typeof storySpreadSchema>
