/** Chinese names of regions, measures and values, for the one-sentence reasons of verdicts. Pure wording, no judgement. */
import type { Figure, Measure } from '../../domain/figure.ts'
import { nationCode, regionByCode } from '../../domain/regions.ts'
import type { Official } from './figures.ts'
import { indicators } from './indicators.ts'
import { type MonthSpan, spanName } from './spans.ts'

const measureNames: Record<Measure, string> = {
  level: '',
  yoy: '同比增速',
  qoq: '环比增速',
  mom: '环比涨幅',
  share: '占比',
  share_change_pp: '占比变动',
  contribution_pp: '拉动点数',
  per_capita: '人均值',
  index: '指数',
  contribution: '贡献',
}

export const regionName = (code: string): string =>
  code === nationCode ? '全国' : (regionByCode(code)?.shortName ?? code)
export const indicatorName = (code: string): string =>
  indicators.find((indicator) => indicator.code === code)?.name ?? code

function measureName(measure: Measure, span: MonthSpan): string {
  return measure === 'yoy' && span.first === 1 && span.last === 12 ? '比上年增速' : measureNames[measure]
}

/** 2025年11月广西居民消费价格环比涨幅 */
function subjectOf(key: { indicator: string; region: string; span: MonthSpan; measure: Measure }): string {
  return `${spanName(key.span)}${regionName(key.region)}${indicatorName(key.indicator)}${measureName(key.measure, key.span)}`
}

export function officialSubject({ figure, span }: Official): string {
  return subjectOf({ indicator: figure.indicator, region: figure.region, span, measure: figure.measure })
}

export const statedValue = (figure: Figure): string => `${figure.value}${figure.unit}`
