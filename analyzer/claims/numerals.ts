/**
 * The one reader of numbers: Arabic, Chinese and mixed (2.63万亿, 1万5千, 二〇二三, 廿五, 三百五十又三分之一, 2e5), exact. It says
 * where a number stands and what it is worth; units, hedges and words that only look like numbers are others' matter.
 * Reads folded text (script.ts). Hostile input costs linear time: a number has at most 60 parts.
 */
import Big from 'big.js'

export type Numeral = {
  start: number
  end: number
  /** Null for two digits side by side (三五), which may mean "three to five". */
  value: Big | null
  /** value = mantissa × scale, where `scaleWord` (万亿, 亿, 万 or nothing) is what the number ends in. */
  mantissa: Big
  scale: Big
  scaleWord: string
  /** Size of the last digit written, in units of the mantissa; null for a whole number, whose zeros may be rounding. */
  lastDigit: Big | null
  /** 多, 余, 几 inside: 一千多万, 二十几亿. */
  andSome: boolean
  /** 百分之, 千分之, 万分之: `value` is what follows, `per` what it is a part of. Null otherwise. */
  per: Big | null
  /** Only scale characters (万, 千, 百万), no digit: a number beside a unit, otherwise part of a word. */
  bare: boolean
  /** Quotient written as such: 三分之一, 3/5. */
  fraction: boolean
  /** Chinese digits one by one (五五, 二〇二三), else empty. */
  run: string
}

const maxParts = 60

const digitOf: Record<string, number> = {
  零: 0, 〇: 0, 一: 1, 壹: 1, 幺: 1, 二: 2, 贰: 2, 两: 2, 俩: 2, 三: 3, 叁: 3, 仨: 3, 四: 4, 肆: 4,
  五: 5, 伍: 5, 六: 6, 陆: 6, 七: 7, 柒: 7, 八: 8, 捌: 8, 九: 9, 玖: 9,
} // biome-ignore format: a table
const smallUnit: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }
const largeUnit: Record<string, number> = { 万: 1e4, 亿: 1e8, 兆: 1e12 }
const tens: Record<string, number> = { 廿: 20, 卅: 30 }

const firstCharacter = /[\d.零〇一壹幺二贰两俩三叁仨四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿兆廿卅半负]/g
const arabic = /(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+/y
const digitsHere = /\d+/y
const exponent = /e[+-]?\d{1,2}(?![a-z\d])|\^[+-]?\d{1,2}(?!\d)/y
const partOf = /\s{0,3}分\s{0,2}之\s{0,2}/y
const slash = /(\d{1,12})\/(\d{1,12})(?![\d/])/y

/** Every number of the text from left to right, none inside another. */
export function numeralsIn(text: string): Numeral[] {
  const found: Numeral[] = []
  firstCharacter.lastIndex = 0
  for (let match = firstCharacter.exec(text); match !== null; match = firstCharacter.exec(text)) {
    const numeral = numeralAt(text, match.index)
    if (numeral !== null) found.push(numeral)
    digitsHere.lastIndex = match.index
    firstCharacter.lastIndex = numeral?.end ?? match.index + (digitsHere.exec(text)?.[0].length ?? 1)
  }
  return found
}

/** The value of a text that is one number and nothing else; null when it is none or may be two. */
export function numeralValue(text: string): Big | null {
  const numeral = numeralAt(text, /^[-−+]/.test(text) ? 1 : 0)
  return numeral !== null && numeral.end === text.length && numeral.per === null ? numeral.value : null
}

/** The longest number that begins at `at`, its sign taken from before it; null when none does. */
function numeralAt(text: string, at: number): Numeral | null {
  const written = text[at] === '负'
  const from = written ? at + 1 : at
  const first = fractionAt(text, from) ?? amountAt(text, from)
  if (first === null) return null
  const whole = first.fraction ? first : divided(text, first)
  if (whole === null) return null
  const sign = written || signBefore(text, from)
  const start = sign ? from - 1 : from
  if (!sign || whole.value === null) return { ...whole, start }
  return { ...whole, start, value: whole.value.neg(), mantissa: whole.mantissa.neg() }
}

/** A minus, unless it is the dash of a range (5-6) or one of several. */
const signBefore = (text: string, at: number): boolean =>
  /[-−]/.test(text[at - 1] ?? '') && !/[-−\d%‰)a-z\u4e00-\u9fff]/.test(text[at - 2] ?? '')

