/** Names of indicators and regions, and figures as a reason quotes them. The sentences stand in the locales of the web. */
import type { FigureSaid, FigureSubject, Named } from '../../domain/claim-reason.ts'
import { nationCode, regionByCode } from '../../domain/regions.ts'
import { catalogued } from '../indicators/catalogue.ts'
import type { FigureKey, Official } from './figures.ts'

export function indicatorNamed(code: string): Named {
  const entry = catalogued(code)
  return { zh: entry?.name ?? code, en: entry?.english ?? code }
}

function regionNamed(code: string): Named {
  if (code === nationCode) return { zh: '全国', en: 'China' }
  const region = regionByCode(code)
  return { zh: region?.shortName ?? code, en: region?.english ?? region?.shortName ?? code }
}

/** 2025年11月广西居民消费价格环比涨幅, in its parts. */
export const subjectOf = ({ indicator, region, span, measure }: FigureKey): FigureSubject => ({
  indicator: indicatorNamed(indicator),
  region: regionNamed(region),
  span,
  measure,
  priceBasis: null,
})

export const saidOf = ({ figure, span }: Official): FigureSaid => ({
  ...subjectOf({ ...figure, span }),
  priceBasis: figure.priceBasis,
  value: figure.value,
  unit: figure.unit,
})
