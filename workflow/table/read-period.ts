/**
 * A period as offices write it in a table: 2024, 2024年, 2024Q1, 2024年一季度, 2024-08, 202408, 2024年8月, 2024年1-8月, 2024年上半年, 2024年前三季度,
 * 2024年末. What a form alone cannot say (is 2024-08 the month or January to August?) the period's type says.
 */
import type { PeriodType } from '../../domain/figure.ts'

export type ReadPeriod = { period: string; periodType: PeriodType }

/** Null when it is no period; `differs` when it is another type than the one given. */
export function readPeriod(given: string, type: PeriodType | null): ReadPeriod | 'differs' | null {
  const text = given
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[—–−~至到]/g, '-')
  const form = formOf(text)
  if (!form) return null
  const types: PeriodType[] = form.types
  if (type === null) return { period: form.period, periodType: types[0]! }
  return types.includes(type) ? { period: form.period, periodType: type } : 'differs'
}

/** `types`: what it may mean, first what it means where nothing else is said. */
function formOf(text: string): { period: string; types: PeriodType[] } | null {
  const year = /^((?:19|20)\d{2})年?(?:全年|度|年度)?$/.exec(text)?.[1]
  if (year) return { period: year, types: ['year', 'point'] }
  const end = /^((?:19|20)\d{2})年?(?:末|底)$/.exec(text)?.[1]
  if (end) return { period: end, types: ['point'] }
  const [, y, rest = ''] = /^((?:19|20)\d{2})[年\-/.]?(.+)$/.exec(text) ?? []
  if (!y) return null
  const part = rest.replace(/份$/, '')
  if (/^(上半年|H1|h1)$/.test(part)) return { period: `${y}Q2`, types: ['cumulative'] }
  const first = /^前([二三23])个?季度?$/.exec(part)?.[1]
  if (first) return { period: `${y}Q${first === '二' || first === '2' ? 2 : 3}`, types: ['cumulative'] }
  const quarter = /^(?:第?([一二三四1-4])季度?|[Qq]([1-4]))$/.exec(part)
  if (quarter) {
    const n = quarter[2] ?? String('一二三四'.indexOf(quarter[1]!) + 1 || quarter[1])
    return { period: `${y}Q${n}`, types: ['quarter', 'cumulative', 'point'] }
  }
  const cumulative = /^0?1-(\d{1,2})月?$/.exec(part)?.[1]
  if (cumulative) return monthOf(y, cumulative, ['cumulative'])
  const month = /^(\d{1,2})月?$/.exec(part)?.[1]
  return month ? monthOf(y, month, ['month', 'cumulative', 'point']) : null
}

function monthOf(year: string, month: string, types: PeriodType[]): { period: string; types: PeriodType[] } | null {
  const n = Number(month)
  return n >= 1 && n <= 12 ? { period: `${year}-${String(n).padStart(2, '0')}`, types } : null
}
