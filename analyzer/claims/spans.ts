/**
 * A period as a span of months, so that 上半年, 1—6月 and 2025Q2 cumulative are one; and the codes of the figures file for it.
 */
import type { MonthSpan } from '../../domain/claim-reason.ts'
import type { PeriodType } from '../../domain/figure.ts'

export type { MonthSpan } from '../../domain/claim-reason.ts'

export const spanKey = (span: MonthSpan): string => `${span.year}:${span.first}-${span.last}${span.point ? 'p' : ''}`
export const sameSpan = (a: MonthSpan, b: MonthSpan): boolean => spanKey(a) === spanKey(b)
export const wholeYear = (year: number): MonthSpan => ({ year, first: 1, last: 12, point: false })

/** The span of a code of the figures file (2024, 2024Q3, 2024-08 with its type); null when it is malformed. */
export function spanOf(period: string, type: PeriodType): MonthSpan | null {
  const match = period.match(/^(\d{4})(?:Q([1-4])|-(\d{2}))?$/)
  if (match === null) return null
  const year = Number(match[1])
  if (match[3] && (Number(match[3]) < 1 || Number(match[3]) > 12)) return null
  if (type === 'point') return { year, first: 1, last: match[3] ? Number(match[3]) : 12, point: true }
  if (match[2]) {
    const last = Number(match[2]) * 3
    return { year, first: type === 'cumulative' ? 1 : last - 2, last, point: false }
  }
  if (match[3]) {
    const last = Number(match[3])
    return { year, first: type === 'cumulative' ? 1 : last, last, point: false }
  }
  return wholeYear(year)
}

/** The code under which figures of this step file such a span. */
export function codeOf(
  span: MonthSpan,
  step: 'quarter' | 'month' | 'year',
): { period: string; periodType: PeriodType } {
  const { year, first, last } = span
  const month = String(last).padStart(2, '0')
  if (span.point) return { period: `${year}`, periodType: 'point' }
  if (first === 1 && last === 12) return { period: `${year}`, periodType: 'year' }
  if (first === last) return { period: `${year}-${month}`, periodType: 'month' }
  if (last % 3 === 0 && first === last - 2 && (step === 'quarter' || first !== 1))
    return { period: `${year}Q${last / 3}`, periodType: 'quarter' }
  if (last % 3 === 0 && step === 'quarter') return { period: `${year}Q${last / 3}`, periodType: 'cumulative' }
  return { period: `${year}-${month}`, periodType: 'cumulative' }
}

/** In Chinese, for reasons: 2025年上半年, 2025年1—2月. */
export function spanName(span: MonthSpan): string {
  const { year, first, last, point } = span
  if (point) return `${year}年末`
  if (first === 1 && last === 12) return `${year}年`
  if (first === last) return `${year}年${last}月`
  if (first === 1 && last === 6) return `${year}年上半年`
  if (first === 1 && last === 9) return `${year}年前三季度`
  if (last % 3 === 0 && first === last - 2) return `${year}年${'一二三四'[last / 3 - 1]}季度`
  return `${year}年${first}—${last}月`
}
