/** Judging an article beside what changes meanwhile: its story, what is suggested of it, and what people decided of it. */
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bookOf } from '../../analyzer/claims/claims.ts'
import { openModels } from '../../analyzer/models/open-models.ts'
import { addMs, day, hour, minute } from '../../domain/time.ts'
import { articleById, type Article } from '../../store/articles.ts'
import type { Store } from '../../store/open.ts'
import { allUnits } from '../../store/people.ts'
import { articles, articleVersions, findings, outlets, storySuggestions } from '../../store/schema.ts'
import { keptApartFrom } from '../../store/story-decisions.ts'
import { suggestionsOf } from '../../store/stories.ts'
import { crew, seedArticle, seedBureaus } from '../../tests/support/bureaus.ts'
import { openTestStore } from '../../tests/support/db.ts'
import { mergeStories, settleSuggestion } from '../../workflow/story/merge-stories.ts'
import { splitStory } from '../../workflow/story/split-story.ts'
import { topicKeeperOf } from '../match-topics.ts'
import type { Machine } from '../step.ts'
import { analyzeArticle } from './analyze-article.ts'

let store: Store
let now = new Date('2026-11-20T06:00:00Z')
const models = openModels()
/** Runs once, in the middle of a judgement: after the article found its story, before it is judged. */
let meanwhile: (() => Promise<unknown>) | null = null

beforeAll(async () => {
  store = await openTestStore()
  await seedBureaus(store.db, now)
})
afterAll(() => store.close())

const machine = () =>
  ({
    ...{ db: store.db, now: () => now, models, log: () => undefined },
    reference: {
      read: async () => {
        const run = meanwhile
        meanwhile = null
        await run?.()
        return { units: await allUnits(store.db), book: bookOf([], []) }
      },
    },
    topics: topicKeeperOf(store.db),
    settings: { screenshots: false, recheckAfterMs: [hour] },
  }) as unknown as Machine

let minutes = 0
type Told = Partial<Pick<Article, 'sourceUrl' | 'sourceLine'>> & { origin?: 'foreign'; at?: Date }
/** An article that waits to be judged; each came out a minute after the one before, if nothing else is said. */
async function told(
  title: string,
  text: string,
  { origin, at = addMs(now, ++minutes * minute), ...more }: Told = {},
): Promise<string> {
  const { articleId } = await seedArticle(store.db, { title, text, at })
  const known = await articleById(store.db, articleId)
  await store.db
    .update(articles)
    .set({ state: 'extracted', ...more })
    .where(eq(articles.id, articleId))
  if (origin) await store.db.update(outlets).set({ origin }).where(eq(outlets.id, known!.outletId))
  return articleId
}
const judge = (id: string) => analyzeArticle(machine(), id)
async function judged(title: string, text: string, more: Told = {}): Promise<string> {
  const id = await told(title, text, more)
  await judge(id)
  return id
}
const article = async (id: string) => (await articleById(store.db, id))!
const storyOf = async (id: string) => (await article(id)).clusterId!
const suggested = async (id: string) => {
  const story = await storyOf(id)
  return (await suggestionsOf(store.db, story, await keptApartFrom(store.db, story))).map((s) => s.clusterId)
}
const originOf = async (id: string) => {
  const rows = await store.db
    .select({ label: findings.label })
    .from(findings)
    .innerJoin(articleVersions, eq(articleVersions.id, findings.articleVersionId))
    .where(and(eq(articleVersions.articleId, id), eq(findings.analyzer, 'origin')))
  return rows[0]?.label
}
const by = () => ({ actor: crew.gxOffice, at: now })

const flood = (more = '') =>
  `融江上游连日暴雨，三江侗族自治县斗江镇的风雨桥昨夜被洪水冲毁，两名守桥老人被冲锋舟救起。${more}县里已转移沿江群众一千余人，武警官兵正在搜寻下落不明的船工。`

describe('a story that changes while one of it is judged', () => {
  it('has the translation judged again, as of foreign origin, when its original is placed in the middle of the run', async () => {
    const [title, text] = [
      '广西经济数据引发质疑',
      `外媒称广西统计数据“难以令人信服”。${'文章援引多名经济学者的看法。'.repeat(4)}`,
    ]
    const original = 'https://wire.example/gx'
    const copy = await told(title, text, { sourceUrl: original })
    const wire = await told('Doubts about Guangxi figures', text, { origin: 'foreign', at: addMs(now, -hour) })
    await store.db.update(articles).set({ canonicalUrl: original }).where(eq(articles.id, wire))
    meanwhile = () => judge(wire)
    const ended = await judge(copy)
    expect(await storyOf(copy)).toBe(await storyOf(wire))
    expect(ended).toEqual({ dueAt: now })
    expect((await article(copy)).state).toBe('extracted')
    await judge(copy)
    expect(await originOf(copy)).toBe('foreign')
    expect((await article(copy)).state).toBe('analyzed')
  })
})

