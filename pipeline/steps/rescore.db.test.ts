/** Thresholds of a unit and what is judged again by them: what the machine says changes, what people decided does not. */
import { eq, like } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bookOf } from '../../analyzer/claims/claims.ts'
import { openModels } from '../../analyzer/models/open-models.ts'
import { defaultThresholds } from '../../analyzer/risk.ts'
import { addMs, day, hour, minute } from '../../domain/time.ts'
import { unitTree } from '../../domain/units.ts'
import type { Store } from '../../store/open.ts'
import { allUnits } from '../../store/people.ts'
import { askNextPiece, rescoringById, rescoringList, thresholdsInForce } from '../../store/risk.ts'
import { auditList } from '../../store/audit-list.ts'
import { flagQueue } from '../../store/flags.ts'
import { articles, auditEvents, deliveries, findings, flags } from '../../store/schema.ts'
import { openFlag } from '../../workflow/review/open-flag.ts'
import { makeTopic } from '../../workflow/topic/change-topic.ts'
import { crew, seedArticle, seedBureaus } from '../../tests/support/bureaus.ts'
import { openTestStore } from '../../tests/support/db.ts'
import {
  endRescoring,
  setThresholds,
  startRescoringByHand,
  steerRescoring,
  type ThresholdsInput,
  thresholdsFor,
} from '../../workflow/risk/thresholds.ts'
import { judgeAnewWhenChanged } from '../judge-anew.ts'
import { topicKeeperOf } from '../match-topics.ts'
import type { Machine } from '../step.ts'
import { analyzeArticle } from './analyze-article.ts'
import { rescore } from './rescore.ts'

let store: Store
let now = new Date('2026-11-20T06:00:00Z')
const models = openModels()
const machine = () =>
  ({
    ...{ db: store.db, now: () => now, models, log: () => undefined },
    reference: { read: async () => ({ units: await allUnits(store.db), book: bookOf([], []) }) },
    topics: topicKeeperOf(store.db),
    settings: { screenshots: false, recheckAfterMs: [hour] },
  }) as unknown as Machine
const by = () => ({ actor: crew.gxDirector, at: now })

beforeAll(async () => {
  store = await openTestStore()
  await seedBureaus(store.db, now)
})
afterAll(() => store.close())

async function judgeAll(): Promise<number> {
  const waiting = await store.db.select({ id: articles.id }).from(articles).where(eq(articles.state, 'extracted'))
  for (const { id } of waiting) await analyzeArticle(machine(), id)
  return waiting.length
}
/** Every machine is a new one: a run goes on behind a restart. */
async function runToEnd(id: string): Promise<void> {
  for (let n = 0; n < 20; n++) {
    const outcome = await rescore(machine(), id)
    await judgeAll()
    now = addMs(now, minute)
    if ('dueAt' in outcome && outcome.dueAt === null) return
  }
  throw new Error('the run does not end')
}
const accused = '广西壮族自治区统计局统计数据造假，注水严重，网友纷纷质疑其公布的数据完全是编造的谎言。'

describe('the thresholds of a unit', () => {
  it('are those of the nearest unit above that has set some, and the built-in ones else', async () => {
    const tree = unitTree(await allUnits(store.db))
    const city = tree.all.find((u) => u.level === 'city')!
    const asked = async () => thresholdsFor(city.id, { inForce: await thresholdsInForce(store.db), tree })
    expect(await asked()).toMatchObject({ fromUnitId: null, version: defaultThresholds.version })
    const values = {
      misinformation: [0.3, 0.6, 0.85] as [number, number, number],
      spread: [0.2, 0.7] as [number, number],
    }
    const input = { unitId: city.rootId, values, reason: '误报偏多' }
    expect((await setThresholds(store.db, input, by())).ok).toBe(true)
    expect(await asked()).toMatchObject({ fromUnitId: city.rootId, misinformation: [0.3, 0.6, 0.85] })
    expect((await setThresholds(store.db, { ...input, values: null, reason: '恢复' }, by())).ok).toBe(true)
    expect(await asked()).toMatchObject({ fromUnitId: null })
  })

  it('rise, keep their distance, and are set by whoever answers for the office', async () => {
    const unitId = crew.gxDirector.seats[0]!.unitId
    const set = (misinformation: [number, number, number], actor = crew.gxDirector) =>
      setThresholds(
        store.db,
        { unitId, values: { misinformation, spread: [0.2, 0.6] }, reason: '试' },
        { actor, at: now },
      )
    for (const wrong of [
      [0.5, 0.4, 0.9],
      [0.2, 0.22, 0.8],
      [0, 0.5, 0.8],
      [0.2, 0.5, 0.99],
    ] as [number, number, number][])
      expect(await set(wrong)).toMatchObject({ ok: false, refusal: { code: 'invalid-field', field: 'misinformation' } })
    expect(await set([0.2, 0.5, 0.8], crew.gxOffice)).toMatchObject({ ok: false, refusal: { code: 'not-allowed' } })
  })
})

