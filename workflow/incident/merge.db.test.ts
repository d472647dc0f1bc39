/** Two incidents of one matter become one (C5): the earliest finding, every clock and every breach survive; the other moves no more. */
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FormFields } from '../../domain/form.ts'
import type { Result } from '../../domain/result.ts'
import { addMs, day, fromShanghai, hour, minute } from '../../domain/time.ts'
import type { Actor } from '../../domain/units.ts'
import { timelineOf, verifyAudit } from '../../store/audit.ts'
import { type Clock, clocksOf, firingsOf } from '../../store/clocks.ts'
import { incidentById, incidentRow } from '../../store/incidents.ts'
import { mergedInto } from '../../store/merge-incidents.ts'
import type { Store } from '../../store/open.ts'
import { reportsOf } from '../../store/reports.ts'
import { crew, seedArticle, seedBureaus, type SeededArticle } from '../../tests/support/bureaus.ts'
import { deliveries } from '../../store/schema.ts'
import { openTestStore } from '../../tests/support/db.ts'
import { fireClock } from '../clock/fire-clock.ts'
import { draftTalkingPoints } from '../talking-points/draft-talking-points.ts'
import { acknowledgeReport } from '../report/acknowledge-report.ts'
import { sendReport } from '../report/send-report.ts'
import { markSuspectedMajor } from '../review/mark-suspected-major.ts'
import { openFlag } from '../review/open-flag.ts'
import { confirmFoundTime, proposeFoundTime } from './change-found-time.ts'
import { gradeIncident } from './grade-incident.ts'
import { mergeIncidents } from './merge-incidents.ts'
import { studyIncident } from './study-incident.ts'

let store: Store
const start = fromShanghai(2026, 9, 10, 9)!
const at = (minutes: number) => addMs(start, minutes * minute)
beforeAll(async () => {
  store = await openTestStore()
  await seedBureaus(store.db, addMs(start, -400 * day))
})
afterAll(() => store.close())

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}
const refusalOf = (result: Result<unknown>) => (result.ok ? null : result.refusal)
const fields: FormFields = {
  ...{ occurredAt: '2026-09-10', place: '柳州', kind: '不实报道', impact: '转载两家', measures: '核对数据' },
  ...{ other: '', mediaSource: '某站' },
}
const watcher: Record<string, Actor> = { liuzhou: crew.lzDuty, nanning: crew.nnDuty, sanjiang: crew.sjDuty }

/** A unit's duty officer marks an article of a story of its own, or of one that is known. */
async function marked(unitId: string, when: Date, story?: SeededArticle) {
  const article = story ?? (await seedArticle(store.db, { title: '网文称统计数据系编造', at: when }))
  const flag = { ...article, unitId, types: ['M12'], level: 'high' as const, score: 0.8, reasons: [] }
  const { flagId } = await openFlag(store.db, flag, when)
  const mark = { flagId, subject: 'region' as const }
  const by = { actor: watcher[unitId]!, at: when }
  return { article, ...value(await markSuspectedMajor(store.db, mark, by)) }
}
const reports = async (incidentId: string, fromUnitId: string, when: Date) => {
  const sent = (await reportsOf(store.db, incidentId)).some((r) => r.fromUnitId === fromUnitId)
  const report = { incidentId, kind: sent ? ('follow_up' as const) : ('first' as const), channel: 'system' as const }
  const by = { actor: watcher[fromUnitId]!, at: when }
  return value(await sendReport(store.db, { ...report, fromUnitId, toUnitIds: ['gx'], fields }, by))
}
const merge = (incidentId: string, intoId: string, when: Date, actor: Actor = crew.gxDirector) =>
  mergeIncidents(store.db, { incidentId, intoId, reason: '系同一篇网文的转载' }, { actor, at: when })
const facts = ({ id, duty, unitId, startAt, limitAt, state, overdueAt, metAt }: Clock) => ({
  ...{ id, duty, unitId, startAt, limitAt, state, overdueAt, metAt },
})

