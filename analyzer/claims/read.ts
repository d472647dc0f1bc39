/**
 * Reads the statistical statements of a text: for each number what it measures (bind.ts), as which measure and with which
 * sign (measures.ts), compared with what (ratios.ts). Says nothing about truth. What is not sure is marked, because check.ts
 * must not accuse then. Both texts must be folded (script.ts), so that offsets hold in the original.
 */
import {
  baseOf,
  type Carried,
  type Field,
  indicatorFor,
  isWhole,
  indicatorMeant,
  lastClauseStart,
  type Place,
  regionFor,
  spanFor,
} from './bind.ts'
import { indicatorByCode } from './indicators.ts'
import { differenceVerb, measureOf, quoteStart } from './measures.ts'
import { indicatorsIn, regionMentionsIn, resolveStandIn } from './mentions.ts'
import { periodsIn } from './periods.ts'
import { type Quantity, quantitiesIn } from './quantities.ts'
import { differenceStart, ratioOf, ratioPhrase, wholeIn } from './ratios.ts'
import type { Mentioned, Reading, Sure } from './reading.ts'
import { type MonthSpan, spanKey } from './spans.ts'
import { stanceOf } from './stance.ts'
import { multiplesIn } from './word-numbers.ts'

const maxLine = 800
/** How far a denial reaches beyond its own sentence, in characters. */
const maxAround = 60
/** Periods that a text without a period for its number is tried with. */
const maxSpans = 60
/** A text up to this length is about one thing. */
const shortText = 240
const maxUnnamed = 300

export type Readings = {
  readings: Reading[]
  mentioned: Mentioned
  /** Numbers of which the text does not say what they measure, or names something without figures here (`word`). */
  unnamed: {
    field: 'title' | 'text'
    quantity: Quantity
    word: string | null
    narrows: Record<string, string> | null
  }[]
}

export type ReadOptions = {
  published: { year: number; month: number; day: number }
  home: string /** Most readings. */
  limit: number
}
type Options = ReadOptions & { frame: string }

/** What is read of one field and what its numbers may borrow. */
type Run = { field: Field; carried: Carried; mentioned: Mentioned; options: Options; unnamed: Readings['unnamed'] }

export function readStatements(article: { title: string; text: string }, given: ReadOptions): Readings {
  const options = {
    ...given,
    frame: article.text.length <= shortText ? `${article.title}\n${article.text}` : article.title,
  }
  const title = fieldOf('title', article.title, options)
  const text = fieldOf('text', article.text, options)
  const mentioned = mentionedIn([title, text], options.home)
  const nothing: Carried = { indicator: null, region: null, regionKnown: false, span: null }
  const unnamed: Readings['unnamed'] = []
  // A headline may leave to the text what it speaks of; it is read with the text's first names as a fallback.
  const read = (field: Field, other: Field, limit: number): Reading[] => {
    const carried = { ...nothing, ...firstNames(other, options.home) }
    return taken(readField({ field, carried, mentioned, options, unnamed }), limit)
  }
  const ofTitle = read(title, text, options.limit).map((reading) => borrowed(reading, mentioned))
  const ofText = read(text, title, options.limit - ofTitle.length)
  return { readings: [...ofTitle, ...ofText], mentioned, unnamed }
}

function taken<T>(from: Iterable<T>, limit: number): T[] {
  const out: T[] = []
  for (const one of from) {
    if (out.length >= limit) break
    out.push(one)
  }
  return out
}

/** What a headline takes from the text is sure only when the text names nothing else of the kind. */
function borrowed(reading: Reading, mentioned: Mentioned): Reading {
  const doubted = <T>(sure: Sure<T> | null, rivals: number): Sure<T> | null =>
    sure?.certainty === 'carried' && rivals > 1 ? { ...sure, certainty: 'guess' } : sure
  return {
    ...reading,
    region: doubted(reading.region, mentioned.regions.size),
    span: doubted(reading.span, mentioned.spans.length),
  }
}

function fieldOf(name: 'title' | 'text', text: string, options: ReadOptions): Field {
  const periods = periodsIn(text, options.published)
  let at = 0
  /** Both are in the order of the text. */
  const inPeriod = ({ numberStart }: Quantity): boolean => {
    while (at < periods.length && periods[at]!.end <= numberStart) at += 1
    return at < periods.length && numberStart >= periods[at]!.start
  }
  const quantities = [...quantitiesIn(text).filter((quantity) => !inPeriod(quantity)), ...multiplesIn(text)]
  quantities.sort((a, b) => a.start - b.start)
  return { name, text, quantities, indicators: indicatorsIn(text), regions: regionMentionsIn(text), periods }
}