describe('judging again', () => {
  it('follows changed thresholds, to the end, and leaves alone what people decided', async () => {
    now = addMs(now, minute)
    const at = addMs(now, -day)
    const ids: string[] = []
    for (let n = 0; n < 4; n++) {
      const { articleId } = await seedArticle(store.db, { title: `${n}号网帖`, text: `${accused}第${n}篇。`, at })
      ids.push(articleId)
      await store.db.update(articles).set({ state: 'extracted' }).where(eq(articles.id, articleId))
    }
    await judgeAll()
    const unitId = crew.gxDirector.seats[0]!.unitId
    const flagged = async () =>
      (await store.db.select().from(flags).where(eq(flags.unitId, unitId))).filter((f) => ids.includes(f.articleId))
    const before = await flagged()
    expect(before.length).toBeGreaterThan(1)
    await store.db
      .update(flags)
      .set({ state: 'closed_no_fault', verdict: 'opinion' })
      .where(eq(flags.id, before[0]!.id))
    const values = {
      misinformation: [0.85, 0.9, 0.95] as [number, number, number],
      spread: [0.2, 0.6] as [number, number],
    }
    expect((await setThresholds(store.db, { unitId, values, reason: '试行高门限' }, by())).ok).toBe(true)
    const [run] = await rescoringList(store.db, { rootIds: ['gx'] })
    expect(run).toMatchObject({ cause: 'thresholds', unitId, state: 'running', total: 4 })
    await runToEnd(run!.id)
    expect(await rescoringById(store.db, run!.id)).toMatchObject({ state: 'done', done: 4, dueAt: null })
    const after = await flagged()
    expect(after.find((f) => f.id === before[0]!.id)).toMatchObject({ state: 'closed_no_fault', verdict: 'opinion' })
    const open = (rows: typeof before) => rows.filter((f) => f.id !== before[0]!.id).map((f) => f.score)
    expect(Math.max(...open(after))).toBeLessThan(Math.max(...open(before)))
  })

  it('can be paused, resumed and cancelled, and a newer run takes its place', async () => {
    now = addMs(now, minute)
    expect(await judgeAnewWhenChanged(store.db, 'models-1', now)).toBe(false)
    expect(await judgeAnewWhenChanged(store.db, 'models-1', now)).toBe(false)
    expect(await judgeAnewWhenChanged(store.db, 'models-2', now)).toBe(true)
    const [run] = await rescoringList(store.db, { rootIds: ['gx'] })
    const steer = (verb: 'pause' | 'resume' | 'cancel', actor = crew.gxDirector) =>
      steerRescoring(store.db, { id: run!.id, verb }, { actor, at: now })
    expect(await steer('pause', crew.gxOffice)).toMatchObject({ ok: false, refusal: { code: 'not-allowed' } })
    expect((await steer('pause')).ok).toBe(true)
    expect(await rescore(machine(), run!.id)).toEqual({ dueAt: null })
    expect(await steer('pause')).toMatchObject({ ok: false, refusal: { code: 'wrong-state' } })
    expect((await steer('resume')).ok).toBe(true)
    now = addMs(now, minute)
    expect(await judgeAnewWhenChanged(store.db, 'models-3', now)).toBe(true)
    expect((await rescoringById(store.db, run!.id))?.state).toBe('cancelled')
    expect(await steer('resume')).toMatchObject({ ok: false, refusal: { code: 'wrong-state' } })
  })

  describe('comes to its end', () => {
    const seen = async (changes: Partial<typeof articles.$inferInsert>) => {
      const given = { title: '普通消息', text: `公园今日开放，游人如织。${crypto.randomUUID()}`, at: addMs(now, -hour) }
      const { articleId } = await seedArticle(store.db, given)
      await store.db.update(articles).set(changes).where(eq(articles.id, articleId))
      return articleId
    }
    const started = async () => {
      now = addMs(now, minute)
      expect((await startRescoringByHand(store.db, by())).ok).toBe(true)
      return (await rescoringList(store.db, { rootIds: ['gx'] }))[0]!
    }

    it('though an article lies in quarantine, which is left there', async () => {
      const stuck = await seen({ state: 'extracted', dueAt: null })
      const run = await started()
      await rescore(machine(), run.id)
      const [row] = await store.db.select().from(articles).where(eq(articles.id, stuck))
      expect(row).toMatchObject({ state: 'extracted', dueAt: null })
      await store.db.update(articles).set({ state: 'analyzed' }).where(eq(articles.state, 'extracted'))
      await store.db.update(articles).set({ state: 'extracted', dueAt: null }).where(eq(articles.id, stuck))
      await rescore(machine(), run.id)
      const over = (await rescoringById(store.db, run.id))!
      expect(over).toMatchObject({ state: 'done', done: over.total })
      await store.db.update(articles).set({ state: 'found', dueAt: null }).where(eq(articles.id, stuck))
    })

    it('with the levels of the articles it was about, whatever came in meanwhile', async () => {
      await seen({ state: 'analyzed', judgedVersionId: 'judged' })
      const run = await started()
      await rescore(machine(), run.id)
      await store.db.update(articles).set({ state: 'analyzed' }).where(eq(articles.state, 'extracted'))
      now = addMs(now, hour + 2 * minute)
      await seen({ state: 'analyzed', judgedVersionId: 'judged' })
      await rescore(machine(), run.id)
      const over = (await rescoringById(store.db, run.id))!
      expect(over.state).toBe('done')
      expect(over.after).toEqual(over.before)
    })

    it('asks also for what was being judged by the thresholds of before', async () => {
      const underWay = await seen({ state: 'extracted', dueAt: now })
      const asked = async () =>
        (await store.db.select().from(articles).where(eq(articles.id, underWay)))[0]!.judgementsAsked
      const before = await asked()
      const run = await started()
      await rescore(machine(), run.id)
      expect(await asked()).toBe(before + 1)
    })

    it('but stays cancelled when a person was quicker than a step that had read it', async () => {
      const run = await started()
      expect((await steerRescoring(store.db, { id: run.id, verb: 'cancel' }, by())).ok).toBe(true)
      expect(await askNextPiece(store.db, run, 100, now)).toBe(0)
      await endRescoring(store.db, run.id, now)
      expect((await rescoringById(store.db, run.id))?.state).toBe('cancelled')
    })

    it('and every beginning and end stands in the record, those by a newer run as well', async () => {
      const first = await started()
      const second = await started()
      await store.db.update(articles).set({ state: 'analyzed' }).where(eq(articles.state, 'extracted'))
      await rescore(machine(), second.id)
      await store.db.update(articles).set({ state: 'analyzed' }).where(eq(articles.state, 'extracted'))
      await rescore(machine(), second.id)
      const rows = await store.db.select().from(auditEvents).where(eq(auditEvents.subjectKind, 'rescoring'))
      const of = (id: string) => rows.filter((r) => r.subjectId === id).map((r) => r.action)
      expect(of(first.id)).toEqual(['start-rescoring', 'cancel-rescoring'])
      expect(of(second.id)).toEqual(['start-rescoring', 'end-rescoring'])
    })
  })

  describe('rings nobody', () => {
    const unitId = 'gx'
    // By the first hardly anything is grave, by the second almost everything.
    const values = {
      lenient: { misinformation: [0.85, 0.9, 0.95], spread: [0.9, 0.95] },
      strict: { misinformation: [0.05, 0.1, 0.15], spread: [0.05, 0.1] },
    } satisfies Record<string, ThresholdsInput['values']>
    const setTo = async (which: keyof typeof values) => {
      now = addMs(now, minute)
      const given = { unitId, values: values[which], reason: '试行' }
      expect((await setThresholds(store.db, given, by())).ok).toBe(true)
      const [run] = await rescoringList(store.db, { rootIds: ['gx'] })
      await runToEnd(run!.id)
    }
    // Each tells a story of its own: no other text is like it.
    let told = 0
    const other = () =>
      Array.from({ length: 300 }, (_, n) => String.fromCodePoint(0x4e00 + ((++told * 7919 + n * 31) % 20_000))).join('')
    /** Read, judged and seen by the machine `age` before now. */
    const judged = async (age: number) => {
      const { articleId } = await seedArticle(store.db, {
        title: '网帖',
        text: `${accused}${other()}`,
        at: addMs(now, -age),
      })
      await store.db.update(articles).set({ state: 'extracted' }).where(eq(articles.id, articleId))
      await judgeAll()
      return articleId
    }
    const flagOf = async (articleId: string) => {
      const rows = await store.db.select().from(flags).where(eq(flags.articleId, articleId))
      return rows.find((flag) => flag.unitId === unitId)!
    }
    const rung = async (flagId: string) =>
      (await store.db.select().from(deliveries).where(eq(deliveries.flagId, flagId))).length

    beforeAll(() => setTo('lenient'))

    it('of an old article that lower thresholds call critical: it waits in the queue, marked as found by it', async () => {
      const [old, fresh] = [await judged(20 * day), await judged(hour)]
      const before = await flagOf(old)
      expect(before.level).not.toBe('critical')
      await setTo('strict')
      const after = await flagOf(old)
      expect(after).toMatchObject({ level: 'critical', alertedAt: null, dueAt: null, rescoredFrom: before.level })
      expect(await rung(after.id)).toBe(0)
      // What goes on spreading is urgent, however it was found.
      expect(await rung((await flagOf(fresh)).id)).toBeGreaterThan(0)
      const marked = await flagQueue(store.db, { unitIds: [unitId], incidentUnitIds: [], found: 'rescored' })
      expect(marked.items.map((story) => story.flag.articleId)).toContain(old)
      await setTo('lenient')
      expect(await flagOf(old)).toMatchObject({ rescoredFrom: null, rescoredAt: null })
    })

    it.each([
      ['actionable', 'false'],
      ['explain', 'outdated'],
      ['watch', 'unverifiable'],
      ['closed_no_fault', 'accurate'],
    ] as const)('of what people judged as %s, though it is fresh', async (state, verdict) => {
      const fresh = await judged(hour)
      const { id } = await flagOf(fresh)
      await store.db.update(flags).set({ state, verdict }).where(eq(flags.id, id))
      await setTo('strict')
      expect(await flagOf(fresh)).toMatchObject({ level: 'critical', state, verdict, alertedAt: null })
      expect(await rung(id)).toBe(0)
      await setTo('lenient')
    })

    it('again for a topic that matched when the article was read', async () => {
      const rules = { ...{ must: ['造假'], any: [], exclude: [], patterns: [], where: 'both' as const } }
      const all = { ...rules, outletIds: [], origins: [], languages: [] }
      const topic = {
        unitId,
        name: '造假',
        rules: all,
        active: true,
        review: 'none' as const,
        tell: ['monitor' as const],
      }
      expect((await makeTopic(store.db, topic, { actor: crew.gxMonitor, at: now })).ok).toBe(true)
      await judged(hour)
      const messages = async () =>
        (await store.db.select().from(deliveries).where(eq(deliveries.kind, 'topic_matched'))).length
      const before = await messages()
      expect(before).toBeGreaterThan(0)
      now = addMs(now, 3 * hour)
      await setTo('strict')
      expect(await messages()).toBe(before)
    })
  })

  it('lowers a flag that the machine would not open any more, and leaves one that a person brought', async () => {
    now = addMs(now, minute)
    const given = { title: '公园开放', text: `公园今日开放，游人如织。${crypto.randomUUID()}`, at: addMs(now, -day) }
    const brought = { type: 'person', code: 'flagged-by-person', weight: 0.4, spans: [] }
    const opened = async (
      types: string[],
      reasons: (typeof brought)[],
      more: Partial<typeof flags.$inferInsert> = {},
    ) => {
      const seeded = await seedArticle(store.db, { ...given, text: `${given.text}${crypto.randomUUID()}` })
      const flag = { ...seeded, unitId: 'gx', types, level: 'high' as const, score: 0.6, reasons }
      const { flagId } = await openFlag(store.db, flag, now)
      await store.db
        .update(flags)
        .set({ level: 'high', ...more })
        .where(eq(flags.id, flagId))
      const changes = { judgedVersionId: seeded.articleVersionId }
      await store.db.update(articles).set(changes).where(eq(articles.id, seeded.articleId))
      return flagId
    }
    const older = await opened(['rumour'], [])
    const closed = await opened(['rumour'], [], { state: 'watch', verdict: 'unverifiable' })
    const persons = await opened(['person'], [brought])
    expect((await startRescoringByHand(store.db, by())).ok).toBe(true)
    await runToEnd((await rescoringList(store.db, { rootIds: ['gx'] }))[0]!.id)
    const flagNow = async (id: string) => (await store.db.select().from(flags).where(eq(flags.id, id)))[0]!
    expect(await flagNow(older)).toMatchObject({ level: 'low', score: 0, types: [], state: 'suspected' })
    expect((await flagNow(older)).reasons).toMatchObject([{ code: 'no-longer-flagged', facts: { from: 'high' } }])
    expect(await flagNow(closed)).toMatchObject({ level: 'low', types: ['rumour'], state: 'watch' })
    expect(await flagNow(persons)).toMatchObject({ level: 'high', types: ['person'], reasons: [brought] })
  })

  it('for one tree neither touches nor shows in another', async () => {
    now = addMs(now, minute)
    const { articleId, articleVersionId, clusterId } = await seedArticle(store.db, {
      ...{ title: '厦门网帖', text: '厦门市统计局统计数据造假，注水严重，网友纷纷质疑其公布的数据完全是编造的谎言。' },
      at: addMs(now, -hour),
    })
    await openFlag(
      store.db,
      {
        articleId,
        articleVersionId,
        clusterId,
        unitId: 'xm',
        types: ['rumour'],
        level: 'low',
        score: 0.1,
        reasons: [],
      },
      now,
    )
    const changes = { judgedVersionId: articleVersionId }
    await store.db.update(articles).set(changes).where(eq(articles.id, articleId))
    const ofXiamen = async () => ({
      flags: await store.db.select().from(flags).where(eq(flags.unitId, 'xm')),
      findings: await store.db.select().from(findings).where(eq(findings.unitId, 'xm')),
    })
    const before = await ofXiamen()
    expect((await startRescoringByHand(store.db, by())).ok).toBe(true)
    const [run] = await rescoringList(store.db, { rootIds: ['gx'] })
    await runToEnd(run!.id)
    expect(await ofXiamen()).toEqual(before)
    expect((await rescoringList(store.db, { rootIds: ['xm'] })).map((r) => r.id)).not.toContain(run!.id)
    expect(Object.keys((await rescoringById(store.db, run!.id))!.before)).toEqual(['gx'])
    const xm = { actor: crew.xmDirector, at: now }
    expect(await steerRescoring(store.db, { id: run!.id, verb: 'cancel' }, xm)).toMatchObject({
      refusal: { code: 'not-found' },
    })
    const seen = await auditList(store.db, { unitIds: ['xm'], page: 1, pageSize: 500, subjectKind: 'rescoring' })
    expect(seen.items.map((event) => event.subjectId)).not.toContain(run!.id)
    // A run for all, because the models changed, does touch it; and one for a tree does not end that of another.
    expect((await startRescoringByHand(store.db, xm)).ok).toBe(true)
    const [theirs] = await rescoringList(store.db, { rootIds: ['xm'] })
    expect((await startRescoringByHand(store.db, by())).ok).toBe(true)
    expect((await rescoringById(store.db, theirs!.id))?.state).toBe('running')
    await runToEnd(theirs!.id)
    expect((await ofXiamen()).flags).not.toEqual(before.flags)
  })

  it('waits while many articles wait, and goes on when they are fewer', async () => {
    now = addMs(now, minute)
    expect((await startRescoringByHand(store.db, by())).ok).toBe(true)
    const [run] = await rescoringList(store.db, { rootIds: ['gx'] })
    const { articleId } = await seedArticle(store.db, { title: '待判', text: '待判文章。', at: now })
    const [one] = await store.db.select().from(articles).where(eq(articles.id, articleId))
    const many = Array.from({ length: 151 }, (_, n) => ({
      ...{ ...one!, id: `wait-${n}`, url: `http://wait.example/${n}`, canonicalUrl: `http://wait.example/${n}` },
      ...{ state: 'extracted' as const, dueAt: now, clusterId: null },
    }))
    await store.db.insert(articles).values(many)
    await rescore(machine(), run!.id)
    expect((await rescoringById(store.db, run!.id))?.done).toBe(0)
    await store.db.update(articles).set({ state: 'found', dueAt: null }).where(like(articles.id, 'wait-%'))
    await rescore(machine(), run!.id)
    expect((await rescoringById(store.db, run!.id))?.done).toBeGreaterThan(0)
  })
})
