/** What goes out to the public: releases, meetings with the press, the news centre. */
import { z } from 'zod'
import { incidentScopes } from '../../domain/incident.ts'
import {
  cardResults,
  mediaClasses,
  releaseKinds,
  releasePublicities,
  releaseSteps,
  releaseStates,
} from '../../domain/release.ts'
import { talkingPointsStates } from '../../domain/talking-points.ts'
import {
  formatQuery,
  givenInstantSchema,
  idSchema,
  instantSchema,
  moveSchema,
  page,
  pageQuery,
  personRefSchema,
  refusalSchema,
  unitRefSchema,
} from './shared.ts'

const line = (max: number) => z.string().trim().min(1).max(max)
export const releaseBodySchema = z
  .object({
    title: line(240),
    text: z.string().trim().min(1).max(40_000),
    publicity: z.enum(releasePublicities),
    /** Wrong figures quoted in order to refute them, exactly as they stand in the text. */
    quoted: z.array(line(200)).max(40).default([]),
    /** The statement that is answered. */
    claim: z.string().trim().max(1000).default(''),
    meeting: z
      .object({
        venue: line(400),
        at: givenInstantSchema,
        invitation: z.string().trim().max(8000).default(''),
        speakers: z.array(z.object({ name: line(120), post: line(200) })).max(20),
        agenda: z.array(line(600)).max(40).default([]),
      })
      .nullable()
      .default(null),
  })
  .meta({ id: 'ReleaseBody' })
export type ReleaseBodyShown = z.infer<typeof releaseBodySchema>

export const releaseRowSchema = z
  .object({
    id: z.string(),
    incidentId: z.string(),
    incidentNo: z.string(),
    incidentTitle: z.string(),
    n: z.number().int(),
    kind: z.enum(releaseKinds),
    state: z.enum(releaseStates),
    scope: z.enum(incidentScopes),
    unit: unitRefSchema,
    title: z.string(),
    revision: z.number().int(),
    hash: z.string(),
    openedAt: instantSchema,
    scheduledAt: instantSchema.nullable(),
    liveAt: instantSchema.nullable(),
    correctsId: z.string().nullable(),
    wantsCorrectionAt: instantSchema.nullable(),
  })
  .meta({ id: 'ReleaseRow' })
export type ReleaseRowShown = z.infer<typeof releaseRowSchema>

const stepSchema = z.object({
  step: z.enum(releaseSteps),
  revision: z.number().int(),
  approved: z.boolean(),
  comment: z.string(),
  by: personRefSchema,
  unit: unitRefSchema.nullable(),
  at: instantSchema,
})
export type ReleaseStepShown = z.infer<typeof stepSchema>

export const releaseDetailSchema = z
  .object({
    release: releaseRowSchema,
    body: releaseBodySchema,
    revisions: z.array(
      z.object({
        n: z.number().int(),
        hash: z.string(),
        by: personRefSchema,
        at: instantSchema,
        title: z.string(),
        text: z.string(),
      }),
    ),
    steps: z.array(stepSchema),
    /** The talking points it is bound to, as they stand now. */
    points: z.object({ id: z.string(), n: z.number().int(), state: z.enum(talkingPointsStates) }),
    /** Why it was blocked. */
    blocked: refusalSchema.nullable(),
    reason: z.string(),
    /** What the official figures do not bear out at this moment; what the text quotes as wrong is not among them. */
    numbers: z.array(z.object({ quote: z.string(), verdict: z.string(), type: z.string().nullable() })),
    addresses: z.array(
      z.object({
        url: z.string(),
        place: z.string(),
        publishedAt: instantSchema,
        by: personRefSchema,
        at: instantSchema,
      }),
    ),
    guests: z.array(
      z.object({
        id: z.string(),
        reporter: z.string(),
        outlet: z.string(),
        mediaClass: z.enum(mediaClasses),
        card: z.enum(cardResults),
        admitted: z.boolean(),
        note: z.string(),
        /** In the registry, where the person may see it. */
        journalistId: z.string().nullable(),
        cameAt: instantSchema.nullable(),
        at: instantSchema,
      }),
    ),
    questions: z.array(
      z.object({
        id: z.string(),
        reporter: z.string(),
        outlet: z.string(),
        question: z.string(),
        answer: z.string(),
        speaker: z.string(),
        deviation: z.string(),
        at: instantSchema,
      }),
    ),
    /** By hour, three days on each side of the instant it went out. */
    effect: z.object({
      hours: z.array(z.object({ at: instantSchema, articles: z.number().int(), accusing: z.number().int() })),
      before: z.number().int(),
      after: z.number().int(),
      accusingBefore: z.number().int(),
      accusingAfter: z.number().int(),
      linking: z.number().int(),
    }),
    evaluation: z.string(),
    moves: z.array(moveSchema),
  })
  .meta({ id: 'ReleaseDetail' })
