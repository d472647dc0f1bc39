/**
 * Quantities in a text: how much, in which unit, to which digit, with which hedge. Reads folded text (script.ts), so
 * that full width and traditional characters are gone. Exact decimals throughout; what they measure is read elsewhere.
 */
import Big from 'big.js'

type Dimension = 'yuan' | 'usd' | 'percent' | 'points' | 'persons' | 'times' | 'tons' | 'mu' | 'bare'

/** `exact` as printed; `about` 约, 左右; `near` 近 (just below); `over` 逾, 超, 突破; `under` 不足; `and_some` 多, 余. */
type Hedge = 'exact' | 'about' | 'near' | 'over' | 'under' | 'and_some'

export type Quantity = {
  /** From the hedge to the last character of unit and suffix. */
  start: number
  end: number
  /** Where the digits begin. */
  numberStart: number
  /** As stated in `unit`, without the sign that words give. */
  value: Big
  unit: string
  dimension: Dimension
  /** value × scale = amount in the base unit of the dimension (元, %, 人, 吨 …). */
  scale: Big
  /** Size of the last digit the writer committed to, in `unit`; at least three digits of a whole number count. */
  place: Big
  /** The same when every trailing zero may be rounding: 7000 may stand for 6600. Nobody is accused inside it. */
  loosePlace: Big
  hedge: Hedge
  /** One end of 5%—6%. */
  inRange: boolean
}

const scales: Record<string, string> = {
  万亿: '1e12',
  千亿: '1e11',
  百亿: '1e10',
  十亿: '1e9',
  亿: '1e8',
  千万: '1e7',
  百万: '1e6',
  十万: '1e5',
  万: '1e4',
  千: '1e3',
  兆: '1e12',
  trillion: '1e12',
  billion: '1e9',
  million: '1e6',
  thousand: '1e3',
}

const units: Record<string, { dimension: Dimension; factor?: string; name: string }> = {
  元人民币: { dimension: 'yuan', name: '元' },
  元: { dimension: 'yuan', name: '元' },
  块: { dimension: 'yuan', name: '元' },
  yuan: { dimension: 'yuan', name: '元' },
  rmb: { dimension: 'yuan', name: '元' },
  美元: { dimension: 'usd', name: '美元' },
  'u.s. dollars': { dimension: 'usd', name: '美元' },
  dollars: { dimension: 'usd', name: '美元' },
  人: { dimension: 'persons', name: '人' },
  people: { dimension: 'persons', name: '人' },
  residents: { dimension: 'persons', name: '人' },
  吨: { dimension: 'tons', name: '吨' },
  公斤: { dimension: 'tons', factor: '0.001', name: '公斤' },
  斤: { dimension: 'tons', factor: '0.0005', name: '斤' },
  亩: { dimension: 'mu', name: '亩' },
  倍: { dimension: 'times', name: '倍' },
  '%': { dimension: 'percent', name: '%' },
  percent: { dimension: 'percent', name: '%' },
  'per cent': { dimension: 'percent', name: '%' },
  '‰': { dimension: 'percent', factor: '0.1', name: '‰' },
  成: { dimension: 'percent', factor: '10', name: '成' },
  个百分点: { dimension: 'points', name: '百分点' },
  百分点: { dimension: 'points', name: '百分点' },
  'percentage points': { dimension: 'points', name: '百分点' },
  'percentage point': { dimension: 'points', name: '百分点' },
  个千分点: { dimension: 'points', factor: '0.1', name: '千分点' },
}

const longestFirst = (words: string[]): string =>
  words
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|')

const digits = '[零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]'
const arabic = '(?:(?<![\\d%‰亿万元])[-−+]|负)?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?'
const chinese = `负?(?:${digits}|[万亿](?=${digits}))+(?:点${digits}+)?`
const quantityPattern = new RegExp(
  `(?:(?<part>百分之|千分之)(?<share>${arabic}|${chinese}))|` +
    `(?<!\\d|\\d[.,]|第)(?<number>${arabic}|${chinese})\\s?(?<half>半)?(?<more1>多|余|几)?(?<scale>${longestFirst(Object.keys(scales))})?(?<more2>多|余)?\\s?(?<unit>${longestFirst(Object.keys(units))})?`,
  'g',
)

