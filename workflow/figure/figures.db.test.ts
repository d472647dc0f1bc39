import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { figureById, figureList } from '../../store/figures.ts'
import type { Store } from '../../store/open.ts'
import { openTestStore } from '../../tests/support/db.ts'
import { importFigures } from './import-figures.ts'
import { figureColumns, readFigureTable } from './read-tables.ts'

let store: Store
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

const who = { by: { kind: 'machine' as const, name: 'test' }, at: new Date('2026-03-01T00:00:00Z') }
const demo = readFileSync(new URL('../../demo/figures.csv', import.meta.url), 'utf8')
const line = (cells: Record<string, string>) => figureColumns.map((c) => cells[c] ?? '').join(',')
const good = {
  id: 'a',
  indicator: 'gdp',
  indicator_zh: '地区生产总值',
  region: '450000',
  region_zh: '广西',
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
const table = (...rows: Record<string, string>[]) => [figureColumns.join(','), ...rows.map(line)].join('\n')

describe('importing official figures', () => {
  it('changes nothing in a dry run, everything in the real one, nothing when repeated', async () => {
    const dry = await importFigures(store.db, { csv: demo, dryRun: true }, who)
    expect(dry.errors).toEqual([])
    expect((await figureList(store.db, { page: 1, pageSize: 10 })).total).toBe(0)
    const real = await importFigures(store.db, { csv: demo, dryRun: false }, who)
    expect(real).toEqual(dry)
    expect(await importFigures(store.db, { csv: demo, dryRun: false }, who)).toMatchObject({
      added: 0,
      changed: 0,
      unchanged: real.rows,
    })
  })

  it('keeps the exact decimal with its digits', async () => {
    await importFigures(
      store.db,
      { csv: table({ ...good, id: 'exact', value: '3.0', measure: 'yoy', unit: '%' }), dryRun: false },
      who,
    )
    expect((await figureById(store.db, 'exact'))?.value).toBe('3.0')
  })

  it('names every bad cell by line and column, and saves nothing', async () => {
    const csv = table(
      { ...good, id: 'fine' },
      { ...good, id: 'b', value: '26 300' },
      { ...good, id: 'c', period: '2022-13', region: '广西' },
    )
    const outcome = await importFigures(store.db, { csv, dryRun: false }, who)
    expect(outcome.errors.map((e) => `${e.line} ${e.field} ${e.code}`)).toEqual(
      expect.arrayContaining(['4 region not_a_region', '4 period not_a_period']),
    )
    expect(await figureById(store.db, 'fine')).toBeNull()
  })

  it('refuses a figure that is not published yet', () => {
    const { errors } = readFigureTable(table({ ...good, published_at: '2026-03-02T10:00:00+08:00' }), who.at)
    expect(errors).toEqual([
      { line: 2, field: 'published_at', code: 'not_yet_published', value: '2026-03-02T10:00:00+08:00' },
    ])
  })
})
