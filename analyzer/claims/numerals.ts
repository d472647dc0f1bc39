/**
 * The one reader of numbers: Arabic, Chinese and mixed (2.63万亿, 1万5千, 二〇二三, 廿五, 三百五十又三分之一, 2e5), exact. It says
 * where a number stands and what it is worth; units, hedges and words that only look like numbers are others' matter.
 * Reads folded text (script.ts). Hostile input costs linear time: a number has at most 60 parts.
 */
import Big from 'big.js'
import { amountAt, type Numeral } from './amounts.ts'

export type { Numeral } from './amounts.ts'

const firstCharacter = /[\d.零〇一壹幺二贰两俩三叁仨四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿兆廿卅半负]/g
const digitsHere = /\d+/y
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
  /[-−]/.test(text[at - 1] ?? '') && !/[-−\d%‰)a-z年月日号季周时点分元亿万吨人]/.test(text[at - 2] ?? '')

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
  start, end, value, mantissa: value, scale: new Big(1), scaleWord: '', lastDigit: null, andSome: false, per: null, bare: false,
  fraction: true, run: '',
}) // biome-ignore format: one line a number
