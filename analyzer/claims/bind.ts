/**
 * Which of the names in a text belong to a number: its indicator, region and period, each with how surely. Nearest to the
 * left first, lists by rank (lists.ts), else what the sentences before have left standing.
 */
import { nationCode } from '../../domain/regions.ts'
import { type Indicator, indicatorByCode } from './indicators.ts'
import { listedPart } from './lists.ts'
import { type IndicatorMention, type RegionMention, resolveStandIn } from './mentions.ts'
import type { PeriodMention } from './periods.ts'
import type { Quantity } from './quantities.ts'
import type { Mentioned, Sure } from './reading.ts'
import type { MonthSpan } from './spans.ts'
import { namesUnknown } from './subjects.ts'

export type Field = {
  name: 'title' | 'text'
  text: string
  quantities: Quantity[]
  indicators: IndicatorMention[]
  regions: RegionMention[]
  periods: PeriodMention[]
}
/** What the sentences before have left standing. */
export type Carried = {
  indicator: Indicator | null
  region: string | null
  regionKnown: boolean
  span: MonthSpan | null
}

/** One number in its sentence. */
export type Place = {
  field: Field
  sentence: { start: number; end: number }
  /** Where its clause begins: after the last comma, colon or bracket. */
  clauseStart: number
  /** Where the number before it in the sentence ends, or the sentence begins. */
  from: number
  /** The numbers up to here were of something without a name here: 总产量1418万吨 after 播种面积. */
  strangeTo: number
  quantity: Quantity
  /** Names count up to here: the number itself, or where the other side of a ratio begins (比北海, 占外贸). */
  bindEnd: number
  /** The names stand in the sentence behind the number. */
  isNamedBehind: boolean
  carried: Carried
  mentioned: Mentioned
  home: string
}

/** The last comma, colon or bracket before `to`, not before `from`. */
export function lastClauseStart(text: string, from: number, to: number): number {
  let at = to
  while (at > from && !/[,,:、()]/.test(text[at - 1]!)) at -= 1
  return at
}

export function indicatorFor(place: Place): Sure<Indicator> | null {
  const { field, sentence, quantity, clauseStart, carried } = place
  const listed = listedPart({ text: field.text, sentence, quantity, quantities: field.quantities }, field.indicators)
  if (listed !== null) {
    const indicator = indicatorMeant(listed, place)
    return indicator ? { value: indicator, certainty: 'sentence' } : null
  }
  const nearest = field.indicators.findLast(
    (mention) => mention.end <= place.bindEnd && mention.start >= sentence.start && !isWhole(field.text, mention),
  )
  if (nearest !== undefined) {
    const indicator = indicatorMeant(nearest, place)
    const certainty =
      nearest.loose || isOfAnother(place, nearest) ? 'guess' : nearest.start >= clauseStart ? 'clause' : 'sentence'
    return indicator ? { value: indicator, certainty } : null
  }
  const behind = field.indicators.find(
    (mention) => !mention.loose && mention.start >= quantity.end && mention.start <= quantity.end + 2,
  )
  if (behind !== undefined && /^[的 ]?$/.test(field.text.slice(quantity.end, behind.start))) {
    const indicator = indicatorMeant(behind, place)
    if (indicator) return { value: indicator, certainty: 'clause' }
  }
  if (carried.indicator === null) return null
  return { value: carried.indicator, certainty: isOfAnother(place, null) ? 'guess' : 'carried' }
}

/** 占GDP的, 占全国GDP比重: the whole that something is a part of, never what is spoken of. */
export const isWhole = (text: string, { start }: { start: number }): boolean =>
  /(?:占|相当于)[^,。;:、\d]{0,8}$/.test(text.slice(Math.max(0, start - 12), start))

/**
 * The number may be of something that has no name here: 海洋生产总值, 其中机电产品…, 快递业务量增长. `mention` is the indicator
 * it would be bound to, null when that stands in a sentence before.
 */
function isOfAnother(
  { field, from, strangeTo, quantity, sentence, bindEnd, isNamedBehind }: Place,
  mention: IndicatorMention | null,
): boolean {
  if (isNamedBehind) return true
  const named = mention?.end ?? sentence.start
  if (named < strangeTo) return true
  if (company.test(field.text.slice(sentence.start, quantity.start))) return true
  const known = mentionsOf(field)
  const to = Math.min(bindEnd, quantity.start)
  const between = field.text.slice(named, to)
  if (/包括|来自|(?:^|[,、;])对[^,、;比]{1,6}/.test(between)) return true
  if (namesUnknown(field.text, Math.max(named, from), to, known)) return true
  if (mention === null) return false
  const clause = lastClauseStart(field.text, sentence.start, mention.start)
  const before = known.findLast(({ end }) => end <= mention.start)?.end ?? clause
  return namesUnknown(field.text, Math.max(clause, before), mention.start, [])
}

