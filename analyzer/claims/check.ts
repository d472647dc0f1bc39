/**
 * Holds statements against the official figures as they stood at publication, and against the release calendar.
 * A false accusation is the worst error: whatever is not surely read is `not_checkable`.
 */
import type { ClaimReason } from '../../domain/claim-reason.ts'
import type { CalendarEntry, Claim } from '../../domain/figure.ts'
import { fromShanghai, shanghaiTime } from '../../domain/time.ts'
import { abstain, type Answer, type CheckContext } from './answer.ts'
import { checkDifference, checkRatio } from './compare.ts'
import { agreed, byBasis, statedText } from './agreement.ts'
import { type Case, confusionOf, equals, isNegative, soughtIn } from './confusions.ts'
import { type FigureKey, type Official, significantDigits } from './figures.ts'
import { type Allowed, allowedBy, printed } from './intervals.ts'
import { withoutPeriod } from './open-period.ts'
import { type Reading, signedValue } from './reading.ts'
import { codeOf, type MonthSpan, sameSpan } from './spans.ts'
import { saidOf, subjectOf } from './wording.ts'

/** The verdict on one statement; null when the sentence itself reports the number as wrong and it is wrong. */
export function checkReading(reading: Reading, context: CheckContext): Claim | null {
  const turned = reading.signSure
    ? null
    : checkReading({ ...reading, sign: reading.sign > 0 ? -1 : 1, signSure: true }, context)
  if (turned?.verdict === 'supported') return turned
  const allowed = allowedBy(reading.quantity)
  const answer = judge(reading, allowed, context)
  if (context.isOurs) return claimOf(reading, allowed, answer, context)
  if (reading.denied && answer.verdict !== 'supported') return null
  // 并非6% is no word for 5.6%; 而不是2.3% may hold the right number all the same.
  if (reading.negated && (answer.verdict !== 'supported' || answer.type !== null)) return null
  return claimOf(reading, allowed, answer, context)
}

function judge(reading: Reading, allowed: Allowed, context: CheckContext): Answer {
  if (reading.notAnOutcome) return abstain('forecast')
  if (reading.region === null || reading.region.value === null) return abstain('no_region')
  if (reading.byForecaster && (reading.span === null || !isOver(reading.span.value, context.at)))
    return abstain('bank_forecast')
  if (reading.quantity.inRange) return abstain('range')
  const region = reading.region.value
  if (reading.span === null || reading.span.certainty === 'guess')
    return reading.ratio === null
      ? withoutPeriod(reading, region, allowed, context)
      : checkRatio(reading, region, allowed, context)
  const key: FigureKey = {
    indicator: reading.indicator.value.code,
    region,
    span: reading.span.value,
    measure: reading.measure,
  }
  const pending = context.book.unreleased({ ...key, span: { ...key.span, point: false } }, context.at)
  if (pending !== null) {
    if (isGuess(reading.region)) return abstain('region_unsure')
    return reading.indicator.certainty === 'guess' ? abstain('indicator_unsure') : unreleased(key, pending)
  }
  if (reading.difference !== null) return checkDifference(reading, key, allowed, context)
  if (reading.ratio !== null && reading.measure === 'level') return checkRatio(reading, region, allowed, context)
  return direct(reading, key, allowed, context)
}

const isGuess = (sure: Reading['region']): boolean => sure?.certainty === 'guess' || sure?.certainty === 'home'

/** The last day of the period (Asia/Shanghai) lies before the day of publication. */
function isOver(span: MonthSpan, at: Date): boolean {
  const end = fromShanghai(span.last === 12 ? span.year + 1 : span.year, span.last === 12 ? 1 : span.last + 1, 1)
  return end !== null && end.getTime() <= at.getTime()
}

function unreleased(key: FigureKey, { scheduledAt }: CalendarEntry): Answer {
  return {
    verdict: 'unreleased',
    type: 'M12',
    official: null,
    reason: { code: 'not_released', subject: subjectOf(key), planned: shanghaiTime(scheduledAt).slice(0, 16) },
    score: 0.95,
  }
}

/**
 * January alone, of what comes out for January and February together (industry, investment, retail sales): nobody has published it and
 * nobody will. Growth over the month before is published for January as well.
 */
