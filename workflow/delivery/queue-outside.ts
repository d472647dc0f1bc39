/** Writes into the ledger by which ways a message of the house also leaves it; in the transaction of what it tells about. */
import type { DeliveryKind } from '../../domain/delivery.ts'
import type { UnitTree } from '../../domain/units.ts'
import { addDispatches, type ChannelRow, channelsUsed, openChannels, reachOf } from '../../store/channels.ts'
import type { Delivery } from '../../store/deliveries.ts'
import { incidentRow } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { addressOn, groupWays, mayLeaveAt, type Reachable, waysTo } from './route.ts'

/**
 * `deliveries`: the in-house messages just written, one a person. `unitIds`: the units whose matter it is, for robots and
 * webhooks. A person without any address stays told in the house alone.
 */
export async function queueOutside(
  tx: Db,
  { deliveries, unitIds }: { deliveries: Delivery[]; unitIds: string[] },
  tree: UnitTree,
  at: Date,
): Promise<void> {
  const [first] = deliveries
  if (!first || (await isDrill(tx, first.incidentId))) return
  const ways = await openChannels(tx)
  if (ways.length === 0) return
  const reach = await reachOf(
    tx,
    deliveries.map((d) => d.userId),
  )
  const entry = (delivery: Delivery, way: ChannelRow | { id: string }, userId: string, dueAt: Date) => ({
    key: delivery.key,
    channelId: way.id,
    userId,
    deliveryId: delivery.id,
    createdAt: at,
    dueAt,
  })
  await addDispatches(tx, [
    ...deliveries.flatMap((d) => {
      const [way] = waysTo(reach.get(d.userId), ways, rootsOf(d, tree))
      return way ? [entry(d, way, d.userId, mayLeaveAt(d.kind, reach.get(d.userId), at))] : []
    }),
    ...groupWays(ways, unitIds).map((way) => entry(first, way, '', at)),
  ])
}

/** What an exercise tells stays in the house (policy-drill). All messages of one fact are about one incident. */
async function isDrill(tx: Db, incidentId: string | null): Promise<boolean> {
  return incidentId !== null && (await incidentRow(tx, incidentId))?.mode === 'drill'
}

/** The next way after one that was given up; false when none is left. */
export async function queueNextWay(
  tx: Db,
  { delivery, userId }: { delivery: Delivery; userId: string },
  tree: UnitTree,
  at: Date,
): Promise<boolean> {
  const next = await nextWay(tx, { delivery, userId }, tree)
  if (!next) return false
  await addDispatches(tx, [
    {
      key: delivery.key,
      channelId: next.way.id,
      userId,
      deliveryId: delivery.id,
      createdAt: at,
      dueAt: mayLeaveAt(delivery.kind as DeliveryKind, next.reach, at),
    },
  ])
  return true
}

/** The first way to a person that this fact has not taken yet. */
export async function nextWay(
  tx: Db,
  { delivery, userId }: { delivery: Delivery; userId: string },
  tree: UnitTree,
): Promise<{ way: { id: string }; reach: Reachable | undefined } | null> {
  if (userId === '') return null
  const reach = (await reachOf(tx, [userId])).get(userId)
  const used = new Set(await channelsUsed(tx, { key: delivery.key, userId }))
  const way = waysTo(reach, await openChannels(tx), rootsOf(delivery, tree)).find((w) => !used.has(w.id))
  return way ? { way, reach } : null
}

export const addressFor = (channel: Pick<ChannelRow, 'kind'>, reach: Reachable | undefined): string =>
  addressOn(channel.kind, reach)

const rootsOf = ({ unitId }: Delivery, tree: UnitTree): string[] => {
  const root = tree.rootOf(unitId)
  return root ? [root.id] : []
}
