/**
 * Reads the statistical statements of a text: for each number its indicator, region, period, measure and sign, and how
 * surely each is known. Says nothing about truth. What is not sure is marked, because check.ts must not accuse then.
 */
import type Big from 'big.js'
import type { Measure } from '../../domain/figure.ts'
import { nationCode } from '../../domain/regions.ts'
import { type Indicator, indicators } from './indicators.ts'
import { listedPart } from './lists.ts'
import { measureOf, quoteStart } from './measures.ts'
import {
  type IndicatorMention,
  indicatorsIn,
  type RegionMention,
  regionMentionsIn,
  resolveStandIn,
} from './mentions.ts'
import { type Quantity, quantitiesIn } from './quantities.ts'
import { type MonthSpan, type PeriodMention, periodsIn, sameSpan, wholeYear } from './periods.ts'

/** clause: named beside the number; sentence: in the sentence, nearest; carried: from before; guess: more than one way. */
type Certainty = 'clause' | 'sentence' | 'carried' | 'guess'
type Sure<T> = { value: T; certainty: Certainty }

export type Reading = {
  field: 'title' | 'text'
  start: number
  end: number
  quantity: Quantity
  indicator: Sure<Indicator>
  /** null: a place without figures here. */
  region: Sure<string | null> | null
  span: Sure<MonthSpan> | null
  measure: Measure
  /** 同比, 环比 … stands in the text; otherwise growth on the year before is assumed. */
  measureNamed: boolean
  /** −1 for a fall. */
  sign: 1 | -1
  /** The statement compares two figures; `base` is the other one as far as it is named. */
  difference: {
    /** 提高, 低于, 收窄 …: which way the two differ. */
    verb: string
    baseRegion: string | null
    baseSpan: MonthSpan | null /** 低于 instead of 低…个百分点 in %. */
    inPercent: boolean
  } | null
  /** 增长 x 个百分点 without anything it is compared with. */
  pointsForPercent: boolean
  real: boolean
  nominal: boolean
  /** Forecast, target, or plan. */
  notAnOutcome: boolean
  /** A bank or research house speaks: of a period that is not over, that is a forecast. */
  byForecaster: boolean
  /** The sentence reports the number as wrong. */
  denied: boolean
  /** The text itself calls it the first or the old number. */
  labelledPreliminary: boolean
}

export type Mentioned = { regions: Set<string>; spans: MonthSpan[] }
export type Readings = { readings: Reading[]; mentioned: Mentioned }

export type ReadOptions = { published: { year: number; month: number; day: number }; home: string }

type Field = {
  name: 'title' | 'text'
  text: string
  quantities: Quantity[]
  indicators: IndicatorMention[]
  regions: RegionMention[]
  periods: PeriodMention[]
}
/** What the sentences before have left standing. */
type Carried = { indicator: Indicator | null; region: string | null; regionKnown: boolean; span: MonthSpan | null }

/** All statements of title and text. Both must be folded (script.ts), so that offsets hold in the original. */
export function readStatements(article: { title: string; text: string }, options: ReadOptions): Readings {
  const title = fieldOf('title', article.title, options)
  const text = fieldOf('text', article.text, options)
  const mentioned = mentionedIn([title, text], options.home)
  const carried: Carried = { indicator: null, region: null, regionKnown: false, span: null }
  const readings: Reading[] = []
  // A headline may leave to the text what it speaks of; it is read with the text's first names as a fallback.
  const opening = firstNames(text, options.home)
  for (const reading of readField(title, { ...carried, ...opening }, mentioned, options)) {
    const borrowed = { ...reading }
    if (reading.region?.certainty === 'carried' && mentioned.regions.size > 1)
      borrowed.region = { ...reading.region, certainty: 'guess' }
    if (reading.span?.certainty === 'carried' && mentioned.spans.length > 1)
      borrowed.span = { ...reading.span, certainty: 'guess' }
    readings.push(borrowed)
  }
  const fromTitle = firstNames(title, options.home)
  readings.push(...readField(text, { ...carried, ...fromTitle }, mentioned, options))
  return { readings, mentioned }
}

function fieldOf(name: 'title' | 'text', text: string, options: ReadOptions): Field {
  const periods = periodsIn(text, options.published)
  const inPeriod = (start: number) => periods.some((period) => start >= period.start && start < period.end)
  return {
    name,
    text,
    quantities: quantitiesIn(text).filter((quantity) => !inPeriod(quantity.numberStart)),
    indicators: indicatorsIn(text),
    regions: regionMentionsIn(text),
    periods,
  }
}

