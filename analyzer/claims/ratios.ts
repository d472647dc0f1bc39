/**
 * Statements of how often one figure holds another: 是贺州的三倍, 比北海多3.2倍, 比2021年翻了一番, 占外贸总额五成多. Finds
 * the other side in the clause before the number; whether it holds is compare.ts's matter.
 */
import { indicatorMeant, type Place } from './bind.ts'
import { type Indicator, wholeOf } from './indicators.ts'
import { resolveStandIn } from './mentions.ts'
import type { Hedge, Quantity } from './quantities.ts'
import type { Ratio, Sure } from './reading.ts'
import type { MonthSpan } from './spans.ts'

/** `start`: where the other side begins. `hedge`: 接近贺州的三倍 says it before the other side. */
export type RatioPhrase = { kind: Ratio['kind']; start: number; hedge: Hedge | null }

const more =
  /(?:比|较|than )[^,。;]{1,24}?(?:多出?|高出?|大|增加|增长|增|涨|高|贵|more|higher|larger)(?:了|出|近|约|整整|足足|接近)*\s*$/
const times =
  /(?:是|为|达到?|相当于|等于|等同|接近|将近|超过|超|逼近|不足|不到|约为|约)[^,。;]{1,24}的\s*$|(?:是|为|相当于)[^,。;\d]{2,16}$/
/** 约为广东的五分之一, 是广东的两成. */
const partOf = /(?:是|为|达到?|相当于|等于|约|仅|只有|不足|不到|接近|超过|有)[^,。;]{1,16}的\s*$/
const isPart = (text: string, { numberStart, end }: Quantity): boolean =>
  /(?<!百|千|万)分之|成/.test(text.slice(numberStart, end))
const moreThan = /(?:比|较)[^,。;]{1,16}?(?:多出?|高出|大|超出)(?:了|出|近|约|整整)*\s*$/
/** 增速比全国高0.6%: two rates, not two amounts. */
const ofRates = /[速幅率]|增长|[快慢]/
const doubling = /(?:比|较|from )[^,。;]{1,24}$/
const share =
  /(?:占|相当于|等于|accounts? for|accounted for|accounting for|made up|making up|makes up|a share of)[^,。;]{0,24}?(?:的)?(?:比重|比例|份额|占比)?(?:约|仅|只|也|已|均|就|都|了)?(?:为|是|达到?|超过|不足|接近|升至|提高到|提升至)?\s*$/
const hedges: [RegExp, Hedge][] = [
  [/^(?:接近|将近|逼近)/, 'near'],
  [/^超过?/, 'over'],
  [/^(?:不足|不到)/, 'under'],
  [/^约/, 'about'],
]

/** Null when the words before the number compare nothing. */
export function ratioPhrase(text: string, from: number, quantity: Quantity): RatioPhrase | null {
  const clause = text.slice(Math.max(from, quantity.start - 40), quantity.start)
  const found = (kind: Ratio['kind'], pattern: RegExp): RatioPhrase | null => {
    const match = pattern.exec(clause)
    if (match === null) return null
    const hedge = hedges.find(([word]) => word.test(match[0]))?.[1] ?? null
    return { kind, start: quantity.start - match[0].length, hedge }
  }
  if (quantity.dimension === 'percent') {
    // "58 percent of total trade": the whole follows the number.
    if (/^ of (?:the |its |total|all|national)/.test(text.slice(quantity.end, quantity.end + 12)))
      return { kind: 'share', start: quantity.start, hedge: null }
    const part = isPart(text, quantity) ? found('share', partOf) : null
    return (
      part ??
      found('share', share) ??
      (ofRates.test(clause) && quantity.value.lt(20) ? null : found('percent', moreThan))
    )
  }
  if (quantity.dimension !== 'times') return null
  if (quantity.unit === '番') return found('times', doubling)
  return found('more', more) ?? found('times', times)
}

/** 南宁占广西GDP的两成: what the part is measured in stands with the whole. */
export function wholeIn(place: Place, { kind, start }: RatioPhrase): Sure<Indicator> | null {
  if (kind !== 'share' && kind !== 'times') return null
  const mention = place.field.indicators.findLast((one) => one.start >= start && one.end <= place.quantity.start)
  const indicator = mention === undefined || mention.loose ? null : indicatorMeant(mention, place)
  return indicator === null ? null : { value: indicator, certainty: 'sentence' }
}

/** The other side as far as it is named; null when nothing is. */
export function ratioOf(place: Place, phrase: RatioPhrase, subject: Indicator, span: MonthSpan | null): Ratio | null {
  const { field, quantity, home, carried } = place
  const inside = (mention: { start: number; end: number }) =>
    mention.start >= phrase.start && mention.end <= quantity.start
  const region = field.regions.findLast(inside)
  const period = field.periods.findLast(inside)
  const mention = field.indicators.findLast(inside)
  const named = mention === undefined ? null : indicatorMeant(mention, place)
  const code =
    region === undefined ? null : region.stands ? resolveStandIn(region.stands, carried.region, home) : region.code
  const indicator = named ?? (phrase.kind === 'share' && code === null ? wholeOf(subject) : null)
  const base = period === undefined ? null : period.yearOnly && span ? { ...span, year: period.span.year } : period.span
  if (indicator === null && code === null && (base === null || phrase.kind === 'percent')) return null
  return { kind: phrase.kind, indicator, region: code, span: base }
}

const apart =
  /(?:(?<![同环])比|较)[^,。;]{1,20}?(?:高出?|低|多出?|少|快|慢|提高|提升|加快|回落|放缓|扩大|收窄|增加|减少|上升|下降|缩小)(?:了|出)?\s*$|(?:低于|高于|快于|慢于|低过|高过|高出|跑赢|跑输|领先|落后于?|优于|逊于)[^,。;\d]{1,16}$/

/** Where the other side of a difference begins (出口比进口多, 高于GDP增速); null when nothing is compared. */
export function differenceStart(text: string, from: number, quantity: Quantity): number | null {
  const clause = text.slice(Math.max(from, quantity.start - 40), quantity.start)
  const match = apart.exec(clause)
  return match === null ? null : quantity.start - match[0].length
}
