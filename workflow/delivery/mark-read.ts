/** The reader has seen a message, or all of them. Reading is no acknowledgement of an alert or a report. */
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Actor } from '../../domain/units.ts'
import { deliveryOf, markDeliveriesRead } from '../../store/deliveries.ts'
import type { Db } from '../../store/open.ts'

/**
 * Marks one message (`deliveryId`) or all unread ones of the person; answers with how many changed. An order to stop using a
 * text and a changed number are receipts of their own (`receiptKinds`) and are confirmed one by one, never with the rest.
 */
export async function markRead(
  db: Db,
  { deliveryId }: { deliveryId?: string },
  { actor, at }: { actor: Actor; at: Date },
): Promise<Result<{ marked: number }>> {
  if (deliveryId !== undefined && !(await deliveryOf(db, actor.userId, deliveryId))) return refuse('not-found')
  return ok({ marked: await markDeliveriesRead(db, { userId: actor.userId, id: deliveryId }, at) })
}
