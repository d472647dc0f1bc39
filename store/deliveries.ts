/** Messages to people. The key says which event speaks, so that the same event never speaks twice to the same person. */
import { and, count, desc, eq, gt, inArray, isNull, notInArray, sql } from 'drizzle-orm'
import { receiptKinds } from '../domain/delivery.ts'
import type { Db } from './open.ts'
import { deliveries, user } from './schema.ts'

export type Delivery = typeof deliveries.$inferSelect
export type NewDelivery = typeof deliveries.$inferInsert

/** Writes messages; those already written under the same key stay as they are. Answers with the new ones. */
export async function addDeliveries(db: Db, rows: NewDelivery[]): Promise<Delivery[]> {
  if (rows.length === 0) return []
  return db.insert(deliveries).values(rows).onConflictDoNothing().returning()
}

/** Marks a message as delivered and no longer due; false when it was already or does not exist. */
export async function markDelivered(db: Db, id: string, at: Date): Promise<boolean> {
  const rows = await db
    .update(deliveries)
    .set({ deliveredAt: at, dueAt: null })
    .where(and(eq(deliveries.id, id), isNull(deliveries.deliveredAt)))
    .returning({ id: deliveries.id })
  return rows.length > 0
}

/** Marks messages of one person as read: one of them, or all unread. Answers with how many changed. */
export async function markDeliveriesRead(
  db: Db,
  { userId, id }: { userId: string; id?: string },
  at: Date,
): Promise<number> {
  const rows = await db
    .update(deliveries)
    .set({ readAt: at })
    .where(
      and(
        eq(deliveries.userId, userId),
        isNull(deliveries.readAt),
        id === undefined ? notInArray(deliveries.kind, [...receiptKinds]) : eq(deliveries.id, id),
      ),
    )
    .returning({ id: deliveries.id })
  return rows.length
}

/** Does this message exist and belong to this person? */
export async function deliveryOf(db: Db, userId: string, id: string): Promise<Delivery | null> {
  const [row] = await db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.id, id), eq(deliveries.userId, userId)))
  return row ?? null
}

/** Messages of one person, newest first, with the totals. */
export async function deliveriesOf(
  db: Db,
  userId: string,
  { unreadOnly = false, page = 1, pageSize = 20 }: { unreadOnly?: boolean; page?: number; pageSize?: number } = {},
): Promise<{ items: Delivery[]; total: number; unread: number }> {
  const mine = eq(deliveries.userId, userId)
  const unread = and(mine, isNull(deliveries.readAt))
  const where = unreadOnly ? unread : mine
  const [all] = await db.select({ n: count() }).from(deliveries).where(where)
  const [open] = await db.select({ n: count() }).from(deliveries).where(unread)
  const items = await db
    .select()
    .from(deliveries)
    .where(where)
    .orderBy(desc(deliveries.createdAt), desc(deliveries.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize)
  return { items, total: all?.n ?? 0, unread: open?.n ?? 0 }
}

/** Who was told of one event. */
export async function toldOf(db: Db, key: string): Promise<Pick<Delivery, 'userId' | 'unitId'>[]> {
  return db
    .select({ userId: deliveries.userId, unitId: deliveries.unitId })
    .from(deliveries)
    .where(eq(deliveries.key, key))
}

/** Who of these people has an unread message, written after `since`, under a key that begins so. */
export async function unreadOf(
  db: Db,
  { userIds, key, since }: { userIds: string[]; key: string; since: Date },
): Promise<Set<string>> {
  if (userIds.length === 0) return new Set()
  const isRecent = and(inArray(deliveries.userId, userIds), gt(deliveries.createdAt, since))
  const rows = await db
    .select({ userId: deliveries.userId })
    .from(deliveries)
    .where(and(isRecent, isNull(deliveries.readAt), sql`starts_with(${deliveries.key}, ${key})`))
  return new Set(rows.map((r) => r.userId))
}

/** Who was told under these keys, by name, and when they read it. */
export async function receiptsOf(
  db: Db,
  keys: string[],
): Promise<{ key: string; userId: string; name: string; unitId: string; readAt: Date | null }[]> {
  return db
    .select({
      ...{ key: deliveries.key, userId: deliveries.userId, name: user.name },
      ...{ unitId: deliveries.unitId, readAt: deliveries.readAt },
    })
    .from(deliveries)
    .innerJoin(user, eq(user.id, deliveries.userId))
    .where(inArray(deliveries.key, keys))
    .orderBy(deliveries.unitId, user.name)
}

/** A person's own messages under these keys. */
export async function messagesUnder(db: Db, userId: string, keys: string[]): Promise<Delivery[]> {
  if (keys.length === 0) return []
  return db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.userId, userId), inArray(deliveries.key, keys)))
}

/** Everything said about an incident, oldest first; at most 1000. */
export async function deliveriesOfIncident(db: Db, incidentId: string): Promise<Delivery[]> {
  return db
    .select()
    .from(deliveries)
    .where(eq(deliveries.incidentId, incidentId))
    .orderBy(deliveries.createdAt, deliveries.id)
    .limit(1000)
}
