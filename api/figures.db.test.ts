import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { type ApiHouse, openApiHouse } from '../tests/support/api-house.ts'
import { figureCsv, type TestFigure } from '../tests/support/figures.ts'
import { checkImport } from '../workflow/figure/check-import.ts'
import { saveImport } from '../workflow/figure/save-import.ts'
import {
  calendarSchema,
  figureImportSchema,
  figuresSchema,
  importCalendarAnswer,
  indicatorsSchema,
  publishingsSchema,
  seriesFiguresSchema,
  seriesListSchema,
  stagedListSchema,
} from './contract.ts'

let house: ApiHouse
let cookie = ''
let duty = ''
beforeAll(async () => {
  house = await openApiHouse()
  await house.person('gx-division', [['gx-zonghe', 'subject_division']])
  await house.person('lz-watch', [['gx-liuzhou', 'duty_officer']])
  cookie = await house.cookie('gx-division')
  duty = await house.cookie('lz-watch')
})
afterAll(() => house.close())

const read = async <T extends z.ZodType>(shape: T, path: string, as = cookie): Promise<z.infer<T>> =>
  shape.parse((await house.ask(path, { cookie: as })).json)

const gdp = (more: Partial<TestFigure> = {}): TestFigure => ({
  ...{ id: 'gdp-2022', indicator: 'gdp', indicatorName: '地区生产总值', region: '450000', regionName: '广西' },
  ...{ period: '2022', periodType: 'year', measure: 'level', priceBasis: 'current', value: '26300.87', unit: '亿元' },
  ...{ status: 'preliminary', publishedAt: new Date('2023-01-19T02:00:00Z'), owner: '广西统计局', sourceUrl: '' },
  ...more,
})

/** What the machine does between the requests of a person. */
async function bring(file: string | Uint8Array, query = '') {
  const started = await house.ask(`/api/figures/imports?name=a.csv${query}`, { cookie, file: Buffer.from(file) })
  const { id } = figureImportSchema.parse(started.json)
  await checkImport(house.store.db, id, house.clock.now)
  return read(figureImportSchema, `/api/figures/imports/${id}`)
}
async function confirm(id: string) {
  const answer = await house.ask(`/api/figures/imports/${id}/confirm`, { cookie, body: {} })
  await saveImport(house.store.db, id, house.clock.now)
  return answer
}

describe('official figures', () => {
  it('come in as one piece, after a person has seen what would change', async () => {
    const checked = await bring(figureCsv([gdp()]))
    expect(checked).toMatchObject({ state: 'checked', counts: { new: 1 }, rowsRead: 1 })
    expect(checked.moves.map((m) => [m.verb, m.allowed])).toEqual([
      ['confirm', true],
      ['cancel', true],
    ])
    expect((await read(figuresSchema, '/api/figures')).total).toBe(0)
    expect((await confirm(checked.id)).status).toBe(200)
    expect(await read(figureImportSchema, `/api/figures/imports/${checked.id}`)).toMatchObject({
      state: 'saved',
      rowsSaved: 1,
    })
    expect((await read(figuresSchema, '/api/figures?q=GDP')).items).toMatchObject([
      { value: '26300.87', scope: 'whole' },
    ])

    const revised = await bring(
      figureCsv([gdp({ id: 'v2', value: '26186.10', publishedAt: new Date('2023-12-29T02:00:00Z') })]),
    )
    const { items } = await read(stagedListSchema, `/api/figures/imports/${revised.id}/rows`)
    expect(items).toMatchObject([{ kind: 'revised', oldValue: '26300.87', value: '26186.10' }])
    await confirm(revised.id)
    const { items: series } = await read(seriesListSchema, '/api/figures/series?indicator=gdp')
    expect(series).toMatchObject([{ figures: 2, revised: 1, unit: '亿元' }])
    const key = 'indicator=gdp&region=450000&periodType=year&measure=level&priceBasis=current'
    const vintages = await read(seriesFiguresSchema, `/api/figures/series/figures?${key}`)
    expect(vintages.items.map((f) => [f.value, f.supersededAt])).toEqual([
      ['26300.87', '2023-12-29T02:00:00.000Z'],
      ['26186.10', null],
    ])
  })

  it('go out as a table that comes in again and changes nothing, as CSV and as Excel', async () => {
    for (const format of ['csv', 'xlsx']) {
      const answer = await house.api.request(`http://tongyu.test/api/figures?format=${format}`, { headers: { cookie } })
      const again = await bring(new Uint8Array(await answer.arrayBuffer()))
      expect([again.faults, again.counts]).toMatchObject([[], { same: 2, new: 0, corrected: 0 }])
      expect((await house.ask(`/api/figures/imports/${again.id}/cancel`, { cookie, body: {} })).json.state).toBe(
        'cancelled',
      )
    }
  })

  it('are refused with the law while they are unpublished', async () => {
    const early = await bring(
      figureCsv([gdp({ id: 'x', period: '2026', publishedAt: new Date('2027-01-20T02:00:00Z') })]),
    )
    expect(early).toMatchObject({
      state: 'faulty',
      faults: [{ row: 2, column: 'N', code: 'not_yet_published', rule: { id: 'law-release-28' } }],
    })
    const answer = await house.ask(`/api/figures/imports/${early.id}/confirm`, { cookie, body: {} })
    expect([answer.status, answer.json.code]).toEqual([409, 'wrong-state'])
    const future = await house.ask('/api/figures/imports?publishedAt=2027-01-01T00:00:00Z', {
      cookie,
      file: Buffer.from('{}'),
    })
    expect([future.status, future.json.rule?.id]).toEqual([422, 'law-release-28'])
  })

  it('are read by everybody with a seat and brought by those who answer for them', async () => {
    const shown = await read(figuresSchema, '/api/figures', duty)
    expect(shown.moves).toMatchObject([{ verb: 'import', allowed: false, refusal: { code: 'not-allowed' } }])
    expect((await house.ask('/api/figures/imports', { cookie: duty, file: Buffer.from('a') })).status).toBe(403)
    expect((await house.ask('/api/figures/imports', { cookie: duty })).status).toBe(403)
    const { items } = await read(indicatorsSchema, '/api/figures/indicators', duty)
    expect(items.find((i) => i.code === 'gdp')).toMatchObject({ figures: 2, owner: 'bureau', growth: 'constant' })
    expect((await house.ask('/api/figures?q=社零', { cookie: duty })).json.total).toBe(0)
  })
})

