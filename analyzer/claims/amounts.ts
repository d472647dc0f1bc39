/**
 * One amount without 分之: 2.63万亿, 1万5千, 二〇二三, 一千零一, 廿五, 四百亿点零五. Reads digits and units from left to right as
 * people say them; stops before what is not part of the number. A number has at most 60 parts.
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

const digitNames = ['零〇', '一壹幺', '二贰两俩', '三叁仨', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖']
const digitOf: Record<string, number> = Object.fromEntries(
  digitNames.flatMap((names, digit) => [...names].map((name) => [name, digit])),
)
const smallUnit: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }
const largeUnit: Record<string, number> = { 万: 1e4, 亿: 1e8, 兆: 1e12 }
const tens: Record<string, number> = { 廿: 20, 卅: 30 }

const arabic = /(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+/y
const exponent = /e[+-]?\d{1,2}(?![a-z\d])|\^[+-]?\d{1,2}(?!\d)/y
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
export function amountAt(text: string, start: number): Numeral | null {
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
    Object.assign(sum, {
      section: sum.section.plus(tens[character]),
      lastUnit: 10,
      anyDigit: true,
      anyUnit: true,
      scaleWord: '',
    })
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
  if (from > at && !/^\s?[十百千万亿兆]/.test(text.slice(from + digits.length, from + digits.length + 2))) return null
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
  const match = /^ ?点 ?(?:([零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖]{1,20})(?![十拾两分]))/.exec(
    text.slice(at, at + 26),
  )
  if (match === null || !sum.atomIsChinese) return at
  // 一千六点五 is 1600.5.
  settleTail(sum)
  const decimals = [...(match[1] ?? '')].map((character) => digitOf[character]).join('')
  const fraction = new Big(`0.${decimals}`)
  // The point counts for the whole before it: everything becomes one atom, for a unit that may follow.
  sum.atom = sum.total
    .plus(sum.section)
    .plus(sum.atom ?? zero)
    .plus(fraction)
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