/** 3/5 and 1 4/3. */
function fractionAt(text: string, at: number): Numeral | null {
  const whole = /^(\d{1,6}) (?=\d{1,6}\/\d)/.exec(text.slice(at, at + 8))
  const from = at + (whole?.[0].length ?? 0)
  slash.lastIndex = from
  const match = slash.exec(text)
  if (match === null || text[at - 1] === '/') return null
  const below = new Big(match[2] ?? 1)
  if (below.eq(0)) return null
  return quotient(at, from + match[0].length, new Big(whole?.[1] ?? 0).plus(new Big(match[1] ?? 0).div(below)))
}

/** After an amount: 三分之一, 百分之五, 三又五分之一. */
function divided(text: string, first: Numeral): Numeral | null {
  const and = /^\s{0,2}又\s{0,2}/.exec(text.slice(first.end, first.end + 5))
  if (and !== null && first.value !== null) {
    const below = amountAt(text, first.end + and[0].length)
    const part = below === null ? null : divided(text, below)
    if (part?.fraction && part.value !== null) return quotient(first.start, part.end, first.value.plus(part.value))
  }
  partOf.lastIndex = first.end
  const sign = partOf.exec(text)
  if (sign === null) return first.bare && first.value === null ? null : first
  let from = first.end + sign[0].length
  const below = first.value ?? first.mantissa
  const negative = /[-−负]/.test(text[from] ?? '')
  if (negative) from += 1
  const above = amountAt(text, from)
  if (above === null || above.value === null || below.eq(0)) return first.bare ? null : first
  if (first.bare) return { ...above, start: first.start, per: below, value: negative ? above.value.neg() : above.value }
  const value = above.value.div(below)
  return quotient(first.start, above.end, negative ? value.neg() : value)
}

const quotient = (start: number, end: number, value: Big): Numeral => ({
  start, end, value, mantissa: value, scale: one, scaleWord: '', lastDigit: null, andSome: false, per: null, bare: false,
  fraction: true, run: '',
}) // biome-ignore format: one line a number
const one = new Big(1)
const zero = new Big(0)

/** What has been read of one amount: 1亿2千万零5 holds a total above the section (0–9999) above the last digits. */
type Sum = {
  total: Big
  section: Big
  /** Digits not yet followed by a unit. */
  atom: Big | null
  atomIsChinese: boolean
  run: string
  /** The unit before the atom; 零 makes it 0, so that 一千零一 is 1001 and 一千一 is 1100. */
  lastUnit: number
  lastDigit: Big | null
  scaleWord: string
  anyDigit: boolean
  arabic: boolean
  anyUnit: boolean
  andSome: boolean
  unsure: boolean
}

/** Reads one amount without 分之. The position stays before what is not part of it. */
function amountAt(text: string, start: number): Numeral | null {
  const sum: Sum = {
    total: zero, section: zero, atom: null, atomIsChinese: false, run: '', lastUnit: 1, lastDigit: null, scaleWord: '',
    anyDigit: false, arabic: false, anyUnit: false, andSome: false, unsure: false,
  } // biome-ignore format: one start
  let at = start
  if (text[at] === '半' && /[百千万亿]/.test(text[at + 1] ?? '')) {
    Object.assign(sum, { atom: new Big('0.5'), anyDigit: true })
    at += 1
  }
  for (let parts = 0; parts < maxParts; parts++) {
    const next = takeDigits(text, at, sum) ?? takeUnit(text, at, sum) ?? takeFiller(text, at, sum)
    if (next === null || next === at) break
    at = next
  }
  return at === start ? null : finished(sum, start, at)
}

/** Blanks inside a number stand beside a unit (三千 八百, 7 万): anything else ends it. */
function afterBlanks(text: string, at: number, beside: boolean): number {
  if (!beside || text[at] !== ' ') return at
  let next = at
  while (next < at + 4 && text[next] === ' ') next += 1
  return next
}

