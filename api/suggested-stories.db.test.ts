/** The list of suggested stories, and many of them accepted or refused by a person at once. */
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMs, day, hour } from '../domain/time.ts'
import { articles, auditEvents } from '../store/schema.ts'
import { saveSuggestions } from '../store/stories.ts'
import { type ApiHouse, openApiHouse } from '../tests/support/api-house.ts'
import { seedArticle, type SeededArticle } from '../tests/support/bureaus.ts'
import { openFlag } from '../workflow/review/open-flag.ts'
import type { SettledShown, SuggestedPairShown } from './contract.ts'

let house: ApiHouse
const seeded: Record<string, SeededArticle> = {}
const reason = '经比对为同一事件'

beforeAll(async () => {
  house = await openApiHouse()
  const { db } = house.store
  const at = house.clock.now
  await house.person('gx-director', [['gx', 'office_director']])
  await house.person('lz-monitor', [['gx-liuzhou', 'monitor']])
  await house.person('gx-auditor', [['gx', 'auditor']])
  await house.person('xm-monitor', [['xm', 'monitor']])
  const flagged = { 甲: 'gx', 乙: 'gx', 丙: 'gx-liuzhou', 丁: 'xm', 戊: 'gx', 己: null, 庚: null, 辛: 'gx' }
  for (const [name, unitId] of Object.entries(flagged)) {
    const made = await seedArticle(db, { title: `消息${name}`, at: addMs(at, -hour) })
    seeded[name] = made
    await db.update(articles).set({ clusterId: made.clusterId }).where(eq(articles.id, made.articleId))
    if (unitId)
      await openFlag(db, { ...made, unitId, level: 'elevated', types: ['rumour'], score: 0.4, reasons: [] }, at)
  }
  const suggest = (from: string, to: [name: string, likeness: number][], when = at) =>
    saveSuggestions(
      db,
      seeded[from]!.articleId,
      to.map(([name, likeness]) => ({
        ...{ otherArticleId: seeded[name]!.articleId, likeness },
        reason: { words: ['摆渡人', '壮锦'], hoursApart: 3, indicators: ['gdp'], places: ['450200'] },
      })),
      when,
    )
  await suggest('乙', [['甲', 0.5]], addMs(at, -2 * hour))
  await suggest('甲', [['乙', 0.3]])
  await suggest('丙', [['乙', 0.4]])
  await suggest('丁', [['甲', 0.2]])
  await suggest('己', [['庚', 0.6]])
  await suggest('戊', [['辛', 0.25]], addMs(at, -10 * day))
})
afterAll(() => house.close())

const pairs = async (person: string, query = ''): Promise<SuggestedPairShown[]> => {
  const answer = await house.ask(`/api/stories/suggested?${query}`, { cookie: await house.cookie(person) })
  expect(answer.status).toBe(200)
  return answer.json.items
}
const names = (shown: SuggestedPairShown[]) =>
  shown.map(({ article, other }) => article.title.slice(2) + other.title.slice(2))
const settle = async (person: string, verb: 'accept' | 'refuse', chosen: [string, string][], why = reason) =>
  house.ask('/api/stories/suggested/settle', {
    cookie: await house.cookie(person),
    body: {
      ...{ verb, reason: why },
      pairs: chosen.map(([a, b]) => ({
        ...{ articleId: seeded[a]!.articleId, otherArticleId: seeded[b]!.articleId },
      })),
    },
  })

