/**
 * A person says that the machine is wrong about one number: who, why, about which words. The machine's verdict stays beside
 * it; the subject division of the person's bureau finds it in its queue and judges it with the flag.
 */
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { Actor, UnitTree } from '../../domain/units.ts'
import { currentVersion } from '../../store/articles.ts'
import { appendAudit } from '../../store/audit.ts'
import { claimsOf } from '../../store/findings.ts'
import { addDispute, type Flag, updateFlag } from '../../store/flags.ts'
import type { Db } from '../../store/open.ts'
import { agentOf, type By } from '../by.ts'
import { notify } from '../delivery/notify.ts'
import { readText } from '../text.ts'
import { moveFlag } from './flag.ts'
import { flagArticle, mayFlagArticle } from './flag-article.ts'
import { lockAndJudgeFlag } from './flag-command.ts'
import { disputed } from './open-flag.ts'

export type DisputeInput = {
  articleId: string
  /** The version that was read. */
  articleVersionId: string
  /** Where the disputed statement stands in it. */
  field: 'title' | 'text'
  start: number
  end: number
  reason: string
}

/**
 * Brings the article to the bureau's queue where it has no flag yet. Refuses `stale-revision` when there is a newer version,
 * `invalid-field` where the machine judged nothing at that place, `wrong-state` when people have judged the flag.
 */
export async function disputeClaim(db: Db, input: DisputeInput, by: By): Promise<Result<{ flagId: string }>> {
  return db.transaction(async (tx) => {
    const reason = readText(input.reason, { field: 'reason', min: 2, max: 500 })
    if (!reason.ok) return reason
    const version = await currentVersion(tx, input.articleId)
    if (!version) return refuse('not-found')
    if (version.id !== input.articleVersionId) return refuse('stale-revision', { field: 'articleVersionId' })
    const { field, start, end } = input
    const claim = (await claimsOf(tx, version.id)).find((c) => c.field === field && c.start === start && c.end === end)
    if (!claim) return refuse('invalid-field', { field: 'start' })
    const flagged = await flagArticle(tx, { articleId: input.articleId, reason: reason.value }, by)
    if (!flagged.ok) return flagged
    const judged = await lockAndJudgeFlag(tx, { flagId: flagged.value.flagId, verb: 'dispute' }, by)
    if (!judged.ok) return judged
    const { facts, tree, seat } = judged.value
    const { flag } = facts

    const { actor, at } = by
    const dispute = await addDispute(tx, {
      ...{ flagId: flag.id, articleVersionId: version.id, field, start, end, verdict: claim.verdict, type: claim.type },
      ...{ reason: reason.value, byUserId: actor.userId, byName: actor.name, byUnitId: seat.unitId, at },
    })
    await updateFlag(tx, flag.id, { types: [...new Set([...flag.types, disputed])] })
    await notify(
      tx,
      {
        key: `dispute:${dispute.id}`,
        kind: 'claim_disputed',
        to: [{ unitId: flag.unitId, roles: ['subject_division'] }],
        flagId: flag.id,
        facts: { title: version.title.slice(0, 200), byName: actor.name, reason: reason.value },
      },
      tree,
      at,
    )
    await appendAudit(tx, {
      at,
      by: agentOf(actor, seat),
      action: 'dispute',
      subject: { kind: 'flag', id: flag.id },
      incidentId: flag.incidentId,
      after: {
        ...{ disputeId: dispute.id, articleVersionId: version.id, field, start, end },
        ...{ quote: claim.quote, verdict: claim.verdict, type: claim.type },
      },
      reason: reason.value,
    })
    return ok({ flagId: flag.id })
  })
}

/** Whether the person may dispute a number of this article, and why not. `flags`: those of the article. Reads nothing. */
export function mayDispute(
  { article, flags }: { article: { clusterId: string | null }; flags: Flag[] },
  who: { actor: Actor; tree: UnitTree },
): Result<unknown> {
  const fresh = mayFlagArticle({ ...article, flaggedFor: [] }, who)
  const known = fresh.ok && flags.find((flag) => flag.unitId === fresh.value.id)
  return known ? moveFlag({ flag: known, reviews: [], incident: null, clocks: [], plan: null }, 'dispute', who) : fresh
}
