/** The matter being handled: incident, clocks, reports upward, decisions, activations. */
import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { Form, FormFields } from '../../domain/form.ts'
import type {
  ActivationState,
  ClockState,
  DecisionKind,
  FourElements,
  IncidentFamily,
  IncidentGrade,
  IncidentScope,
  IncidentState,
  LateBirth,
  OpeningForm,
  ReportChannel,
  ReportKind,
  Signature,
  StepRunState,
} from '../../domain/incident.ts'
import type { Basis } from '../../domain/rules.ts'
import { at, id, workColumns } from './columns.ts'
import { units } from './people.ts'

export const incidents = pgTable(
  'incidents',
  {
    id: id(),
    /** Running number within the installation and year, e.g. 2026-0007. */
    no: text('no').notNull().unique(),
    rootId: text('root_id').notNull(),
    title: text('title').notNull(),
    family: text('family').$type<IncidentFamily>().notNull().default('media'),
    /** Inside its compartment alone: in no list, search, count, export, event or message outside of it. */
    restricted: boolean('restricted').notNull().default(false),
    mode: text('mode').$type<'real' | 'drill'>().notNull().default('real'),
    /** The unit that found it and answers for it. */
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    state: text('state').$type<IncidentState>().notNull(),
    scope: text('scope').$type<IncidentScope>().notNull(),
    /** Units the matter touches; talking points need them as drafters when it is region-wide. */
    unitIds: text('unit_ids').array().notNull(),
    grade: text('grade').$type<IncidentGrade>(),
    clusterId: text('cluster_id'),
    /** The three instants of GAP-03. */
    publishedAt: at('published_at'),
    machineDetectedAt: at('machine_detected_at'),
    humanFoundAt: at('human_found_at'),
    /** When and where it happened, and what was filled in, where a person opened it by hand. */
    occurredAt: at('occurred_at'),
    place: text('place').notNull().default(''),
    opening: jsonb('opening').$type<OpeningForm>(),
    /** True while nobody has marked or acknowledged it: opened by the safety net. */
    provisional: boolean('provisional').notNull().default(false),
    fourElements: jsonb('four_elements').$type<FourElements>(),
    confirmedAt: at('confirmed_at'),
    /** A county may mark its parent as the subject of the complaint: the parent sees nothing until the region releases it (AC-03). */
    heldFromUnitId: text('held_from_unit_id'),
    openedAt: at('opened_at').notNull(),
    closedAt: at('closed_at'),
    /** In state `merged`: the incident it lives on in; moved along where that one is merged again. */
    mergedIntoId: text('merged_into_id').references((): AnyPgColumn => incidents.id),
  },
  (t) => [
    index('incidents_merged').on(t.mergedIntoId),
    index('incidents_state').on(t.rootId, t.state),
    index('incidents_unit').on(t.unitId),
    index('incidents_cluster').on(t.clusterId),
  ],
)

/** One running duty. Wall time, server clock; regulation clocks never pause; overdue is final (domain catalogue C3). */
export const clocks = pgTable(
  'clocks',
  {
    id: id(),
    incidentId: text('incident_id')
      .notNull()
      .references(() => incidents.id),
    /** Which duty, e.g. report-2h; its version is frozen here. */
    duty: text('duty').notNull(),
    rule: text('rule').notNull(),
    basis: text('basis').$type<Basis>().notNull(),
    /** The run of a plan it belongs to; null for duties of the house itself, like the receipt. */
    activationId: text('activation_id').references((): AnyPgColumn => activations.id),
    /** The body that owes it, by the plan's key, where it is not the finder; else ''. */
    body: text('body').notNull().default(''),
    /** What is owed, in the words of the plan; else ''. */
    what: text('what').notNull().default(''),
    /** Overdue when it was made, and why: shown apart from a failure. */
    overdueOnCreation: text('overdue_on_creation').$type<LateBirth>(),
    /** The clock it took over from another unit. */
    fromClockId: text('from_clock_id'),
    ruleVersion: text('rule_version').notNull(),
    /** `recurring` is one occurrence of a duty that comes again; its key is the subject. */
    kind: text('kind').$type<'hard' | 'soft' | 'recurring'>().notNull(),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    /** Permitted recipients of what meets it. */
    recipientIds: text('recipient_ids').array().notNull(),
    /** What the duty is about where one unit may owe it several times in an incident (the receipt to acknowledge); else ''. */
    subjectId: text('subject_id').notNull().default(''),
    startEvent: text('start_event').notNull(),
    startAt: at('start_at').notNull(),
    /** The start as first recorded, when two persons moved it since: both values are shown (domain catalogue C3). */
    originalStartAt: at('original_start_at'),
    limitMs: bigint('limit_ms', { mode: 'number' }).notNull(),
    /** When the duty ends; the next ladder step is the work column `dueAt`. */
    limitAt: at('limit_at').notNull(),
    provisional: boolean('provisional').notNull().default(false),
    state: text('state').$type<ClockState>().notNull().default('running'),
    overdueAt: at('overdue_at'),
    metAt: at('met_at'),
    reportId: text('report_id'),
    /** What was entered when it was met by hand: paper, number, or that there was nothing. */
    proof: text('proof'),
    voidReason: text('void_reason'),
    ...workColumns(),
  },
  (t) => [
    uniqueIndex('clocks_key').on(t.incidentId, t.duty, t.unitId, t.startAt, t.subjectId),
    index('clocks_due').on(t.dueAt),
    index('clocks_unit_state').on(t.unitId, t.state),
  ],
)

