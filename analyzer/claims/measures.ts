/**
 * Which measure a number states (level, growth on a year or a month before, share …), its direction, and where the
 * quotation begins. Reads the words between the number before and this one.
 */
import type { Measure } from '../../domain/figure.ts'
import type { Indicator } from './indicators.ts'
import type { Quantity } from './quantities.ts'
import type { Ratio } from './reading.ts'
import type { MonthSpan } from './spans.ts'

export type MeasureRead = {
  measure: Measure
  sign: 1 | -1
  /** False when the direction stands in another clause only. */
  signSure: boolean
  isDifference: boolean
  pointsForPercent: boolean /** 同比, 环比, 比上年 stands in the text. */
  named: boolean
}

const up =
  '(?:由负转正|扭负为正|转正|增长|增加|上涨|上升|提高|提升|攀升|走高|上扬|年增|月增|季增|按年升|按月升|按年增|增幅|涨幅|增速|成长|扩张|增|涨|升|(?<![a-z])(?:rose|rises?|rising|grew|grown?|grows|growing|up|increas(?:ed?|ing)|expand(?:ed|ing)|expansion|gain(?:ed|s)?|climb(?:ed|ing)|growth|jump(?:ed|ing)?|surg(?:ed?|ing)|soar(?:ed|ing)|advanc(?:ed?|ing)|accelerat(?:ed|ing)|quicken(?:ed|ing)|leap(?:t|ed)|rebound(?:ed|ing)|added))'
const down =
  '(?:由正转负|转负|下降|下跌|下滑|倒退|收缩|缩水|滑坡|衰退|减少|降低|回落|走低|负增长|萎缩|缩减|年减|月减|季减|按年跌|按月跌|按年降|降幅|跌幅|跌|降|减|(?<![a-z])(?:fell|fall(?:s|en|ing)?|drop(?:ped|ping|s)?|declin(?:ed?|ing|es)|down|decreas(?:ed?|ing)|shr[au]nk|shrinking|shrinks|contract(?:ed|ing|ion)|slip(?:ped|ping)?|slid|sliding|plung(?:ed?|ing)|plummet(?:ed|ing)|slump(?:ed|ing)?|tumbl(?:ed?|ing)|sank|sinking|dipped|dip|retreated|lost|shed|nosedived|slumps|weakened))'
const directions = new RegExp(`${down}|${up}`, 'g')
const isDown = new RegExp(`^${down}$`)

const comparison =
  /(?:(?<![同环])比|较|低于|高于|低过|高过|快于|慢于|好于|逊于|不及|than )[^,,。]{0,16}(?:高|低|快|慢|多|少|提高|回落|加快|放缓|扩大|收窄|上升|下降|个百分点)?$/
const changeVerb =
  /(?:提高|提升|回落|加快|放缓|扩大|收窄|上升|下降|缩小|高|低|快|慢|加速|减缓|差)(?:了|出)?(?:约|近)?\s*$/
/** 涨幅回落至0.3%: the noun gives the direction, the verb says how it moved. */
const movedTo =
  /(增速|涨幅|增幅|增长率|降幅|跌幅)[^,。]{0,8}(?:回落|收窄|扩大|放缓|加快|提高|缩小|回升|上升|下降|走低)(?:至|到|为)\s*$/

export type MeasureInput = {
  /** From the number before (or the sentence's beginning) to this one. */
  left: string
  /** What follows the number, some forty characters. */
  after: string
  quantity: Quantity
  indicator: Indicator
  span: MonthSpan | null
  ratio: Ratio | null
}

/** Null when the number cannot be a value of this indicator (人 for GDP) or is something we do not judge (倍). */
export function measureOf(input: MeasureInput): MeasureRead | null {
  const { left, quantity, indicator, ratio } = input
  if (ratio !== null) return compared(indicator, ratio)
  switch (quantity.dimension) {
    case 'percent':
      return rate(input)
    case 'points':
      return points(left, indicator)
    case 'times':
      return indicator.kind === 'ratio' ? level(left) : null
    case 'plain':
      return indicator.kind === 'price'
        ? { ...plain, measure: 'index' }
        : indicator.kind === 'ratio'
          ? level(left)
          : null
    case 'usd':
      return indicator.kind === 'flow' && indicator.dimension === 'yuan' ? level(left) : null
    default:
      return fits(indicator, quantity) ? level(left) : null
  }
}

const ofShare = /(?:占比|比重|份额)[^,。]{0,10}$/
const plain = { sign: 1 as const, signSure: true, isDifference: false, pointsForPercent: false, named: true }