const before: [RegExp, Hedge][] = [
  [/(?:不足|不到|不及|未达|未到|低于|少于|less than|under|below)(?:了)?\s*$/, 'under'],
  [/(?:将近|接近|逼近|近|nearly|almost)\s*$/, 'near'],
  [
    /(?:超过|突破|首破|冲破|站上|迈上|跨过|跨上|跃上|高于|多于|逾|超|破|more than|over|above|exceeding|exceeded|topped|surpassed)(?:了)?\s*$/,
    'over',
  ],
  [/(?:大约|大概|约为|约|about|around|roughly|approximately)\s*$/, 'about'],
]
const after: [RegExp, Hedge][] = [
  [/^(?:左右|上下)/, 'about'],
  [/^(?:以上|大关|台阶)/, 'over'],
  [/^(?:以下|不到)/, 'under'],
  [/^(?:出头|多|余)/, 'and_some'],
]

/** All quantities that carry a unit or a scale word, left to right. `text` must be folded. */
export function quantitiesIn(text: string): Quantity[] {
  const found: Quantity[] = []
  for (const match of text.matchAll(quantityPattern)) {
    const quantity = match.groups?.part ? partOfHundred(match) : withUnit(match)
    if (quantity !== null) found.push(hedged(quantity, text))
  }
  return markRanges(found, text)
}

/** The value of a numeral, Arabic or Chinese (二万五千三, 一十二点五, 二〇二三); null when it is none. */
export function numeralValue(numeral: string): Big | null {
  const negative = /^[-−负]/.test(numeral)
  const bare = numeral.replace(/^[-−+负]/, '').replaceAll(',', '')
  const value = /^\d/.test(bare) ? decimal(bare) : chineseValue(bare)
  return value === null ? null : negative ? value.neg() : value
}

function decimal(text: string): Big | null {
  return /^\d{1,30}(?:\.\d{1,20})?$/.test(text) ? new Big(text) : null
}

function partOfHundred(match: RegExpMatchArray): Quantity | null {
  const numeral = match.groups?.share ?? ''
  const value = numeralValue(numeral)
  if (value === null || match.index === undefined) return null
  const perMille = match.groups?.part === '千分之'
  return {
    start: match.index,
    end: match.index + match[0].length,
    numberStart: match.index,
    value,
    unit: perMille ? '‰' : '%',
    dimension: 'percent',
    scale: new Big(perMille ? '0.1' : 1),
    place: placeOf(numeral, value, true),
    loosePlace: placeOf(numeral, value, true),
    hedge: 'exact',
    inRange: false,
  }
}

function withUnit(match: RegExpMatchArray): Quantity | null {
  const { number = '', half, more1, scale, more2, unit } = match.groups ?? {}
  if (match.index === undefined) return null
  if (scale === undefined && unit === undefined && !/^[^\d]*[万亿]/.test(number)) return null
  // 千 and 万 inside 千方百计, 万一 and the like: a Chinese numeral needs a unit, or a large scale behind it.
  const [numeral, inner] = splitScale(number, scale)
  const value = numeralValue(numeral)
  if (value === null) return null
  if (!/\d/.test(number) && unit === undefined && !/亿|万/.test(scale ?? inner)) return null
  const kind = unit === undefined ? undefined : units[unit]
  const scaleWord = `${inner}${scale ?? ''}`
  const factor = new Big(scales[scaleWord] ?? scaleProduct(inner, scale)).times(kind?.factor ?? 1)
  const isRate = kind?.dimension === 'percent' || kind?.dimension === 'points'
  const place = placeOf(numeral, value, isRate && kind?.name !== '成')
  return {
    start: match.index,
    end: match.index + match[0].trimEnd().length,
    numberStart: match.index,
    value: half ? value.plus('0.5') : value,
    unit: `${plainScale(scaleWord)}${kind?.name ?? ''}`,
    dimension: kind?.dimension ?? 'bare',
    scale: factor,
    place: half ? new Big('0.5') : smaller(place, new Big(10).pow(Math.max(0, value.toFixed(0).length - 3))),
    loosePlace: half ? new Big('0.5') : place,
    hedge: more1 || more2 ? 'and_some' : 'exact',
    inRange: false,
  }
}

const smaller = (a: Big, b: Big): Big => (a.lt(b) ? a : b)
const scaleProduct = (inner: string, scale: string | undefined): Big =>
  new Big(scales[inner] ?? 1).times(scales[scale ?? ''] ?? 1)

const plainScale = (word: string): string =>
  ({ 兆: '万亿', trillion: '万亿', billion: '十亿', million: '百万', thousand: '千' })[word] ?? word

