/** Puts a letter into the ledger of what leaves the house: by the first mail channel of the tree, once for each letter. */
import { ok, type Result, refuse } from '../../domain/result.ts'
import { addDispatches, openChannels } from '../../store/channels.ts'
import type { Correction } from '../../store/corrections.ts'
import { addDeliveries } from '../../store/deliveries.ts'
import type { Db } from '../../store/open.ts'
import type { By } from '../by.ts'

/** Refuses where the operator has set up no way for mail: then it goes as paper. */
export async function sendLetter(
  tx: Db,
  { row, address }: { row: Correction; address: string },
  { actor, at }: By,
): Promise<Result<null>> {
  const channel = (await openChannels(tx)).find((c) => c.kind === 'email' && c.unitId === row.rootId)
  if (!channel) return refuse('wrong-state', { field: 'way' })
  const key = `correction/${row.id}/letter/${row.revision}`
  const [delivery] = await addDeliveries(tx, [
    {
      ...{ key, kind: 'correction_news', userId: actor.userId, unitId: row.unitId, incidentId: row.incidentId },
      facts: { event: 'mailed', outlet: row.outletName, correctionId: row.id, address },
      ...{ createdAt: at, deliveredAt: at },
    },
  ])
  if (!delivery) return refuse('conflict', { field: 'letter' })
  await addDispatches(tx, [
    {
      ...{ key, channelId: channel.id, deliveryId: delivery.id, correctionId: row.id, letterN: row.revision, address },
      ...{ createdAt: at, dueAt: at },
    },
  ])
  return ok(null)
}
