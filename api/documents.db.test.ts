import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiHouse, openApiHouse } from '../tests/support/api-house.ts'
import { seedArticle } from '../tests/support/bureaus.ts'
import { openFlag } from '../workflow/review/open-flag.ts'

let house: ApiHouse
let office: string
let id: string
beforeAll(async () => {
  house = await openApiHouse()
  await house.person('office', [['gx', 'office_staff']])
  await house.person('liuzhou', [['gx-liuzhou', 'office_staff']])
  office = await house.cookie('office')
  const body = {
    ...{ kind: 'daily', unitId: 'gx', from: '2026-09-30T16:00:00Z', to: '2026-10-01T16:00:00Z' },
    marks: { secrecy: '', urgency: null, publicity: '不予公开' },
  }
  const made = await house.ask('/api/documents', { cookie: office, body })
  expect([made.status, made.text]).toEqual([200, expect.anything()])
  id = made.json.id
})
afterAll(() => house.close())

describe('the files of a paper', () => {
  it('are an Office file under its Chinese name, asked for once as long as nothing changes', async () => {
    const path = `/api/documents/${id}/file?format=docx`
    const file = await house.ask(path, { cookie: office })
    expect(file.status).toBe(200)
    expect(file.text.startsWith('PK')).toBe(true)
    const name = /filename\*=UTF-8''(\S+)$/.exec(file.headers.get('content-disposition')!)?.[1]
    expect(decodeURIComponent(name!)).toMatch(/^媒体舆情日报.*\.docx$/)
    const again = await house.ask(path, { cookie: office, headers: { 'if-none-match': file.headers.get('etag')! } })
    expect(again.status).toBe(304)
  })

  it('are, without a browser, refused by name as PDF', async () => {
    const file = await house.ask(`/api/documents/${id}/file?format=pdf`, { cookie: office })
    expect([file.status, file.json.code]).toEqual([503, 'no-printer'])
  })

  it('do not exist for another bureau, which finds no paper in its list either', async () => {
    const cookie = await house.cookie('liuzhou')
    expect((await house.ask(`/api/documents/${id}/file?format=docx`, { cookie })).status).toBe(404)
    expect((await house.ask('/api/documents', { cookie })).json.total).toBe(0)
    expect((await house.ask('/api/documents?format=csv', { cookie: office })).text).toContain('媒体舆情日报')
  })
})

describe('a number of a briefing', () => {
  it('opens what was counted: all, by kind of outlet, by hour; a part it does not name is not there', async () => {
    const { db } = house.store
    const at = new Date('2026-10-01T02:00:00Z')
    const seeded = await seedArticle(db, { title: '某地数据系编造', at })
    const flag = { unitId: 'gx', types: ['M01'], level: 'high' as const, score: 0.8, reasons: [] }
    await openFlag(db, { ...seeded, ...flag }, at)
    const body = {
      ...{ kind: 'daily', unitId: 'gx', from: '2026-09-30T16:00:00Z', to: '2026-10-01T16:00:00Z' },
      marks: { secrecy: '', urgency: null, publicity: '不予公开' },
    }
    const made = (await house.ask('/api/documents', { cookie: office, body })).json.id
    const { content } = (await house.ask(`/api/documents/${made}`, { cookie: office })).json
    const parts = content.body.flatMap((b: { chart?: { cites?: { id: string }[] } }) => b.chart?.cites ?? [])
    expect(parts.length).toBeGreaterThan(1)
    for (const { id: of, value } of [{ id: 'all', value: '1' }, ...parts]) {
      const { json } = await house.ask(`/api/documents/${made}/counted?of=${of}`, { cookie: office })
      expect([of, json.items.length], JSON.stringify(json)).toEqual([of, Number(value)])
      expect(json.items[0]).toMatchObject({ kind: 'article', id: seeded.articleId, title: '某地数据系编造' })
    }
    for (const of of ['kind:none', 'everything'])
      expect((await house.ask(`/api/documents/${made}/counted?of=${of}`, { cookie: office })).status).toBe(404)
    const cookie = await house.cookie('liuzhou')
    expect((await house.ask(`/api/documents/${made}/counted?of=all`, { cookie })).status).toBe(404)
  })
})