/** 占GDP的50.1% is a share that is published as such; other ratios are of two levels. */
const compared = (indicator: Indicator, ratio: Ratio): MeasureRead => ({
  ...plain,
  measure: ratio.kind === 'share' && indicator.code.startsWith('gdp_') && ratio.region === null ? 'share' : 'level',
})

function fits(indicator: Indicator, quantity: Quantity): boolean {
  const { dimension, unit } = quantity
  if (indicator.kind === 'price' || indicator.kind === 'rate' || indicator.kind === 'ratio') return false
  // 十万 without a unit is no amount of money; 81亿 is.
  if (dimension === 'bare')
    return indicator.dimension === 'yuan'
      ? indicator.kind === 'per_head' || quantity.scale.gte('1e8')
      : indicator.dimension === 'persons' && indicator.kind === 'stock'
  return dimension === indicator.dimension && (dimension !== 'other' || unit.endsWith(indicator.unit))
}

function level(left: string): MeasureRead | null {
  // 增加468亿元, 比全区高3042元: a difference of two levels.
  const isDifference =
    /(?:增加|减少|增量|净增|多出|多|少|高出|高|低|差距?|相差)(?:了|出|为|约)?\s*$/.test(left) &&
    !/最[高低多少]\s*$/.test(left)
  return { ...plain, measure: 'level', isDifference }
}

function rate({ left, after, quantity, indicator, span }: MeasureInput): MeasureRead | null {
  const clause = left.slice(-40)
  if (/贡献率(?:为|达|是)?[^,]{0,4}$/.test(clause)) return { ...plain, measure: 'contribution' }
  if (/(?:占|比重|占比|份额|share of|accounts? for|accounting for)[^,。]{0,16}$/.test(clause))
    return { ...plain, measure: 'share' }
  const direction = quantity.value.lt(0) ? upwards : directionOf(clause, after)
  if (indicator.kind === 'rate') {
    // 城镇化率提高0.94%: a change of a rate, in the wrong unit.
    if (
      /(?:同比|比上年|较上年|环比|比上月|提高|上升|下降|回落|提升|\b(?:up|down|rose|fell))(?:了|约|近| by)?\s*$/.test(
        clause,
      )
    )
      return {
        ...plain,
        ...direction,
        measure: indicator.step === 'year' ? 'share_change_pp' : 'level',
        isDifference: true,
      }
    return { ...plain, measure: 'level' }
  }
  // 比全国低0.1%: a gap between two rates, whatever its unit word.
  if (
    /(?:(?<![同环])比|较|低于|高于|低过|高过|快于|慢于)[^,。]{0,12}(?:高|低|快|慢|提高|加快|放缓|收窄|扩大)(?:了|出)?\s*$/.test(
      clause,
    ) ||
    /(?:低于|高于|低过|高过|快于|慢于)\p{Script=Han}{2,8}$/u.test(clause)
  )
    return { ...plain, measure: 'yoy', isDifference: true }
  return {
    ...plain,
    ...comparisonOf(`${clause}${englishTail(after)}`, indicator, span),
    ...direction,
  }
}

/** English names the comparison behind the number: fell 0.1% from October, rose 0.6% from a year earlier. */
function englishTail(after: string): string {
  return (
    after
      .match(/^(?: in [a-z]{3,9}(?: \d{4})?,?)? (?:from|month|quarter|year)[a-z -]{0,24}/)?.[0]
      .replace(/ from a year (?:earlier|ago)/, ' year-on-year') ?? ''
  )
}

function comparisonOf(
  clause: string,
  indicator: Indicator,
  span: MonthSpan | null,
): { measure: Measure; named: boolean } {
  const last = [
    ...clause.matchAll(
      /环比|(?<![首一二三四单])季增(?!速|幅|长)|(?<![一二三四首单前\d])季比|(?<![\d一二三四五六七八九十单当本上])月[增减](?!速|幅|长|少)|按月|按季|比上个?月|较上个?月|month[- ]on[- ]month|quarter[- ]on[- ]quarter|(?:month|quarter) (?:earlier|ago|before)|(?:prior|preceding|previous) (?:month|quarter)|from (?:the )?(?:previous|january|february|march|april|may|june|july|august|september|october|november|december)|同比|年增|年减|按年|比上年|较上年|year[- ]on[- ]year/g,
    ),
  ].at(-1)?.[0]
  if (last === undefined || !/环|季|月|month|quarter|from/.test(last))
    return { measure: 'yoy', named: last !== undefined }
  const quarterly = span !== null && span.last - span.first === 2 && indicator.step === 'quarter'
  return { measure: quarterly || /季|quarter/.test(last) ? 'qoq' : 'mom', named: true }
}

