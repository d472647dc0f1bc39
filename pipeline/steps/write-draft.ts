/** A person asked for a draft → the text goes to the operator's language model, and what comes back is kept beside it. Once. */
import { versionsOf } from '../../store/articles.ts'
import { draftById, isKeptIn } from '../../store/drafts.ts'
import { settleDraft } from '../../workflow/draft/settle-draft.ts'
import type { Machine, StepOutcome } from '../step.ts'

export async function writeDraft({ db, drafter, now }: Machine, id: string): Promise<StepOutcome> {
  const draft = await draftById(db, id)
  if (!draft || draft.endedAt || draft.discardedAt) return { dueAt: null }
  const version = (await versionsOf(db, draft.articleId)).find((one) => one.id === draft.articleVersionId)
  const model = drafter?.model ?? null
  if (!drafter || !version) await settleDraft(db, { id, model, failure: 'off' }, now())
  // Asked again right before it leaves: a leak may have been found since the click.
  else if (await isKeptIn(db, draft.articleId)) await settleDraft(db, { id, model, failure: 'restricted' }, now())
  else {
    const outcome = await drafter.ask({ kind: draft.kind, title: version.title, text: version.text })
    const ending = outcome.kind === 'written' ? { text: outcome.text } : { failure: outcome.reason }
    await settleDraft(db, { id, model, ...ending }, now())
  }
  return { dueAt: null }
}
