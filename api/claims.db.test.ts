import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bookOf, checkClaims } from '../analyzer/claims/claims.ts'
import type { CalendarEntry, Figure } from '../domain/figure.ts'
import { type ApiHouse, openApiHouse } from '../tests/support/api-house.ts'
import { putFigures } from '../tests/support/figures.ts'
import { checkedTextSchema, maxCheckedCharacters } from './contract.ts'

const figure = (more: Partial<Figure>): Figure & { indicatorName: string; regionName: string } => ({
  id: 'gdp-2022-yoy',
  indicator: 'gdp',
  indicatorName: '地区生产总值',
  region: '450000',
  regionName: '广西',
  period: '2022',
  periodType: 'year',
  measure: 'yoy',
  priceBasis: 'constant',
  value: '2.9',
  unit: '%',
  status: 'preliminary',
  publishedAt: new Date('2023-01-19T02:00:00Z'),
  supersededAt: null,
  owner: '广西统计局',
  sourceUrl: '',
  ...more,
})
const figures = [
  figure({}),
  figure({ id: 'gdp-2022', measure: 'level', priceBasis: 'current', value: '26300.87', unit: '亿元' }),
]
const calendar: CalendarEntry[] = [
  {
    id: 'q3',
    indicators: ['gdp'],
    region: '450000',
    period: '2026Q3',
    periodType: 'cumulative',
    scheduledAt: new Date('2026-10-22T02:00:00Z'),
    publisher: '广西统计局',
    releasedAt: null,
  },
]

let house: ApiHouse
let cookie = ''
beforeAll(async () => {
  const book = bookOf(figures, calendar)
  house = await openApiHouse({
    requests: { checkText: async (text, home) => checkClaims(text, book, { home }) },
  })
  await putFigures(house.store.db, figures)
  await house.person('gx-writer', [['gx-zonghe', 'subject_division']])
  await house.person('gx-auditor', [['gx', 'auditor']])
  cookie = await house.cookie('gx-writer')
})
afterAll(() => house.close())
const check = (body: unknown) => house.ask('/api/claims/check', { cookie, body })

describe('POST /claims/check', () => {
  it('gives every statement its place in the text, its verdict and the official figure', async () => {
    const text = '2022年广西地区生产总值26300.87亿元，比上年增长9.2%。'
    const answer = await check({ text })
    const { claims, left } = checkedTextSchema.parse(answer.json)
    expect(claims.map((c) => [c.verdict, c.figure?.id])).toEqual([
      ['supported', 'gdp-2022'],
      ['false', 'gdp-2022-yoy'],
    ])
    for (const { span } of claims) expect(text.slice(span.start, span.end)).toBe(span.quote)
    expect(left).toBeLessThan(120)
  })

  it('counts figures as they stood when the text was published', async () => {
    const text = '2022年广西地区生产总值26300.87亿元。'
    const before = await check({ text, publishedAt: '2023-01-10T10:00:00+08:00' })
    expect(before.json.claims[0]).toMatchObject({ verdict: 'not_checkable', figure: null })
    expect((await check({ text, publishedAt: '2027-01-10T10:00:00+08:00' })).json).toMatchObject({
      code: 'time-in-future',
      field: 'publishedAt',
    })
  })

  it('says of a period not out yet only that it is not out', async () => {
    const { json } = await check({ text: '2026年前三季度广西GDP为2.1万亿元，同比增长4.7%。' })
    expect(json.claims.length).toBeGreaterThan(0)
    for (const claim of json.claims) expect(claim).toMatchObject({ verdict: 'unreleased', figure: null, accepts: null })
  })

  it('keeps that it was asked, and nothing of the text', async () => {
    const text = '2022年广西地区生产总值26300.87亿元。绝无仅有的一句话。'
    await check({ title: '绝无仅有的标题', text })
    const auditor = await house.cookie('gx-auditor')
    const { json, text: body } = await house.ask('/api/audit', { cookie: auditor })
    expect(json.items.find((e: { action: string }) => e.action === 'check')).toMatchObject({
      action: 'check',
      subject: { kind: 'text_check' },
      after: { characters: text.length + 7, claims: 1, byVerdict: { supported: 1 } },
    })
    expect(body).not.toContain('绝无仅有')
  })

  it('refuses nothing, too much, too often, and who has no seat', async () => {
    expect((await check({ text: ' ' })).json).toMatchObject({ code: 'invalid-request', field: 'text' })
    expect((await check({ text: '数'.repeat(maxCheckedCharacters + 1) })).status).toBe(400)
    expect((await check({ title: '题'.repeat(500), text: '数'.repeat(maxCheckedCharacters) })).json).toMatchObject({
      code: 'too-large',
      detail: { limit: maxCheckedCharacters },
    })
    await house.person('gx-nobody', [])
    const nobody = await house.ask('/api/claims/check', {
      cookie: await house.cookie('gx-nobody'),
      body: { text: '1' },
    })
    expect(nobody.json.code).toBe('not-allowed')
    let last = 200
    for (let n = 0; n < 121 && last === 200; n++) last = (await check({ text: '无' })).status
    expect(last).toBe(429)
    house.clock.now = new Date(house.clock.now.getTime() + 3_600_001)
    expect((await check({ text: '无' })).status).toBe(200)
  })
})