function mentionedIn(fields: Field[], home: string): Mentioned {
  const regions = new Set<string>()
  const spans = new Map<string, MonthSpan>()
  let elsewhere = false
  let periodNamed = false
  for (const field of fields) {
    let last: string | null = null
    for (const mention of field.regions) {
      const code: string | null = mention.stands ? resolveStandIn(mention.stands, last, home) : mention.code
      if (code === null && mention.stands === null) elsewhere = true
      if (code !== null) regions.add(code)
      if (code !== null && !mention.isBase) last = code
    }
    for (const { span, isBase } of field.periods) {
      if (!isBase) periodNamed = true
      spans.set(spanKey(span), span)
    }
  }
  return { regions, spans: [...spans.values()].slice(0, maxSpans), elsewhere, periodNamed }
}

function firstNames(field: Field, home: string): Partial<Carried> {
  const region = field.regions.find((mention) => !mention.isBase)
  const indicator = field.indicators.find((mention) => mention.code !== null && !mention.loose)
  const span = field.periods.find((mention) => !mention.isBase)
  const code = region === undefined ? null : region.stands ? resolveStandIn(region.stands, null, home) : region.code
  return {
    ...(region ? { region: code, regionKnown: true } : {}),
    ...(indicator ? { indicator: indicatorByCode(indicator.code) } : {}),
    ...(span ? { span: span.span } : {}),
  }
}

/** Reads line by line, so that what a number may be bound to lies in its own line: time grows with the text, not with its square. */
function* readField(run: Run): Generator<Reading> {
  const { field } = run
  const rest = { quantities: 0, indicators: 0, regions: 0, periods: 0 }
  const upTo = <T extends { start: number }>(mentions: T[], name: keyof typeof rest, end: number): T[] => {
    const from = rest[name]
    while (rest[name] < mentions.length && mentions[rest[name]]!.start < end) rest[name] += 1
    return mentions.slice(from, rest[name])
  }
  for (const line of linesOf(field.text)) {
    const own: Field = {
      ...field,
      quantities: upTo(field.quantities, 'quantities', line.end),
      indicators: upTo(field.indicators, 'indicators', line.end),
      regions: upTo(field.regions, 'regions', line.end),
      periods: upTo(field.periods, 'periods', line.end),
    }
    if (own.quantities.length > 0) yield* readLine({ ...run, field: own }, line)
    else for (const sentence of sentencesOf(field.text, line)) carryOn({ ...run, field: own }, sentence)
  }
}

function* readLine(run: Run, line: Sentence): Generator<Reading> {
  const { field, unnamed } = run
  let next = 0
  const sentences = sentencesOf(field.text, line)
  for (const [i, sentence] of sentences.entries()) {
    let previousEnd = sentence.start
    let strangeTo = 0
    let wordsBefore = ''
    let dimensionBefore = ''
    for (; next < field.quantities.length; next++) {
      const quantity = field.quantities[next]!
      if (quantity.numberStart >= sentence.end) break
      // 分别下降5.3%和5.1%: a list goes on with the words before its first number.
      const own = field.text.slice(Math.min(previousEnd, quantity.start), quantity.start)
      const goesOn = /^\s*(?:、|和|与|及|以及|,|and|, and)\s*$/.test(own) && quantity.dimension === dimensionBefore
      if (!goesOn) wordsBefore = own
      dimensionBefore = quantity.dimension
      const { reading, isStrange } = readOne(run, {
        sentence,
        quantity,
        previousEnd,
        strangeTo,
        wordsBefore,
        namedIn: standsAlone(field.text, sentence, quantity) ? (sentences[i + 1] ?? null) : null,
      })
      if (isStrange) strangeTo = quantity.end
      if (reading !== null) yield reading
      else if (unnamed.length < maxUnnamed)
        unnamed.push({ field: field.name, quantity, ...otherMatterBefore(field, sentence, quantity) })
      previousEnd = quantity.end
    }
    carryOn(run, sentence)
  }
}

function otherMatterBefore(field: Field, sentence: Sentence, quantity: Quantity) {
  const mention = field.indicators.findLast(({ start, end }) => start >= sentence.start && end <= quantity.start)
  return {
    word: mention === undefined ? null : field.text.slice(mention.start, mention.end),
    narrows: mention?.narrows ?? null,
  }
}

type Sentence = { start: number; end: number }

