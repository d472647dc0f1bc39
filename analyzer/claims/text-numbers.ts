/**
 * Does a number of one text stand in another? For texts that may say no number of their own: what the claim checker cannot place
 * (a rank, a year, a count of days) must still come from somewhere. Numbers are read as everywhere by numerals and quantities.
 */
import type Big from 'big.js'
import { fold } from '../script.ts'
import { allowedBy, holds } from './intervals.ts'
import { isFall } from './measures.ts'
import { numeralsIn } from './numerals.ts'
import { type Quantity, quantitiesIn } from './quantities.ts'
import { englishNumbersIn } from './word-numbers.ts'

/** A number with its unit, or without one (`quantity` null): a year, a month, a rank. */
export type TextNumber = {
  /** As printed. */
  quote: string
  start: number
  end: number
  quantity: Quantity | null
  /** Null where it is not sure what number is meant (三五). */
  value: Big | null
  /** The words before a rate say that it fell. */
  falls: boolean
}

/** Every number that says something, left to right; 一 of 统一 and 第一 of 第一时间 say none. */
export function numbersOf(text: string): TextNumber[] {
  const folded = fold(text)
  const quantities = quantitiesIn(folded)
  const counted = quantities.map((quantity): TextNumber => {
    const { start, end } = quantity
    const isRate = quantity.dimension === 'percent' || quantity.dimension === 'points'
    const falls = isRate && (quantity.value.lt(0) || isFall(folded.slice(0, start)))
    return { quote: text.slice(start, end), start, end, quantity, value: quantity.value, falls }
  })
  const plain = [...numeralsIn(folded), ...englishNumbersIn(folded)]
    .filter(({ start, end }) => !quantities.some((q) => start < q.end && end > q.start))
    .filter(({ start, end }) => isSaid(folded, { start, end }))
    .map(({ start, end, value }): TextNumber => {
      return { quote: text.slice(start, end), start, end, quantity: null, value, falls: false }
    })
  return [...counted, ...plain].sort((a, b) => a.start - b.start)
}

/** After these a Chinese digit counts something (五年, 四季度, 三番); 一 before a counter is mostly an article (一个方面). */
const counters = /^\s?(?:个?(?:年|月|季度|百分点)|[日号位名番届倍连]|个|次|家|项)/
const articles = /^\s?(?:[位名番次家项]|个(?!月|百分点|季度))/
/** 第一时间 and the like rank nothing. */
const noRank = /^(?:时间|产业|次产业|线|方|手)/

/** Digits always say a number. A Chinese one does where it ranks or counts, or is written out in several characters (二〇二五). */
function isSaid(text: string, { start, end }: { start: number; end: number }): boolean {
  const written = text.slice(start, end)
  if (/[\da-z]/.test(written)) return true
  const next = text.slice(end, end + 4)
  if (/[第前]$/.test(text.slice(0, start))) return !noRank.test(next)
  if (written === '一' && articles.test(next)) return false
  return counters.test(next) || /^[零〇一二三四五六七八九]{3,}$/.test(written)
}

/**
 * The number is one of these: the same quantity, rounded or hedged as the claim checker allows it (2.97万亿元 for 29727.80亿元), of
 * the same kind and direction; without a unit, the same number.
 */
export const standsIn = (number: TextNumber, others: readonly TextNumber[]): boolean =>
  others.some((other) =>
    number.quantity && other.quantity
      ? isSameQuantity(number, number.quantity, { ...other, quantity: other.quantity })
      : number.quantity === null && number.value !== null && other.value?.eq(number.value) === true && !other.quantity,
  )

function isSameQuantity(
  number: TextNumber,
  said: Quantity,
  { quantity: known, falls }: TextNumber & { quantity: Quantity },
): boolean {
  const amount = known.value.abs().times(known.scale)
  const isRate = known.dimension === 'percent' || known.dimension === 'points'
  // 近3万亿 leaves the unit out; a rate never does.
  const isSameKind = said.dimension === known.dimension || (said.dimension === 'bare' && !isRate)
  if (!isSameKind || (isRate && number.falls !== falls)) return false
  if (said.dimension === 'other') return said.unit === known.unit && said.value.eq(known.value)
  return holds(allowedBy(said).core, amount)
}
