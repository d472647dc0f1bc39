/** The units themselves: the list of a tree, new ones, new names, and what goes over when one is merged into another. */
import {
  and,
  asc,
  count,
  eq,
  gt,
  gte,
  inArray,
  isNull,
  lt,
  ne,
  notExists,
  notInArray,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { endedIncidentStates } from '../domain/incident.ts'
import type { Role, Unit, UnitLevel } from '../domain/units.ts'
import type { Db } from './open.ts'
import { approvals, clocks, dutyTurns, factAsks, flags, incidents, outlets, receipts, seats, units } from './schema.ts'

/** Adds units that are not there yet, parents before children. */
export async function addUnits(tx: Db, tree: Unit[]): Promise<void> {
  for (let i = 0; i < tree.length; i += 500)
    await tx
      .insert(units)
      .values(tree.slice(i, i + 500))
      .onConflictDoNothing()
}

/** Nobody else changes units of this tree until the transaction ends. Answers false for what is no root. */
export async function lockTree(tx: Db, rootId: string): Promise<boolean> {
  const rows = await tx.select({ id: units.id }).from(units).where(eq(units.id, rootId)).for('no key update')
  return rows.length > 0
}

export async function updateUnit(
  tx: Db,
  id: string,
  change: Partial<Pick<Unit, 'name' | 'aliases' | 'parentId' | 'endedAt'>>,
): Promise<void> {
  await tx.update(units).set(change).where(eq(units.id, id))
}

export type UnitFilter = {
  rootIds: string[]
  q?: string
  level?: UnitLevel
  state?: 'there' | 'ended'
  sort?: 'place' | 'name'
  page: number
  pageSize: number
}
export type UnitRow = Unit & { endedAt: Date | null; people: number }

/** Units with how many people sit in each at `at`; by place (region code, bureaus before their divisions) or by name. */
export async function unitList(db: Db, f: UnitFilter, at: Date): Promise<{ items: UnitRow[]; total: number }> {
  const where = and(inArray(units.rootId, f.rootIds), ...matching(f))
  const [total] = await db.select({ n: count() }).from(units).where(where)
  const people = db
    .select({ n: sql<number>`count(DISTINCT ${seats.userId})::int` })
    .from(seats)
    .where(and(eq(seats.unitId, units.id), sql`${seats.fromAt} <= ${at.toISOString()}::timestamptz`, stillHeld(at)))
  const items = await db
    .select({
      ...{ id: units.id, rootId: units.rootId, parentId: units.parentId, level: units.level, name: units.name },
      ...{ aliases: units.aliases, regionCode: units.regionCode, endedAt: units.endedAt },
      people: sql<number>`(${people})`,
    })
    .from(units)
    .where(where)
    .orderBy(
      ...(f.sort === 'name'
        ? [asc(units.name), asc(units.id)]
        : [asc(units.rootId), asc(units.regionCode), sql`${units.level} = 'division'`, asc(units.id)]),
    )
    .limit(f.pageSize)
    .offset((f.page - 1) * f.pageSize)
  return { items, total: total?.n ?? 0 }
}

function matching({ q, level, state }: UnitFilter): (SQL | undefined)[] {
  const like = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : undefined
  return [
    like
      ? sql`(${units.name} ILIKE ${like} OR array_to_string(${units.aliases}, ' ') ILIKE ${like} OR ${units.regionCode} LIKE ${like})`
      : undefined,
    level ? eq(units.level, level) : undefined,
    state === 'there' ? isNull(units.endedAt) : state === 'ended' ? sql`${units.endedAt} IS NOT NULL` : undefined,
  ]
}

const stillHeld = (at: Date): SQL | undefined => or(isNull(seats.toAt), gt(seats.toAt, at))

/** Seats held in a unit at `at`, under lock. */
export async function seatsOfUnit(
  tx: Db,
  unitId: string,
  at: Date,
): Promise<{ userId: string; role: Role; standIn: boolean }[]> {
  return tx
    .select({ userId: seats.userId, role: seats.role, standIn: seats.standIn })
    .from(seats)
    .where(and(eq(seats.unitId, unitId), stillHeld(at)))
    .orderBy(asc(seats.fromAt), asc(seats.id))
    .for('update')
}

/** Incidents that are open in the unit, in which it owes something, or that are held back from it, in the order in which they are locked. */
export async function incidentsBinding(db: Db, unitId: string): Promise<string[]> {
  const owed = db
    .select({ id: clocks.incidentId })
    .from(clocks)
    .where(and(eq(clocks.unitId, unitId), inArray(clocks.state, ['running', 'overdue']), isNull(clocks.voidReason)))
  const rows = await db
    .select({ id: incidents.id })
    .from(incidents)
    .where(or(inArray(incidents.id, owed), eq(incidents.heldFromUnitId, unitId), and(isOpen, isConcerned(unitId))))
    .orderBy(asc(incidents.id))
  return rows.map((r) => r.id)
}

/** Its flags go over where the other has none of the same article; before the incidents are locked. Answers with how many. */
export async function moveFlags(tx: Db, { fromId, toId }: { fromId: string; toId: string }): Promise<number> {
  const other = alias(flags, 'other')
  const known = tx
    .select({ one: sql`1` })
    .from(other)
    .where(and(eq(other.articleId, flags.articleId), eq(other.unitId, toId)))
  const moved = await tx
    .update(flags)
    .set({ unitId: toId })
    .where(and(eq(flags.unitId, fromId), notExists(known)))
    .returning({ id: flags.id })
  return moved.length
}

const isOpen = notInArray(incidents.state, [...endedIncidentStates])
const isConcerned = (unitId: string): SQL => sql`${unitId} = ANY(${incidents.unitIds})`

/**
 * What a unit stood for goes over to the one it is merged into: the units below it, its open incidents, what it was asked and sent and
 * has not answered, its own pages in the press, what was held back from it; its coming turns of duty are cancelled. Under the locks
 * of the tree and of these incidents; flags, seats and clocks apart.
 */
export async function handOver(
  tx: Db,
  { fromId, toId, reason }: { fromId: string; toId: string; reason: string },
  at: Date,
): Promise<{ units: number; turns: number }> {
  const below = await tx
    .update(units)
    .set({ parentId: toId })
    .where(and(eq(units.parentId, fromId), ne(units.id, toId)))
    .returning({ id: units.id })
  await tx.update(outlets).set({ ownUnitId: toId }).where(eq(outlets.ownUnitId, fromId))
  await tx.update(incidents).set({ heldFromUnitId: toId }).where(eq(incidents.heldFromUnitId, fromId))
  await tx
    .update(incidents)
    .set({
      unitId: sql`CASE WHEN ${incidents.unitId} = ${fromId} THEN ${toId} ELSE ${incidents.unitId} END`,
      unitIds: sql`CASE WHEN ${toId} = ANY(${incidents.unitIds}) THEN array_remove(${incidents.unitIds}, ${fromId}) ELSE array_replace(${incidents.unitIds}, ${fromId}, ${toId}) END`,
    })
    .where(and(isOpen, isConcerned(fromId)))
  const told = alias(receipts, 'told')
  const toldThere = tx
    .select({ one: sql`1` })
    .from(told)
    .where(and(eq(told.reportId, receipts.reportId), eq(told.unitId, toId)))
  await tx
    .update(receipts)
    .set({ unitId: toId })
    .where(and(eq(receipts.unitId, fromId), isNull(receipts.acknowledgedAt), notExists(toldThere)))
  const answered = tx.select({ one: sql`1` }).from(approvals).where(eq(approvals.askId, factAsks.id))
  await tx
    .update(factAsks)
    .set({ unitId: toId })
    .where(and(eq(factAsks.unitId, fromId), isNull(factAsks.endedAt), notExists(answered)))
  const standing = and(eq(dutyTurns.unitId, fromId), isNull(dutyTurns.cancelledAt))
  // Who is on duty was on duty until now; who was to come does not come.
  await tx
    .update(dutyTurns)
    .set({ toAt: at })
    .where(and(standing, lt(dutyTurns.fromAt, at), gt(dutyTurns.toAt, at)))
  const turns = await tx
    .update(dutyTurns)
    .set({ cancelledAt: at, cancelReason: reason })
    .where(and(standing, gte(dutyTurns.fromAt, at)))
    .returning({ id: dutyTurns.id })
  return { units: below.length, turns: turns.length }
}
