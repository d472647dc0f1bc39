/** Requests to outlets for correction, with their letters, their looks and what outlets make of them. */
import { z } from 'zod'
import {
  correctionAsks,
  correctionOutcomes,
  correctionReplies,
  correctionRungs,
  correctionStates,
  correctionWays,
  proofPlaces,
} from '../../domain/correction.ts'
import {
  diffPartsSchema,
  formatQuery,
  givenInstantSchema,
  idSchema,
  instantSchema,
  moveSchema,
  page,
  pageQuery,
  reasonSchema,
  unitRefSchema,
} from './shared.ts'

const quotes = z.array(z.object({ place: z.enum(proofPlaces), quote: z.string() }))
export const correctionLookSchema = z
  .object({
    id: z.string(),
    at: instantSchema,
    outcome: z.enum(correctionOutcomes),
    wrong: quotes,
    doubtful: quotes,
    right: quotes,
    note: z.object({ place: z.enum(proofPlaces), quote: z.string() }).nullable(),
    /** Number of the article's version, and the sealed page it was read from. */
    version: z.number().int().nullable(),
    evidenceId: z.string().nullable(),
  })
  .meta({ id: 'CorrectionLook' })
export type CorrectionLookShown = z.infer<typeof correctionLookSchema>

export const correctionSchema = z
  .object({
    id: z.string(),
    leadId: z.string().nullable(),
    flagId: z.string(),
    incidentId: z.string().nullable(),
    state: z.enum(correctionStates),
    unit: unitRefSchema,
    outletId: z.string(),
    outletName: z.string(),
    outletDomain: z.string(),
    article: z.object({ id: z.string(), title: z.string(), url: z.string() }),
    quote: z.string(),
    wrongValue: z.string().nullable(),
    right: z.string(),
    ask: z.enum(correctionAsks),
    rung: z.enum(correctionRungs),
    letterState: z.enum(['draft', 'approved', 'sent']),
    draftedAt: instantSchema,
    sentAt: instantSchema.nullable(),
    nextStepAt: instantSchema.nullable(),
    outcome: z.enum(correctionOutcomes).nullable(),
    outcomeAt: instantSchema.nullable(),
    lookedAt: instantSchema.nullable(),
    provenAt: instantSchema.nullable(),
    /** The newest look: what stands there now. */
    lastLook: correctionLookSchema.nullable(),
    /** Of the reprints asked about; null for a reprint. */
    coverage: z
      .object({
        reprints: z.number().int(),
        corrected: z.number().int(),
        edited: z.number().int(),
        gone: z.number().int(),
        wrong: z.number().int(),
      })
      .nullable(),
  })
  .meta({ id: 'Correction' })
export type CorrectionShown = z.infer<typeof correctionSchema>

export const correctionBoardColumns = ['unsent', 'waiting', 'wanted', 'corrected', 'ended'] as const
export const correctionsQuery = z.object({
  ...pageQuery,
  ...formatQuery,
  state: z.enum([...correctionStates, ...correctionBoardColumns]).optional(),
  outletId: idSchema.optional(),
  incidentId: idSchema.optional(),
  flagId: idSchema.optional(),
  q: z.string().trim().max(100).optional(),
  sort: z.enum(['drafted', 'next', 'outcome']).optional(),
})
export const correctionsSchema = page(correctionSchema)

const letterSchema = z.object({
  title: z.string().trim().min(1).max(240),
  recipient: z.string().trim().min(1).max(200),
  text: z.string().trim().min(1).max(12_000),
})
export const correctionDetailSchema = correctionSchema
  .extend({
    revision: z.number().int(),
    hash: z.string(),
    endReason: z.string(),
    figure: z
      .object({
        id: z.string(),
        value: z.string(),
        unit: z.string(),
        publishedAt: instantSchema,
        owner: z.string(),
        sourceUrl: z.string(),
        isSuperseded: z.boolean(),
      })
      .nullable(),
    pinned: z.object({ version: z.number().int(), fetchedAt: instantSchema, evidenceId: z.string() }),
    letters: z.array(
      z.object({
        n: z.number().int(),
        rung: z.enum(correctionRungs),
        letter: letterSchema,
        byName: z.string(),
        at: instantSchema,
      }),
    ),
    sendings: z.array(
      z.object({
        n: z.number().int(),
        rung: z.enum(correctionRungs),
        way: z.enum(correctionWays),
        address: z.string(),
        at: instantSchema,
        byName: z.string(),
        approvedByName: z.string(),
        /** Of an e-mail: waiting, sending, sent, failed, unsure. */
        mail: z.string().nullable(),
      }),
    ),
    replies: z.array(
      z.object({ kind: z.enum(correctionReplies), at: instantSchema, text: z.string(), byName: z.string() }),
    ),
    /** Oldest first. */
    looks: z.array(correctionLookSchema),
    /** The sentence as pinned, and what stands in its place at the newest look. */
    diff: diffPartsSchema,
    /** Pages of the story that carry the wrong statement and are not asked about. */
    notAsked: z.number().int(),
    others: z.array(correctionSchema),
    moves: z.array(moveSchema),
  })
  .meta({ id: 'CorrectionDetail' })
export type CorrectionDetail = z.infer<typeof correctionDetailSchema>

export const draftCorrectionRequest = z.object({
  articleVersionId: idSchema,
  field: z.enum(['title', 'text']),
  start: z.number().int().min(0),
  end: z.number().int().min(1),
  figureId: idSchema.nullish(),
  right: z.string().trim().max(600).optional(),
  ask: z.enum(correctionAsks),
})

const named = { revision: z.number().int().min(1), hash: z.string().min(1).max(100) }
export const correctionRequest = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('revise'), ...named, letter: letterSchema }),
  z.object({ verb: z.literal('approve'), ...named }),
  z.object({ verb: z.literal('return'), ...named, reason: reasonSchema }),
  z.object({
    verb: z.literal('send'),
    ...named,
    way: z.enum(correctionWays),
    address: z.string().trim().min(1).max(600),
  }),
  z.object({ verb: z.literal('next-letter'), rung: z.enum(correctionRungs) }),
  z.object({
    verb: z.literal('log-reply'),
    kind: z.enum(correctionReplies),
    at: givenInstantSchema,
    text: reasonSchema,
    promisedFor: givenInstantSchema.nullish(),
  }),
  z.object({ verb: z.literal('add-reprints') }),
  z.object({ verb: z.enum(['accept', 'close', 'retract', 'cancel']), reason: reasonSchema }),
])
export type CorrectionRequest = z.input<typeof correctionRequest>

export const outletRecordSchema = z.object({
  outletId: z.string(),
  outletName: z.string(),
  asked: z.number().int(),
  corrected: z.number().int(),
  edited: z.number().int(),
  refused: z.number().int(),
  open: z.number().int(),
  medianHours: z.number().nullable(),
})
export type OutletRecordShown = z.infer<typeof outletRecordSchema>
export const outletRecordsSchema = z.object({ items: z.array(outletRecordSchema) })
export const outletRecordsQuery = z.object(formatQuery)
