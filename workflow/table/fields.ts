/**
 * One row of a table read field by field: every cell that cannot be read is a fault with its place and a hint, and nothing is
 * guessed. Full-width digits and well-formed thousands separators are read, because they mean one number only.
 */
import { periodTypes, type PeriodType } from '../../domain/figure.ts'
import { regionByCode, regions } from '../../domain/regions.ts'
import { fromShanghai } from '../../domain/time.ts'
import {
  type Cell,
  columnName,
  type MergedRange,
  type TableRow,
  type UnreadableTable,
  type UnreadableCode,
} from './cells.ts'
import type { Header } from './header.ts'
import { readPeriod } from './read-period.ts'

export const faultCodes = [
  'missing',
  'missing_column',
  'unknown_column',
  'column_twice',
  'not_a_number',
  'not_a_date',
  'time_missing',
  'date_serial',
  'period_is_date',
  'not_a_period',
  'period_type_differs',
  'not_a_region',
  'unknown_value',
  'unknown_indicator',
  'unit_differs',
  'formula',
  'percent_cell',
  'excel_error',
  'merged',
  'too_long',
  'not_yet_published',
  'not_released',
  'unpublished_status',
  'superseded_early',
  'repeated_figure',
  'repeated_id',
  'id_taken',
  'status_goes_back',
  'unread_event',
  'no_such_unit',
  'name_taken',
  'name_repeated',
  'name_unfit',
  'level_unfit',
] as const
export type FaultCode = (typeof faultCodes)[number]
/** `column`: letter as Excel shows it, '' where it is the row or the file. `hint`: what it would be, or what is known. */
export type Fault = {
  row: number
  column: string
  field: string
  code: FaultCode | UnreadableCode
  value: string
  hint?: string
}

export const faultOfFile = (e: UnreadableTable): Fault => ({
  row: e.row,
  column: '',
  field: '',
  code: e.code,
  value: '',
})

export function faultsOfHeader<Field extends string>(header: Header<Field>): Fault[] {
  const at = (column: number | null, field: string, code: FaultCode, value = '', hint?: string): Fault => ({
    row: header.row,
    column: column === null ? '' : columnName(column),
    ...{ field, code, value, ...(hint ? { hint } : {}) },
  })
  return [
    ...header.missing.map((field) => at(null, field, 'missing_column')),
    ...header.twice.map(({ field, column }) => at(column, field, 'column_twice')),
    // A column nobody knows is passed over, unless one is missing: then it is likely the one.
    ...(header.missing.length > 0
      ? header.unknown.map(({ column, heading, nearest }) =>
          at(column, '', 'unknown_column', heading, nearest ?? undefined),
        )
      : []),
  ]
}

/** Merged cells below the heading: one value for several rows is no table. */
export const faultsOfMerged = (merged: readonly MergedRange[], header: { row: number }): Fault[] =>
  merged
    .filter((range) => range.lastRow > header.row)
    .map((range) => ({
      row: range.firstRow,
      column: columnName(range.firstColumn),
      ...{ field: '', code: 'merged' as const, value: range.ref },
    }))

export class RowReader<Field extends string> {
  readonly faults: Fault[] = []
  readonly row: number
  readonly #cells: (Cell | undefined)[]
  readonly #columns: Map<Field, number>

  constructor({ row, cells }: TableRow, header: Header<Field>) {
    this.row = row
    this.#cells = cells
    this.#columns = header.columns
  }