describe('two incidents that become one', () => {
  it('keep the earliest finding and every clock with its start; an overdue one stays overdue and keeps speaking', async () => {
    const first = await marked('nanning', at(0))
    const second = await marked('liuzhou', at(90))
    await fireClock(store.db, (await twoHours(first.incidentId)).id, at(121))
    const before = [...(await clocksOf(store.db, first.incidentId)), ...(await clocksOf(store.db, second.incidentId))]
    expect((await twoHours(first.incidentId)).state).toBe('overdue')

    value(await merge(first.incidentId, second.incidentId, at(125)))
    const after = await clocksOf(store.db, second.incidentId)
    expect(after.filter((c) => before.some((b) => b.id === c.id)).map(facts)).toEqual(
      expect.arrayContaining(before.map(facts)),
    )
    expect(await clocksOf(store.db, first.incidentId)).toEqual([])
    const stays = (await incidentRow(store.db, second.incidentId))!
    expect(stays).toMatchObject({ humanFoundAt: at(0), unitIds: ['liuzhou', 'nanning'], state: 'suspected' })
    expect(await incidentRow(store.db, first.incidentId)).toMatchObject({
      ...{ state: 'merged', mergedIntoId: second.incidentId, closedAt: at(125) },
    })
    // Everybody whom either concerned is told, once, and finds the way to the one that stays.
    const told = await store.db
      .select()
      .from(deliveries)
      .where(eq(deliveries.key, `merged:${first.incidentId}`))
    expect(new Set(told.map((d) => d.unitId))).toEqual(new Set(['liuzhou', 'nanning', 'gx']))
    expect(new Set(told.map((d) => d.userId)).size).toBe(told.length)
    expect(told[0]).toMatchObject({ incidentId: second.incidentId, facts: { absorbedNo: first.incidentNo } })
    // The ladder goes on where it was.
    const breach = before.find((c) => c.unitId === 'nanning' && c.duty === 'report-2h')!
    await fireClock(store.db, breach.id, at(140))
    expect((await firingsOf(store.db, [breach.id])).map((f) => f.step)).toContain('overdue-1')
    // Its finder meets it there, late, and is seen as late.
    await reports(second.incidentId, 'nanning', at(150))
    expect((await clocksOf(store.db, second.incidentId)).find((c) => c.id === breach.id)).toMatchObject({
      ...{ state: 'met_late', overdueAt: at(121), metAt: at(150) },
    })
    const timeline = await timelineOf(store.db, second.incidentId)
    expect(timeline.find((e) => e.action === 'absorb')).toMatchObject({
      ...{ actorName: crew.gxDirector.name, reason: '系同一篇网文的转载' },
    })
    expect((await verifyAudit(store.db)).ok).toBe(true)
  })

  it('leave the absorbed one to be read by those who saw it, and nothing moves it any more', async () => {
    const [one, other] = [await marked('sanjiang', at(0)), await marked('liuzhou', at(10))]
    const { reportId } = await reports(one.incidentId, 'sanjiang', at(20))
    await reports(other.incidentId, 'liuzhou', at(25))
    value(await merge(one.incidentId, other.incidentId, at(30)))
    expect((await incidentById(store.db, one.incidentId, ['sanjiang']))?.state).toBe('merged')
    expect((await incidentById(store.db, one.incidentId, ['gx']))?.state).toBe('merged')
    expect(await incidentById(store.db, one.incidentId, ['hengzhou'])).toBeNull()
    expect((await mergedInto(store.db, other.incidentId)).map((i) => i.id)).toEqual([one.incidentId])
    const by = { actor: crew.gxGroup, at: at(40) }
    const graded = await gradeIncident(store.db, { incidentId: one.incidentId, grade: 'major', reason: '定级' }, by)
    expect(refusalOf(graded)).toMatchObject({ code: 'wrong-state' })
    expect(refusalOf(await merge(one.incidentId, other.incidentId, at(40)))).toMatchObject({ code: 'wrong-state' })
    expect(refusalOf(await merge(other.incidentId, one.incidentId, at(40)))).toMatchObject({ code: 'wrong-state' })
    // The report lies with the one that stays, with its receiver's timer.
    expect((await reportsOf(store.db, other.incidentId)).map((r) => r.id)).toContain(reportId)
    value(await acknowledgeReport(store.db, { reportId, unitId: 'gx' }, { actor: crew.gxDuty, at: at(41) }))
    const timer = (await clocksOf(store.db, other.incidentId)).find((c) => c.reportId === reportId && c.unitId === 'gx')
    expect(timer).toMatchObject({ duty: 'acknowledge', metAt: at(41) })
  })

  it('are found again by a further article of either story: no third incident opens', async () => {
    const [one, other] = [await marked('nanning', at(0)), await marked('liuzhou', at(10))]
    value(await merge(one.incidentId, other.incidentId, at(30)))
    const again = await marked('sanjiang', at(60), one.article)
    expect(again).toMatchObject({ incidentId: other.incidentId, opened: false })
    // Merged once more, it is found where it lives on now.
    const third = await marked('liuzhou', at(70))
    value(await merge(other.incidentId, third.incidentId, at(80)))
    expect((await mergedInto(store.db, third.incidentId)).map((i) => i.id).sort()).toEqual(
      [one.incidentId, other.incidentId].sort(),
    )
    expect((await incidentRow(store.db, third.incidentId))?.humanFoundAt).toEqual(at(0))
  })

  it('count the same duty of the same unit from both findings, also from the same instant', async () => {
    const [one, other] = [await marked('liuzhou', at(0)), await marked('liuzhou', at(0))]
    value(await merge(one.incidentId, other.incidentId, at(5)))
    const both = (await clocksOf(store.db, other.incidentId)).filter((c) => c.duty === 'report-2h')
    expect(both.map((c) => c.startAt)).toEqual([at(0), at(0)])
    const sent = await reports(other.incidentId, 'liuzhou', at(50))
    expect(sent.met.filter((m) => m.duty === 'report-2h').map((m) => m.state)).toEqual(['met', 'met'])
  })

  it('never move the finding behind what the absorbed one found', async () => {
    const [one, other] = [await marked('nanning', at(0)), await marked('liuzhou', at(20))]
    value(await merge(one.incidentId, other.incidentId, at(30)))
    const change = { incidentId: other.incidentId, unitId: 'liuzhou', foundAt: at(25), reason: '看错时间' }
    const { proposalId } = value(await proposeFoundTime(store.db, change, { actor: crew.lzDuty, at: at(31) }))
    const confirm = { incidentId: other.incidentId, proposalId }
    value(await confirmFoundTime(store.db, confirm, { actor: crew.lzHead, at: at(32) }))
    expect((await incidentRow(store.db, other.incidentId))?.humanFoundAt).toEqual(at(0))
  })
})

