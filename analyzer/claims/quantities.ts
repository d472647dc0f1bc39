/**
 * Quantities in a text: a number with its unit, its hedge and the digit it was rounded to. Numbers are read by numerals.ts;
 * what a quantity measures is read elsewhere. Reads folded text; exact decimals throughout.
 */
import Big from 'big.js'
import { type Numeral, numeralsIn } from './numerals.ts'
import { type Dimension, englishScale, unitAt } from './units.ts'
import { englishNumbersIn } from './word-numbers.ts'

/**
 * `exact` as printed; `about` 约, 左右; `near` 近 (just below); `over` 逾, 超, 突破; `under` 不足; `and_some` 多, 余;
 * `at_least` 不低于; `at_most` 不超过.
 */
export type Hedge = 'exact' | 'about' | 'near' | 'over' | 'under' | 'and_some' | 'at_least' | 'at_most'

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

const before: [RegExp, Hedge][] = [
  [/(?:不低于|不少于|至少|不下|at least|no less than)(?:了|有)?\s*$/, 'at_least'],
  [/(?:不超过|不高于|至多|最多|at most|no more than)(?:了|有)?\s*$/, 'at_most'],
  [
    /(?:跌破|降破|失守|不足|不到|不及|未达|未到|未满|低于|少于|差一点到|less than|under|below|just shy of|short of)(?:了)?\s*$/,
    'under',
  ],
  [/(?:将近|接近|逼近|直逼|几近|近乎|近|nearly|almost|close to)\s*$/, 'near'],
  [
    /(?:超过|突破|首破|冲破|站上|站稳|迈上|迈过|跨过|跨越|跨上|跃上|登上|高于|多于|逾|超出|超|破|过|more than|over|above|exceeding|exceeded|topped|surpassed|topping)(?:了)?\s*$/,
    'over',
  ],
  [/(?:大约|大概|大致|约莫|约合|约为|约|差不多|about|around|roughly|approximately|some|circa)\s*$/, 'about'],
]
const after: [RegExp, Hedge][] = [
  [/^\s?(?:左右|上下|前后|or so)/, 'about'],
  [/^(?:以上|大关|台阶|关口|开外)/, 'over'],
  [/^(?:以下|不到)/, 'under'],
  [/^(?:出头|挂零|多|余|有余)/, 'and_some'],
]
/** 不过, 通过, 经过, 突破 and the like are no hedge. */
const notOver = /(?:不|通|经|越|胜|难|好|渡|度|回|见|来|做|看|说)过\s*$/

/** All quantities that carry a unit or a scale word, left to right. `text` must be folded. */
export function quantitiesIn(text: string): Quantity[] {
  const found: Quantity[] = []
  for (const numeral of [...numeralsIn(text), ...englishNumbersIn(text)].sort((a, b) => a.start - b.start)) {
    const quantity = quantityOf(numeral, text)
    if (quantity !== null) found.push(hedged(quantity, numeral, text))
  }
  return markRanges(found, text)
}

function quantityOf(numeral: Numeral, text: string): Quantity | null {
  if (numeral.value === null || isPartOfWord(numeral, text)) return null
  if (numeral.per !== null) return partOfHundred(numeral, numeral.value)
  if (numeral.fraction) return fractionOf(numeral, numeral.value)
  const scaled = withScale(numeral, text)
  const more = /^(?:多|余)(?:个)?/.exec(text.slice(scaled.end, scaled.end + 2))
  const unitFrom = scaled.end + (more?.[0].length ?? 0)
  const gap = text[unitFrom] === ' ' || text[unitFrom] === '-' ? 1 : 0
  const unit = unitAt(text, unitFrom + gap)
  if (unit === null && scaled.scaleWord === '') {
    if (/[千万]/.test(text.slice(numeral.start, numeral.end)) && scaled.mantissa.gte(1e4))
      return unitless(numeral, 'bare')
    return isRatioOrIndex(numeral, text) ? unitless(numeral, 'plain') : null
  }
  // 千, 万 without a digit count only beside a unit or a large scale (突破千亿); 百 and 千 alone are words.
  if (numeral.bare && (unit === null || scaled.scale.lt(1e4) || unit.dimension === 'times')) {
    if (!/^[百千]/.test(text[numeral.start] ?? '') || scaled.scale.lt(1e8)) return null
  }
  // 一个台阶, 一家媒体: an article, not a count.
  if (unit?.dimension === 'other' && numeral.value.lt(10) && !/\d/.test(text[numeral.start] ?? '')) return null
  const isRate = unit?.dimension === 'percent' || unit?.dimension === 'points'
  const value = scaled.half ? scaled.mantissa.plus('0.5') : scaled.mantissa
  const loosePlace = scaled.half ? new Big('0.5') : lastDigitOf(numeral, scaled.mantissa, isRate && unit?.name !== '成')
  return {
    start: numeral.start,
    end: unit === null ? (more ? unitFrom : scaled.end) : unitFrom + gap + unit.length,
    numberStart: numeral.start,
    value,
    unit: `${scaled.scaleWord}${unit?.name ?? ''}`,
    dimension: unit?.dimension ?? 'bare',
    scale: scaled.scale.times(unit?.factor ?? 1),
    place: scaled.half ? loosePlace : smaller(loosePlace, ofThreeDigits(value)),
    loosePlace,
    hedge: more !== null || numeral.andSome ? 'and_some' : 'exact',
    inRange: false,
  }
}

