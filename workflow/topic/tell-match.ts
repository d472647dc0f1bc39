/** Door: a new article matched a topic whose unit wants to be told. At most one message an hour for a topic. */
import { hour } from '../../domain/time.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import type { Topic } from '../../store/topics.ts'
import { notify } from '../delivery/notify.ts'

export async function tellMatch(
  db: Db,
  { topic, article }: { topic: Pick<Topic, 'id' | 'name' | 'unitId' | 'tell'>; article: { id: string; title: string } },
  at: Date,
): Promise<void> {
  if (topic.tell.length === 0) return
  await db.transaction(async (tx) => {
    const tree = await loadUnitTree(tx)
    await notify(
      tx,
      {
        key: `topic:${topic.id}:${Math.floor(at.getTime() / hour)}`,
        kind: 'topic_matched',
        to: [{ unitId: topic.unitId, roles: topic.tell }],
        facts: {
          ...{ topicId: topic.id, topic: topic.name, articleId: article.id, title: article.title.slice(0, 200) },
          ...{ unitId: topic.unitId, unit: tree.byId(topic.unitId)?.name ?? topic.unitId },
        },
      },
      tree,
      at,
    )
  })
}
