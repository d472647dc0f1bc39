/** When the stated number is the official one: supported, or right in number and misleading in wording (M03, M04). */
import type { Answer, CheckContext } from './answer.ts'
import type { Official } from './figures.ts'
import type { Reading } from './reading.ts'
import { saidOf } from './wording.ts'

/** 名义 and 实际 choose among figures of two price bases; unnamed, any of them will do. */
export function byBasis(reading: Reading, officials: Official[]): Official[] {
  if (!reading.real && !reading.nominal) return officials
  const wanted = officials.filter(({ figure }) => figure.priceBasis === (reading.real ? 'constant' : 'current'))
  return wanted.length > 0 ? wanted : officials
}

export function agreed(reading: Reading, official: Official): Answer {
  const said = saidOf(official)
  if (reading.pointsForPercent)
    return {
      verdict: 'misleading',
      type: 'M04',
      official,
      reason: { code: 'points_for_percent', official: said },
      score: 0.9,
    }
  if (
    reading.nominal &&
    reading.measure === 'yoy' &&
    official.figure.priceBasis === 'constant' &&
    reading.quantity.hedge === 'exact'
  )
    return { verdict: 'misleading', type: 'M03', official, reason: { code: 'not_nominal', official: said }, score: 0.8 }
  const exact =
    reading.quantity.hedge === 'exact' &&
    reading.quantity.value.abs().times(reading.quantity.scale).eq(official.amount.abs())
  if (exact)
    return { verdict: 'supported', type: null, official, reason: { code: 'agrees', official: said }, score: 0.95 }
  return { verdict: 'supported', type: 'M19', official, reason: { code: 'rounds', official: said }, score: 0.9 }
}

/** The number as printed. */
export const statedText = (reading: Reading, { original }: CheckContext): string =>
  original[reading.field].slice(reading.quantity.start, reading.quantity.end)
