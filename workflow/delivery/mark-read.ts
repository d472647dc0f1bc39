/** The reader has seen a message, or all of them. Reading is no acknowledgement of an alert or a report. */
import { receiptKinds } from '../../domain/delivery.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Actor } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import { deliveryOf, markDeliveriesRead } from '../../store/deliveries.ts'
import type { Db } from '../../store/open.ts'

/**
 * Marks one message (`deliveryId`) or all unread ones of the person; answers with how many changed. An order to stop using a
 * text and a changed number are receipts of their own (`receiptKinds`): confirmed one by one, never with the rest, and each in
 * the record, for who knew it and when may be asked later.
 */
export async function markRead(
  db: Db,
  { deliveryId }: { deliveryId?: string },
  { actor, at }: { actor: Actor; at: Date },
): Promise<Result<{ marked: number }>> {
  return db.transaction(async (tx) => {
    const one = deliveryId === undefined ? null : await deliveryOf(tx, actor.userId, deliveryId)
    if (deliveryId !== undefined && !one) return refuse('not-found')
    const marked = await markDeliveriesRead(tx, { userId: actor.userId, id: deliveryId }, at)
    if (one && marked > 0 && receiptKinds.includes(one.kind))
      await appendAudit(tx, {
        ...{ at, by: { kind: 'person', userId: actor.userId, name: actor.name, unitId: one.unitId } },
        ...{ action: 'confirm-receipt', subject: { kind: 'delivery', id: one.id }, incidentId: one.incidentId },
        ...{ before: null, after: { kind: one.kind, key: one.key, sentAt: one.createdAt } },
      })
    return ok({ marked })
  })
}
