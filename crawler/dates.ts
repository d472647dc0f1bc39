/**
 * Times as pages and feeds print them, Chinese, ISO and English, to instants. A time without a zone is Asia/Shanghai unless the
 * caller says otherwise. Pure: relative forms (3小时前) need `now` as an argument. It never invents a part: no day, no date.
 */
import { day, fromShanghai, hour, minute, second, shanghaiDay } from '../domain/time.ts'

export type DateContext = {
  /** For relative forms and for dates without a year; null where such forms must not be read. */
  now: Date | null
  /** Offset of a time that names no zone, in minutes east of UTC; default 480 (Asia/Shanghai). */
  zonelessOffset?: number
  /** The same as an IANA zone with its summer time, before the offset. One that does not exist counts as UTC+8. */
  timeZone?: string
  /** How 3/10/2026 is read where both ways are possible; default month_first, since that is who writes slashes. */
  dayOrder?: 'day_first' | 'month_first'
}

type Parts = { year: number; month: number; day: number; time: string }

/** The first time told in `text`, or null. Text longer than 300 characters is cut: a date stands at the start of what names it. */
export function readDate(text: string, context: DateContext): Date | null {
  const plain = tidy(text)
  if (plain === '') return null
  if (/\d년|오[전후]/.test(plain)) context = { ...context, timeZone: 'Asia/Seoul' }
  return epoch(plain) ?? absolute(plain, context) ?? (context.now ? relative(plain, context.now, context) : null)
}

const tidy = (text: string): string =>
  text
    .slice(0, 300)
    .normalize('NFKC')
    .replace(/[〇零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}[日号]/, chineseDay)
    .replace(/\s+/g, ' ')
    .trim()

const chineseDigits = '〇一二三四五六七八九'
function chineseDay(text: string): string {
  const [year = '', month = '', dayOfMonth = ''] = text.replaceAll('零', '〇').split(/[年月日号]/)
  const digits = [...year].map((c) => chineseDigits.indexOf(c)).join('')
  return `${digits}年${chineseNumber(month)}月${chineseNumber(dayOfMonth)}日`
}
function chineseNumber(text: string): number {
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text]
  const one = ones ? chineseDigits.indexOf(ones) : 0
  return text.includes('十') ? (tens ? chineseDigits.indexOf(tens) : 1) * 10 + one : one
}

