/** Flags: the review queue, one flag with everything a reviewer needs, and what a reviewer may say. */
import { z } from 'zod'
import { flagStates, reviewVerdicts, riskLevels } from '../../domain/risk.ts'
import {
  articleRowSchema,
  articleSchema,
  chainLinkSchema,
  claimSchema,
  disputeSchema,
  findingSchema,
  keptShape,
  outletRefSchema,
} from './articles.ts'
import { partSchema } from './finding-parts.ts'
import {
  formatQuery,
  idSchema,
  instantSchema,
  moveSchema,
  page,
  pageQuery,
  personRefSchema,
  reasonSchema,
  unitRefSchema,
} from './shared.ts'
import { storySpreadSchema } from './spread.ts'

export const flagsQuery = z.object({
  /** `open` stands for suspected and verifying together. */
  state: z.enum([...flagStates, 'open']).optional(),
  level: z.enum(riskLevels).optional(),
  type: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,20}$/)
    .optional(),
  unitId: idSchema.optional(),
  /** By something new, or by judging the same text again with other thresholds, models or word lists. */
  found: z.enum(['new', 'rescored']).optional(),
  q: z.string().trim().max(100).optional(),
  /** urgent: level, then score, then newest. */
  sort: z.enum(['urgent', 'newest', 'oldest']).default('urgent'),
  ...pageQuery,
  ...formatQuery,
})
export type FlagsQuery = z.input<typeof flagsQuery>

/** Found or raised by a rescoring: the level before ('none': no flag) and when; null of everything else. */
const rescoredSchema = z.object({ from: z.enum(['none', ...riskLevels]), at: instantSchema }).nullable()

/** One story in the queue: all flags of one cluster in one unit, shown by the most urgent of them. */
export const storySchema = z
  .object({
    /** Id of the flag to open. */
    flagId: z.string(),
    clusterId: z.string(),
    unit: unitRefSchema,
    articleId: z.string(),
    title: z.string(),
    firstOutlet: outletRefSchema,
    /** Earliest claimed publication in the cluster; null where no page says. */
    publishedAt: instantSchema.nullable(),
    firstSeenAt: instantSchema,
    openedAt: instantSchema,
    /** Articles of the cluster, the first included. */
    copies: z.number().int(),
    /** Flags of this unit in the cluster. */
    flags: z.number().int(),
    level: z.enum(riskLevels),
    score: z.number(),
    types: z.array(z.string()),
    state: z.enum(flagStates),
    verdict: z.enum(reviewVerdicts).nullable(),
    alertedAt: instantSchema.nullable(),
    acknowledgedAt: instantSchema.nullable(),
    incidentId: z.string().nullable(),
    rescored: rescoredSchema,
    /** The three strongest. */
    reasons: z.array(partSchema),
  })
  .meta({ id: 'Story' })
export type Story = z.infer<typeof storySchema>

export const storiesSchema = page(storySchema).extend({
  /** Stories by state under the other filters, for the chips. */
  counts: z.object({ byState: z.record(z.string(), z.number()), byLevel: z.record(z.string(), z.number()) }),
})
export type Stories = z.infer<typeof storiesSchema>

export const reviewSchema = z
  .object({
    id: z.string(),
    verdict: z.enum(reviewVerdicts),
    /** The version that was read: a verdict speaks of no other. */
    articleVersionId: z.string(),
    reason: z.string(),
    figureId: z.string().nullable(),
    by: personRefSchema,
    unit: unitRefSchema.nullable(),
    at: instantSchema,
    confirmsId: z.string().nullable(),
    final: z.boolean(),
    /** True while it waits for a second person. */
    waiting: z.boolean(),
  })
  .meta({ id: 'Review' })
export type ReviewShown = z.infer<typeof reviewSchema>