/** A proposed change of the finding time; it takes effect when a second person confirms it. Never deleted. */
export const foundTimeChanges = pgTable(
  'found_time_changes',
  {
    id: id(),
    incidentId: text('incident_id')
      .notNull()
      .references(() => incidents.id),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    fromAt: at('from_at').notNull(),
    toAt: at('to_at').notNull(),
    reason: text('reason').notNull(),
    byUserId: text('by_user_id').notNull(),
    byName: text('by_name').notNull(),
    at: at('at').notNull(),
    state: text('state').$type<'proposed' | 'confirmed' | 'superseded'>().notNull().default('proposed'),
    confirmedByUserId: text('confirmed_by_user_id'),
    confirmedByName: text('confirmed_by_name'),
    confirmedAt: at('confirmed_at'),
  },
  (t) => [index('found_time_changes_incident').on(t.incidentId)],
)

/** A step of a clock's ladder that was fired, once for ever. */
export const clockFirings = pgTable(
  'clock_firings',
  {
    id: id(),
    clockId: text('clock_id')
      .notNull()
      .references(() => clocks.id),
    step: text('step').notNull(),
    plannedAt: at('planned_at').notNull(),
    firedAt: at('fired_at').notNull(),
    lateMs: bigint('late_ms', { mode: 'number' }).notNull(),
  },
  (t) => [uniqueIndex('clock_firings_key').on(t.clockId, t.step)],
)

/** Once sent, time of receipt stays; an edit afterwards is a further revision. */
export const reports = pgTable(
  'reports',
  {
    id: id(),
    incidentId: text('incident_id')
      .notNull()
      .references(() => incidents.id),
    kind: text('kind').$type<ReportKind>().notNull(),
    /** The form it was filled in by; null: the media report's, from before forms were kept. */
    form: jsonb('form').$type<Form>(),
    seq: integer('seq').notNull(),
    fromUnitId: text('from_unit_id')
      .notNull()
      .references(() => units.id),
    channel: text('channel').$type<ReportChannel>().notNull(),
    /** What the reporter typed as the time of finding or sending; a claim, kept beside the server's time. */
    claimedFoundAt: at('claimed_found_at'),
    claimedSentAt: at('claimed_sent_at'),
    /** Server time of receipt, or the confirmed time of the call. */
    sentAt: at('sent_at').notNull(),
    /** The instant from which it counts as delivered to a permitted recipient; null while it meets no duty. */
    countsAt: at('counts_at'),
    /** Addressees outside the unit tree, as typed; they never meet a duty. */
    otherRecipients: text('other_recipients').array().notNull().default([]),
    /** '' when the signer spoke by phone and the receiver entered it. */
    signedByUserId: text('signed_by_user_id').notNull(),
    signedByName: text('signed_by_name').notNull(),
    skipLevel: boolean('skip_level').notNull().default(false),
    skipReason: text('skip_reason'),
    revisions: integer('revisions').notNull(),
  },
  (t) => [uniqueIndex('reports_seq').on(t.incidentId, t.fromUnitId, t.seq)],
)

export const reportRevisions = pgTable(
  'report_revisions',
  {
    id: id(),
    reportId: text('report_id')
      .notNull()
      .references(() => reports.id),
    n: integer('n').notNull(),
    fields: jsonb('fields').$type<FormFields>().notNull(),
    hash: text('hash').notNull(),
    byUserId: text('by_user_id').notNull(),
    byName: text('by_name').notNull(),
    at: at('at').notNull(),
  },
  (t) => [uniqueIndex('report_revisions_n').on(t.reportId, t.n)],
)

/** One recipient of a report. A copy is for information; a held copy waits for the region's release. */
export const receipts = pgTable(
  'receipts',
  {
    id: id(),
    reportId: text('report_id')
      .notNull()
      .references(() => reports.id),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    copy: boolean('copy').notNull(),
    heldAt: at('held_at'),
    deliveredAt: at('delivered_at'),
    acknowledgedAt: at('acknowledged_at'),
    acknowledgedBy: text('acknowledged_by'),
  },
  (t) => [uniqueIndex('receipts_key').on(t.reportId, t.unitId), index('receipts_unit').on(t.unitId)],
)

