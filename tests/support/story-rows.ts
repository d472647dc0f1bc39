/**
 * Everything the database holds of the stories of one random run, in one statement: it is read after every step, and the
 * embedded database asks its price by the statement.
 */
import { asc, eq, sql } from 'drizzle-orm'
import type { Activation, StepRunRow } from '../../store/activations.ts'
import type { AuditEvent } from '../../store/audit.ts'
import type { Clock, ClockFiring } from '../../store/clocks.ts'
import type { Flag, Review } from '../../store/flags.ts'
import type { Decision, FoundTimeChange, Incident } from '../../store/incidents.ts'
import { type Db, rowsOf } from '../../store/open.ts'
import type { Receipt, Report } from '../../store/reports.ts'
import { auditEvents } from '../../store/schema.ts'
import type {
  MediaAnswer,
  TalkingPointsApproval,
  TalkingPointsRevision,
  TalkingPointsRow,
} from '../../store/talking-points.ts'

export type StoryRows = {
  flags: Flag[]
  reviews: Review[]
  incidents: Incident[]
  clocks: Clock[]
  firings: ClockFiring[]
  reports: Report[]
  receipts: Receipt[]
  foundTimes: FoundTimeChange[]
  decisions: Decision[]
  runs: Activation[]
  steps: StepRunRow[]
  texts: TalkingPointsRow[]
  revisions: TalkingPointsRevision[]
  approvals: TalkingPointsApproval[]
  answers: MediaAnswer[]
  /** The newest event of the whole record, and how many messages there are in all. */
  auditSeq: number
  messages: number
}

const ofFlags = 'flag_id IN (SELECT id FROM f)'
const ofIncidents = 'incident_id IN (SELECT id FROM i)'
const ofReports = 'report_id IN (SELECT id FROM r)'
const ofTexts = 'talking_points_id IN (SELECT id FROM x)'
/** Table, which of its rows, and the order of their making, the same in every repetition of a run. */
const parts: Record<
  Exclude<keyof StoryRows, 'auditSeq' | 'messages'>,
  [table: string, where: string, order: string]
> = {
  flags: ['f', 'true', 'opened_at, unit_id'],
  reviews: ['reviews', ofFlags, 'at, final'],
  incidents: ['i', 'true', 'no'],
  clocks: ['clocks', ofIncidents, 'start_at, unit_id, duty, limit_at'],
  firings: [
    'clock_firings',
    'clock_id IN (SELECT id FROM clocks WHERE incident_id IN (SELECT id FROM i))',
    'planned_at',
  ],
  reports: ['r', 'true', 'from_unit_id, seq'],
  receipts: ['receipts', ofReports, 'unit_id'],
  foundTimes: ['found_time_changes', ofIncidents, 'at'],
  decisions: ['decisions', ofIncidents, 'at'],
  runs: ['activations', ofIncidents, 'proposed_at, plan, id'],
  steps: [
    'step_runs',
    'activation_id IN (SELECT id FROM activations WHERE incident_id IN (SELECT id FROM i))',
    'activation_id, step',
  ],
  texts: ['x', 'true', 'opened_at, n'],
  revisions: ['talking_points_revisions', ofTexts, 'talking_points_id, n'],
  approvals: ['approvals', ofTexts, 'at, step'],
  answers: ['answers', ofTexts, 'at'],
}
const selects = Object.entries(parts).map(
  ([name, [table, where, order]]) =>
    `(SELECT coalesce(json_agg(to_json(t) ORDER BY ${order}), '[]') FROM ${table} t WHERE ${where}) AS "${name}"`,
)

/** All rows of these clusters' stories. */
export async function storyRows(db: Db, clusterIds: string[]): Promise<StoryRows> {
  const [found] = rowsOf<Record<string, unknown>>(
    await db.execute(sql`
      WITH f AS (SELECT * FROM flags WHERE cluster_id IN ${clusterIds}),
        i AS (SELECT * FROM incidents WHERE cluster_id IN ${clusterIds}),
        r AS (SELECT * FROM reports WHERE incident_id IN (SELECT id FROM i)),
        x AS (SELECT * FROM talking_points WHERE incident_id IN (SELECT id FROM i))
      SELECT ${sql.raw(selects.join(', '))},
        (SELECT coalesce(max(seq), 0)::int FROM audit_events) AS "auditSeq",
        (SELECT count(*)::int FROM deliveries) AS "messages"`),
  )
  if (!found) throw new Error('the stories gave no answer')
  const tables = Object.keys(parts).map((name) => [name, (found[name] as Json[]).map(asRow)])
  return { ...Object.fromEntries(tables), auditSeq: found.auditSeq, messages: found.messages } as StoryRows
}

type Json = Record<string, unknown>

/** As Drizzle would give it: names of the code, instants as dates; what is JSON inside stays as it is. */
export const asRow = (row: Json): Json =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      const name = column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
      const isInstant = typeof value === 'string' && /(^at|At|Until)$/.test(name)
      return [name, isInstant ? new Date(value) : value]
    }),
  )

/** The record of one incident, oldest first. */
export const recordOf = (db: Db, incidentId: string): Promise<AuditEvent[]> =>
  db.select().from(auditEvents).where(eq(auditEvents.incidentId, incidentId)).orderBy(asc(auditEvents.seq))
