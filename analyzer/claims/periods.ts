/**
 * Periods that a text names, as spans of months (spans.ts). Relative words (去年, 上月) are read against the day of publication. Reads folded text.
 */
import { numeralValue } from './numerals.ts'
import { type MonthSpan, wholeYear } from './spans.ts'

export type PeriodMention = {
  start: number
  end: number
  span: MonthSpan
  /** The year stands in the text; otherwise it follows from the day of publication. */
  yearNamed: boolean
  /** Only a year was named, no part of it. */
  yearOnly: boolean
  /** What something is compared with (比上年, 较一季度): not the period of the statement. */
  isBase: boolean
  /** 去年同期: said beside the period itself, never carried on. */
  isSame: boolean
  /** 由上月的… 转为…: only the number right behind it is of that period. */
  isFrom: boolean
}

/** All periods a folded text names, left to right. `published` is the Asia/Shanghai day of publication. */
export function periodsIn(text: string, published: { year: number; month: number; day: number }): PeriodMention[] {
  const found: PeriodMention[] = []
  const spoken: Spoken = { months: null, ofNamedYear: null, part: null, month: null }
  for (const match of text.matchAll(pattern)) {
    const start = match.index
    const end = start + match[0].length
    if (/^(?:\d{1,2}日|\d{1,2}号)/.test(text.slice(end, end + 3))) continue
    const mention = read(match.groups ?? {}, spoken, published)
    if (mention === null) continue
    const lead = text.slice(Math.max(0, start - 5), start)
    const isSame = match.groups?.same !== undefined
    const isBase = comparison.test(lead)
    found.push({ ...mention, isSame, start, end, isBase, isFrom: /[由从](?:\d{4}年)?$/.test(lead) })
    const { span, yearNamed, yearOnly } = mention
    if (!isBase && !isSame) spoken.months = span
    if (!isBase && yearNamed) spoken.ofNamedYear = span
    if (!yearOnly) spoken.part = span
    if (!yearOnly && span.first === span.last) spoken.month = span
  }
  return joinYears(found, text)
}

/** `first half of 2025`, and 2024年… 一季度 inside one sentence: the named year goes to the part that has none. */
function joinYears(found: PeriodMention[], text: string): PeriodMention[] {
  const out: PeriodMention[] = []
  /** The last one with a year of its own, and where the last sentence before here ended: kept, because a text may name thousands. */
  let named: PeriodMention | undefined
  let ended = -1
  let readTo = 0
  for (const mention of found) {
    for (const end of text.slice(readTo, mention.start).matchAll(/[。!?!?;；\n]/g)) ended = readTo + end.index
    readTo = Math.max(readTo, mention.start)
    const previous = out.at(-1)
    const between = previous ? text.slice(previous.end, mention.start) : ''
    if (previous && mention.yearOnly && !previous.yearNamed && /^(?: of|,)? ?(?:in )?$/.test(between)) {
      out[out.length - 1] = {
        ...previous,
        end: mention.end,
        span: { ...previous.span, year: mention.span.year },
        yearNamed: true,
      }
      if (!previous.isBase) named = out.at(-1)
      continue
    }
    // "first-quarter GDP grew 3.3% in 2025": the year comes late and belongs to the quarter.
    if (
      previous &&
      mention.yearOnly &&
      !previous.yearNamed &&
      !previous.isBase &&
      /^(?:(?!\. |;).){1,44} in $/.test(between)
    ) {
      for (let i = out.length - 1; i >= 0; i--) {
        const earlier = out[i]!
        if (earlier.end <= previous.end - 60) break
        if (!earlier.yearNamed)
          out[i] = { ...earlier, span: { ...earlier.span, year: mention.span.year }, yearNamed: true }
      }
      named = out.at(-1)
      continue
    }
    if (!mention.yearNamed && named && ended < named.end)
      out.push({ ...mention, span: { ...mention.span, year: named.span.year } })
    else out.push(mention)
    if (mention.yearNamed && !mention.isBase) named = mention
  }
  return out
}

const comparison = /(?:比|较|与|低于|高于|快于|慢于|相比|than|from|against)\s?(?:其|的|in )?$/

const n = '[一二三四五六七八九十两\\d]{1,3}'
const months = 'january|february|march|april|may|june|july|august|september|october|november|december'
const monthList = months.split('|')
const year =
  '(?<same>(?:去年|上年|上一年|前一年)同期)|(?:(?<year>(?<!\\d)(?:19|20)\\d{2}(?:年|(?=全年|上半年|前三季|[一二三四]季度|q[1-4]))|[一二]九?[〇零一二三四五六七八九]{2,3}年)(?:的|,)?(?:全年)?|(?<relative>今年以来|今年|本年度?|去年|上年|昨年|前年|上一年|年内)(?:的)?(?:全年)?(?!同期))'
