/**
 * A bureau brings a plan of its own, as a file and without code (docs/plans.md): its clocks run to the second, its steps keep their
 * order, and what runs keeps its text when the file is changed and the program started again.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { IncidentOpened, IncidentPlans } from '../../api/contract.ts'
import { plans, usePlans } from '../../workflow/plan/plan.ts'
import type { Store } from '../../store/open.ts'
import { testClock } from '../support/clock.ts'
import { openTestStore } from '../support/db.ts'
import { type House, openHouse, type Person } from '../support/house.ts'
import { provincePlan } from '../support/province-plan.ts'
import { clockOf, done, refusalOf } from './steps.ts'

const folder = mkdtempSync(join(tmpdir(), 'tongyu-plans-'))
const write = (text: string) => writeFileSync(join(folder, 'platform.yaml'), text)
const clock = testClock('2026-11-10T08:00:00+08:00')
const at = (time: string) => new Date(`2026-11-10T${time}+08:00`)
const because = { reason: '平台中断' }
let store: Store
let house: House
let incidentId = ''

const start = () => openHouse({ clock, store, plans: folder, outlets: [] })
const runsIn = async (person: Person) =>
  done(await person.get<IncidentPlans>(`/api/incidents/${incidentId}/plans`)).runs

beforeAll(async () => {
  store = await openTestStore()
  write(provincePlan)
  house = await start()
}, 300_000)
afterAll(async () => {
  await house.close()
  await store.close()
  usePlans()
  rmSync(folder, { recursive: true })
})

it('is adopted like a shipped one, and its own clocks run from the finding and from the start', async () => {
  const [engineer, office, leader] = [await house.as('gx-infosec'), await house.as('gx-duty'), await house.as('gx-lg')]
  const opening = {
    unitId: 'gx',
    plan: 'hunan-platform',
    title: '数据平台中断',
    place: '南宁',
    foundAt: at('09:00:00'),
  }
  clock.set(at('09:00:00'))
  expect((await office.post('/api/incidents', opening)).status).toBe(422)
  done(await leader.post('/api/plans/hunan-platform/adopt', { rootId: 'gx' }))
  incidentId = done(await office.post<IncidentOpened>('/api/incidents', opening)).id!
  expect(await clockOf(engineer, incidentId, 'gx', 'written-45')).toMatchObject({
    ...{ startAt: at('09:00:00').toISOString(), limitAt: at('09:45:00').toISOString(), kind: 'hard' },
    rule: { basis: 'regulation', citation: '示例第一条' },
  })
  const [run] = await runsIn(leader)
  clock.set(at('09:20:00'))
  done(await leader.post(`/api/activations/${run!.id}/approve`, { ...because, start: true }))
  expect(await clockOf(office, incidentId, 'gx', 'tell-firms')).toMatchObject({ limitAt: at('12:20:00').toISOString() })
})

it('keeps its order of steps, wants its evidence, and is late at the first moment after the limit', async () => {
  const engineer = await house.as('gx-infosec')
  const [run] = await runsIn(engineer)
  const step = (key: string, more: object) => engineer.post(`/api/activations/${run!.id}/steps/${key}`, more)
  expect(refusalOf(await step('P2', { verb: 'start' }))).toMatchObject({ code: 'wrong-state' })
  done(await step('P1', { verb: 'start' }))
  expect((await step('P1', { verb: 'finish' })).status).toBe(422)
  done(await step('P1', { verb: 'finish', evidence: { 原因记录: '值班记录〔2026〕3号' } }))
  clock.set(at('09:45:00'))
  await house.quiet()
  expect(await clockOf(engineer, incidentId, 'gx', 'written-45')).toMatchObject({ state: 'running' })
  clock.set(new Date(at('09:45:00').getTime() + 1))
  await house.quiet()
  expect(await clockOf(engineer, incidentId, 'gx', 'written-45')).toMatchObject({ state: 'overdue' })
})

it('a changed text counts for new matters: the one that runs keeps its version, its limit and its steps to the end', async () => {
  await house.close()
  write(
    provincePlan
      .replace('version: 1', 'version: 2')
      .replace('3小时内', '1小时内')
      .replace('limit: 3h', 'limit: 1h')
      .replace('      - { step: P3', '      - { step: P9, text: 通报上级, by: [office] }\n      - { step: P3'),
  )
  clock.set(at('10:00:00'))
  house = await start()
  const [office, leader] = [await house.as('gx-duty'), await house.as('gx-lg')]
  const [old] = await runsIn(office)
  const steps = (run: typeof old) => run!.procedures.flatMap((p) => p.steps.map((s) => s.step))
  expect([old!.planVersion, steps(old)]).toEqual(['1', ['P1', 'P2', 'P3']])
  expect(await clockOf(office, incidentId, 'gx', 'tell-firms')).toMatchObject({ limitAt: at('12:20:00').toISOString() })
  const first = incidentId
  const opening = { unitId: 'gx', plan: 'hunan-platform', title: '再次中断', place: '南宁', foundAt: at('10:00:00') }
  incidentId = done(await office.post<IncidentOpened>('/api/incidents', opening)).id!
  const [fresh] = await runsIn(leader)
  done(await leader.post(`/api/activations/${fresh!.id}/approve`, { ...because, start: true }))
  expect([fresh!.planVersion, steps(fresh)]).toEqual(['2', ['P1', 'P2', 'P9', 'P3']])
  expect(await clockOf(office, incidentId, 'gx', 'tell-firms')).toMatchObject({ limitAt: at('11:00:00').toISOString() })
  // The step that only the new text has does not hold the old run.
  incidentId = first
  const step = (verb: string, more: object = {}) =>
    office.post(`/api/activations/${old!.id}/steps/P3`, { verb, ...more })
  clock.set(at('12:20:00'))
  done(await step('start'))
  done(await step('finish', { evidence: { 告知记录: '短信群发回执' } }))
  expect(await clockOf(office, incidentId, 'gx', 'tell-firms')).toMatchObject({ state: 'met', marginMs: 0 })
  expect((await office.post(`/api/activations/${old!.id}/steps/P9`, { verb: 'start' })).status).toBe(404)
})

it('a faulty file stops the start, and says in which line of which file what is wrong', async () => {
  const known = plans()
  write(
    provincePlan
      .replace('start: activated', 'start: begun')
      .replace('to: [office], form: outage', 'to: [offise], form: outage'),
  )
  const name = folder.split('/').at(-1)!
  const lines = provincePlan.split('\n')
  const begun = lines.findIndex((l) => l.includes('start: activated')) + 1
  await expect(start()).rejects.toThrow(`${name}/platform.yaml:${begun} duties.1.start`)
  write(provincePlan.replace('to: [office], form: outage', 'to: [offise], form: outage'))
  const wrong = lines.findIndex((l) => l.includes('written-45')) + 1
  await expect(start()).rejects.toThrow(new RegExp(`platform\\.yaml:${wrong} duties\\.0.*offise`))
  expect(plans()).toBe(known)
})
