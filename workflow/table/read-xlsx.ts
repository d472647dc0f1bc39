/**
 * The first visible sheet of an Excel workbook (ECMA-376), row by row as it is unpacked: a sheet of a million cells never stands in
 * memory. Ours and no library's, because the errors of a table are in what libraries smooth over: formulas, merged cells,
 * dates as numbers, percentages, digits that the format prints (docs/decisions/0015-tables-by-our-own-readers.md).
 */
import { Parser } from 'htmlparser2'
import { type Cell, type MergedRange, type Table, type TableRow, tableLimits, UnreadableTable } from './cells.ts'
import { builtInFormat, dateOfSerial, decimalOf, type NumberFormat, readFormat } from './number-format.ts'
import { type ZipParts, zipParts } from './unzip.ts'

const maxSheetBytes = 1024 * 1024 * 1024
const maxPartBytes = 16 * 1024 * 1024
const maxStringsBytes = 256 * 1024 * 1024
const maxStrings = 2_000_000

export async function readXlsx(bytes: Buffer): Promise<Table> {
  const zip = zipParts(bytes)
  if (!zip.names.some((name) => name.endsWith('workbook.xml'))) throw new UnreadableTable('not_excel')
  const { path, from1904 } = await firstSheet(zip)
  const formats = await readFormats(zip)
  const strings = await readStrings(zip)
  const sheet: Sheet = { path, from1904, formats, strings, merged: [], lastRow: null }
  return { rows: sheetRows(zip, sheet), expected: () => sheet.lastRow && sheet.lastRow - 1, merged: () => sheet.merged }
}

