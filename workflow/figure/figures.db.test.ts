import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { writeXlsx } from '../../outbound/documents/xlsx.ts'
import { allCalendarEntries } from '../../store/calendar.ts'
import { importById, stagedList, updateImport } from '../../store/figure-imports.ts'
import { figureById, figureList, figuresSince, figuresStamp } from '../../store/figures.ts'
import type { Store } from '../../store/open.ts'
import { openTestStore } from '../../tests/support/db.ts'
import { importCalendar } from '../calendar/import-calendar.ts'
import { checkImport } from './check-import.ts'
import { figureFields } from './figure-columns.ts'
import { importFigures } from './import-figures.ts'
import { saveImport } from './save-import.ts'
import { startImport } from './start-import.ts'

let store: Store
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

const who = { by: { kind: 'machine' as const, name: 'test' }, at: new Date('2026-03-01T00:00:00Z') }
const demo = readFileSync(new URL('../../demo/figures.csv', import.meta.url))
type Row = Partial<Record<(typeof figureFields)[number], string>>
const good: Row = {
  indicator: 'gdp',
  region: '450000',
  period: '2022',
  period_type: 'year',
  measure: 'level',
  price_basis: 'current',
  value: '26300.87',
  unit: '亿元',
  status: 'preliminary',
  published_at: '2023-01-19T10:00:00+08:00',
  owner: '广西统计局',
}
const table = (...rows: Row[]) =>
  Buffer.from([figureFields.join(','), ...rows.map((r) => figureFields.map((f) => r[f] ?? '').join(','))].join('\n'))
const bring = async (bytes: Buffer, dryRun = false) => {
  const outcome = await importFigures(store.db, { fileName: 'a.csv', bytes, dryRun }, who)
  if (!outcome.ok) throw new Error(outcome.refusal.code)
  return outcome.value
}
const total = async () => (await figureList(store.db, { page: 1, pageSize: 1 })).total
/** A region of its own for each test, so that none meets another's series. */
let region = 450100
let one: Row = good
beforeEach(() => {
  region += 1
  one = { ...good, region: String(region), region_zh: `区${region}` }
})

