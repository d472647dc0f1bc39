/** Takes a text out of force with a reason; from then on nobody may answer from it. */
import { type Result, ok } from '../../domain/result.ts'
import type { Db } from '../../store/open.ts'
import type { By } from '../by.ts'
import { blockReleasesOf } from '../release/put-out.ts'
import { readText } from '../text.ts'
import { noticeStopUsing } from './notices.ts'
import { lockAndJudge, saveMove, type Standing } from './record.ts'

/** Its holders are ordered to stop using it; the messages they read are the receipts. */
export async function recallTalkingPoints(
  db: Db,
  input: { id: string; reason: string },
  by: By,
): Promise<Result<Standing>> {
  return db.transaction(async (tx) => {
    const judged = await lockAndJudge(tx, { id: input.id, verb: 'recall', given: { reason: input.reason } }, by)
    if (!judged.ok) return judged
    const reason = readText(input.reason, { field: 'reason', min: 1, max: 2000 })
    if (!reason.ok) return reason
    const { version, tree } = judged.value
    const after = await saveMove(tx, { ...judged.value, reason: reason.value }, by)
    await noticeStopUsing(tx, { facts: version.facts, tree, at: by.at }, { cause: 'recalled', reason: reason.value })
    await blockReleasesOf(tx, { talkingPointsId: version.facts.id, isRecall: true }, by.at)
    return ok(after)
  })
}