const ratioBefore = /(?:收入比|比值|倍差|income ratio)[^。;\n]{0,40}$/
const indexBefore = /(?:指数|index|=100|为100)[^。;\n\d]{0,16}$/

/** 收入比2.12, 价格指数101.8: nothing follows the number, so what stands before it must say that it is one. */
function isRatioOrIndex({ start, end, value, lastDigit }: Numeral, text: string): boolean {
  if (
    value === null ||
    lastDigit === null ||
    /^\s?[\d:.%年月日号点时-]/.test(text.slice(end, end + 2).replace(/^:1/, ''))
  )
    return false
  const before = text.slice(Math.max(0, start - 60), start)
  return value.lt(20) ? ratioBefore.test(before) : value.gt(80) && value.lt(130) && indexBefore.test(before)
}

/** 三万一千多, and the numbers above. */
function unitless(numeral: Numeral, dimension: 'bare' | 'plain'): Quantity {
  const loosePlace = lastDigitOf(numeral, numeral.mantissa, false)
  return {
    start: numeral.start,
    end: numeral.end,
    numberStart: numeral.start,
    value: numeral.mantissa,
    unit: '',
    dimension,
    scale: new Big(1),
    place: smaller(loosePlace, ofThreeDigits(numeral.mantissa)),
    loosePlace,
    hedge: numeral.andSome ? 'and_some' : 'exact',
    inRange: false,
  }
}

type Scaled = { mantissa: Big; scale: Big; scaleWord: string; end: number; half: boolean }

/** 万亿 behind the digits, 万半 and the English words. */
function withScale(numeral: Numeral, text: string): Scaled {
  const { mantissa, scale, scaleWord, end } = numeral
  const plain = scaleWord.replaceAll('兆', '万亿')
  if (scaleWord !== '') {
    const half = text[end] === '半' ? 1 : 0
    return { mantissa, scale, scaleWord: plain, end: end + half, half: half === 1 }
  }
  const word = englishScale(text, end)
  if (word === null) return { mantissa, scale, scaleWord: '', end, half: false }
  return { mantissa, scale: new Big(word.scale), scaleWord: word.name, end: word.end, half: false }
}

/** The last digit's place; for whole numbers trailing zeros say nothing (26300), except in rates (10%). */
function lastDigitOf(numeral: Numeral, mantissa: Big, rate: boolean): Big {
  if (numeral.lastDigit !== null) return numeral.lastDigit
  const zeros = mantissa.toFixed(0).match(/0*$/)?.[0].length ?? 0
  return rate || mantissa.eq(0) ? new Big(1) : new Big(`1e${zeros}`)
}

const smaller = (a: Big, b: Big): Big => (a.lt(b) ? a : b)
const ofThreeDigits = (value: Big): Big => new Big(`1e${Math.max(0, value.abs().toFixed(0).length - 3)}`)

function partOfHundred(numeral: Numeral, value: Big): Quantity | null {
  const perHundred = new Big(100).div(numeral.per ?? 1)
  const place = lastDigitOf(numeral, value, true)
  return {
    start: numeral.start,
    end: numeral.end,
    numberStart: numeral.start,
    value,
    unit: numeral.per?.eq(100) ? '%' : numeral.per?.eq(1000) ? '‰' : `${numeral.per?.toFixed()}分`,
    dimension: 'percent',
    scale: perHundred,
    place,
    loosePlace: place,
    hedge: 'exact',
    inRange: false,
  }
}

