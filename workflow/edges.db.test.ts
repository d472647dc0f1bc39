/** Edges of the catalogue's list (C5) that no other story holds: a unit renamed, merged, a duty handed over while a clock runs, a silent office. */
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FormFields } from '../domain/form.ts'
import type { Result } from '../domain/result.ts'
import { fromShanghai } from '../domain/time.ts'
import { type Actor, roles } from '../domain/units.ts'
import { clocksOf } from '../store/clocks.ts'
import { incidentRow } from '../store/incidents.ts'
import type { Store } from '../store/open.ts'
import { actorById, loadUnitTree, peopleOf } from '../store/people.ts'
import { deliveries, incidents, seats } from '../store/schema.ts'
import { crew, seedArticle, seedBureaus } from '../tests/support/bureaus.ts'
import { openTestStore } from '../tests/support/db.ts'
import { fireClock } from './clock/fire-clock.ts'
import { logPhoneReport } from './report/log-phone-report.ts'
import { sendReport } from './report/send-report.ts'
import { markSuspectedMajor } from './review/mark-suspected-major.ts'
import { openFlag } from './review/open-flag.ts'
import { renameUnit } from './unit/change-unit.ts'
import { mergeUnits } from './unit/merge-units.ts'

let store: Store
const at = (day: number, hour: number, minute = 0) => fromShanghai(2026, 9, day, hour, minute)!
beforeAll(async () => {
  store = await openTestStore()
  await seedBureaus(store.db, at(1, 0))
})
afterAll(() => store.close())

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}
const fields: FormFields = {
  ...{ occurredAt: '2026-09-20', place: '柳州', kind: '不实报道', impact: '转载两家', measures: '核对数据' },
  ...{ other: '', mediaSource: '某站' },
}
async function marked(when: Date, actor: Actor = crew.lzMonitor, unitId = 'liuzhou') {
  const article = await seedArticle(store.db, { title: '网文称统计数据系编造', at: when })
  const flag = { ...article, unitId, types: ['M12'], level: 'high' as const, score: 0.8, reasons: [] }
  const { flagId } = await openFlag(store.db, flag, when)
  const mark = { flagId, subject: 'may_spread' as const }
  const { incidentId } = value(await markSuspectedMajor(store.db, mark, { actor, at: when }))
  const clock = (await clocksOf(store.db, incidentId)).find((c) => c.duty === 'report-2h')!
  return { incidentId, clock }
}
const toldOf = async (clockId: string, step: string) =>
  (
    await store.db
      .select()
      .from(deliveries)
      .where(eq(deliveries.key, `clock:${clockId}:${step}`))
  ).map((d) => ({
    userId: d.userId,
    unit: d.facts.unit,
  }))

it('a unit renamed during an event keeps its clock, which speaks its new name; the press may go on with the old one', async () => {
  const { clock, incidentId } = await marked(at(10, 9))
  const rename = { id: 'liuzhou', name: '柳州市统计调查局', aliases: ['柳州统计局'], reason: '桂编〔2026〕9 号' }
  const refused = await renameUnit(store.db, rename, { actor: crew.lzDirector, at: at(10, 9, 10) })
  expect(refused).toMatchObject({ refusal: { code: 'not-allowed' } })
  value(await renameUnit(store.db, rename, { actor: crew.gxAdmin, at: at(10, 9, 10) }))
  await fireClock(store.db, clock.id, at(10, 9, 30))
  expect(await toldOf(clock.id, 'quarter')).toEqual([{ userId: 'lz-head', unit: '柳州市统计调查局' }])
  const [same] = (await clocksOf(store.db, incidentId)).filter((c) => c.duty === 'report-2h')
  expect(same).toMatchObject({ id: clock.id, unitId: 'liuzhou', startAt: at(10, 9), limitAt: at(10, 11) })
  const tree = await loadUnitTree(store.db)
  expect(tree.byId('liuzhou')?.aliases).toEqual(['柳州统计局', '柳州市统计局'])
  const taken = { ...rename, id: 'nanning' }
  expect(await renameUnit(store.db, taken, { actor: crew.gxAdmin, at: at(10, 10) })).toMatchObject({
    refusal: { code: 'already-exists', field: 'name' },
  })
})

