/** A person takes articles out of a story: they are a story of their own from now on, and so they stay. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { Db } from '../../store/open.ts'
import { splitCluster } from '../../store/place-story.ts'
import type { By } from '../by.ts'
import { beginArranging, settleArranging } from './story.ts'

/** Articles that one split may move. */
const mostMoved = 500

/** Answers with the new story. Refuses `invalid-field` when the articles are not a part of the story, or all of it. */
export async function splitStory(
  db: Db,
  input: { clusterId: string; articleIds: string[]; reason: string },
  by: By,
): Promise<Result<{ clusterId: string }>> {
  const articleIds = [...new Set(input.articleIds)]
  if (articleIds.length === 0) return refuse('missing-field', { field: 'articleIds' })
  if (articleIds.length > mostMoved) return refuse('too-large', { field: 'articleIds', detail: { max: mostMoved } })
  return db.transaction(async (tx) => {
    const { clusterId, reason } = input
    const begun = await beginArranging(tx, { clusterIds: [clusterId], reason }, by)
    if (!begun.ok) return begun
    const madeId = await splitCluster(tx, { clusterId, articleIds }, by.at)
    if (madeId === null) return refuse('invalid-field', { field: 'articleIds' })
    await settleArranging(tx, { verb: 'split', clusterId, otherClusterId: madeId, articleIds }, begun.value, by)
    return ok({ clusterId: madeId })
  })
}
