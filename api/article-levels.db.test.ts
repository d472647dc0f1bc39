/** Each tree of units sees how grave an article is for itself, and nothing of what another tree thinks of it. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RiskLevel } from '../domain/risk.ts'
import { levelsOfArticles } from '../store/article-levels.ts'
import { indexWords } from '../store/articles.ts'
import { articles } from '../store/schema.ts'
import { seedArticle } from '../tests/support/bureaus.ts'
import { type ApiHouse, openApiHouse } from '../tests/support/api-house.ts'
import { makeTopic } from '../workflow/topic/change-topic.ts'
import { saveTopicMatches } from '../store/topics.ts'
import { openFlag } from '../workflow/review/open-flag.ts'
import { actorById } from '../store/people.ts'
import { eq } from 'drizzle-orm'

let house: ApiHouse
const at = new Date('2026-10-01T02:00:00.000Z')
const ids: Record<string, string> = {}
const topicIds: Record<string, string> = {}

beforeAll(async () => {
  house = await openApiHouse()
  const { db } = house.store
  const people = { gx: await house.person('gx-director', [['gx', 'office_director']]), xm: '' }
  people.xm = await house.person('xm-director', [['xm', 'office_director']])
  await house.person('lz-monitor', [['gx-liuzhou', 'monitor']])
  const rules = { must: ['统计'], any: [], exclude: [], patterns: [], where: 'both' as const }
  for (const unitId of ['gx', 'xm'] as const) {
    const actor = (await actorById(db, people[unitId], at))!
    const all = { ...rules, outletIds: [], origins: [], languages: [] }
    const made = await makeTopic(
      db,
      { unitId, name: '统计', rules: all, active: true, review: 'none', tell: [] },
      { actor, at },
    )
    if (!made.ok) throw new Error(made.refusal.code)
    topicIds[unitId] = made.value.id
  }
  const seeded = async (name: string, flags: [unitId: string, level: RiskLevel][], isJudged = true) => {
    const article = await seedArticle(db, { title: `统计消息${name}`, at })
    const { articleId, articleVersionId, clusterId } = article
    ids[name] = articleId
    await db
      .update(articles)
      .set({ clusterId, judgedVersionId: isJudged ? articleVersionId : null })
      .where(eq(articles.id, articleId))
    await indexWords(db, { articleId, seenAt: at, text: `统计消息${name}` })
    for (const [unitId, level] of flags)
      await openFlag(db, { ...article, unitId, level, types: ['rumour'], score: 0.5, reasons: [] }, at)
    const matches = Object.values(topicIds).map((topicId) => ({ topicId, n: 1, reasons: [] }))
    const asked = new Map(Object.values(topicIds).map((id) => [id, 1]))
    const found = { articleId, articleVersionId, seenAt: at, matches, isFresh: true, asked }
    await saveTopicMatches(db, found, at)
  }
  await seeded('甲', [
    ['gx', 'critical'],
    ['gx-liuzhou', 'elevated'],
  ])
  await seeded('乙', [
    ['gx', 'high'],
    ['xm', 'elevated'],
  ])
  await seeded('丙', [['xm', 'critical']])
  await seeded('丁', [])
  await seeded('戊', [], false)
})
afterAll(() => house.close())

type Row = { id: string; riskLevel: RiskLevel | null }
const levelsFor = (rows: Row[]) =>
  Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, rows.find((r) => r.id === id)?.riskLevel]))
const ofGuangxi = { 甲: 'critical', 乙: 'high', 丙: 'low', 丁: 'low', 戊: null }
const ofXiamen = { 甲: 'low', 乙: 'elevated', 丙: 'critical', 丁: 'low', 戊: null }

it.each([
  ['gx-director', 'gx', ofGuangxi],
  ['lz-monitor', 'gx', ofGuangxi],
  ['xm-director', 'xm', ofXiamen],
] as const)('in lists, filters, files and on the page, for %s', async (person, root, levels) => {
  const cookie = await house.cookie(person)
  const get = (path: string) => house.ask(path, { cookie })
  expect(levelsFor((await get('/api/articles?pageSize=100')).json.items)).toEqual(levels)
  for (const level of ['low', 'elevated', 'high', 'critical'] as const) {
    const wanted = Object.keys(levels).filter((name) => levels[name as keyof typeof levels] === level)
    const found = await get(`/api/articles?level=${level}`)
    expect(found.json.items.map((a: Row) => a.id).sort()).toEqual(wanted.map((name) => ids[name]).sort())
    expect(found.json.total).toBe(wanted.length)
    const searched = await get(`/api/articles?level=${level}&q=${encodeURIComponent('统计')}`)
    expect(searched.json.total).toBe(wanted.length)
    if (person === 'lz-monitor') continue
    const matched = await get(`/api/topics/${topicIds[root]}/matches?level=${level}`)
    expect(matched.json.items.map((m: { article: Row }) => m.article.id).sort()).toEqual(
      wanted.map((name) => ids[name]).sort(),
    )
  }
  const file = (await get('/api/articles?format=csv')).text
  const words = { low: '低', elevated: '关注', high: '高', critical: '严重' }
  for (const [name, level] of Object.entries(levels))
    expect(file.split('\r\n').find((line) => line.includes(`统计消息${name}`))).toContain(
      `,${level === null ? '' : words[level as RiskLevel]},`,
    )
  for (const [name, level] of Object.entries(levels)) {
    const page = (await get(`/api/articles/${ids[name]}`)).json
    expect(page.article.riskLevel).toBe(level)
    const story = (await get(`/api/articles/${ids[name]}/story`)).json
    for (const { article } of [...page.chain, ...story.chain]) expect(article.riskLevel).toBe(level)
  }
})

it('and the files of topics and articles speak the language asked for', async () => {
  const cookie = await house.cookie('gx-director')
  const first = async (path: string, language: string) => {
    const { text } = await house.ask(`${path}?format=csv&fileLanguage=${language}`, { cookie })
    return text.replace('\uFEFF', '').split(',')[0]
  }
  const files = ['/api/topics', `/api/topics/${topicIds.gx}/matches`, '/api/articles']
  expect(await Promise.all(files.map((path) => first(path, 'en')))).toEqual(['Topic', 'Title', 'Title'])
  expect(await Promise.all(files.map((path) => first(path, 'zh-CN')))).toEqual(['专题', '标题', '标题'])
})

it('nothing of a level is told without the units that ask', async () => {
  const levelOf = await levelsOfArticles(house.store.db, Object.values(ids), [])
  expect(levelOf({ id: ids.甲!, judgedVersionId: 'v' })).toBe('low')
})