type Handlers = {
  open?: (name: string, attributes: Record<string, string>) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

/** Tag names without their prefixes: some writers say x:row for row. */
function xmlParser({ open, text, close }: Handlers): Parser {
  const bare = (name: string) => name.slice(name.indexOf(':') + 1)
  return new Parser(
    {
      onopentag: (name, attributes) => open?.(bare(name), attributes),
      ontext: (chunk) => text?.(chunk),
      onclosetag: (name) => close?.(bare(name)),
    },
    { xmlMode: true, decodeEntities: true },
  )
}

async function readPart(zip: ZipParts, name: string, maxBytes: number, handlers: Handlers): Promise<void> {
  const parser = xmlParser(handlers)
  const decoder = new TextDecoder('utf-8')
  for await (const chunk of zip.open(name, maxBytes)) parser.write(decoder.decode(chunk, { stream: true }))
  parser.end(decoder.decode())
}

async function firstSheet(zip: ZipParts): Promise<{ path: string; from1904: boolean }> {
  const sheets: { relation: string; isHidden: boolean }[] = []
  let from1904 = false
  const workbook = zip.names.find((name) => name.endsWith('workbook.xml'))!
  await readPart(zip, workbook, maxPartBytes, {
    open: (name, a) => {
      if (name === 'workbookPr') from1904 = a.date1904 === '1' || a.date1904 === 'true'
      const relation = a['r:id'] ?? Object.entries(a).find(([key]) => key.endsWith(':id'))?.[1]
      if (name === 'sheet' && relation) sheets.push({ relation, isHidden: (a.state ?? 'visible') !== 'visible' })
    },
  })
  const folder = workbook.slice(0, workbook.lastIndexOf('/') + 1)
  const targets = new Map<string, string>()
  await readPart(zip, `${folder}_rels/workbook.xml.rels`, maxPartBytes, {
    open: (name, { Id, Target }) => {
      if (name === 'Relationship' && Id && Target) targets.set(Id, Target)
    },
  })
  const target = targets.get((sheets.find((s) => !s.isHidden) ?? sheets[0])?.relation ?? '')
  if (!target) throw new UnreadableTable('damaged_file', 0, 'no sheet')
  return { path: target.startsWith('/') ? target.slice(1) : `${folder}${target}`, from1904 }
}

/** Number formats by the index that cells name. */
async function readFormats(zip: ZipParts): Promise<NumberFormat[]> {
  const name = zip.names.find((n) => n.endsWith('styles.xml'))
  const own = new Map<number, NumberFormat>()
  const formats: NumberFormat[] = []
  let inCells = false
  if (name)
    await readPart(zip, name, maxPartBytes, {
      open: (tag, a) => {
        if (tag === 'numFmt') own.set(Number(a.numFmtId), readFormat(a.formatCode ?? ''))
        if (tag === 'cellXfs') inCells = true
        if (tag === 'xf' && inCells) {
          const id = Number(a.numFmtId ?? 0)
          formats.push(own.get(id) ?? builtInFormat(id))
        }
      },
      close: (tag) => {
        if (tag === 'cellXfs') inCells = false
      },
    })
  return formats
}

async function readStrings(zip: ZipParts): Promise<string[]> {
  const name = zip.names.find((n) => n.endsWith('sharedStrings.xml'))
  const strings: string[] = []
  if (!name) return strings
  let text = ''
  let inText = false
  let inPhonetic = false
  await readPart(zip, name, maxStringsBytes, {
    open: (tag) => {
      if (tag === 'si') text = ''
      if (tag === 'rPh') inPhonetic = true
      if (tag === 't') inText = !inPhonetic
    },
    text: (chunk) => {
      if (inText) text += chunk
      if (text.length > 100_000) throw new UnreadableTable('long_cell')
    },
    close: (tag) => {
      if (tag === 't') inText = false
      if (tag === 'rPh') inPhonetic = false
      if (tag !== 'si') return
      strings.push(text)
      if (strings.length > maxStrings) throw new UnreadableTable('bomb')
    },
  })
  return strings
}

type Sheet = {
  path: string
  from1904: boolean
  formats: NumberFormat[]
  strings: string[]
  merged: MergedRange[]
  /** As the sheet's dimension says. */
  lastRow: number | null
}

async function* sheetRows(zip: ZipParts, sheet: Sheet): AsyncGenerator<TableRow> {
  const reader = sheetReader(sheet)
  const decoder = new TextDecoder('utf-8')
  for await (const chunk of zip.open(sheet.path, maxSheetBytes)) {
    reader.parser.write(decoder.decode(chunk, { stream: true }))
    yield* reader.take()
  }
  reader.parser.end(decoder.decode())
  yield* reader.take()
}

/** Gathers rows while the parser runs. */
function sheetReader(sheet: Sheet): { parser: Parser; take: () => TableRow[] } {
  const { from1904, formats, strings } = sheet
  let ready: TableRow[] = []
  let row: TableRow | null = null
  let lastRow = 0
  let cell: { column: number; type: string; format: NumberFormat; isFormula: boolean; value: string } | null = null
  let listening = false
  const parser = xmlParser({
    open: (tag, a) => {
      if (tag === 'row') {
        const number = a.r === undefined ? lastRow + 1 : Number(a.r)
        if (!(number > lastRow) || number > tableLimits.rows + 1) throw new UnreadableTable('too_many_rows', lastRow)
        lastRow = number
        row = { row: number, cells: [] }
      } else if (tag === 'c' && row) {
        const column = a.r === undefined ? row.cells.length : columnIndex(a.r)
        if (!(column >= 0 && column < tableLimits.columns)) throw new UnreadableTable('too_many_columns', row.row)
        const format = formats[Number(a.s ?? -1)] ?? builtInFormat(0)
        cell = { column, type: a.t ?? 'n', format, isFormula: false, value: '' }
      } else if (tag === 'f' && cell) cell.isFormula = true
      else if (tag === 'v' || tag === 't') listening = cell !== null
      else if (tag === 'dimension' && a.ref) sheet.lastRow = rangeOf(a.ref).lastRow || null
      else if (tag === 'mergeCell' && a.ref) sheet.merged.push(rangeOf(a.ref))
    },
    text: (chunk) => {
      if (!listening || !cell) return
      cell.value += chunk
      if (cell.value.length > tableLimits.cellCharacters) throw new UnreadableTable('long_cell', lastRow)
    },
    close: (tag) => {
      if (tag === 'v' || tag === 't') listening = false
      else if (tag === 'c' && row && cell) {
        const read = readCell(cell)
        if (read.text !== '' || read.kind === 'formula') row.cells[cell.column] = read
        cell = null
      } else if (tag === 'row' && row) {
        ready.push(row)
        row = null
      }
    },
  })

  function readCell({ type, format, isFormula, value }: NonNullable<typeof cell>): Cell {
    const kind = (of: Cell['kind']): Cell['kind'] => (isFormula ? 'formula' : of)
    if (type === 's') return { text: strings[Number(value)] ?? '', kind: kind('text') }
    if (type === 'str' || type === 'inlineStr') return { text: value, kind: kind('text') }
    if (type === 'b') return { text: value === '1' ? 'TRUE' : 'FALSE', kind: kind('boolean') }
    if (type === 'e') return { text: value, kind: kind('error') }
    if (type === 'd') return { text: value.replace('T', ' ').slice(0, 19), kind: kind('date') }
    if (value === '') return { text: '', kind: kind('text') }
    if (format.kind === 'date') {
      const date = dateOfSerial(Number(value), from1904)
      return { text: date ?? value, kind: kind(date ? 'date' : 'number') }
    }
    return { text: decimalOf(value, format.decimals) ?? value, kind: kind(format.kind) }
  }

  const take = () => {
    const rows = ready
    ready = []
    return rows
  }
  return { parser, take }
}

function columnIndex(ref: string): number {
  let index = 0
  for (const letter of /^[A-Z]{1,3}/i.exec(ref)?.[0].toUpperCase() ?? '') index = index * 26 + letter.charCodeAt(0) - 64
  return index - 1
}

function rangeOf(ref: string): MergedRange {
  const [from = '', to = from] = ref.split(':')
  const rowOf = (cell: string) => Number(/\d+/.exec(cell)?.[0] ?? 0)
  return { ref, firstRow: rowOf(from), lastRow: rowOf(to), firstColumn: columnIndex(from), lastColumn: columnIndex(to) }
}
