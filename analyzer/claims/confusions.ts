/**
 * Which official figure a contradicted number really is (domain catalogue B7): another comparison, period, region, unit
 * or sign. Called only after a statement was found wrong; the order is that of the likeliest slip first.
 */
import Big from 'big.js'
import type { ClaimReason } from '../../domain/claim-reason.ts'
import type { Measure, MisreportType } from '../../domain/figure.ts'
import { lineage, nationCode } from '../../domain/regions.ts'
import { type Book, type FigureKey, type Official, significantDigits } from './figures.ts'
import { type Allowed, holds, type Interval } from './intervals.ts'
import type { MonthSpan } from './spans.ts'
import type { Reading } from './reading.ts'
import { saidOf } from './wording.ts'

export type Confusion = {
  type: MisreportType
  verdict: 'false' | 'misleading'
  other: Official | null
  reason: ClaimReason
}

export type Case = {
  reading: Reading
  key: FigureKey
  official: Official
  core: Interval
  stated: string
  at: Date
  mentioned: ReadonlySet<string>
}

/** Never null: what matches nothing official is M12, a number without a source. */
export function confusionOf(found: Case, book: Book): Confusion {
  // 突破3万亿 holds of many figures; that it holds of another one explains nothing.
  const isBound = /^(?:over|under|at_least|at_most)$/.test(found.reading.quantity.hedge)
  if (isBound) return otherSign(found) ?? noSource(found)
  return (
    otherBasis(found, book) ??
    otherComparison(found, book) ??
    otherSign(found) ??
    otherScale(found, book) ??
    otherScope(found, book) ??
    otherPeriod(found, book, isSameEnd) ??
    otherRegion(
      found,
      book,
      [...found.mentioned].filter((region) => region !== nationCode),
    ) ??
    otherRegion(found, book, relatives(found.key.region, book.regionsWith(found.key.indicator))) ??
    ratioOfLevels(found, book) ??
    otherPeriod(found, book, () => true) ??
    otherRegion(found, book, book.regionsWith(found.key.indicator)) ??
    noSource(found)
  )
}

const noSource = ({ stated, official }: Case): Confusion => ({
  type: 'M12',
  verdict: 'false',
  other: null,
  reason: { code: 'no_source', stated, official: saidOf(official) },
})

/** A level that was cut off instead of rounded (1326亿 of 1326.54) is still recognised. */
export const soughtIn = ({ measure, quantity }: Reading, { core, doubt }: Allowed): Interval =>
  measure === 'level' && quantity.hedge === 'exact' ? doubt : core

/** Does the stated number, with its sign, equal this official value? */
export function equals(reading: Reading, core: Interval, official: Official): boolean {
  return holds(core, official.amount.abs()) && (official.amount.eq(0) || official.amount.lt(0) === isNegative(reading))
}

export const isNegative = (reading: Reading): boolean => reading.quantity.value.lt(0) || reading.sign < 0

const isIt = (type: MisreportType, found: Case, other: Official): Confusion => ({
  type,
  verdict: 'false',
  other,
  reason: { code: 'is_other', stated: found.stated, other: saidOf(other), official: saidOf(found.official) },
})

function otherComparison(found: Case, book: Book): Confusion | null {
  const { key, reading, core, at } = found
  const others: Measure[] =
    key.measure === 'yoy' ? ['mom', 'qoq'] : key.measure === 'mom' || key.measure === 'qoq' ? ['yoy'] : []
  for (const measure of others)
    for (const other of book.current({ ...key, measure }, at))
      if (equals(reading, core, other)) return isIt('M02', found, other)
  return null
}

function otherSign(found: Case): Confusion | null {
  const { reading, core, official } = found
  if (reading.measure === 'level' || !holds(core, official.amount.abs()) || official.amount.eq(0)) return null
  return {
    type: 'M10',
    verdict: 'false',
    other: null,
    reason: { code: 'opposite_sign', official: saidOf(official) },
  }
}

function otherScale(found: Case, book: Book): Confusion | null {
  const { core, official, key, at, reading } = found
  if (key.measure !== 'level') {
    const indices = book.current({ ...key, measure: 'index' }, at)
    const index =
      indices.find((other) => holds(core, other.amount)) ??
      (holds(core, official.amount.plus(100)) ? official : undefined)
    if (index === undefined) return null
    return {
      type: 'M09',
      verdict: 'false',
      other: index,
      reason: { code: 'is_index', stated: found.stated, official: saidOf(official) },
    }
  }
  const digits = significantDigits(reading.quantity.value.toFixed())
  if (digits.length >= 3 && digits === significantDigits(official.figure.value))
    return { type: 'M09', verdict: 'false', other: null, reason: { code: 'wrong_unit', official: saidOf(official) } }
  for (const power of [1, 2, 3, 4, 5, 6, 8]) {
    for (const exponent of [power, -power]) {
      const factor = new Big(10).pow(exponent)
      if (!holds({ ...core, low: core.low.times(factor), high: core.high.times(factor) }, official.amount)) continue
      return {
        type: 'M09',
        verdict: 'false',
        other: null,
        reason: { code: 'wrong_unit', official: saidOf(official) },
      }
    }
  }
  return null
}

