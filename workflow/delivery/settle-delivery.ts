/** Door of the pipeline: settles a message that is due. */
import { markDelivered } from '../../store/deliveries.ts'
import type { Db } from '../../store/open.ts'

/** An in-house message is delivered by standing in the list of its reader. Settling it twice settles it once. */
export async function settleDelivery(db: Db, deliveryId: string, at: Date): Promise<void> {
  await markDelivered(db, deliveryId, at)
}
