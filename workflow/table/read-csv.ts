/**
 * A CSV as offices write them: UTF-8 with or without a mark, UTF-16, or GB18030; comma, semicolon or tab; RFC 4180 quotes. Row by row;
 * `row` is the line of the file at which the record begins.
 */
import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import iconv from 'iconv-lite'
import { type Table, type TableRow, tableLimits, UnreadableTable } from './cells.ts'

export function readCsv(bytes: Buffer): Table {
  const text = decode(bytes)
  return { rows: csvRows(text), expected: () => linesIn(text) - 1, merged: () => [] }
}

async function* csvRows(text: string): AsyncGenerator<TableRow> {
  const head = text.slice(0, 20_000).split('\n', 1)[0] ?? ''
  const delimiter = [',', '\t', ';'].sort((a, b) => head.split(b).length - head.split(a).length)[0]!
  const parser = Readable.from(pieces(text)).pipe(
    parse({
      ...{ delimiter, relax_column_count: true, info: true, skip_empty_lines: true, bom: true },
      max_record_size: tableLimits.cellCharacters * 20,
    }),
  )
  let row = 1
  let count = 0
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      count += 1
      if (count > tableLimits.rows + 1) throw new UnreadableTable('too_many_rows', row)
      if (record.length > tableLimits.columns) throw new UnreadableTable('too_many_columns', info.lines)
      row = info.lines
      yield {
        row,
        cells: record.map((text) => {
          if (text.length > tableLimits.cellCharacters) throw new UnreadableTable('long_cell', row)
          return text === '' ? undefined : { text, kind: 'text' as const }
        }),
      }
    }
  } catch (e) {
    if (e instanceof UnreadableTable) throw e
    throw new UnreadableTable('bad_quotes', Number((e as { lines?: number }).lines ?? row + 1), (e as Error).message)
  }
}

function* pieces(text: string): Generator<string> {
  const size = 1 << 18
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}

function decode(bytes: Buffer): string {
  const text = decodeBytes(bytes)
  if (text.includes('\0')) throw new UnreadableTable('bad_encoding')
  return text
}

function decodeBytes(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return iconv.decode(bytes, 'utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return iconv.decode(bytes, 'utf-16be')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const text = iconv.decode(bytes, 'gb18030')
    if (text.includes('\uFFFD')) throw new UnreadableTable('bad_encoding')
    return text
  }
}

function linesIn(text: string): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1
  return lines + (text.endsWith('\n') ? 0 : 1)
}
