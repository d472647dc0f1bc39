/**
 * What every table from outside becomes, whatever its format: rows of cells, each with what its file says it is. Nothing is judged
 * here; a reader of figures or of the calendar does that and names the cell.
 */

/** `number`, `date`, `percent`: as the workbook formats it. A formula's result is not taken: nobody typed it. */
export type CellKind = 'text' | 'number' | 'date' | 'percent' | 'formula' | 'boolean' | 'error'
export type Cell = { text: string; kind: CellKind }
/** `row`: its number in the file, counted from 1. Cells that are not there are undefined. */
export type TableRow = { row: number; cells: (Cell | undefined)[] }

export type Table = {
  /** Read once, from first to last; throws UnreadableTable. */
  rows: AsyncIterable<TableRow>
  /** About how many rows there are, as the file says at its beginning; null when it does not. */
  expected: () => number | null
  /** Known when all rows were read: ranges such as B2:B5 that are one cell in the file. */
  merged: () => MergedRange[]
}
export type MergedRange = { ref: string; firstRow: number; lastRow: number; firstColumn: number; lastColumn: number }

/** Why a file is no table; the wording stands in the web locale. */
export type UnreadableCode =
  | 'empty_file'
  | 'old_excel'
  | 'locked_excel'
  | 'not_excel'
  | 'damaged_file'
  | 'bomb'
  | 'too_many_rows'
  | 'too_many_columns'
  | 'long_cell'
  | 'bad_encoding'
  | 'bad_quotes'
  | 'not_nbs'

export class UnreadableTable extends Error {
  override readonly name = 'UnreadableTable'
  readonly code: UnreadableCode
  readonly row: number
  constructor(code: UnreadableCode, row = 0, about = '') {
    super(about ? `${code}: ${about}` : code)
    this.code = code
    this.row = row
  }
}

/** Of every table; a file beyond them is refused, not cut. */
export const tableLimits = { rows: 1_000_000, columns: 200, cellCharacters: 4_000 } as const

/** 0 → A, 26 → AA. */
export function columnName(index: number): string {
  let name = ''
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name
  return name
}
