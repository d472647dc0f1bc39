/** Ways out of the house, where people can be reached, and the ledger of sendings. Secrets lie here sealed. */
import { and, asc, count, desc, eq, gt, inArray, isNull, lt, min, or, type SQL, sql } from 'drizzle-orm'
import type { DispatchState } from '../domain/channel.ts'
import type { Delivery } from './deliveries.ts'
import type { Db } from './open.ts'
import { channels, deliveries, dispatches, reach, user } from './schema.ts'

export type ChannelRow = typeof channels.$inferSelect
export type NewChannel = typeof channels.$inferInsert
export type Reach = typeof reach.$inferSelect
export type Dispatch = typeof dispatches.$inferSelect
export type NewDispatch = typeof dispatches.$inferInsert

/** Null when the name is taken, by a closed channel too: the ledger names it. */
export async function insertChannel(tx: Db, row: NewChannel): Promise<ChannelRow | null> {
  const [made] = await tx.insert(channels).values(row).onConflictDoNothing().returning()
  return made ?? null
}

/** The channel, locked against changes until the transaction ends. */
export async function lockChannel(tx: Db, id: string): Promise<ChannelRow | null> {
  const [row] = await tx.select().from(channels).where(eq(channels.id, id)).for('update')
  return row ?? null
}

export async function updateChannel(tx: Db, id: string, change: Partial<NewChannel>): Promise<void> {
  await tx.update(channels).set(change).where(eq(channels.id, id))
}

export async function channelById(db: Db, id: string): Promise<ChannelRow | null> {
  const [row] = await db.select().from(channels).where(eq(channels.id, id))
  return row ?? null
}

/** By rank; closed ones last, at most 200. */
export async function channelList(db: Db): Promise<ChannelRow[]> {
  return db
    .select()
    .from(channels)
    .orderBy(sql`closed_at IS NOT NULL`, asc(channels.rank), asc(channels.name))
    .limit(200)
}

/** What may carry messages now, by rank. */
export async function openChannels(db: Db): Promise<ChannelRow[]> {
  return db
    .select()
    .from(channels)
    .where(isNull(channels.closedAt))
    .orderBy(asc(channels.rank), asc(channels.createdAt), asc(channels.id))
}

export async function reachOf(db: Db, userIds: string[]): Promise<Map<string, Reach>> {
  if (userIds.length === 0) return new Map()
  const rows = await db.select().from(reach).where(inArray(reach.userId, userIds))
  return new Map(rows.map((row) => [row.userId, row]))
}

export async function saveReach(tx: Db, row: typeof reach.$inferInsert): Promise<void> {
  const { userId: _, ...change } = row
  await tx.insert(reach).values(row).onConflictDoUpdate({ target: reach.userId, set: change })
}

/** Writes entries of the ledger; one that stands there already stays as it is. */
export async function addDispatches(tx: Db, rows: NewDispatch[]): Promise<void> {
  if (rows.length > 0) await tx.insert(dispatches).values(rows).onConflictDoNothing()
}

/** An entry with what it tells of, locked. */
export async function lockDispatch(
  tx: Db,
  id: string,
): Promise<{ dispatch: Dispatch; delivery: Delivery; channel: ChannelRow } | null> {
  const [row] = await tx
    .select({ dispatch: dispatches, delivery: deliveries, channel: channels })
    .from(dispatches)
    .innerJoin(deliveries, eq(deliveries.id, dispatches.deliveryId))
    .innerJoin(channels, eq(channels.id, dispatches.channelId))
    .where(eq(dispatches.id, id))
    .for('update', { of: dispatches })
  return row ?? null
}

export async function updateDispatch(tx: Db, id: string, change: Partial<NewDispatch>): Promise<void> {
  await tx.update(dispatches).set(change).where(eq(dispatches.id, id))
}

/** Channels by which this fact already went, or is to go, to this recipient. */
export async function channelsUsed(tx: Db, { key, userId }: { key: string; userId: string }): Promise<string[]> {
  const rows = await tx
    .select({ channelId: dispatches.channelId })
    .from(dispatches)
    .where(and(eq(dispatches.key, key), eq(dispatches.userId, userId)))
  return rows.map((r) => r.channelId)
}

/** How many were handed to a channel after an instant. */
export async function startedSince(db: Db, channelId: string, after: Date): Promise<number> {
  const [row] = await db
    .select({ n: count() })
    .from(dispatches)
    .where(and(eq(dispatches.channelId, channelId), gt(dispatches.startedAt, after)))
  return row?.n ?? 0
}

/** When the oldest of what is still to go out by a channel was due; null for nothing. Quiet hours are no delay. */
export async function oldestOwed(db: Db, channelId: string, now: Date): Promise<Date | null> {
  const [row] = await db
    .select({ at: min(dispatches.createdAt) })
    .from(dispatches)
    .where(
      and(
        eq(dispatches.channelId, channelId),
        inArray(dispatches.state, ['waiting', 'sending']),
        or(lt(dispatches.dueAt, now), gt(dispatches.sends, 0)),
      ),
    )
  return row?.at ?? null
}

export type LedgerEntry = Dispatch & {
  channelName: string
  channelKind: ChannelRow['kind']
  userName: string | null
  kind: Delivery['kind']
  unitId: string
}

/** The ledger, newest first: when, what kind of message, to whom, by what, how it ended. Never what it said. */
export async function ledger(
  db: Db,
  filter: { unitIds: string[]; channelId?: string; state?: DispatchState; page: number; pageSize: number },
): Promise<{ items: LedgerEntry[]; total: number }> {
  const where: SQL | undefined = and(
    inArray(channels.unitId, filter.unitIds),
    filter.channelId === undefined ? undefined : eq(dispatches.channelId, filter.channelId),
    filter.state === undefined ? undefined : eq(dispatches.state, filter.state),
  )
  const [total] = await db
    .select({ n: count() })
    .from(dispatches)
    .innerJoin(channels, eq(channels.id, dispatches.channelId))
    .where(where)
  const rows = await db
    .select({
      dispatch: dispatches,
      channelName: channels.name,
      channelKind: channels.kind,
      userName: user.name,
      kind: deliveries.kind,
      unitId: deliveries.unitId,
    })
    .from(dispatches)
    .innerJoin(channels, eq(channels.id, dispatches.channelId))
    .innerJoin(deliveries, eq(deliveries.id, dispatches.deliveryId))
    .leftJoin(user, eq(user.id, dispatches.userId))
    .where(where)
    .orderBy(desc(dispatches.createdAt), desc(dispatches.id))
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize)
  return { items: rows.map(({ dispatch, ...more }) => ({ ...dispatch, ...more })), total: total?.n ?? 0 }
}