it('a county merged into another in the middle of an event: the time limits go on there from the same start, and its people meet them', async () => {
  const late = await marked(at(12, 8), crew.sjMonitor, 'sanjiang')
  await fireClock(store.db, late.clock.id, at(12, 10, 1))
  const { clock, incidentId } = await marked(at(12, 9), crew.sjMonitor, 'sanjiang')
  const merge = { unitId: 'sanjiang', intoId: 'rongan', order: '柳编〔2026〕3 号 关于统计机构调整的通知' }
  for (const actor of [crew.gxAdmin, crew.lzDirector, crew.sjHead])
    expect(await mergeUnits(store.db, merge, { actor, at: at(12, 10, 5) })).toMatchObject({
      refusal: { code: 'not-allowed' },
    })
  const done = value(await mergeUnits(store.db, merge, { actor: crew.gxDirector, at: at(12, 10, 5) }))
  expect(done).toMatchObject({ intoId: 'rongan', people: 3, flags: 2 })
  expect(await mergeUnits(store.db, merge, { actor: crew.gxDirector, at: at(12, 10, 6) })).toMatchObject({
    refusal: { code: 'wrong-state' },
  })

  const limits = async (id: string) =>
    (await clocksOf(store.db, id)).filter((c) => c.duty === 'report-2h').sort((a) => (a.unitId === 'sanjiang' ? -1 : 1))
  expect(await limits(incidentId)).toMatchObject([
    { id: clock.id, unitId: 'sanjiang', state: 'void', voidReason: merge.order },
    { unitId: 'rongan', state: 'running', startAt: at(12, 9), limitAt: at(12, 11), recipientIds: ['liuzhou', 'gx'] },
  ])
  // The breach stays with the bureau it happened in; the other one is late by birth and not by its fault.
  const [breach, passed] = await limits(late.incidentId)
  expect(breach).toMatchObject({ unitId: 'sanjiang', state: 'overdue', overdueAt: at(12, 10, 1) })
  expect(passed).toMatchObject({
    unitId: 'rongan',
    state: 'overdue',
    overdueOnCreation: 'transfer',
    startAt: at(12, 8),
  })

  const tree = await loadUnitTree(store.db)
  expect(tree.byId('sanjiang')).toMatchObject({ parentId: 'rongan', endedAt: at(12, 10, 5) })
  expect(tree.byId('rongan')?.aliases).toContain('三江侗族自治县统计局')
  expect(await incidentRow(store.db, incidentId)).toMatchObject({ unitId: 'rongan', unitIds: ['rongan'] })
  const head = await actorById(store.db, 'sj-head', at(12, 10, 6))
  expect(head?.seats).toEqual([{ unitId: 'rongan', role: 'unit_head', standIn: true }])

  const running = (await limits(incidentId)).find((c) => c.unitId === 'rongan')!
  await fireClock(store.db, running.id, at(12, 10, 30))
  expect((await toldOf(running.id, 'half')).map((t) => t.userId)).toContain('sj-head')
  const duty = (await actorById(store.db, 'sj-duty', at(12, 10, 40)))!
  const report = {
    incidentId,
    kind: 'first' as const,
    channel: 'system' as const,
    fromUnitId: 'rongan',
    toUnitIds: ['liuzhou'],
    fields,
  }
  value(await sendReport(store.db, report, { actor: duty, at: at(12, 10, 40) }))
  expect((await limits(incidentId)).find((c) => c.id === running.id)).toMatchObject({
    state: 'met',
    metAt: at(12, 10, 40),
  })
  // A page about the old county is the new bureau's: nobody is flagged for a unit that is gone.
  expect(tree.bureauOf('sanjiang')?.id).toBe('rongan')
  expect((await peopleOf(store.db, { unitIds: ['sanjiang'], roles: [...roles] }, at(12, 11))).length).toBe(0)
})

it('what the region holds back from a bureau does not come to it with the county that reported it', async () => {
  const { incidentId } = await marked(at(14, 9), crew.hzDuty, 'hengzhou')
  await store.db.update(incidents).set({ heldFromUnitId: 'nanning' }).where(eq(incidents.id, incidentId))
  const merge = { unitId: 'hengzhou', intoId: 'nanning', order: '南编〔2026〕1 号' }
  expect(await mergeUnits(store.db, merge, { actor: crew.gxDirector, at: at(14, 10) })).toMatchObject({
    refusal: { code: 'wrong-state', field: 'intoId' },
  })
  expect((await loadUnitTree(store.db)).byId('hengzhou')?.endedAt).toBeNull()
})

it('a duty handed over at 00:00 passes the running clock on: what comes after midnight is told to the new person', async () => {
  const { clock } = await marked(at(20, 23, 10))
  expect((await toldOf(clock.id, 'start')).map((t) => t.userId)).toEqual(['lz-duty'])
  const midnight = at(21, 0)
  const standIn = and(eq(seats.userId, 'lz-standin'), eq(seats.unitId, 'liuzhou'))
  await store.db.update(seats).set({ toAt: midnight }).where(standIn)
  await store.db
    .insert(seats)
    .values({ userId: 'lz-monitor', unitId: 'liuzhou', role: 'duty_officer', standIn: true, fromAt: midnight })
  for (const when of [at(20, 23, 40), at(21, 0, 10)]) await fireClock(store.db, clock.id, when)
  // 00:10 is the stand-in's step: the one whose duty ended ten minutes ago is left alone.
  expect((await toldOf(clock.id, 'half')).map((t) => t.userId).sort()).toEqual(['lz-head', 'lz-monitor'])
  expect((await clocksOf(store.db, clock.incidentId)).find((c) => c.id === clock.id)).toMatchObject({
    ...{ startAt: at(20, 23, 10), limitAt: at(21, 1, 10), state: 'running' },
  })
})

it('an office off-line: the call of 10:58 that it writes down at 11:20, when it is back, meets the limit of 11:00', async () => {
  const { clock, incidentId } = await marked(at(25, 9))
  await fireClock(store.db, clock.id, at(25, 11, 1))
  const call = { incidentId, kind: 'first' as const, fromUnitId: 'liuzhou', toUnitId: 'gx', caller: '值班员', fields }
  value(await logPhoneReport(store.db, { ...call, callAt: at(25, 10, 58) }, { actor: crew.gxDuty, at: at(25, 11, 20) }))
  expect((await clocksOf(store.db, incidentId)).find((c) => c.id === clock.id)).toMatchObject({
    ...{ state: 'met', metAt: at(25, 10, 58) },
  })
})