/** Growth worked out from two levels at current prices, where official growth is at constant prices. */
function ratioOfLevels(found: Case, book: Book): Confusion | null {
  const { key, reading, core, at, official } = found
  if (key.measure !== 'yoy' || official.figure.priceBasis !== 'constant') return null
  const before = { ...key, measure: 'level' as const, span: { ...key.span, year: key.span.year - 1 } }
  const now = book.current({ ...key, measure: 'level' }, at)
  const earlier = [...book.current(before, at), ...book.superseded(before, at)]
  for (const a of now) {
    for (const b of earlier) {
      if (b.amount.lte(0)) continue
      const growth = a.amount.div(b.amount).minus(1).times(100)
      if (!holds(core, growth.abs()) || growth.lt(0) !== isNegative(reading)) continue
      return {
        type: 'M03',
        verdict: 'misleading',
        other: b,
        reason: { code: 'ratio_of_levels', stated: found.stated, official: saidOf(official) },
      }
    }
  }
  return null
}

/** The same end, another beginning: 3月 and 1—3月. Or a cumulative figure for a single quarter of it. */
const isSameEnd = (a: MonthSpan, b: MonthSpan): boolean => a.year === b.year && a.last === b.last

function otherPeriod(found: Case, book: Book, fits: (a: MonthSpan, b: MonthSpan) => boolean): Confusion | null {
  const { key, reading, core, at } = found
  const matches = book
    .series(key, at)
    .filter(
      (other) => other.figure !== found.official.figure && fits(other.span, key.span) && equals(reading, core, other),
    )
    .sort((a, b) => distance(a.span, key.span) - distance(b.span, key.span))
  const other = matches[0]
  if (other === undefined) return null
  return isIt(isSameEnd(other.span, key.span) ? 'M01' : 'M06', found, other)
}

/** Same months of a neighbouring year first, then periods of the same year. */
function distance(a: MonthSpan, b: MonthSpan): number {
  const sameMonths = a.first === b.first && a.last === b.last
  if (a.year === b.year && a.last === b.last) return 0
  return Math.abs(a.year - b.year) * 4 + (sameMonths ? 0 : 6) + Math.abs(a.last - b.last) / 12
}

/** Total and per head, resident and registered are M05; town and country, private and other employers are M07. */
const siblings: Record<string, [string, MisreportType][]> = {
  gdp: [['gdp_per_capita', 'M05']],
  gdp_per_capita: [['gdp', 'M05']],
  pop_resident: [['pop_registered', 'M05']],
  pop_registered: [['pop_resident', 'M05']],
  income_all: [
    ['income_urban', 'M07'],
    ['income_rural', 'M07'],
    ['income_median', 'M07'],
  ],
  income_urban: [
    ['income_all', 'M07'],
    ['income_rural', 'M07'],
  ],
  income_rural: [
    ['income_all', 'M07'],
    ['income_urban', 'M07'],
  ],
  wage_private: [['wage_nonprivate', 'M07']],
  wage_nonprivate: [['wage_private', 'M07']],
}

function otherScope(found: Case, book: Book): Confusion | null {
  const { key, reading, core, at } = found
  for (const [indicator, type] of siblings[key.indicator] ?? []) {
    const other = book.current({ ...key, indicator }, at).find((official) => equals(reading, core, official))
    if (other !== undefined) return isIt(type, found, other)
  }
  return null
}

/** The regions it is most often mistaken for: those above it, and for the nation its provinces. */
function relatives(region: string, known: ReadonlySet<string>): string[] {
  const provinces = region === nationCode ? [...known].filter((code) => code.endsWith('0000')) : []
  return [...lineage(region), ...provinces]
}

function otherRegion(found: Case, book: Book, regions: Iterable<string>): Confusion | null {
  const { key, reading, core, at } = found
  for (const region of regions) {
    if (region === key.region) continue
    const other = book.current({ ...key, region }, at).find((official) => equals(reading, core, official))
    if (other !== undefined) return isIt('M07', found, other)
  }
  return null
}

/** 实际增长 with the nominal rate, or the other way round. */
function otherBasis(found: Case, book: Book): Confusion | null {
  const { key, reading, core, at } = found
  if (!reading.real && !reading.nominal) return null
  const other = book
    .current(key, at)
    .find(
      (official) => official.figure.priceBasis !== found.official.figure.priceBasis && equals(reading, core, official),
    )
  if (other === undefined) return null
  return {
    type: 'M03',
    verdict: 'false',
    other,
    reason: { code: 'other_basis', stated: found.stated, other: saidOf(other), official: saidOf(found.official) },
  }
}
