/** One story: who carried it, what may belong to it, what people decided of it. */
import { z } from 'zod'
import { originClasses } from '../../domain/article.ts'
import { storyVerbs } from '../../domain/story.ts'
import { articleRowSchema, chainLinkSchema } from './articles.ts'
import { idSchema, instantSchema, moveSchema, personRefSchema, unitRefSchema } from './shared.ts'

/** A story that may be one with another: the article that is likest, how like, and on what ground. */
export const suggestionSchema = z.object({
  /** The other story. */
  storyId: z.string(),
  article: articleRowSchema,
  likeness: z.number(),
  reason: z.object({
    /** Rarest first. */
    words: z.array(z.string()),
    hoursApart: z.number(),
    /** What statistical texts both measure, and the places both name; in words. */
    indicators: z.array(z.object({ code: z.string(), name: z.string(), english: z.string() })),
    places: z.array(z.string()),
  }),
  at: instantSchema,
})
export type SuggestionShown = z.infer<typeof suggestionSchema>

/** What a person decided of a story. */
export const storyDecisionSchema = z.object({
  id: z.string(),
  verb: z.enum(storyVerbs),
  reason: z.string(),
  by: personRefSchema,
  unit: unitRefSchema.nullable(),
  at: instantSchema,
  /** The articles that moved or were judged, as far as they are still there. */
  articles: z.array(articleRowSchema),
  /** The two stories stay apart until a person says otherwise. */
  keepsApart: z.boolean(),
})
export type StoryDecisionShown = z.infer<typeof storyDecisionSchema>

export const storyViewSchema = z
  .object({
    id: z.string(),
    chain: z.array(chainLinkSchema),
    /** Of the first publisher. */
    origin: z.enum(originClasses),
    suggestions: z.array(suggestionSchema),
    decisions: z.array(storyDecisionSchema),
    /** `arrange`: whether the person may split, merge, accept and refuse. */
    moves: z.array(moveSchema),
  })
  .meta({ id: 'StoryView' })
export type StoryView = z.infer<typeof storyViewSchema>

const reasonText = z.string().trim().min(2).max(500)
export const splitStoryRequest = z.object({ articleIds: z.array(idSchema).min(1).max(500), reason: reasonText })
export type SplitStoryRequest = z.infer<typeof splitStoryRequest>
/** `articleId`: any article of the other story. */
export const mergeStoryRequest = z.object({ articleId: idSchema, reason: reasonText })
export type MergeStoryRequest = z.infer<typeof mergeStoryRequest>
export const settleSuggestionRequest = z.object({
  storyId: idSchema,
  verb: z.enum(['accept', 'refuse']),
  reason: reasonText,
})
export type SettleSuggestionRequest = z.infer<typeof settleSuggestionRequest>
