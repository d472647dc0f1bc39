/** Door of the pipeline: what the language model answered, sentence by sentence; or why there is no draft. */
import type { DraftFailure, DraftSource } from '../../domain/draft.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { lockPointsDraft, updatePointsDraft, wordsHash } from '../../store/points-drafts.ts'
import { readBody } from './body.ts'
import { bodyOfDraft, type CheckedAnswer } from './draft-answer.ts'

export type PointsDraftEnding = { failure: DraftFailure } | { checked: CheckedAnswer }

/** Once: a draft that ended or was discarded in the meantime stays as it is. Where no text can be made of what holds, it has failed. */
export async function settlePointsDraft(
  db: Db,
  { id, model, sources, ...ending }: { id: string; model: string | null; sources: DraftSource[] } & PointsDraftEnding,
  at: Date,
): Promise<void> {
  const { sentences, refused } = 'checked' in ending ? ending.checked : { sentences: [], refused: [] }
  const made = bodyOfDraft(sentences, sources)
  const read = made && readBody(made)
  const body = read?.ok ? read.value : null
  const failure = 'failure' in ending ? ending.failure : body ? null : ('nothing_held' as const)
  await db.transaction(async (tx) => {
    const draft = await lockPointsDraft(tx, id)
    if (!draft || draft.endedAt || draft.discardedAt) return
    await updatePointsDraft(tx, id, {
      ...{ model, sources, sentences, refused, body, failure, endedAt: at },
      wordsHash: body && wordsHash(body),
    })
    const { incidentId, askedById, askedByName } = draft
    await appendAudit(tx, {
      ...{ at, by: { kind: 'machine', name: 'draft' }, subject: { kind: 'incident', id: incidentId }, incidentId },
      action: failure ? 'fail-draft' : 'write-draft',
      // Never the text: what a machine wrote is no part of the record. What it was refused for is.
      after: {
        ...{ draftId: id, model, askedBy: { id: askedById, name: askedByName }, sentences: sentences.length },
        refused: refused.map(({ fault, quote }) => ({ fault, quote })),
        ...(failure ? { failure } : {}),
      },
    })
  })
}
