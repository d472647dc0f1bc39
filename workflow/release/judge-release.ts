/** A named person's yes or no to one revision of a release: the three checks, the approval, and what is sent back. */
import { ok, type Result } from '../../domain/result.ts'
import type { Db } from '../../store/open.ts'
import { insertReleaseStep } from '../../store/releases.ts'
import { type By, signedBy } from '../by.ts'
import { type CheckText, withNumbers } from '../numbers.ts'
import { readText } from '../text.ts'
import { noticeReleaseNext, noticeReleaseReturned } from './notices.ts'
import { lockAndJudgeRelease, type ReleaseStanding, saveReleaseMove, textOfRelease } from './record.ts'

export type JudgeVerb = 'check-facts' | 'check-secrecy' | 'check-publicity' | 'return' | 'approve' | 'return-approval'

/** Names the text that was read; the numbers of exactly that text are held against the figures of this moment. */
export async function judgeRelease(
  db: Db,
  input: { id: string; verb: JudgeVerb; revision: number; hash: string; comment?: string },
  by: By,
  check: CheckText,
): Promise<Result<ReleaseStanding>> {
  const read = () => textOfRelease(db, input.id, by.at)
  return withNumbers(db, { read, check, at: by.at }, (numbers) =>
    db.transaction(async (tx) => {
      const given = { revision: input.revision, hash: input.hash, ...(input.comment ? { reason: input.comment } : {}) }
      const judged = await lockAndJudgeRelease(tx, { id: input.id, verb: input.verb, given, numbers }, by)
      if (!judged.ok) return judged
      const comment = readText(input.comment, { field: 'reason', min: 0, max: 2000 })
      if (!comment.ok) return comment
      const { release, moved, tree } = judged.value
      const { facts } = release
      const step = moved.move.step ?? { step: 'facts' as const, approved: false }
      await insertReleaseStep(tx, {
        ...{ releaseId: facts.id, revision: facts.revision, hash: facts.hash, ...step, comment: comment.value },
        ...{
          byUserId: by.actor.userId,
          byName: signedBy(by.actor, moved.seat),
          byUnitId: moved.seat!.unitId,
          at: by.at,
        },
      })
      const isBack = !step.approved
      const change = isBack ? { scheduledAt: null, dueAt: null } : {}
      const after = await saveReleaseMove(tx, { release, moved, change, reason: comment.value || undefined }, by)
      if (isBack)
        await noticeReleaseReturned(tx, { facts, tree, at: by.at }, comment.value, signedBy(by.actor, moved.seat))
      else if (after.state !== facts.state || after.state === 'draft')
        await noticeReleaseNext(tx, { facts, tree, at: by.at }, after.state)
      return ok(after)
    }),
  )
}
