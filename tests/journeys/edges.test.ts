/**
 * Edges of the requirements' list that begin at the press: a bureau's own website prints a wrong number, somebody quotes January alone
 * of what never comes out alone, and an author deletes a post within ten minutes.
 */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type {
  ArticleDetail,
  ArticleHit,
  FlagDetail,
  Messages,
  OutletRef,
  Page,
  Problem,
  Story,
} from '../../api/contract.ts'
import type { DemoArticle } from '../../demo/outlet.ts'
import { hour, minute } from '../../domain/time.ts'
import { rowsOf } from '../../store/open.ts'
import { testClock } from '../support/clock.ts'
import { type House, openHouse } from '../support/house.ts'
import { unzip } from '../support/unzip.ts'
import { done, marks, published } from './steps.ts'

const base = { afterMs: 0, editor: '', byline: '', expected: { flag: true, types: [] } } satisfies Partial<DemoArticle>
const articles: DemoArticle[] = [
  {
    ...{ ...base, key: 'own-site', outlet: 'liujiang', kind: 'edited', title: '居民消费价格历史数据解读' },
    paragraphs: [
      '据国家统计局广西调查总队数据，2012年3月广西居民消费价格（CPI）环比上涨3.4%，涨幅引起市民关注。',
      '分类别看，食品烟酒价格有升有降，鲜菜价格受天气影响较大，猪肉价格继续回落，市场供给总体充足。',
    ],
    edits: [{ afterMs: 10 * minute, replace: [{ from: '环比上涨3.4%', to: '同比上涨3.4%，环比上涨0.4%' }] }],
  },
  {
    ...{ ...base, key: 'january', outlet: 'huanan', kind: 'false', title: '广西工业开年提速' },
    paragraphs: [
      '自治区统计局数据显示，2026年1月广西规模以上工业增加值同比增长9.2%。',
      '业内人士认为，开年以来重点企业订单充足，生产线满负荷运转，工业经济有望继续向好。',
    ],
  },
  {
    ...{ ...base, key: 'post', outlet: 'guijiang', kind: 'false', title: '重磅：广西去年GDP其实是负增长' },
    paragraphs: [
      '有人整理了一份账单：2025年广西地区生产总值同比下降5.6%，统计局的数字是编出来的。',
      '请大家赶紧转发，这篇文章可能很快就看不到了，懂的都懂，评论区里说说你的感受。',
    ],
  },
]

let house: House
const idOf = async (key: string) => {
  const { items } = done(await (await house.as('gx-office')).get<Page<ArticleHit>>('/api/articles?pageSize=100'))
  return items.find((i) => i.url === house.world.articleUrl(key))!.id
}
const flagOf = async (key: string) => {
  const monitor = await house.as('gx-monitor')
  const articleId = await idOf(key)
  const { items } = done(await monitor.get<Page<Story>>('/api/flags?pageSize=100'))
  const row = items.find((i) => i.articleId === articleId)
  return row ? done(await monitor.get<FlagDetail>(`/api/flags/${row.flagId}`)) : null
}
const incidents = async () =>
  Number(rowsOf<{ n: string }>(await house.store.db.execute(sql`SELECT count(*) AS n FROM incidents`))[0]!.n)

beforeAll(async () => {
  house = await openHouse({ clock: testClock('2026-03-02T10:00:00+08:00'), articles })
  await house.quiet()
}, 300_000)
afterAll(() => house.close())

