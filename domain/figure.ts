/**
 * Official figures (domain catalogue B6, C2). A value is an exact decimal in text; its rounding unit follows from its digits.
 */
import type { ClaimReason } from './claim-reason.ts'

export const measures = [
  'level',
  'yoy',
  'qoq',
  'mom',
  'share',
  'share_change_pp',
  'per_capita',
  'index',
  'contribution',
  'contribution_pp',
] as const
export type Measure = (typeof measures)[number]

export const periodTypes = ['month', 'quarter', 'cumulative', 'year', 'point'] as const
export type PeriodType = (typeof periodTypes)[number]

/** The ladder of statuses; internal forecasts are not on it because they are never loaded (PRO-08). */
export const figureStatuses = ['preliminary', 'verified', 'census'] as const
export type FigureStatus = (typeof figureStatuses)[number]

/** Which part of the region: all of it (全国、全区、全市、全县), its urban districts (市区), its counties (县域). */
export const figureScopes = ['whole', 'districts', 'counties'] as const
export type FigureScope = (typeof figureScopes)[number]

export type Figure = {
  id: string
  /** Indicator code, e.g. gdp, cpi. */
  indicator: string
  /** GB/T 2260; 100000 is the nation. */
  region: string
  /** 2024 | 2024Q1 | 2024-08; with `cumulative`: January to that month or quarter. */
  period: string
  periodType: PeriodType
  measure: Measure
  priceBasis: 'current' | 'constant' | null
  /** Exact decimal, e.g. "26300.87"; negative for a fall. */
  value: string
  unit: string
  status: FigureStatus
  publishedAt: Date
  supersededAt: Date | null
  owner: string
  sourceUrl: string
}

export const verdicts = [
  'supported',
  'false',
  'misleading',
  'outdated',
  'unreleased',
  'not_checkable',
  'opinion',
] as const
/** The machine's verdict on a claim. */
export type Verdict = (typeof verdicts)[number]

export const misreportTypes = [
  'M01',
  'M02',
  'M03',
  'M04',
  'M05',
  'M06',
  'M07',
  'M08',
  'M09',
  'M10',
  'M11',
  'M12',
  'M13',
  'M14',
  'M15',
  'M16',
  'M17',
  'M18',
  'M19',
] as const
export type MisreportType = (typeof misreportTypes)[number]

/** A statistical statement as the text makes it, and what the figures say of it. */
export type Claim = {
  field: 'title' | 'text'
  start: number
  end: number
  quote: string
  indicator: string | null
  region: string | null
  period: string | null
  periodType: PeriodType | null
  measure: Measure | null
  /** Exact decimal as stated, negative for a fall; null where none is stated. */
  value: string | null
  unit: string | null
  verdict: Verdict
  type: MisreportType | null
  figureId: string | null
  /** The interval of true values that the wording allows, both ends included, in the figure's unit. */
  accepts: { low: string; high: string } | null
  reason: ClaimReason
  score: number
}

/** `planned` counts as released when its time has come, unless somebody says that it was put off. */
export const calendarStates = ['planned', 'released', 'postponed'] as const
export type CalendarState = (typeof calendarStates)[number]

/** A planned or past publication; `releasedAt` null means not yet released. */
export type CalendarEntry = {
  id: string
  indicators: string[]
  region: string
  period: string
  periodType: PeriodType
  scheduledAt: Date
  publisher: string
  releasedAt: Date | null
}