  /** No cell of a known column holds anything. */
  get isEmpty(): boolean {
    return [...this.#columns.values()].every((column) => (this.#cells[column]?.text.trim() ?? '') === '')
  }

  has = (field: Field): boolean => this.#columns.has(field)

  fault(field: Field, code: FaultCode, hint?: string): void {
    const column = this.#columns.get(field)
    const value = column === undefined ? '' : (this.#cells[column]?.text ?? '').slice(0, 100)
    this.faults.push({
      row: this.row,
      column: column === undefined ? '' : columnName(column),
      ...{ field, code, value, ...(hint ? { hint } : {}) },
    })
  }

  /** Trimmed, '' where there is nothing; a formula or an error of the workbook is a fault and reads as ''. */
  optional(field: Field, longest = 300): string {
    const cell = this.#cells[this.#columns.get(field) ?? -1]
    const text = cell?.text.trim() ?? ''
    if (cell?.kind === 'formula') this.fault(field, 'formula')
    else if (cell?.kind === 'error') this.fault(field, 'excel_error')
    else if (text.length > longest) this.fault(field, 'too_long')
    else return text
    return ''
  }

  text(field: Field, longest = 300): string {
    const before = this.faults.length
    const text = this.optional(field, longest)
    if (text === '' && this.faults.length === before) this.fault(field, 'missing')
    return text
  }

  kind = (field: Field): Cell['kind'] | null => this.#cells[this.#columns.get(field) ?? -1]?.kind ?? null

  /** Exact decimal with its digits; ｆｕｌｌ-width digits and 1,234.5 are read, 1,23 is not. */
  decimal(field: Field): string {
    const text = this.text(field, 60)
    if (text === '') return ''
    if (this.kind(field) === 'percent') {
      this.fault(field, 'percent_cell', percentOf(text))
      return ''
    }
    const plain = text
      .normalize('NFKC')
      .replace(/[−－﹣]/g, '-')
      .replace(/^\+/, '')
    const value = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : plain
    if (this.kind(field) === 'date' || !/^-?\d{1,18}(\.\d{1,10})?$/.test(value)) {
      this.fault(field, 'not_a_number', numberIn(plain))
      return ''
    }
    return value
  }

  /** An instant; without a zone it is Asia/Shanghai. A day alone is too little: what an article of that day could know depends on the time. */
  instant(field: Field): Date | null {
    const text = this.text(field, 60)
    return text === '' ? null : this.#instantOf(field, text)
  }

  optionalInstant(field: Field): Date | null {
    const text = this.optional(field, 60)
    return text === '' ? null : this.#instantOf(field, text)
  }

  #instantOf(field: Field, text: string): Date | null {
    const plain = text.normalize('NFKC')
    if (this.kind(field) === 'number' || /^\d{5}(\.\d+)?$/.test(plain)) {
      this.fault(field, 'date_serial')
      return null
    }
    const zoned = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(plain)
      ? new Date(plain)
      : null
    if (zoned && !Number.isNaN(zoned.getTime())) return zoned
    const wall =
      /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]*(\d{1,2})[:时点](\d{1,2})?分?(?::(\d{1,2}))?)?$/.exec(plain)
    if (wall && (wall[4] === undefined || (this.kind(field) === 'date' && / 00:00:00$/.test(plain)))) {
      this.fault(field, 'time_missing')
      return null
    }
    const [year, month, day, hours, minutes, seconds] = (wall ?? []).slice(1).map((part) => Number(part ?? 0))
    const at = wall && fromShanghai(year!, month!, day!, hours, minutes, seconds)
    if (!at) this.fault(field, 'not_a_date')
    return at
  }

  /** A code, or the value's Chinese word. */
  oneOf<T extends string>(field: Field, words: Record<T, readonly string[]>): T | null {
    const text = this.text(field, 60)
    return text === '' ? null : this.wordOf(field, text, words)
  }

  wordOf<T extends string>(field: Field, text: string, words: Record<T, readonly string[]>): T | null {
    const plain = text.normalize('NFKC').toLowerCase()
    const found = (Object.entries(words) as [T, readonly string[]][]).find(
      ([code, names]) => code === plain || names.includes(text.normalize('NFKC')),
    )
    if (!found) this.fault(field, 'unknown_value')
    return found?.[0] ?? null
  }

  /** Six digits of GB/T 2260, or a name that only one region has. `named`: the field with its name, for codes not in our table. */
  region(field: Field, named: Field): { code: string; name: string } | null {
    const given = this.optional(field) || this.optional(named)
    if (given === '') {
      this.fault(field, 'missing')
      return null
    }
    const text = given.normalize('NFKC')
    if (/^\d{6}$/.test(text)) {
      const name = this.optional(named) || regionByCode(text)?.shortName
      if (name) return { code: text, name }
      this.fault(field, 'not_a_region')
      return null
    }
    const region = regions.find((r) => r.name === text || r.shortName === text || r.aliases.includes(text))
    if (!region) this.fault(field, 'not_a_region')
    return region ? { code: region.code, name: region.shortName } : null
  }

  period(field: Field, typeField: Field): { period: string; periodType: PeriodType } | null {
    const text = this.text(field, 40)
    if (text === '') return null
    if (this.kind(field) === 'date' || /^\d{5}(\.\d+)?$/.test(text)) {
      this.fault(field, 'period_is_date', this.kind(field) === 'date' ? text.slice(0, 7) : undefined)
      return null
    }
    const type = this.optional(typeField) === '' ? null : this.oneOf(typeField, periodWords)
    const read = readPeriod(text, type)
    if (read === 'differs') this.fault(typeField, 'period_type_differs')
    else if (read === null) this.fault(field, 'not_a_period')
    else return read
    return null
  }
}

const periodWords: Record<PeriodType, readonly string[]> = {
  month: ['月', '月度', '当月'],
  quarter: ['季', '季度', '当季'],
  cumulative: ['累计', '本年累计'],
  year: ['年', '年度', '全年'],
  point: ['时点', '期末', '年末'],
}
periodTypes satisfies readonly (keyof typeof periodWords)[]

const percentOf = (text: string): string => `${Number((Number(text) * 100).toPrecision(12))}`
const numberIn = (text: string): string | undefined => /-?\d[\d,]*(\.\d+)?/.exec(text)?.[0].replaceAll(',', '')