/** 两万六千三百亿 is 26300 with the scale 亿; 三万 is 3 with the scale 万; 二万五千三 has no scale left over. */
function splitScale(number: string, scale: string | undefined): [string, string] {
  if (scale !== undefined || /\d/.test(number)) return [number, '']
  const tail = number.match(/^(.+?)(万亿|亿|万)$/)
  return tail ? [tail[1] ?? number, tail[2] ?? ''] : [number, '']
}

/** The last digit's place; for whole numbers trailing zeros say nothing (26300), except in rates (10%). */
function placeOf(numeral: string, value: Big, rate: boolean): Big {
  const fraction = numeral.match(/[.点](.+)$/)?.[1]
  if (fraction !== undefined) return new Big(10).pow(-fraction.length)
  const zeros = value.toFixed(0).match(/0*$/)?.[0].length ?? 0
  return rate || value.eq(0) ? new Big(1) : new Big(10).pow(zeros)
}

function hedged(quantity: Quantity, text: string): Quantity {
  const left = text.slice(Math.max(0, quantity.start - 14), quantity.start)
  for (const [pattern, hedge] of before) {
    const match = left.match(pattern)
    if (match === null) continue
    return { ...quantity, hedge, start: quantity.start - match[0].length }
  }
  const right = text.slice(quantity.end, quantity.end + 3)
  if (quantity.unit === '成' && right.startsWith('半'))
    return { ...quantity, value: quantity.value.plus('0.5'), place: new Big('0.5'), end: quantity.end + 1 }
  for (const [pattern, hedge] of after) {
    const match = right.match(pattern)
    if (match !== null) return { ...quantity, hedge, end: quantity.end + match[0].length }
  }
  return quantity
}

const rangeSign = /^\s*(?:[-—–~]{1,2}|至|到|to)\s*$/

function markRanges(quantities: Quantity[], text: string): Quantity[] {
  return quantities.map((quantity, i) => {
    const previous = quantities[i - 1]
    const next = quantities[i + 1]
    const inRange =
      (previous !== undefined && rangeSign.test(text.slice(previous.end, quantity.start))) ||
      (next !== undefined && rangeSign.test(text.slice(quantity.end, next.start))) ||
      /\d\s?[-—–~]$/.test(text.slice(Math.max(0, quantity.start - 3), quantity.start))
    return inRange ? { ...quantity, inRange } : quantity
  })
}

const digitValues: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  两: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
}
const smallScales: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }

function chineseValue(numeral: string): Big | null {
  const [whole = '', fraction] = numeral.split('点')
  const left = chineseInteger(whole)
  if (left === null || fraction === undefined) return left
  const decimals = [...fraction].map((character) => digitValues[character])
  if (decimals.length === 0 || decimals.some((digit) => digit === undefined)) return null
  return left.plus(`0.${decimals.join('')}`)
}

function chineseInteger(numeral: string): Big | null {
  if (numeral === '') return null
  if ([...numeral].every((character) => digitValues[character] !== undefined)) return digitByDigit(numeral)
  let total = new Big(0)
  let section = 0
  let digit: number | null = null
  let lastUnit = 1
  for (const character of numeral) {
    const value = digitValues[character]
    const small = smallScales[character]
    if (value !== undefined) {
      // 零 says that a place was left out: 一千零一 is 1001, 一千一 is 1100.
      if (value === 0) lastUnit = 10
      digit = value
    } else if (small !== undefined) {
      section += (digit ?? 1) * small
      digit = null
      lastUnit = small
    } else if (character === '万' || character === '亿') {
      const unit = character === '万' ? 1e4 : 1e8
      const here: Big =
        total.gt(0) && total.lt(unit) ? total.plus(section + (digit ?? 0)) : new Big(section + (digit ?? 0))
      total = total.gt(0) && total.lt(unit) ? here.times(unit) : total.plus(here.times(unit))
      section = 0
      digit = null
      lastUnit = unit
    } else return null
  }
  return total.plus(section).plus((digit ?? 0) * (lastUnit > 1 ? lastUnit / 10 : 1))
}

/** 二〇二三 is 2023; 三五 stays unread because it may be "three to five". */
function digitByDigit(numeral: string): Big | null {
  if (numeral.length === 1) return new Big(digitValues[numeral] ?? 0)
  if (numeral.length < 3) return null
  return new Big([...numeral].map((character) => digitValues[character]).join(''))
}
