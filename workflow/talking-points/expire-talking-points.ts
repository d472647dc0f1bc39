/** Door of the machine: a text in force nears the end of its validity, or has passed it. */
import type { Agent } from '../../domain/units.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { lockTalkingPoints, saveTalkingPoints } from '../../store/talking-points.ts'
import { blockReleasesOf } from '../release/put-out.ts'
import { noticeExpiring, noticeStopUsing } from './notices.ts'
import { saveMove } from './record.ts'
import { moveTalkingPoints } from './talking-points.ts'

const machine: Agent = { kind: 'machine', name: 'validity' }

/** Warns once, then ends it: its holders are ordered to stop using it, and what waits to go out on it stands still. */
export async function expireTalkingPoints(db: Db, id: string, at: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const version = await lockTalkingPoints(tx, id, at)
    if (!version) return
    const { facts } = version
    const { until } = facts.valid
    if (facts.state !== 'in_force' || !until) return saveTalkingPoints(tx, id, { dueAt: null })
    const tree = await loadUnitTree(tx)
    const moved = moveTalkingPoints(facts, 'expire', { actor: { userId: '', name: '', seats: [] }, tree })
    if (!moved.ok) {
      await saveTalkingPoints(tx, id, { dueAt: until })
      return noticeExpiring(tx, { facts, tree, at }, until)
    }
    await saveMove(tx, { version, moved: moved.value, more: { until: until.toISOString() } }, { agent: machine, at })
    await noticeStopUsing(tx, { facts, tree, at }, { cause: 'expired' })
    await blockReleasesOf(tx, { talkingPointsId: id, isRecall: false }, at)
  })
}