/** What a company earns, exports or invests is its own. */
const company =
  /集团|股份|公司|(?:车|药|钢|糖|铝|船|房|民|国|央|外)企(?!业)|(?<!工商)银行|酒店|医院|大学|学院|(?<![a-z])(?:co\.?,? ltd|inc\.|corp\.?|group|holdings|company|automaker|carmaker)(?![a-z])/

/** Everything that was read in the line, by place. Lines are few and looked at often. */
const known = new WeakMap<Field, { start: number; end: number }[]>()
function mentionsOf(field: Field): { start: number; end: number }[] {
  const made =
    known.get(field) ??
    [...field.indicators, ...field.regions, ...field.periods, ...field.quantities].sort((a, b) => a.start - b.start)
  known.set(field, made)
  return made
}

/** 城里 after 人均可支配收入 is the income in towns; alone it is nothing. */
export function indicatorMeant(mention: IndicatorMention, { field, sentence, carried }: Place): Indicator | null {
  if (mention.narrows === null) return narrowed(mention, field, sentence)
  const around = field.indicators.filter(
    (other) =>
      other.narrows === null && other.code !== null && other.start >= sentence.start && other.end <= sentence.end,
  )
  const spoken =
    around.findLast((other) => other.end <= mention.start) ?? around.find((other) => other.start >= mention.end)
  const family = spoken?.code ?? carried.indicator?.code
  return family === undefined ? null : indicatorByCode(mention.narrows[family] ?? null)
}

/** 城镇居民2025年人均可支配收入: the narrowing word stands apart from the indicator, in its clause. */
function narrowed(mention: IndicatorMention, field: Field, sentence: { start: number }): Indicator | null {
  const { code } = mention
  if (code === null) return null
  const clause = lastClauseStart(field.text, sentence.start, mention.start)
  const word = field.indicators.findLast(
    (other) => other.narrows?.[code] !== undefined && other.start >= clause && other.end <= mention.start,
  )
  return indicatorByCode(word?.narrows?.[code] ?? code)
}

export function regionFor(place: Place): Sure<string | null> | null {
  const { field, sentence, quantity, clauseStart, carried, mentioned, home } = place
  const inSentence = field.regions.filter(
    (mention) => mention.start >= sentence.start && mention.end <= place.bindEnd && !mention.isBase,
  )
  const inBrackets = baseInBrackets(place)
  if (inBrackets !== null) return { value: inBrackets, certainty: 'clause' }
  const codeOf = (mention: RegionMention): string | null => {
    if (mention.stands === null) return mention.code
    const before = inSentence.findLast((other) => other.end <= mention.start && other.stands === null)
    return resolveStandIn(mention.stands, before ? before.code : carried.region, home)
  }
  const listed = listedPart(
    { text: field.text, sentence, quantity, quantities: field.quantities },
    field.regions.filter((mention) => !mention.isBase),
  )
  // 分别 gives the rank itself: a number of the list belongs to its name and to no other.
  if (listed !== null) return { value: codeOf(listed), certainty: 'clause' }
  const nearest = inSentence.at(-1)
  if (nearest === undefined) {
    if (carried.regionKnown) return { value: carried.region, certainty: 'carried' }
    const behind = regionBehind(place)
    if (behind !== null) return behind
    return mentioned.regions.size === 0 && !mentioned.elsewhere ? { value: home, certainty: 'home' } : null
  }
  const value = codeOf(nearest)
  if (nearest.stands !== null && value === null) return null
  const neighbour = inSentence.at(-2)
  const joined =
    neighbour !== undefined && /^(?:、|和|与|及|以及| and |,)$/.test(field.text.slice(neighbour.end, nearest.start))
  if (joined) return { value, certainty: 'guess' }
  return { value, certainty: nearest.start >= clauseStart ? 'clause' : 'sentence' }
}