function epoch(text: string): Date | null {
  if (/^1\d{9}$/.test(text)) return new Date(Number(text) * second)
  return /^1\d{12}$/.test(text) ? new Date(Number(text)) : null
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthNumber = (name: string): number => months.indexOf(name.slice(0, 3).toLowerCase()) + 1
const monthNames =
  '(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)'

const yearFirst =
  /(?<![\d.])((?:19|20)\d\d) ?(?:[年년]|[-/.]) ?(1[0-2]|0?[1-9]) ?(?:[月월]|[-/.]) ?(3[01]|[12]\d|0?[1-9])(?!\d) ?[日号일]?/
const compact = /(?<![\d.])((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=T?\d{4,6}(?!\d)|(?!\d))/
const dayFirst = new RegExp(
  `(?<!\\d)(3[01]|[12]\\d|0?[1-9])(?:st|nd|rd|th)?[ -]?(?:of )?${monthNames}\\.?,?[ -]?((?:19|20)\\d\\d|\\d\\d)(?![\\d:])`,
  'i',
)
const monthFirst = new RegExp(
  `\\b${monthNames}\\.? ?(3[01]|[12]\\d|0?[1-9])(?:st|nd|rd|th)?,? ((?:19|20)\\d\\d)(?!\\d)`,
  'i',
)
/** `周四, 01 10月 2026 08:00:00 +0800`: RFC 822 as programs write it whose names of months were translated. */
const dayFirstChinese =
  /(?<!\d)(3[01]|[12]\d|0?[1-9]) (1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月,? ((?:19|20)\d\d)(?!\d)/
/** `Thu Oct 01 08:00:00 CST 2026`, as C and Java print it. */
const yearLast = new RegExp(
  `\\b${monthNames} +(\\d{1,2}) (\\d\\d:\\d\\d:\\d\\d)(?: ([A-Z]{3,4}|[+-]\\d{4}))? ((?:19|20)\\d\\d)`,
  'i',
)
/** `2026 10/01 08:30`, printed in three boxes, and `26-10-01 08:30`; only with a time of day behind. */
const boxed = /(?<![\d.])((?:19|20)\d\d) ?(1[0-2]|0[1-9]) ?[-/] ?(3[01]|[12]\d|0[1-9])(?= ?\d\d:\d\d)/
const shortYear = /(?<![\d.-])(2\d)-(0[1-9]|1[0-2])-(3[01]|[12]\d|0[1-9])(?= \d{1,2}:\d\d)/
const slashed = /(?<![\d/])(\d{1,2})\/(\d{1,2})\/((?:19|20)\d\d)(?!\d)/

function absolute(text: string, context: DateContext): Date | null {
  const c = yearLast.exec(text)
  if (c) {
    // In this form CST is China Standard Time: servers that print it so stand in China.
    const zone = c[4] === undefined || c[4] === 'CST' ? '' : ` ${c[4]}`
    return instant(
      { year: Number(c[5]), month: monthNumber(c[1]!), day: Number(c[2]), time: `${c[3]}${zone}` },
      context,
    )
  }
  const parts = findDay(text, context)
  return parts && instant(parts, context)
}

function findDay(text: string, { dayOrder }: DateContext): Parts | null {
  const y = yearFirst.exec(text) ?? boxed.exec(text) ?? shortYear.exec(text) ?? compact.exec(text)
  if (y) return parts(y[1]!, Number(y[2]), y[3]!, text.slice(y.index + y[0].length))
  const d = dayFirst.exec(text)
  if (d) return parts(d[3]!, monthNumber(d[2]!), d[1]!, around(text, d))
  const m = monthFirst.exec(text)
  if (m) return parts(m[3]!, monthNumber(m[1]!), m[2]!, around(text, m))
  const z = dayFirstChinese.exec(text)
  if (z) return parts(z[3]!, Number(z[2]) || chineseNumber(z[2]!), z[1]!, around(text, z))
  const s = slashed.exec(text)
  if (!s) return null
  const [a, b] = [Number(s[1]), Number(s[2])]
  return a > 12 || (dayOrder === 'day_first' && b <= 12)
    ? parts(s[3]!, b, s[1]!, around(text, s))
    : parts(s[3]!, a, s[2]!, around(text, s))
}

/** English pages may print the time before the day ("8:30 AM EDT, October 1, 2026"). */
function around(text: string, found: RegExpExecArray): string {
  const after = text.slice(found.index + found[0].length)
  return /\d{1,2}:\d\d/.test(after) ? after : text.slice(0, found.index)
}

function parts(year: string, month: number, dayOfMonth: string, time: string): Parts {
  const full = year.length === 2 ? Number(year) + (Number(year) < 70 ? 2000 : 1900) : Number(year)
  return { year: full, month, day: Number(dayOfMonth), time }
}

const clock =
  /^(?:[T\s,，:·|-]|at|星期.|周.|\(.{1,3}\))*(上午|下午|晚上|晚|凌晨|中午|早上|오전|오후)? ?(\d{1,2}) ?[:时点] ?(\d{1,2})?(?: ?[:分] ?(\d{1,2})(?:[.,](\d{1,9}))?)?分?秒? ?([ap]\.?m\b\.?)?/i
const clockAnywhere = /(?<!\d)()(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)? ?([ap]\.?m\b\.?)?/i
const compactClock = /^T?()(\d\d)(\d\d)(\d\d)?(?!\d)/

function instant({ year, month, day: dayOfMonth, time }: Parts, context: DateContext): Date | null {
  const found = clock.exec(time) ?? compactClock.exec(time) ?? clockAnywhere.exec(time)
  let hours = Number(found?.[2] ?? 0)
  const minutes = Number(found?.[3] ?? 0)
  const half = (found?.[1] || found?.[6] || '').toLowerCase()
  if (hours < 12 && (/^(?:下午|晚|오후)/.test(half) || half.startsWith('p') || (half === '中午' && hours < 11)))
    hours += 12
  if (hours === 12 && (half.startsWith('a') || half === '凌晨' || half === '오전')) hours = 0
  const carry = hours === 24 && minutes === 0 ? day : 0
  const leap = Number(found?.[4] ?? 0) === 60 ? second : 0
  const seconds = leap ? 59 : Number(found?.[4] ?? 0)
  const at = fromShanghai(year, month, dayOfMonth, carry ? 0 : hours, minutes, seconds)
  if (!at) return null
  const millis = Math.floor(Number(`0.${found?.[5] ?? 0}`) * 1000)
  const local = at.getTime() + carry + leap + millis + 480 * minute
  const offset = (found && zoneOffset(time.slice(found.index + found[0].length), local)) ?? zoneless(context, local)
  return new Date(local - offset * minute)
}

/** Minutes east of UTC of a time without a zone, when clocks there show `local` (ms, as if it were UTC). */
function zoneless({ timeZone, zonelessOffset = 480 }: DateContext, local: number): number {
  return timeZone === undefined ? zonelessOffset : offsetIn(timeZone, local)
}

function offsetIn(timeZone: string, local: number): number {
  const first = offsetAt(timeZone, local)
  // Near a change of the clocks the first guess stands on the wrong side of it.
  return offsetAt(timeZone, local - first * minute)
}

function offsetAt(timeZone: string, instantMs: number): number {
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    const name = format.formatToParts(instantMs).find(({ type }) => type === 'timeZoneName')?.value ?? ''
    const [, sign, hours, minutes = '0'] = /GMT([+-])(\d\d):?(\d\d)?/.exec(name) ?? ['', '+', '0', '0']
    return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  } catch {
    return 480
  }
}

const zones: Record<string, number> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  bst: 60,
  west: 60,
  ist: 330,
  cet: 60,
  cest: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  hkt: 480,
  sgt: 480,
  awst: 480,
  jst: 540,
  kst: 540,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  akst: -540,
  hst: -600,
}

/** Names that mean summer time in summer. Capitals only: `at` is a word. */
const seasonal: Record<string, string> = {
  ET: 'America/New_York',
  CT: 'America/Chicago',
  MT: 'America/Denver',
  PT: 'America/Los_Angeles',
  AT: 'America/Halifax',
}

/** Minutes east of UTC that stand right behind a time; null when no zone is named. */
function zoneOffset(text: string, local: number): number | null {
  if (/^ ?\(?(?:北京时间|beijing)/i.test(text)) return 480
  const numeric = /^ ?\(?(?:GMT|UTC)? ?([+-])(\d{1,2})(?::?(\d\d))?(?![\d/.年-])/i.exec(text)
  if (numeric) {
    const size = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0)
    return size <= 14 * 60 ? (numeric[1] === '-' ? -size : size) : null
  }
  const written = /^[ ,]*\(?([a-z]{1,4})\b/i.exec(text)?.[1] ?? ''
  if (Object.hasOwn(seasonal, written)) return offsetIn(seasonal[written]!, local)
  const name = written.toLowerCase()
  return Object.hasOwn(zones, name) ? zones[name]! : null
}

const steps: [RegExp, number][] = [
  [/(\d{1,4}) ?(?:秒钟?前|seconds? ago)/i, second],
  [/(\d{1,4}) ?(?:分钟前|分前|min(?:ute)?s? ago)/i, minute],
  [/(\d{1,3}) ?(?:个?小时前|h(?:ou)?rs? ago|h ago)/i, hour],
  [/(\d{1,3}) ?(?:天前|days? ago)/i, day],
]

function relative(text: string, now: Date, context: DateContext): Date | null {
  if (/刚刚|just now/i.test(text)) return now
  for (const [form, unit] of steps) {
    const found = form.exec(text)
    if (found) return new Date(now.getTime() - Number(found[1]) * unit)
  }
  const named = /(今[天日]|昨[天日]|前[天日]|today|yesterday)(.*)/i.exec(text)
  if (named) {
    const back = /昨|yesterday/i.test(named[1]!) ? 1 : named[1]!.startsWith('前') ? 2 : 0
    const [year, month, dayOfMonth] = shanghaiDay(new Date(now.getTime() - back * day))
      .split('-')
      .map(Number)
    return instant({ year: year!, month: month!, day: dayOfMonth!, time: named[2]! }, context)
  }
  return withoutYear(text, now, context)
}

/** 10月1日 08:30 or 10-01 08:30: the latest such day that is not ahead of now. */
function withoutYear(text: string, now: Date, context: DateContext): Date | null {
  const found =
    /(?<!\d)(1[0-2]|0?[1-9]) ?月 ?(3[01]|[12]\d|0?[1-9]) ?[日号]/.exec(text) ??
    /(?<![\d.-])(1[0-2]|0[1-9])[-/](3[01]|[12]\d|0[1-9])(?![\d-])/.exec(text) ??
    /(?<![\d./-])(1[0-2]|[1-9])\/(3[01]|[12]\d|[1-9])(?= \d{1,2}:\d\d)/.exec(text)
  if (!found) return null
  const year = Number(shanghaiDay(now).slice(0, 4))
  const time = text.slice(found.index + found[0].length)
  for (const candidate of [year, year - 1]) {
    const at = instant({ year: candidate, month: Number(found[1]), day: Number(found[2]), time }, context)
    if (at && at.getTime() <= now.getTime() + day) return at
  }
  return null
}
