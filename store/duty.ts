/** The duty roster on rows. Who may change it is workflow/duty's. */
import { and, asc, count, desc, eq, gt, ilike, inArray, isNull, lt, lte, or } from 'drizzle-orm'
import type { DutyKind, OpenMatter } from '../domain/duty.ts'
import type { Role } from '../domain/units.ts'
import type { Db } from './open.ts'
import { dutyCheckIns, dutyHandovers, dutyTurns, dutyWatches, seats, units, user } from './schema.ts'

export type DutyTurn = typeof dutyTurns.$inferSelect
export type NewDutyTurn = typeof dutyTurns.$inferInsert
export type DutyHandover = typeof dutyHandovers.$inferSelect
export type DutyCheckIn = typeof dutyCheckIns.$inferSelect

const stands = isNull(dutyTurns.cancelledAt)
const touches = (from: Date, to: Date) => and(lt(dutyTurns.fromAt, to), gt(dutyTurns.toAt, from))

/** Rosters of a tree are changed one after the other: overlaps are judged on what is written. */
export async function lockRoster(tx: Db, rootId: string): Promise<void> {
  await tx.select({ id: units.id }).from(units).where(eq(units.id, rootId)).for('no key update')
}

export async function addTurns(tx: Db, turns: NewDutyTurn[]): Promise<DutyTurn[]> {
  return turns.length === 0 ? [] : tx.insert(dutyTurns).values(turns).returning()
}

export async function turnById(db: Db, id: string): Promise<DutyTurn | null> {
  const [row] = await db.select().from(dutyTurns).where(eq(dutyTurns.id, id))
  return row ?? null
}

export async function cancelTurn(tx: Db, id: string, { at, reason }: { at: Date; reason: string }): Promise<void> {
  await tx.update(dutyTurns).set({ cancelledAt: at, cancelReason: reason }).where(eq(dutyTurns.id, id))
}

/** Standing turns that touch [from, to) of these units, or of these people in any unit; earliest first, at most 2000. */
export async function turnsBetween(
  db: Db,
  { from, to, unitIds, userIds }: { from: Date; to: Date; unitIds?: string[]; userIds?: string[] },
): Promise<DutyTurn[]> {
  const whose = or(
    unitIds?.length ? inArray(dutyTurns.unitId, unitIds) : undefined,
    userIds?.length ? or(inArray(dutyTurns.userId, userIds), inArray(dutyTurns.backupId, userIds)) : undefined,
  )
  if (!whose) return []
  return db
    .select()
    .from(dutyTurns)
    .where(and(stands, whose, touches(from, to)))
    .orderBy(asc(dutyTurns.fromAt), asc(dutyTurns.unitId), asc(dutyTurns.kind))
    .limit(2000)
}

export type RosterQuery = {
  from: Date
  to: Date
  unitIds: string[]
  kind?: DutyKind | undefined
  /** Part of the name of whoever is on duty, or of the backup. */
  q?: string | undefined
  order: 'earliest' | 'latest'
  page: number
  pageSize: number
}

/** Standing turns that touch [from, to), a page of them, and how many there are. */
export async function rosterList(
  db: Db,
  { from, to, unitIds, kind, q, order, page, pageSize }: RosterQuery,
): Promise<{ items: DutyTurn[]; total: number }> {
  const like = q ? `%${q.replaceAll(/[\\%_]/g, '\\$&')}%` : null
  const named = like && db.select({ id: user.id }).from(user).where(ilike(user.name, like))
  const where = and(
    stands,
    inArray(dutyTurns.unitId, unitIds),
    touches(from, to),
    kind ? eq(dutyTurns.kind, kind) : undefined,
    named ? or(inArray(dutyTurns.userId, named), inArray(dutyTurns.backupId, named)) : undefined,
  )
  const first = order === 'latest' ? desc(dutyTurns.fromAt) : asc(dutyTurns.fromAt)
  const items = await db
    .select()
    .from(dutyTurns)
    .where(where)
    .orderBy(first, asc(dutyTurns.unitId), asc(dutyTurns.kind))
    .limit(pageSize)
    .offset((page - 1) * pageSize)
  const [all] = await db.select({ n: count() }).from(dutyTurns).where(where)
  return { items, total: all?.n ?? 0 }
}

/** Who is on duty at this instant in these units. */
export async function onDuty(db: Db, unitIds: string[], at: Date, kind?: DutyKind): Promise<DutyTurn[]> {
  if (unitIds.length === 0) return []
  return db
    .select()
    .from(dutyTurns)
    .where(
      and(
        stands,
        inArray(dutyTurns.unitId, unitIds),
        lte(dutyTurns.fromAt, at),
        gt(dutyTurns.toAt, at),
        kind ? eq(dutyTurns.kind, kind) : undefined,
      ),
    )
    .orderBy(asc(dutyTurns.unitId), asc(dutyTurns.kind), asc(dutyTurns.fromAt))
}

/** Turns of one duty from a week before `at` on: what a gap is judged by. */
export async function turnsOfDuty(db: Db, unitId: string, kind: DutyKind, from: Date): Promise<DutyTurn[]> {
  return db
    .select()
    .from(dutyTurns)
    .where(and(stands, eq(dutyTurns.unitId, unitId), eq(dutyTurns.kind, kind), gt(dutyTurns.toAt, from)))
    .orderBy(asc(dutyTurns.fromAt))
    .limit(2000)
}

