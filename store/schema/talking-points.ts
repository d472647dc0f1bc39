/** What may be said, in revisions; an approval names one revision by its hash. */
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { IncidentScope } from '../../domain/incident.ts'
import type {
  ApprovalStep,
  FactAnswer,
  OralOutcome,
  RevisionOrigin,
  TalkingPointsBody,
  TalkingPointsState,
} from '../../domain/talking-points.ts'
import { at, id, workColumns } from './columns.ts'
import { pointsDrafts } from './drafts.ts'
import { incidents } from './incidents.ts'
import { units } from './people.ts'

/** One numbered version (v1, v2 …) of an incident's talking points. */
export const talkingPoints = pgTable(
  'talking_points',
  {
    id: id(),
    incidentId: text('incident_id')
      .notNull()
      .references(() => incidents.id),
    n: integer('n').notNull(),
    state: text('state').$type<TalkingPointsState>().notNull(),
    /** The scope it was drafted for: it decides who approves. */
    scope: text('scope').$type<IncidentScope>().notNull(),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    /** Number of the current revision. */
    revision: integer('revision').notNull(),
    hash: text('hash').notNull(),
    openedAt: at('opened_at').notNull(),
    inForceAt: at('in_force_at'),
    endedAt: at('ended_at'),
    endReason: text('end_reason'),
    /** In force for a time only: when its people are warned, then when it ends. */
    ...workColumns(),
  },
  (t) => [uniqueIndex('talking_points_n').on(t.incidentId, t.n), index('talking_points_due').on(t.dueAt)],
)

export const talkingPointsRevisions = pgTable(
  'talking_points_revisions',
  {
    id: id(),
    talkingPointsId: text('talking_points_id')
      .notNull()
      .references(() => talkingPoints.id),
    n: integer('n').notNull(),
    body: jsonb('body').$type<TalkingPointsBody>().notNull(),
    hash: text('hash').notNull(),
    byUserId: text('by_user_id').notNull(),
    byName: text('by_name').notNull(),
    byUnitId: text('by_unit_id').notNull(),
    at: at('at').notNull(),
    /** Of a language model's draft that the person took over as it was: the draft it is. */
    origin: text('origin').$type<RevisionOrigin>().notNull().default('person'),
    draftId: text('draft_id').references(() => pointsDrafts.id),
  },
  (t) => [uniqueIndex('talking_points_revisions_n').on(t.talkingPointsId, t.n)],
)

/** A division asked to check the facts of one revision, beside others; its answers are approvals that name the ask. */
export const factAsks = pgTable(
  'fact_asks',
  {
    id: id(),
    talkingPointsId: text('talking_points_id')
      .notNull()
      .references(() => talkingPoints.id),
    revision: integer('revision').notNull(),
    hash: text('hash').notNull(),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    note: text('note').notNull().default(''),
    byUserId: text('by_user_id').notNull(),
    byName: text('by_name').notNull(),
    at: at('at').notNull(),
    /** Withdrawn with a reason, or lapsed because the text was submitted anew. */
    endedAt: at('ended_at'),
    endReason: text('end_reason').notNull().default(''),
  },
  (t) => [index('fact_asks_talking_points').on(t.talkingPointsId)],
)

/** A named person's yes or no to one revision. */
export const approvals = pgTable(
  'approvals',
  {
    id: id(),
    talkingPointsId: text('talking_points_id')
      .notNull()
      .references(() => talkingPoints.id),
    revision: integer('revision').notNull(),
    hash: text('hash').notNull(),
    step: text('step').$type<ApprovalStep>().notNull(),
    approved: boolean('approved').notNull(),
    comment: text('comment').notNull(),
    /** A division's word fact by fact, and the ask it answers. */
    facts: jsonb('facts').$type<FactAnswer[]>(),
    askId: text('ask_id').references(() => factAsks.id),
    byUserId: text('by_user_id').notNull(),
    byName: text('by_name').notNull(),
    byUnitId: text('by_unit_id').notNull(),
    at: at('at').notNull(),
  },
  (t) => [index('approvals_talking_points').on(t.talkingPointsId)],
)

/** The leading group's yes by phone, written down by the office; due until its giver confirms or denies it. */
export const oralApprovals = pgTable(
  'oral_approvals',
  {
    id: id(),
    talkingPointsId: text('talking_points_id')
      .notNull()
      .references(() => talkingPoints.id),
    revision: integer('revision').notNull(),
    hash: text('hash').notNull(),
    byUserId: text('by_user_id').notNull(),
    byName: text('by_name').notNull(),
    calledAt: at('called_at').notNull(),
    witnessId: text('witness_id').notNull(),
    witnessName: text('witness_name').notNull(),
    recorderId: text('recorder_id').notNull(),
    recorderName: text('recorder_name').notNull(),
    at: at('at').notNull(),
    confirmBy: at('confirm_by').notNull(),
    overdueAt: at('overdue_at'),
    outcome: text('outcome').$type<OralOutcome>(),
    settledAt: at('settled_at'),
    ...workColumns(),
  },
  (t) => [index('oral_approvals_talking_points').on(t.talkingPointsId), index('oral_approvals_due').on(t.dueAt)],
)

/** One answer given to the press, bound for ever to the version it was given from (REC-11). */
export const answers = pgTable(
  'answers',
  {
    id: id(),
    incidentId: text('incident_id')
      .notNull()
      .references(() => incidents.id),
    talkingPointsId: text('talking_points_id')
      .notNull()
      .references(() => talkingPoints.id),
    revision: integer('revision').notNull(),
    reporter: text('reporter').notNull(),
    outlet: text('outlet').notNull(),
    question: text('question').notNull(),
    answer: text('answer').notNull(),
    /** It was said although it may not have been, and why: kept as a deviation. */
    deviation: text('deviation').notNull().default(''),
    byUserId: text('by_user_id').notNull(),
    byName: text('by_name').notNull(),
    at: at('at').notNull(),
  },
  (t) => [index('answers_incident').on(t.incidentId)],
)