/** 三分之一 of something: a share of 33 percent or so. 3/5 may be a date or a score and is passed over. */
function fractionOf(numeral: Numeral, value: Big): Quantity | null {
  if (value.lte(0) || value.gte(1) || numeral.end - numeral.start < 4) return null
  const place = new Big(2)
  return {
    start: numeral.start,
    end: numeral.end,
    numberStart: numeral.start,
    value: value.times(100).round(1),
    unit: '%',
    dimension: 'percent',
    scale: new Big(1),
    place,
    loosePlace: place,
    hedge: 'about',
    inRange: false,
  }
}

/** 第3, q1, h1n1, pm2.5; a longer word (gdp, cpi, rmb) may stand directly before its number. */
function isPartOfWord(numeral: Numeral, text: string): boolean {
  const before = text.slice(Math.max(0, numeral.start - 3), numeral.start)
  return /第$/.test(before) || (/(?:^|[^a-z])[a-z]{1,2}$/.test(before) && !/us$/.test(before))
}

function hedged(quantity: Quantity, numeral: Numeral, text: string): Quantity {
  const prefix = /(?:¥|rmb ?|人民币|us\$|\$) ?$/.exec(text.slice(Math.max(0, quantity.start - 6), quantity.start))
  const from = quantity.start - (prefix?.[0].length ?? 0)
  const isMoney = prefix !== null && quantity.dimension === 'bare'
  const money: Partial<Quantity> = isMoney
    ? {
        dimension: /\$/.test(prefix[0]) ? 'usd' : 'yuan',
        unit: `${quantity.unit}${/\$/.test(prefix[0]) ? '美元' : '元'}`,
      }
    : {}
  const plain = { ...quantity, ...money, start: isMoney ? from : quantity.start }
  const left = text.slice(Math.max(0, from - 16), from)
  for (const [pattern, hedge] of before) {
    const match = left.match(pattern)
    if (match === null || (hedge === 'over' && notOver.test(left))) continue
    return { ...plain, hedge: combined(hedge, plain.hedge), start: from - match[0].length }
  }
  if (numeral.fraction) return plain
  const right = text.slice(plain.end, plain.end + 6)
  if (plain.unit === '成' && /^\s?(?:半|[一二三四五六七八九])/.test(right)) return withTenths(plain, right)
  for (const [pattern, hedge] of after) {
    const match = right.match(pattern)
    if (match !== null) return { ...plain, hedge, end: plain.end + match[0].length }
  }
  return plain
}

/** 约三十多 stays 多; otherwise the word before the number counts. */
const combined = (word: Hedge, inside: Hedge): Hedge => (inside === 'and_some' ? inside : word)

/** 两成半, 七成六. */
function withTenths(quantity: Quantity, right: string): Quantity {
  const match = /^\s?(半|[一二三四五六七八九])/.exec(right)
  const tenths = match?.[1] === '半' ? 5 : '零一二三四五六七八九'.indexOf(match?.[1] ?? '零')
  const place = new Big(match?.[1] === '半' ? '0.5' : '0.1')
  return {
    ...quantity,
    value: quantity.value.plus(new Big(tenths).div(10)),
    place,
    loosePlace: place,
    end: quantity.end + (match?.[0].length ?? 0),
  }
}

const rangeSign = /^\s*(?:[-—–~]{1,2}|至|到|to)\s*$/

function markRanges(quantities: Quantity[], text: string): Quantity[] {
  return quantities.map((quantity, i) => {
    const previous = quantities[i - 1]
    const next = quantities[i + 1]
    const inRange =
      (previous !== undefined && isRange(text, previous, quantity)) ||
      (next !== undefined && isRange(text, quantity, next)) ||
      // 5-6%: the first number has no unit of its own.
      /\d\s?(?:[-—–~]|至|到)$/.test(text.slice(Math.max(0, quantity.start - 3), quantity.start))
    return inRange ? { ...quantity, inRange } : quantity
  })
}

/** 由3.2%降至2.9% is no range; 3.2%至2.9% alone might be. */
const isRange = (text: string, from: Quantity, to: Quantity): boolean =>
  from.dimension === to.dimension && rangeSign.test(text.slice(from.end, to.start))
