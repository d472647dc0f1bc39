/** Confirms a proposed verdict; `false` needs a second person (policy-four-eyes). */
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { FlagState, ReviewVerdict } from '../../domain/risk.ts'
import { appendAudit } from '../../store/audit.ts'
import { addReview, updateFlag } from '../../store/flags.ts'
import type { Db } from '../../store/open.ts'
import { agentOf, type By } from '../by.ts'
import { readText } from '../text.ts'
import { openProposal } from './flag.ts'
import { lockAndJudgeFlag } from './flag-command.ts'

/**
 * Refuses `stale-revision` when `reviewId` is not the proposal that waits now. A verdict that closes the flag without
 * fault ends the wait for an acknowledgement: people have looked. An incident that runs already is not touched by it.
 */
export async function confirmVerdict(
  db: Db,
  input: { flagId: string; reviewId: string; reason?: string },
  by: By,
): Promise<Result<{ state: FlagState; verdict: ReviewVerdict }>> {
  return db.transaction(async (tx) => {
    const reason = readText(input.reason, { field: 'reason', min: 0, max: 2000 })
    if (!reason.ok) return reason
    const judged = await lockAndJudgeFlag(tx, { flagId: input.flagId, verb: 'confirm-verdict' }, by)
    if (!judged.ok) return judged
    const { facts, to, seat } = judged.value
    const { flag } = facts
    const proposal = openProposal(facts)
    if (!proposal || proposal.id !== input.reviewId) return refuse('stale-revision', { field: 'reviewId' })

    const { actor, at } = by
    const { verdict, figureId, articleVersionId } = proposal
    await addReview(tx, {
      flagId: flag.id,
      articleVersionId,
      verdict,
      reason: reason.value || proposal.reason,
      figureId,
      byUserId: actor.userId,
      byName: actor.name,
      byUnitId: seat.unitId,
      at,
      confirmsId: proposal.id,
      final: true,
      types: flag.types,
      level: flag.level,
    })
    await updateFlag(tx, flag.id, { state: to, verdict, ...(to === 'closed_no_fault' ? { dueAt: null } : {}) })
    await appendAudit(tx, {
      at,
      by: agentOf(actor, seat),
      action: 'confirm-verdict',
      subject: { kind: 'flag', id: flag.id },
      incidentId: flag.incidentId,
      before: { state: flag.state, verdict: flag.verdict },
      after: { state: to, verdict, reviewId: proposal.id, proposedBy: proposal.byName },
      reason: reason.value || null,
    })
    return ok({ state: to, verdict })
  })
}
