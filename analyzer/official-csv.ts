/**
 * Figures and calendar from the CSV files of the outside scorer (and of `predict claims`): text in, values out. The
 * product's own import, with its checks by cell, is workflow/figure's; this one trusts the file and drops bad rows.
 */
import { parse } from 'csv-parse/sync'
import {
  type CalendarEntry,
  type Figure,
  type FigureStatus,
  figureStatuses,
  type Measure,
  measures,
  type PeriodType,
  periodTypes,
} from '../domain/figure.ts'

type Row = Record<string, string | undefined>

export function figuresFromCsv(text: string): Figure[] {
  return rowsOf(text).flatMap((row) => {
    const measure = oneOf<Measure>(measures, row.measure)
    const periodType = oneOf<PeriodType>(periodTypes, row.period_type)
    const publishedAt = instant(row.published_at)
    if (!row.id || !row.indicator || !row.region || !row.period || measure === null || periodType === null) return []
    if (publishedAt === null || !/^-?\d+(?:\.\d+)?$/.test(row.value ?? '')) return []
    return [
      {
        id: row.id,
        indicator: row.indicator,
        region: row.region,
        period: row.period,
        periodType,
        measure,
        priceBasis: row.price_basis === 'current' || row.price_basis === 'constant' ? row.price_basis : null,
        value: row.value ?? '',
        unit: row.unit ?? '',
        status: oneOf<FigureStatus>(figureStatuses, row.status) ?? 'preliminary',
        publishedAt,
        supersededAt: instant(row.superseded_at),
        owner: row.owner ?? '',
        sourceUrl: row.source_url ?? '',
      },
    ]
  })
}

export function calendarFromCsv(text: string): CalendarEntry[] {
  return rowsOf(text).flatMap((row) => {
    const periodType = oneOf<PeriodType>(periodTypes, row.period_type)
    const scheduledAt = instant(row.scheduled_at)
    if (!row.id || !row.region || !row.period || periodType === null || scheduledAt === null) return []
    return [
      {
        id: row.id,
        indicators: (row.indicators ?? '').split(';').filter((code) => code !== ''),
        region: row.region,
        period: row.period,
        periodType,
        scheduledAt,
        publisher: row.publisher ?? '',
        releasedAt: instant(row.released_at),
      },
    ]
  })
}

const rowsOf = (text: string): Row[] =>
  parse(text, { columns: true, bom: true, skip_empty_lines: true, relax_column_count: true }) as Row[]

const oneOf = <T extends string>(values: readonly T[], value: string | undefined): T | null =>
  values.find((known) => known === value) ?? null

function instant(text: string | undefined): Date | null {
  if (text === undefined || text === '') return null
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? null : at
}
