/** The matter being handled: incident, clocks, reports upward, decisions, activations. */
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type {
  ClockState,
  DecisionKind,
  FourElements,
  IncidentGrade,
  IncidentScope,
  IncidentState,
  ReportChannel,
  ReportFields,
  ReportKind,
} from '../../domain/incident.ts'
import type { Basis, RuleId } from '../../domain/rules.ts'
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
    family: text('family').$type<'media'>().notNull().default('media'),
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
    /** True while nobody has marked or acknowledged it: opened by the safety net. */
    provisional: boolean('provisional').notNull().default(false),
    fourElements: jsonb('four_elements').$type<FourElements>(),
    confirmedAt: at('confirmed_at'),
    /** A county may mark its parent as the subject of the complaint: the parent sees nothing until the region releases it (AC-03). */
    heldFromUnitId: text('held_from_unit_id'),
    openedAt: at('opened_at').notNull(),
    closedAt: at('closed_at'),
  },
  (t) => [
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
    rule: text('rule').$type<RuleId>().notNull(),
    basis: text('basis').$type<Basis>().notNull(),
    ruleVersion: text('rule_version').notNull(),
    kind: text('kind').$type<'hard' | 'soft'>().notNull(),
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
    limitMs: integer('limit_ms').notNull(),
    /** When the duty ends; the next ladder step is the work column `dueAt`. */
    limitAt: at('limit_at').notNull(),
    provisional: boolean('provisional').notNull().default(false),
    state: text('state').$type<ClockState>().notNull().default('running'),
    overdueAt: at('overdue_at'),
    metAt: at('met_at'),
    reportId: text('report_id'),
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
    lateMs: integer('late_ms').notNull(),
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
    fields: jsonb('fields').$type<ReportFields>().notNull(),
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
    rule: text('rule').$type<RuleId>().notNull(),
    at: at('at').notNull(),
  },
  (t) => [index('decisions_incident').on(t.incidentId)],
)

/** A run of a plan. Steps come with the plan engine; the decision and its version stand here already. */
export const activations = pgTable(
  'activations',
  {
    id: id(),
    incidentId: text('incident_id')
      .notNull()
      .references(() => incidents.id),
    plan: text('plan').notNull(),
    planVersion: text('plan_version').notNull(),
    state: text('state').$type<'running' | 'ended'>().notNull(),
    decisionId: text('decision_id')
      .notNull()
      .references(() => decisions.id),
    startedAt: at('started_at').notNull(),
    endedAt: at('ended_at'),
  },
  (t) => [uniqueIndex('activations_key').on(t.incidentId, t.plan)],
)
