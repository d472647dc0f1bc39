/**
 * Accounts as an administrator sees them, the seats given to them, and the first run. Passwords and sessions are
 * api/auth's; who may do what is workflow/policy's.
 */
import { and, asc, count, eq, ilike, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Role, Seat } from '../domain/units.ts'
import type { Db } from './open.ts'
import { seats, settings, user } from './schema.ts'

type AccountRow = typeof user.$inferSelect
export type Account = AccountRow & { seats: Seat[] }
export type AccountFilter = {
  /** Units the administrator answers for. People without any seat belong to nobody and are shown to every administrator. */
  unitIds: string[]
  q?: string
  unitId?: string
  role?: Role
  state?: 'open' | 'closed'
  page: number
  pageSize: number
}

/** Accounts by user name, with the seats held at `at`. */
export async function accountList(db: Db, f: AccountFilter, at: Date): Promise<{ items: Account[]; total: number }> {
  const like = f.q ? `%${f.q.replace(/[\\%_]/g, '\\$&')}%` : undefined
  const where = and(
    shownTo(f.unitIds, at),
    like ? or(ilike(user.name, like), ilike(user.username, like)) : undefined,
    f.unitId ? holds(sql`s.unit_id = ${f.unitId}`, at) : undefined,
    f.role ? holds(sql`s.role = ${f.role}`, at) : undefined,
    f.state === 'open' ? isNull(user.closedAt) : f.state === 'closed' ? isNotNull(user.closedAt) : undefined,
  )
  const [total] = await db.select({ n: count() }).from(user).where(where)
  const rows = await db
    .select()
    .from(user)
    .where(where)
    .orderBy(asc(user.username))
    .limit(f.pageSize)
    .offset((f.page - 1) * f.pageSize)
  return { items: await withSeats(db, rows, at), total: total?.n ?? 0 }
}

/** One account, if an administrator of these units may see it. */
export async function accountById(db: Db, id: string, unitIds: string[], at: Date): Promise<Account | null> {
  const rows = await db
    .select()
    .from(user)
    .where(and(eq(user.id, id), shownTo(unitIds, at)))
  return (await withSeats(db, rows, at))[0] ?? null
}

/** Makes the person's seats in these units exactly `wanted` from `at` on; seats elsewhere stay. Ended seats stay in the table. */
export async function changeSeats(
  tx: Db,
  { userId, unitIds, wanted, at }: { userId: string; unitIds: string[]; wanted: Seat[]; at: Date },
): Promise<{ before: Seat[]; after: Seat[] }> {
  const held = await tx
    .select()
    .from(seats)
    .where(and(eq(seats.userId, userId), inArray(seats.unitId, unitIds), isNull(seats.toAt)))
    .for('update')
  const key = (s: Seat) => `${s.unitId} ${s.role} ${s.standIn}`
  const keep = new Set(wanted.map(key))
  const have = new Set(held.map(key))
  const ended = held.filter((s) => !keep.has(key(s))).map((s) => s.id)
  if (ended.length > 0) await tx.update(seats).set({ toAt: at }).where(inArray(seats.id, ended))
  const fresh = [...new Map(wanted.filter((s) => !have.has(key(s))).map((s) => [key(s), s])).values()]
  if (fresh.length > 0) await tx.insert(seats).values(fresh.map((s) => ({ ...s, userId, fromAt: at })))
  return { before: held.map(seatOf), after: [...held.filter((s) => keep.has(key(s))).map(seatOf), ...fresh] }
}

const setupKey = 'setup-done-at'

/** Has the first administrator been made? */
export async function isSetUp(db: Db): Promise<boolean> {
  const [row] = await db.select().from(settings).where(eq(settings.key, setupKey))
  return row !== undefined
}

/** Id of the account with this user name, open or closed. */
export async function userIdOf(db: Db, username: string): Promise<string | null> {
  const [row] = await db.select({ id: user.id }).from(user).where(eq(user.username, username))
  return row?.id ?? null
}

/** Takes the first run for this transaction; false when somebody else has it or had it. */
export async function takeSetup(tx: Db, at: Date): Promise<boolean> {
  const rows = await tx
    .insert(settings)
    .values({ key: setupKey, value: at.toISOString(), setAt: at })
    .onConflictDoNothing()
    .returning({ key: settings.key })
  return rows.length > 0
}

async function withSeats(db: Db, rows: AccountRow[], at: Date): Promise<Account[]> {
  if (rows.length === 0) return []
  const held = await db
    .select()
    .from(seats)
    .where(
      and(
        inArray(
          seats.userId,
          rows.map((r) => r.id),
        ),
        sql`${seats.fromAt} <= ${at.toISOString()}::timestamptz AND (${seats.toAt} IS NULL OR ${seats.toAt} > ${at.toISOString()}::timestamptz)`,
      ),
    )
    .orderBy(asc(seats.fromAt), asc(seats.id))
  return rows.map((r) => ({ ...r, seats: held.filter((s) => s.userId === r.id).map(seatOf) }))
}

const seatOf = ({ unitId, role, standIn }: Seat): Seat => ({ unitId, role, standIn })

/** A seat held at `at` that meets the condition on `s`. */
const holds = (condition: SQL, at: Date): SQL => sql`EXISTS (
  SELECT 1 FROM ${seats} s WHERE s.user_id = ${user.id} AND ${condition}
    AND s.from_at <= ${at.toISOString()}::timestamptz AND (s.to_at IS NULL OR s.to_at > ${at.toISOString()}::timestamptz))`

const shownTo = (unitIds: string[], at: Date): SQL =>
  unitIds.length === 0 ? sql`false` : sql`(${holds(sql`s.unit_id IN ${unitIds}`, at)} OR NOT ${holds(sql`true`, at)})`
