/** A person says what a flagged text is. A proposal starts no clock and stops none; it becomes a verdict when confirmed. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { ReviewVerdict } from '../../domain/risk.ts'
import { appendAudit } from '../../store/audit.ts'
import { figureById } from '../../store/figures.ts'
import { addReview, updateFlag } from '../../store/flags.ts'
import type { Db } from '../../store/open.ts'
import { agentOf, type By } from '../by.ts'
import { readText } from '../text.ts'
import { lockAndJudgeFlag } from './flag-command.ts'

export type VerdictInput = {
  flagId: string
  /** The version that was read: the verdict speaks of no other. */
  articleVersionId: string
  verdict: ReviewVerdict
  reason: string
  /** The official figure it rests on, where there is one. */
  figureId?: string | null
}

/** Refuses `stale-revision` when the article has a newer version. A newer proposal takes the place of an older one. */
export async function proposeVerdict(db: Db, input: VerdictInput, by: By): Promise<Result<{ reviewId: string }>> {
  return db.transaction(async (tx) => {
    const reason = readText(input.reason, { field: 'reason', min: 1, max: 2000 })
    if (!reason.ok) return reason
    const judged = await lockAndJudgeFlag(tx, { flagId: input.flagId, verb: 'propose-verdict' }, by)
    if (!judged.ok) return judged
    const { facts, to, seat } = judged.value
    const { flag } = facts
    if (flag.articleVersionId !== input.articleVersionId) return refuse('stale-revision', { field: 'articleVersionId' })
    const figureId = input.figureId ?? null
    if (figureId !== null && !(await figureById(tx, figureId))) return refuse('invalid-field', { field: 'figureId' })

    const { actor, at } = by
    const review = await addReview(tx, {
      flagId: flag.id,
      articleVersionId: flag.articleVersionId,
      verdict: input.verdict,
      reason: reason.value,
      figureId,
      byUserId: actor.userId,
      byName: actor.name,
      byUnitId: seat.unitId,
      at,
      final: false,
      types: flag.types,
      level: flag.level,
    })
    await updateFlag(tx, flag.id, { state: to })
    await appendAudit(tx, {
      at,
      by: agentOf(actor, seat),
      action: 'propose-verdict',
      subject: { kind: 'flag', id: flag.id },
      incidentId: flag.incidentId,
      before: { state: flag.state, verdict: flag.verdict },
      after: { state: to, verdict: input.verdict, reviewId: review.id, figureId },
      reason: reason.value,
    })
    return ok({ reviewId: review.id })
  })
}