const part =
  `(?<cumMonths>(?:前|首)(?:${n})个?月|(?<!\\d)1月?[-—–~至到]{1,2}(?<to>\\d{1,2})月(?:份)?|前[两二三]季度?|首[二三]季度?|[一1][-—–~至到]{1,2}(?<toQuarter>[二三四2-4])季度)|` +
  '(?<range>(?<!\\d)(?<from>\\d{1,2})月?[-—–~至到]{1,2}(?<until>\\d{1,2})月(?:份)?)|' +
  '(?<half>上半年|半年)|(?<second>下半年)|' +
  '(?<quarter>(?:第?[一二三四1-4]季度?|首季度?|(?<![a-z])q[1-4](?![\\d])))|' +
  '(?<month>(?<!\\d)(?:1[0-2]|[1-9])月(?:份)?|(?<![一二三四五六七八九十第])(?:十[一二]?|[一二三四五六七八九])月(?:份)?)|' +
  '(?<relativeMonth>上个?月|当月|本月|单月)|(?<yearEnd>年末|年底|(?<=\\d年)[末底]|末(?=[^，。,]{0,4}(?:常住|户籍|人口)))|(?<full>全年)'
const english =
  `(?<enQuarter>(?:first|second|third|fourth)[- ]quarter)|(?<enHalf>first[- ]half|first six months|half[- ]year)|(?<enThree>first (?:three quarters|nine months))|` +
  `(?<enMonths>first (?:two|three|four|five|seven|eight|ten|eleven) months)|(?<enSpan>jan(?:uary)?\\s?(?:[-–—]|to)\\s?(?:${months}|feb|mar|apr|jun|jul|aug|sept?|oct|nov)\\b)|` +
  `(?<enMonth>\\b(?:${months})\\b(?! \\d{1,2}\\b))|(?<enYear>(?<=(?:in|for|of|,|end-|the) )(?:19|20)\\d{2}\\b(?!年)|(?<=end-)20\\d{2})|(?<enRelative>last year|this year|a year earlier)`
const pattern = new RegExp(
  `(?:${year})(?:${part.replaceAll(/\?<(\w+)>/g, '?<y_$1>')})?|(?:${part})|(?:${english})`,
  'g',
)

/** The last of each that later words refer to (去年同期, 上月): kept as they come, because a text may name thousands. */
type Spoken = {
  months: MonthSpan | null
  ofNamedYear: MonthSpan | null
  /** Of a part of a year, and of one month alone. */
  part: MonthSpan | null
  month: MonthSpan | null
}
type Groups = Record<string, string | undefined>
type Read = { span: MonthSpan; yearNamed: boolean; yearOnly: boolean } | null
type Day = { year: number; month: number; day: number }

function read(groups: Groups, spoken: Spoken, published: Day): Read {
  if (groups.same !== undefined) return samePeriod(spoken)
  const named = groups.year ?? groups.relative
  if (named !== undefined) {
    const value = yearValue(groups, published)
    if (value === null) return null
    const inner = partOf((name) => groups[`y_${name}`], spoken, published)
    if (inner === undefined) return { span: wholeYear(value), yearNamed: true, yearOnly: true }
    return inner === null ? null : { span: { ...inner, year: value }, yearNamed: true, yearOnly: false }
  }
  const englishSpan = readEnglish(groups, spoken, published)
  if (englishSpan !== undefined) return englishSpan
  const inner = partOf((name) => groups[name], spoken, published)
  if (inner === null || inner === undefined) return null
  const fixed = groups.relativeMonth !== undefined
  const known = inner.last === 12 && inner.first === 1 ? (spoken.ofNamedYear?.year ?? null) : null
  const span = fixed ? inner : { ...inner, year: known ?? latestYear(inner, published) }
  return { span, yearNamed: fixed, yearOnly: false }
}

/** 去年同期: the months spoken of, a year before. */
function samePeriod(spoken: Spoken): Read {
  const last = spoken.months
  return last ? { span: { ...last, year: last.year - 1 }, yearNamed: true, yearOnly: false } : null
}

function yearValue(groups: Groups, published: Day): number | null {
  if (groups.year !== undefined) {
    const value = /^\d/.test(groups.year)
      ? Number(groups.year.slice(0, 4))
      : Number(numeralValue(groups.year.replace('年', '')) ?? 0)
    return value >= 1949 && value <= published.year + 30 ? value : null
  }
  const word = groups.relative ?? ''
  if (/去|上|昨/.test(word)) return published.year - 1
  if (word === '前年') return published.year - 2
  return published.year
}

