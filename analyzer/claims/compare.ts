/** Statements about two figures: how far apart they are (低于全国0.1个百分点), and how often one holds the other (是贺州的三倍). */
import type Big from 'big.js'
import { parentCode } from '../../domain/regions.ts'
import { agreed } from './agreement.ts'
import { abstain, type Answer, type CheckContext } from './answer.ts'
import { equals } from './confusions.ts'
import type { FigureKey, Official } from './figures.ts'
import { type Allowed, holds } from './intervals.ts'
import type { Difference, Ratio, Reading } from './reading.ts'
import { type MonthSpan, wholeYear } from './spans.ts'
import { saidOf } from './wording.ts'

/** 低于全国0.1个百分点, 比上年提高0.9个百分点: holds when two official figures differ by that much. */
export function checkDifference(reading: Reading, key: FigureKey, allowed: Allowed, context: CheckContext): Answer {
  const { difference } = reading
  const { book, at } = context
  if (difference === null) return abstain('no_figure_to_compare')
  const published = publishedChange(reading, key, allowed, context)
  if (published !== null) return published
  const levels: FigureKey = key.measure === 'share_change_pp' ? { ...key, measure: 'level' } : key
  const current = book.current(levels, at)[0]
  if (current === undefined) return abstain('no_figure_to_compare')
  const bases = basesOf(difference, levels).flatMap((other) => book.current(other, at).slice(0, 1))
  // 修订后增加468.24亿元: the other figure is the old version of the same.
  const versions = reading.measure === 'level' ? book.superseded(levels, at) : []
  const pairs = [...bases, ...versions].map((base) => ({ base, gap: current.amount.minus(base.amount).abs() }))
  const right = pairs.filter(({ gap }) => holds(allowed.core, gap))
  const match = right.find(({ base }) => sameDirection(difference.verb, current, base))
  if (match !== undefined) return agreedDifference(reading, current, match.base)
  const reversed = right[0]
  // As far apart as said, but the other way round: only when the text itself names what it compares with.
  if (reversed !== undefined && isNamed(difference) && isSure(reading))
    return {
      verdict: 'false',
      type: 'M10',
      official: current,
      reason: { code: 'opposite_difference', ...bothSaid(current, reversed.base) },
      score: 0.85,
    }
  // 较上年同期增6.0个百分点, where 6.0 is the growth itself.
  if (difference.isGrowth && isSure(reading)) {
    const growth = (['yoy', 'mom', 'qoq'] as const)
      .flatMap((measure) => book.current({ ...key, measure }, at))
      .find((official) => equals(reading, allowed.core, official))
    if (growth !== undefined) return agreed({ ...reading, pointsForPercent: true }, growth)
  }
  return abstain('comparison_unsure', current)
}

const isNamed = ({ baseRegion, baseSpan, baseIndicator }: Difference): boolean =>
  baseRegion !== null || baseSpan !== null || baseIndicator !== null
const isSure = ({ region, span, indicator }: Reading): boolean =>
  [region?.certainty, span?.certainty, indicator.certainty].every(
    (one) => one === 'clause' || one === 'sentence' || one === 'carried',
  )

const bothSaid = (current: Official, base: Official) => ({ official: saidOf(current), other: saidOf(base) })

function agreedDifference(reading: Reading, current: Official, base: Official): Answer {
  if (reading.difference?.inPercent)
    return {
      verdict: 'misleading',
      type: 'M04',
      official: current,
      reason: { code: 'difference_in_points', ...bothSaid(current, base) },
      score: 0.85,
    }
  return {
    verdict: 'supported',
    type: null,
    official: current,
    reason: { code: 'agrees_difference', ...bothSaid(current, base) },
    score: 0.85,
  }
}

/** Some changes are published themselves: 城镇化率比上年末提高0.94个百分点. */
function publishedChange(
  reading: Reading,
  key: FigureKey,
  allowed: Allowed,
  { book, at }: CheckContext,
): Answer | null {
  if (key.measure !== 'share_change_pp' || reading.difference?.baseRegion) return null
  const official = book.current(key, at).find(({ amount }) => holds(allowed.core, amount.abs()))
  if (official === undefined) return null
  const said = saidOf(official)
  if (official.amount.lt(0) !== reading.sign < 0)
    return isSure(reading)
      ? { verdict: 'false', type: 'M10', official, reason: { code: 'opposite_sign', official: said }, score: 0.85 }
      : abstain('period_unsure', official)
  if (reading.difference?.inPercent)
    return {
      verdict: 'misleading',
      type: 'M04',
      official,
      reason: { code: 'change_in_points', official: said },
      score: 0.85,
    }
  return { verdict: 'supported', type: null, official, reason: { code: 'agrees', official: said }, score: 0.9 }
}

/** 扩大 and 收窄 speak of the size of a rate, the other verbs of the rate itself. */
function sameDirection(verb: string, current: Official, base: Official): boolean {
  if (/扩大/.test(verb)) return current.amount.abs().gt(base.amount.abs())
  if (/收窄|缩小/.test(verb)) return current.amount.abs().lt(base.amount.abs())
  if (/提高|提升|加快|回升|上升|增加|跑赢|领先|[高快多]|up|higher|faster/.test(verb))
    return current.amount.gt(base.amount)
  if (/回落|放缓|下降|减少|减缓|跑输|落后|逊于|不及|[低慢少]|down|lower|slower/.test(verb))
    return current.amount.lt(base.amount)
  return true
}

