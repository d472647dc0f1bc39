/**
 * Tables as text for a spreadsheet: UTF-8 with a byte order mark (else Excel shows Chinese as noise), RFC 4180 quoting,
 * and no cell that a spreadsheet would run as a formula (OWASP CSV injection). Times are Asia/Shanghai.
 */
import { shanghaiTime } from '../../domain/time.ts'

export type Column<Row> = { title: string; value: (row: Row) => string | number | Date | null | undefined }

export function csvText<Row>(columns: Column<Row>[], rows: Row[]): string {
  const lines = [columns.map((c) => cell(c.title)), ...rows.map((row) => columns.map((c) => cell(c.value(row))))]
  return `\uFEFF${lines.map((line) => line.join(',')).join('\r\n')}\r\n`
}

function cell(value: string | number | Date | null | undefined): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return shanghaiTime(value)
  const text = harmless(String(value))
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A leading apostrophe makes text of what would be a formula; a plain negative number stays a number. */
const harmless = (text: string): string =>
  /^[\s\0]*[=+\-@＝＋－＠]/.test(text) && !/^-\d+(\.\d+)?$/.test(text) ? `'${text}` : text