describe('the list', () => {
  it('has two stories once, the likest first, of those that concern the units in sight', async () => {
    expect(names(await pairs('gx-director'))).toEqual(['乙甲', '丙乙', '戊辛', '丁甲'])
    expect(names(await pairs('lz-monitor'))).toEqual(['丙乙'])
    expect(names(await pairs('xm-monitor'))).toEqual(['丁甲'])
    expect(names(await pairs('gx-director', 'flagged=any'))).toEqual(['己庚', '乙甲', '丙乙', '戊辛', '丁甲'])
  })

  it('is filtered, sorted and cut into pages', async () => {
    expect(names(await pairs('gx-director', 'days=7'))).toEqual(['乙甲', '丙乙', '丁甲'])
    expect(names(await pairs('gx-director', `q=${encodeURIComponent('消息丙')}`))).toEqual(['丙乙'])
    expect(names(await pairs('gx-director', `q=${encodeURIComponent('%')}`))).toEqual([])
    expect(names(await pairs('gx-director', 'sort=newest'))).toEqual(['丙乙', '丁甲', '乙甲', '戊辛'])
    expect(names(await pairs('gx-director', 'pageSize=3&page=2'))).toEqual(['丁甲'])
  })

  it('says on what ground, and who may settle it', async () => {
    const [first, , , last] = await pairs('gx-director')
    expect(first).toMatchObject({
      likeness: 0.5,
      articles: 1,
      reason: { words: ['摆渡人', '壮锦'], places: [{ name: '柳州', english: 'Liuzhou' }] },
    })
    expect(first!.moves[0]).toMatchObject({ verb: 'arrange', allowed: true })
    // One of the two stories stands in the queue of another tree alone.
    expect(last!.moves[0]).toMatchObject({ allowed: false })
    const [ofLiuzhou] = await pairs('lz-monitor')
    expect(ofLiuzhou!.moves[0]).toMatchObject({ allowed: false })
    const stranger = await house.ask('/api/stories/suggested', { cookie: await house.cookie('gx-auditor') })
    expect(stranger.status).toBe(403)
  })

  it.each([
    ['zh-CN', '报道一标题'],
    ['en', 'Article 1: title'],
  ])('goes into a file whose words are %s', async (language, title) => {
    const path = `/api/stories/suggested?format=csv&fileLanguage=${language}`
    const { text } = await house.ask(path, { cookie: await house.cookie('gx-director') })
    expect(text).toContain(title)
    expect(text.trim().split('\r\n')).toHaveLength(5)
  })
})

describe('settling many at once', () => {
  it('needs a reason and the right for both stories; what is refused is left', async () => {
    expect((await settle('gx-director', 'accept', [['乙', '甲']], ' ')).status).toBe(400)
    const refused = [
      ['gx-auditor', '乙', '甲'],
      ['lz-monitor', '丙', '乙'],
      ['gx-director', '丁', '甲'],
    ] as const
    for (const [person, a, b] of refused) {
      const answer: SettledShown = (await settle(person, 'accept', [[a, b]])).json
      expect(answer).toMatchObject({ settled: 0, left: [{ articleId: seeded[a]!.articleId, code: 'not-allowed' }] })
    }
    const unsuggested: SettledShown = (await settle('gx-director', 'accept', [['甲', '戊']])).json
    expect(unsuggested).toMatchObject({ settled: 0, left: [{ code: 'not-found' }] })
    expect(await pairs('gx-director')).toHaveLength(4)
  })

  it('makes stories one in a row, keeps others apart, and writes each down', async () => {
    const accepted: SettledShown = (
      await settle('gx-director', 'accept', [
        ['乙', '甲'],
        ['丙', '乙'],
        ['丁', '甲'],
      ])
    ).json
    expect(accepted).toMatchObject({ settled: 2, left: [{ code: 'not-allowed' }] })
    const { db } = house.store
    const rows = await db.select({ id: articles.id, clusterId: articles.clusterId }).from(articles)
    const storyOf = (name: string) => rows.find((r) => r.id === seeded[name]!.articleId)!.clusterId
    expect(new Set(['甲', '乙', '丙'].map(storyOf)).size).toBe(1)
    expect(storyOf('丁')).not.toBe(storyOf('甲'))
    expect((await settle('gx-director', 'refuse', [['戊', '辛']])).json).toEqual({ settled: 1, left: [] })
    expect(names(await pairs('gx-director'))).toEqual(['丁甲'])
    const recorded = await db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.subjectKind, 'story'), eq(auditEvents.reason, reason)))
    expect(recorded.map((r) => r.action).sort()).toEqual(['accept', 'accept', 'refuse'])
  })
})
