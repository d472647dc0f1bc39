/** Scripted drills: the row of each, and the time it is in. The incident's row guards it; its events stand in the record. */
import { and, asc, desc, eq, ilike, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { Pace } from '../domain/drill-time.ts'
import { type Incident, shownTo } from './incidents.ts'
import type { Db } from './open.ts'
import { activations, clocks, drills, incidents, releases, reports, talkingPoints } from './schema.ts'

export type Drill = typeof drills.$inferSelect
export type NewDrill = typeof drills.$inferInsert

export async function insertDrill(tx: Db, drill: NewDrill): Promise<Drill> {
  const [row] = await tx.insert(drills).values(drill).returning()
  return row!
}

export async function updateDrill(tx: Db, id: string, change: Partial<NewDrill>): Promise<Drill> {
  const [row] = await tx.update(drills).set(change).where(eq(drills.id, id)).returning()
  return row!
}

export async function drillById(db: Db, id: string): Promise<Drill | null> {
  const [row] = await db.select().from(drills).where(eq(drills.id, id))
  return row ?? null
}

export async function drillOfIncident(db: Db, incidentId: string): Promise<Drill | null> {
  const [row] = await db.select().from(drills).where(eq(drills.incidentId, incidentId))
  return row ?? null
}

export const paceOf = (drill: Drill): Pace => ({
  ...{ realAt: drill.paceRealAt, drillAt: drill.paceDrillAt, speed: drill.speed },
})

/** Things that belong to an incident and are reached by their own id. */
const owned = { activations, clocks, reports, releases, 'talking-points': talkingPoints } as const
export type MatterKind = 'incidents' | keyof typeof owned

/** The scripted drill that this thing belongs to; null for everything real and for drills without a script. */
export async function drillOfMatter(db: Db, kind: MatterKind, id: string): Promise<Drill | null> {
  if (kind === 'incidents') return drillOfIncident(db, id)
  const of = owned[kind]
  const [row] = await db
    .select({ drill: drills })
    .from(drills)
    .innerJoin(of, eq(of.incidentId, drills.incidentId))
    .where(eq(of.id, id))
  return row?.drill ?? null
}

export type DrillFilter = {
  unitIds: string[]
  secretUnitIds?: string[]
  state?: 'running' | 'finished' | 'broken_off'
  plan?: string
  q?: string
  oldestFirst?: boolean
  page?: number
  pageSize?: number
}
/** `drill` is null for one that was opened without a script. */
export type DrillListed = { incident: Incident; drill: Drill | null; plan: string | null }

const firstPlan = sql<string | null>`(SELECT plan FROM ${activations} WHERE ${activations.incidentId} = ${incidents.id}
  ORDER BY proposed_at, id LIMIT 1)`

/** All drills that a person may see, newest first: the scripted ones and those opened by hand. */
export async function drillList(db: Db, f: DrillFilter): Promise<{ items: DrillListed[]; total: number }> {
  const { page = 1, pageSize = 20 } = f
  const like = f.q ? `%${f.q.replace(/[\\%_]/g, '\\$&')}%` : undefined
  const where = and(
    eq(incidents.mode, 'drill'),
    shownTo(f.unitIds, f.secretUnitIds),
    f.state === 'running' ? isNull(incidents.closedAt) : undefined,
    f.state === 'finished' || f.state === 'broken_off' ? eq(drills.outcome, f.state) : undefined,
    f.plan ? sql`${firstPlan} = ${f.plan}` : undefined,
    like ? or(ilike(incidents.title, like), ilike(incidents.no, like)) : undefined,
  )
  const items = await db
    .select({ incident: incidents, drill: drills, plan: firstPlan })
    .from(incidents)
    .leftJoin(drills, eq(drills.incidentId, incidents.id))
    .where(where)
    .orderBy(f.oldestFirst ? asc(incidents.openedAt) : desc(incidents.openedAt), desc(incidents.no))
    .limit(pageSize)
    .offset((page - 1) * pageSize)
  const [n] = await db
    .select({ n: sql<number>`count(*)::int` })
    .from(incidents)
    .leftJoin(drills, eq(drills.incidentId, incidents.id))
    .where(where)
  return { items, total: n?.n ?? 0 }
}

/** Ended drills of these units since an instant, oldest first; at most 500. */
export async function endedDrills(
  db: Db,
  { unitIds, secretUnitIds, since }: { unitIds: string[]; secretUnitIds?: string[]; since: Date },
): Promise<{ incident: Incident; drill: Drill }[]> {
  return db
    .select({ incident: incidents, drill: drills })
    .from(drills)
    .innerJoin(incidents, eq(incidents.id, drills.incidentId))
    .where(
      and(
        shownTo(unitIds, secretUnitIds),
        isNotNull(drills.endedAt),
        sql`${drills.endedAt} >= ${since.toISOString()}::timestamptz`,
      ),
    )
    .orderBy(drills.endedAt)
    .limit(500)
}

/** Clocks of a drill wake at other real times once its pace has changed. */
export async function setWakeTimes(tx: Db, times: { id: string; dueAt: Date | null }[]): Promise<void> {
  for (const { id, dueAt } of times) await tx.update(clocks).set({ dueAt }).where(eq(clocks.id, id))
}
