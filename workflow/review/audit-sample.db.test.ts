/** The weekly sample on the real databases: drawn alike each time, answered once, and a missed article becomes a flag. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startOfWeek } from '../../domain/precision.ts'
import { addMs, day, fromShanghai } from '../../domain/time.ts'
import { flagRow } from '../../store/flags.ts'
import type { Store } from '../../store/open.ts'
import { sampledStrata, sampleList, wakeSampling } from '../../store/samples.ts'
import { articles, auditDraws, auditSamples } from '../../store/schema.ts'
import { crew, type SeededArticle, seedArticle, seedBureaus } from '../../tests/support/bureaus.ts'
import { openTestStore } from '../../tests/support/db.ts'
import { answerSample, drawWeek } from './audit-sample.ts'
import { openFlag } from './open-flag.ts'

let store: Store
const week = startOfWeek(fromShanghai(2026, 9, 30, 2, 0)!)
const after = addMs(week, 7 * day)
beforeAll(async () => {
  store = await openTestStore()
  await seedBureaus(store.db, week)
})
afterAll(() => store.close())

it('draws what was not flagged, the same each time; a missed one becomes a flag, once', async () => {
  const seen: SeededArticle[] = []
  for (let n = 0; n < 25; n++) seen.push(await seedArticle(store.db, { title: `报道${n}`, at: addMs(week, n * 1000) }))
  seen.push(await seedArticle(store.db, { title: '下一周', at: after }))
  for (const { articleId, clusterId } of seen)
    await store.db.update(articles).set({ clusterId }).where(eq(articles.id, articleId))
  const flagged = seen[0]!
  await openFlag(store.db, { ...flagged, unitId: 'gx', types: ['M01'], level: 'high', score: 0.7, reasons: [] }, week)
  await wakeSampling(store.db, 'gx', week)
  const draw = (await store.db.select().from(auditDraws).where(eq(auditDraws.rootId, 'gx')))[0]!

  expect(await drawWeek(store.db, draw.id, addMs(after, -1))).toEqual(after)
  const drawnIds = async () => (await store.db.select().from(auditSamples)).map((s) => s.articleId).sort()
  expect(await drawnIds()).toEqual([])
  expect(await drawWeek(store.db, draw.id, after)).toEqual(addMs(after, 7 * day))
  const first = await drawnIds()
  expect(first).toHaveLength(20)
  expect(first).not.toContain(flagged.articleId)
  await store.db.delete(auditSamples)
  await store.db.update(auditDraws).set({ week })
  await drawWeek(store.db, draw.id, after)
  expect(await drawnIds()).toEqual(first)

  const of = { unitIds: ['gx'], since: week }
  const { items } = await sampleList(store.db, { ...of, page: 1, pageSize: 50 })
  expect(items.every((s) => s.stratumSize === 24)).toBe(true)
  const [one, two] = [items[0]!, items[1]!]
  const by = { actor: crew.gxMonitor, at: after }
  expect(
    await answerSample(store.db, { id: one.id, answer: 'missed', note: '漏报' }, { ...by, actor: crew.lzMonitor }),
  ).toMatchObject({ ok: false, refusal: { code: 'not-allowed' } })
  const missed = await answerSample(store.db, { id: one.id, answer: 'missed', note: '涉及本局数据' }, by)
  if (!missed.ok) throw new Error(missed.refusal.code)
  expect(await flagRow(store.db, missed.value.flagId!)).toMatchObject({
    unitId: 'gx',
    articleId: one.articleId,
    types: ['person'],
  })
  expect(await answerSample(store.db, { id: one.id, answer: 'rightly_low', note: '' }, by)).toMatchObject({
    refusal: { code: 'wrong-state' },
  })
  expect((await answerSample(store.db, { id: two.id, answer: 'rightly_low', note: '' }, by)).ok).toBe(true)
  expect(await sampledStrata(store.db, of)).toEqual([{ size: 24, answered: 2, missed: 1 }])
})