const isNeverPublished = ({ indicator, measure }: Reading, { span }: FigureKey): boolean =>
  !indicator.value.januaryAlone && span.first === 1 && span.last === 1 && measure !== 'mom'

function neverPublished(reading: Reading, key: FigureKey): Answer {
  if (isGuess(reading.region)) return abstain('region_unsure')
  if (reading.indicator.certainty === 'guess') return abstain('indicator_unsure')
  const sayings = { code: 'never_published', subject: subjectOf(key) } as const
  return { verdict: 'false', type: 'M12', official: null, reason: sayings, score: 0.8 }
}

function direct(reading: Reading, key: FigureKey, allowed: Allowed, context: CheckContext): Answer {
  const { book, at } = context
  if (reading.quantity.dimension === 'usd') return inDollars(reading, key, allowed, context)
  const current = byBasis(reading, book.current(key, at))
  const old = book.superseded(key, at)
  const match = current.find((official) => equals(reading, allowed.core, official))
  if (match !== undefined) return agreed(reading, match)
  const oldMatch = old.find((official) => equals(reading, allowed.core, official))
  if (oldMatch !== undefined) return outdated(reading, oldMatch, current[0] ?? null)
  const official = current[0]
  if (official === undefined && isNeverPublished(reading, key)) return neverPublished(reading, key)
  if (official === undefined && reading.ratio !== null) return checkRatio(reading, key.region, allowed, context)
  const whole = official === undefined ? cumulativeOf(reading, key, allowed, context) : null
  if (whole !== null) return whole
  if (official === undefined) return abstain({ code: 'no_figure', subject: subjectOf(key) })
  if (reading.measure === 'contribution') return abstain({ code: 'contribution', official: saidOf(official) }, official)
  if (moreDigitsThan(reading, official) || current.some((one) => equals(reading, allowed.doubt, one)))
    return abstain({ code: 'nearly', official: saidOf(official) }, official)
  const doubt = reasonForDoubt(reading, key, allowed, context)
  if (doubt !== null) return abstain(doubt, official)
  const found: Case = {
    reading,
    key,
    official,
    core: soughtIn(reading, allowed),
    stated: statedText(reading, context),
    at,
    mentioned: context.mentioned.regions,
  }
  const confusion = confusionOf(found, book)
  if (confusion.type === 'M10' && !reading.signSure) return abstain('direction_unsure', official)
  if (confusion.type === 'M02' && !reading.measureNamed)
    return abstain({ code: 'comparison_unsaid', official: saidOf(official) }, official)
  return { verdict: confusion.verdict, type: confusion.type, official, reason: confusion.reason, score: 0.9 }
}

/** 8123.4亿美元 where the official number is in 元. What is right in dollars cannot be known here. */
function inDollars(reading: Reading, key: FigureKey, allowed: Allowed, { book, at }: CheckContext): Answer {
  const official = book.current(key, at).find((one) => equals(reading, allowed.core, one))
  const isSure =
    !isGuess(reading.region) && reading.indicator.certainty !== 'guess' && reading.quantity.hedge === 'exact'
  if (official === undefined || !isSure) return abstain('in_dollars')
  return {
    verdict: 'false',
    type: 'M09',
    official,
    reason: { code: 'wrong_currency', official: saidOf(official) },
    score: 0.85,
  }
}

/** 11月…总额8524.73亿元, where only January to November is published and is that number to the last of its digits. */
function cumulativeOf(reading: Reading, key: FigureKey, allowed: Allowed, context: CheckContext): Answer | null {
  const { book, at } = context
  const isSure = reading.span?.certainty === 'clause' || reading.span?.certainty === 'sentence'
  const digits = significantDigits(reading.quantity.value.toFixed()).length
  if (!isSure || isGuess(reading.region) || reading.indicator.certainty === 'guess' || digits < 4) return null
  const { year, first, last } = key.span
  if (first === 1 || reading.measure !== 'level') return null
  const official = book
    .current({ ...key, span: { year, first: 1, last, point: false } }, at)
    .find((one) => equals(reading, allowed.core, one))
  if (official === undefined) return null
  return {
    verdict: 'false',
    type: 'M01',
    official,
    reason: { code: 'is_cumulative', stated: statedText(reading, context), official: saidOf(official) },
    score: 0.8,
  }
}

