/** Comments on words of talking points: threads, each pinned to words of one revision. */
import { z } from 'zod'
import { commentActs, threadStates } from '../../domain/comment.ts'
import { idSchema, instantSchema, moveSchema, personRefSchema, unitRefSchema } from './shared.ts'

const place = {
  /** summary, short.core, facts.1, dos.2, questions.1.answer …, counted from 1. */
  field: z.string().max(40),
  /** UTF-16 units, the end not included. */
  start: z.number().int().min(0),
  end: z.number().int().min(1),
}
const threadSchema = z.object({
  id: z.string(),
  state: z.enum(threadStates),
  revision: z.number().int(),
  ...place,
  quote: z.string(),
  /** Where the words stand in the current revision; null where they stand nowhere any more. */
  now: z.object(place).nullable(),
  /** The comment first, then what followed, oldest first; settling may come without words. */
  entries: z.array(
    z.object({
      act: z.enum(commentActs),
      text: z.string(),
      by: personRefSchema,
      unit: unitRefSchema.nullable(),
      at: instantSchema,
    }),
  ),
  /** Verbs: answer, resolve, reopen. */
  moves: z.array(moveSchema),
})
export type ThreadShown = z.infer<typeof threadSchema>

/** Verb of `moves`: comment. */
export const commentsSchema = z
  .object({
    threads: z.array(threadSchema),
    open: z.number().int(),
    /** The parts of the current revision that words can be chosen from, in the order they are read. */
    parts: z.array(z.object({ field: z.string(), text: z.string() })),
    moves: z.array(moveSchema),
  })
  .meta({ id: 'Comments' })
export type CommentsShown = z.infer<typeof commentsSchema>

/** The quote must stand in that revision, at that place, letter for letter. */
export const commentRequest = z.object({
  revision: z.number().int().min(1),
  ...place,
  quote: z.string().min(1).max(1000),
  text: z.string().trim().min(1).max(2000),
})
export type CommentRequest = z.infer<typeof commentRequest>
export const threadParams = z.object({ id: idSchema, commentId: idSchema })
export const threadActRequest = z.object({ text: z.string().trim().max(2000).default('') })
