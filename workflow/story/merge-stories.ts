/** A person makes two stories one, whatever kept them apart before: by their own knowledge, or because the machine suggested it. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import { storyOf } from '../../store/articles.ts'
import { takeLock } from '../../store/locks.ts'
import type { Db } from '../../store/open.ts'
import { mergeClusters } from '../../store/place-story.ts'
import { keptApartFrom } from '../../store/story-decisions.ts'
import { type Suggestion, suggestionsOf } from '../../store/stories.ts'
import type { By } from '../by.ts'
import { beginArranging, settleArranging } from './story.ts'

/** `articleId`: any article of the other story. Answers with the story that stays. Refuses `already-exists` for one story. */
export async function mergeStories(
  db: Db,
  input: { clusterId: string; articleId: string; reason: string },
  by: By,
): Promise<Result<{ clusterId: string }>> {
  return db.transaction(async (tx) => {
    await takeLock(tx, 'placement')
    const otherId = await storyOf(tx, input.articleId)
    if (!otherId) return refuse('not-found', { field: 'articleId' })
    if (otherId === input.clusterId) return refuse('already-exists', { field: 'articleId' })
    const begun = await beginArranging(tx, { clusterIds: [input.clusterId, otherId], reason: input.reason }, by)
    if (!begun.ok) return begun
    const clusterId = await mergeClusters(tx, [input.clusterId, otherId], by.at)
    const mergedId = clusterId === otherId ? input.clusterId : otherId
    await settleArranging(
      tx,
      { verb: 'merge', clusterId, otherClusterId: mergedId, articleIds: [input.articleId] },
      begun.value,
      by,
    )
    return ok({ clusterId })
  })
}

/** Of one story: people find them in a list of all, too, where none is left out for being less likely than others. */
const mostSuggested = 300

/** Says of a suggested story that it is the same event, or that it is not. Refuses `not-found` when nothing is suggested (any more). */
export async function settleSuggestion(
  db: Db,
  input: { clusterId: string; otherClusterId: string; verb: 'accept' | 'refuse'; reason: string },
  by: By,
): Promise<Result<{ clusterId: string }>> {
  return db.transaction(async (tx) => {
    const { verb, clusterId: askedId, otherClusterId: otherId, reason } = input
    const begun = await beginArranging(tx, { clusterIds: [askedId, otherId], reason }, by)
    if (!begun.ok) return begun
    const suggested = await suggestionsOf(tx, askedId, await keptApartFrom(tx, askedId), mostSuggested)
    const one = suggested.find((s) => s.clusterId === otherId)
    if (!one) return refuse('not-found', { field: 'otherClusterId' })
    const clusterId = verb === 'accept' ? await mergeClusters(tx, [askedId, otherId], by.at) : askedId
    const otherClusterId = clusterId === otherId ? askedId : otherId
    await settleArranging(
      tx,
      { verb, clusterId, otherClusterId, articleIds: [one.article.id], facts: factsOf(one) },
      begun.value,
      by,
    )
    return ok({ clusterId })
  })
}

const factsOf = ({ likeness, reason: { words, hoursApart } }: Suggestion) => ({ likeness, words, hoursApart })
