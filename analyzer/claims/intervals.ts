/**
 * Which true values a stated quantity allows (domain catalogue B6 rule 7): rounding to the digits printed, and hedges.
 * 2.63万亿元 allows [26250, 26350) 亿元. All bounds are exact decimals.
 */
import Big from 'big.js'
import type { Quantity } from './quantities.ts'

/** Lower bound included, upper excluded unless `closed`. `beyond` says how sure it is that a truth outside is contradicted. */
export type Interval = { low: Big; high: Big; closed: boolean }

/**
 * The true values that the wording allows, in the base unit of the dimension, unsigned. `core` is what plainly holds;
 * `doubt` is wider: between the two nobody should be accused (for example 突破2000 when the truth is ten times that).
 */
export type Allowed = { core: Interval; doubt: Interval }

const half = new Big('0.5')

export function allowedBy(quantity: Quantity): Allowed {
  const value = quantity.value.abs()
  const { place, scale } = quantity
  const rounding = interval(value.minus(place.times(half)), value.plus(place.times(half)))
  // A writer who cut digits off instead of rounding is not to be accused.
  const loose = quantity.loosePlace.times(half)
  const cut = interval(value.minus(loose), larger(value.plus(place), value.plus(loose)))
  const isRate = (quantity.dimension === 'percent' || quantity.dimension === 'points') && place.lt(1)
  const step = smaller(place, value.times('0.1'))
  const looseStep = smaller(quantity.loosePlace, value.times('0.1'))
  const [core, doubt] = ((): [Interval, Interval] => {
    switch (quantity.hedge) {
      case 'exact':
        return [rounding, cut]
      case 'about':
        // 约5.1% of a rate with one digit is 5.1; only amounts are spoken of more loosely.
        return [
          isRate
            ? rounding
            : interval(smaller(rounding.low, value.minus(step)), larger(rounding.high, value.plus(step))),
          interval(value.times('0.85'), value.times('1.15')),
        ]
      case 'near':
        return [interval(value.minus(looseStep), value), interval(value.times('0.85'), rounding.high)]
      case 'and_some':
        return [
          interval(value, value.plus(quantity.loosePlace)),
          interval(rounding.low, larger(value.plus(quantity.loosePlace), value.times('1.1'))),
        ]
      case 'over':
      case 'at_least':
        // 突破3万亿 over 2.97 is wrong; over 2.9995 it is rounding.
        return [interval(value, value.times('1.5')), interval(value.times('0.9995'), value.times(5))]
      case 'under':
      case 'at_most':
        return [interval(value.times(half), value), interval(value.times('0.2'), value.times('1.0005'))]
    }
  })()
  return { core: scaled(core, scale), doubt: scaled(doubt, scale) }
}

export function holds(range: Interval, truth: Big): boolean {
  return truth.gte(range.low) && (range.closed ? truth.lte(range.high) : truth.lt(range.high))
}

/** Both ends included, as decimals with as many digits as the official value has: [26250.00, 26349.99]. */
export function printed(range: Interval, decimals: number): { low: string; high: string } {
  const step = new Big(10).pow(-decimals)
  const low = range.low.round(decimals, Big.roundUp)
  const down = range.high.round(decimals, Big.roundDown)
  const high = range.closed || down.lt(range.high) ? down : down.minus(step)
  return { low: low.toFixed(decimals), high: high.toFixed(decimals) }
}

const interval = (low: Big, high: Big): Interval => ({ low, high, closed: false })
const scaled = (range: Interval, scale: Big): Interval => ({
  ...range,
  low: range.low.times(scale),
  high: range.high.times(scale),
})
const smaller = (a: Big, b: Big): Big => (a.lt(b) ? a : b)
const larger = (a: Big, b: Big): Big => (a.gt(b) ? a : b)
