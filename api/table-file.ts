/** A list as a file that the import reads again: CSV or Excel by the same columns. */
import type { Context } from 'hono'
import { shanghaiTime } from '../domain/time.ts'
import { workbookOf } from '../workflow/table/write-table.ts'
import { csvFile } from './csv.ts'

/** `decimal`: an exact decimal, which stays a number with its digits. */
export type FileColumn<Row> = { title: string; value: (row: Row) => string | null; decimal?: true }

/** More than other lists: a bureau takes its whole table away. */
export const maxTableRows = 100_000

export function tableFile<Row>(
  c: Context,
  {
    name,
    format,
    columns,
    rows,
    at,
  }: { name: string; format: 'csv' | 'xlsx'; columns: FileColumn<Row>[]; rows: Row[]; at: Date },
) {
  if (format === 'csv') return csvFile(c, name, () => columns, rows)
  const sheet = columns.map(({ title, value, decimal }) => ({
    title,
    value: (row: Row) => {
      const text = value(row)
      return decimal && text !== null ? { decimal: text } : text
    },
  }))
  return binaryFile(c, Buffer.from(workbookOf(name, sheet, rows, at)), {
    name: `${name}.xlsx`,
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  })
}

export const binaryFile = (c: Context, bytes: Uint8Array, { name, type }: { name: string; type: string }) =>
  c.body(new Uint8Array(bytes), 200, {
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  })

/** An instant of the contract as the import reads it. */
export const inZone = (instant: string | null): string | null =>
  instant && `${shanghaiTime(new Date(instant)).replace(' ', 'T')}+08:00`
