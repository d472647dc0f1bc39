/** Sends a draft to the fact check. */
import { type Result, ok } from '../../domain/result.ts'
import type { Db } from '../../store/open.ts'
import type { By } from '../by.ts'
import { noticeNextStep } from './notices.ts'
import { lockAndJudge, saveMove, type Standing } from './record.ts'

/** A region-wide text needs its drafters from the L1 office and every city concerned; every figure must be current. */
export async function submitTalkingPoints(
  db: Db,
  input: { id: string; revision: number; hash: string },
  by: By,
): Promise<Result<Standing>> {
  return db.transaction(async (tx) => {
    const judged = await lockAndJudge(tx, { id: input.id, verb: 'submit', given: input }, by)
    if (!judged.ok) return judged
    const { version, tree } = judged.value
    const after = await saveMove(tx, judged.value, by)
    await noticeNextStep(tx, { facts: version.facts, tree, at: by.at }, after.state)
    return ok(after)
  })
}
