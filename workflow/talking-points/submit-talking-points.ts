/** Sends a draft to the fact check. */
import { type Result, ok } from '../../domain/result.ts'
import type { Db } from '../../store/open.ts'
import type { By } from '../by.ts'
import { type CheckText, withNumbers } from '../numbers.ts'
import { noticeNextStep } from './notices.ts'
import { lockAndJudge, saveMove, type Standing, textOfPoints } from './record.ts'

/** A region-wide text needs its drafters from the L1 office and every city concerned; every figure must be current. */
export async function submitTalkingPoints(
  db: Db,
  input: { id: string; revision: number; hash: string },
  by: By,
  check: CheckText,
): Promise<Result<Standing>> {
  const read = () => textOfPoints(db, input.id, by.at)
  return withNumbers(db, { read, check, at: by.at }, (numbers) =>
    db.transaction(async (tx) => {
      const judged = await lockAndJudge(tx, { id: input.id, verb: 'submit', given: input, numbers }, by)
      if (!judged.ok) return judged
      const { version, tree } = judged.value
      const after = await saveMove(tx, judged.value, by)
      await noticeNextStep(tx, { facts: version.facts, tree, at: by.at }, after.state)
      return ok(after)
    }),
  )
}
