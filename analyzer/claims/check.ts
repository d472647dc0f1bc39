/**
 * Holds statements against the official figures as they stood at publication, and against the release calendar.
 * A false accusation is the worst error: whatever is not surely read is `not_checkable`.
 */
import type { Claim, MisreportType, Verdict } from '../../domain/figure.ts'
import { parentCode } from '../../domain/regions.ts'
import { fromShanghai } from '../../domain/time.ts'
import { type Case, confusionOf, equals, isNegative } from './confusions.ts'
import type { Book, FigureKey, Official } from './figures.ts'
import { type Allowed, allowedBy, holds, printed } from './intervals.ts'
import { codeOf, type MonthSpan, sameSpan, spanName } from './periods.ts'
import { latestYears, type Mentioned, type Reading, signedValue } from './read.ts'
import { indicatorName, officialSubject, regionName, statedValue } from './wording.ts'

export type CheckContext = {
  book: Book
  at: Date
  publishedYear: number
  mentioned: Mentioned
  /** The original field texts, for quotations. */
  original: { title: string; text: string }
}

type Answer = {
  verdict: Verdict
  type: MisreportType | null
  official: Official | null
  reason: string
  score: number
  span?: MonthSpan
}

const abstain = (reason: string, official: Official | null = null): Answer => ({
  verdict: 'not_checkable',
  type: null,
  official,
  reason,
  score: 0.3,
})

/** The verdict on one statement; null when the sentence itself reports the number as wrong and it is wrong. */
export function checkReading(reading: Reading, context: CheckContext): Claim | null {
  const allowed = allowedBy(reading.quantity)
  const answer = judge(reading, allowed, context)
  if (reading.denied && answer.verdict !== 'supported') return null
  return claimOf(reading, allowed, answer, context)
}

function judge(reading: Reading, allowed: Allowed, context: CheckContext): Answer {
  if (reading.notAnOutcome) return abstain('这是预测或目标，不是已公布的结果。')
  if (reading.region === null || reading.region.value === null)
    return abstain('没有可核对的地区，或该地区的官方数据未收录。')
  if (reading.byForecaster && (reading.span === null || !isOver(reading.span.value, context.at)))
    return abstain('机构对未结束时期的预测，不作核对。')
  if (reading.quantity.inRange) return abstain('原文是区间，不作核对。')
  const region = reading.region.value
  if (reading.span === null || reading.span.certainty === 'guess')
    return withoutPeriod(reading, region, allowed, context)
  const key: FigureKey = {
    indicator: reading.indicator.value.code,
    region,
    span: reading.span.value,
    measure: reading.measure,
  }
  const pending = context.book.unreleased({ ...key, span: { ...key.span, point: false } }, context.at)
  if (pending !== null) return reading.region.certainty === 'guess' ? abstain('地区不能确定。') : unreleased(key)
  if (reading.difference !== null) return difference(reading, key, allowed, context)
  return direct(reading, key, allowed, context)
}

/** The last day of the period (Asia/Shanghai) lies before the day of publication. */
function isOver(span: MonthSpan, at: Date): boolean {
  const end = fromShanghai(span.last === 12 ? span.year + 1 : span.year, span.last === 12 ? 1 : span.last + 1, 1)
  return end !== null && end.getTime() <= at.getTime()
}

function unreleased(key: FigureKey): Answer {
  return {
    verdict: 'unreleased',
    type: 'M12',
    official: null,
    reason: `按发布日程，${regionName(key.region)}${spanName(key.span)}${indicatorName(key.indicator)}在报道时尚未公布。`,
    score: 0.95,
  }
}

