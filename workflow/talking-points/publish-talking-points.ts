/** Puts an approved text in force; the one in force before is superseded in the same moment. */
import { type Result, ok } from '../../domain/result.ts'
import type { Db } from '../../store/open.ts'
import { lockTalkingPointsOfIncident } from '../../store/talking-points.ts'
import type { By } from '../by.ts'
import { type CheckText, withNumbers } from '../numbers.ts'
import { blockReleasesOf } from '../release/put-out.ts'
import { noticeInForce, noticeStopUsing } from './notices.ts'
import { type Judged, lockAndJudge, saveMove, type Standing, textOfPoints } from './record.ts'
import { moveTalkingPoints } from './talking-points.ts'

/** Signatures for exactly this revision are looked at once more; there is never more than one text in force. */
export async function publishTalkingPoints(
  db: Db,
  input: { id: string; revision: number; hash: string },
  by: By,
  check: CheckText,
): Promise<Result<Standing>> {
  const read = () => textOfPoints(db, input.id, by.at)
  return withNumbers(db, { read, check, at: by.at }, (numbers) =>
    db.transaction(async (tx) => {
      const judged = await lockAndJudge(tx, { id: input.id, verb: 'publish', given: input, numbers }, by)
      if (!judged.ok) return judged
      await supersede(tx, judged.value, by)
      const after = await saveMove(tx, judged.value, by)
      const { version, tree } = judged.value
      await noticeInForce(tx, { facts: version.facts, tree, at: by.at })
      return ok(after)
    }),
  )
}

async function supersede(tx: Db, { version: { facts }, tree, moved: { seat } }: Judged, by: By): Promise<void> {
  const locked = await lockTalkingPointsOfIncident(tx, facts.incident.id, by.at)
  const old = locked?.versions.find((v) => v.row.state === 'in_force')
  if (!old) return
  const moved = moveTalkingPoints(old.facts, 'supersede', { actor: by.actor, tree })
  if (!moved.ok) throw new Error(`version ${old.row.n} in force could not be superseded`)
  await saveMove(tx, { version: old, moved: { ...moved.value, seat }, more: { supersededBy: facts.n } }, by)
  await blockReleasesOf(tx, { talkingPointsId: old.facts.id, isRecall: false }, by.at)
  await noticeStopUsing(tx, { facts: old.facts, tree, at: by.at }, { cause: 'superseded', newN: facts.n })
}
