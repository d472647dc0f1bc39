/** Says of many suggested stories at once that they are the same event, or that they are not. */
import { ok, type RefusalCode, type Result, refuse } from '../../domain/result.ts'
import { storyOf } from '../../store/articles.ts'
import type { Db } from '../../store/open.ts'
import type { By } from '../by.ts'
import { readText } from '../text.ts'
import { settleSuggestion } from './merge-stories.ts'

/** Pairs that one command may settle. */
export const mostSettled = 100

export type SuggestedPair = { articleId: string; otherArticleId: string }
export type Settled = { settled: number; left: (SuggestedPair & { code: RefusalCode })[] }

/**
 * Each pair by itself, in its own transaction, with the same right and record as one alone: what is refused is left and named, and
 * undoes nothing of the others. Pairs are named by articles, because accepting one may have changed the story of the next; two that are
 * one story by then are settled. Refuses the whole without a reason.
 */
export async function settleSuggestions(
  db: Db,
  { pairs, verb, reason: given }: { pairs: SuggestedPair[]; verb: 'accept' | 'refuse'; reason: string },
  by: By,
): Promise<Result<Settled>> {
  const reason = readText(given, { field: 'reason', min: 2, max: 500 })
  if (!reason.ok) return reason
  if (pairs.length === 0) return refuse('missing-field', { field: 'pairs' })
  if (pairs.length > mostSettled) return refuse('too-large', { field: 'pairs', detail: { max: mostSettled } })
  const answer: Settled = { settled: 0, left: [] }
  for (const pair of pairs) {
    const [clusterId, otherClusterId] = [await storyOf(db, pair.articleId), await storyOf(db, pair.otherArticleId)]
    if (!clusterId || !otherClusterId) answer.left.push({ ...pair, code: 'not-found' })
    else if (clusterId === otherClusterId && verb === 'accept') answer.settled++
    else {
      const done = await settleSuggestion(db, { clusterId, otherClusterId, verb, reason: reason.value }, by)
      if (done.ok) answer.settled++
      else answer.left.push({ ...pair, code: done.refusal.code })
    }
  }
  return ok(answer)
}
