/** News centres of incidents. */
import { and, desc, eq, max } from 'drizzle-orm'
import { lockIncident } from './incidents.ts'
import type { Db } from './open.ts'
import { newsCentres, releases } from './schema.ts'

export type NewsCentre = typeof newsCentres.$inferSelect

/** The open one of an incident; there is one at most. */
export async function openCentreOf(db: Db, incidentId: string): Promise<NewsCentre | null> {
  const [row] = await db
    .select()
    .from(newsCentres)
    .where(and(eq(newsCentres.incidentId, incidentId), eq(newsCentres.state, 'open')))
  return row ?? null
}

/** All of an incident, newest first. */
export const centresOf = (db: Db, incidentId: string): Promise<NewsCentre[]> =>
  db.select().from(newsCentres).where(eq(newsCentres.incidentId, incidentId)).orderBy(desc(newsCentres.openedAt))

export async function centreById(db: Db, id: string): Promise<NewsCentre | null> {
  const [row] = await db.select().from(newsCentres).where(eq(newsCentres.id, id))
  return row ?? null
}

/** A centre under the lock of its incident. */
export async function lockCentre(tx: Db, id: string) {
  const found = await centreById(tx, id)
  const incident = found && (await lockIncident(tx, found.incidentId))
  const centre = incident && (await centreById(tx, id))
  return centre && incident ? { centre, incident } : null
}

export async function insertCentre(tx: Db, row: typeof newsCentres.$inferInsert): Promise<NewsCentre> {
  const [made] = await tx.insert(newsCentres).values(row).returning()
  return made!
}
export async function saveCentre(tx: Db, id: string, change: Partial<NewsCentre>): Promise<void> {
  await tx.update(newsCentres).set(change).where(eq(newsCentres.id, id))
}

/** When the last word of an incident went out, of whatever kind. */
export async function lastUpdateOf(db: Db, incidentId: string): Promise<Date | null> {
  const [row] = await db
    .select({ at: max(releases.liveAt) })
    .from(releases)
    .where(eq(releases.incidentId, incidentId))
  return row?.at ?? null
}
