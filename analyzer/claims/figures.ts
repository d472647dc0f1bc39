/**
 * Official figures and the release calendar, made ready to be asked: what was the official value of this, at that
 * instant? A figure counts at t when publishedAt <= t and (supersededAt is null or > t).
 */
import Big from 'big.js'
import type { CalendarEntry, Figure, Measure } from '../../domain/figure.ts'
import { type MonthSpan, spanKey, spanOf } from './periods.ts'

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
  /** Everything that counted at `at` for this indicator and region. */
  ofIndicator(indicator: string, region: string, at: Date): Official[]
  regionsWith(indicator: string): ReadonlySet<string>
  /** The calendar entry that says this was not yet out at `at`, or null. */
  unreleased(key: Omit<FigureKey, 'measure'>, at: Date): CalendarEntry | null
  /** Planned releases for a region within so many milliseconds before or after. */
  releasesNear(region: string, at: Date, withinMs: number): CalendarEntry[]
}

export type FigureKey = { indicator: string; region: string; span: MonthSpan; measure: Measure }

/** Makes the book once for many texts; cost is one pass over figures and calendar. */
export function bookOf(figures: readonly Figure[], calendar: readonly CalendarEntry[]): Book {
  const byKey = new Map<string, Official[]>()
  const byIndicator = new Map<string, Official[]>()
  const regions = new Map<string, Set<string>>()
  for (const figure of figures) {
    const official = officialOf(figure)
    if (official === null) continue
    push(byKey, keyOf(figure.indicator, figure.region, official.span, figure.measure), official)
    push(byIndicator, `${figure.indicator}|${figure.region}`, official)
    const known = regions.get(figure.indicator) ?? new Set<string>()
    regions.set(figure.indicator, known.add(figure.region))
  }
  const planned = plannedReleases(calendar)
  const releases = new Map<string, CalendarEntry[]>()
  for (const entry of calendar) push(releases, entry.region, entry)
  return {
    current: (key, at) =>
      (byKey.get(keyOf(key.indicator, key.region, key.span, key.measure)) ?? []).filter((official) =>
        counts(official.figure, at),
      ),
    superseded: (key, at) =>
      (byKey.get(keyOf(key.indicator, key.region, key.span, key.measure)) ?? []).filter(
        ({ figure }) => figure.supersededAt !== null && figure.supersededAt.getTime() <= at.getTime(),
      ),
    ofIndicator: (indicator, region, at) =>
      (byIndicator.get(`${indicator}|${region}`) ?? []).filter((official) => counts(official.figure, at)),
    regionsWith: (indicator) => regions.get(indicator) ?? new Set(),
    releasesNear: (region, at, withinMs) =>
      (releases.get(region) ?? []).filter((entry) => Math.abs(entry.scheduledAt.getTime() - at.getTime()) <= withinMs),
    unreleased: ({ indicator, region, span }, at) => {
      const entries = planned.get(keyOf(indicator, region, span, 'level')) ?? []
      const open = entries.find((entry) => entry.releasedAt === null || entry.releasedAt.getTime() > at.getTime())
      return open !== undefined &&
        entries.every((entry) => entry.releasedAt === null || entry.releasedAt.getTime() > at.getTime())
        ? open
        : null
    },
  }
}

const counts = (figure: Figure, at: Date): boolean =>
  figure.publishedAt.getTime() <= at.getTime() &&
  (figure.supersededAt === null || figure.supersededAt.getTime() > at.getTime())

function plannedReleases(calendar: readonly CalendarEntry[]): Map<string, CalendarEntry[]> {
  const planned = new Map<string, CalendarEntry[]>()
  for (const entry of calendar) {
    const span = spanOf(entry.period, entry.periodType)
    if (span === null) continue
    for (const indicator of entry.indicators)
      push(planned, keyOf(indicator, entry.region, { ...span, point: false }, 'level'), entry)
  }
  return planned
}

const keyOf = (indicator: string, region: string, span: MonthSpan, measure: Measure): string =>
  `${indicator}|${region}|${spanKey(span)}|${measure}`

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}

function officialOf(figure: Figure): Official | null {
  const span = spanOf(figure.period, figure.periodType)
  if (span === null || !/^-?\d+(?:\.\d+)?$/.test(figure.value)) return null
  const value = new Big(figure.value)
  return {
    figure,
    span,
    value,
    amount: value.times(unitScale(figure.unit)),
    decimals: figure.value.split('.')[1]?.length ?? 0,
  }
}

const scaleWords: [RegExp, number][] = [
  [/^万亿/, 1e12],
  [/^亿/, 1e8],
  [/^百万/, 1e6],
  [/^万/, 1e4],
  [/^千/, 1e3],
]

/** How many base units one unit holds: 亿元 is 1e8 (元), % is 1. */
function unitScale(unit: string): number {
  for (const [pattern, scale] of scaleWords) if (pattern.test(unit)) return scale
  return 1
}
