/** A list as a workbook, for whoever goes on in Excel: what goes out comes in again by the same headings. */
import { writeXlsx, type XlsxCell } from '../../outbound/documents/xlsx.ts'

export type TableColumn<Row> = { title: string; value: (row: Row) => XlsxCell }

export const workbookOf = <Row>(
  name: string,
  columns: readonly TableColumn<Row>[],
  rows: readonly Row[],
  at: Date,
): Uint8Array => writeXlsx({ name, headings: columns.map((c) => c.title), rows: cellsOf(columns, rows), at })

function* cellsOf<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[]): Generator<XlsxCell[]> {
  for (const row of rows) yield columns.map((c) => c.value(row))
}
