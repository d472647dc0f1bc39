/** A drill runs by the same engine and leaves nothing outside: not one line in the ledger. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addMs, day, fromShanghai } from '../../domain/time.ts'
import type { Result } from '../../domain/result.ts'
import { saveAdoption } from '../../store/activations.ts'
import { clocksOf, firingsOf } from '../../store/clocks.ts'
import { deliveriesOf } from '../../store/deliveries.ts'
import { incidentRow } from '../../store/incidents.ts'
import type { Store } from '../../store/open.ts'
import { deliveries, dispatches } from '../../store/schema.ts'
import { seenIn } from '../../store/standing.ts'
import { crew, seedBureaus } from '../../tests/support/bureaus.ts'
import { openTestStore } from '../../tests/support/db.ts'
import { fireClock } from '../clock/fire-clock.ts'
import { makeChannel } from '../delivery/change-channels.ts'
import { changeReach } from '../delivery/change-reach.ts'
import { openIncident } from './open-by-hand.ts'

const at = fromShanghai(2026, 10, 2, 9)!
const value = <T>(r: Result<T>): T => {
  if (!r.ok) throw new Error(JSON.stringify(r.refusal))
  return r.value
}
let store: Store
beforeAll(async () => {
  store = await openTestStore()
  await seedBureaus(store.db, at)
  for (const plan of ['social', 'leak'])
    await saveAdoption(store.db, { rootId: 'gx', plan, adoptedAt: at, adoptedBy: '测试' })
  const channel = { name: '短信平台', kind: 'sms' as const, unitId: 'gx', rank: 1, secret: 's'.repeat(40) }
  const settings = { url: 'http://sms.example/send', contentType: 'json', body: '{"to":"{phone}"}' }
  value(await makeChannel(store.db, { ...channel, settings: settings as never }, { actor: crew.gxAdmin, at }))
  for (const actor of [crew.gxOffice, crew.gxDirector, crew.gxDuty, crew.lzDuty, crew.lzHead, crew.lzStandIn])
    value(
      await changeReach(store.db, { email: '', phone: '138 0013 8000', quietFrom: null, quietTo: null }, { actor, at }),
    )
})
afterAll(() => store.close())

const opens = (drill: boolean, plan = 'social') =>
  openIncident(
    store.db,
    {
      ...{ plan, unitId: 'liuzhou', title: '某事', place: '柳州', foundAt: at, drill },
      instants: { occurred: at },
    },
    { actor: crew.lzDuty, at },
  )
const sentFor = async (incidentId: string) =>
  store.db
    .select({ id: dispatches.id })
    .from(dispatches)
    .innerJoin(deliveries, eq(deliveries.id, dispatches.deliveryId))
    .where(eq(deliveries.incidentId, incidentId))
const runDown = async (incidentId: string) => {
  for (const clock of await clocksOf(store.db, incidentId)) await fireClock(store.db, clock.id, addMs(at, 2 * day))
}

it('a drill has its own number, its clocks fire and people are told in the house, and nothing leaves it', async () => {
  const real = value(await opens(false))
  const drill = value(await opens(true))
  expect(real.no).toMatch(/^2026-\d{4}$/)
  expect(drill.no).toBe('Y2026-0001')
  expect((await incidentRow(store.db, drill.incidentId!))?.mode).toBe('drill')
  for (const { incidentId } of [real, drill]) await runDown(incidentId!)
  const clocks = (await clocksOf(store.db, drill.incidentId!)).map((c) => c.id)
  expect((await firingsOf(store.db, clocks)).length).toBeGreaterThan(0)
  const told = (await deliveriesOf(store.db, crew.lzDuty.userId, { pageSize: 100 })).items
  expect(told.some((d) => d.incidentId === drill.incidentId)).toBe(true)
  expect((await sentFor(real.incidentId!)).length).toBeGreaterThan(0)
  expect(await sentFor(drill.incidentId!)).toEqual([])
  expect(await seenIn(store.db, { unitId: 'liuzhou', from: addMs(at, -day), to: addMs(at, day) })).toMatchObject({
    incidents: 1,
  })
})

it('a restricted plan is not drilled here', async () => {
  const refused = await opens(true, 'leak')
  expect(refused.ok ? 'ok' : refused.refusal.field).toBe('drill')
})
