/** The watch log on rows: nil is a report, missing is nobody's word; registers by their own columns. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromShanghai } from '../../domain/time.ts'
import type { Result } from '../../domain/result.ts'
import type { Actor } from '../../domain/units.ts'
import { saveAdoption } from '../../store/activations.ts'
import { verifyAudit } from '../../store/audit.ts'
import { deliveriesOf } from '../../store/deliveries.ts'
import type { Store } from '../../store/open.ts'
import { registerRowsOf } from '../../store/registers.ts'
import { standingWatches } from '../../store/schema.ts'
import { standingEntriesOf } from '../../store/standing.ts'
import { bureauTree, crew, seedBureaus } from '../../tests/support/bureaus.ts'
import { openTestStore } from '../../tests/support/db.ts'
import { importRows } from '../register/import-rows.ts'
import { addRows, changeRow, registersOf } from '../register/registers.ts'
import { dutiesOf } from './duties-of.ts'
import { signEntries } from './sign-entries.ts'
import { owedBetween, stateOf } from './standing.ts'
import { watchStanding } from './watch-standing.ts'

const at = (d: number, h: number, m = 0) => fromShanghai(2026, 10, d, h, m)!
const by = (actor: Actor, when: Date) => ({ actor, at: when })
const code = (r: Result<unknown>) => (r.ok ? 'ok' : r.refusal.code)
const value = <T>(r: Result<T>): T => {
  if (!r.ok) throw new Error(JSON.stringify(r.refusal))
  return r.value
}

let store: Store
beforeAll(async () => {
  store = await openTestStore()
  await seedBureaus(store.db, at(1, 0))
  for (const plan of ['media', 'earthquake', 'leak', 'natural'])
    await saveAdoption(store.db, { rootId: 'gx', plan, adoptedAt: at(1, 9), adoptedBy: '测试' })
})
afterAll(async () => {
  expect(await verifyAudit(store.db)).toMatchObject({ ok: true })
  await store.close()
})

const bureau = (id: string) => bureauTree.byId(id)!
const told = async (actor: Actor, of: string) =>
  (await deliveriesOf(store.db, actor.userId, { pageSize: 100 })).items.filter(
    (d) => d.kind === 'standing_missing' && d.facts.name === bureau(of).name,
  )
const watch = async (now: Date) => watchStanding(store.db, (await store.db.select().from(standingWatches))[0]!.id, now)

describe('the watch log', () => {
  const item = (key: string) => ({ plan: 'media', duty: 'media-watch', key })
  const sign = (actor: Actor, when: Date, more: { key: string; nil?: boolean; text?: string }) =>
    signEntries(
      store.db,
      { unitId: 'liuzhou', items: [item(more.key)], nil: more.nil ?? true, text: more.text ?? '' },
      by(actor, when),
    )
  const stateAt = async (key: string, now: Date) => {
    const owed = owedBetween(await dutiesOf(store.db, bureau('liuzhou'), bureauTree), at(1, 0), now)
    const one = owed.find((o) => o.duty.duty === 'media-watch' && o.occurrence.key === key)!
    return stateOf(one, await standingEntriesOf(store.db, ['liuzhou'], [key]), now)
  }

  it('is owed where the bodies of the plan sit: each bureau watches media, the root drills for earthquakes', async () => {
    const duties = async (id: string) => (await dutiesOf(store.db, bureau(id), bureauTree)).map((d) => d.duty)
    expect(await duties('sanjiang')).toContain('media-watch')
    expect(await duties('liuzhou')).not.toContain('yearly-drill')
    expect(await duties('gx')).toContain('yearly-drill')
    expect(await duties('xm')).toEqual([])
  })

  it('takes a nil report as a report, once, from the bureau itself', async () => {
    expect(await stateAt('2026-10-01', at(1, 20))).toBe('open')
    expect(code(await sign(crew.nnDuty, at(1, 20), { key: '2026-10-01' }))).toBe('not-allowed')
    value(await sign(crew.lzMonitor, at(1, 20), { key: '2026-10-01' }))
    expect(await stateAt('2026-10-01', at(1, 21))).toBe('nil')
    expect(code(await sign(crew.lzDuty, at(1, 21), { key: '2026-10-01' }))).toBe('already-exists')
    value(await sign(crew.lzDuty, at(1, 21), { key: '2026-10-01', nil: false, text: '晚间有一篇转载' }))
    expect(await stateAt('2026-10-01', at(2, 21))).toBe('nil')
    expect(code(await sign(crew.lzDuty, at(1, 21), { key: '2026-09-30' }))).toBe('not-found')
    const drill = { plan: 'earthquake', duty: 'yearly-drill', key: '2026' }
    const nilDrill = { unitId: 'gx', items: [drill], nil: true, text: '' }
    expect(code(await signEntries(store.db, nilDrill, by(crew.gxDuty, at(2, 9))))).toBe('invalid-field')
  })

  it('that is missing is told once after its day has passed, and taken late', async () => {
    expect(await watch(at(2, 0, 1))).toEqual(at(3, 0, 1))
    expect(await told(crew.lzDuty, 'liuzhou')).toHaveLength(0)
    expect(await told(crew.nnDuty, 'nanning')).toHaveLength(1)
    // 融安 has nobody in any seat: the bureau above it is told.
    expect(await told(crew.lzDuty, 'rongan')).toHaveLength(1)
    expect(await stateAt('2026-10-02', at(3, 0, 0))).toBe('missing')
    expect(await watch(at(3, 0, 1))).toEqual(at(4, 0, 1))
    expect(await watch(at(3, 9))).toEqual(at(4, 0, 1))
    expect(await told(crew.lzDuty, 'liuzhou')).toHaveLength(1)
    value(await sign(crew.lzDuty, at(3, 9), { key: '2026-10-02' }))
    expect(await stateAt('2026-10-02', at(3, 10))).toBe('late')
  })
})

describe('a register', () => {
  const place = { unitId: 'liuzhou', plan: 'media', register: 'supplies' }
  const rows = () => registerRowsOf(store.db, { ...place, unitIds: ['liuzhou'], page: 1, pageSize: 100 })

  it('has the columns of its plan; those of a restricted plan are not among them', async () => {
    const found = await registersOf(store.db, 'gx')
    expect(found.find((r) => r.register === 'supplies')?.columns).toEqual(['名称', '数量', '存放地点', '保管人'])
    expect(found.filter((r) => r.register === 'supplies')).toHaveLength(1)
    expect(found.some((r) => r.register === 'leak-cases')).toBe(false)
  })

  it("of facts about how people did their duty is the inspection's alone: for everybody else it is not there", async () => {
    const facts = { unitId: 'liuzhou', plan: 'guangxi-measures', register: 'conduct-facts' }
    const row = { 事实: '初报晚于时限 40 分钟', 单位: '柳州市统计局', 对应条款: '第二十条（一）' }
    const inspector: Actor = {
      userId: 'gx-disc',
      name: '纪检同志',
      seats: [{ unitId: 'gx-div', role: 'discipline', standIn: false }],
    }
    const add = (actor: Actor) => addRows(store.db, { ...facts, rows: [row] }, by(actor, at(2, 10)))
    for (const actor of [crew.lzHead, crew.gxOffice, crew.gxDirector, crew.gxGroup])
      expect(code(await add(actor))).toBe('not-found')
    value(await add(inspector))
    const { items } = await registerRowsOf(store.db, { ...facts, unitIds: ['liuzhou'], page: 1, pageSize: 10 })
    expect(items.map((r) => r.cells.对应条款)).toEqual(['第二十条（一）'])
    const change = { id: items[0]!.id, version: 1, reason: '登记有误' }
    expect(code(await changeRow(store.db, change, by(crew.lzHead, at(2, 11))))).toBe('not-found')
    value(await changeRow(store.db, change, by(inspector, at(2, 11))))
  })

  it('is kept by hand and from files, whole or not at all, and keeps what was there', async () => {
    const plan = (await registersOf(store.db, 'gx')).find((r) => r.register === 'supplies')!.plan
    Object.assign(place, { plan })
    const duty = by(crew.lzDuty, at(2, 9))
    value(await addRows(store.db, { ...place, rows: [{ 名称: '应急电话', 数量: '2' }] }, duty))
    expect(code(await addRows(store.db, { ...place, rows: [{ 数量: '2' }] }, duty))).toBe('missing-field')
    expect(code(await addRows(store.db, { ...place, rows: [{ 名称: '甲', 价格: '1' }] }, duty))).toBe('invalid-field')
    expect(code(await addRows(store.db, { ...place, rows: [{ 名称: '甲' }] }, by(crew.nnDuty, at(2, 9))))).toBe(
      'not-allowed',
    )
    const bring = (text: string, dryRun = false) =>
      importRows(store.db, { ...place, bytes: Buffer.from(text), dryRun }, duty)
    expect(value(await bring('名称,数量\n发电机,1\n,3')).faults.map((f) => [f.row, f.code])).toEqual([[3, 'missing']])
    expect((await rows()).total).toBe(1)
    value(await bring('名称,数量\n发电机,1\n帐篷,3'))
    const { items } = await rows()
    expect(items.map((r) => r.cells.名称).sort()).toEqual(['发电机', '帐篷', '应急电话'].sort())
    const first = items.find((r) => r.cells.名称 === '应急电话')
    value(await changeRow(store.db, { id: first!.id, version: 1, cells: { 名称: '应急电话', 数量: '3' } }, duty))
    expect(code(await changeRow(store.db, { id: first!.id, version: 1, reason: '损坏' }, duty))).toBe('conflict')
    value(await changeRow(store.db, { id: first!.id, version: 2, reason: '损坏' }, duty))
    expect((await rows()).total).toBe(2)
  })
})
