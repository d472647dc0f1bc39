/** A person asks the operator's language model for a draft of a foreign text. It is written later, by the machine's step. */
import { languageOf } from '../../analyzer/language.ts'
import type { DraftKind } from '../../domain/draft.ts'
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { Actor, Seat, Unit, UnitTree } from '../../domain/units.ts'
import { type ArticleVersion, articleById, currentVersion } from '../../store/articles.ts'
import { appendAudit } from '../../store/audit.ts'
import { addDraft, isKeptIn, openDraft } from '../../store/drafts.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { agentOf, type By } from '../by.ts'
import { may } from '../policy.ts'

/** For the bureau of the person's first seat that carries the right. One that is waited for already is answered with. */
export async function askDraft(
  db: Db,
  { articleId, kind }: { articleId: string; kind: DraftKind },
  { actor, at }: By,
): Promise<Result<{ draftId: string }>> {
  return db.transaction(async (tx) => {
    const article = await articleById(tx, articleId)
    const version = article && (await currentVersion(tx, article.id))
    if (!article || !version) return refuse('not-found')
    const allowed = mayAskDraft(
      { version, keptIn: await isKeptIn(tx, articleId) },
      { actor, tree: await loadUnitTree(tx) },
    )
    if (!allowed.ok) return allowed
    const { bureau, seat } = allowed.value
    const known = await openDraft(tx, { articleVersionId: version.id, unitId: bureau.id, kind })
    if (known) return ok({ draftId: known.id })
    const draft = await addDraft(tx, {
      ...{ articleId, articleVersionId: version.id, kind, unitId: bureau.id },
      ...{ askedAt: at, askedById: actor.userId, askedByName: actor.name, dueAt: at },
    })
    await appendAudit(tx, {
      ...{ at, by: agentOf(actor, seat), action: 'ask-draft', subject: { kind: 'article', id: articleId } },
      after: { draftId: draft.id, kind, version: version.n },
    })
    return ok({ draftId: draft.id })
  })
}

/** `not-allowed` without the right, `wrong-state` for a text that is Chinese or empty, `kept-in` where a leak is possible. */
export function mayAskDraft(
  { version, keptIn }: { version: Pick<ArticleVersion, 'title' | 'text'>; keptIn: boolean },
  { actor, tree }: { actor: Actor; tree: UnitTree },
): Result<{ bureau: Unit; seat: Seat }> {
  const writer = writerOf(actor, tree)
  if (!writer.ok) return writer
  if (version.text === '' || !isForeign(version)) return refuse('wrong-state')
  if (keptIn) return refuse('kept-in', { rule: 'policy-compartment' })
  return writer
}

const isForeign = ({ title, text }: Pick<ArticleVersion, 'title' | 'text'>): boolean =>
  !languageOf(`${title}\n${text}`).startsWith('zh')

function writerOf(actor: Actor, tree: UnitTree): Result<{ bureau: Unit; seat: Seat }> {
  for (const { unitId } of actor.seats) {
    const bureau = tree.bureauOf(unitId)
    const seat = bureau && may(actor, 'ask-draft', { unitId: bureau.id, tree })
    if (bureau && seat?.ok) return ok({ bureau, seat: seat.value })
  }
  return refuse('not-allowed')
}
