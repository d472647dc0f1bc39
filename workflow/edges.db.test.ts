/** Edges of the catalogue's list (C5) that no other story holds: a unit renamed and a duty handed over while a clock runs, a silent office. */
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ReportFields } from '../domain/incident.ts'
import type { Result } from '../domain/result.ts'
import { fromShanghai } from '../domain/time.ts'
import { clocksOf } from '../store/clocks.ts'
import type { Store } from '../store/open.ts'
import { deliveries, seats, units } from '../store/schema.ts'
import { crew, seedArticle, seedBureaus } from '../tests/support/bureaus.ts'
import { openTestStore } from '../tests/support/db.ts'
import { fireClock } from './clock/fire-clock.ts'
import { logPhoneReport } from './report/log-phone-report.ts'
import { markSuspectedMajor } from './review/mark-suspected-major.ts'
import { openFlag } from './review/open-flag.ts'

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
const fields: ReportFields = {
  ...{ occurredAt: '2026-09-20', place: '柳州', kind: '不实报道', impact: '转载两家', measures: '核对数据' },
  ...{ other: '', mediaSource: '某站' },
}
async function marked(when: Date) {
  const article = await seedArticle(store.db, { title: '网文称统计数据系编造', at: when })
  const flag = { ...article, unitId: 'liuzhou', types: ['M12'], level: 'high' as const, score: 0.8, reasons: [] }
  const { flagId } = await openFlag(store.db, flag, when)
  const mark = { flagId, subject: 'may_spread' as const }
  const { incidentId } = value(await markSuspectedMajor(store.db, mark, { actor: crew.lzMonitor, at: when }))
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

it('a unit renamed during an event keeps its clock, which speaks its new name', async () => {
  const { clock, incidentId } = await marked(at(10, 9))
  await store.db.update(units).set({ name: '柳州市统计调查局' }).where(eq(units.id, 'liuzhou'))
  await fireClock(store.db, clock.id, at(10, 9, 30))
  expect(await toldOf(clock.id, 'quarter')).toEqual([{ userId: 'lz-head', unit: '柳州市统计调查局' }])
  const [same] = (await clocksOf(store.db, incidentId)).filter((c) => c.duty === 'report-2h')
  expect(same).toMatchObject({ id: clock.id, unitId: 'liuzhou', startAt: at(10, 9), limitAt: at(10, 11) })
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