/** Months of a part of a year; undefined when no part was named, null when it makes no sense. The year is a guess. */
function partOf(
  get: (name: string) => string | undefined,
  spoken: Spoken,
  published: Day,
): MonthSpan | null | undefined {
  const span = (first: number, last: number, point = false): MonthSpan | null =>
    first >= 1 && last <= 12 && first <= last ? { year: published.year, first, last, point } : null
  if (get('range') !== undefined) return span(Number(get('from')), Number(get('until')))
  const cumulative = get('cumMonths')
  if (cumulative !== undefined) {
    const toQuarter = get('toQuarter')
    if (toQuarter !== undefined) return span(1, smallNumber(toQuarter) * 3)
    const to = get('to')
    if (to !== undefined) return span(1, Number(to))
    const count = smallNumber(cumulative.replace(/[前首个月季度]/g, ''))
    return span(1, cumulative.includes('季') ? count * 3 : count)
  }
  if (get('half') !== undefined) return span(1, 6)
  if (get('second') !== undefined) return span(7, 12)
  const quarter = get('quarter')
  if (quarter !== undefined) {
    const count = quarter.startsWith('首') ? 1 : smallNumber(quarter.replace(/[第季度q]/g, ''))
    return span(count * 3 - 2, count * 3)
  }
  const month = get('month')
  if (month !== undefined) {
    const value = smallNumber(month.replace(/[月份]/g, ''))
    return span(value, value)
  }
  const relativeMonth = get('relativeMonth')
  if (relativeMonth !== undefined) return relativeMonthSpan(relativeMonth, spoken, published)
  if (get('yearEnd') !== undefined) return span(1, 12, true)
  if (get('full') !== undefined) return span(1, 12)
  return undefined
}

function relativeMonthSpan(word: string, spoken: Spoken, published: Day): MonthSpan | null {
  if (word === '当月' || word === '单月') {
    const before = spoken.part
    return before ? { ...before, first: before.last, point: false } : null
  }
  if (word === '本月') return { year: published.year, first: published.month, last: published.month, point: false }
  const from = spoken.month ?? { year: published.year, first: published.month, last: published.month, point: false }
  return from.first === 1
    ? { year: from.year - 1, first: 12, last: 12, point: false }
    : { year: from.year, first: from.first - 1, last: from.first - 1, point: false }
}

const englishNumbers: Record<string, number> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  seven: 7,
  eight: 8,
  ten: 10,
  eleven: 11,
}

function readEnglish(groups: Groups, spoken: Spoken, published: Day): Read | undefined {
  const months = englishMonths(groups)
  if (months !== null) {
    const known = spoken.ofNamedYear?.year
    const span: MonthSpan = { year: published.year, first: months[0], last: months[1], point: false }
    return { span: { ...span, year: known ?? latestYear(span, published) }, yearNamed: false, yearOnly: false }
  }
  if (groups.enYear !== undefined) return { span: wholeYear(Number(groups.enYear)), yearNamed: true, yearOnly: true }
  if (groups.enRelative !== undefined) {
    if (groups.enRelative === 'a year earlier') return null
    const value = published.year - (groups.enRelative.startsWith('last') ? 1 : 0)
    return { span: wholeYear(value), yearNamed: true, yearOnly: true }
  }
  return undefined
}

function englishMonths(groups: Groups): [number, number] | null {
  if (groups.enQuarter !== undefined) {
    const quarter = englishNumbers[groups.enQuarter.split(/[- ]/)[0] ?? ''] ?? 0
    return quarter > 0 ? [quarter * 3 - 2, quarter * 3] : null
  }
  if (groups.enHalf !== undefined) return [1, 6]
  if (groups.enThree !== undefined) return [1, 9]
  if (groups.enMonths !== undefined) return [1, englishNumbers[groups.enMonths.split(' ')[1] ?? ''] ?? 1]
  if (groups.enSpan !== undefined) {
    const last = monthList.findIndex((month) =>
      month.startsWith((groups.enSpan ?? '').match(/([a-z]{3})[a-z]*$/)?.[1] ?? '?'),
    )
    return last >= 0 ? [1, last + 1] : null
  }
  const month = monthList.indexOf(groups.enMonth ?? '')
  return month >= 0 ? [month + 1, month + 1] : null
}

const smallNumber = (text: string): number => Number(numeralValue(text === '' ? '0' : text) ?? 0)

/**
 * The year of a period without one: the latest that was over, or nearly so, at publication. Half a month of grace,
 * because forecasts and leaks speak of a period just before its end.
 */
function latestYear(span: MonthSpan, published: Day): number {
  const today = published.year * 372 + published.month * 31 + published.day
  const end = published.year * 372 + span.last * 31 + 28
  return end <= today + 20 ? published.year : published.year - 1
}