function takeDigits(text: string, at: number, sum: Sum): number | null {
  const from = afterBlanks(text, at, sum.anyUnit && sum.atom === null)
  const character = text[from] ?? ''
  const digit = digitOf[character]
  if (digit !== undefined) return takeChineseDigit(text, from, digit, sum)
  if (tens[character] !== undefined && sum.atom === null) {
    Object.assign(sum, { section: sum.section.plus(tens[character]), lastUnit: 10, anyDigit: true, anyUnit: true, scaleWord: '' })
    return from + 1
  }
  if (sum.atom !== null || (sum.anyUnit && !sum.anyDigit)) return null
  arabic.lastIndex = from
  const match = arabic.exec(text)
  if (match === null) return null
  // 2222.2222.222 is no number, but several; a leading point needs nothing before it.
  const several =
    (match[0].includes('.') && /^\.\d/.test(text.slice(from + match[0].length, from + match[0].length + 2))) ||
    /\d\.$/.test(text.slice(Math.max(0, from - 2), from))
  const digits = several ? (match[0].split('.')[0] ?? '') : match[0]
  if (digits === '' || digits.length > 40 || (digits.startsWith('.') && /[\d.]/.test(text[from - 1] ?? ''))) return null
  // 7万 5千: digits after a blank belong to the number only when a unit follows them.
  if (from > at && !/^\s?[十百千万亿兆]/.test(text.slice(from + digits.length))) return null
  return takeArabic(text, from, digits, sum)
}

function takeArabic(text: string, from: number, digits: string, sum: Sum): number {
  const plain = digits.replaceAll(',', '')
  sum.atom = new Big(plain.startsWith('.') ? `0${plain}` : plain)
  sum.atomIsChinese = false
  sum.anyDigit = true
  sum.arabic = true
  sum.scaleWord = ''
  const decimals = plain.split('.')[1]?.length ?? 0
  sum.lastDigit = decimals > 0 ? power(-decimals) : null
  const end = from + digits.length
  exponent.lastIndex = end
  const match = exponent.exec(text)?.[0]
  if (match === undefined) return end
  const times = Number(match.slice(1))
  sum.lastDigit = null
  sum.atom = match.startsWith('^') ? sum.atom.pow(times) : sum.atom.times(power(times))
  return end + match.length
}

const power = (exponent: number): Big => new Big(`1e${exponent}`)

function takeChineseDigit(text: string, at: number, digit: number, sum: Sum): number | null {
  const character = text[at] ?? ''
  sum.lastDigit = null
  if (sum.atom === null) {
    if (digit === 0 && sum.anyUnit) {
      sum.lastUnit = 0
      return at + 1
    }
    sum.run = sum.anyUnit ? '' : String(digit)
    Object.assign(sum, { atom: new Big(digit), atomIsChinese: true, anyDigit: true, scaleWord: '' })
  } else {
    // 二〇二三: digits one by one, only where no unit was named, and 两 is none of them.
    if (/[两俩仨]/.test(character) || sum.run.length > 30) return null
    // 一百五六 is "150 to 160".
    if (sum.run === '' || sum.anyUnit) {
      if (!sum.anyUnit || !sum.atomIsChinese || sum.unsure) return null
      sum.unsure = true
      return at + 1
    }
    sum.run += digit
    sum.atom = new Big(sum.run)
  }
  return takeDecimals(text, at + 1, sum)
}

/** 二点六三, also 二点六三万亿; 一点两小时 and 八点五十 are times of day. */
function takeDecimals(text: string, at: number, sum: Sum): number {
  const match = /^ ?点 ?(?:([零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖]{1,20})(?![十拾两分]))/.exec(text.slice(at, at + 26))
  if (match === null || !sum.atomIsChinese) return at
  // 一千六点五 is 1600.5.
  settleTail(sum)
  const decimals = [...(match[1] ?? '')].map((character) => digitOf[character]).join('')
  const fraction = new Big(`0.${decimals}`)
  // The point counts for the whole before it: everything becomes one atom, for a unit that may follow.
  sum.atom = sum.total.plus(sum.section).plus(sum.atom ?? zero).plus(fraction)
  Object.assign(sum, { total: zero, section: zero, lastUnit: 1, run: '', lastDigit: power(-decimals.length) })
  return at + match[0].length
}