describe('importing official figures', () => {
  it('changes nothing in a dry run, everything in the real one, nothing when repeated', async () => {
    const dry = await bring(demo, true)
    expect([dry.state, dry.faults]).toEqual(['checked', []])
    expect(await total()).toBe(0)
    const real = await bring(demo)
    expect([real.state, real.counts]).toEqual(['saved', dry.counts])
    expect(await total()).toBe(real.rowsRead)
    expect((await bring(demo)).counts).toMatchObject({ new: 0, revised: 0, corrected: 0, same: real.rowsRead })
  })

  it('keeps the exact decimal with its digits, also from a workbook that shows them', async () => {
    const sheet = writeXlsx({
      name: 'x',
      headings: Object.keys(one),
      rows: [
        Object.entries({ ...one, value: '3.0', measure: 'yoy', unit: '%' }).map(([k, v]) =>
          k === 'value' ? { decimal: v } : v,
        ),
      ],
      at: who.at,
    })
    expect((await bring(Buffer.from(sheet))).state).toBe('saved')
    const { items } = await figureList(store.db, { region: one.region, page: 1, pageSize: 5 })
    expect(items.map((f) => f.value)).toEqual(['3.0'])
  })

  it('takes a later vintage with another value for a revision: the old one is superseded when the new one came out', async () => {
    await bring(table(one))
    const later = { ...one, value: '26186.10', status: 'verified', published_at: '2023-12-29T10:00:00+08:00' }
    const dry = await bring(table(later), true)
    expect(dry.counts).toMatchObject({ revised: 1, new: 0 })
    expect((await bring(table(later))).counts).toMatchObject({ revised: 1 })
    const { items } = await figureList(store.db, { region: one.region, page: 1, pageSize: 5 })
    expect(items.map((f) => [f.value, f.supersededAt?.toISOString() ?? null])).toEqual([
      ['26186.10', null],
      ['26300.87', '2023-12-29T02:00:00.000Z'],
    ])
  })

  it('tells a confirmed value from a revised one, and what was never published from what was replaced', async () => {
    await bring(table(one))
    const confirmed = { ...one, status: 'verified', published_at: '2023-12-29T10:00:00+08:00' }
    expect((await bring(table(confirmed))).counts).toMatchObject({ confirmed: 1 })
    expect((await bring(table({ ...one, value: '26300.78' }))).counts).toMatchObject({ corrected: 1 })
    const history = { ...one, value: '26000.00', published_at: '2023-01-10T10:00:00+08:00' }
    expect((await bring(table(history))).counts).toMatchObject({ new: 1 })
    const { items } = await figureList(store.db, { region: one.region, page: 1, pageSize: 5 })
    expect(items.map((f) => [f.value, f.supersededAt !== null])).toEqual([
      ['26300.87', false],
      ['26300.78', true],
      ['26000.00', true],
    ])
  })

  it('names every bad cell by row and column, and saves nothing', async () => {
    const before = await total()
    const outcome = await bring(
      table(
        { ...one, id: 'fine' },
        { ...one, period: '2022-13', region: '火星', region_zh: '' },
        { ...one, value: '约26300', unit: '%', measure: 'yoy' },
        { ...one, published_at: '44945.4167', superseded_at: '2023-01-20' },
        { ...one, measure: 'yoy', unit: '亿元' },
        { ...one, indicator: '幸福指数' },
      ),
    )
    expect(outcome.state).toBe('faulty')
    expect(outcome.faults.map((f) => `${f.row}${f.column} ${f.field} ${f.code}`)).toEqual([
      '3D region not_a_region',
      '3G period not_a_period',
      '4K value not_a_number',
      '5N published_at date_serial',
      '5O superseded_at time_missing',
      '6L unit unit_differs',
      '7B indicator unknown_indicator',
    ])
    expect(await total()).toBe(before)
    expect(await figureById(store.db, 'fine')).toBeNull()
  })

  it('names what is repeated in the file or goes back on the ladder of statuses', async () => {
    const twice = await bring(table(one, { ...one, value: '1' }))
    expect(twice.faults.map((f) => [f.row, f.code, f.hint])).toEqual([
      [3, 'repeated_figure', '2'],
      [3, 'repeated_id', '2'],
    ])
    await bring(table({ ...one, status: 'census' }))
    const back = await bring(
      table({ ...one, value: '2', status: 'preliminary', published_at: '2024-01-19T10:00:00+08:00' }),
    )
    expect(back.faults.map((f) => f.code)).toEqual(['status_goes_back'])
  })

  it('refuses what is not published: by its time, by its status, by the calendar', async () => {
    const future = await bring(table({ ...one, published_at: '2026-03-02T10:00:00+08:00' }))
    const internal = await bring(table({ ...one, status: '预计数' }))
    expect([...future.faults, ...internal.faults].map((f) => f.code)).toEqual([
      'not_yet_published',
      'unpublished_status',
    ])

    const entry = (scheduled: string) =>
      Buffer.from(
        `indicators,region,region_zh,period,period_type,scheduled_at,publisher\ngdp;gdp_primary,${one.region},x,2026Q1,quarter,${scheduled},广西统计局\n`,
      )
    await importCalendar(store.db, { bytes: entry('2026-04-20 10:00'), dryRun: false }, who)
    // Whatever the file says: the calendar says that nothing of this period is out. January to March is the first quarter.
    const early = { ...one, period: '2026年1-3月', period_type: '', published_at: '2026-02-20T10:00:00+08:00' }
    const refused = await bring(table(early))
    expect(refused.faults.map((f) => [f.code, f.hint])).toEqual([['not_released', '2026-04-20 10:00']])
    await importCalendar(store.db, { bytes: entry('2026-02-20 10:00'), dryRun: false }, who)
    expect((await bring(table(early))).state).toBe('saved')
    const [released] = (await allCalendarEntries(store.db)).filter((e) => e.region === one.region)
    expect(released?.releasedAt?.toISOString()).toBe('2026-02-20T02:00:00.000Z')
  })

  it('goes on behind the last staged row after a kill, and stages nothing twice', async () => {
    const rows = Array.from({ length: 4_100 }, (_, n) => ({
      ...{
        ...one,
        period: `${2000 + (Math.floor(n / 12) % 26)}-${String((n % 12) + 1).padStart(2, '0')}`,
        period_type: 'month',
      },
      region: String(460000 + Math.floor(n / 312)),
    }))
    const started = await startImport(store.db, { fileName: 'k.csv', bytes: table(...rows) }, who)
    if (!started.ok) throw new Error('not started')
    const { id } = started.value
    let batches = 0
    const killed = checkImport(store.db, id, who.at, () => {
      batches += 1
      if (batches === 1) throw new Error('killed')
    })
    await expect(killed).rejects.toThrow('killed')
    expect(await importById(store.db, id)).toMatchObject({ state: 'reading', lastRow: 2_001, rowsRead: 2_000 })
    expect(await checkImport(store.db, id, who.at)).toMatchObject({
      state: 'checked',
      rowsRead: 4_100,
      counts: { new: 4_100 },
    })
    expect((await stagedList(store.db, id, { page: 1, pageSize: 1 })).total).toBe(4_100)

    const before = await total()
    await updateImport(store.db, id, { state: 'saving' })
    // Another import came between: what was shown is not what would happen, so it is shown again.
    await bring(table({ ...one, ...rows[0], published_at: '2022-01-01T10:00:00+08:00', value: '5' }))
    await saveImport(store.db, id, who.at)
    expect(await importById(store.db, id)).toMatchObject({ state: 'checked', counts: { new: 4_099, revised: 1 } })
    expect(await total()).toBe(before + 1)
    await updateImport(store.db, id, { state: 'saving' })
    await saveImport(store.db, id, who.at)
    expect(await importById(store.db, id)).toMatchObject({ state: 'saved', rowsSaved: 4_100 })
    expect(await total()).toBe(before + 4_101)
  })

  it('tells a reader what was written since, and nothing else', async () => {
    const before = await figuresStamp(store.db)
    await bring(table(one))
    const after = await figuresStamp(store.db)
    expect(after.figures).toBe(before.figures + 1)
    const fresh = []
    for await (const f of figuresSince(store.db, before.figures)) fresh.push(f.region)
    expect(fresh).toEqual([one.region])
  })
})