function points(left: string, indicator: Indicator): MeasureRead {
  const clause = left.slice(-40)
  const direction = directionOf(clause)
  if (indicator.kind === 'rate' || ofShare.test(clause))
    return {
      ...plain,
      ...direction,
      measure: indicator.kind === 'rate' && indicator.step !== 'year' ? 'level' : 'share_change_pp',
      isDifference: true,
    }
  if (/拉动[^,。]{0,12}$/.test(clause)) return { ...plain, ...direction, measure: 'contribution', isDifference: true }
  const plainGrowth = /(?:增长|上涨|下降|增|涨|降|增速(?:为|达)?)\s*$/.test(clause)
  const compared =
    comparison.test(clause) ||
    /(?:占比|比重|份额|涨幅|降幅|增速|增幅|失业率|城镇化率)[^,。]{0,10}(?:提高|上升|下降|回落|扩大|收窄|加快|放缓)/.test(
      clause,
    )
  const changes = changeVerb.test(clause) && !/(?:增长|上涨)\s*$/.test(clause)
  if (plainGrowth && !compared && !(changes && !/下降\s*$/.test(clause)))
    return { ...plain, ...direction, measure: 'yoy', pointsForPercent: true }
  return { ...plain, ...direction, measure: 'yoy', isDifference: true }
}

type Direction = { sign: 1 | -1; signSure: boolean }
const upwards: Direction = { sign: 1, signSure: true }
const downwards: Direction = { sign: -1, signSure: true }

/** The last word of direction in the number's own clause; one in a clause before may speak of something else (连降八月后,…为0.1%). */
function directionOf(clause: string, after = ''): Direction {
  // English also puts it behind: a 14.6% drop.
  if (/^ (?:drop|decline|fall|decrease|contraction|slump)/.test(after)) return downwards
  const moved = clause.match(movedTo)?.[1]
  if (moved !== undefined) return /降|跌/.test(moved) ? downwards : upwards
  if (/slow(?:ed|ing)? to\s*$/.test(clause)) return upwards
  // "down from 5.3%": the number is what it came from, and has no sign of its own.
  if (/\b(?:up|down|slow(?:ed|ing)|ris(?:en|ing)|fall(?:en|ing)) from\s*$/.test(clause)) return upwards
  const comma = Math.max(...[',', ';', ':', '('].map((sign) => clause.lastIndexOf(sign))) + 1
  const own = [...clause.slice(comma).matchAll(directions)].at(-1)?.[0]
  if (own !== undefined) return isDown.test(own) ? downwards : upwards
  const before = [...clause.slice(0, comma).matchAll(directions)].at(-1)?.[0]
  if (before === undefined) return { sign: 1, signSure: false }
  return { sign: isDown.test(before) ? -1 : 1, signSure: false }
}

/** The words right before a number say that something fell; for comparing texts, where no indicator is read. */
export const isFall = (left: string): boolean => {
  const { sign, signSure } = directionOf(left)
  return sign < 0 && signSure
}

const lead =
  /(?:(?:同比|环比|比上年|较上年|按年|年|季|名义|实际|仅|只|平均|增速|the economy |economy |prices |gdp )*(?:增长|上涨|下降|下跌|倒退|增速|涨幅|降幅|升|涨|增|减|降|跌|提高|回落|加快|放缓|扩大|收窄|低|高|grew|rose|fell|up|down|declined|dropped|expanded|shrank|slowed to)(?:率|了|至|到|达到?|为|是|约|仅| by)?|同比|环比|(?:地区|国内)?生产总值(?:为|达到?|是)?|(?:实现)?gdp(?:总量)?(?:为|达到?|是)?|达到?|总量)\s*$/

/** Where the statement begins: the growth word, or the indicator directly before its value. */
export function quoteStart(text: string, from: number, quantity: Quantity): number {
  const left = text.slice(Math.max(from, quantity.start - 24), quantity.start)
  const match = left.match(lead)
  return match === null ? quantity.start : quantity.start - match[0].length
}

/** The last word of comparison before the number; 低于全国 carries it before the region. */
export function differenceVerb(left: string): string {
  const words =
    /提高|提升|加快|回升|上升|回落|放缓|下降|扩大|收窄|缩小|减少|增加|减缓|低于|高于|快于|慢于|低过|高过|跑赢|跑输|领先|落后|逊于|不及|[高低快慢多少]|\b(?:up|down|higher|lower|faster|slower)\b/g
  return [...left.slice(-24).matchAll(words)].at(-1)?.[0] ?? ''
}
