/**
 * The demo's release calendar: the past publications behind figures.csv, and what the present year still has to publish.
 * It is made at run time, because "not yet released" depends on the day the demo runs. Scheduled dates are plausible, not official.
 */
import type { CalendarEntry, PeriodType } from '../domain/figure.ts'
import { fromShanghai, shanghaiDay, shanghaiTime } from '../domain/time.ts'

/**
 * Released entries for the figures of the demo, then the unreleased ones of the Shanghai year of `now`: GDP of the whole
 * year, GDP of the running quarter (except the fourth, which is published as the year), CPI of the running month.
 */
export function demoCalendar(now: Date): CalendarEntry[] {
  const [year, month] = shanghaiDay(now).split('-').map(Number) as [number, number]
  const quarter = Math.ceil(month / 3)
  const plans: Scheduled[] = [
    ...released,
    { set: 'gdp', region: '450000', period: `${year}`, periodType: 'year', at: [year + 1, 1, 20, 10, 0] },
    {
      set: 'cpi',
      region: '450000',
      period: monthName(year, month),
      periodType: 'month',
      at: nextMonth(year, month, 9, 30),
    },
  ]
  if (quarter < 4)
    plans.push({
      set: 'gdp',
      region: '450000',
      period: `${year}Q${quarter}`,
      periodType: quarter === 1 ? 'quarter' : 'cumulative',
      at: [year, quarter * 3 + 1, 20, 10, 0],
    })
  return plans.map(entryOf)
}

/** The same calendar as CSV with the columns that the calendar import reads (as figures.csv beside this file). */
export function demoCalendarCsv(now: Date): string {
  const rows = demoCalendar(now).map((entry) => [
    entry.id,
    entry.indicators.join(';'),
    entry.indicators.map((code) => indicatorNames[code]).join('；'),
    entry.region,
    regionNames[entry.region],
    entry.period,
    entry.periodType,
    csvTime(entry.scheduledAt),
    entry.publisher,
    entry.releasedAt ? csvTime(entry.releasedAt) : '',
    '',
  ])
  return [calendarColumns, ...rows].map((row) => `${row.join(',')}\n`).join('')
}

const calendarColumns =
  'id indicators indicators_zh region region_zh period period_type scheduled_at publisher released_at note'.split(' ')

type When = [year: number, month: number, day: number, hour: number, minute: number]
type Scheduled = {
  set: 'gdp' | 'gdp_total' | 'cpi'
  region: string
  period: string
  periodType: PeriodType
  at: When
  released?: true
}

const sets: Record<Scheduled['set'], string[]> = {
  gdp: ['gdp', 'gdp_primary', 'gdp_secondary', 'gdp_tertiary'],
  gdp_total: ['gdp'],
  cpi: ['cpi'],
}

const indicatorNames: Record<string, string> = {
  gdp: '地区生产总值',
  gdp_primary: '第一产业增加值',
  gdp_secondary: '第二产业增加值',
  gdp_tertiary: '第三产业增加值',
  cpi: '居民消费价格',
}

const regionNames: Record<string, string> = { '100000': '全国', '450000': '广西', '450500': '北海市' }

const released: Scheduled[] = [
  { set: 'gdp', region: '450000', period: '2021', periodType: 'year', at: [2022, 1, 20, 10, 0], released: true },
  { set: 'gdp', region: '450000', period: '2022', periodType: 'year', at: [2023, 1, 19, 10, 0], released: true },
  { set: 'gdp_total', region: '450500', period: '2022', periodType: 'year', at: [2023, 2, 5, 10, 0], released: true },
  { set: 'gdp_total', region: '100000', period: '2022', periodType: 'year', at: [2023, 1, 17, 10, 0], released: true },
  { set: 'cpi', region: '450000', period: '2012-03', periodType: 'month', at: [2012, 4, 9, 9, 30], released: true },
]

function entryOf(plan: Scheduled): CalendarEntry {
  const scheduledAt = fromShanghai(...plan.at)
  if (!scheduledAt) throw new Error(`The demo's calendar has an impossible date for ${plan.set} ${plan.period}.`)
  return {
    id: `cal-${plan.region}-${sets[plan.set][0]}-${plan.period}-${plan.periodType}`,
    indicators: sets[plan.set],
    region: plan.region,
    period: plan.period,
    periodType: plan.periodType,
    scheduledAt,
    publisher: publisherOf(plan),
    releasedAt: plan.released ? scheduledAt : null,
  }
}

/** CPI belongs to the survey office, not to the bureau (domain catalogue B5, owner of indicator). */
function publisherOf(plan: Scheduled): string {
  if (plan.set === 'cpi') return '国家统计局广西调查总队'
  return { '100000': '国家统计局', '450500': '北海市统计局' }[plan.region] ?? '广西统计局'
}

function monthName(year: number, month: number): string {
  return `${year}-${String(month).padStart(2, '0')}`
}

function nextMonth(year: number, month: number, dayOfMonth: number, minutes: number): When {
  return month === 12 ? [year + 1, 1, dayOfMonth, 9, minutes] : [year, month + 1, dayOfMonth, 9, minutes]
}

function csvTime(at: Date): string {
  return `${shanghaiTime(at).replace(' ', 'T')}+08:00`
}
