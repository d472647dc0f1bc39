/** Incidents: the list and the room. */
import { z } from 'zod'
import { paceSchema } from './drills.ts'
import {
  decisionKinds,
  incidentFamilies,
  incidentGrades,
  incidentScopes,
  incidentStates,
} from '../../domain/incident.ts'
import { riskLevels } from '../../domain/risk.ts'
import { roles } from '../../domain/units.ts'
import { articleRowSchema } from './articles.ts'
import { clockSchema } from './clocks.ts'
import { reportOptionsSchema, reportSchema } from './reports.ts'
import {
  byWhomSchema,
  formatQuery,
  givenInstantSchema,
  idSchema,
  instantSchema,
  moveSchema,
  page,
  pageQuery,
  personRefSchema,
  reasonSchema,
  ruleSchema,
  unitRefSchema,
} from './shared.ts'
import { talkingPointsRowSchema } from './talking-points.ts'

export const fourElementsSchema = z.object({
  media: z.boolean(),
  untrue: z.boolean(),
  serious: z.boolean(),
  sudden: z.boolean(),
})

export const incidentSchema = z
  .object({
    id: z.string(),
    no: z.string(),
    title: z.string(),
    mode: z.enum(['real', 'drill']),
    family: z.enum(incidentFamilies),
    /** Inside its compartment alone. */
    restricted: z.boolean(),
    place: z.string(),
    occurredAt: instantSchema.nullable(),
    unit: unitRefSchema,
    state: z.enum(incidentStates),
    scope: z.enum(incidentScopes),
    units: z.array(unitRefSchema),
    grade: z.enum(incidentGrades).nullable(),
    /** The three instants of GAP-03. */
    publishedAt: instantSchema.nullable(),
    machineDetectedAt: instantSchema.nullable(),
    humanFoundAt: instantSchema.nullable(),
    provisional: z.boolean(),
    fourElements: fourElementsSchema.nullable(),
    confirmedAt: instantSchema.nullable(),
    heldFrom: unitRefSchema.nullable(),
    openedAt: instantSchema,
    closedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Incident' })
export type IncidentShown = z.infer<typeof incidentSchema>

export const incidentsQuery = z.object({
  /** `open` stands for every state that is not closed, archived or terminated. */
  state: z.enum([...incidentStates, 'open']).optional(),
  scope: z.enum(incidentScopes).optional(),
  family: z.enum(incidentFamilies).optional(),
  unitId: idSchema.optional(),
  /** Drills never stand among real matters, here or in the file. */
  mode: z.enum(['real', 'drill']).default('real'),
  q: z.string().trim().max(100).optional(),
  ...pageQuery,
  ...formatQuery,
})
export type IncidentsQuery = z.input<typeof incidentsQuery>
export const incidentRowSchema = incidentSchema.extend({ clocks: z.array(clockSchema) })
export type IncidentRow = z.infer<typeof incidentRowSchema>
export const incidentsSchema = page(incidentRowSchema).extend({ serverTime: instantSchema })

/** Another incident, where the person may see it. */
export const incidentRefSchema = z.object({ id: z.string(), no: z.string(), title: z.string() })

export const decisionSchema = z.object({
  id: z.string(),
  kind: z.enum(decisionKinds),
  outcome: z.string(),
  /** What a plan asked, in its words, where it is one of its own decisions. */
  what: z.string().nullable(),
  reason: z.string(),
  by: personRefSchema,
  unit: unitRefSchema.nullable(),
  rule: ruleSchema.nullable(),
  at: instantSchema,
})
export type DecisionShown = z.infer<typeof decisionSchema>

export const timelineEntrySchema = z
  .object({
    seq: z.number().int(),
    at: instantSchema,
    by: byWhomSchema,
    action: z.string(),
    subject: z.object({ kind: z.string(), id: z.string() }),
    before: z.record(z.string(), z.unknown()).nullable(),
    after: z.record(z.string(), z.unknown()).nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'TimelineEntry' })
export type TimelineEntry = z.infer<typeof timelineEntrySchema>

/** A change of the finding time that waits for its second person; the timeline holds the earlier ones. */
export const foundTimeProposalSchema = z.object({
  id: z.string(),
  /** Whose finding time it is. */
  unit: unitRefSchema,
  foundAt: instantSchema,
  before: instantSchema.nullable(),
  reason: z.string(),
  by: personRefSchema,
  at: instantSchema,
})
export type FoundTimeProposal = z.infer<typeof foundTimeProposalSchema>

/** A body that has a part in it, with the people who sit there now. */
export const bodySchema = z.object({
  unit: unitRefSchema,
  people: z.array(personRefSchema.extend({ role: z.enum(roles), standIn: z.boolean() })),
  /** First responsible person (第一责任人); null where the unit has none. */
  responsible: personRefSchema.nullable(),
  /** Who has the incident duty now by the roster; empty in a compartment, whose people no roster names. */
  onDuty: z.array(personRefSchema.extend({ phone: z.string(), until: instantSchema, backup: z.string().nullable() })),
})
export type BodyShown = z.infer<typeof bodySchema>

/**
 * Verbs of `moves`: report, log-phone, confirm, reject, merge, study, grade, scope, activate, decline, terminate, archive, reopen,
 * found-time, confirm-found-time, release-held, draft-talking-points.
 */
export const incidentRoomSchema = z
  .object({
    incident: incidentSchema,
    /** In state `merged`: where it lives on. */
    mergedInto: incidentRefSchema.nullable(),
    /** Those that live on in it, with the finding that each had; at most 200. */
    absorbed: z.array(incidentRefSchema.extend({ unit: unitRefSchema, humanFoundAt: instantSchema.nullable() })),
    clocks: z.array(clockSchema),
    /** Clocks that the person may hand over, each with the bureaus that may take it. */
    transfers: z.array(z.object({ clockId: z.string(), units: z.array(unitRefSchema) })),
    reports: z.array(reportSchema),
    reportOptions: reportOptionsSchema,
    talkingPoints: z.array(talkingPointsRowSchema),
    decisions: z.array(decisionSchema),
    /** Oldest first. */
    foundTimeProposals: z.array(foundTimeProposalSchema),
    /** `about`: the step, decision, procedure, plan or duty in the plan's own words, where the entry is about one. */
    timeline: z.array(timelineEntrySchema.extend({ about: z.string().nullable() })),
    flags: z.array(
      z.object({
        flagId: z.string(),
        unit: unitRefSchema,
        level: z.enum(riskLevels),
        state: z.string(),
        verdict: z.string().nullable(),
        article: articleRowSchema,
      }),
    ),
    /** Those it is about whose flags are not the person's to see: what is reported, without what was judged. */
    articles: z.array(articleRowSchema),
    bodies: z.array(bodySchema),
    moves: z.array(moveSchema),
    /** Of a scripted drill, whose times are not the real ones; null for everything else. */
    pace: paceSchema.nullable(),
    serverTime: instantSchema,
  })
  .meta({ id: 'IncidentRoom' })
export type IncidentRoom = z.infer<typeof incidentRoomSchema>

export const confirmIncidentRequest = z.object({ elements: fourElementsSchema, reason: reasonSchema })
export type ConfirmIncidentRequest = z.infer<typeof confirmIncidentRequest>
export const reasonRequest = z.object({ reason: reasonSchema })
export type ReasonRequest = z.infer<typeof reasonRequest>
/** `override`: mandatory steps of the plan stay open, and the order stands all the same. */
export const terminateRequest = z.object({ reason: reasonSchema, override: z.boolean().optional() })
export type TerminateRequest = z.infer<typeof terminateRequest>
export const gradeIncidentRequest = z.object({ grade: z.enum(incidentGrades), reason: reasonSchema })
export type GradeIncidentRequest = z.infer<typeof gradeIncidentRequest>
export const setScopeRequest = z.object({
  scope: z.enum(incidentScopes),
  /** All units the matter touches. */
  unitIds: z.array(idSchema).min(1).max(200),
  reason: reasonSchema,
})
export type SetScopeRequest = z.infer<typeof setScopeRequest>
export const proposeFoundTimeRequest = z.object({
  foundAt: givenInstantSchema,
  reason: reasonSchema,
  /** Whose finding time, where several units found it; left out, the person's own or the incident's. */
  unitId: idSchema.optional(),
})
/** Into which open incident of the same tree and family. */
export const mergeIncidentRequest = z.object({ intoId: idSchema, reason: reasonSchema })
export type MergeIncidentRequest = z.infer<typeof mergeIncidentRequest>
export const studyIncidentRequest = z.object({ reason: reasonSchema.optional() })
export type ProposeFoundTimeRequest = z.infer<typeof proposeFoundTimeRequest>
export const confirmFoundTimeRequest = z.object({ proposalId: idSchema })
export type ConfirmFoundTimeRequest = z.infer<typeof confirmFoundTimeRequest>
