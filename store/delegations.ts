/** Orders by which somebody gives the signatures of another (委托书), on rows. What may be lent is workflow/delegation's. */
import {
  and,
  asc,
  count,
  desc,
  eq,
  exists,
  gt,
  ilike,
  inArray,
  isNotNull,
  isNull,
  lte,
  ne,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { DelegationState } from '../domain/delegation.ts'
import type { Seat } from '../domain/units.ts'
import type { Db } from './open.ts'
import type { Person } from './people.ts'
import { delegations, seats, units, user } from './schema.ts'

export type DelegationRow = typeof delegations.$inferSelect
export type NewDelegation = typeof delegations.$inferInsert
export type NamedDelegation = DelegationRow & { name: string; forName: string }

const acting = alias(user, 'acting')
const absent = alias(user, 'absent')

const namedRows = (db: Db) =>
  db
    .select({ row: delegations, name: acting.name, forName: absent.name })
    .from(delegations)
    .innerJoin(acting, eq(acting.id, delegations.userId))
    .innerJoin(absent, eq(absent.id, delegations.forUserId))

const named = ({ row, name, forName }: { row: DelegationRow; name: string; forName: string }): NamedDelegation => ({
  ...row,
  name,
  forName,
})

const inForce = (at: Date) =>
  and(isNull(delegations.revokedAt), lte(delegations.fromAt, at), gt(delegations.untilAt, at))

/** This person holds a seat at `at`, in the unit of the order or, for who acts, anywhere in its bureau; never the administrator. */
const sits = (db: Db, condition: SQL | undefined, at: Date) =>
  exists(
    db
      .select({ one: sql`1` })
      .from(seats)
      .innerJoin(units, eq(units.id, seats.unitId))
      .where(
        and(condition, lte(seats.fromAt, at), or(isNull(seats.toAt), gt(seats.toAt, at)), ne(seats.role, 'admin')),
      ),
  )

/**
 * An order carries only while whom it names still sits: the absent person in the very seat, by themselves (so no order is passed
 * on), and who acts in the same bureau.
 */
const carries = (db: Db, at: Date) =>
  and(
    inForce(at),
    isNull(acting.closedAt),
    isNull(absent.closedAt),
    sits(
      db,
      and(
        eq(seats.userId, delegations.forUserId),
        eq(seats.unitId, delegations.unitId),
        eq(seats.role, delegations.role),
      ),
      at,
    ),
    sits(
      db,
      and(
        eq(seats.userId, delegations.userId),
        or(
          eq(units.id, delegations.bureauId),
          and(eq(units.level, 'division'), eq(units.parentId, delegations.bureauId)),
        ),
      ),
      at,
    ),
  )

/** The seats of others whose signatures this person gives at `at`, each with its order. */
export async function lentSeats(db: Db, userId: string, at: Date): Promise<Seat[]> {
  const rows = await namedRows(db)
    .where(and(eq(delegations.userId, userId), carries(db, at)))
    .orderBy(asc(delegations.fromAt), asc(delegations.id))
  return rows.map(named).map(({ unitId, role, id, number, forUserId, forName, powers, compartment, untilAt }) => ({
    ...{ unitId, role, standIn: false },
    lent: { orderId: id, number, forUserId, forName, powers, compartment, untilAt },
  }))
}

/** Who signs for these people at `at`, as people to tell; nobody of a matter that is kept apart. */
export async function actingFor(db: Db, people: Person[], at: Date): Promise<Person[]> {
  if (people.length === 0) return []
  const rows = await namedRows(db).where(
    and(
      inArray(
        delegations.forUserId,
        people.map((p) => p.userId),
      ),
      carries(db, at),
    ),
  )
  return rows
    .filter(({ row }) =>
      people.some((p) => p.userId === row.forUserId && p.role === row.role && p.unitId === row.unitId),
    )
    .map(({ row, name }) => ({ userId: row.userId, name, unitId: row.unitId, role: row.role, standIn: false }))
}

export async function insertDelegation(tx: Db, row: NewDelegation): Promise<string> {
  const [made] = await tx.insert(delegations).values(row).returning({ id: delegations.id })
  return made!.id
}

export async function revokeRow(
  tx: Db,
  id: string,
  { at, byName, reason }: { at: Date; byName: string; reason: string },
): Promise<void> {
  await tx
    .update(delegations)
    .set({ revokedAt: at, revokedByName: byName, revokeReason: reason })
    .where(eq(delegations.id, id))
}

/** Locked, for its revocation; null when there is none in these bureaus. */
export async function lockDelegation(tx: Db, id: string, bureauIds: string[]): Promise<NamedDelegation | null> {
  await tx.select({ id: delegations.id }).from(delegations).where(eq(delegations.id, id)).for('update')
  const [row] = await namedRows(tx).where(and(eq(delegations.id, id), inArray(delegations.bureauId, bureauIds)))
  return row ? named(row) : null
}

/** Orders of a seat that are neither over nor revoked and touch [from, until); and the one of this number, whatever became of it. */
export async function clashing(
  tx: Db,
  given: Pick<DelegationRow, 'bureauId' | 'number' | 'forUserId' | 'unitId' | 'role' | 'fromAt' | 'untilAt'>,
): Promise<DelegationRow[]> {
  return tx
    .select()
    .from(delegations)
    .where(
      and(
        eq(delegations.bureauId, given.bureauId),
        or(
          eq(delegations.number, given.number),
          and(
            isNull(delegations.revokedAt),
            eq(delegations.forUserId, given.forUserId),
            eq(delegations.unitId, given.unitId),
            eq(delegations.role, given.role),
            sql`${delegations.fromAt} < ${given.untilAt.toISOString()}::timestamptz`,
            gt(delegations.untilAt, given.fromAt),
          ),
        ),
      ),
    )
}

export type DelegationQuery = {
  bureauIds: string[]
  state?: DelegationState | undefined
  /** Part of a name or of a number. */
  q?: string | undefined
  order: 'latest' | 'earliest' | 'ending'
  page: number
  pageSize: number
}

/** The orders of these bureaus. */
export async function delegationList(
  db: Db,
  { bureauIds, state, q, order, page, pageSize }: DelegationQuery,
  at: Date,
): Promise<{ items: NamedDelegation[]; total: number }> {
  const like = q ? `%${q.replaceAll(/[\\%_]/g, '\\$&')}%` : null
  const states: Record<DelegationState, SQL | undefined> = {
    planned: and(isNull(delegations.revokedAt), gt(delegations.fromAt, at)),
    in_force: inForce(at),
    over: and(isNull(delegations.revokedAt), lte(delegations.untilAt, at)),
    revoked: isNotNull(delegations.revokedAt),
  }
  const where = and(
    inArray(delegations.bureauId, bureauIds),
    state ? states[state] : undefined,
    like ? or(ilike(acting.name, like), ilike(absent.name, like), ilike(delegations.number, like)) : undefined,
  )
  const orders = {
    latest: desc(delegations.fromAt),
    earliest: asc(delegations.fromAt),
    ending: asc(delegations.untilAt),
  }
  const rows = await namedRows(db)
    .where(where)
    .orderBy(orders[order], asc(delegations.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize)
  const [all] = await db
    .select({ n: count() })
    .from(delegations)
    .innerJoin(acting, eq(acting.id, delegations.userId))
    .innerJoin(absent, eq(absent.id, delegations.forUserId))
    .where(where)
  return { items: rows.map(named), total: all?.n ?? 0 }
}