function mentionedIn(fields: Field[], home: string): Mentioned {
  const regions = new Set<string>()
  const spans: MonthSpan[] = []
  for (const field of fields) {
    let last: string | null = null
    for (const mention of field.regions) {
      const code: string | null = mention.stands ? resolveStandIn(mention.stands, last, home) : mention.code
      if (code !== null) regions.add(code)
      if (code !== null && !mention.isBase) last = code
    }
    for (const { span } of field.periods) if (!spans.some((known) => sameSpan(known, span))) spans.push(span)
  }
  return { regions, spans }
}

function firstNames(field: Field, home: string): Partial<Carried> {
  const region = field.regions.find((mention) => !mention.isBase)
  const indicator = field.indicators.find((mention) => mention.code !== null)
  const span = field.periods.find((mention) => !mention.isBase)
  const code = region === undefined ? null : region.stands ? resolveStandIn(region.stands, null, home) : region.code
  return {
    ...(region ? { region: code, regionKnown: true } : {}),
    ...(indicator ? { indicator: byCode.get(indicator.code ?? '') ?? null } : {}),
    ...(span ? { span: span.span } : {}),
  }
}

function* readField(field: Field, carried: Carried, mentioned: Mentioned, options: ReadOptions): Generator<Reading> {
  for (const sentence of sentencesOf(field.text)) {
    for (const quantity of field.quantities) {
      if (quantity.numberStart < sentence.start || quantity.numberStart >= sentence.end) continue
      const reading = readOne(field, sentence, quantity, carried, mentioned, options)
      if (reading !== null) yield reading
    }
    carryOn(field, sentence, carried, options)
  }
}

type Sentence = { start: number; end: number }