export const decisions = pgTable(
  'decisions',
  {
    id: id(),
    incidentId: text('incident_id')
      .notNull()
      .references(() => incidents.id),
    kind: text('kind').$type<DecisionKind>().notNull(),
    outcome: text('outcome').notNull(),
    reason: text('reason').notNull(),
    byUserId: text('by_user_id').notNull(),
    byName: text('by_name').notNull(),
    byUnitId: text('by_unit_id').notNull(),
    rule: text('rule').notNull(),
    /** The run of a plan and its decision by key, where the plan asks for it. */
    activationId: text('activation_id'),
    decision: text('decision'),
    at: at('at').notNull(),
  },
  (t) => [index('decisions_incident').on(t.incidentId)],
)

/** The text of a plan as runs were started with it, once for each content. Never changed. */
export const planTexts = pgTable('plan_texts', {
  hash: text('hash').primaryKey(),
  plan: text('plan').notNull(),
  planVersion: text('plan_version').notNull(),
  content: text('content').notNull(),
  pinnedAt: at('pinned_at').notNull(),
})

/** Plans that the bureaus of a tree have made their own; a dropped one starts no new run. */
export const adoptions = pgTable(
  'adoptions',
  {
    id: id(),
    rootId: text('root_id')
      .notNull()
      .references(() => units.id),
    plan: text('plan').notNull(),
    adoptedAt: at('adopted_at').notNull(),
    adoptedBy: text('adopted_by').notNull(),
    droppedAt: at('dropped_at'),
  },
  (t) => [uniqueIndex('adoptions_key').on(t.rootId, t.plan)],
)

/** Named members of a body of a plan, with the time they sit there. */
export const bodyMembers = pgTable(
  'body_members',
  {
    id: id(),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    body: text('body').notNull(),
    userId: text('user_id').notNull(),
    leads: boolean('leads').notNull().default(false),
    fromAt: at('from_at').notNull(),
    toAt: at('to_at'),
  },
  (t) => [index('body_members_body').on(t.unitId, t.body), index('body_members_user').on(t.userId)],
)

/** One run of a plan on an incident. The plan's text is the one pinned when it was proposed. */
export const activations = pgTable(
  'activations',
  {
    id: id(),
    incidentId: text('incident_id')
      .notNull()
      .references(() => incidents.id),
    plan: text('plan').notNull(),
    planVersion: text('plan_version').notNull(),
    /** Of its text; '' for runs from before texts were kept. */
    planHash: text('plan_hash').notNull().default(''),
    state: text('state').$type<ActivationState>().notNull(),
    /** The strength it runs in, where the plan has several. */
    mode: text('mode'),
    /** When things happened, by the plan's words for them: found, occurred, origin, instructed, activated … */
    instants: jsonb('instants').$type<Record<string, string>>().notNull().default({}),
    /** Numbers that an order or a notice has set, in ms. */
    parameters: jsonb('parameters').$type<Record<string, number>>().notNull().default({}),
    /** Procedures that the commander chose. */
    chosen: text('chosen').array().notNull().default([]),
    /** What the matter is about, where duties hang on it. */
    subject: text('subject'),
    proposedByUserId: text('proposed_by_user_id').notNull().default(''),
    proposedByName: text('proposed_by_name').notNull().default(''),
    proposedAt: at('proposed_at').notNull().defaultNow(),
    /** The decision that started it. */
    decisionId: text('decision_id').references(() => decisions.id),
    startedAt: at('started_at'),
    endedAt: at('ended_at'),
  },
  (t) => [
    index('activations_incident').on(t.incidentId),
    uniqueIndex('activations_open').on(t.incidentId, t.plan).where(sql`state NOT IN ('declined', 'ended', 'reviewed')`),
  ],
)

/** A step of a run that somebody has touched. */
export const stepRuns = pgTable(
  'step_runs',
  {
    id: id(),
    activationId: text('activation_id')
      .notNull()
      .references(() => activations.id),
    step: text('step').notNull(),
    state: text('state').$type<StepRunState>().notNull(),
    startedAt: at('started_at'),
    endedAt: at('ended_at'),
    reason: text('reason'),
    evidence: jsonb('evidence').$type<Record<string, string>>().notNull(),
    signatures: jsonb('signatures').$type<Signature[]>().notNull(),
    retries: integer('retries').notNull(),
    carriedFrom: text('carried_from'),
    byName: text('by_name').notNull(),
  },
  (t) => [uniqueIndex('step_runs_key').on(t.activationId, t.step)],
)

/** Somebody is at their post; the first word of a person in a run counts. */
export const checkIns = pgTable(
  'check_ins',
  {
    id: id(),
    activationId: text('activation_id')
      .notNull()
      .references(() => activations.id),
    body: text('body').notNull(),
    userId: text('user_id').notNull(),
    at: at('at').notNull(),
    /** Who entered it, when it was not the person. */
    enteredBy: text('entered_by'),
  },
  (t) => [uniqueIndex('check_ins_key').on(t.activationId, t.body, t.userId)],
)
