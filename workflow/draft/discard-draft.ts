/** A person throws a draft away: it is shown nowhere any more. What was asked and written stays in the record as a fact. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import { lockDraft, updateDraft } from '../../store/drafts.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { agentOf, type By } from '../by.ts'
import { may } from '../policy.ts'

/** The text goes with it: a draft nobody wants is not kept. */
export async function discardDraft(
  db: Db,
  { id, articleId }: { id: string; articleId: string },
  { actor, at }: By,
): Promise<Result<null>> {
  return db.transaction(async (tx) => {
    const draft = await lockDraft(tx, id)
    if (draft?.articleId !== articleId) return refuse('not-found')
    const seat = may(actor, 'ask-draft', { unitId: draft.unitId, tree: await loadUnitTree(tx) })
    if (!seat.ok) return refuse('not-found')
    if (draft.discardedAt) return refuse('wrong-state')
    await updateDraft(tx, id, { discardedAt: at, discardedByName: actor.name, text: null, dueAt: null })
    await appendAudit(tx, {
      ...{ at, by: agentOf(actor, seat.value), action: 'discard-draft', subject: { kind: 'article', id: articleId } },
      after: { draftId: id, kind: draft.kind },
    })
    return ok(null)
  })
}
