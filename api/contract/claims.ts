/** A text that somebody pastes to have its numbers held against the official figures; nothing of it is kept. */
import { z } from 'zod'
import { claimSchema } from './articles.ts'
import { givenInstantSchema, instantSchema } from './shared.ts'

/** Title and text together; a communiqué with all its tables has some 25 000. */
export const maxCheckedCharacters = 30_000

export const checkTextRequest = z
  .object({
    title: z.string().max(500).default(''),
    text: z.string().max(maxCheckedCharacters),
    /** Figures count as they stood at this instant; left out: now. A future one is refused: nobody knows those figures. */
    publishedAt: givenInstantSchema.optional(),
  })
  .refine(({ title, text }) => `${title}${text}`.trim() !== '', { path: ['text'] })
export type CheckTextRequest = z.input<typeof checkTextRequest>

export const checkedTextSchema = z
  .object({
    claims: z.array(claimSchema),
    /** The instant whose figures were used. */
    asOf: instantSchema,
    /** How many checks this person may still ask for in this hour. */
    left: z.number().int(),
  })
  .meta({ id: 'CheckedText' })
export type CheckedText = z.infer<typeof checkedTextSchema>
