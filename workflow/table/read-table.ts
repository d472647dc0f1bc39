/** Any file that a bureau hands in as a table, by what its bytes are and not by what it is called. */
import { type Table, UnreadableTable } from './cells.ts'
import { readCsv } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'

export type FileKind = 'xlsx' | 'csv' | 'json' | 'ical'

/** Throws UnreadableTable for what can be no table at all. */
export function kindOfFile(bytes: Buffer): FileKind {
  if (bytes.length === 0) throw new UnreadableTable('empty_file')
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04') return 'xlsx'
  // OLE: .xls of before 2007, or a workbook with a password.
  if (bytes.length >= 4 && bytes.readUInt32BE(0) === 0xd0cf11e0)
    throw new UnreadableTable(bytes.includes('EncryptedPackage', 0, 'utf16le') ? 'locked_excel' : 'old_excel')
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') throw new UnreadableTable('not_excel')
  const head = bytes
    .subarray(0, 400)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
  if (head.startsWith('{') || head.startsWith('[')) return 'json'
  return /^BEGIN:VCALENDAR/i.test(head) ? 'ical' : 'csv'
}

export const readTable = async (bytes: Buffer, kind: 'xlsx' | 'csv'): Promise<Table> =>
  kind === 'xlsx' ? readXlsx(bytes) : readCsv(bytes)
