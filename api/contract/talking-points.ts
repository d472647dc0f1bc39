/** Talking points: versions, revisions, the path of approval, what was answered from them. */
import { z } from 'zod'
import { incidentScopes } from '../../domain/incident.ts'
import { approvalSteps, factAskStates, oralOutcomes, talkingPointsStates } from '../../domain/talking-points.ts'
import { pointsDraftSchema } from './drafts.ts'
import { figureSchema } from './figures.ts'
import {
  diffPartsSchema,
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

const line = z.string().trim().min(1).max(2000)
export const talkingPointsBodySchema = z
  .object({
    summary: z.string().trim().min(1).max(4000),
    /** The answer in 20 and in 200 characters; '' where there is none. */
    short: z.object({ core: z.string().trim().max(40), reply: z.string().trim().max(400) }).optional(),
    facts: z.array(z.object({ text: line, figureId: z.string().max(200).nullable() })).max(40),
    dos: z.array(line).max(40),
    donts: z.array(line).max(40),
    questions: z.array(z.object({ question: line, answer: z.string().trim().min(1).max(4000) })).max(60),
    /** Wrong figures quoted in order to refute them. */
    quoted: z.array(z.string().trim().min(1).max(200)).max(40).optional(),
    /** Instants (ISO) between which it may be said. */
    valid: z.object({ from: z.string().max(40).nullable(), until: z.string().max(40).nullable() }).optional(),
  })
  .meta({ id: 'TalkingPointsBody' })
export type TalkingPointsBodyGiven = z.infer<typeof talkingPointsBodySchema>

export const approvalSchema = z.object({
  step: z.enum(approvalSteps),
  revision: z.number().int(),
  hash: z.string(),
  approved: z.boolean(),
  comment: z.string(),
  by: personRefSchema,
  unit: unitRefSchema.nullable(),
  at: instantSchema,
})
export type ApprovalShown = z.infer<typeof approvalSchema>

export const talkingPointsRowSchema = z
  .object({
    id: z.string(),
    incidentId: z.string(),
    n: z.number().int(),
    state: z.enum(talkingPointsStates),
    scope: z.enum(incidentScopes),
    unit: unitRefSchema,
    revision: z.number().int(),
    hash: z.string(),
    summary: z.string(),
    /** Its words are a language model's as they came: nobody has revised them, and it cannot be submitted. */
    isMachine: z.boolean(),
    /** Comments on its words that nobody has settled. */
    openComments: z.number().int(),
    openedAt: instantSchema,
    inForceAt: instantSchema.nullable(),
    endedAt: instantSchema.nullable(),
    endReason: z.string().nullable(),
  })
  .meta({ id: 'TalkingPointsRow' })
export type TalkingPointsRow = z.infer<typeof talkingPointsRowSchema>

/** One step of the approval path as it stands for the current revision. */
export const pathStepSchema = z.object({
  step: z.enum(approvalSteps),
  state: z.enum(['done', 'current', 'ahead', 'returned']),
  /** The body that decides, e.g. the root bureau's leading group. */
  unit: unitRefSchema.nullable(),
  approval: approvalSchema.nullable(),
})
export type PathStep = z.infer<typeof pathStepSchema>

/** A division's word on one fact, counted from 1. */
const factAnswerSchema = z.object({ n: z.number().int().min(1), ok: z.boolean(), text: z.string().trim().max(1000) })
export type FactAnswerShown = z.infer<typeof factAnswerSchema>

/** A division asked to check the facts of a revision, beside others. */
export const factAskSchema = z.object({
  id: z.string(),
  unit: unitRefSchema.nullable(),
  revision: z.number().int(),
  /** `ended`: withdrawn with `reason`, or of a text that was revised or submitted anew. */
  state: z.enum(factAskStates),
  note: z.string(),
  by: personRefSchema,
  at: instantSchema,
  reason: z.string(),
  answer: z
    .object({ by: personRefSchema, at: instantSchema, comment: z.string(), facts: z.array(factAnswerSchema) })
    .nullable(),
})
export type FactAskShown = z.infer<typeof factAskSchema>

/** Verbs of `moves`: revise, submit, check-facts, office, leading-group, publish, recall, answer. */
export const talkingPointsDetailSchema = z
  .object({
    talkingPoints: talkingPointsRowSchema,
    body: talkingPointsBodySchema,
    revisions: z.array(
      z.object({
        ...{ n: z.number().int(), hash: z.string(), by: personRefSchema, at: instantSchema },
        /** `machine`: a language model's draft that the person took over. */
        origin: z.enum(['person', 'machine']),
      }),
    ),
    /** The language model's draft it began from, with what each sentence cites. */
    draft: pointsDraftSchema.nullable(),
    approvals: z.array(approvalSchema),
    path: z.array(pathStepSchema),
    /** Divisions asked, oldest first, and those that can be asked about the current revision. */
    asks: z.array(factAskSchema),
    divisions: z.array(unitRefSchema),
    /** Every yes by phone, oldest first. */
    orals: z.array(
      z.object({
        id: z.string(),
        revision: z.number().int(),
        state: z.enum(['open', 'overdue', ...oralOutcomes]),
        by: personRefSchema,
        calledAt: instantSchema,
        witness: personRefSchema,
        recorder: personRefSchema,
        at: instantSchema,
        confirmBy: instantSchema,
        settledAt: instantSchema.nullable(),
      }),
    ),
    /** For whoever may write one down: whose yes it can have been, and who can have heard it. */
    oralPeople: z.object({ approvers: z.array(personRefSchema), witnesses: z.array(personRefSchema) }),
    /** Figures named by the facts, by id. */
    figures: z.record(z.string(), figureSchema),
    answers: z.array(
      z.object({
        id: z.string(),
        revision: z.number().int(),
        reporter: z.string(),
        outlet: z.string(),
        question: z.string(),
        answer: z.string(),
        /** Why it went beyond the text in force; '' where it did not. */
        deviation: z.string(),
        by: personRefSchema,
        at: instantSchema,
      }),
    ),
    /** Who was handed it, and who has read the order to stop using it, where there is one. */
    holders: z.array(
      z.object({ person: personRefSchema, unit: unitRefSchema.nullable(), stopReadAt: instantSchema.nullable() }),
    ),
    stopped: z.boolean(),
    moves: z.array(moveSchema),
  })
  .meta({ id: 'TalkingPointsDetail' })
export type TalkingPointsDetail = z.infer<typeof talkingPointsDetailSchema>
export type AnswerShown = TalkingPointsDetail['answers'][number]

export const talkingPointsListSchema = z.object({
  items: z.array(talkingPointsRowSchema),
  /** May the person open a new version (verb draft)? */
  moves: z.array(moveSchema),
})

/** What was ever written, over all matters: to look up what was said, and to begin from it. */
export const pointsLibraryQuery = z.object({
  ...pageQuery,
  ...formatQuery,
  state: z.enum(talkingPointsStates).optional(),
  /** Only what was once in force. */
  spoken: z.enum(['true', 'false']).optional(),
  /** Anywhere in the words: the answer, the facts, the questions. */
  q: z.string().trim().max(100).optional(),
  sort: z.enum(['opened', 'in-force', 'answered']).default('opened'),
})
export const pointsInLibrarySchema = talkingPointsRowSchema
  .extend({
    incident: z.object({ no: z.string(), title: z.string() }),
    questions: z.array(z.string()),
    /** Answers given from it, and the last of them. */
    answers: z.number().int(),
    lastAnsweredAt: instantSchema.nullable(),
  })
  .meta({ id: 'PointsInLibrary' })
export type PointsInLibrary = z.infer<typeof pointsInLibrarySchema>
export const pointsLibrarySchema = page(pointsInLibrarySchema)
export type PointsLibrary = z.infer<typeof pointsLibrarySchema>

export const draftTalkingPointsRequest = z.object({
  /** The unit that drafts; one of the person's own. */
  unitId: idSchema.optional(),
  body: talkingPointsBodySchema,
})
export type DraftTalkingPointsRequest = z.infer<typeof draftTalkingPointsRequest>

/** `revision` is the one the writer started from: another one saved in between is a conflict. */
export const reviseTalkingPointsRequest = z.object({
  revision: z.number().int().min(1),
  body: talkingPointsBodySchema,
})
export type ReviseTalkingPointsRequest = z.infer<typeof reviseTalkingPointsRequest>

/** Names the text that was read: an approval of another text is refused (policy-revision). */
const oneRevision = { revision: z.number().int().min(1), hash: z.string().regex(/^[0-9a-f]{64}$/) }
const divisions = z.array(idSchema).max(30)
/** `unitIds`: the divisions asked to check it beside each other; absent: those asked the last time, [] : whoever may. */
export const submitTalkingPointsRequest = z.object({ ...oneRevision, unitIds: divisions.optional() })
export const askFactsRequest = z.object({
  ...oneRevision,
  unitIds: divisions.min(1),
  note: z.string().trim().max(500).default(''),
})
export const withdrawAskRequest = z.object({ askId: idSchema, reason: reasonSchema })
export type SubmitTalkingPointsRequest = z.infer<typeof submitTalkingPointsRequest>
/** For check-facts, office and leading-group. A return needs a comment. */
export const approvalRequest = z
  .object({
    ...oneRevision,
    approved: z.boolean(),
    comment: z.string().trim().max(2000).default(''),
    /** For check-facts: the word on each fact that was looked at. */
    facts: z.array(factAnswerSchema).max(40).optional(),
  })
  .refine((r) => r.approved || r.comment !== '', { path: ['comment'], message: 'a return says why' })
export type ApprovalRequest = z.input<typeof approvalRequest>
/** Somebody's yes by phone, written down by the office. */
export const recordOralRequest = z.object({
  ...oneRevision,
  approverId: idSchema,
  witnessId: idSchema,
  calledAt: instantSchema,
})
/** The word of its giver; a no says why. */
export const settleOralRequest = z.object({
  ...oneRevision,
  confirmed: z.boolean(),
  reason: z.string().trim().max(2000).default(''),
})
export const publishTalkingPointsRequest = z.object(oneRevision)
export type PublishTalkingPointsRequest = z.infer<typeof publishTalkingPointsRequest>
export const recallTalkingPointsRequest = z.object({ reason: reasonSchema })
export type RecallTalkingPointsRequest = z.infer<typeof recallTalkingPointsRequest>

export const answerMediaRequest = z.object({
  revision: z.number().int().min(1),
  reporter: line.max(60),
  outlet: line.max(100),
  question: line,
  answer: z.string().trim().min(1).max(4000),
  deviation: z.string().trim().max(1000).default(''),
})
export type AnswerMediaRequest = z.infer<typeof answerMediaRequest>

const revisionNumber = z
  .string()
  .regex(/^[1-9]\d{0,3}$/)
  .transform(Number)
export const diffQuery = z.object({ from: revisionNumber, to: revisionNumber })
/** Word by word, field by field; fields without a change are left out. */
export const diffSchema = z.object({
  from: z.number().int(),
  to: z.number().int(),
  fields: z.array(
    z.object({
      /** summary, facts.1, facts.1.figure, dos.2, questions.1.answer, … counted from 1. */
      field: z.string(),
      /** Position in the older and the newer list, from 1; null where the line is not there. */
      before: z.number().int().nullable(),
      after: z.number().int().nullable(),
      parts: diffPartsSchema,
    }),
  ),
})
export type Diff = z.infer<typeof diffSchema>