describe('the release calendar', () => {
  const csv = [
    '指标,地区,时期,时期类型,计划发布时间,发布单位',
    '地区生产总值；第一产业增加值,广西,2026年前三季度,累计,2026-10-22 10:00,广西统计局',
    '居民消费价格,广西,2026年9月,月,2026-10-15 09:30,国家统计局广西调查总队',
  ].join('\n')
  const bringCalendar = (file: string, dryRun: boolean) =>
    house.ask(`/api/calendar/import?dryRun=${dryRun}`, { cookie, file: Buffer.from(file) })

  it('comes in as one piece and goes out as a file that comes in again', async () => {
    expect((await bringCalendar(csv, true)).json).toMatchObject({ rows: 2, added: 2, faults: [] })
    expect((await read(calendarSchema, '/api/calendar')).total).toBe(0)
    importCalendarAnswer.parse((await bringCalendar(csv, false)).json)
    const { items } = await read(calendarSchema, '/api/calendar?q=CPI')
    expect(items).toMatchObject([
      { scheduledAt: '2026-10-15T01:30:00.000Z', state: 'planned', publisher: '国家统计局广西调查总队' },
    ])
    for (const format of ['ics', 'csv']) {
      const file = (await house.ask(`/api/calendar?format=${format}`, { cookie })).text
      expect((await bringCalendar(file, true)).json).toMatchObject({ rows: 2, added: 0, same: 2, faults: [] })
    }
    expect((await house.ask('/api/calendar/import?dryRun=true', { cookie: duty, file: Buffer.from(csv) })).status).toBe(
      403,
    )
  })

  it('says who publishes what, when', async () => {
    const { items, rules } = await read(publishingsSchema, '/api/calendar/publishers', duty)
    expect(items.find((p) => p.indicator.code === 'cpi')).toMatchObject({
      ...{ publisher: '国家统计局广西调查总队', times: ['09:30'], nextAt: '2026-10-15T01:30:00.000Z' },
      indicator: { owner: 'survey' },
    })
    expect(rules.map((r) => r.id)).toEqual(['law-release-28', 'policy-calendar'])
  })

  it('is put off and released by those who answer for it, with the reason; figures wait for it', async () => {
    const id = 'cal-450000-gdp-2026Q3-cumulative'
    const move = (verb: string, body: unknown, as = cookie) =>
      house.ask(`/api/calendar/entries/${id}/${verb}`, { cookie: as, body })
    expect((await move('postpone', { note: '核算未完成' }, duty)).status).toBe(403)
    expect((await move('postpone', {})).json).toMatchObject({ code: 'missing-field', field: 'note' })
    expect((await move('postpone', { note: '核算未完成' })).status).toBe(200)
    house.clock.now = new Date('2026-10-22T02:30:00Z')
    const file = figureCsv([
      gdp({ id: 'q3', period: '2026Q3', periodType: 'cumulative', publishedAt: new Date('2026-10-22T02:00:00Z') }),
    ])
    expect((await bring(file)).faults).toMatchObject([{ code: 'not_released', rule: { id: 'law-release-28' } }])
    expect((await move('release', { at: '2026-10-23T02:00:00Z' })).json).toMatchObject({ code: 'time-in-future' })
    expect((await move('release', { at: '2026-10-22T02:00:00Z' })).status).toBe(200)
    expect((await bring(file)).faults).toEqual([])
  })

  it('is read by a calendar program under an address of one’s own, until it is taken back', async () => {
    const made = await house.ask('/api/calendar/subscriptions', { cookie: duty, body: { name: '手机' } })
    const path = new URL(made.json.address).pathname
    const feed = await house.ask(path)
    expect(feed.status).toBe(200)
    expect(feed.headers.get('content-type')).toContain('text/calendar')
    expect(feed.text).toContain('DTSTART;TZID=Asia/Shanghai:20261015T093000')
    for (const line of feed.text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect((await house.ask(path.replace(/.{5}\.ics$/, 'wrong.ics'))).status).toBe(404)
    expect((await house.ask(`/api/calendar/subscriptions/${made.json.id}/revoke`, { cookie, body: {} })).status).toBe(
      404,
    )
    expect(
      (await house.ask(`/api/calendar/subscriptions/${made.json.id}/revoke`, { cookie: duty, body: {} })).status,
    ).toBe(200)
    expect((await house.ask(path)).status).toBe(404)
  })
})
