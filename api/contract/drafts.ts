/** Drafts of a language model beside an article: marked, dated, of one version of the text; never part of it. */
import { z } from 'zod'
import { draftFailures, draftKinds } from '../../domain/draft.ts'
import { idSchema, instantSchema, moveSchema } from './shared.ts'

export const draftSchema = z.object({
  id: z.string(),
  kind: z.enum(draftKinds),
  /** Number of the version it is of, and whether a newer one is known. */
  version: z.number().int(),
  isOld: z.boolean(),
  /** The text was longer than what was sent. */
  cut: z.boolean(),
  askedAt: instantSchema,
  askedBy: z.string(),
  model: z.string().nullable(),
  /** Plain text, to be shown escaped; null while it is waited for and where there is none. */
  text: z.string().nullable(),
  failure: z.enum(draftFailures).nullable(),
  endedAt: instantSchema.nullable(),
})
export type DraftShown = z.infer<typeof draftSchema>

/** `moves` is empty where no language model is set up: then nothing of it is seen. */
export const draftsSchema = z
  .object({ drafts: z.array(draftSchema), moves: z.array(moveSchema) })
  .meta({ id: 'Drafts' })
export type DraftsShown = z.infer<typeof draftsSchema>

export const askDraftRequest = z.object({ kind: z.enum(draftKinds) })
export type AskDraftRequest = z.infer<typeof askDraftRequest>
export const draftParams = z.object({ id: idSchema, draftId: idSchema })