describe('what may not be merged', () => {
  it('by whom: only who may close both; the rule is named', async () => {
    const [one, other] = [await marked('nanning', at(0)), await marked('liuzhou', at(10))]
    const refused = await merge(one.incidentId, other.incidentId, at(20), crew.lzDirector)
    expect(refusalOf(refused)?.code).toMatch(/not-allowed|wrong-scope/)
    expect(refusalOf(refused)?.rule).toBe('policy-merge')
    expect(refusalOf(await merge(one.incidentId, other.incidentId, at(20), crew.xmDirector))?.code).toBe('not-allowed')
    expect(refusalOf(await merge(one.incidentId, one.incidentId, at(20)))).toMatchObject({ code: 'invalid-field' })
    expect(refusalOf(await merge(one.incidentId, 'nowhere', at(20)))).toMatchObject({ code: 'not-found' })
  })

  it('what has gone further, or speaks already, is the one that stays', async () => {
    const [one, other] = [await marked('liuzhou', at(0)), await marked('nanning', at(10))]
    await reports(one.incidentId, 'liuzhou', at(20))
    value(
      await studyIncident(
        store.db,
        { incidentId: one.incidentId, reason: '提请研判' },
        { actor: crew.gxOffice, at: at(21) },
      ),
    )
    expect(refusalOf(await merge(one.incidentId, other.incidentId, at(22)))).toMatchObject({
      ...{ code: 'wrong-state', rule: 'policy-merge', field: 'intoId' },
    })
    const body = { summary: '数据以公布为准', facts: [], dos: [], donts: [], questions: [] }
    value(
      await draftTalkingPoints(store.db, { incidentId: other.incidentId, body }, { actor: crew.gxOffice, at: at(23) }),
    )
    expect(refusalOf(await merge(other.incidentId, one.incidentId, at(24)))).toMatchObject({
      ...{ code: 'wrong-state', field: 'talkingPoints' },
    })
  })
})

