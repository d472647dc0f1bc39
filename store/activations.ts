/**
 * Runs of plans: the texts they are pinned to, their steps and check-ins, the plans a tree has adopted and the members of
 * their bodies. What a state means is workflow/plan's; whoever changes a run locks its incident first.
 */
import { and, asc, eq, getTableColumns, gt, inArray, isNull, lte, notInArray, or } from 'drizzle-orm'
import { overActivationStates } from '../domain/incident.ts'
import type { Db } from './open.ts'
import { wakeStanding } from './standing.ts'
import { activations, adoptions, bodyMembers, checkIns, incidents, planTexts, stepRuns, user } from './schema.ts'

export type Activation = typeof activations.$inferSelect
export type StepRunRow = typeof stepRuns.$inferSelect
export type PlanText = typeof planTexts.$inferSelect
export type CheckInRow = typeof checkIns.$inferSelect
export type Adoption = typeof adoptions.$inferSelect
export type BodyMember = { body: string; unitId: string; userId: string; name: string; leads: boolean }

/** Keeps the text of a plan; the same content is kept once. */
export async function keepPlanText(tx: Db, text: PlanText): Promise<void> {
  await tx.insert(planTexts).values(text).onConflictDoNothing()
}

export async function planText(db: Db, hash: string): Promise<PlanText | null> {
  const [row] = await db.select().from(planTexts).where(eq(planTexts.hash, hash))
  return row ?? null
}

export async function insertActivation(tx: Db, run: typeof activations.$inferInsert): Promise<Activation> {
  const [row] = await tx.insert(activations).values(run).returning()
  return row!
}

export async function updateActivation(
  tx: Db,
  id: string,
  change: Partial<typeof activations.$inferInsert>,
): Promise<Activation> {
  const [row] = await tx.update(activations).set(change).where(eq(activations.id, id)).returning()
  return row!
}

/** The bare row, without rights: for commands that lock its incident next. */
export async function activationRow(db: Db, id: string): Promise<Activation | null> {
  const [row] = await db.select().from(activations).where(eq(activations.id, id))
  return row ?? null
}

/** All runs of plans on an incident, oldest first. */
export const activationsOf = (db: Db, incidentId: string): Promise<Activation[]> =>
  activationsOfIncidents(db, [incidentId])

export async function activationsOfIncidents(db: Db, incidentIds: string[]): Promise<Activation[]> {
  if (incidentIds.length === 0) return []
  return db
    .select()
    .from(activations)
    .where(inArray(activations.incidentId, incidentIds))
    .orderBy(asc(activations.proposedAt), asc(activations.id))
}

/** Runs that are not over on the real matters of one tree, by incident. Bare rows, for who locks their incidents next. */
export const openRunsOf = (db: Db, rootId: string): Promise<Activation[]> =>
  db
    .select(getTableColumns(activations))
    .from(activations)
    .innerJoin(incidents, eq(incidents.id, activations.incidentId))
    .where(
      and(
        eq(incidents.rootId, rootId),
        eq(incidents.mode, 'real'),
        notInArray(activations.state, overActivationStates),
      ),
    )
    .orderBy(asc(activations.incidentId), asc(activations.id))

export async function stepRunsOf(db: Db, activationIds: string[]): Promise<StepRunRow[]> {
  if (activationIds.length === 0) return []
  return db.select().from(stepRuns).where(inArray(stepRuns.activationId, activationIds))
}

/** Writes a step as it stands now, the first time or again. */
export async function saveStepRun(tx: Db, run: typeof stepRuns.$inferInsert): Promise<void> {
  const { id: _, activationId, step, ...set } = run
  await tx
    .insert(stepRuns)
    .values(run)
    .onConflictDoUpdate({ target: [stepRuns.activationId, stepRuns.step], set })
}

export async function checkInsOf(db: Db, activationIds: string[]): Promise<CheckInRow[]> {
  if (activationIds.length === 0) return []
  return db
    .select()
    .from(checkIns)
    .where(inArray(checkIns.activationId, activationIds))
    .orderBy(asc(checkIns.at), asc(checkIns.id))
}

/** False when this person has said so for this body already. */
export async function addCheckIn(tx: Db, checkIn: typeof checkIns.$inferInsert): Promise<boolean> {
  const rows = await tx.insert(checkIns).values(checkIn).onConflictDoNothing().returning({ id: checkIns.id })
  return rows.length > 0
}

/** Plans that the bureaus of this tree have adopted and not dropped. */
export async function adoptedPlans(db: Db, rootId: string): Promise<Adoption[]> {
  return db
    .select()
    .from(adoptions)
    .where(and(eq(adoptions.rootId, rootId), isNull(adoptions.droppedAt)))
    .orderBy(asc(adoptions.plan))
}

/** Of every tree. */
export const allAdoptions = (db: Db): Promise<Adoption[]> =>
  db.select().from(adoptions).where(isNull(adoptions.droppedAt)).orderBy(asc(adoptions.rootId), asc(adoptions.plan))

export async function saveAdoption(tx: Db, adoption: typeof adoptions.$inferInsert): Promise<void> {
  const { rootId, plan, adoptedAt, adoptedBy, droppedAt = null } = adoption
  await tx
    .insert(adoptions)
    .values({ rootId, plan, adoptedAt, adoptedBy, droppedAt })
    .onConflictDoUpdate({ target: [adoptions.rootId, adoptions.plan], set: { adoptedAt, adoptedBy, droppedAt } })
  await wakeStanding(tx, rootId, adoptedAt)
}

/** Named members of bodies in these units at `at`. */
export async function membersOf(db: Db, unitIds: string[], at: Date): Promise<BodyMember[]> {
  if (unitIds.length === 0) return []
  return db
    .select({
      body: bodyMembers.body,
      unitId: bodyMembers.unitId,
      userId: bodyMembers.userId,
      name: user.name,
      leads: bodyMembers.leads,
    })
    .from(bodyMembers)
    .innerJoin(user, eq(user.id, bodyMembers.userId))
    .where(
      and(
        inArray(bodyMembers.unitId, unitIds),
        isNull(user.closedAt),
        lte(bodyMembers.fromAt, at),
        or(isNull(bodyMembers.toAt), gt(bodyMembers.toAt, at)),
      ),
    )
    .orderBy(asc(bodyMembers.body), asc(bodyMembers.fromAt), asc(bodyMembers.id))
}

/** Gives a body the members it has from now on; who leaves stays in the record with the time. */
export async function setMembers(
  tx: Db,
  {
    unitId,
    body,
    members,
    at,
  }: { unitId: string; body: string; members: { userId: string; leads: boolean }[]; at: Date },
): Promise<void> {
  await tx
    .update(bodyMembers)
    .set({ toAt: at })
    .where(and(eq(bodyMembers.unitId, unitId), eq(bodyMembers.body, body), isNull(bodyMembers.toAt)))
  if (members.length > 0) await tx.insert(bodyMembers).values(members.map((m) => ({ ...m, unitId, body, fromAt: at })))
}
