/** One story: who carried it, what may belong to it, what people decided of it. */
import { z } from 'zod'
import { originClasses } from '../../domain/article.ts'
import { storyVerbs } from '../../domain/story.ts'
import { articleRowSchema, chainLinkSchema } from './articles.ts'
import {
  formatQuery,
  idSchema,
  instantSchema,
  moveSchema,
  page,
  pageQuery,
  personRefSchema,
  unitRefSchema,
} from './shared.ts'

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
    places: z.array(z.object({ name: z.string(), english: z.string() })),
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
/** Suggested stories of all stories, for people to accept or refuse. */
export const suggestedPairSchema = z.object({
  /** The article that was suggested of, and the likest of the other story; with the stories they belong to. */
  article: articleRowSchema,
  other: articleRowSchema,
  storyId: z.string(),
  otherStoryId: z.string(),
  /** Articles of the two stories. */
  articles: z.number().int(),
  otherArticles: z.number().int(),
  likeness: z.number(),
  reason: suggestionSchema.shape.reason,
  at: instantSchema,
  /** `arrange`: whether the person may say so of both. */
  moves: z.array(moveSchema),
})
export type SuggestedPairShown = z.infer<typeof suggestedPairSchema>
export const suggestedPairsQuery = z.object({
  ...pageQuery,
  ...formatQuery,
  /** Flagged for a unit in sight, on either side. */
  flagged: z.enum(['mine', 'any']).default('mine'),
  days: z.enum(['1', '7', '30', '90']).default('30'),
  sort: z.enum(['likest', 'newest']).default('likest'),
  q: z.string().trim().max(100).optional(),
})
export const suggestedPairsSchema = page(suggestedPairSchema).meta({ id: 'SuggestedPairs' })
const pairSchema = z.object({ articleId: idSchema, otherArticleId: idSchema })
export const settleSuggestionsRequest = z.object({
  pairs: z.array(pairSchema).min(1).max(100),
  verb: z.enum(['accept', 'refuse']),
  reason: reasonText,
})
export type SettleSuggestionsRequest = z.infer<typeof settleSuggestionsRequest>
/** What was settled, and what was left with why. */
export const settledSchema = z.object({
  settled: z.number().int(),
  left: z.array(pairSchema.extend({ code: z.string() })),
})
export type SettledShown = z.infer<typeof settledSchema>
export const settleSuggestionRequest = z.object({
  storyId: idSchema,
  verb: z.enum(['accept', 'refuse']),
  reason: reasonText,
})
export type SettleSuggestionRequest = z.infer<typeof settleSuggestionRequest>
