/** Subscriptions at hubs (WebSub): one a source, renewed before its lease ends. */
import { randomBytes } from 'node:crypto'
import { eq, ne, or } from 'drizzle-orm'
import type { Db } from './open.ts'
import { pushes } from './schema.ts'

export type Push = typeof pushes.$inferSelect

/** Notes that a source's feed names a hub; due at once when it is new or another one. The same offer again changes nothing. */
export async function offerPush(
  db: Db,
  { sourceId, hub, topic }: { sourceId: string; hub: string; topic: string },
  now: Date,
): Promise<void> {
  const fresh = {
    ...{ hub, topic, secret: randomBytes(32).toString('hex'), state: 'wanted' as const, dueAt: now },
    subscribedUntil: null,
  }
  await db
    .insert(pushes)
    .values({ sourceId, ...fresh })
    .onConflictDoUpdate({
      target: pushes.sourceId,
      set: fresh,
      setWhere: or(ne(pushes.hub, hub), ne(pushes.topic, topic)),
    })
}

export async function pushById(db: Db, id: string): Promise<Push | null> {
  const [row] = await db.select().from(pushes).where(eq(pushes.id, id))
  return row ?? null
}

export type PushChange = Partial<Pick<Push, 'state' | 'subscribedUntil' | 'lastPushAt' | 'dueAt'>>

export async function changePush(db: Db, id: string, change: PushChange): Promise<void> {
  await db.update(pushes).set(change).where(eq(pushes.id, id))
}
