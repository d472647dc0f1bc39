/** Publications: search, one article with its versions, what the analyzers said, evidence. */
import { z } from 'zod'
import { isOnWeb, originClasses, outletKinds } from '../../domain/article.ts'
import { evidenceKinds } from '../../domain/evidence.ts'
import { measures, misreportTypes, periodTypes, verdicts } from '../../domain/figure.ts'
import { analyzers } from '../../domain/finding.ts'
import { riskLevels } from '../../domain/risk.ts'
import { removalSigns, versionChanges, visitOutcomes } from '../../domain/visits.ts'
import { claimReasonSchema } from './claim-reasons.ts'
import { figureSchema } from './figures.ts'
import { mentionSchema, partSchema, spanSchema } from './finding-parts.ts'
import {
  diffPartsSchema,
  formatQuery,
  givenInstantSchema,
  idSchema,
  instantSchema,
  moveSchema,
  page,
  pageQuery,
  personRefSchema,
  ruleSchema,
  unitRefSchema,
} from './shared.ts'
import { storySpreadSchema } from './spread.ts'

/** Whether an article's `url` can be opened; what was handed in without an address has none. */
export { isOnWeb }

export const outletRefSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(outletKinds),
    origin: z.enum(originClasses),
    /** The bureau whose own publication it is; null for the press. */
    ownUnitId: z.string().nullable(),
  })
  .meta({ id: 'OutletRef' })
export type OutletRef = z.infer<typeof outletRefSchema>

export const findingSchema = z
  .object({
    analyzer: z.enum(analyzers),
    /** Toward whom; null: about the article as such. */
    unit: unitRefSchema.nullable(),
    version: z.string(),
    score: z.number(),
    label: z.string().nullable(),
    parts: z.array(partSchema),
    /** Of a tone. */
    mentions: z.array(mentionSchema),
    at: instantSchema,
  })
  .meta({ id: 'Finding' })
export type FindingShown = z.infer<typeof findingSchema>

/** A statistical statement of the text, the machine's verdict on it, and the official figure it was held against. */
export const claimSchema = z
  .object({
    id: z.string(),
    span: spanSchema,
    indicator: z.string().nullable(),
    region: z.string().nullable(),
    period: z.string().nullable(),
    periodType: z.enum(periodTypes).nullable(),
    measure: z.enum(measures).nullable(),
    value: z.string().nullable(),
    unit: z.string().nullable(),
    verdict: z.enum(verdicts),
    type: z.enum(misreportTypes).nullable(),
    accepts: z.object({ low: z.string(), high: z.string() }).nullable(),
    reason: claimReasonSchema,
    /** The rule behind the verdict, where one is: of an unreleased period that nothing may be given out. */
    basis: ruleSchema.nullable(),
    score: z.number(),
    figure: figureSchema.nullable(),
  })
  .meta({ id: 'Claim' })
export type ClaimShown = z.infer<typeof claimSchema>

/** A person says that the machine is wrong about the statement at this place; its verdict of then stays beside it. */
export const disputeSchema = z
  .object({
    id: z.string(),
    field: z.enum(['title', 'text']),
    start: z.number().int(),
    end: z.number().int(),
    verdict: z.enum(verdicts),
    reason: z.string(),
    by: personRefSchema,
    unit: unitRefSchema.nullable(),
    at: instantSchema,
  })
  .meta({ id: 'Dispute' })
export type DisputeShown = z.infer<typeof disputeSchema>

export const evidenceSchema = z
  .object({
    id: z.string(),
    kind: z.enum(evidenceKinds),
    finalUrl: z.string(),
    status: z.number().int(),
    contentType: z.string(),
    fetchedAt: instantSchema,
    /** Of the payload as received, and its bytes. */
    sha256: z.string(),
    sizeBytes: z.number().int(),
    /** Of the WARC record as it can be downloaded, and where it lies in the archive. */
    recordSha256: z.string(),
    file: z.string(),
    offset: z.number().int(),
    length: z.number().int(),
    /** The earlier evidence of the same payload. */
    sameAsId: z.string().nullable(),
    /** Day whose manifest lists it. */
    day: z.string(),
    /** Path of the record on this server, and of the picture where it is one. */
    href: z.string(),
    imageHref: z.string().nullable(),
  })
  .meta({ id: 'Evidence' })
export type EvidenceShown = z.infer<typeof evidenceSchema>

export const versionSchema = z
  .object({
    id: z.string(),
    n: z.number().int(),
    fetchedAt: instantSchema,
    title: z.string(),
    subtitle: z.string(),
    placeLine: z.string(),
    text: z.string(),
    images: z.array(z.object({ url: z.string(), caption: z.string() })),
    contentHash: z.string(),
    /** What differs from the version before. */
    change: z.enum(versionChanges),
    /** Number of the earlier version with the same text. */
    sameAsN: z.number().int().nullable(),
    evidenceId: z.string(),
  })
  .meta({ id: 'ArticleVersion' })
export type VersionShown = z.infer<typeof versionSchema>

/** A look at the article after the first. */
export const visitSchema = z
  .object({
    id: z.string(),
    at: instantSchema,
    outcome: z.enum(visitOutcomes),
    status: z.number().int().nullable(),
    finalUrl: z.string().nullable(),
    removal: z.enum(removalSigns).nullable(),
    quote: z.string(),
    /** Code of the failure. */
    failure: z.string().nullable(),
    /** Number of the version that came of it. */
    version: z.number().int().nullable(),
    evidenceId: z.string().nullable(),
  })
  .meta({ id: 'Visit' })