export type ReleaseDetail = z.infer<typeof releaseDetailSchema>

export const newsCentreSchema = z
  .object({
    id: z.string(),
    state: z.enum(['open', 'closed']),
    unit: unitRefSchema,
    everyMs: z.number().int(),
    services: z.string(),
    strategy: z.string(),
    reason: z.string(),
    openedAt: instantSchema,
    closedAt: instantSchema.nullable(),
    /** When the next word is to be out; null without a cadence. */
    nextAt: instantSchema.nullable(),
  })
  .meta({ id: 'NewsCentre' })
export type NewsCentreShown = z.infer<typeof newsCentreSchema>

/** Everything that goes out in one incident. */
export const incidentReleasesSchema = z.object({
  items: z.array(releaseRowSchema),
  centres: z.array(newsCentreSchema),
  /** Verbs draft-release, open-centre, change-centre, close-centre. */
  moves: z.array(moveSchema),
})
export type IncidentReleases = z.infer<typeof incidentReleasesSchema>

export const releasesQuery = z.object({
  ...pageQuery,
  ...formatQuery,
  kind: z.enum(releaseKinds).optional(),
  state: z.enum(releaseStates).optional(),
  q: z.string().trim().max(100).optional(),
  from: givenInstantSchema.optional(),
  to: givenInstantSchema.optional(),
  sort: z.enum(['opened', 'live', 'title']).default('opened'),
})
export const releasesSchema = page(releaseRowSchema)

export const draftReleaseRequest = z.object({
  kind: z.enum(releaseKinds),
  correctsId: idSchema.nullable().default(null),
  body: releaseBodySchema,
})
export type DraftReleaseRequest = z.input<typeof draftReleaseRequest>
export const reviseReleaseRequest = z.object({ revision: z.number().int().min(1), body: releaseBodySchema })

/** Names the text that was read: an act on another text is refused (policy-revision). */
const oneRevision = { revision: z.number().int().min(1), hash: z.string().regex(/^[0-9a-f]{64}$/) }
export const judgeReleaseRequest = z.object({
  ...oneRevision,
  verb: z.enum(['check-facts', 'check-secrecy', 'check-publicity', 'return', 'approve', 'return-approval']),
  comment: z.string().trim().max(2000).default(''),
})
export type JudgeReleaseRequest = z.input<typeof judgeReleaseRequest>
export const publishReleaseRequest = z.object(oneRevision)
export const scheduleReleaseRequest = z.object({ ...oneRevision, goesOutAt: givenInstantSchema })
export const endReleaseRequest = z.object({
  verb: z.enum(['follow-up', 'evaluate', 'archive', 'withdraw', 'cancel', 'keep']),
  reason: z.string().trim().max(2000).default(''),
})
export const releaseAddressRequest = z.object({ url: line(2000), place: line(200), publishedAt: givenInstantSchema })
export const guestRequest = z.object({
  reporter: line(120),
  outlet: line(200),
  mediaClass: z.enum(mediaClasses),
  card: z.enum(cardResults),
  admitted: z.boolean(),
  note: z.string().trim().max(600).default(''),
  /** Chosen from the registry. */
  journalistId: idSchema.nullable().default(null),
})
export const guestCameRequest = z.object({ guestId: idSchema })
export const questionRequest = z.object({
  reporter: line(120),
  outlet: line(200),
  question: line(4000),
  answer: line(8000),
  speaker: line(120),
  deviation: z.string().trim().max(1000).default(''),
})
const centre = {
  everyMs: z
    .number()
    .int()
    .min(0)
    .max(7 * 86_400_000),
  services: z.string().trim().max(4000).default(''),
  strategy: z.string().trim().max(8000).default(''),
}
export const openCentreRequest = z.object({ ...centre, reason: line(2000) })
export const changeCentreRequest = z.object(centre)
