/**
 * A table as an Excel workbook (ECMA-376) of one sheet. Pure: values in, bytes out. Text is text, so that nothing runs as a formula; a
 * decimal keeps its digits by the format of its cell: 3.0 is shown as 3.0 and stays a number.
 */
import { deflateRawSync } from 'node:zlib'
import { zipStored } from './zip.ts'

/** `{decimal}`: an exact decimal in text. */
export type XlsxCell = string | number | { decimal: string } | null
export type XlsxSheet = { name: string; headings: string[]; rows: Iterable<XlsxCell[]>; at: Date }

const mostDecimals = 10
/** A sheet holds no more (ECMA-376 and Excel). */
export const maxXlsxRows = 1_048_575

export function writeXlsx({ name, headings, rows, at }: XlsxSheet): Uint8Array {
  const lines = [row(headings, 1, 1)]
  const widths = headings.map(widthOf)
  for (const cells of rows) {
    lines.push(row(cells, lines.length + 1, 0))
    if (lines.length > maxXlsxRows) throw new Error(`a sheet holds at most ${maxXlsxRows} rows`)
    if (lines.length < 200) for (const [n, cell] of cells.entries()) widths[n] = Math.max(widths[n] ?? 0, widthOf(cell))
  }
  const last = `${columnName(Math.max(headings.length, 1) - 1)}${lines.length}`
  const cols = widths.map(
    (w, n) => `<col min="${n + 1}" max="${n + 1}" width="${Math.min(60, w + 2)}" customWidth="1"/>`,
  )
  const sheet = `${head}<worksheet xmlns="${main}"><dimension ref="A1:${last}"/><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${cols.join('')}</cols><sheetData>${lines.join('')}</sheetData><autoFilter ref="A1:${last}"/></worksheet>`
  const files: [string, string][] = [
    ['[Content_Types].xml', contentTypes],
    ['_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']])],
    [
      'xl/workbook.xml',
      `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${escaped(name.slice(0, 31))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relations([
        ['worksheet', 'worksheets/sheet1.xml'],
        ['styles', 'styles.xml'],
      ]),
    ],
    ['xl/styles.xml', styles],
    ['xl/worksheets/sheet1.xml', sheet],
  ]
  return zipStored(
    files.map(([path, text]) => {
      const bytes = Buffer.from(text)
      return { path, bytes, deflated: deflateRawSync(bytes) }
    }),
    at,
  )
}

function row(cells: readonly XlsxCell[], number: number, style: number): string {
  const written = cells.map((value, n) => cell(value, `${columnName(n)}${number}`, style))
  return `<row r="${number}">${written.join('')}</row>`
}

function cell(value: XlsxCell, ref: string, style: number): string {
  if (value === null || value === '') return ''
  if (typeof value === 'number') return `<c r="${ref}"><v>${value}</v></c>`
  if (typeof value === 'object') {
    const decimals = value.decimal.split('.')[1]?.length ?? 0
    // A cell holds fifteen digits; what has more stays text, because it must stay exact.
    if (decimals <= mostDecimals && value.decimal.replace(/\D/g, '').length <= 15)
      return `<c r="${ref}" s="${decimals + 2}"><v>${value.decimal}</v></c>`
    return cell(value.decimal, ref, style)
  }
  return `<c r="${ref}" t="inlineStr"${style ? ` s="${style}"` : ''}><is><t xml:space="preserve">${escaped(value)}</t></is></c>`
}

/** Chinese characters take the room of two. */
const widthOf = (value: XlsxCell): number =>
  value === null
    ? 0
    : [...(typeof value === 'object' ? value.decimal : String(value))].reduce((w, c) => w + (c > '\u2E7F' ? 2 : 1), 0)

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const contentTypes = `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${(
  [
    ['workbook', 'sheet.main'],
    ['styles', 'styles'],
    ['worksheets/sheet1', 'worksheet'],
  ] as const
)
  .map(
    ([part, type]) =>
      `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`,
  )
  .join('')}</Types>`
const relations = (targets: [string, string][]): string =>
  `${head}<Relationships xmlns="${packages}/relationships">${targets.map(([type, target], n) => `<Relationship Id="rId${n + 1}" Type="${office}/${type}" Target="${target}"/>`).join('')}</Relationships>`

/** Style 0: plain; 1: headings; 2 and on: so many decimals less two. */
const decimalsList = Array.from({ length: mostDecimals + 1 }, (_, n) => n)
const styles = `${head}<styleSheet xmlns="${main}"><numFmts count="${mostDecimals + 1}">${decimalsList.map((n) => `<numFmt numFmtId="${200 + n}" formatCode="0${n ? `.${'0'.repeat(n)}` : ''}"/>`).join('')}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${mostDecimals + 3}"><xf/><xf fontId="1" applyFont="1"/>${decimalsList.map((n) => `<xf numFmtId="${200 + n}" applyNumberFormat="1"/>`).join('')}</cellXfs></styleSheet>`

function columnName(index: number): string {
  let name = ''
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name
  return name
}

/** Characters that XML cannot hold are left out. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!)