const standsAlone = (text: string, sentence: Sentence, { start, end }: Quantity): boolean =>
  /^[\s“"【[(]*$/.test(text.slice(sentence.start, start)) &&
  /^(?:大关|关口|台阶|左右)?[\s”"】\])]*!+$/.test(text.slice(end, sentence.end))

/** Lines end at 。 and at the end of a line; what is longer than any line people write is cut at a comma. */
function linesOf(text: string): Sentence[] {
  const out: Sentence[] = []
  let start = 0
  while (start < text.length) {
    const found = text.slice(start, start + maxLine).search(/[。\n]/)
    let end = found < 0 ? Math.min(text.length, start + maxLine) : start + found + 1
    if (found < 0 && end < text.length) {
      const comma = Math.max(text.lastIndexOf(',', end - 1), text.lastIndexOf(';', end - 1))
      if (comma > start + maxLine / 2) end = comma + 1
    }
    out.push({ start, end })
    start = end
  }
  return out
}

/** A full stop inside a number (5.2) does not end a sentence. */
function sentencesOf(text: string, line: Sentence): Sentence[] {
  const out: Sentence[] = []
  let start = line.start
  for (const match of text.slice(line.start, line.end).matchAll(/[。!?;\n]|\.(?=\s+[a-z"'“])/g)) {
    const end = line.start + match.index + 1
    out.push({ start, end })
    start = end
  }
  if (start < line.end) out.push({ start, end: line.end })
  return out
}

function carryOn({ field, carried, mentioned, options }: Run, sentence: Sentence): void {
  const inside = <T extends { start: number }>(mentions: T[]): T[] =>
    mentions.filter((mention) => mention.start >= sentence.start && mention.start < sentence.end)
  for (const mention of inside(field.regions)) {
    if (mention.isBase) continue
    carried.region = mention.stands ? resolveStandIn(mention.stands, carried.region, options.home) : mention.code
    carried.regionKnown = true
  }
  const indicator = inside(field.indicators).findLast((mention) => !isWhole(field.text, mention))
  if (indicator?.loose) carried.indicator = null
  else if (indicator !== undefined) {
    const place = { field, sentence, carried, mentioned } as Place
    carried.indicator = indicatorMeant(indicator, place)
  }
  const span = inside(field.periods).findLast((mention) => !mention.isBase && !mention.isSame)
  if (span !== undefined) carried.span = span.span
}

type Here = {
  sentence: Sentence
  quantity: Quantity
  previousEnd: number
  strangeTo: number
  wordsBefore: string
  /** The sentence behind, when the number is a sentence of its own: 2.97万亿元!广西2025年GDP出炉. */
  namedIn: Sentence | null
}
/** `isStrange`: the number is of something else, and so is what follows until something is named. */
type One = { reading: Reading | null; isStrange: boolean }

function readOne(run: Run, { sentence, quantity, previousEnd, strangeTo, wordsBefore, namedIn }: Here): One {
  const nothing: One = { reading: null, isStrange: false }
  const { field, carried, mentioned, options } = run
  const { text } = field
  const from = Math.min(Math.max(sentence.start, previousEnd), quantity.start)
  const clauseStart = lastClauseStart(text, sentence.start, quantity.start)
  const phrase = ratioPhrase(text, Math.max(from, clauseStart), quantity)
  const bindEnd = phrase?.start ?? differenceStart(text, Math.max(from, clauseStart), quantity) ?? quantity.numberStart
  const place: Place = {
    field,
    sentence,
    clauseStart,
    quantity,
    from,
    strangeTo,
    bindEnd: namedIn?.end ?? bindEnd,
    isNamedBehind: namedIn !== null,
    carried,
    mentioned,
    home: options.home,
  }
  const indicator = indicatorFor(place) ?? (phrase === null ? null : wholeIn(place, phrase))
  if (indicator === null) return nothing
  const left = wordsBefore
  const span = spanFor(place)
  const ratio = phrase === null ? null : ratioOf(place, phrase, indicator.value, span?.value ?? null)
  // 对东盟进出口占全区外贸的五成: a part of what belongs to the region of the whole.
  const region = regionFor(place) ?? (ratio?.region ? { value: ratio.region, certainty: 'sentence' as const } : null)
  const after = text.slice(quantity.end, quantity.end + 40)
  const since = quantity.dimension === 'percent' ? sinceYear(text.slice(sentence.start, quantity.start)) : null
  if (ratio === null && span !== null && since !== null && span.value.year - since > 1) return nothing
  if (ratio === null && spansYears(left, baseOf(place, span?.value ?? null).span, span?.value ?? null)) return nothing
  const read = measureOf({ left, quantity, indicator: indicator.value, span: span?.value ?? null, after, ratio })
  if (read === null) return { reading: null, isStrange: countsThings(quantity) }
  const base = read.isDifference ? baseOf(place, span?.value ?? null) : null
  const tail = text.slice(quantity.end, Math.min(sentence.end, quantity.end + 8)).split(/[,;:、。]/)[0] ?? ''
  const clause = `${text.slice(clauseStart, quantity.end)}${tail}`
  const reading: Reading = {
    field: field.name,
    start: quoteStart(text, from, quantity),
    end: quantity.end,
    quantity: phrase?.hedge && quantity.hedge === 'exact' ? { ...quantity, hedge: phrase.hedge } : quantity,
    indicator,
    region,
    span: asPoint(span, indicator.value, read.measure),
    measure: read.measure,
    measureNamed: read.named,
    sign: read.sign,
    signSure: read.signSure,
    difference: base && {
      baseRegion: base.region,
      baseSpan: base.span,
      baseIndicator: base.indicator,
      verb: differenceVerb(left),
      inPercent: quantity.dimension === 'percent',
      isGrowth: quantity.dimension === 'points' && saysGrowth(left),
    },
    ratio,
    pointsForPercent: read.pointsForPercent,
    real: /实际(?:增|下|上|回|同比|比|累计)|真实增|扣除(?:价格|物价)|剔除(?:价格|物价)|可比价|不变价|in real terms|real terms/.test(
      left,
    ),
    nominal: /名义|现价|当年价|未扣除|in nominal|nominal/.test(left),
    ...stanceOf({
      sentence: text.slice(sentence.start, sentence.end),
      around: text.slice(Math.max(0, sentence.start - maxAround), sentence.end + maxAround),
      before: text.slice(clauseStart, quantity.start),
      clause,
      rest: text.slice(quantity.end, sentence.end),
      frame: options.frame,
    }),
  }
  return { reading, isStrange: indicator.certainty === 'guess' }
}

/** 28个行业, 第3次, 12家 stand beside a number of the indicator; tons and square metres are of something else. */
const countsThings = ({ dimension, unit }: Quantity): boolean =>
  dimension === 'other' ? !/[个家项次名件天岁户位条场]$/.test(unit) : /^(?:yuan|usd|persons|tons|mu)$/.test(dimension)

const manyYears =
  /年均|复合|平均每年|年平均增|(?<![\d〇零一二三四五六七八九])(?:[两二三四五六七八九十]|\d{1,2})年(?:来|间|里|以来|平均|增长|增|累计)|十[一二三四五]五|规划期|average annual|annual average|a year on average|(?:two|three|four|five|ten) years/

/** 与2020年相比, 以2020年价格计算, 自2019年以来: said anywhere before the number in its sentence. */
function sinceYear(said: string): number | null {
  const match = [
    ...said.matchAll(
      /(?:与|同|和|较|比|以|按|自|从|相较于?|相对于?)((?:19|20)\d{2})年?(?!第?[一二三四]季度|[上下]半年|\d{1,2}月|前|1)/g,
    ),
  ].at(-1)
  return match === undefined ? null : Number(match[1])
}

/** Growth over more than one year, or an average of years, is in no series: 年均增长, 比2019年增长. */
function spansYears(left: string, base: MonthSpan | null, span: MonthSpan | null): boolean {
  if (manyYears.test(left)) return true
  return (
    base !== null &&
    span !== null &&
    span.year - base.year > 1 &&
    /(?:增|涨|升|降|减|跌|grew|rose)[^,。]{0,6}$/.test(left)
  )
}

const saysGrowth = (left: string): boolean =>
  /(?:增速|增幅|涨幅|降幅|跌幅|增长率)(?:为|是|达到?|约)?\s*$/.test(left) ||
  (/(?:增长|上涨|上升|增|涨|升|下降|下跌|减少|下滑|降|跌|减|grew|rose|fell|increased|declined)(?:了| by)?\s*$/.test(
    left,
  ) &&
    !/[幅速率占]|比重|份额/.test(left.slice(-24)))

/** Population and the like at the end of a year are states, not sums over it. */
function asPoint(
  span: Sure<MonthSpan> | null,
  indicator: Reading['indicator']['value'],
  measure: string,
): Sure<MonthSpan> | null {
  const yearEnd = indicator.kind === 'stock' || (indicator.kind === 'rate' && indicator.step === 'year')
  if (span === null || !yearEnd || span.value.first !== 1 || span.value.last !== 12) return span
  return { ...span, value: { ...span.value, point: measure === 'level' || indicator.kind === 'rate' } }
}
