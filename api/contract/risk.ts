/** From which values a unit calls a risk high, and runs that judge past articles again. */
import { z } from 'zod'
import { riskLevels } from '../../domain/risk.ts'
import { idSchema, instantSchema, moveSchema, reasonSchema, unitRefSchema } from './shared.ts'

const values = {
  misinformation: z.tuple([z.number(), z.number(), z.number()]),
  spread: z.tuple([z.number(), z.number()]),
}
const levels = z.object({ low: z.number(), elevated: z.number(), high: z.number(), critical: z.number() })
export const riskSchema = z
  .object({
    units: z.array(
      z.object({
        unit: unitRefSchema,
        ...values,
        version: z.string(),
        /** Whose they are; null: built in. */
        from: unitRefSchema.nullable(),
        history: z.array(
          z.object({
            n: z.number().int(),
            /** null: follows the unit above. */
            values: z.object(values).nullable(),
            reason: z.string(),
            by: z.string(),
            at: instantSchema,
          }),
        ),
        moves: z.array(moveSchema),
      }),
    ),
    rescorings: z.array(
      z.object({
        id: z.string(),
        cause: z.enum(['thresholds', 'models', 'hand']),
        unit: unitRefSchema.nullable(),
        since: instantSchema,
        total: z.number().int(),
        done: z.number().int(),
        state: z.enum(['running', 'paused', 'done', 'cancelled']),
        before: levels,
        after: levels.nullable(),
        by: z.string(),
        startedAt: instantSchema,
        endedAt: instantSchema.nullable(),
      }),
    ),
    /** start, pause, resume, cancel of a run. */
    moves: z.array(moveSchema),
  })
  .meta({ id: 'Risk' })
export type RiskShown = z.infer<typeof riskSchema>

export const setThresholdsRequest = z.object({
  unitId: idSchema,
  values: z.object(values).nullable(),
  reason: reasonSchema,
})
export const previewThresholdsRequest = setThresholdsRequest.omit({ reason: true })
export const thresholdsPreviewSchema = z
  .object({
    /** Whose flags were looked at: the unit and those below that follow it. */
    units: z.number().int(),
    /** Days back, and the most flags that are looked at. */
    days: z.number().int(),
    most: z.number().int(),
    isCut: z.boolean(),
    looked: z.number().int(),
    before: levels,
    after: levels,
    rises: z.number().int(),
    falls: z.number().int(),
    /** Judged by an older version, which did not keep what it measured; in no other number. */
    older: z.number().int(),
    /** Of those whose level changes, the largest changes. */
    examples: z.array(
      z.object({
        ...{ articleId: idSchema, title: z.string(), unit: unitRefSchema.nullable() },
        ...{ from: z.enum(riskLevels), to: z.enum(riskLevels) },
      }),
    ),
  })
  .meta({ id: 'ThresholdsPreview' })
export type ThresholdsPreviewShown = z.infer<typeof thresholdsPreviewSchema>
export const rescoringVerbRequest = z.object({ verb: z.enum(['pause', 'resume', 'cancel']) })
