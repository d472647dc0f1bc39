/** The first responsible person of each unit (第一责任人): whoever holds its head's seat, with dates; and units that have none. */
import { and, asc, count, desc, eq, gt, ilike, inArray, isNotNull, isNull, lte, or } from 'drizzle-orm'
import type { UnitLevel } from '../domain/units.ts'
import type { Db } from './open.ts'
import { seats, units, user } from './schema.ts'

export const headStates = ['held', 'missing', 'past'] as const
export type HeadState = (typeof headStates)[number]
export type HeadRow = {
  unitId: string
  unitName: string
  level: UnitLevel
  /** Null where the unit has none. */
  person: { id: string; name: string } | null
  fromAt: Date | null
  toAt: Date | null
}
export type HeadQuery = {
  unitIds: string[]
  /** Left out: every unit as it is now, with a person or without. */
  state?: HeadState | undefined
  q?: string | undefined
  order: 'unit' | 'latest' | 'earliest'
  page: number
  pageSize: number
}

const isHead = and(eq(seats.role, 'unit_head'), eq(seats.standIn, false))
const now = (at: Date) => and(lte(seats.fromAt, at), or(isNull(seats.toAt), gt(seats.toAt, at)))

/** Units that are there, each with its head at `at` or with none; of `past` the holders there were, one row a time in office. */
export async function headList(db: Db, query: HeadQuery, at: Date): Promise<{ items: HeadRow[]; total: number }> {
  const { unitIds, state, q, order, page, pageSize } = query
  const open = state === 'past' ? lte(seats.toAt, at) : and(now(at), isNull(user.closedAt))
  const head = db
    .select({ unitId: seats.unitId, userId: seats.userId, name: user.name, fromAt: seats.fromAt, toAt: seats.toAt })
    .from(seats)
    .innerJoin(user, eq(user.id, seats.userId))
    .where(and(isHead, open))
    .as('head')
  const like = q ? `%${q.replaceAll(/[\\%_]/g, '\\$&')}%` : null
  const where = and(
    inArray(units.id, unitIds),
    isNull(units.endedAt),
    state === 'missing' ? isNull(head.userId) : undefined,
    state === 'held' || state === 'past' ? isNotNull(head.userId) : undefined,
    like ? or(ilike(units.name, like), ilike(head.name, like)) : undefined,
  )
  const orders = {
    unit: [asc(units.regionCode)],
    latest: [desc(head.fromAt)],
    earliest: [asc(head.fromAt)],
  }
  const holder = { userId: head.userId, name: head.name, fromAt: head.fromAt, toAt: head.toAt }
  const rows = await db
    .select({ unitId: units.id, unitName: units.name, level: units.level, ...holder })
    .from(units)
    .leftJoin(head, eq(head.unitId, units.id))
    .where(where)
    .orderBy(...orders[order], asc(units.id), asc(head.fromAt))
    .limit(pageSize)
    .offset((page - 1) * pageSize)
  const [all] = await db.select({ n: count() }).from(units).leftJoin(head, eq(head.unitId, units.id)).where(where)
  const items = rows.map(({ userId, name, ...row }) => ({
    ...row,
    person: userId !== null && name !== null ? { id: userId, name } : null,
  }))
  return { items, total: all?.n ?? 0 }
}

/** Who answers for each of these units at `at`. */
export async function headsOf(db: Db, unitIds: string[], at: Date): Promise<{ unitId: string; userId: string }[]> {
  if (unitIds.length === 0) return []
  return db
    .select({ unitId: seats.unitId, userId: seats.userId })
    .from(seats)
    .innerJoin(user, eq(user.id, seats.userId))
    .where(and(isHead, inArray(seats.unitId, unitIds), now(at), isNull(user.closedAt)))
}
