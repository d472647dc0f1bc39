/** Door of the pipeline: what the language model answered, kept as a draft with its source, or why there is none. */
import type { DraftFailure } from '../../domain/draft.ts'
import { appendAudit } from '../../store/audit.ts'
import { lockDraft, updateDraft } from '../../store/drafts.ts'
import type { Db } from '../../store/open.ts'

/** Once: a draft that ended or was discarded in the meantime stays as it is. */
export async function settleDraft(
  db: Db,
  { id, model, ...ending }: { id: string; model: string | null } & ({ text: string } | { failure: DraftFailure }),
  at: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const draft = await lockDraft(tx, id)
    if (!draft || draft.endedAt || draft.discardedAt) return
    await updateDraft(tx, id, { ...ending, model, endedAt: at })
    await appendAudit(tx, {
      ...{ at, by: { kind: 'machine', name: 'draft' }, subject: { kind: 'article', id: draft.articleId } },
      action: 'text' in ending ? 'write-draft' : 'fail-draft',
      // Never the text: what a machine wrote is no part of the record.
      after: { draftId: id, kind: draft.kind, model, ...('failure' in ending ? { failure: ending.failure } : {}) },
    })
  })
}