function outdated(reading: Reading, old: Official, current: Official | null): Answer {
  const facts = { official: saidOf(old), now: current === null ? null : saidOf(current) }
  if (reading.labelledPreliminary)
    return {
      verdict: 'supported',
      type: null,
      official: old,
      reason: { code: 'says_preliminary', ...facts },
      score: 0.85,
    }
  return {
    verdict: 'outdated',
    type: 'M08',
    official: current ?? old,
    reason: { code: 'revised', ...facts },
    score: 0.9,
  }
}

/** 4.23% beside an official 4.2%: somebody calculated, and may be right. */
function moreDigitsThan(reading: Reading, official: Official): boolean {
  const { quantity } = reading
  if (official.amount.lt(0) !== isNegative(reading)) return false
  const unit = official.amount.eq(0) ? official.value.plus(1) : official.amount.div(official.value)
  const step = unit.abs().div(10 ** official.decimals)
  return (
    quantity.place.times(quantity.scale).lt(step) &&
    quantity.value.abs().times(quantity.scale).minus(official.amount.abs()).abs().lte(step.div(2))
  )
}

/** Why a number that disagrees must still not be called wrong; null when the reading is sure. */
function reasonForDoubt(reading: Reading, key: FigureKey, allowed: Allowed, context: CheckContext): ClaimReason | null {
  if (isGuess(reading.region)) return { code: 'region_unsure' }
  if (reading.indicator.certainty === 'guess') return { code: 'indicator_unsure' }
  const regions = reading.region?.certainty === 'clause' ? [key.region] : [...context.mentioned.regions, key.region]
  const spans = reading.span?.certainty === 'clause' ? [key.span] : [...context.mentioned.spans, key.span]
  for (const region of regions) {
    for (const span of spans) {
      if (region === key.region && sameSpan(span, key.span)) continue
      const other = context.book
        .current({ ...key, region, span }, context.at)
        .find((official) => equals(reading, allowed.core, official))
      if (other !== undefined) return { code: 'may_be_other', other: saidOf(other) }
    }
  }
  return null
}

function claimOf(reading: Reading, allowed: Allowed, answer: Answer, context: CheckContext): Claim {
  const { official } = answer
  const span = answer.span ?? reading.span?.value ?? null
  const code =
    official !== null && span !== null && sameSpan(official.span, span)
      ? official.figure
      : span === null
        ? null
        : codeOf(span, reading.indicator.value.step)
  return {
    field: reading.field,
    start: reading.start,
    end: reading.end,
    quote: context.original[reading.field].slice(reading.start, reading.end),
    indicator: reading.indicator.value.code,
    region: reading.region?.value ?? null,
    period: code?.period ?? null,
    periodType: code?.periodType ?? null,
    measure: reading.measure,
    value: signedValue(reading).toFixed(),
    unit: unitOf(reading),
    verdict: answer.verdict,
    type: answer.type,
    figureId: official?.figure.id ?? null,
    accepts: official === null || reading.difference !== null ? null : acceptedIn(official, allowed, reading),
    reason: answer.reason,
    score: answer.score,
  }
}

/** 81亿 of GDP is 81 亿元, 5013万 of people is 5013 万人. */
function unitOf({ quantity, indicator }: Reading): string {
  if (quantity.dimension !== 'bare') return quantity.unit
  return `${quantity.unit}${indicator.value.kind === 'stock' ? '人' : '元'}`
}

function acceptedIn(official: Official, allowed: Allowed, reading: Reading): { low: string; high: string } {
  const unit = official.value.eq(0)
    ? allowed.core.low.plus(1).div(allowed.core.low.plus(1))
    : official.amount.div(official.value)
  const range = { ...allowed.core, low: allowed.core.low.div(unit), high: allowed.core.high.div(unit) }
  const { low, high } = printed(range, official.decimals)
  return reading.sign < 0 ? { low: `-${high}`, high: `-${low}` } : { low, high }
}
