/**
 * Door of the pipeline: the self-test of a way out. Where messages wait and none got through for too long, or the server does
 * not even take the sign-in, people are told inside the house and by the other ways; once, and once more when it works again.
 */
import type { SendOutcome } from '../../domain/channel.ts'
import { later, minute } from '../../domain/time.ts'
import { type ChannelRow, lockChannel, oldestOwed, updateChannel } from '../../store/channels.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { notify } from './notify.ts'

/** How long messages may wait before it is an alarm. */
export const silenceLimitMs = 5 * minute
/** A failure outlives its day only if nothing was sent since. */
type Standing = Pick<ChannelRow, 'lastSentAt' | 'lastFailedAt' | 'alarmSince'>

/** Does nothing get through? Pure. `checked`: what a sign-in without a message said, null where there is none. */
export function isSilent(
  channel: Standing,
  { owedSince, checked }: { owedSince: Date | null; checked: SendOutcome | null },
  now: Date,
): boolean {
  if (checked && checked.kind !== 'sent') return true
  const { lastSentAt, lastFailedAt } = channel
  const failsSince = lastFailedAt !== null && (lastSentAt === null || lastFailedAt > lastSentAt)
  // A sign-in that works ends an alarm; without one only a message that got through does.
  if (checked === null && channel.alarmSince !== null && failsSince) return true
  if (owedSince === null) return checked === null && failsSince
  const from = lastSentAt === null ? owedSince : later(owedSince, lastSentAt)
  return now.getTime() - from.getTime() >= silenceLimitMs
}

/** Judges the channel and tells who looks after it when that changed. `checked` was asked outside of any transaction. */
export async function watchChannel(db: Db, id: string, checked: SendOutcome | null, at: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const channel = await lockChannel(tx, id)
    if (!channel || channel.closedAt !== null) return
    const silent = isSilent(channel, { owedSince: await oldestOwed(tx, id, at), checked }, at)
    const failed = checked && checked.kind !== 'sent' ? checked : null
    if (failed)
      await updateChannel(tx, id, {
        lastFailedAt: at,
        lastFailure: failed.kind === 'unsure' ? 'unsure' : failed.reason,
        lastDetail: failed.detail,
      })
    if (silent === (channel.alarmSince !== null)) return
    await updateChannel(tx, id, { alarmSince: silent ? at : null })
    const tree = await loadUnitTree(tx)
    const rootId = tree.rootOf(channel.unitId)?.id ?? channel.unitId
    await notify(
      tx,
      {
        key: silent ? `channel-alarm:${id}:${at.getTime()}` : `channel-recovered:${id}:${at.getTime()}`,
        kind: silent ? 'channel_alarm' : 'channel_recovered',
        to: [
          { unitId: rootId, roles: ['admin'] },
          { unitId: rootId, roles: ['duty_officer'] },
        ],
        facts: { name: channel.name, channelId: id },
      },
      tree,
      at,
    )
  })
}
