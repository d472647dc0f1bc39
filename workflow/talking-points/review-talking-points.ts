/** One judge's yes or no to one revision; the three steps of approval call it with their verbs. */
import { type Result, ok } from '../../domain/result.ts'
import type { Db } from '../../store/open.ts'
import { insertApproval } from '../../store/talking-points.ts'
import type { By } from '../by.ts'
import { type CheckText, withNumbers } from '../numbers.ts'
import { readText } from '../text.ts'
import { noticeNextStep, noticeReturned } from './notices.ts'
import { lockAndJudge, saveMove, type Standing, textOfPoints } from './record.ts'
import type { TalkingPointsVerb } from './talking-points.ts'

/** Names the text that was read. A return needs a comment; with a yes it may be left out. */
export type ReviewInput = { id: string; revision: number; hash: string; approved: boolean; comment?: string }

export async function reviewTalkingPoints(
  db: Db,
  { verbs, input }: { verbs: { yes: TalkingPointsVerb; no: TalkingPointsVerb }; input: ReviewInput },
  by: By,
  check: CheckText,
): Promise<Result<Standing>> {
  const read = () => textOfPoints(db, input.id, by.at)
  return withNumbers(db, { read, check, at: by.at }, (numbers) =>
    db.transaction(async (tx) => {
      const verb = input.approved ? verbs.yes : verbs.no
      const judged = await lockAndJudge(tx, { id: input.id, verb, given: input, numbers }, by)
      if (!judged.ok) return judged
      const comment = readText(input.comment, { field: 'comment', min: 0, max: 2000 })
      if (!comment.ok) return comment
      const { version, tree, moved } = judged.value
      const { facts } = version
      if (!moved.seat || !moved.move.step) throw new Error(`${verb} is no decision of a person`)

      await insertApproval(tx, {
        ...{ talkingPointsId: facts.id, revision: facts.revision, hash: facts.hash, ...moved.move.step },
        ...{ comment: comment.value, at: by.at },
        ...{ byUserId: by.actor.userId, byName: by.actor.name, byUnitId: moved.seat.unitId },
      })
      const after = await saveMove(tx, { version, moved, reason: comment.value || undefined }, by)
      const at = by.at
      if (input.approved) await noticeNextStep(tx, { facts, tree, at }, after.state)
      else await noticeReturned(tx, { facts, at }, { comment: comment.value, byName: by.actor.name })
      return ok(after)
    }),
  )
}
