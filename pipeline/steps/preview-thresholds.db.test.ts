/** What the preview of thresholds says is what judging by them makes of the flags. */
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { bookOf } from '../../analyzer/claims/claims.ts'
import { openModels } from '../../analyzer/models/open-models.ts'
import { addMs, day, hour, minute } from '../../domain/time.ts'
import { allUnits } from '../../store/people.ts'
import { rescoringList } from '../../store/risk.ts'
import { articles, flags } from '../../store/schema.ts'
import { crew, seedArticle, seedBureaus } from '../../tests/support/bureaus.ts'
import { openTestStore } from '../../tests/support/db.ts'
import { flagArticle } from '../../workflow/review/flag-article.ts'
import { previewThresholds } from '../../workflow/risk/preview-thresholds.ts'
import { setThresholds } from '../../workflow/risk/thresholds.ts'
import { topicKeeperOf } from '../match-topics.ts'
import type { Machine } from '../step.ts'
import { analyzeArticle } from './analyze-article.ts'
import { rescore } from './rescore.ts'

const texts = [
  '广西壮族自治区统计局统计数据造假，注水严重，网友纷纷质疑其公布的数据完全是编造的谎言。',
  '据内部人士爆料，广西壮族自治区统计局统计数据造假，两会前后反复编造企业报表，真相令人震惊。',
  '柳州市统计局统计数据造假，注水严重，某企业负责人说收入被凭空抬高三倍，要求公开道歉。',
]
const lenient = {
  misinformation: [0.85, 0.9, 0.95] as [number, number, number],
  spread: [0.9, 0.95] as [number, number],
}

it('agrees with the run after saving, flag by flag', async () => {
  const store = await openTestStore()
  let now = new Date('2026-11-20T06:00:00Z')
  await seedBureaus(store.db, now)
  const machine = {
    ...{ db: store.db, now: () => now, models: openModels(), log: () => undefined },
    reference: { read: async () => ({ units: await allUnits(store.db), book: bookOf([], []) }) },
    topics: topicKeeperOf(store.db),
    settings: { screenshots: false, recheckAfterMs: [hour] },
  } as unknown as Machine
  const judged = async (text: string, age: number) => {
    const { articleId } = await seedArticle(store.db, { title: text.slice(0, 12), text, at: addMs(now, -age) })
    await store.db.update(articles).set({ state: 'extracted' }).where(eq(articles.id, articleId))
    await analyzeArticle(machine, articleId)
    return articleId
  }
  const ids: string[] = []
  for (const text of texts) ids.push(await judged(text, hour))
  const old = await judged('广西壮族自治区统计局统计数据造假，四十天前的旧帖。', 40 * day)
  const brought = (await seedArticle(store.db, { title: '公园开放', at: addMs(now, -hour) })).articleId
  await flagArticle(store.db, { articleId: brought, reason: '请看' }, { actor: crew.gxMonitor, at: now })
  const all = () => store.db.select().from(flags)
  const bare = (await all()).find((f) => f.articleId === ids[1])!
  const without = bare.reasons.filter(({ code }) => code !== 'measured')
  await store.db.update(flags).set({ reasons: without }).where(eq(flags.id, bare.id))

  const before = new Map((await all()).map((f) => [f.id, f]))
  const by = { actor: crew.gxDirector, at: now }
  const asked = { unitId: 'gx', values: lenient }
  const preview = await previewThresholds(store.db, asked, by)
  if (!preview.ok) throw new Error(preview.refusal.code)
  expect(await previewThresholds(store.db, asked, { ...by, actor: crew.gxOffice })).toMatchObject({
    refusal: { code: 'not-allowed' },
  })
  expect(await previewThresholds(store.db, { ...asked, unitId: 'xm' }, by)).toMatchObject({ ok: false })
  expect((await all()).length).toBe(before.size)

  now = addMs(now, minute)
  expect((await setThresholds(store.db, { ...asked, reason: '试行' }, { ...by, at: now })).ok).toBe(true)
  const [run] = await rescoringList(store.db, { rootIds: ['gx'] })
  await rescore(machine, run!.id)
  for (const { id } of await store.db.select().from(articles).where(eq(articles.state, 'extracted')))
    await analyzeArticle(machine, id)
  const after = (await all()).filter((f) => f.id !== bare.id && f.articleId !== old && f.unitId !== 'xm')
  const changed = after.filter((f) => f.level !== before.get(f.id)?.level)
  expect(changed.length).toBeGreaterThan(1)
  expect(
    preview.value.examples.map(({ id, from, to }) => ({ id, from, to })).sort((a, b) => a.id.localeCompare(b.id)),
  ).toEqual(
    changed
      .map(({ id, level }) => ({ id, from: before.get(id)!.level, to: level }))
      .sort((a, b) => a.id.localeCompare(b.id)),
  )
  expect(preview.value).toMatchObject({ looked: after.length, older: 1, rises: 0, falls: changed.length, isCut: false })
  await store.close()
})
