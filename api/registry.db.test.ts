import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insertIncident } from '../store/incidents.ts'
import { type ApiHouse, openApiHouse } from '../tests/support/api-house.ts'

let house: ApiHouse
let [office, head, speaker, other] = ['', '', '', '']
let [incidentId, outletId, id] = ['', '', '']
const facts = () => ({ name: '李小明', penNames: ['桂江客'], outletId, role: 'reporter', phone: '0772 555 0187' })

beforeAll(async () => {
  house = await openApiHouse()
  await house.person('lz-office', [['gx-liuzhou', 'office_staff']])
  await house.person('lz-head', [['gx-liuzhou', 'unit_head']])
  await house.person('lz-speaker', [['gx-liuzhou', 'spokesperson']])
  await house.person('gx-office', [['gx', 'office_director']])
  ;[office, head, speaker, other] = [
    await house.cookie('lz-office'),
    await house.cookie('lz-head'),
    await house.cookie('lz-speaker'),
    await house.cookie('gx-office'),
  ]
  const matter = {
    ...{ rootId: 'gx', title: '不实报道', unitId: 'gx-liuzhou', unitIds: ['gx-liuzhou'], state: 'active' as const },
    ...{ scope: 'city_only' as const, openedAt: house.clock.now, confirmedAt: house.clock.now },
    fourElements: { media: true, untrue: true, serious: true, sudden: true },
  }
  incidentId = (await house.store.db.transaction((tx) => insertIncident(tx, matter))).id
  const outlet = { unitId: 'gx-liuzhou', name: '桂江晚报', mediaClass: 'domestic', licence: 'newspaper', licenceNo: '' }
  outletId = (await house.ask('/api/registry-outlets', { cookie: office, body: outlet })).json.id
  const body = { unitId: 'gx-liuzhou', incidentId, facts: facts() }
  const made = await house.ask('/api/journalists', { cookie: office, body })
  expect([made.status, made.text]).toEqual([200, expect.anything()])
  id = made.json.id
})
afterAll(() => house.close())

describe('the registry at the API', () => {
  it('refuses any field that judges, by its rule and not as a wrong request', async () => {
    for (const field of ['score', 'attitude', 'note']) {
      const body = { unitId: 'gx-liuzhou', incidentId, facts: { ...facts(), [field]: '友好' } }
      const answer = await house.ask('/api/journalists', { cookie: office, body })
      expect([answer.json.code, answer.json.field, answer.json.rule.id]).toEqual([
        ...['invalid-field', field, 'policy-registry-facts'],
      ])
    }
  })

  it('shows no contact data in any list, page or file; opening it is a request of its own that the head can see', async () => {
    for (const path of ['/api/journalists', `/api/journalists/${id}`, '/api/journalists?format=csv']) {
      const answer = await house.ask(path, { cookie: office })
      expect([path, answer.status, answer.text.includes('桂江晚报')]).toEqual([path, 200, true])
      expect(answer.text).not.toContain('5550187')
      expect(answer.text).not.toContain('555 0187')
    }
    const opened = await house.ask(`/api/journalists/${id}/contact`, { cookie: speaker, body: {} })
    expect([opened.json.phone, opened.headers.get('cache-control')]).toEqual(['0772 555 0187', 'no-store'])
    expect((await house.ask('/api/contact-reads', { cookie: speaker })).status).toBe(403)
    const log = await house.ask('/api/contact-reads', { cookie: head })
    expect(log.json.items).toMatchObject([{ action: 'read-contact', journalistId: id, name: '李小明' }])
  })

  it('does not exist for another bureau, the one above included', async () => {
    expect((await house.ask(`/api/journalists/${id}`, { cookie: other })).status).toBe(404)
    expect((await house.ask('/api/journalists', { cookie: other })).json.total).toBe(0)
    expect((await house.ask(`/api/journalists/${id}/contact`, { cookie: other, body: {} })).status).toBe(404)
  })

  it('suggests doubles with the reason, and hands a person everything kept of them', async () => {
    const body = { unitId: 'gx-liuzhou', incidentId, facts: { ...facts(), name: '李 小明', penNames: [] } }
    const second = (await house.ask('/api/journalists', { cookie: office, body })).json.id
    const { items } = (await house.ask('/api/journalist-duplicates', { cookie: office })).json
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ reason: 'same_name_and_outlet', mayMerge: true })
    const merge = { goneId: second, reason: items[0].reason }
    expect((await house.ask(`/api/journalists/${id}/merge`, { cookie: office, body: merge })).status).toBe(200)
    const all = await house.ask(`/api/journalists/${id}/export?format=json`, { cookie: office, body: {} })
    const lines = all.json as { item: string; value: string }[]
    expect(lines.filter((l) => l.item === '工作电话').map((l) => l.value)).toEqual(['0772 555 0187', '0772 555 0187'])
    expect(lines.some((l) => l.item === '查阅记录' && l.value.includes('查看联系方式'))).toBe(true)
    const sheet = await house.ask(`/api/journalists/${id}/export`, { cookie: office, body: {} })
    expect(sheet.text.startsWith('PK')).toBe(true)
  })
})
