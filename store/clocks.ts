/** Running duties as rows, and the steps of their ladders that were fired. What a state means is workflow/clock's. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { shownTo } from './incidents.ts'
import type { Db } from './open.ts'
import { clockFirings, clocks, incidents } from './schema.ts'

export type Clock = typeof clocks.$inferSelect
export type NewClock = typeof clocks.$inferInsert
export type ClockFiring = typeof clockFirings.$inferSelect

/** Starts a clock; null when this duty already runs from this instant. */
export async function insertClock(db: Db, clock: NewClock): Promise<Clock | null> {
  const [row] = await db.insert(clocks).values(clock).onConflictDoNothing().returning()
  return row ?? null
}

export async function clockById(db: Db, id: string): Promise<Clock | null> {
  const [row] = await db.select().from(clocks).where(eq(clocks.id, id))
  return row ?? null
}

/** All clocks of an incident in the order they end. Lock the incident first: it guards its clocks. */
export async function clocksOf(db: Db, incidentId: string): Promise<Clock[]> {
  return db.select().from(clocks).where(eq(clocks.incidentId, incidentId)).orderBy(asc(clocks.limitAt), asc(clocks.id))
}

export async function clocksOfIncidents(db: Db, incidentIds: string[]): Promise<Clock[]> {
  if (incidentIds.length === 0) return []
  return db
    .select()
    .from(clocks)
    .where(inArray(clocks.incidentId, incidentIds))
    .orderBy(asc(clocks.limitAt), asc(clocks.id))
}

export async function updateClock(db: Db, id: string, change: Partial<NewClock>): Promise<void> {
  await db.update(clocks).set(change).where(eq(clocks.id, id))
}

/** Notes that steps of one clock were fired; answers with those that were not fired before: only they may speak. */
export async function addFirings(db: Db, firings: (typeof clockFirings.$inferInsert)[]): Promise<Set<string>> {
  if (firings.length === 0) return new Set()
  const rows = await db
    .insert(clockFirings)
    .values(firings)
    .onConflictDoNothing()
    .returning({ step: clockFirings.step })
  return new Set(rows.map((r) => r.step))
}

export async function firingsOf(db: Db, clockIds: string[]): Promise<ClockFiring[]> {
  if (clockIds.length === 0) return []
  return db
    .select()
    .from(clockFirings)
    .where(inArray(clockFirings.clockId, clockIds))
    .orderBy(asc(clockFirings.firedAt), asc(clockFirings.plannedAt))
}

/** Clocks not met of real incidents that a person with these units may see, the most urgent first; at most 200. */
export async function runningClocks(
  db: Db,
  unitIds: string[],
  secretUnitIds: string[] = [],
): Promise<(Clock & { incidentNo: string; incidentTitle: string })[]> {
  const rows = await db
    .select()
    .from(clocks)
    .innerJoin(incidents, eq(incidents.id, clocks.incidentId))
    .where(
      and(
        inArray(clocks.state, ['running', 'overdue']),
        eq(incidents.mode, 'real'),
        sql`${clocks.voidReason} IS NULL`,
        shownTo(unitIds, secretUnitIds),
      ),
    )
    .orderBy(asc(clocks.limitAt))
    .limit(200)
  return rows.map((r) => ({ ...r.clocks, incidentNo: r.incidents.no, incidentTitle: r.incidents.title }))
}