/** A full stop inside a number (5.2) does not end a sentence. */
function sentencesOf(text: string): Sentence[] {
  const out: Sentence[] = []
  let start = 0
  for (const match of text.matchAll(/[。!?;\n]|\.(?=\s+[a-z"'“])/g)) {
    out.push({ start, end: match.index + 1 })
    start = match.index + 1
  }
  out.push({ start, end: text.length })
  return out
}

function carryOn(field: Field, sentence: Sentence, carried: Carried, options: ReadOptions): void {
  const inside = <T extends { start: number }>(mentions: T[]): T[] =>
    mentions.filter((mention) => mention.start >= sentence.start && mention.start < sentence.end)
  for (const mention of inside(field.regions)) {
    if (mention.isBase) continue
    const code = mention.stands ? resolveStandIn(mention.stands, carried.region, options.home) : mention.code
    carried.region = code
    carried.regionKnown = true
  }
  const indicator = inside(field.indicators).at(-1)
  if (indicator !== undefined) carried.indicator = byCode.get(indicator.code ?? '') ?? null
  const span = inside(field.periods).findLast((mention) => !mention.isBase)
  if (span !== undefined) carried.span = span.span
}

const byCode = new Map(indicators.map((indicator) => [indicator.code, indicator]))

function readOne(
  field: Field,
  sentence: Sentence,
  quantity: Quantity,
  carried: Carried,
  mentioned: Mentioned,
  options: ReadOptions,
): Reading | null {
  const { text } = field
  const clauseStart = lastClauseStart(text, sentence.start, quantity.start)
  const indicator = indicatorFor(field, sentence, quantity, carried, clauseStart)
  if (indicator === null) return null
  const previous = field.quantities.findLast((other) => other.end <= quantity.start && other.start >= sentence.start)
  const left = text.slice(Math.max(sentence.start, previous?.end ?? sentence.start), quantity.start)
  const region = regionFor(field, sentence, quantity, carried, clauseStart, options)
  let span = spanFor(field, sentence, quantity, carried, clauseStart, mentioned)
  const read = measureOf({
    left,
    quantity,
    indicator: indicator.value,
    span: span?.value ?? null,
    after: text.slice(quantity.end, quantity.end + 40),
  })
  if (read === null) return null
  const yearEnd =
    indicator.value.kind === 'stock' || (indicator.value.kind === 'rate' && indicator.value.step === 'year')
  if (span !== null && yearEnd && span.value.last === 12 && span.value.first === 1)
    span = { ...span, value: { ...span.value, point: read.measure === 'level' || indicator.value.kind === 'rate' } }
  const whole = text.slice(sentence.start, sentence.end)
  return {
    field: field.name,
    start: quoteStart(text, Math.max(sentence.start, previous?.end ?? sentence.start), quantity),
    end: quantity.end,
    quantity,
    indicator,
    region,
    span,
    measure: read.measure,
    measureNamed: read.named,
    sign: read.sign,
    difference: read.isDifference
      ? {
          ...baseOf(field, sentence, quantity, span?.value ?? null, options),
          verb: differenceVerb(left),
          inPercent: quantity.dimension === 'percent',
        }
      : null,
    pointsForPercent: read.pointsForPercent,
    real: /实际增|实际下|真实增|扣除(?:价格|物价)|可比价|不变价|real terms/.test(left),
    nominal: /名义|现价|nominal/.test(left),
    notAnOutcome:
      notAnOutcome.test(text.slice(clauseStart, Math.min(sentence.end, quantity.end + 8))) ||
      futureSentence.test(whole),
    byForecaster: forecaster.test(whole),
    denied: denied.test(whole),
    labelledPreliminary:
      /初步核算|初步统计|初核|快报|修订前|原公布|此前公布/.test(whole) && /修订|核实|调整|更正为|变更/.test(whole),
  }
}

const notAnOutcome =
  /预计|预期|预测|预估|目标|力争|争取|有望|将达|望达|或将|料|估计|规划|计划|展望|forecast|expect|target|predict|project|estimate[sd]? to|aims?\b|would|could|may\b/
const futureSentence =
  /(?:增长|经济|gdp)[^。]{0,8}(?:预期)?目标|代表委员热议|政府工作报告提出|analysts expect|is (?:expected|forecast|projected)/
const forecaster =
  /瑞信|高盛|摩根|大摩|小摩|瑞银|花旗|野村|汇丰|渣打|标普|穆迪|惠誉|货币基金|世行|世界银行|亚行|亚洲开发银行|投行|大行|证券(?!报|时报)|研究[院所]|研报|智库|分析师|经济学家|\bimf\b|world bank|economists?|analysts?|goldman|moody/
const denied =
  /不实|谣言|辟谣|系谣传|误写|误报|误作|误传|误为|写成|错写|有误|并非|子虚乌有|应为|勘误|更正|致歉|纯属|捏造|incorrectly|mistaken|correction|not true|denied/

function lastClauseStart(text: string, from: number, to: number): number {
  let at = to
  while (at > from && !/[,,:、()]/.test(text[at - 1]!)) at -= 1
  return at
}

function indicatorFor(
  field: Field,
  sentence: Sentence,
  quantity: Quantity,
  carried: Carried,
  clauseStart: number,
): Sure<Indicator> | null {
  const listed = listedPart(field.text, sentence, quantity, field.quantities, field.indicators)
  if (listed !== null) {
    const indicator = byCode.get(listed.code ?? '')
    return indicator ? { value: indicator, certainty: 'sentence' } : null
  }
  const nearest = field.indicators.findLast(
    (mention) => mention.end <= quantity.numberStart && mention.start >= sentence.start,
  )
  if (nearest !== undefined) {
    const indicator = byCode.get(nearest.code ?? '')
    return indicator ? { value: indicator, certainty: nearest.start >= clauseStart ? 'clause' : 'sentence' } : null
  }
  const behind = field.indicators.find((mention) => mention.start >= quantity.end && mention.start <= quantity.end + 2)
  if (behind !== undefined && /^[的 ]?$/.test(field.text.slice(quantity.end, behind.start))) {
    const indicator = byCode.get(behind.code ?? '')
    if (indicator) return { value: indicator, certainty: 'clause' }
  }
  return carried.indicator === null ? null : { value: carried.indicator, certainty: 'carried' }
}

function regionFor(
  field: Field,
  sentence: Sentence,
  quantity: Quantity,
  carried: Carried,
  clauseStart: number,
  options: ReadOptions,
): Sure<string | null> | null {
  const inSentence = field.regions.filter(
    (mention) => mention.start >= sentence.start && mention.end <= quantity.numberStart && !mention.isBase,
  )
  const codeOf = (mention: RegionMention): string | null => {
    if (mention.stands === null) return mention.code
    const before = inSentence.findLast((other) => other.end <= mention.start && other.stands === null)
    return resolveStandIn(mention.stands, before ? before.code : carried.region, options.home)
  }
  const listed = listedPart(
    field.text,
    sentence,
    quantity,
    field.quantities,
    field.regions.filter((mention) => !mention.isBase),
  )
  if (listed !== null) return { value: codeOf(listed), certainty: 'sentence' }
  const nearest = inSentence.at(-1)
  if (nearest === undefined) return carried.regionKnown ? { value: carried.region, certainty: 'carried' } : null
  const value = codeOf(nearest)
  if (nearest.stands !== null && value === null) return null
  const neighbour = inSentence.at(-2)
  const joined =
    neighbour !== undefined && /^(?:、|和|与|及|以及| and |,)$/.test(field.text.slice(neighbour.end, nearest.start))
  if (joined) return { value, certainty: 'guess' }
  return { value, certainty: nearest.start >= clauseStart ? 'clause' : 'sentence' }
}

function spanFor(
  field: Field,
  sentence: Sentence,
  quantity: Quantity,
  carried: Carried,
  clauseStart: number,
  mentioned: Mentioned,
): Sure<MonthSpan> | null {
  const usable = field.periods.filter((mention) => !mention.isBase)
  const listed = listedPart(field.text, sentence, quantity, field.quantities, usable)
  if (listed !== null) return { value: listed.span, certainty: 'sentence' }
  const shortly = usable.find((mention) => mention.start >= quantity.end && mention.end <= sentence.end)
  if (shortly !== undefined && closeBehind.test(field.text.slice(quantity.end, shortly.start)))
    return { value: shortly.span, certainty: 'clause' }
  const nearest = usable.findLast(
    (mention) =>
      mention.start >= sentence.start &&
      mention.end <= quantity.numberStart &&
      !(mention.isFrom && turned.test(field.text.slice(mention.end, quantity.numberStart))),
  )
  if (nearest !== undefined)
    return { value: nearest.span, certainty: nearest.start >= clauseStart ? 'clause' : 'sentence' }
  // English says the period after the number: "grew 2.3 percent in 2024".
  const behind = usable.find((mention) => mention.start >= quantity.end && mention.end <= sentence.end)
  if (behind !== undefined && /^[a-z ,'-]{1,40}$/.test(field.text.slice(quantity.end, behind.start)))
    return { value: behind.span, certainty: 'sentence' }
  if (carried.span === null) return null
  const named = mentioned.spans.filter((span) => span.year !== carried.span?.year)
  return { value: carried.span, certainty: named.length > 1 ? 'guess' : 'carried' }
}

/** The last word of comparison before the number; 低于全国 carries it before the region. */
function differenceVerb(left: string): string {
  const words =
    /提高|提升|加快|回升|上升|回落|放缓|下降|扩大|收窄|缩小|减少|增加|减缓|低于|高于|快于|慢于|低过|高过|[高低快慢多少]|\b(?:up|down|higher|lower|faster|slower)\b/g
  return [...left.slice(-24).matchAll(words)].at(-1)?.[0] ?? ''
}

/** 7.8 percent over the first eight months; a 14.6% drop in 2024. */
const closeBehind = /^(?: drop| rise| fall| decline| increase| growth| gain)? (?:in|over|during|for)(?: the)? $/
const turned = /转为|转至|升至|降至|扩大[至到]|回落[至到]|收窄[至到]|提高[至到]|修订为|调整为/

/** The other figure of a comparison: 比上年提高, 低于全国. */
function baseOf(
  field: Field,
  sentence: Sentence,
  quantity: Quantity,
  span: MonthSpan | null,
  options: ReadOptions,
): { baseRegion: string | null; baseSpan: MonthSpan | null } {
  const inside = (mention: { start: number; end: number }) =>
    mention.start >= lastClauseStart(field.text, sentence.start, quantity.start) && mention.end <= quantity.numberStart
  const region = field.regions.findLast((mention) => mention.isBase && inside(mention))
  const period = field.periods.findLast((mention) => mention.isBase && inside(mention))
  const code =
    region === undefined ? null : region.stands ? resolveStandIn(region.stands, nationCode, options.home) : region.code
  return { baseRegion: code, baseSpan: period ? matchingSpan(period, span) : null }
}

/** 比上年 beside a quarter means the same quarter of the year before. */
function matchingSpan(period: PeriodMention, span: MonthSpan | null): MonthSpan {
  return period.yearOnly && span !== null ? { ...span, year: period.span.year } : period.span
}

/** A year's figure for statements that name none; exported for the check's fallback. */
export const latestYears = (publishedYear: number): MonthSpan[] => [
  wholeYear(publishedYear - 1),
  wholeYear(publishedYear - 2),
]

export const signedValue = (reading: Reading): Big =>
  reading.quantity.value.lt(0) || reading.sign > 0 ? reading.quantity.value : reading.quantity.value.neg()
