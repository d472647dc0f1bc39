/** Topics of units, what they match, and the look at the last days while one is being written. */
import { z } from 'zod'
import { originClasses } from '../../domain/article.ts'
import { riskLevels } from '../../domain/risk.ts'
import { topicPlaces, topicProblems, topicReviews } from '../../domain/topic.ts'
import { spanSchema } from './finding-parts.ts'
import {
  formatQuery,
  givenInstantSchema,
  idSchema,
  instantSchema,
  moveSchema,
  page,
  pageQuery,
  unitRefSchema,
} from './shared.ts'

export { topicLimits } from '../../domain/topic.ts'

/** Beyond the limits of a topic, which are checked with their own sentences, a request has these. */
const lines = z.array(z.string().max(500)).max(300)
export const topicRulesSchema = z
  .object({
    must: lines,
    any: lines,
    exclude: lines,
    patterns: lines,
    where: z.enum(topicPlaces),
    outletIds: z.array(idSchema).max(300),
    origins: z.array(z.enum(originClasses)).max(10),
    languages: z.array(z.enum(['zh', 'en', 'other'])).max(10),
  })
  .meta({ id: 'TopicRules' })
export type TopicRulesShown = z.infer<typeof topicRulesSchema>

export const topicTellRoles = ['monitor', 'duty_officer', 'unit_head', 'office_staff', 'subject_division'] as const
const given = {
  name: z.string().trim().max(200),
  rules: topicRulesSchema,
  active: z.boolean(),
  /** At which level matches come to the queue. */
  review: z.enum(topicReviews),
  /** Who is told of matches, at most once an hour. */
  tell: z.array(z.enum(topicTellRoles)).max(10),
}
export const makeTopicRequest = z.object({ ...given, unitId: idSchema })
/** `n`: the version that was read; another one since is a conflict. */
export const changeTopicRequest = z.object({ ...given, n: z.number().int().positive() })

/** What is wrong with a topic and where. */
export const topicFaultSchema = z.object({
  problem: z.enum(topicProblems),
  field: z.enum(['must', 'any', 'exclude', 'patterns', 'outletIds']),
  at: z.number().int(),
  position: z.number().int().optional(),
  piece: z.string().optional(),
  max: z.number().int().optional(),
})
export type TopicFaultShown = z.infer<typeof topicFaultSchema>

export const topicReasonSchema = z.object({
  kind: z.enum(['must', 'any', 'pattern']),
  word: z.string(),
  count: z.number().int(),
  spans: z.array(spanSchema),
})
export type TopicReasonShown = z.infer<typeof topicReasonSchema>

const cursor = z.object({ at: instantSchema, id: idSchema, total: z.number().int().min(0).max(100_000) })
/** `before`: where the piece before ended, and its total. */
export const topicPreviewRequest = z.object({ rules: topicRulesSchema, before: cursor.nullable() })
const excerpt = z.array(z.object({ text: z.string(), hit: z.boolean() }))
export const topicHitSchema = z.object({
  id: z.string(),
  title: excerpt,
  excerpt,
  outlet: z.string(),
  seenAt: instantSchema,
  reasons: z.array(topicReasonSchema),
})
export type TopicHitShown = z.infer<typeof topicHitSchema>
/**
 * One piece of the look at the last 30 days: how many articles were looked at of `total` that come into question, which
 * match. `next` null: that was all. With faults nothing was looked at.
 */
export const topicPreviewSchema = z.object({
  faults: z.array(topicFaultSchema),
  looked: z.number().int(),
  total: z.number().int(),
  /** By the search index only what may match is looked at. */
  narrowed: z.boolean(),
  matched: z.number().int(),
  /** Patterns that took too long. */
  slow: z.array(z.string()),
  days: z.array(z.object({ day: z.string(), count: z.number().int() })),
  hits: z.array(topicHitSchema),
  next: cursor.nullable(),
})
export type TopicPreview = z.infer<typeof topicPreviewSchema>

export const topicSchema = z
  .object({
    id: z.string(),
    unit: unitRefSchema.nullable(),
    name: z.string(),
    n: z.number().int(),
    rules: topicRulesSchema,
    active: z.boolean(),
    patternsOff: z.array(z.string()),
    review: z.enum(topicReviews),
    tell: z.array(z.string()),
    changedAt: instantSchema,
    /** The look back at the last 30 days; ended or not. */
    scan: z.object({ looked: z.number().int(), total: z.number().int(), endedAt: instantSchema.nullable() }),
  })
  .meta({ id: 'Topic' })
export type TopicShown = z.infer<typeof topicSchema>
export const topicRowSchema = topicSchema.extend({
  /** Of the last 30 days. */
  matches: z.number().int(),
  lastMatchAt: instantSchema.nullable(),
})
export type TopicRowShown = z.infer<typeof topicRowSchema>
export const topicsQuery = z.object({
  q: z.string().max(100).optional(),
  active: z.enum(['true', 'false']).optional(),
  sort: z.enum(['name', 'matches', 'newest']).default('name'),
  ...pageQuery,
  ...formatQuery,
})
/** `units`: for which the person may make topics. */
export const topicsSchema = page(topicRowSchema).extend({ moves: z.array(moveSchema), units: z.array(unitRefSchema) })

export const topicVersionSchema = z.object({
  n: z.number().int(),
  name: z.string(),
  rules: topicRulesSchema,
  active: z.boolean(),
  patternsOff: z.array(z.string()),
  review: z.enum(topicReviews),
  tell: z.array(z.string()),
  at: instantSchema,
  /** Null: the machine switched a slow pattern off. */
  by: z.string().nullable(),
})
export type TopicVersionShown = z.infer<typeof topicVersionSchema>
export const topicDetailSchema = z.object({
  topic: topicSchema,
  versions: z.array(topicVersionSchema),
  /** Matches by day of the last 30, every day listed. */
  days: z.array(z.object({ day: z.string(), count: z.number().int() })),
  moves: z.array(moveSchema),
})
export type TopicDetail = z.infer<typeof topicDetailSchema>

export const topicMatchSchema = z.object({
  id: z.string(),
  n: z.number().int(),
  reasons: z.array(topicReasonSchema),
  seenAt: instantSchema,
  article: z.object({
    id: z.string(),
    title: z.string(),
    url: z.string(),
    publishedAt: instantSchema.nullable(),
    riskLevel: z.enum(riskLevels).nullable(),
  }),
  outlet: z.string(),
})
export type TopicMatchShown = z.infer<typeof topicMatchSchema>
export const topicMatchesQuery = z.object({
  q: z.string().max(100).optional(),
  outletId: idSchema.optional(),
  level: z.enum(riskLevels).optional(),
  from: givenInstantSchema.optional(),
  to: givenInstantSchema.optional(),
  sort: z.enum(['seen', 'published']).default('seen'),
  ...pageQuery,
  ...formatQuery,
})
export const topicMatchesSchema = page(topicMatchSchema)

/** Topics that an article matches, with why. */
export const articleTopicsSchema = z.object({
  items: z.array(
    z.object({
      topic: z.object({ id: z.string(), name: z.string(), unit: unitRefSchema.nullable() }),
      n: z.number().int(),
      reasons: z.array(topicReasonSchema),
    }),
  ),
})
export type ArticleTopicShown = z.infer<typeof articleTopicsSchema>['items'][number]
