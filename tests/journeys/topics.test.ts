/**
 * A monitor writes a topic; the next article is matched without a restart, the last days are looked through, and each match
 * says why. What reads badly is refused with its place.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type {
  ArticleTopicShown,
  Page,
  TopicDetail,
  TopicMatchShown,
  TopicPreview,
  TopicRowShown,
} from '../../api/contract.ts'
import { minute } from '../../domain/time.ts'
import type { TopicRules } from '../../domain/topic.ts'
import { articleById } from '../../store/articles.ts'
import { flagsOfArticle } from '../../store/flags.ts'
import { actorById } from '../../store/people.ts'
import { userIdOf } from '../../store/accounts.ts'
import { topicById, topicMatchList, topicVersionsOf } from '../../store/topics.ts'
import { changeTopic, makeTopic, type TopicInput } from '../../workflow/topic/change-topic.ts'
import { testClock } from '../support/clock.ts'
import { type House, openHouse } from '../support/house.ts'
import { done } from './steps.ts'

let house: House
const clock = testClock('2026-11-20T09:00:00+08:00')
beforeAll(async () => {
  house = await openHouse({ clock, outlets: [], articles: [] })
  clock.flow()
}, 400_000)
afterAll(() => house.close())

const rules: TopicRules = {
  ...{ must: ['统计局'], any: ['注水'], exclude: ['招聘'], patterns: ['造.?假'] },
  ...{ where: 'both', outletIds: [], origins: [], languages: [] },
}
const input: TopicInput = { name: '数据质量', rules, active: true, review: 'none', tell: [] }
const by = async (user: string) => {
  const { db } = house.store
  return { actor: (await actorById(db, (await userIdOf(db, user))!, clock.now()))!, at: clock.now() }
}
async function handIn(title: string, text: string): Promise<string> {
  const monitor = await house.as('lz-monitor')
  const body = { reason: '测试', outletName: '某群', title, text }
  const { articleId } = done(await monitor.post<{ articleId: string }>('/api/submissions', body))
  await house.quiet()
  return articleId
}
const matchesOf = async (topicId: string) =>
  (await topicMatchList(house.store.db, { topicId, sort: 'seen', page: 1, pageSize: 20 })).items

describe('a topic', () => {
  let topicId = ''
  let unitId = ''
  let before = ''

  it('looks back when it is made, and brings nothing found so to the queue', async () => {
    const { db } = house.store
    before = await handIn('网传统计局数据注水', '有网友说，当地統計局的数据注水，要求说明情况。')
    const flagged = (await flagsOfArticle(db, before)).flatMap((f) => f.types)
    unitId = (await by('lz-monitor')).actor.seats[0]!.unitId
    const made = await makeTopic(
      db,
      { ...input, unitId, review: 'elevated', tell: ['monitor'] },
      await by('lz-monitor'),
    )
    if (!made.ok) throw new Error(JSON.stringify(made.refusal))
    topicId = made.value.id
    await house.quiet()
    const [match, ...more] = await matchesOf(topicId)
    expect(more).toEqual([])
    expect(match).toMatchObject({ articleId: before, n: 1, isFresh: false, outletName: '某群' })
    expect(match!.reasons.map((r) => [r.kind, r.word, r.spans.map((s) => s.quote)])).toEqual([
      ['must', '统计局', ['统计局', '統計局']],
      ['any', '注水', ['注水', '注水']],
    ])
    expect(await topicById(db, topicId)).toMatchObject({ scanned: 1, scanTotal: 1, dueAt: null })
    expect((await flagsOfArticle(db, before)).flatMap((f) => f.types)).toEqual(flagged)
  })

  it('matches the next article without a restart, brings it to review and tells who wants to know', async () => {
    const { db } = house.store
    clock.advance(10 * minute)
    const id = await handIn('统计局造个假', '文章称统计局“造了假”，没有说明来源。')
    const [match] = await matchesOf(topicId)
    expect(match).toMatchObject({ articleId: id, isFresh: true })
    const flag = (await flagsOfArticle(db, id)).find((f) => f.types.includes('topic'))
    expect(flag?.reasons.find((r) => r.code === 'topic-match')).toMatchObject({ facts: { topic: '数据质量' } })
    const messages = done(await (await house.as('lz-monitor')).get<{ items: { kind: string }[] }>('/api/messages'))
    expect(messages.items.map((m) => m.kind)).toContain('topic_matched')
    expect((await articleById(db, id))?.state).toBe('analyzed')
  })

  it('changed by its unit forgets what it no longer matches; a version tells who changed it', async () => {
    const { db } = house.store
    const change = { ...input, id: topicId, n: 1, rules: { ...rules, patterns: [] } }
    expect(await changeTopic(db, change, await by('xm-monitor'))).toMatchObject({ ok: false })
    expect(await changeTopic(db, change, await by('lz-monitor'))).toMatchObject({ ok: true })
    expect(await changeTopic(db, change, await by('lz-monitor'))).toMatchObject({ refusal: { code: 'conflict' } })
    await house.quiet()
    expect((await matchesOf(topicId)).map((m) => [m.articleId, m.n])).toEqual([[before, 2]])
    expect((await topicVersionsOf(db, topicId)).map((v) => v.n)).toEqual([2, 1])
  })

  it('is listed with its matches, shows its days, previews what it would match, and an article says why', async () => {
    const monitor = await house.as('lz-monitor')
    for (const sort of ['name', 'matches', 'newest']) {
      const list = done(await monitor.get<Page<TopicRowShown>>(`/api/topics?sort=${sort}`))
      expect(list.items).toMatchObject([{ id: topicId, matches: 1 }])
    }
    const detail = done(await monitor.get<TopicDetail>(`/api/topics/${topicId}`))
    expect(detail.days).toHaveLength(30)
    expect(detail.days.reduce((sum, { count }) => sum + count, 0)).toBe(1)
    const listed = done(
      await monitor.get<Page<TopicMatchShown>>(`/api/topics/${topicId}/matches?q=注水&sort=published`),
    )
    expect(listed.items.map((m) => m.article.id)).toEqual([before])
    const why = done(await monitor.get<{ items: ArticleTopicShown[] }>(`/api/articles/${before}/topics`))
    expect(why.items).toMatchObject([{ topic: { name: '数据质量' }, reasons: [{ word: '统计局' }, { word: '注水' }] }])
    const body = { rules: { ...rules, patterns: [] }, before: null }
    const preview = done(await monitor.post<TopicPreview>('/api/topics/preview', body))
    expect(preview).toMatchObject({ matched: 1, narrowed: true, next: null, hits: [{ id: before }] })
    expect(preview.looked).toBe(preview.total)
    expect(await (await house.as('xm-monitor')).get(`/api/topics/${topicId}`)).toMatchObject({ status: 404 })
  })

  it('is refused with what is wrong and where', async () => {
    const bad = { ...input, name: '坏的', unitId, rules: { ...rules, patterns: ['造假', '造(假'] } }
    expect(await makeTopic(house.store.db, bad, await by('lz-monitor'))).toMatchObject({
      refusal: { field: 'rules.patterns.1', detail: { problem: 'pattern-syntax' } },
    })
    expect(await makeTopic(house.store.db, { ...input, unitId }, await by('lz-monitor'))).toMatchObject({
      refusal: { code: 'already-exists', field: 'name' },
    })
  })
})
