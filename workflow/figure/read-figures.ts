/** A file of figures, whatever its format, as figures and faults, in pieces: so that a large one never stands in memory as rows. */
import type { ImportDefaults, ImportFault } from '../../domain/figure-import.ts'
import type { StagedFigure } from '../../store/figure-imports.ts'
import { UnreadableTable } from '../table/cells.ts'
import { faultOfFile, faultsOfHeader, faultsOfMerged, RowReader } from '../table/fields.ts'
import { type Header, readHeader } from '../table/header.ts'
import { kindOfFile, readTable } from '../table/read-table.ts'
import { type FigureField, figureHeadings, requiredFields } from './figure-columns.ts'
import { readFigureRow } from './figure-row.ts'
import { readNbs } from './read-nbs.ts'

export type FigureBatch = {
  rows: StagedFigure[]
  faults: ImportFault[]
  /** Number in the file of the last row looked at. */
  lastRow: number
  /** Rows with something in them so far, and about how many there are; null where the file does not say. */
  count: number
  expected: number | null
}

/** `after`: rows up to this number were read before and are passed over. */
type Options = { now: Date; defaults: ImportDefaults; batch: number; after: number }

/** Everything of the file, in batches of about `batch` rows; what makes it no table is a fault of the file. */
export async function* readFigures(bytes: Buffer, options: Options): AsyncGenerator<FigureBatch> {
  try {
    const kind = kindOfFile(bytes)
    if (kind === 'ical') throw new UnreadableTable('not_excel')
    if (kind === 'json') yield* inBatches(readNbs(bytes.toString('utf8'), options), options)
    else yield* readRows(bytes, kind, options)
  } catch (e) {
    if (!(e instanceof UnreadableTable)) throw e
    yield { rows: [], faults: [faultOfFile(e)], lastRow: e.row, count: 0, expected: null }
  }
}

async function* readRows(bytes: Buffer, kind: 'xlsx' | 'csv', options: Options): AsyncGenerator<FigureBatch> {
  const table = await readTable(bytes, kind)
  let header: Header<FigureField> | null = null
  let batch: FigureBatch = { rows: [], faults: [], lastRow: 0, count: 0, expected: null }
  for await (const row of table.rows) {
    if (!header) {
      header = readHeader(
        row,
        figureHeadings,
        requiredFields.filter((f) => !isGiven(f, options.defaults)),
      )
      batch.faults.push(...(header ? faultsOfHeader(header) : []))
      batch.expected = table.expected()
      if (batch.faults.length > 0) break
      continue
    }
    const cells = new RowReader(row, header)
    if (cells.isEmpty) continue
    batch.count += 1
    if (row.row <= options.after) continue
    const figure = readFigureRow(cells, options)
    if (figure) batch.rows.push(figure)
    batch.faults.push(...cells.faults)
    batch.lastRow = row.row
    if (batch.rows.length + batch.faults.length < options.batch) continue
    yield batch
    batch = { ...batch, rows: [], faults: [] }
  }
  if (!header) throw new UnreadableTable('empty_file')
  batch.faults.push(...faultsOfMerged(table.merged(), header))
  if (batch.count === 0 && batch.faults.length === 0) throw new UnreadableTable('empty_file')
  yield batch
}

const isGiven = (field: FigureField | FigureField[], defaults: ImportDefaults): boolean =>
  (field === 'published_at' && defaults.publishedAt !== undefined) ||
  (field === 'status' && defaults.status !== undefined)

function* inBatches(read: { rows: StagedFigure[]; faults: ImportFault[] }, options: Options): Generator<FigureBatch> {
  if (read.rows.length === 0 && read.faults.length === 0) throw new UnreadableTable('empty_file')
  const rows = read.rows.filter((r) => r.row > options.after)
  for (let at = 0; at < Math.max(rows.length, 1); at += options.batch) {
    const part = rows.slice(at, at + options.batch)
    const faults = at === 0 && options.after === 0 ? read.faults : []
    yield {
      rows: part,
      faults,
      lastRow: part.at(-1)?.row ?? options.after,
      count: read.rows.length,
      expected: read.rows.length,
    }
  }
}
