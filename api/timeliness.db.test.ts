/** Statistics of time and the list of facts: what is counted, for whom, and what is in none of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMs, hour, minute } from '../domain/time.ts'
import { clocks, incidents, talkingPoints } from '../store/schema.ts'
import { type ApiHouse, openApiHouse } from '../tests/support/api-house.ts'

let house: ApiHouse
let office: string
let city: string
const found = new Date('2026-09-20T01:00:00Z')
const limitMs = 2 * hour

/** An incident of a unit with its duty to report, met so many minutes after the finding; null: overdue and not done. */
async function matter(
  id: string,
  unitId: string,
  took: number | null,
  more: Partial<typeof incidents.$inferInsert> = {},
) {
  await house.store.db.insert(incidents).values({
    ...{ id, no: `2026-${id}`, rootId: unitId.split('-')[0]!, title: `某文 ${id}`, unitId, unitIds: [unitId] },
    ...{ state: 'reported', scope: 'region_wide', openedAt: found, humanFoundAt: found, ...more },
  })
  const limitAt = addMs(found, limitMs)
  const metAt = took === null ? null : addMs(found, took * minute)
  await house.store.db.insert(clocks).values({
    ...{ id: `k-${id}`, incidentId: id, duty: 'report-2h', rule: 'G4-6-2h', basis: 'regulation', ruleVersion: '1' },
    ...{ kind: 'hard', unitId, recipientIds: ['gx'], startEvent: 'marked', startAt: found, limitMs, limitAt },
    ...{
      state: took === null ? 'overdue' : took > 120 ? 'met_late' : 'met',
      metAt,
      overdueAt: took && took <= 120 ? null : limitAt,
    },
  })
}
beforeAll(async () => {
  house = await openApiHouse()
  await house.person('office', [['gx', 'office_staff']])
  await house.person('city', [['gx-liuzhou', 'office_staff']])
  await house.person('admin', [['gx', 'admin']])
  office = await house.cookie('office')
  city = await house.cookie('city')
  await matter('0001', 'gx-liuzhou', 30)
  await matter('0002', 'gx-liuzhou', 200)
  await matter('0003', 'gx', null)
  await matter('0004', 'gx', 600, { mode: 'drill' })
  await matter('0005', 'gx', 700, { restricted: true, family: 'leak' })
  await matter('0006', 'xm', 800)
  await house.store.db.insert(talkingPoints).values({
    ...{
      id: 'tp',
      incidentId: '0001',
      n: 1,
      state: 'in_force',
      scope: 'region_wide',
      unitId: 'gx',
      revision: 1,
      hash: 'h',
    },
    ...{ openedAt: found, inForceAt: addMs(found, 4 * hour) },
  })
})
afterAll(() => house.close())
const ask = async (path: string, cookie = office) => (await house.ask(path, { cookie })).json

describe('statistics of time', () => {
  it('count duties to report by unit and month; a drill, a compartment and another tree are in none of it', async () => {
    const all = await ask('/api/timeliness?months=3')
    expect(all.all).toMatchObject({ inTime: 1, late: 1, overdue: 1, share: 1 / 3, median: 115 * minute })
    expect(all.units.map((u: { name: string; inTime: number }) => [u.name, u.inTime])).toEqual([
      ['柳州市统计局', 1],
      ['广西壮族自治区统计局', 0],
    ])
    expect(all.months.map((m: { key: string; n: number }) => [m.key, m.n])).toEqual([
      ['2026-08', 0],
      ['2026-09', 2],
      ['2026-10', 0],
    ])
    expect(all.words).toMatchObject({ points: { n: 1, median: 4 * hour }, release: { n: 0 }, none: 2 })
    expect(JSON.stringify(all)).not.toContain('厦门')
  })

  it('count drills apart', async () => {
    const drills = await ask('/api/timeliness?months=3&mode=drill')
    expect(drills.all).toMatchObject({ inTime: 0, late: 1, overdue: 0 })
  })

  it('show a city its own, and refuse whoever sees no incidents', async () => {
    expect((await ask('/api/timeliness?months=3', city)).all).toMatchObject({ inTime: 1, late: 1, overdue: 0 })
    expect((await house.ask('/api/timeliness?unitId=gx', { cookie: city })).status).toBe(404)
    const admin = await house.cookie('admin')
    for (const path of ['/api/timeliness', '/api/late-duties'])
      expect((await house.ask(path, { cookie: admin })).status).toBe(403)
  })

  it('go into a file by unit', async () => {
    const { text } = await house.ask('/api/timeliness?months=3&format=csv', { cookie: office })
    expect(text).toContain('柳州市统计局,115,200,1,1,0,0,0,50.0%')
  })
})

describe('the list of facts', () => {
  it('says what was owed when and when it was done, the longest first, without names', async () => {
    const late = await ask('/api/late-duties?months=3&sort=latest')
    expect(
      late.items.map((f: { incident: { no: string }; lateMs: number; metAt: string | null }) => f.incident.no),
    ).toEqual(['2026-0003', '2026-0002'])
    expect(late.items[1]).toMatchObject({
      ...{ limitAt: '2026-09-20T03:00:00.000Z', metAt: '2026-09-20T04:20:00.000Z', lateMs: 80 * minute },
      ...{ state: 'met_late', rule: { id: 'G4-6-2h', basis: 'regulation' } },
    })
    expect(late.items[0]).toMatchObject({ metAt: null, state: 'overdue' })
  })

  it('is filtered, paged and taken away; nothing of a compartment is in the file', async () => {
    expect((await ask('/api/late-duties?months=3&unitId=gx-liuzhou')).total).toBe(1)
    expect((await ask('/api/late-duties?months=3&q=0002')).total).toBe(1)
    const second = await ask('/api/late-duties?months=3&pageSize=1&page=2')
    expect([second.items.length, second.total]).toEqual([1, 2])
    const { text } = await house.ask('/api/late-duties?months=3&format=csv', { cookie: office })
    expect(text).toContain('2026-0002,某文 0002,柳州市统计局,两小时上报')
    expect(text).not.toMatch(/0004|0005|0006/)
  })
})
