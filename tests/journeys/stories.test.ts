/**
 * Which reports are one story, through the API: the demo world's reprints and its copy with another number; then a split and
 * a merge by people that outlive new versions, new judgements and new copies.
 */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ArticleDetail, ArticleHit, FlagDetail, Page, StoryView } from '../../api/contract.ts'
import type { DemoArticle } from '../../demo/outlet.ts'
import { demoScript } from '../../demo/script.ts'
import { articles as articleRows } from '../../store/schema.ts'
import { testClock } from '../support/clock.ts'
import { type House, openHouse } from '../support/house.ts'
import { done, published, refusalOf } from './steps.ts'

let house: House
const clock = testClock('2026-11-20T09:00:00+08:00')
const script = demoScript(clock.now())
const scripted = ['gdp-true', 'gdp-false', 'gdp-false-reprint-1', 'gdp-false-reprint-2', 'gdp-true-altered']
const falseReport = script.find((a) => a.key === 'gdp-false')!
/** Copies that come after people have decided. */
const late = (key: string, outlet: DemoArticle['outlet'], reprintOf: string): DemoArticle => ({
  ...falseReport,
  ...{ key, outlet, reprintOf, sourceLine: '桂江新闻网', kind: 'reprint' },
})
/** The same matter in other words. */
const retold: DemoArticle = {
  ...falseReport,
  ...{ key: 'retold', outlet: 'huanan', kind: 'false', title: '36300.87亿元？广西经济总量被写高了' },
  paragraphs: [
    '有报道称，2022年广西地区生产总值达36300.87亿元，比上年增长9.2%。不愿具名的专家“再上一个台阶”的说法，让不少网友在评论区留言质疑数据与感受不符。',
  ],
}

const hitOf = async (key: string): Promise<ArticleHit> => {
  const office = await house.as('gx-office')
  const { items } = done(await office.get<Page<ArticleHit>>('/api/articles?pageSize=100'))
  const hit = items.find((i) => i.url === house.world.articleUrl(key))
  if (!hit) throw new Error(`${key} was not found`)
  return hit
}
const story = async (key: string): Promise<StoryView> =>
  done(await (await house.as('gx-office')).get<StoryView>(`/api/articles/${(await hitOf(key)).id}/story`))
const keysOf = ({ chain }: StoryView): string[] =>
  house.world.articles
    .map((a) => a.key)
    .filter((key) => chain.some((link) => link.article.url === house.world.articleUrl(key)))
    .sort()
const judgedAgain = async (key: string) => {
  await house.store.db
    .update(articleRows)
    .set({ state: 'extracted', dueAt: clock.now() })
    .where(eq(articleRows.id, (await hitOf(key)).id))
  await house.quiet()
}

beforeAll(async () => {
  const copies = [late('late-1', 'liujiang', 'gdp-false-reprint-1'), late('late-2', 'liujiang', 'gdp-false')]
  house = await openHouse({ clock, articles: [...script.filter((a) => scripted.includes(a.key)), ...copies, retold] })
  await house.quiet()
  for (const key of scripted) await published(house, key)
}, 300_000)
afterAll(() => house.close())

describe('the world of the demo', () => {
  it('has its reprints in one story, each with the ground and the title it had before', async () => {
    const seen = await story('gdp-false-reprint-2')
    expect(keysOf(seen)).toEqual(['gdp-false', 'gdp-false-reprint-1', 'gdp-false-reprint-2'])
    expect(seen.chain[0]).toMatchObject({ first: true, article: { url: house.world.articleUrl('gdp-false') } })
    expect(seen.chain.slice(1).map((link) => link.from?.basis)).toEqual(['link', 'link'])
    expect(seen.origin).toBe('domestic')
    expect(seen.decisions).toEqual([])
  })

  it('keeps the copy with another number apart and flagged, and does not suggest it', async () => {
    const [right, altered] = [await story('gdp-true'), await story('gdp-true-altered')]
    expect(keysOf(right)).toEqual(['gdp-true'])
    expect(keysOf(altered)).toEqual(['gdp-true-altered'])
    expect(altered.suggestions.map((s) => s.storyId)).not.toContain(right.id)
    const office = await house.as('gx-office')
    const { flagIds } = done(await office.get<ArticleDetail>(`/api/articles/${(await hitOf('gdp-true-altered')).id}`))
    const { flag } = done(await office.get<FlagDetail>(`/api/flags/${flagIds[0]}`))
    expect(flag.types).toContain('M12')
    expect(flag.level).not.toBe('low')
  })

  it('suggests what tells the same in other words, from both sides and with its reasons', async () => {
    await published(house, 'retold')
    const copied = await story('gdp-false')
    const [suggestion] = (await story('retold')).suggestions.filter((s) => s.storyId === copied.id)
    expect(suggestion?.likeness).toBeGreaterThan(0.09)
    expect(suggestion?.reason.indicators.map((i) => i.code)).toContain('gdp')
    expect(suggestion?.reason.words.length).toBeGreaterThan(2)
    expect(copied.suggestions.map((s) => s.storyId)).toContain((await story('retold')).id)
  })
})