function basesOf(difference: Difference, key: FigureKey): FigureKey[] {
  const { baseRegion, baseSpan, baseIndicator } = difference
  if (baseIndicator !== null) return [{ ...key, indicator: baseIndicator, region: baseRegion ?? key.region }]
  if (baseSpan !== null)
    return [
      { ...key, span: baseSpan },
      { ...key, span: { ...baseSpan, year: baseSpan.year - 1 } },
    ]
  if (baseRegion !== null) return [{ ...key, region: baseRegion }]
  const before = { ...key, span: { ...key.span, year: key.span.year - 1 } }
  const above: FigureKey[] = []
  for (let code = parentCode(key.region); code !== null; code = parentCode(code)) above.push({ ...key, region: code })
  const relatives =
    key.measure === 'level' ? (otherSide[key.indicator] ?? []).map((indicator) => ({ ...key, indicator })) : []
  return [...above, before, ...relatives]
}

/** 城乡收入绝对差, 出口比进口多: differences between two indicators of one region. */
const otherSide: Record<string, string[]> = {
  income_urban: ['income_rural'],
  income_rural: ['income_urban'],
  income_ratio: [],
  exports: ['imports'],
  imports: ['exports'],
  wage_nonprivate: ['wage_private'],
  wage_private: ['wage_nonprivate'],
}

/** Years whose figures may be meant when no period is named. */
const yearsTried = 2

/** 是贺州的三倍, 比北海多3.2倍, 占外贸总额五成多, 比2021年翻了一番. */
export function checkRatio(reading: Reading, region: string, allowed: Allowed, context: CheckContext): Answer {
  const { ratio, span } = reading
  if (ratio === null) return abstain('comparison_unsure')
  const sureSpan = span !== null && span.certainty !== 'guess'
  const spans = sureSpan ? [span.value] : recentYears(reading, context)
  const found = spans.flatMap((tried) => ratioIn(tried, reading, { region, ratio }, context) ?? [])
  const range = percentScale(allowed, ratio)
  for (const one of found) {
    const said = bothSaid(one.official, one.base)
    const by = excess(ratio, one.value)
    if (holds(range.core, by))
      return {
        verdict: 'supported',
        type: null,
        official: one.official,
        reason: { code: 'agrees_ratio', ...said },
        score: 0.8,
        span: one.span,
      }
    const other = ratio.kind === 'more' ? one.value : ratio.kind === 'times' ? one.value.minus(1) : null
    if (other !== null && holds(range.core, other) && isSureSubject(reading))
      return {
        verdict: 'misleading',
        type: 'M11',
        official: one.official,
        reason: { code: 'times_more', ...said, amount: one.value.round(2).toFixed() },
        score: 0.8,
        span: one.span,
      }
  }
  const first = found[0]
  if (first === undefined) return abstain('no_figure_to_compare')
  const isOpen = found.some(({ value }) => holds(range.doubt, excess(ratio, value)))
  if (isOpen || !isSureSubject(reading)) return abstain('comparison_unsure', first.official)
  return {
    verdict: 'false',
    type: 'M11',
    official: first.official,
    reason: {
      ...bothSaid(first.official, first.base),
      ...(ratio.kind === 'share'
        ? { code: 'wrong_share', amount: first.value.times(100).round(1).toFixed() }
        : { code: 'wrong_ratio', amount: first.value.round(2).toFixed() }),
    },
    score: 0.8,
    span: first.span,
  }
}

/** n times more and n percent more count from one. */
const excess = ({ kind }: Ratio, value: Big): Big => (kind === 'more' || kind === 'percent' ? value.minus(1) : value)

const isSureSubject = ({ region, indicator }: Reading): boolean =>
  region !== null && region.certainty !== 'guess' && region.certainty !== 'home' && indicator.certainty !== 'guess'

/** A share is stated in percent, a ratio in times. */
function percentScale(allowed: Allowed, { kind }: Ratio): Allowed {
  if (kind !== 'share' && kind !== 'percent') return allowed
  const scaled = (range: Allowed['core']) => ({ ...range, low: range.low.div(100), high: range.high.div(100) })
  return { core: scaled(allowed.core), doubt: scaled(allowed.doubt) }
}

function recentYears({ indicator }: Reading, { publishedYear }: CheckContext): MonthSpan[] {
  const point = indicator.value.kind === 'stock'
  return Array.from({ length: yearsTried }, (_, i) => ({ ...wholeYear(publishedYear - 1 - i), point }))
}

type Found = { official: Official; base: Official; value: Big; span: MonthSpan }

function ratioIn(
  span: MonthSpan,
  { indicator }: Reading,
  { region, ratio }: { region: string; ratio: Ratio },
  { book, at }: CheckContext,
): Found | null {
  const key: FigureKey = { indicator: indicator.value.code, region, span, measure: 'level' }
  const official = book.current(key, at)[0]
  const baseKey = {
    ...key,
    indicator: ratio.indicator?.code ?? key.indicator,
    region: ratio.region ?? region,
    span: ratio.span === null ? span : { ...ratio.span, point: span.point },
  }
  const base = book.current(baseKey, at)[0]
  if (official === undefined || base === undefined || base.amount.lte(0) || official.figure === base.figure) return null
  return { official, base, value: official.amount.div(base.amount), span }
}
