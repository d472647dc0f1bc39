/**
 * Days on which newsrooms and offices in China are quiet: weekends and the days around the statutory holidays (《全国年节及纪念日
 * 放假办法》). It says what is usual, not what the State Council decreed for a year: swapped working weekends are not known here,
 * so nothing with a legal deadline may ask it.
 */
import { day, hour, shanghaiDay } from './time.ts'

export type DayKind = 'workday' | 'weekend' | 'holiday'

/** Month and day, both ends included; the days that are usually swapped to make a week whole are in it. */
const solar: [from: string, to: string][] = [
  ['01-01', '01-01'],
  ['04-04', '04-06'], // Qingming moves between the 4th and the 6th
  ['05-01', '05-05'],
  ['10-01', '10-08'],
]
/** Month and day of the lunar calendar; a leap month is no festival. */
const lunar = new Set(['5-5', '8-15', ...Array.from({ length: 7 }, (_, i) => `1-${i + 1}`)])
const lunarCalendar = new Intl.DateTimeFormat('en-u-ca-chinese', {
  month: 'numeric',
  day: 'numeric',
  timeZone: 'Asia/Shanghai',
})

/** Days that were asked for, by their number; asking the lunar calendar is slow. */
const known = new Map<number, DayKind>()
const mostKnown = 2_000

/** What kind of day it is in Shanghai at this instant. */
export function dayKind(at: Date): DayKind {
  const number = Math.floor((at.getTime() + 8 * hour) / day)
  const before = known.get(number)
  if (before) return before
  const date = shanghaiDay(at)
  const kind = isHoliday(at, date) ? 'holiday' : isWeekend(date) ? 'weekend' : 'workday'
  if (known.size >= mostKnown) known.clear()
  known.set(number, kind)
  return kind
}

const isWeekend = (date: string): boolean => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())

function isHoliday(at: Date, date: string): boolean {
  const monthDay = date.slice(5)
  if (solar.some(([from, to]) => monthDay >= from && monthDay <= to)) return true
  // New Year's Eve is the day before the first of the first month: the last month has 29 or 30 days.
  return lunar.has(lunarDay(at)) || lunarDay(new Date(at.getTime() + day)) === '1-1'
}

const lunarDay = (at: Date): string =>
  lunarCalendar
    .formatToParts(at)
    .filter(({ type }) => type === 'month' || type === 'day')
    .map(({ value }) => value)
    .join('-')
