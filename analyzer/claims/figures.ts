/**
 * Official figures and the release calendar, made ready to be asked: what was the official value of this, at that
 * instant? A figure counts at t when publishedAt <= t and (supersededAt is null or > t). Made once for many texts: figures
 * are only sorted into series here, and read (exact decimals, spans) when asked for, so that a million of them fit.
 */
import Big from 'big.js'
import type { CalendarEntry, Figure, Measure } from '../../domain/figure.ts'
import { type MonthSpan, spanOf } from './spans.ts'
import { unitOf } from './units.ts'

export type Official = {
  figure: Figure
  span: MonthSpan
  value: Big /** In the base unit (元, %, 人). */
  amount: Big
  decimals: number
}

export type Book = {
  /** The version that counted at `at`, for any price basis. */
  current(key: FigureKey, at: Date): Official[]
  /** Versions that counted before `at` and no longer did. */
  superseded(key: FigureKey, at: Date): Official[]
  /** Everything of one series that counted at `at`, the latest published first. */
  series(key: SeriesKey, at: Date): Official[]
  /** Levels printed with exactly these digits (five or more, wherever the point stands) that counted at `at` or before. */
  printedAs(digits: string, at: Date): Official[]
  regionsWith(indicator: string): ReadonlySet<string>
  /** The calendar entry that says this was not yet out at `at`, or null. */
  unreleased(key: Omit<FigureKey, 'measure'>, at: Date): CalendarEntry | null
  /** Planned releases for a region within so many milliseconds before or after. */
  releasesNear(region: string, at: Date, withinMs: number): CalendarEntry[]
}

export type SeriesKey = { indicator: string; region: string; measure: Measure }
export type FigureKey = SeriesKey & { span: MonthSpan }

/** Figures of one series, ordered by their span's number. */
type Series = { spans: number[]; figures: Figure[] }

/** Makes the book. Figures with a value or period that cannot be read are left out. */
export function bookOf(figures: readonly Figure[], calendar: readonly CalendarEntry[]): Book {
  const { series, regions, byDigits } = sortedFigures(figures)
  const planned = plannedReleases(calendar)
  const releases = new Map<string, CalendarEntry[]>()
  for (const entry of calendar) push(releases, entry.region, entry)
  const versions = (key: FigureKey): Figure[] => figuresOfSpan(series.get(seriesName(key)), spanNumber(key.span))
  return {
    current: (key, at) =>
      versions(key)
        .filter((figure) => counts(figure, at))
        .map(officialOf),
    superseded: (key, at) =>
      versions(key)
        .filter((figure) => figure.supersededAt !== null && figure.supersededAt.getTime() <= at.getTime())
        .map(officialOf),
    series: (key, at) =>
      (series.get(seriesName(key))?.figures ?? [])
        .filter((figure) => counts(figure, at))
        .sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime())
        .map(officialOf),
    printedAs: (digits, at) =>
      (byDigits.get(digits) ?? []).filter((figure) => figure.publishedAt.getTime() <= at.getTime()).map(officialOf),
    regionsWith: (indicator) => regions.get(indicator) ?? new Set(),
    releasesNear: (region, at, withinMs) =>
      (releases.get(region) ?? []).filter((entry) => Math.abs(entry.scheduledAt.getTime() - at.getTime()) <= withinMs),
    unreleased: ({ indicator, region, span }, at) => {
      const entries = planned.get(`${indicator}|${region}|${spanNumber({ ...span, point: false })}`) ?? []
      const isOpen = (entry: CalendarEntry) => entry.releasedAt === null || entry.releasedAt.getTime() > at.getTime()
      return entries.every(isOpen) ? (entries[0] ?? null) : null
    },
  }
}

const counts = (figure: Figure, at: Date): boolean =>
  figure.publishedAt.getTime() <= at.getTime() &&
  (figure.supersededAt === null || figure.supersededAt.getTime() > at.getTime())

function sortedFigures(figures: readonly Figure[]) {
  const gathered = new Map<string, { span: number; figure: Figure }[]>()
  const regions = new Map<string, Set<string>>()
  const byDigits = new Map<string, Figure[]>()
  for (const figure of figures) {
    const span = spanOf(figure.period, figure.periodType)
    if (span === null || !/^-?\d+(?:\.\d+)?$/.test(figure.value)) continue
    push(gathered, seriesName(figure), { span: spanNumber(span), figure })
    const known = regions.get(figure.indicator)
    if (known === undefined) regions.set(figure.indicator, new Set([figure.region]))
    else known.add(figure.region)
    const digits = figure.measure === 'level' ? significantDigits(figure.value) : ''
    if (digits.length >= 5) push(byDigits, digits, figure)
  }
  const series = new Map<string, Series>()
  for (const [name, list] of gathered) {
    list.sort((a, b) => a.span - b.span)
    series.set(name, { spans: list.map(({ span }) => span), figures: list.map(({ figure }) => figure) })
  }
  return { series, regions, byDigits }
}

/** 2.86494 and 28649.4 have the same: 286494. */
export const significantDigits = (value: string): string => value.replace(/[-.]/g, '').replace(/^0+|0+$/g, '')

function figuresOfSpan(series: Series | undefined, span: number): Figure[] {
  if (series === undefined) return []
  let low = 0
  let high = series.spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((series.spans[middle] ?? 0) < span) low = middle + 1
    else high = middle
  }
  let end = low
  while (series.spans[end] === span) end += 1
  return series.figures.slice(low, end)
}

const spanNumber = ({ year, first, last, point }: MonthSpan): number =>
  ((year * 100 + first) * 100 + last) * 2 + (point ? 1 : 0)

function plannedReleases(calendar: readonly CalendarEntry[]): Map<string, CalendarEntry[]> {
  const planned = new Map<string, CalendarEntry[]>()
  for (const entry of calendar) {
    const span = spanOf(entry.period, entry.periodType)
    if (span === null) continue
    for (const indicator of entry.indicators)
      push(planned, `${indicator}|${entry.region}|${spanNumber({ ...span, point: false })}`, entry)
  }
  return planned
}

const seriesName = ({ indicator, region, measure }: SeriesKey): string => `${indicator}|${region}|${measure}`

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}

/** What was asked for once is asked for again: the figures of the last releases. */
const officials = new WeakMap<Figure, Official>()

/** Only for figures that were let into the book. */
function officialOf(figure: Figure): Official {
  const known = officials.get(figure)
  if (known !== undefined) return known
  const value = new Big(figure.value)
  const official: Official = {
    figure,
    span: spanOf(figure.period, figure.periodType)!,
    value,
    amount: value.times(unitScale(figure.unit)),
    decimals: figure.value.split('.')[1]?.length ?? 0,
  }
  officials.set(figure, official)
  return official
}

/** How many base units one unit holds: 亿元 is 1e8 (元), 千公顷 15,000 (亩), % is 1. */
function unitScale(unit: string): Big {
  const known = unitScales.get(unit)
  if (known !== undefined) return known
  const { factor, scale } = unitOf(unit)
  const found = new Big(factor).times(scale)
  unitScales.set(unit, found)
  return found
}
const unitScales = new Map<string, Big>()
