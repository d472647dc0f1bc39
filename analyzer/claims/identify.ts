/**
 * A number of which the text does not say what it measures, and that has all digits of an official level of a place the
 * article may speak of: 29711.83亿. It can only be recognised as right (or as a version since revised), never as wrong.
 */
import type { Claim } from '../../domain/figure.ts'
import type { CheckContext } from './answer.ts'
import { type Official, significantDigits } from './figures.ts'
import type { Readings } from './read.ts'
import { codeOf } from './spans.ts'
import { indicatorByCode } from './indicators.ts'
import { indicatorNamed, saidOf } from './wording.ts'

type Unnamed = Readings['unnamed'][number]

const fewestDigits = 5
const recentMs = 800 * 86_400_000

/** Null when no figure, or more than one that is not a version of the same, is printed so. */
export function identified(
  { field, quantity, word, narrows }: Unnamed,
  context: CheckContext,
  home: string,
): Claim | null {
  const { book, at, mentioned, original } = context
  const digits = significantDigits(quantity.value.toFixed())
  const isLevel = quantity.dimension === 'yuan' || quantity.dimension === 'bare' || quantity.dimension === 'tons'
  if (digits.length < fewestDigits || !isLevel || quantity.hedge !== 'exact' || quantity.inRange) return null
  const places = mentioned.regions.size > 0 ? [...mentioned.regions] : [home]
  const fits = ({ figure, amount }: Official) =>
    // 利润 may be short for the profit of industry, 旅游收入 for nothing that is held here.
    (narrows !== null
      ? Object.values(narrows).includes(figure.indicator)
      : word === null || indicatorNamed(figure.indicator).zh.includes(word)) &&
    amount.eq(quantity.value.times(quantity.scale)) &&
    at.getTime() - figure.publishedAt.getTime() < recentMs &&
    places.includes(figure.region)
  const found = book.printedAs(digits, at).filter(fits)
  const [official] = found
  if (official === undefined || found.some((other) => seriesOf(other) !== seriesOf(official))) return null
  const { figure, span } = official
  const isOld = figure.supersededAt !== null && figure.supersededAt.getTime() <= at.getTime()
  const code = codeOf(span, indicatorByCode(figure.indicator)?.step ?? 'year')
  return {
    field,
    start: quantity.start,
    end: quantity.end,
    quote: original[field].slice(quantity.start, quantity.end),
    indicator: figure.indicator,
    region: figure.region,
    period: code.period,
    periodType: code.periodType,
    measure: figure.measure,
    value: quantity.value.toFixed(),
    unit: quantity.unit,
    verdict: isOld ? 'outdated' : 'supported',
    type: isOld ? 'M08' : null,
    figureId: figure.id,
    accepts: null,
    reason: isOld
      ? { code: 'revised', official: saidOf(official), now: null }
      : { code: 'agrees', official: saidOf(official) },
    score: 0.5,
  }
}

const seriesOf = ({ figure }: Official): string =>
  `${figure.indicator}|${figure.region}|${figure.period}|${figure.periodType}|${figure.measure}`
