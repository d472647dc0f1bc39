import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { measures, periodTypes } from '../domain/figure.ts'
import { roles } from '../domain/units.ts'
import { demoCalendar, demoCalendarCsv } from './calendar.ts'
import { demoPeople } from './people.ts'
import { demoUnits } from './units.ts'

test('every unit hangs below a unit of its own tree that is listed before it', () => {
  const seen = new Map<string, ReturnType<typeof demoUnits>[number]>()
  for (const unit of demoUnits()) {
    expect(seen.has(unit.id), unit.id).toBe(false)
    if (unit.parentId === null) expect(unit.rootId).toBe(unit.id)
    else expect(seen.get(unit.parentId)?.rootId, unit.id).toBe(unit.rootId)
    expect(unit.regionCode).toMatch(/^\d{6}$/)
    seen.set(unit.id, unit)
  }
  const guangxi = demoUnits().filter((unit) => unit.rootId === 'gx')
  expect(guangxi.filter((unit) => unit.level === 'city')).toHaveLength(14)
  // A county's code begins with its city's four digits.
  for (const county of guangxi.filter((unit) => unit.level === 'county'))
    expect(county.regionCode.slice(0, 4)).toBe(seen.get(county.parentId ?? '')?.regionCode.slice(0, 4))
  expect(seen.get('gx-sanjiang')).toMatchObject({ parentId: 'gx-liuzhou', regionCode: '450226' })
})

test('no name or alias of a unit is shared with another unit', () => {
  const names = demoUnits().flatMap((unit) => [unit.name, ...unit.aliases])
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})

test('every role of the Guangxi system has an account, and every account sits in a known unit', () => {
  const people = demoPeople()
  const unitIds = new Set(demoUnits().map((unit) => unit.id))
  const guangxi = people.flatMap((person) => person.seats).filter((seat) => seat.unitId.startsWith('gx'))
  expect(new Set(guangxi.map((seat) => seat.role))).toEqual(new Set(roles))
  for (const person of people) {
    expect(person.userName).toMatch(/^[a-z][a-z0-9-]+$/)
    expect(person.seats.every((seat) => unitIds.has(seat.unitId))).toBe(true)
    // Separation: the administrator holds no business role (policy-admin).
    if (person.seats.some((seat) => seat.role === 'admin')) expect(person.seats).toHaveLength(1)
  }
  expect(new Set(people.map((person) => person.userName)).size).toBe(people.length)
  expect(new Set(people.map((person) => person.name)).size).toBe(people.length)
})

test('the figures have the columns of the import and exact decimals', () => {
  const [head, ...lines] = readFileSync(new URL('./figures.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
  expect(head).toBe(
    'id,indicator,indicator_zh,region,region_zh,period,period_type,measure,price_basis,value,unit,status,published_at,superseded_at,owner,source_url',
  )
  const columns = head!.split(',')
  const figures = lines.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [columns[at], cell])))
  for (const figure of figures) {
    expect(figure.value).toMatch(/^-?\d+(\.\d+)?$/)
    expect(measures).toContain(figure.measure)
    expect(periodTypes).toContain(figure.period_type)
    expect(new URL(figure.source_url!).hostname).toMatch(/\.example$/)
  }
  const value = (id: string) => figures.find((figure) => figure.id === id)?.value
  expect(value('450000-gdp-2022-year-level')).toBe('26300.87')
  expect(value('450000-gdp-2021-year-level-v2')).toBe('25209.10')
  // The three industries add up to the whole (domain catalogue B6).
  const parts = ['primary', 'secondary', 'tertiary'].map((each) => Number(value(`450000-gdp_${each}-2022-year-level`)))
  expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(26300.87, 2)
})

test.each([
  // The Shanghai year has begun although UTC still has the old one.
  ['2026-12-31T16:00:00Z', ['2027', '2027-01', '2027Q1']],
  ['2026-08-15T00:00:00Z', ['2026', '2026-08', '2026Q3']],
  ['2026-11-15T00:00:00Z', ['2026', '2026-11']],
])('at %s the unreleased periods are %j, all scheduled later', (at, periods) => {
  const now = new Date(at)
  const open = demoCalendar(now).filter((entry) => entry.releasedAt === null)
  expect(open.map((entry) => entry.period)).toEqual(periods)
  expect(open.every((entry) => entry.scheduledAt > now)).toBe(true)
})

test('the calendar as CSV has as many cells a row as columns and plain Shanghai times', () => {
  const [head, ...rows] = demoCalendarCsv(new Date('2026-08-15T00:00:00Z')).trim().split('\n')
  const width = head!.split(',').length
  expect(rows.every((row) => row.split(',').length === width)).toBe(true)
  expect(rows.join('\n')).toContain('2027-01-20T10:00:00+08:00')
  expect(rows.join('\n')).not.toContain('undefined')
})