it("a wrong number on a bureau's own website is for the bureau to correct: it is told, and no event can be made of it", async () => {
  const office = await house.as('gx-office')
  const name = house.world.outlets.find((o) => o.key === 'liujiang')!.name
  const outlet = done(await office.get<{ items: OutletRef[] }>('/api/outlets')).items.find((o) => o.name === name)!
  const nobody = await office.post<Problem>(`/api/outlets/${outlet.id}/own`, { unitId: 'no-such-unit' })
  expect([nobody.status, nobody.body.field]).toEqual([404, 'unitId'])
  expect(
    (await (await house.as('gx-monitor')).post(`/api/outlets/${outlet.id}/own`, { unitId: 'gx-liuzhou' })).status,
  ).toBe(403)
  done(await office.post(`/api/outlets/${outlet.id}/own`, { unitId: 'gx-liuzhou' }))
  await published(house, 'own-site')
  const { flag, moves, claims } = (await flagOf('own-site'))!
  expect(flag.types).toContain('own')
  expect(moves.find((m) => m.verb === 'mark-suspected-major')).toMatchObject({
    ...{ allowed: false, refusal: { code: 'not-an-event', rule: { id: 'policy-own-correction', basis: 'policy' } } },
  })
  const monitor = await house.as('gx-monitor')
  const marked = await monitor.post<Problem>(`/api/flags/${flag.id}/mark-suspected-major`, {})
  expect([marked.status, marked.body.code]).toEqual([422, 'not-an-event'])
  const told = done(await (await house.as('lz-monitor')).get<Messages>('/api/messages')).items
  expect(told.filter((m) => m.kind === 'own_error').map((m) => m.flagId)).toEqual([flag.id])
  // Nobody has to answer for it within a quarter of an hour, as of an alert about the press.
  house.clock.advance(20 * minute)
  await house.quiet()
  expect(await incidents()).toBe(0)
  // Not even with two people's verdict that it is false: nobody writes a letter to themselves.
  const [division, other] = [await house.as('gx-zonghe'), await house.as('gx-hesuan')]
  const says = { verdict: 'false', reason: '环比应为同比', articleVersionId: flag.articleVersionId }
  const { id } = done(await division.post(`/api/flags/${flag.id}/verdict`, says))
  done(await other.post(`/api/flags/${flag.id}/confirm-verdict`, { reviewId: id }))
  const { start, end } = claims[0]!.span
  const letter = {
    articleVersionId: flag.articleVersionId,
    field: 'text',
    start,
    end,
    ask: 'correct',
    right: '环比上涨0.4%',
  }
  const asked = await office.post<Problem>(`/api/flags/${flag.id}/corrections`, letter)
  expect([asked.body.code, asked.body.rule?.id]).toEqual(['wrong-recipient', 'policy-own-correction'])
  house.world.edit('own-site')
  house.clock.advance(2 * hour)
  await house.quiet()
  const after = (await flagOf('own-site'))!.flag
  expect([after.state, after.level, after.types]).toEqual(['suspected', 'low', ['own']])
})

it('January of what comes out for two months together has no official source: flagged as such, and not as a leak', async () => {
  await published(house, 'january')
  const { flag, claims, moves } = (await flagOf('january'))!
  expect(claims.map((c) => [c.verdict, c.type, c.reason.code])).toEqual([['false', 'M12', 'never_published']])
  expect(flag.types).toContain('M12')
  expect(flag.types).not.toContain('leak')
  expect(moves.find((m) => m.verb === 'report-leak')).toMatchObject({ allowed: false })
})

it('a post that its author deletes within ten minutes stays: judged, reported, and given away as it was first fetched', async () => {
  await published(house, 'post')
  const articleId = await idOf('post')
  house.clock.advance(8 * minute)
  house.world.withdraw('post', 'notice')
  for (let n = 0; n < 4; n++) {
    house.clock.advance(hour)
    await house.quiet()
  }
  const monitor = await house.as('gx-monitor')
  const detail = done(await monitor.get<ArticleDetail>(`/api/articles/${articleId}`))
  expect(detail.article.removedAt).not.toBeNull()
  expect(detail.versions.map((v) => [v.n, v.change])).toEqual([[1, 'first']])
  expect(detail.versions[0]!.text).toContain('同比下降5.6%')
  const flagId = (await flagOf('post'))!.flag.id
  expect(await marks(monitor, flagId)).not.toBe('')
  const read = { articleVersionId: detail.versions[0]!.id, verdict: 'false', reason: '官方数据为增长5.6%' }
  done(await monitor.post(`/api/flags/${flagId}/verdict`, read))
  const file = await (await house.as('gx-office')).bytes(`/api/articles/${articleId}/evidence.wacz`)
  expect(file.status).toBe(200)
  const kept = [...unzip(file.body)].filter(([name]) => name.endsWith('.warc.gz') || name.endsWith('.warc'))
  expect(kept.length).toBeGreaterThan(0)
  expect(detail.evidence.map((e) => e.id)).toContain(detail.versions[0]!.evidenceId)
})
