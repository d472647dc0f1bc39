/**
 * Reads the two tables a bureau hands in: official figures and the release calendar, as CSV. Pure. A bad cell is named by
 * line and column and nothing is guessed; the caller decides what to do with a table that has errors (nothing).
 */
import { parse } from 'csv-parse/sync'
import { type CalendarEntry, figureStatuses, measures, type PeriodType, periodTypes } from '../../domain/figure.ts'
import type { FigureRow } from '../../store/figures.ts'

/** `line`: in the file, the heading being line 1. */
export type TableError = { line: number; field: string; code: ErrorCode; value: string }
type ErrorCode =
  | 'missing'
  | 'unknown_value'
  | 'not_a_number'
  | 'not_a_date'
  | 'not_a_period'
  | 'not_a_region'
  | 'repeated_id'
  | 'not_yet_published'
  | 'missing_column'
  | 'unreadable'

export const figureColumns = [
  'id',
  'indicator',
  'indicator_zh',
  'region',
  'region_zh',
  'period',
  'period_type',
  'measure',
  'price_basis',
  'value',
  'unit',
  'status',
  'published_at',
  'superseded_at',
  'owner',
  'source_url',
] as const
export const calendarColumns = [
  'id',
  'indicators',
  'indicators_zh',
  'region',
  'region_zh',
  'period',
  'period_type',
  'scheduled_at',
  'publisher',
  'released_at',
] as const

const mostErrors = 200
const mostRows = 200_000

/**
 * Figures of a CSV with `figureColumns`. A row whose publication lies after `now` is an error: unpublished figures are
 * never loaded (domain catalogue B12), whatever their status says.
 */
export function readFigureTable(csv: string, now: Date): { rows: FigureRow[]; errors: TableError[] } {
  return readTable(csv, figureColumns, (cell) => {
    const publishedAt = cell.date('published_at')
    if (publishedAt && publishedAt > now) cell.fault('published_at', 'not_yet_published')
    return {
      id: cell.text('id'),
      indicator: cell.text('indicator'),
      indicatorName: cell.text('indicator_zh'),
      region: cell.region('region'),
      regionName: cell.text('region_zh'),
      period: cell.period('period', 'period_type'),
      periodType: cell.oneOf('period_type', periodTypes),
      measure: cell.oneOf('measure', measures),
      priceBasis: ['', 'none'].includes(cell.raw('price_basis'))
        ? null
        : cell.oneOf('price_basis', ['current', 'constant'] as const),
      value: cell.decimal('value'),
      unit: cell.text('unit'),
      status: cell.oneOf('status', figureStatuses),
      publishedAt: publishedAt ?? now,
      supersededAt: cell.raw('superseded_at') === '' ? null : cell.date('superseded_at'),
      owner: cell.text('owner'),
      sourceUrl: cell.raw('source_url'),
    }
  })
}

/** Calendar entries of a CSV with `calendarColumns`; an empty `released_at` means not yet released. */
export function readCalendarTable(csv: string, now: Date): { rows: CalendarEntry[]; errors: TableError[] } {
  return readTable(csv, calendarColumns, (cell) => ({
    id: cell.text('id'),
    indicators: cell
      .text('indicators')
      .split(';')
      .map((s) => s.trim())
      .filter((s) => s !== ''),
    region: cell.region('region'),
    period: cell.period('period', 'period_type'),
    periodType: cell.oneOf('period_type', periodTypes),
    scheduledAt: cell.date('scheduled_at') ?? now,
    publisher: cell.text('publisher'),
    releasedAt: cell.raw('released_at') === '' ? null : cell.date('released_at'),
  }))
}

type Cell = {
  raw(field: string): string
  text(field: string): string
  decimal(field: string): string
  date(field: string): Date | null
  region(field: string): string
  period(field: string, typeField: string): string
  oneOf<T extends string>(field: string, values: readonly T[]): T
  fault(field: string, code: ErrorCode): void
}

function readTable<T extends { id: string }>(
  csv: string,
  columns: readonly string[],
  read: (cell: Cell) => T,
): { rows: T[]; errors: TableError[] } {
  const errors: TableError[] = []
  let records: { record: Record<string, string>; info: { lines: number } }[]
  try {
    records = parse(csv, {
      columns: true,
      bom: true,
      trim: true,
      skip_empty_lines: true,
      info: true,
      to: mostRows,
      max_record_size: 20_000,
    })
  } catch (e) {
    const line = Number((e as { lines?: number }).lines ?? 1)
    return { rows: [], errors: [{ line, field: '', code: 'unreadable', value: (e as Error).message.slice(0, 200) }] }
  }
  const missing = columns.filter((c) => records[0] && !(c in records[0].record))
  if (records.length === 0 || missing.length > 0)
    return {
      rows: [],
      errors: (missing.length ? missing : ['id']).map((field) => ({
        line: 1,
        field,
        code: 'missing_column',
        value: '',
      })),
    }
  const rows: T[] = []
  const ids = new Set<string>()
  for (const { record, info } of records) {
    const fault = (field: string, code: ErrorCode) =>
      errors.push({ line: info.lines, field, code, value: (record[field] ?? '').slice(0, 100) })
    const row = read(cellOf(record, fault))
    if (ids.has(row.id)) fault('id', 'repeated_id')
    ids.add(row.id)
    rows.push(row)
    if (errors.length >= mostErrors) break
  }
  return { rows: errors.length > 0 ? [] : rows, errors }
}

function cellOf(record: Record<string, string>, fault: (field: string, code: ErrorCode) => void): Cell {
  const raw = (field: string) => record[field] ?? ''
  const text = (field: string) => {
    if (raw(field) === '') fault(field, 'missing')
    return raw(field)
  }
  return {
    raw,
    text,
    fault,
    decimal: (field) => {
      const value = text(field)
      if (value !== '' && !/^-?\d{1,18}(\.\d{1,10})?$/.test(value)) fault(field, 'not_a_number')
      return value
    },
    date: (field) => {
      const value = text(field)
      const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/.test(value) ? new Date(value) : null
      if (at && !Number.isNaN(at.getTime())) return at
      if (value !== '') fault(field, 'not_a_date')
      return null
    },
    region: (field) => {
      const value = text(field)
      if (value !== '' && !/^\d{6}$/.test(value)) fault(field, 'not_a_region')
      return value
    },
    period: (field, typeField) => {
      const value = text(field)
      if (value !== '' && !periodFits(value, raw(typeField) as PeriodType)) fault(field, 'not_a_period')
      return value
    },
    oneOf: (field, values) => {
      const value = text(field)
      if (value !== '' && !values.includes(value as never)) fault(field, 'unknown_value')
      return value as (typeof values)[number]
    },
  }
}

function periodFits(period: string, type: PeriodType): boolean {
  const forms = { year: /^\d{4}$/, quarter: /^\d{4}Q[1-4]$/, month: /^\d{4}-(0[1-9]|1[0-2])$/ }
  switch (type) {
    case 'cumulative':
      return forms.quarter.test(period) || forms.month.test(period)
    case 'point':
      return forms.year.test(period) || forms.month.test(period) || forms.quarter.test(period)
    default:
      return forms[type]?.test(period) ?? false
  }
}
