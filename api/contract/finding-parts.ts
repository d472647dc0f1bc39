/** The reasons of a score, with the words of the text that led to them. */
import { z } from 'zod'
import { tones } from '../../domain/finding.ts'
import { claimReasonSchema } from './claim-reasons.ts'

/** UTF-16 offsets into the version's title or text, end exclusive. */
export const spanSchema = z.object({
  field: z.enum(['title', 'text']),
  start: z.number().int(),
  end: z.number().int(),
  quote: z.string(),
})
export type SpanShown = z.infer<typeof spanSchema>

export const partSchema = z.object({
  code: z.string(),
  weight: z.number(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  /** Of a judged statement: why it got its verdict. */
  claim: claimReasonSchema.optional(),
  spans: z.array(spanSchema),
})
export type PartShown = z.infer<typeof partSchema>

/** A place where a unit's bureau is named, and how the text speaks of it there. */
export const mentionSchema = z.object({
  span: spanSchema,
  sentence: spanSchema,
  tone: z.enum(tones),
  /** The words that make the tone. */
  words: z.array(spanSchema),
  /** An accusation in somebody else's mouth, or one that the text answers itself. */
  note: z.enum(['quoted', 'rebutted']).nullable(),
})
export type MentionShown = z.infer<typeof mentionSchema>
