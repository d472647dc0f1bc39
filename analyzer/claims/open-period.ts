/**
 * A statement that names no period. That it agrees with a recent figure can be said; that it is wrong only when nothing recent
 * comes near it and the number plainly is another figure of the latest period (real for nominal, a neighbour's, urban
 * for rural).
 */
import { nationCode } from '../../domain/regions.ts'
import { agreed, byBasis, statedText } from './agreement.ts'
import { abstain, type Answer, type CheckContext } from './answer.ts'
import { type Case, confusionOf, equals, soughtIn } from './confusions.ts'
import { type FigureKey, type Official, significantDigits } from './figures.ts'
import type { Allowed } from './intervals.ts'
import type { Reading } from './reading.ts'
import type { MonthSpan } from './spans.ts'

const dayMs = 86_400_000
/** A figure older than this is not meant without its period. */
const recentDays = 420
/** The latest release is what a text without a period speaks of, this long. */
const latestDays = 130

export function withoutPeriod(reading: Reading, region: string, allowed: Allowed, context: CheckContext): Answer {
  if (reading.difference !== null || reading.indicator.certainty === 'guess') return abstain('period_unsure')
  const regions = reading.region?.certainty === 'home' ? [region, nationCode] : [region]
  const keys = regions.flatMap((code) => keysFor(reading, code, context))
  for (const key of keys) {
    const match = byBasis(reading, context.book.current(key, context.at)).find((official) =>
      equals(reading, allowed.core, official),
    )
    if (match !== undefined) return { ...agreed(reading, match), score: 0.6, span: key.span }
  }
  const isNear = keys.some((key) =>
    byBasis(reading, context.book.current(key, context.at)).some((official) =>
      equals(reading, allowed.doubt, official),
    ),
  )
  return (isNear ? null : slipOfLatest(reading, region, allowed, context)) ?? abstain('period_unsure')
}

/** Periods named anywhere in the article first, then what was published lately. */
function keysFor(reading: Reading, region: string, { book, at, mentioned }: CheckContext): FigureKey[] {
  const key = { indicator: reading.indicator.value.code, region, measure: reading.measure }
  const named = [...(reading.span ? [reading.span.value] : []), ...mentioned.spans]
  const recent = book.series(key, at).filter(({ figure }) => isRecent(figure.publishedAt, at, recentDays))
  return [...named, ...recent.map(({ span }) => span)].map((span) => ({ ...key, span }))
}

const isRecent = (publishedAt: Date, at: Date, days: number): boolean =>
  at.getTime() - publishedAt.getTime() <= days * dayMs

function slipOfLatest(reading: Reading, region: string, allowed: Allowed, context: CheckContext): Answer | null {
  const { book, at, mentioned } = context
  const isSure =
    !mentioned.periodNamed &&
    reading.indicator.certainty !== 'guess' &&
    reading.region?.certainty !== 'guess' &&
    reading.quantity.hedge === 'exact'
  if (!isSure) return null
  for (const official of latest(book.series({ ...keyOf(reading), region }, at), at)) {
    const key: FigureKey = { ...keyOf(reading), region, span: official.span }
    const [wanted] = byBasis(reading, book.current(key, at))
    if (wanted === undefined) continue
    const found: Case = {
      reading,
      key,
      official: wanted,
      core: soughtIn(reading, allowed),
      stated: statedText(reading, context),
      at,
      mentioned: mentioned.regions,
    }
    const confusion = confusionOf(found, book)
    if (!isPlain(confusion.type, reading)) continue
    return {
      verdict: confusion.verdict,
      type: confusion.type,
      official: wanted,
      reason: confusion.reason,
      score: 0.7,
      span: key.span,
    }
  }
  return null
}

const keyOf = (reading: Reading) => ({ indicator: reading.indicator.value.code, measure: reading.measure })

/** The last release and the last full year, when they are fresh. */
function latest(series: Official[], at: Date): Official[] {
  const fresh = series.filter(({ figure }) => isRecent(figure.publishedAt, at, latestDays))
  const year = fresh.find(({ span }: { span: MonthSpan }) => span.first === 1 && span.last === 12)
  return [...new Set([year, fresh[0]])].filter((official) => official !== undefined)
}

/** Where no place is named, only the other price basis; another place's number must have four digits to be recognised. */
function isPlain(type: string, { region, quantity, measure }: Reading): boolean {
  if (type === 'M03') return true
  if (region?.certainty === 'home') return false
  const digits = significantDigits(quantity.value.toFixed()).length
  return (type === 'M05' || type === 'M07' || type === 'M09') && (measure === 'level' ? digits >= 4 : type !== 'M07')
}