describe('a story told in other words', () => {
  it('is suggested with the rare words both hold, and not joined', async () => {
    const first = await judged('三江风雨桥被洪水冲毁', flood())
    const other = await judged(
      '斗江镇风雨桥垮塌 守桥老人获救',
      '记者从三江侗族自治县获悉，斗江镇一座百年风雨桥在融江洪水中垮塌。守桥的两位老人已获救，船工仍下落不明，搜寻在继续，冲锋舟往返江面。',
      { at: addMs(now, 5 * hour) },
    )
    expect(await storyOf(other)).not.toBe(await storyOf(first))
    expect(await suggested(other)).toEqual([await storyOf(first)])
    // From either side.
    expect(await suggested(first)).toEqual([await storyOf(other)])
    const [row] = await store.db.select().from(storySuggestions).where(eq(storySuggestions.articleId, other))
    expect(row?.reason.words).toContain('冲锋舟')
    expect(row?.reason.hoursApart).toBeCloseTo(5, 0)
  })

  it('is not suggested weeks later, nor for two indicators of one day, nor for a copy with another figure', async () => {
    const late = await judged('三江风雨桥被洪水冲毁一年祭', flood('一年前的今天。'), { at: addMs(now, 30 * day) })
    expect(await suggested(late)).toEqual([])

    const release = (what: string, value: string) =>
      `广西壮族自治区统计局今天发布，10月份广西${what}同比增长${value}。统计局新闻发言人表示，总体平稳、稳中有进的态势没有改变。`
    const retail = await judged('10月广西社会消费品零售总额公布', release('社会消费品零售总额', '4.1%'))
    const industry = await judged('10月广西规上工业增加值公布', release('规模以上工业增加值', '7.3%'))
    expect(await suggested(industry)).not.toContain(await storyOf(retail))

    const altered = await judged('10月广西社会消费品零售总额公布', release('社会消费品零售总额', '14.1%'))
    expect(await storyOf(altered)).not.toBe(await storyOf(retail))
    expect(await suggested(altered)).not.toContain(await storyOf(retail))
  })
})

describe('what people decide of stories', () => {
  const text = (more = '') =>
    `南宁邕江边的青秀山兰园昨晚展出一株罕见的鬼兰，花匠老陆守了它十一年。${more}开花当夜，植物所的研究员带着学生赶来测量，说这株鬼兰的花距比记载的长了三厘米。`

  it('stays: a split article is not joined again by judging, by a new version or by a copy; a merge survives', async () => {
    const [a, b] = [await judged('邕江兰园鬼兰开花', text()), await judged('邕江兰园鬼兰开花了', text())]
    const story = await storyOf(a)
    expect(await storyOf(b)).toBe(story)
    now = addMs(now, minute)
    const parted = await splitStory(store.db, { clusterId: story, articleIds: [b], reason: '这是另一座园子' }, by())
    expect(parted.ok).toBe(true)
    const own = await storyOf(b)
    expect(own).not.toBe(story)
    for (const id of [a, b]) {
      await store.db.update(articles).set({ state: 'extracted' }).where(eq(articles.id, id))
      await judge(id)
    }
    expect([await storyOf(a), await storyOf(b)]).toEqual([story, own])
    const copy = await judged('邕江兰园鬼兰开花', text('（转载）'))
    expect([story, own]).toContain(await storyOf(copy))
    expect([await storyOf(a), await storyOf(b)]).toEqual([story, own])
    expect(await suggested(b)).not.toContain(story)

    const merged = await mergeStories(store.db, { clusterId: own, articleId: a, reason: '核实为同一株' }, by())
    expect(merged).toEqual({ ok: true, value: { clusterId: story } })
    await store.db.update(articles).set({ state: 'extracted' }).where(eq(articles.id, b))
    await judge(b)
    expect(new Set([await storyOf(a), await storyOf(b), await storyOf(copy)])).toEqual(new Set([story]))
  })

  it('is never suggested again once refused, and joins both stories once accepted', async () => {
    const [one] = await Promise.all([judged('百色芒果被山火围困', mango('百色右江河谷的芒果林'))])
    const two = await judged('右江河谷山火逼近芒果林', mango('右江河谷百年芒果古树'), { at: addMs(now, hour) })
    const [storyOne, storyTwo] = [await storyOf(one), await storyOf(two)]
    expect(storyOne).not.toBe(storyTwo)
    const settle = (verb: 'accept' | 'refuse') =>
      settleSuggestion(store.db, { clusterId: storyTwo, otherClusterId: storyOne, verb, reason: '地点不同' }, by())
    expect((await settle('refuse')).ok).toBe(true)
    await store.db.update(articles).set({ state: 'extracted' }).where(eq(articles.id, two))
    await judge(two)
    expect(await suggested(two)).toEqual([])
    expect(await settle('accept')).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
    expect((await mergeStories(store.db, { clusterId: storyTwo, articleId: one, reason: '重新核实' }, by())).ok).toBe(
      true,
    )
    expect(await storyOf(two)).toBe(await storyOf(one))
  })
})
const mango = (where: string) =>
  where.includes('古树')
    ? `山火昨夜烧到${where}旁，护林员用无人机吊水灭火，果农连夜砍出隔离带，消防队员轮番上山。`
    : `${where}遭山火围困，果农连夜砍出隔离带，护林员调来无人机吊水，消防队员轮番上山扑救。`

describe('restating', () => {
  it('judges the flagged members again when the copies double, and not at each copy', async () => {
    now = addMs(now, minute)
    const scandal = '网文称广西统计局数据系编造，柳州市统计局要求企业层层注水、统一口径上报，有基层统计员出示聊天记录。'
    const asked = async () => (await article(first)).judgementsAsked
    const first = await judged('网文称广西统计数据系编造', scandal)
    const counts: number[] = []
    for (let copies = 2; copies <= 8; copies++) {
      await judged('网文称广西统计数据系编造', scandal)
      counts.push(await asked())
    }
    // At two, four and eight copies.
    expect(counts).toEqual([1, 1, 2, 2, 2, 2, 3])
  })
})