export const flagSchema = z
  .object({
    id: z.string(),
    unit: unitRefSchema,
    articleId: z.string(),
    articleVersionId: z.string(),
    clusterId: z.string(),
    types: z.array(z.string()),
    level: z.enum(riskLevels),
    score: z.number(),
    reasons: z.array(partSchema),
    state: z.enum(flagStates),
    verdict: z.enum(reviewVerdicts).nullable(),
    openedAt: instantSchema,
    alertedAt: instantSchema.nullable(),
    acknowledgedAt: instantSchema.nullable(),
    acknowledgedBy: z.string().nullable(),
    incidentId: z.string().nullable(),
    rescored: rescoredSchema,
  })
  .meta({ id: 'Flag' })
export type FlagShown = z.infer<typeof flagSchema>

/** What the matter is about; left out, the text decides: `region` when it names the root bureau, else `may_spread`. */
export const subjects = ['region', 'may_spread', 'own_level'] as const

/** Verbs of `moves`: those of workflow/review/flag.ts. */
export const flagDetailSchema = z
  .object({
    flag: flagSchema,
    article: articleSchema,
    ...keptShape,
    claims: z.array(claimSchema),
    disputes: z.array(disputeSchema),
    findings: z.array(findingSchema),
    chain: z.array(chainLinkSchema),
    spread: storySpreadSchema.nullable(),
    reviews: z.array(reviewSchema),
    incident: z.object({ id: z.string(), no: z.string(), title: z.string(), state: z.string() }).nullable(),
    /** Other flags of the same cluster that the person may see. */
    siblings: z.array(z.object({ flagId: z.string(), unit: unitRefSchema, article: articleRowSchema })),
    /** Where a number of an unreleased period was found: what whoever finds a leak owes, beside the media plan. */
    leakDuty: z.object({ citation: z.string(), text: z.string(), limitMs: z.number().int() }).nullable(),
    /** What a matter opened by it runs by, with the plan's words for what it may be about. */
    mediaPlan: z.object({
      plan: z.string(),
      title: z.string(),
      subjects: z.array(z.object({ subject: z.enum(subjects), text: z.string() })),
    }),
    moves: z.array(moveSchema),
  })
  .meta({ id: 'FlagDetail' })
export type FlagDetail = z.infer<typeof flagDetailSchema>

/** Answer of acknowledge and mark-suspected-major: the incident whose clock runs now. */
export const flagActionAnswer = z.object({ incidentId: z.string().nullable(), flag: flagSchema })
export type FlagActionAnswer = z.infer<typeof flagActionAnswer>

export const markSuspectedMajorRequest = z.object({
  title: z.string().trim().min(1).max(200).optional(),
  reason: reasonSchema.optional(),
  subject: z.enum(subjects).optional(),
  /** The finder's parent is the subject of the complaint: it learns nothing until the root bureau releases it (AC-03). */
  parentIsSubject: z.boolean().optional(),
  /** Joins this open incident instead of the one of the same story. */
  incidentId: idSchema.optional(),
})
export type MarkSuspectedMajorRequest = z.input<typeof markSuspectedMajorRequest>

export const verdictRequest = z.object({
  verdict: z.enum(reviewVerdicts),
  reason: reasonSchema,
  figureId: idSchema.nullable().default(null),
  /** The version the reviewer read: a newer one in between is a conflict. */
  articleVersionId: idSchema,
})
export type VerdictRequest = z.input<typeof verdictRequest>
export const confirmVerdictRequest = z.object({ reviewId: idSchema, reason: reasonSchema.optional() })
export type ConfirmVerdictRequest = z.input<typeof confirmVerdictRequest>

/** The leading group opens an event against policy-not-false: the reason stands in the record as a deviation. */
export const overrideRequest = z.object({ reason: z.string().trim().min(10).max(2000) })
export type OverrideRequest = z.infer<typeof overrideRequest>

/** The number of the case, and until when the secrecy group must have the report; it is made outside this system. */
export const reportLeakAnswer = z.object({ no: z.string(), limitAt: instantSchema })
export type ReportLeakAnswer = z.infer<typeof reportLeakAnswer>
