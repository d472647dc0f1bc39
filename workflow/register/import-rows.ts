/** Rows of a register come in as a table (CSV, Excel) under its own headings, whole or not at all. */
import type { ImportFault } from '../../domain/figure-import.ts'
import { type Result, ok } from '../../domain/result.ts'
import type { Db } from '../../store/open.ts'
import type { By } from '../by.ts'
import { type TableRow, UnreadableTable } from '../table/cells.ts'
import { faultOfFile, faultsOfHeader, RowReader } from '../table/fields.ts'
import { type FieldNames, type Header, readHeader } from '../table/header.ts'
import { kindOfFile, readTable } from '../table/read-table.ts'
import { addRows, keptBy, mostRegisterRows } from './registers.ts'

export type RegisterImport = { rows: number; faults: ImportFault[] }

/** Adds; what is there already stays. A dry run says what is wrong by cell. */
export async function importRows(
  db: Db,
  { bytes, dryRun, ...which }: { unitId: string; plan: string; register: string; bytes: Buffer; dryRun: boolean },
  by: By,
): Promise<Result<RegisterImport>> {
  const kept = await keptBy(db, which, by)
  if (!kept.ok) return kept
  const { rows, faults } = await readRows(bytes, kept.value.register.columns)
  if (faults.length > 0 || dryRun) return ok({ rows: rows.length, faults })
  const added = await addRows(db, { ...which, rows }, by)
  return added.ok ? ok({ rows: added.value.rows, faults }) : added
}

type Read = { rows: Record<string, string>[]; faults: ImportFault[] }

async function readRows(bytes: Buffer, columns: string[]): Promise<Read> {
  const names: FieldNames<string> = Object.fromEntries(columns.map((name) => [name, [name]]))
  const read: Read = { rows: [], faults: [] }
  try {
    const kind = kindOfFile(bytes)
    if (kind === 'json' || kind === 'ical') throw new UnreadableTable('not_excel')
    let header: Header<string> | null = null
    for await (const row of (await readTable(bytes, kind)).rows) {
      if (!header) {
        header = readHeader(row, names, [columns[0]!])
        read.faults.push(...(header ? faultsOfHeader(header) : []))
        if (read.faults.length > 0) return read
      } else readRow(row, header, { columns, read })
      if (read.rows.length > mostRegisterRows) throw new UnreadableTable('too_many_rows', row.row)
      if (read.faults.length > 200) break
    }
    if (read.rows.length + read.faults.length === 0) throw new UnreadableTable('empty_file')
    return read
  } catch (e) {
    if (!(e instanceof UnreadableTable)) throw e
    return { rows: [], faults: [faultOfFile(e)] }
  }
}

function readRow(row: TableRow, header: Header<string>, { columns, read }: { columns: string[]; read: Read }): void {
  const cells = new RowReader(row, header)
  if (cells.isEmpty) return
  const [first, ...others] = columns
  const values = {
    [first!]: cells.text(first!, 500),
    ...Object.fromEntries(others.map((n) => [n, cells.optional(n, 500)])),
  }
  if (cells.faults.length === 0) read.rows.push(values)
  read.faults.push(...cells.faults)
}
