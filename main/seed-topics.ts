/** Three topics of the demo's region, as its monitor would write them. Doing it twice changes nothing. */
import type { TopicRules } from '../domain/topic.ts'
import { userIdOf } from '../store/accounts.ts'
import type { Db } from '../store/open.ts'
import { actorById } from '../store/people.ts'
import { makeTopic, type TopicInput } from '../workflow/topic/change-topic.ts'

const everywhere: TopicRules = {
  ...{ must: [], any: [], exclude: [], patterns: [] },
  ...{ where: 'both', outletIds: [], origins: [], languages: [] },
}
const topics: TopicInput[] = [
  {
    name: '数据真实性质疑',
    rules: {
      ...everywhere,
      any: ['数据造假', '数据注水', '虚报', '瞒报'],
      exclude: ['财务造假'],
      patterns: ['统计.{0,8}(造假|注水|掺水)'],
    },
    ...{ active: true, review: 'elevated', tell: ['monitor'] },
  },
  {
    name: '居民消费价格',
    rules: { ...everywhere, any: ['居民消费价格', 'CPI', '物价'], exclude: ['招聘'] },
    ...{ active: true, review: 'none', tell: [] },
  },
  {
    name: '境外媒体谈广西经济',
    rules: { ...everywhere, must: ['广西'], any: ['经济', 'GDP', '统计'], origins: ['hk_mo', 'tw', 'foreign'] },
    ...{ active: true, review: 'low', tell: [] },
  },
]

export async function seedTopics(db: Db, at: Date): Promise<void> {
  const userId = await userIdOf(db, 'gx-monitor')
  const actor = userId && (await actorById(db, userId, at))
  if (!actor) throw new Error('the demo has no monitor')
  for (const topic of topics) {
    const made = await makeTopic(db, { ...topic, unitId: 'gx' }, { actor, at })
    if (!made.ok && made.refusal.code !== 'already-exists')
      throw new Error(`demo topic ${topic.name}: ${made.refusal.code}`)
  }
}