function direct(reading: Reading, key: FigureKey, allowed: Allowed, context: CheckContext): Answer {
  const { book, at } = context
  const current = byBasis(reading, book.current(key, at))
  const old = book.superseded(key, at)
  const match = current.find((official) => equals(reading, allowed.core, official))
  if (match !== undefined) return agreed(reading, match)
  const oldMatch = old.find((official) => equals(reading, allowed.core, official))
  if (oldMatch !== undefined) return outdated(reading, oldMatch, current[0] ?? null)
  const official = current[0]
  if (official === undefined)
    return abstain(`未收录${regionName(key.region)}${spanName(key.span)}${indicatorName(key.indicator)}的官方数据。`)
  if (reading.measure === 'share' || reading.measure === 'contribution')
    return abstain('占比和贡献率暂不判错。', official)
  if (moreDigitsThan(reading, official) || current.some((one) => equals(reading, allowed.doubt, one)))
    return abstain(`与官方数据${statedValue(official.figure)}接近，不作判断。`, official)
  const doubt = reasonForDoubt(reading, key, allowed, context)
  if (doubt !== null) return abstain(doubt, official)
  const found: Case = { reading, key, official, core: allowed.core, stated: statedText(reading, context), at }
  const confusion = confusionOf(found, book)
  if (confusion.type === 'M02' && !reading.measureNamed) return abstain('原文没有说明是同比还是环比。', official)
  return { verdict: confusion.verdict, type: confusion.type, official, reason: confusion.reason, score: 0.9 }
}

/** 名义 and 实际 choose among figures of two price bases; unnamed, any of them will do. */
function byBasis(reading: Reading, officials: Official[]): Official[] {
  if (!reading.real && !reading.nominal) return officials
  const wanted = officials.filter(({ figure }) => figure.priceBasis === (reading.real ? 'constant' : 'current'))
  return wanted.length > 0 ? wanted : officials
}

function agreed(reading: Reading, official: Official): Answer {
  const said = `${officialSubject(official)}为${statedValue(official.figure)}`
  if (reading.pointsForPercent)
    return {
      verdict: 'misleading',
      type: 'M04',
      official,
      reason: `增速应以百分号表示：${said}，不是百分点。`,
      score: 0.9,
    }
  if (
    reading.nominal &&
    reading.measure === 'yoy' &&
    official.figure.priceBasis === 'constant' &&
    reading.quantity.hedge === 'exact'
  )
    return { verdict: 'misleading', type: 'M03', official, reason: `${said}，按不变价计算，不是名义增速。`, score: 0.8 }
  const exact =
    reading.quantity.hedge === 'exact' &&
    reading.quantity.value.abs().times(reading.quantity.scale).eq(official.amount.abs())
  if (exact) return { verdict: 'supported', type: null, official, reason: `与官方数据一致：${said}。`, score: 0.95 }
  return { verdict: 'supported', type: 'M19', official, reason: `属于合理取整：${said}。`, score: 0.9 }
}

