/**
 * Incidents, decisions on them, proposed changes of the finding time. The row of an incident guards everything that hangs
 * on it: who changes clocks or reports of an incident locks the incident first, and appends to the record last.
 */
import { and, asc, count, desc, eq, ilike, inArray, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import { endedIncidentStates, type IncidentFamily, type IncidentScope, type IncidentState } from '../domain/incident.ts'
import { shanghaiDay } from '../domain/time.ts'
import { takeLock } from './locks.ts'
import { type Db, rowsOf } from './open.ts'
import { decisions, foundTimeChanges, incidents, receipts, reports } from './schema.ts'

export type Incident = typeof incidents.$inferSelect
export type Decision = typeof decisions.$inferSelect
export type FoundTimeChange = typeof foundTimeChanges.$inferSelect

export const ended = endedIncidentStates

/** The incident under lock. Inserting rows that refer to it stays possible for others. */
export async function lockIncident(tx: Db, id: string): Promise<Incident | null> {
  const [row] = await tx.select().from(incidents).where(eq(incidents.id, id)).for('no key update')
  return row ?? null
}

/** The bare row, without rights or lock: for what only needs to know how it stands. */
export async function incidentRow(db: Db, id: string): Promise<Incident | null> {
  const [row] = await db.select().from(incidents).where(eq(incidents.id, id))
  return row ?? null
}

/** By its number (`2026-0001`), without rights or lock. */
export async function incidentByNo(db: Db, no: string): Promise<Incident | null> {
  const [row] = await db.select().from(incidents).where(eq(incidents.no, no))
  return row ?? null
}

/**
 * Opens an incident under the next number of its Shanghai year (`2026-0001`), unique under concurrency. Those of a
 * compartment are counted apart (`B2026-0001`): a gap in the others would tell of them; drills too (`Y2026-0001`).
 */
export async function insertIncident(tx: Db, incident: Omit<typeof incidents.$inferInsert, 'no'>): Promise<Incident> {
  await takeLock(tx, 'number')
  const series = `${incident.mode === 'drill' ? 'Y' : ''}${incident.restricted ? 'B' : ''}${shanghaiDay(incident.openedAt).slice(0, 4)}`
  const [last] = rowsOf<{ n: number }>(
    await tx.execute(
      sql`SELECT coalesce(max(split_part(no, '-', 2)::int), 0)::int AS n FROM incidents WHERE no LIKE ${`${series}-%`}`,
    ),
  )
  const no = `${series}-${String((last?.n ?? 0) + 1).padStart(4, '0')}`
  const [row] = await tx
    .insert(incidents)
    .values({ ...incident, no })
    .returning()
  return row!
}

export async function updateIncident(
  tx: Db,
  id: string,
  change: Partial<typeof incidents.$inferInsert>,
): Promise<Incident> {
  const [row] = await tx.update(incidents).set(change).where(eq(incidents.id, id)).returning()
  return row!
}

/** The open incident of a story in one tree that this unit may join: one held back from it stays unknown to it. */
export async function lockOpenIncidentOfCluster(
  tx: Db,
  { clusterId, rootId, unitId }: { clusterId: string; rootId: string; unitId: string },
): Promise<Incident | null> {
  const [row] = await tx
    .select()
    .from(incidents)
    .where(
      and(
        // What was merged is joined where it lives on.
        sql`(${incidents.clusterId} = ${clusterId} OR EXISTS (SELECT 1 FROM incidents AS merged
          WHERE merged.merged_into_id = ${incidents.id} AND merged.cluster_id = ${clusterId}))`,
        eq(incidents.rootId, rootId),
        sql`${incidents.state} NOT IN ${ended}`,
        or(isNull(incidents.heldFromUnitId), ne(incidents.heldFromUnitId, unitId)),
      ),
    )
    .orderBy(asc(incidents.openedAt), asc(incidents.id))
    .limit(1)
    .for('no key update')
  return row ?? null
}

/**
 * Condition of every read for people: a restricted incident is seen inside its compartment alone
 * (`secretUnitIds`: unitsVisible of 'view-leaks'; left out, nobody's); any other touches or was reported to a unit they may see, and is not held back
 * from them. Who sees the unit it is held from, but not the root bureau, belongs to that unit (AC-03). Reports of a merged one lie
 * with the incident it lives on in: whoever got one may see both.
 */
export function shownTo(unitIds: string[], secretUnitIds: string[] = []): SQL {
  const secret =
    secretUnitIds.length === 0
      ? sql`false`
      : sql`(${incidents.restricted} AND (${incidents.unitId} IN ${secretUnitIds} OR ${incidents.rootId} IN ${secretUnitIds}))`
  if (unitIds.length === 0) return secret
  return sql`(${secret} OR (NOT ${incidents.restricted} AND ${shownOpenly(unitIds)}))`
}

const shownOpenly = (unitIds: string[]): SQL => sql`(${incidents.unitId} IN ${unitIds}
    OR EXISTS (SELECT 1 FROM unnest(${incidents.unitIds}) AS touched(id) WHERE touched.id IN ${unitIds})
    OR EXISTS (SELECT 1 FROM ${receipts} JOIN ${reports} ON ${reports.id} = ${receipts.reportId}
      WHERE ${reports.incidentId} IN (${incidents.id}, ${incidents.mergedIntoId}) AND ${receipts.deliveredAt} IS NOT NULL AND ${receipts.unitId} IN ${unitIds}))
    AND (${incidents.heldFromUnitId} IS NULL OR ${incidents.heldFromUnitId} NOT IN ${unitIds} OR ${incidents.rootId} IN ${unitIds})`

/** The incident, if a person who may see these units may see it; null otherwise. */
export async function incidentById(
  db: Db,
  id: string,
  unitIds: string[],
  secretUnitIds: string[] = [],
): Promise<Incident | null> {
  const [row] = await db
    .select()
    .from(incidents)
    .where(and(eq(incidents.id, id), shownTo(unitIds, secretUnitIds)))
  return row ?? null
}

export type IncidentFilter = {
  /** The units the person may see (unitsVisible of 'view-incidents'). */
  unitIds: string[]
  /** Units whose compartments the person is in (unitsVisible of 'view-leaks'). */
  secretUnitIds?: string[]
  family?: IncidentFamily
  /** `open`: neither ended nor closed. */
  state?: IncidentState | 'open'
  scope?: IncidentScope
  /** Real matters or drills; both where a caller does not say. */
  mode?: Incident['mode']
  unitId?: string
  q?: string
  page?: number
  pageSize?: number
}

/** Incidents, newest first. */
export async function incidentList(db: Db, f: IncidentFilter): Promise<{ items: Incident[]; total: number }> {
  const { page = 1, pageSize = 20 } = f
  const like = f.q ? `%${f.q.replace(/[\\%_]/g, '\\$&')}%` : undefined
  const where = and(
    shownTo(f.unitIds, f.secretUnitIds),
    f.family ? eq(incidents.family, f.family) : undefined,
    f.state === 'open' ? sql`${incidents.state} NOT IN ${ended}` : f.state ? eq(incidents.state, f.state) : undefined,
    f.scope ? eq(incidents.scope, f.scope) : undefined,
    f.mode ? eq(incidents.mode, f.mode) : undefined,
    f.unitId ? or(eq(incidents.unitId, f.unitId), sql`${f.unitId} = ANY(${incidents.unitIds})`) : undefined,
    like ? or(ilike(incidents.title, like), ilike(incidents.no, like)) : undefined,
  )
  const [total] = await db.select({ n: count() }).from(incidents).where(where)
  const items = await db
    .select()
    .from(incidents)
    .where(where)
    .orderBy(desc(incidents.openedAt), desc(incidents.no))
    .limit(pageSize)
    .offset((page - 1) * pageSize)
  return { items, total: total?.n ?? 0 }
}

export async function addDecision(tx: Db, decision: typeof decisions.$inferInsert): Promise<Decision> {
  const [row] = await tx.insert(decisions).values(decision).returning()
  return row!
}

/** All decisions, oldest first: the history of grade and scope is read from here. */
export async function decisionsOf(db: Db, incidentId: string): Promise<Decision[]> {
  return db.select().from(decisions).where(eq(decisions.incidentId, incidentId)).orderBy(asc(decisions.at)).limit(500)
}

/** Notes a proposal; an older one for the same unit that still waits is superseded. */
export async function addFoundTimeChange(
  tx: Db,
  change: typeof foundTimeChanges.$inferInsert,
): Promise<FoundTimeChange> {
  await tx
    .update(foundTimeChanges)
    .set({ state: 'superseded' })
    .where(
      and(
        eq(foundTimeChanges.incidentId, change.incidentId),
        eq(foundTimeChanges.unitId, change.unitId),
        eq(foundTimeChanges.state, 'proposed'),
      ),
    )
  const [row] = await tx.insert(foundTimeChanges).values(change).returning()
  return row!
}

export async function confirmFoundTimeChange(
  tx: Db,
  id: string,
  by: { userId: string; name: string; at: Date },
): Promise<void> {
  await tx
    .update(foundTimeChanges)
    .set({ state: 'confirmed', confirmedByUserId: by.userId, confirmedByName: by.name, confirmedAt: by.at })
    .where(eq(foundTimeChanges.id, id))
}

/** All changes of the finding time, oldest first; both values are in each. */
export async function foundTimeChangesOf(db: Db, incidentId: string): Promise<FoundTimeChange[]> {
  return db
    .select()
    .from(foundTimeChanges)
    .where(eq(foundTimeChanges.incidentId, incidentId))
    .orderBy(asc(foundTimeChanges.at))
    .limit(200)
}

/** Which of these incidents a person with these units may see: for links from other nouns. */
export async function shownIncidentIds(db: Db, ids: string[], unitIds: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .select({ id: incidents.id })
    .from(incidents)
    .where(and(inArray(incidents.id, ids), shownTo(unitIds)))
  return new Set(rows.map((r) => r.id))
}
