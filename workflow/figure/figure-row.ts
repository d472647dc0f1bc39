/** One row of a table as a figure. Pure; what is wrong is a fault of its cell. */
import { catalogued, indicatorNamed } from '../../analyzer/indicators/catalogue.ts'
import type { FigureScope, FigureStatus, Measure, PeriodType } from '../../domain/figure.ts'
import type { ImportDefaults } from '../../domain/figure-import.ts'
import { shanghaiTime } from '../../domain/time.ts'
import type { StagedFigure } from '../../store/figure-imports.ts'
import type { RowReader } from '../table/fields.ts'
import {
  basisWords,
  type FigureField,
  measureWords,
  percentMeasures,
  pointMeasures,
  scopeWords,
  statusWords,
  unpublishedStatuses,
} from './figure-columns.ts'

/** Null when the row has a fault; the reader holds it. A publication after `now` is one: unpublished figures are never loaded (B12). */
export function readFigureRow(
  cells: RowReader<FigureField>,
  { now, defaults }: { now: Date; defaults: ImportDefaults },
): StagedFigure | null {
  const id = cells.optional('id', 200)
  const indicator = readIndicator(cells)
  const region = cells.region(cells.has('region') ? 'region' : 'region_zh', 'region_zh')
  const period = cells.period('period', 'period_type')
  const measure = cells.oneOf('measure', measureWords)
  const basis = cells.optional('price_basis') === '' ? 'none' : cells.oneOf('price_basis', basisWords)
  const scope = cells.optional('scope') === '' ? 'whole' : cells.oneOf('scope', scopeWords)
  const value = cells.decimal('value')
  const unit = cells.text('unit', 40).normalize('NFKC').replace('个百分点', '百分点')
  if (measure && unit !== '' && !unitFits(measure, unit))
    cells.fault('unit', 'unit_differs', pointMeasures.includes(measure) ? '百分点' : '%')
  const status = cells.has('status') || !defaults.status ? readStatus(cells) : defaults.status
  const isDefault = !cells.has('published_at') && defaults.publishedAt !== undefined
  const publishedAt = isDefault ? new Date(defaults.publishedAt!) : cells.instant('published_at')
  if (publishedAt && publishedAt > now) cells.fault('published_at', 'not_yet_published')
  const supersededAt = cells.optionalInstant('superseded_at')
  if (publishedAt && supersededAt && supersededAt <= publishedAt) cells.fault('superseded_at', 'superseded_early')
  const owner = cells.optional('owner', 100) || defaults.owner || ''
  if (owner === '') cells.fault('owner', 'missing')
  const sourceUrl = cells.optional('source_url', 2000) || defaults.sourceUrl || ''
  if (sourceUrl !== '' && !/^https?:\/\/\S+$/i.test(sourceUrl)) cells.fault('source_url', 'unknown_value')
  if (cells.faults.length > 0 || !indicator || !region || !period || !measure || !basis || !scope) return null
  if (!status || !publishedAt) return null
  const figure = {
    indicator: indicator.code,
    indicatorName: indicator.name,
    region: region.code,
    regionName: region.name,
    scope,
    ...period,
    measure,
    priceBasis: basis === 'none' ? null : basis,
    ...{ value, unit, status, publishedAt, supersededAt, owner, sourceUrl },
  }
  return { row: cells.row, id: id || idOf(figure), ...figure }
}

/** The id of a figure that its file gives none: the same vintage has the same id whoever brings it. */
export function idOf(f: {
  region: string
  indicator: string
  scope: FigureScope
  period: string
  periodType: PeriodType
  measure: Measure
  priceBasis: 'current' | 'constant' | null
  publishedAt: Date
}): string {
  const parts = [f.region, f.indicator, f.period, f.periodType, f.measure]
  if (f.priceBasis) parts.push(f.priceBasis)
  if (f.scope !== 'whole') parts.push(f.scope)
  return [...parts, shanghaiTime(f.publishedAt).replace(/\D/g, '').slice(0, 12)].join('-')
}

/** By code, or by a name of the catalogue; a code of the bureau's own needs its name beside it. */
function readIndicator(cells: RowReader<FigureField>): { code: string; name: string } | null {
  const code = cells.optional('indicator', 60)
  const name = cells.optional('indicator_zh', 60)
  if (code === '' && name === '') {
    cells.fault(cells.has('indicator') ? 'indicator' : 'indicator_zh', 'missing')
    return null
  }
  const known = code === '' ? indicatorNamed(name) : (catalogued(code) ?? indicatorNamed(code))
  // By its code an indicator may have a name of its own (国内生产总值 for the nation); by a name it is called as in the catalogue.
  if (known) return { code: known.code, name: (code !== '' && name) || known.name }
  if (/^[a-z][a-z0-9_]{1,39}$/.test(code) && name !== '') return { code, name }
  cells.fault(code === '' ? 'indicator_zh' : 'indicator', 'unknown_indicator')
  return null
}

function readStatus(cells: RowReader<FigureField>): FigureStatus | null {
  const status = cells.text('status', 40)
  if (status === '') return null
  if (unpublishedStatuses.test(status)) {
    cells.fault('status', 'unpublished_status')
    return null
  }
  return cells.wordOf('status', status, statusWords)
}

function unitFits(measure: Measure, unit: string): boolean {
  if (pointMeasures.includes(measure)) return unit === '百分点'
  return !percentMeasures.includes(measure) || unit === '%' || unit === '‰' || (measure === 'yoy' && unit === '百分点')
}