function outdated(reading: Reading, old: Official, current: Official | null): Answer {
  const now = current === null ? '' : `，现为${statedValue(current.figure)}`
  if (reading.labelledPreliminary)
    return {
      verdict: 'supported',
      type: null,
      official: old,
      reason: `原文已说明是修订前的数据：${officialSubject(old)}曾公布为${statedValue(old.figure)}${now}。`,
      score: 0.85,
    }
  return {
    verdict: 'outdated',
    type: 'M08',
    official: current ?? old,
    reason: `${officialSubject(old)}曾公布为${statedValue(old.figure)}，后经修订${now}。`,
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
function reasonForDoubt(reading: Reading, key: FigureKey, allowed: Allowed, context: CheckContext): string | null {
  if (reading.region?.certainty === 'guess') return '地区不能确定。'
  if (reading.indicator.certainty === 'guess') return '指标不能确定。'
  const regions = reading.region?.certainty === 'clause' ? [key.region] : [...context.mentioned.regions, key.region]
  const spans = reading.span?.certainty === 'clause' ? [key.span] : [...context.mentioned.spans, key.span]
  for (const region of regions) {
    for (const span of spans) {
      if (region === key.region && sameSpan(span, key.span)) continue
      const other = context.book
        .current({ ...key, region, span }, context.at)
        .find((official) => equals(reading, allowed.core, official))
      if (other !== undefined) return `文中另有所指的可能：与${officialSubject(other)}相符。`
    }
  }
  return null
}

/** No period, or more than one that it could be: only agreement can be stated. */
function withoutPeriod(reading: Reading, region: string, allowed: Allowed, context: CheckContext): Answer {
  if (reading.difference !== null) return abstain('时期不能确定。')
  const spans = [
    ...(reading.span ? [reading.span.value] : []),
    ...context.mentioned.spans,
    ...latestYears(context.publishedYear),
  ]
  for (const span of spans) {
    const key: FigureKey = { indicator: reading.indicator.value.code, region, span, measure: reading.measure }
    const match = byBasis(reading, context.book.current(key, context.at)).find((official) =>
      equals(reading, allowed.core, official),
    )
    if (match !== undefined) return { ...agreed(reading, match), score: 0.6, span }
  }
  return abstain('时期不能确定。')
}

/** 低于全国0.1个百分点, 比上年提高0.9个百分点: holds when two official figures differ by that much. */
function difference(reading: Reading, key: FigureKey, allowed: Allowed, context: CheckContext): Answer {
  const { book, at } = context
  const current = book.current(key, at)[0]
  if (current === undefined || reading.difference === null) return abstain('没有可供比较的官方数据。')
  const bases = basesOf(reading.difference, key).flatMap((other) => book.current(other, at).slice(0, 1))
  // 修订后增加468.24亿元: the other figure is the old version of the same.
  const versions = reading.measure === 'level' ? book.superseded(key, at) : []
  for (const base of [...bases, ...versions]) {
    const gap = current.amount.minus(base.amount)
    if (!holds(allowed.core, gap.abs())) continue
    if (!sameDirection(reading.difference.verb, current, base)) continue
    const said = `${officialSubject(current)}为${statedValue(current.figure)}，${officialSubject(base)}为${statedValue(base.figure)}`
    if (reading.difference.inPercent)
      return {
        verdict: 'misleading',
        type: 'M04',
        official: current,
        reason: `两个比率之差应说百分点：${said}。`,
        score: 0.85,
      }
    return { verdict: 'supported', type: null, official: current, reason: `与官方数据相符：${said}。`, score: 0.85 }
  }
  return abstain('比较的对象不能确定。', current)
}

/** 扩大 and 收窄 speak of the size of a rate, the other verbs of the rate itself. */
function sameDirection(verb: string, current: Official, base: Official): boolean {
  if (/扩大/.test(verb)) return current.amount.abs().gt(base.amount.abs())
  if (/收窄|缩小/.test(verb)) return current.amount.abs().lt(base.amount.abs())
  if (/提高|提升|加快|回升|上升|增加|[高快多]|up|higher|faster/.test(verb)) return current.amount.gt(base.amount)
  if (/回落|放缓|下降|减少|减缓|[低慢少]|down|lower|slower/.test(verb)) return current.amount.lt(base.amount)
  return true
}

function basesOf(difference: NonNullable<Reading['difference']>, key: FigureKey): FigureKey[] {
  const { baseRegion, baseSpan } = difference
  if (baseSpan !== null)
    return [
      { ...key, span: baseSpan },
      { ...key, span: { ...baseSpan, year: baseSpan.year - 1 } },
    ]
  if (baseRegion !== null) return [{ ...key, region: baseRegion }]
  const before = { ...key, span: { ...key.span, year: key.span.year - 1 } }
  const above: FigureKey[] = []
  for (let code = parentCode(key.region); code !== null; code = parentCode(code)) above.push({ ...key, region: code })
  return [...above, before]
}

const statedText = (reading: Reading, { original }: CheckContext): string =>
  original[reading.field].slice(reading.quantity.start, reading.quantity.end)

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
