/** Sends a draft to the fact check, and to the divisions that are asked beside each other. */
import { type Result, ok } from '../../domain/result.ts'
import type { Db } from '../../store/open.ts'
import type { By } from '../by.ts'
import { type CheckText, withNumbers } from '../numbers.ts'
import { askAnew } from './ask-facts.ts'
import { noticeAsked, noticeNextStep } from './notices.ts'
import { lockAndJudge, saveMove, type Standing, textOfPoints } from './record.ts'

/** A region-wide text needs its drafters from the L1 office and every city concerned; every figure must be current. */
export async function submitTalkingPoints(
  db: Db,
  input: { id: string; revision: number; hash: string; unitIds?: string[] },
  by: By,
  check: CheckText,
): Promise<Result<Standing>> {
  const read = () => textOfPoints(db, input.id, by.at)
  return withNumbers(db, { read, check, at: by.at }, (numbers) =>
    db.transaction(async (tx) => {
      const judged = await lockAndJudge(tx, { id: input.id, verb: 'submit', given: input, numbers }, by)
      if (!judged.ok) return judged
      const { version, tree } = judged.value
      const asked = await askAnew(tx, version, input.unitIds, { by, tree })
      if (!asked.ok) return asked
      const more = asked.value.length > 0 ? { askedUnitIds: asked.value } : {}
      const after = await saveMove(tx, { ...judged.value, more }, by)
      const about = { facts: version.facts, tree, at: by.at }
      if (asked.value.length > 0) await noticeAsked(tx, about, asked.value)
      else await noticeNextStep(tx, about, after.state)
      return ok(after)
    }),
  )
}
