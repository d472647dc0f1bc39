/**
 * Drafts of a language model: beside an article, marked, dated, of one version of the text and never part of it; and first wordings of
 * talking points, each sentence with what it cites.
 */
import { z } from 'zod'
import { draftFailures, draftKinds, sentenceFaults } from '../../domain/draft.ts'
import { figureSchema } from './figures.ts'
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

/** A source as it was sent: an official figure, or words of an article. */
const draftSourceSchema = z.object({
  /** As sentences cite it: F1, A1. */
  key: z.string(),
  text: z.string(),
  figure: figureSchema.nullable(),
  articleId: z.string().nullable(),
})
export type DraftSourceShown = z.infer<typeof draftSourceSchema>

export const pointsDraftSchema = z.object({
  id: z.string(),
  askedAt: instantSchema,
  askedBy: z.string(),
  model: z.string().nullable(),
  failure: z.enum(draftFailures).nullable(),
  endedAt: instantSchema.nullable(),
  /** Who made it the first revision of talking points, where somebody did. */
  takenBy: z.string().nullable(),
  sources: z.array(draftSourceSchema),
  sentences: z.array(z.object({ part: z.enum(['summary', 'facts']), text: z.string(), cites: z.array(z.string()) })),
  /** `quote`: the number, word or key it was refused for; '' where it is the sentence. */
  refused: z.array(z.object({ text: z.string(), fault: z.enum(sentenceFaults), quote: z.string() })),
  /** Verbs: take, discard. */
  moves: z.array(moveSchema),
})
export type PointsDraftShown = z.infer<typeof pointsDraftSchema>

/** `moves` is empty where no language model is set up or the person drafts nothing here: then nothing of it is seen. */
export const pointsDraftsSchema = z
  .object({ drafts: z.array(pointsDraftSchema), moves: z.array(moveSchema) })
  .meta({ id: 'PointsDrafts' })
export type PointsDraftsShown = z.infer<typeof pointsDraftsSchema>