export type VisitShown = z.infer<typeof visitSchema>

/** A picture that was wanted of a version: sealed, still awaited, or missing with the code of the reason. */
export const pictureSchema = z
  .object({
    version: z.number().int(),
    askedAt: instantSchema,
    evidenceId: z.string().nullable(),
    failure: z.string().nullable(),
    triesAgainAt: instantSchema.nullable(),
  })
  .meta({ id: 'Picture' })
export type PictureShown = z.infer<typeof pictureSchema>

export type VersionChange = VersionShown['change']
export type VisitOutcome = VisitShown['outcome']
export type RemovalSign = NonNullable<VisitShown['removal']>

/** What is kept of an article as proof, and what became of it. */
export const keptShape = {
  versions: z.array(versionSchema),
  /** Oldest first. */
  evidence: z.array(evidenceSchema),
  /** Newest first, at most 300. */
  visits: z.array(visitSchema),
  pictures: z.array(pictureSchema),
}

const versionNumber = z
  .string()
  .regex(/^[1-9]\d{0,3}$/)
  .transform(Number)
export const versionDiffQuery = z.object({ from: versionNumber, to: versionNumber })
/** Word by word; `coarse`: the texts are so long or so different that lines were compared. */
export const versionDiffSchema = z
  .object({
    from: z.number().int(),
    to: z.number().int(),
    title: diffPartsSchema,
    text: diffPartsSchema,
    coarse: z.boolean(),
  })
  .meta({ id: 'VersionDiff' })
export type VersionDiffShown = z.infer<typeof versionDiffSchema>

export const articleRowSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    url: z.string(),
    outlet: outletRefSchema,
    publishedAt: instantSchema.nullable(),
    firstSeenAt: instantSchema,
    versions: z.number().int(),
    riskLevel: z.enum(riskLevels).nullable(),
    clusterId: z.string().nullable(),
    state: z.string(),
  })
  .meta({ id: 'ArticleRow' })
export type ArticleRow = z.infer<typeof articleRowSchema>

export const articlesQuery = z.object({
  q: z.string().trim().max(200).optional(),
  outletId: idSchema.optional(),
  level: z.enum(riskLevels).optional(),
  /** First seen at or after / before. */
  from: givenInstantSchema.optional(),
  to: givenInstantSchema.optional(),
  ...pageQuery,
  ...formatQuery,
})

/** A piece of text around the words found; `hit` pieces are to be marked. */
export const excerptSchema = z.array(z.object({ text: z.string(), hit: z.boolean() }))
export const articleHitSchema = articleRowSchema.extend({ titleMarked: excerptSchema, excerpt: excerptSchema })
export type ArticleHit = z.infer<typeof articleHitSchema>
/** `totalIsFloor`: there are at least `total`. */
export const articlesSchema = page(articleHitSchema).extend({ totalIsFloor: z.boolean() })

/** The article with its current version. */
export const articleSchema = articleRowSchema
  .extend({
    canonicalUrl: z.string(),
    byline: z.string(),
    sourceLine: z.string(),
    sourceUrl: z.string(),
    editor: z.string(),
    language: z.string(),
    current: versionSchema.nullable(),
    /** First sighting of a removal that nothing contradicted since; and when a second one confirmed it. */
    missingSince: instantSchema.nullable(),
    removedAt: instantSchema.nullable(),
    /** When it is looked at again. */
    nextVisitAt: instantSchema.nullable(),
    /** Path of everything sealed of it as one WACZ file; null where nothing is. */
    waczHref: z.string().nullable(),
  })
  .meta({ id: 'Article' })
export type ArticleShown = z.infer<typeof articleSchema>

/** One article of the chain: who carried the same text, when, and how we know. */
export const chainLinkSchema = z.object({
  article: articleRowSchema,
  first: z.boolean(),
  /** Null for the first publisher. */
  from: z
    .object({
      articleId: z.string(),
      basis: z.enum(['link', 'source_line', 'similarity']),
      similarity: z.number(),
      titleChanged: z.boolean(),
    })
    .nullable(),
})
export type ChainLink = z.infer<typeof chainLinkSchema>

export const articleDetailSchema = z.object({
  article: articleSchema,
  ...keptShape,
  claims: z.array(claimSchema),
  disputes: z.array(disputeSchema),
  findings: z.array(findingSchema),
  chain: z.array(chainLinkSchema),
  /** Null where the story is neither flagged nor copied. */
  spread: storySpreadSchema.nullable(),
  /** Flags of this article that the person may see. */
  flagIds: z.array(z.string()),
  /** `flag`: whether the person may bring it to their bureau's queue; `dispute`: whether they may dispute a number. */
  moves: z.array(moveSchema),
})
export type ArticleDetail = z.infer<typeof articleDetailSchema>

/** Disputes the machine's verdict at a place of a version; the answer names the flag that it stands in. */
export const disputeRequest = z.object({
  articleVersionId: idSchema,
  field: z.enum(['title', 'text']),
  start: z.number().int().min(0),
  end: z.number().int().min(1),
  reason: z.string().trim().min(2).max(500),
})
export type DisputeRequest = z.infer<typeof disputeRequest>

/** A person brings an article to their bureau's queue; the answer names the flag, new or known. */
export const flagArticleRequest = z.object({ reason: z.string().trim().min(2).max(500) })
export type FlagArticleRequest = z.infer<typeof flagArticleRequest>