function settleTail(sum: Sum): void {
  if (sum.atom !== null && sum.lastUnit > 10 && sum.atom.lt(10)) sum.atom = sum.atom.times(sum.lastUnit / 10)
}

/** What 千, 百, 兆 before a unit of measure mean is that unit's own matter (12千米). */
const ownUnit = /^(?:千(?:米|克|瓦|卡|伏|焦|赫|帕|比特|字节|位)|兆(?:赫|瓦|字节|比特|帕|位)|百分点)/

function takeUnit(text: string, at: number, sum: Sum): number | null {
  const from = afterBlanks(text, at, true)
  const character = text[from] ?? ''
  const small = smallUnit[character]
  const large = largeUnit[character]
  if (small === undefined && large === undefined) return null
  if (from > at && !sum.anyDigit) return null
  if (sum.anyDigit && ownUnit.test(text.slice(from, from + 4))) return null
  if (small === 10) sum.anyDigit = true
  if (sum.run.length === 2 && !sum.run.includes('0')) sum.unsure = true
  if (small !== undefined) {
    // 五十千: a larger unit than the one before, and nothing between.
    if (sum.atom === null && sum.section.gt(0) && sum.lastUnit > 0 && small >= sum.lastUnit && !sum.andSome) return null
    sum.section = sum.section.plus((sum.atom?.gt(0) ? sum.atom : one).times(small))
    sum.scaleWord = ''
  } else takeLarge(character, large ?? 1, sum)
  if (small !== undefined && sum.lastDigit !== null) sum.lastDigit = sum.lastDigit.times(small)
  Object.assign(sum, { atom: null, run: '', anyUnit: true, lastUnit: small ?? large ?? 1 })
  return tailDecimals(text, from + 1, sum)
}

function takeLarge(character: string, unit: number, sum: Sum): void {
  const here = sum.section.plus(sum.atom ?? zero)
  if (here.eq(0)) sum.total = sum.total.eq(0) ? new Big(sum.anyDigit ? 0 : unit) : sum.total.times(unit)
  else if (sum.total.gt(0) && sum.total.lt(unit)) sum.total = sum.total.plus(here).times(unit)
  else sum.total = sum.total.plus(here.times(unit))
  sum.section = zero
  sum.scaleWord = here.eq(0) ? sum.scaleWord + character : character
}

/** 四百亿点零五零, 两千万点五. */
function tailDecimals(text: string, at: number, sum: Sum): number {
  if (sum.arabic) return at
  sum.atomIsChinese = true
  const before = sum.lastDigit
  const end = takeDecimals(text, at, sum)
  if (end === at) sum.lastDigit = before
  else sum.scaleWord = ''
  return end
}

/** 一千多万, 五百余万, 二十几亿: said to be more, and a unit follows. 几 may also end the number (十几). */
function takeFiller(text: string, at: number, sum: Sum): number | null {
  const match = /^ ?([多余来几]) ?(?=[十百千万亿])/.exec(text.slice(at, at + 4))
  if (match !== null && (sum.anyUnit || sum.anyDigit) && !(match[1] === '来' && sum.lastUnit === 1)) {
    sum.andSome = true
    if (match[1] !== '几') return at + match[0].length
    if (!sum.anyUnit || sum.atom !== null) return null
    return at + match[0].length
  }
  if (text[at] === '几' && sum.anyUnit && sum.atom === null && !sum.andSome && sum.anyDigit) {
    sum.andSome = true
    return at + 1
  }
  return null
}

function finished(sum: Sum, start: number, end: number): Numeral | null {
  const bare = !sum.anyDigit
  settleTail(sum)
  const value = sum.total.plus(sum.section).plus(sum.atom ?? zero)
  const scale = [...sum.scaleWord].reduce((product, character) => product.times(largeUnit[character] ?? 1), one)
  const unsure = sum.unsure || (sum.run.length === 2 && !sum.run.includes('0'))
  return {
    start,
    end,
    value: unsure ? null : value,
    mantissa: value.div(scale),
    scale,
    scaleWord: sum.scaleWord,
    lastDigit: sum.lastDigit,
    andSome: sum.andSome,
    per: null,
    bare,
    fraction: false,
    run: sum.run,
  }
}
