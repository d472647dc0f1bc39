/** Units and who sits where: read for every check of rights and for finding the people to tell. Accounts are api/auth's. */
import { and, asc, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm'
import { type Actor, type Role, type Unit, type UnitTree, unitTree } from '../domain/units.ts'
import { lentSeats } from './delegations.ts'
import type { Db } from './open.ts'
import { seats, units, user } from './schema.ts'

/** A person as the target of a message: one row for a seat. */
export type Person = { userId: string; name: string; unitId: string; role: Role; standIn: boolean }

/** All units of all trees, parents before children by id of the root. */
export async function allUnits(db: Db): Promise<Unit[]> {
  return db.select().from(units).orderBy(asc(units.rootId), asc(units.regionCode), asc(units.id))
}

/** The trees as the rights are judged by; a few hundred rows, read once for a request. */
export const loadUnitTree = async (db: Db): Promise<UnitTree> => unitTree(await allUnits(db))

/** The person with the seats held at `at`, and those of others that an order lends them then; null when unknown or the account is closed. */
export async function actorById(db: Db, userId: string, at: Date): Promise<Actor | null> {
  const [person] = await db
    .select({ id: user.id, name: user.name })
    .from(user)
    .where(and(eq(user.id, userId), isNull(user.closedAt)))
  if (!person) return null
  const held = await db
    .select({ unitId: seats.unitId, role: seats.role, standIn: seats.standIn })
    .from(seats)
    .where(and(eq(seats.userId, userId), heldAt(at)))
    .orderBy(asc(seats.fromAt), asc(seats.id))
  return { userId: person.id, name: person.name, seats: held, lent: await lentSeats(db, userId, at) }
}

/** Who holds one of these roles in one of these units at `at`; stand-ins only, no stand-ins, or both. */
export async function peopleOf(
  db: Db,
  { unitIds, roles, standIn }: { unitIds: string[]; roles: Role[]; standIn?: boolean },
  at: Date,
): Promise<Person[]> {
  if (unitIds.length === 0 || roles.length === 0) return []
  return db
    .select({
      userId: seats.userId,
      name: user.name,
      unitId: seats.unitId,
      role: seats.role,
      standIn: seats.standIn,
    })
    .from(seats)
    .innerJoin(user, eq(user.id, seats.userId))
    .where(
      and(
        inArray(seats.unitId, unitIds),
        inArray(seats.role, roles),
        standIn === undefined ? undefined : eq(seats.standIn, standIn),
        isNull(user.closedAt),
        heldAt(at),
      ),
    )
    .orderBy(asc(seats.unitId), asc(seats.standIn), asc(seats.fromAt), asc(seats.id))
}

const heldAt = (at: Date) => and(lte(seats.fromAt, at), or(isNull(seats.toAt), gt(seats.toAt, at)))
