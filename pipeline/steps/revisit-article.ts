/**
 * Article analyzed → its page is looked at again, often while it is fresh or matters. Another text is a further version
 * and goes back to analysis; a missing page counts as removed at its second sighting; a failure says nothing of the article.
 * Requests for correction are judged by what the page shows. What proves news is sealed before the look is written down, in one transaction with its consequences.
 */
import type { FetchFailure } from '../../domain/article.ts'
import { nextVisit, type Presence } from '../../domain/visits.ts'
import {
  type Article,
  type ArticleVersion,
  articleById,
  currentVersion,
  lockArticle,
  saveVersion,
} from '../../store/articles.ts'
import type { Sealed } from '../../store/evidence.ts'
import { contentGiven } from '../../store/submissions.ts'
import { attentionOf, recordVisit } from '../../store/visits.ts'
import { judgeLook, lockWatched } from '../../workflow/correction/judge-look.ts'
import { askForArticle, sealAll, sealPage } from '../open-article.ts'
import type { Machine, StepOutcome } from '../step.ts'
import { changeBetween, missingVisit, outcomeOf, type Sighting, sightingOf } from '../visit.ts'

export const here: Presence = { missingSince: null, removedAt: null }

export async function revisitArticle(machine: Machine, id: string): Promise<StepOutcome> {
  const { db, now } = machine
  const known = await articleById(db, id)
  if (known?.state !== 'analyzed') return { dueAt: known && known.state !== 'unreadable' ? now() : null }
  // A text that people brought is not held against a page that may be another or none.
  if (await contentGiven(db, id)) return { dueAt: null }
  const answer = await askForArticle(machine, known, { again: true })
  if (answer.kind === 'later') return { postponeUntil: answer.at }
  const sighting = sightingOf(answer, (await currentVersion(db, id))?.contentHash ?? null)
  const { sealed, furtherSealed } = await sealNews(machine, known, sighting)
  const isNewText = await db.transaction(async (tx) => {
    const held = await lockArticle(tx, id)
    if (held?.article.state !== 'analyzed' || !held.current) return true
    const { article, current } = held
    const at = now()
    // Before anything is written down: the record's lock comes last.
    const watched = await lockWatched(tx, id, at)
    switch (sighting.kind) {
      case 'failed':
        await recordVisit(tx, article, { at, ...failed(sighting.failure), presence: article, sealed: null })
        return false
      case 'missing': {
        const visit = missingVisit(article, sighting, at)
        const { evidenceId } = await recordVisit(tx, article, { ...visit, sealed })
        if (visit.outcome === 'removed' && !article.removedAt)
          await judgeLook(tx, watched, { kind: 'removed', evidenceId, versionId: null }, at)
        return false
      }
      case 'not_modified':
        await recordVisit(tx, article, { at, ...found(article, null), status: 304, sealed: null })
        await judgeLook(tx, watched, { kind: 'page', version: current }, at)
        return false
      case 'text': {
        const version = await saveSighting(tx, { article, current, sighting, sealed, furtherSealed }, at)
        await judgeLook(tx, watched, { kind: 'page', version: version ?? current }, at)
        return version !== null
      }
    }
  })
  return { dueAt: isNewText ? now() : await nextLook(machine, id) }
}

type Held = {
  article: Article
  current: ArticleVersion
  sighting: Extract<Sighting, { kind: 'text' }>
} & Proof
/** Null where the look proves nothing new. */
type Proof = { sealed: Sealed | null; furtherSealed: Sealed[] }

/** The new version, where the text is one. */
async function saveSighting(
  tx: Parameters<typeof saveVersion>[0],
  { article, current, sighting, sealed, furtherSealed }: Held,
  at: Date,
): Promise<ArticleVersion | null> {
  const { read, movedTo } = sighting
  const { page, etag, lastModified } = read
  const change = changeBetween(current, read)
  if (change && !sealed) throw new Error('another version came in between')
  const version =
    change && sealed ? await saveVersion(tx, article, { read: { ...read, sealed, furtherSealed }, change }) : null
  const outcome = outcomeOf({
    ...{ wasRemoved: article.removedAt !== null, change, sameAsN: version?.sameAsN ?? null },
    moved: movedTo !== null,
  })
  await recordVisit(tx, article, {
    ...{ at, outcome, presence: here, status: page.status, finalUrl: page.finalUrl },
    ...{ articleVersionId: version?.id ?? null, sealed: version ? null : sealed },
    ...(change ? {} : { validators: { etag, lastModified } }),
    ...(movedTo ? { url: movedTo } : {}),
  })
  return version
}

/** Another text, another place, a return and a removal want proof; the same page again does not. */
async function sealNews(machine: Machine, article: Article, sighting: Sighting): Promise<Proof> {
  const nothing: Proof = { sealed: null, furtherSealed: [] }
  if (sighting.kind === 'missing')
    return sighting.page ? { ...nothing, sealed: await sealPage(machine, sighting.page) } : nothing
  if (sighting.kind !== 'text') return nothing
  const current = await currentVersion(machine.db, article.id)
  const isNews =
    article.removedAt !== null || sighting.movedTo !== null || current?.contentHash !== sighting.read.contentHash
  return isNews ? sealAll(machine, sighting.read) : nothing
}

const found = (article: Article, change: null) => ({
  outcome: outcomeOf({ wasRemoved: article.removedAt !== null, change, sameAsN: null, moved: false }),
  presence: here,
})
const failed = (failure: FetchFailure) => ({ outcome: 'failed' as const, failure, status: failure.status ?? null })

/** When to look at an article again, as things stand now. */
export async function nextLook({ db, now, settings }: Machine, articleId: string): Promise<Date | null> {
  const article = await articleById(db, articleId)
  if (!article) return null
  const { missingSince, removedAt, failedVisits } = article
  return nextVisit({
    ...{ missingSince, removedAt, failedVisits, now: now(), ordinaryAfterMs: settings.recheckAfterMs },
    ...(await attentionOf(db, article, now())),
  })
}