it('no overdue disappears and no clock is lost, whatever was found, reported, fired and merged when', async () => {
  const step = fc.record({
    after: fc.integer({ min: 1, max: 200 }),
    what: fc.constantFrom('fire', 'report-a', 'report-b', 'grade'),
  })
  const story = fc.record({ gap: fc.integer({ min: 0, max: 300 }), steps: fc.array(step, { maxLength: 4 }) })
  let week = 10
  await fc.assert(
    fc.asyncProperty(story, async ({ gap, steps }) => {
      week += 1
      const base = addMs(start, week * 7 * day)
      const [one, other] = [await marked('nanning', base), await marked('liuzhou', addMs(base, gap * minute))]
      const all = async () => [
        ...(await clocksOf(store.db, one.incidentId)),
        ...(await clocksOf(store.db, other.incidentId)),
      ]
      let now = addMs(base, gap * minute)
      for (const { after, what } of steps) {
        now = addMs(now, after * minute)
        if (what === 'fire') for (const clock of await all()) await fireClock(store.db, clock.id, now)
        if (what === 'report-a') await reports(one.incidentId, 'nanning', now)
        if (what === 'report-b') await reports(other.incidentId, 'liuzhou', now)
        const grade = { incidentId: one.incidentId, grade: 'major' as const, reason: '定级' }
        // The same grade a second time is refused, and changes nothing.
        if (what === 'grade') await gradeIncident(store.db, grade, { actor: crew.gxGroup, at: now })
      }
      const before = await all()
      const merged = await merge(one.incidentId, other.incidentId, now)
      if (!merged.ok) {
        // Only where the other has come less far: then nothing has changed.
        expect(merged.refusal).toMatchObject({ code: 'wrong-state', field: 'intoId' })
        expect((await all()).map(facts)).toEqual(before.map(facts))
        return
      }
      const after = await clocksOf(store.db, other.incidentId)
      for (const clock of before) {
        const kept = after.find((c) => c.id === clock.id)
        expect(kept && facts(kept)).toEqual(facts(clock))
      }
      expect((await incidentRow(store.db, other.incidentId))?.humanFoundAt).toEqual(base)
      // Days on, whatever was not done is overdue: nothing went silent by the merging.
      for (const clock of before.filter((c) => c.state === 'overdue' || c.state === 'running')) {
        await fireClock(store.db, clock.id, addMs(now, 300 * hour))
        const later = (await clocksOf(store.db, other.incidentId)).find((c) => c.id === clock.id)
        expect(later?.state).toBe('overdue')
      }
    }),
    // Every path once more on rows; thousands of pairs without a database: merge.test.ts.
    { numRuns: 4 },
  )
})

const twoHours = async (incidentId: string) =>
  (await clocksOf(store.db, incidentId)).find((c) => c.duty === 'report-2h')!
