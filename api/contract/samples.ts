/** The weekly sample of articles that were not flagged. */
import { z } from 'zod'
import { sampleAnswers } from '../../domain/low-sample.ts'
import { formatQuery, idSchema, instantSchema, page, pageQuery, unitRefSchema } from './shared.ts'

export const samplesQuery = z.object({
  ...pageQuery,
  ...formatQuery,
  weeks: z.enum(['4', '12', '26', '52']).default('12'),
  unitId: idSchema.optional(),
  state: z.enum(['open', 'answered']).optional(),
})
const sampleSchema = z.object({
  id: z.string(),
  unit: unitRefSchema,
  week: instantSchema,
  article: z.object({ id: z.string(), title: z.string(), outlet: z.string() }),
  tier: z.number().int(),
  /** The article concerns the unit, by the machine. */
  about: z.boolean(),
  answer: z.enum(sampleAnswers).nullable(),
  by: z.string().nullable(),
  at: instantSchema.nullable(),
  note: z.string(),
  flagId: z.string().nullable(),
  mayAnswer: z.boolean(),
})
export type SampleShown = z.infer<typeof sampleSchema>
export const samplesSchema = page(sampleSchema)
  .extend({
    estimate: z.object({
      answered: z.number().int(),
      missed: z.number().int(),
      share: z.number().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
      covered: z.number(),
    }),
  })
  .meta({ id: 'Samples' })
export const answerSampleRequest = z.object({
  answer: z.enum(sampleAnswers),
  note: z.string().trim().max(500).default(''),
})