/** The turn that comes next after one ends. */
export async function turnAfter(db: Db, { unitId, kind, toAt }: DutyTurn): Promise<DutyTurn | null> {
  const [row] = await db
    .select()
    .from(dutyTurns)
    .where(
      and(
        stands,
        eq(dutyTurns.unitId, unitId),
        eq(dutyTurns.kind, kind),
        or(gt(dutyTurns.fromAt, toAt), eq(dutyTurns.fromAt, toAt)),
      ),
    )
    .orderBy(asc(dutyTurns.fromAt))
    .limit(1)
  return row ?? null
}

/** False when this turn was handed over before. */
export async function addHandover(
  tx: Db,
  handover: { fromTurnId: string; toTurnId: string; matters: OpenMatter[]; note: string; givenAt: Date },
): Promise<DutyHandover | null> {
  const [row] = await tx.insert(dutyHandovers).values(handover).onConflictDoNothing().returning()
  return row ?? null
}

export async function lockHandover(tx: Db, id: string): Promise<DutyHandover | null> {
  const [row] = await tx.select().from(dutyHandovers).where(eq(dutyHandovers.id, id)).for('update')
  return row ?? null
}

export async function takeHandover(tx: Db, id: string, at: Date): Promise<void> {
  await tx.update(dutyHandovers).set({ takenAt: at }).where(eq(dutyHandovers.id, id))
}

export async function handoversOf(db: Db, turnIds: string[]): Promise<DutyHandover[]> {
  if (turnIds.length === 0) return []
  return db
    .select()
    .from(dutyHandovers)
    .where(or(inArray(dutyHandovers.fromTurnId, turnIds), inArray(dutyHandovers.toTurnId, turnIds)))
    .orderBy(desc(dutyHandovers.givenAt))
}

export async function addDutyCheckIn(tx: Db, entry: typeof dutyCheckIns.$inferInsert): Promise<void> {
  await tx.insert(dutyCheckIns).values(entry)
}

export async function checkInsOf(db: Db, turnIds: string[]): Promise<DutyCheckIn[]> {
  if (turnIds.length === 0) return []
  return db.select().from(dutyCheckIns).where(inArray(dutyCheckIns.turnId, turnIds)).orderBy(asc(dutyCheckIns.at))
}

/** The roster of these duties changed: its gaps are looked at now. */
export async function wakeWatches(tx: Db, duties: { unitId: string; kind: DutyKind }[], at: Date): Promise<void> {
  for (const duty of new Map(duties.map((d) => [`${d.unitId} ${d.kind}`, d])).values())
    await tx
      .insert(dutyWatches)
      .values({ unitId: duty.unitId, kind: duty.kind, dueAt: at })
      .onConflictDoUpdate({ target: [dutyWatches.unitId, dutyWatches.kind], set: { dueAt: at } })
}

export async function watchRow(db: Db, id: string): Promise<{ unitId: string; kind: DutyKind } | null> {
  const [row] = await db.select().from(dutyWatches).where(eq(dutyWatches.id, id))
  return row ?? null
}

export type DutyCandidate = { userId: string; name: string; username: string; unitId: string }

/** Whoever holds one of these roles in these units, each person once, by name. */
export async function dutyCandidates(
  db: Db,
  { unitIds, roles }: { unitIds: string[]; roles: Role[] },
  at: Date,
): Promise<DutyCandidate[]> {
  if (unitIds.length === 0) return []
  const rows = await db
    .select({ userId: user.id, name: user.name, username: user.username, unitId: seats.unitId })
    .from(seats)
    .innerJoin(user, eq(user.id, seats.userId))
    .where(
      and(
        inArray(seats.unitId, unitIds),
        inArray(seats.role, roles),
        isNull(user.closedAt),
        lte(seats.fromAt, at),
        or(isNull(seats.toAt), gt(seats.toAt, at)),
      ),
    )
    .orderBy(asc(user.name), asc(user.id))
  return [...new Map(rows.map((r) => [r.userId, { ...r, username: r.username ?? '' }])).values()]
}

/** Names of these people, whatever became of their accounts. */
export async function namesOf(db: Db, userIds: string[]): Promise<Map<string, string>> {
  if (userIds.length === 0) return new Map()
  const rows = await db.select({ id: user.id, name: user.name }).from(user).where(inArray(user.id, userIds))
  return new Map(rows.map((r) => [r.id, r.name]))
}

/** Names of those of these people whose accounts are open. */
export async function openNames(db: Db, userIds: string[]): Promise<Map<string, string>> {
  if (userIds.length === 0) return new Map()
  const rows = await db
    .select({ id: user.id, name: user.name })
    .from(user)
    .where(and(inArray(user.id, userIds), isNull(user.closedAt)))
  return new Map(rows.map((r) => [r.id, r.name]))
}

/** Duties of these units that a roster is kept of. */
export async function rosteredDuties(db: Db, unitIds: string[]): Promise<{ unitId: string; kind: DutyKind }[]> {
  if (unitIds.length === 0) return []
  return db
    .select({ unitId: dutyWatches.unitId, kind: dutyWatches.kind })
    .from(dutyWatches)
    .where(inArray(dutyWatches.unitId, unitIds))
    .orderBy(asc(dutyWatches.unitId), asc(dutyWatches.kind))
}