describe('what people decide', () => {
  const reason = '核实为另一来源,单独跟踪'

  it('is refused without a reason, without the right, and for the whole of a story', async () => {
    const { id, chain } = await story('gdp-false')
    const path = `/api/stories/${id}/split`
    const articleIds = [chain.at(-1)!.article.id]
    expect((await (await house.as('gx-office')).post(path, { articleIds, reason: '' })).status).toBe(400)
    expect(refusalOf(await (await house.as('gx-audit')).post(path, { articleIds, reason })).code).toBe('not-allowed')
    const all = chain.map((link) => link.article.id)
    expect(refusalOf(await (await house.as('gx-office')).post(path, { articleIds: all, reason })).code).toBe(
      'invalid-field',
    )
  })

  it('parts an article for good: judged again, and with new copies of both sides', async () => {
    const before = await story('gdp-false')
    const office = await house.as('gx-office')
    const articleId = (await hitOf('gdp-false-reprint-1')).id
    done(await office.post(`/api/stories/${before.id}/split`, { articleIds: [articleId], reason }))
    const [decision] = (await story('gdp-false')).decisions
    expect(decision).toMatchObject({ verb: 'split', reason, keepsApart: true, articles: [{ id: articleId }] })
    await judgedAgain('gdp-false-reprint-1')
    await judgedAgain('gdp-false')
    await published(house, 'late-1')
    await published(house, 'late-2')
    expect(keysOf(await story('gdp-false-reprint-1'))).toEqual(['gdp-false-reprint-1', 'late-1'])
    const rest = await story('gdp-false')
    expect(keysOf(rest)).toEqual(['gdp-false', 'gdp-false-reprint-2', 'late-2'])
    expect(rest.suggestions.map((s) => s.storyId)).not.toContain((await story('gdp-false-reprint-1')).id)
  })

  it('joins two stories for good, and takes a refusal as the last word', async () => {
    const office = await house.as('gx-office')
    const [rest, parted, retold] = [await story('gdp-false'), await story('gdp-false-reprint-1'), await story('retold')]
    const answer = { storyId: retold.id, verb: 'refuse', reason: '评论文章,不是转载' }
    done(await office.post(`/api/stories/${rest.id}/suggestions`, answer))
    clock.advance(1000)
    const articleId = parted.chain[0]!.article.id
    done(await office.post(`/api/stories/${rest.id}/merge`, { articleId, reason: '确认同源' }))
    await judgedAgain('gdp-false-reprint-1')
    await judgedAgain('retold')
    const whole = await story('late-1')
    expect(keysOf(whole)).toEqual(['gdp-false', 'gdp-false-reprint-1', 'gdp-false-reprint-2', 'late-1', 'late-2'])
    expect(whole.decisions.map((d) => d.verb)).toEqual(['merge', 'refuse', 'split'])
    expect(keysOf(await story('retold'))).toEqual(['retold'])
    expect((await story('retold')).suggestions.map((s) => s.storyId)).not.toContain(whole.id)
    const auditor = await house.as('gx-audit')
    const { items } = done(
      await auditor.get<Page<{ action: string; subject: { kind: string } }>>('/api/audit?pageSize=100'),
    )
    expect(items.filter((e) => e.subject.kind === 'story').map((e) => e.action)).toEqual(['merge', 'refuse', 'split'])
  })
})