/** 三万一千多是全区平均; "grew 2.3 percent in Guangxi": the place follows inside the clause. */
function regionBehind({ field, sentence, quantity, carried, home }: Place): Sure<string | null> | null {
  const behind = field.regions.find(
    (mention) => mention.start >= quantity.end && mention.end <= sentence.end && !mention.isBase,
  )
  if (behind === undefined || !/^[^,。;:]{0,12}$/.test(field.text.slice(quantity.end, behind.start))) return null
  const value = behind.stands === null ? behind.code : resolveStandIn(behind.stands, carried.region, home)
  return value === null && behind.stands !== null ? null : { value, certainty: 'sentence' }
}

/** 与全国增速持平(5.2%), 低于全国平均(5.4%): the number in brackets is the other region's own. */
function baseInBrackets({ field, sentence, quantity, home, carried }: Place): string | null {
  const opening = field.text.lastIndexOf('(', quantity.start)
  if (opening < sentence.start || field.text.slice(opening + 1, quantity.start).length > 8) return null
  if (/[),。;]/.test(field.text.slice(opening + 1, quantity.start))) return null
  const base = field.regions.findLast(
    (mention) => mention.isBase && mention.end <= opening && mention.start >= sentence.start,
  )
  if (base === undefined || /[,。;、\d]/.test(field.text.slice(base.end, opening))) return null
  return base.stands === null ? base.code : resolveStandIn(base.stands, carried.region ?? nationCode, home)
}

export function spanFor(place: Place): Sure<MonthSpan> | null {
  const { field, sentence, quantity, clauseStart, carried, mentioned } = place
  const usable = field.periods.filter((mention) => !mention.isBase)
  const listed = listedPart({ text: field.text, sentence, quantity, quantities: field.quantities }, usable)
  if (listed !== null) return { value: listed.span, certainty: 'sentence' }
  const shortly = usable.find((mention) => mention.start >= quantity.end && mention.end <= sentence.end)
  if (shortly !== undefined && closeBehind.test(field.text.slice(quantity.end, shortly.start)))
    return { value: shortly.span, certainty: 'clause' }
  const nearest = usable.findLast(
    (mention) =>
      mention.start >= sentence.start &&
      mention.end <= place.bindEnd &&
      !(mention.isFrom && turned.test(field.text.slice(mention.end, quantity.numberStart))),
  )
  if (nearest !== undefined)
    return { value: nearest.span, certainty: nearest.start >= clauseStart ? 'clause' : 'sentence' }
  // The period after the number: "grew 2.3 percent in 2024", 三万一千多是2024年全区平均.
  const behind = usable.find((mention) => mention.start >= quantity.end && mention.end <= sentence.end)
  if (
    behind !== undefined &&
    /^(?:(?=[^a-z]*[a-z])[a-z ,'-]{1,40}|[^,。;:]{0,3}是)$/.test(field.text.slice(quantity.end, behind.start))
  )
    return { value: behind.span, certainty: 'sentence' }
  if (carried.span === null) return null
  const named = mentioned.spans.filter((span) => span.year !== carried.span?.year)
  return { value: carried.span, certainty: named.length > 1 ? 'guess' : 'carried' }
}

/** 7.8 percent over the first eight months; a 14.6% drop in 2024. */
const closeBehind = /^(?: drop| rise| fall| decline| increase| growth| gain)? (?:in|over|during|for)(?: the)? $/
const turned = /转为|转至|升至|降至|扩大[至到]|回落[至到]|收窄[至到]|提高[至到]|修订为|调整为/

type Base = { region: string | null; span: MonthSpan | null; indicator: string | null }

/** What a comparison names as its other side, in the clause before the number. */
export function baseOf(place: Place, span: MonthSpan | null): Base {
  const { field, clauseStart, quantity, home } = place
  const inside = (mention: { start: number; end: number }) =>
    mention.start >= clauseStart && mention.end <= quantity.numberStart
  const region = field.regions.findLast((mention) => mention.isBase && inside(mention))
  const period = field.periods.findLast((mention) => mention.isBase && inside(mention))
  const code =
    region === undefined ? null : region.stands ? resolveStandIn(region.stands, nationCode, home) : region.code
  const indicator = field.indicators.findLast(
    (mention) => mention.start >= place.bindEnd && mention.end <= quantity.start,
  )
  return {
    region: code,
    span: period ? matchingSpan(period, span) : null,
    indicator: indicator === undefined ? null : (indicatorMeant(indicator, place)?.code ?? null),
  }
}

/** 比上年 beside a quarter means the same quarter of the year before. */
function matchingSpan(period: PeriodMention, span: MonthSpan | null): MonthSpan {
  return period.yearOnly && span !== null ? { ...span, year: period.span.year } : period.span
}
