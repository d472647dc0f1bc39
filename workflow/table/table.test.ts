import { deflateRawSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { writeXlsx } from '../../outbound/documents/xlsx.ts'
import { zipStored } from '../../outbound/documents/zip.ts'
import { columnName, type TableRow, UnreadableTable } from './cells.ts'
import { dateOfSerial, decimalOf, readFormat } from './number-format.ts'
import { readPeriod } from './read-period.ts'
import { kindOfFile, readTable } from './read-table.ts'

const at = new Date('2026-11-20T03:04:06Z')
const rowsOf = async (bytes: Uint8Array): Promise<TableRow[]> => {
  const file = Buffer.from(bytes)
  const table = await readTable(file, kindOfFile(file) as 'csv' | 'xlsx')
  const rows: TableRow[] = []
  for await (const row of table.rows) rows.push(row)
  return rows
}
const textsOf = (rows: TableRow[]) => rows.map(({ cells }) => Array.from(cells, (c) => c?.text ?? ''))

/** A workbook as other programs write it: shared strings, styles, prefixes, no references. */
function workbook({
  sheet,
  strings = '',
  formats = '',
  xfs = '',
}: {
  sheet: string
  strings?: string
  formats?: string
  xfs?: string
}) {
  const file = (path: string, text: string) => {
    const bytes = Buffer.from(text)
    return { path, bytes, deflated: deflateRawSync(bytes) }
  }
  return zipStored(
    [
      file(
        'xl/workbook.xml',
        '<x:workbook xmlns:x="a" xmlns:r="b"><x:sheets><x:sheet name="h" state="hidden" r:id="r0"/><x:sheet name="s" r:id="r1"/></x:sheets></x:workbook>',
      ),
      file(
        'xl/_rels/workbook.xml.rels',
        '<Relationships><Relationship Id="r1" Target="worksheets/sheet7.xml"/><Relationship Id="r0" Target="none.xml"/></Relationships>',
      ),
      file(
        'xl/styles.xml',
        `<styleSheet><numFmts>${formats}</numFmts><cellXfs><xf numFmtId="0"/>${xfs}</cellXfs></styleSheet>`,
      ),
      file('xl/sharedStrings.xml', `<sst>${strings}</sst>`),
      file('xl/worksheets/sheet7.xml', sheet),
    ],
    at,
  )
}
const whyOf = async (bytes: Uint8Array) => {
  try {
    await rowsOf(bytes)
    return 'read'
  } catch (e) {
    if (e instanceof UnreadableTable) return e.code
    throw e
  }
}

describe('a workbook', () => {
  it('written by us is read as it was, whatever the texts and decimals', async () => {
    const decimal = fc
      .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.integer({ min: 0, max: 3 }))
      .map(([minus, units, digits]) => {
        const all = units.toString().padStart(digits + 1, '0')
        const text = digits === 0 ? all : `${all.slice(0, -digits)}.${all.slice(-digits)}`
        return minus && units > 0n ? `-${text}` : text
      })
    const text = fc.stringMatching(/^[\w统计<>&"' ,;=+-]{1,12}$/).filter((s) => s.trim() === s)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, decimal), { minLength: 1, maxLength: 6 }), async (rows) => {
        const sheet = writeXlsx({
          name: '表',
          headings: ['a', 'b'],
          rows: rows.map(([t, d]) => [t, { decimal: d }]),
          at,
        })
        expect(textsOf(await rowsOf(sheet))).toEqual([['a', 'b'], ...rows])
      }),
      { numRuns: 40 },
    )
  })

  it('of other programs is read too: shared and rich strings, prefixes, cells without references, the first visible sheet', async () => {
    const sheet =
      '<x:worksheet xmlns:x="a"><x:dimension ref="A1:D2"/><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c></x:row>' +
      '<x:row r="4"><x:c r="B4" s="1"><x:v>26300.869999999999</x:v></x:c><x:c r="D4" t="b"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    const strings = '<si><t>指标</t></si><si><r><t>数</t></r><r><t>值</t></r><rPh><t>shu</t></rPh></si>'
    const rows = await rowsOf(workbook({ sheet, strings, xfs: '<xf numFmtId="4"/>' }))
    expect(rows.map((r) => r.row)).toEqual([1, 4])
    expect(textsOf(rows)).toEqual([
      ['指标', '数值'],
      ['', '26300.87', '', 'TRUE'],
    ])
  })

  it('says of each cell what it is: formula, percentage, date, error', async () => {
    const sheet =
      '<worksheet><sheetData><row r="1"><c r="A1"><f>B1*2</f><v>4</v></c><c r="B1" s="1"><v>0.052</v></c><c r="C1" s="2"><v>45513.395833333336</v></c>' +
      '<c r="D1" t="e"><v>#DIV/0!</v></c><c r="E1" s="3"><v>3</v></c></row></sheetData><mergeCells><mergeCell ref="A2:A5"/></mergeCells></worksheet>'
    const bytes = workbook({
      sheet,
      formats:
        '<numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="171" formatCode="#,##0.0_ "/>',
      xfs: '<xf numFmtId="10"/><xf numFmtId="170"/><xf numFmtId="171"/>',
    })
    const table = await readTable(Buffer.from(bytes), 'xlsx')
    const [row] = await rowsOf(bytes)
    expect(row!.cells.map((c) => [c?.kind, c?.text])).toEqual([
      ['formula', '4'],
      ['percent', '0.052'],
      ['date', '2024-08-09 09:30:00'],
      ['error', '#DIV/0!'],
      ['number', '3.0'],
    ])
    for await (const _ of table.rows) expect(table.merged()).toBeDefined()
    expect(table.merged()).toMatchObject([{ ref: 'A2:A5', firstRow: 2, lastRow: 5 }])
  })

  it('that would fill the memory is refused when it has unpacked too far, whatever its directory says', async () => {
    const huge = Buffer.alloc(80 * 1024 * 1024, 0x20)
    const files = ['xl/workbook.xml', 'xl/_rels/workbook.xml.rels'].map((path) => ({
      path,
      bytes: huge.subarray(0, 10),
      deflated: deflateRawSync(huge),
    }))
    expect(await whyOf(zipStored(files, at))).toBe('bomb')
  })

  it('that is none is refused with what it is', async () => {
    expect(await whyOf(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('old_excel')
    expect(
      await whyOf(Buffer.concat([Buffer.from('d0cf11e0', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')])),
    ).toBe('locked_excel')
    expect(await whyOf(Buffer.from('%PDF-1.7'))).toBe('not_excel')
    expect(await whyOf(Buffer.from('PK\x03\x04 and nothing more'))).toBe('damaged_file')
    expect(await whyOf(zipStored([{ path: 'a.txt', bytes: Buffer.from('a') }], at))).toBe('not_excel')
    expect(await whyOf(Buffer.alloc(0))).toBe('empty_file')
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (noise) => {
        expect(typeof (await whyOf(Buffer.concat([Buffer.from('PK\x03\x04'), noise])))).toBe('string')
      }),
      { numRuns: 60 },
    )
  })
})

describe('a CSV', () => {
  it('is read in the encodings of offices, with any of their delimiters', async () => {
    const text = '指标,数值\r\n"生产,总值",26300.87\r\n\r\n价格,"3.4"\r\n'
    const want = [
      ['指标', '数值'],
      ['生产,总值', '26300.87'],
      ['价格', '3.4'],
    ]
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(`\uFEFF${text}`),
      iconv.encode(text, 'gb18030'),
      iconv.encode(text, 'utf-16le', { addBOM: true }),
    ])
      expect(textsOf(await rowsOf(bytes))).toEqual(want)
    for (const mark of ['\t', ';'])
      expect(textsOf(await rowsOf(Buffer.from(`a${mark}b\n1${mark}2\n`)))).toEqual([
        ['a', 'b'],
        ['1', '2'],
      ])
    expect((await rowsOf(Buffer.from(text))).map((r) => r.row)).toEqual([1, 2, 4])
  })

  it('that cannot be read says where', async () => {
    expect(await whyOf(Buffer.from('a,b\n"1,2\n3,4\n'))).toBe('bad_quotes')
    expect(await whyOf(Buffer.concat([gzipSync('a'), Buffer.from([0, 1, 2])]))).toBe('bad_encoding')
  })
})

describe('numbers and dates of a workbook', () => {
  it('keep the digits that were typed and those that are shown', () => {
    expect(decimalOf('26300.869999999999', 2)).toBe('26300.87')
    expect([decimalOf('3', 1), decimalOf('0.1', 0), decimalOf('1E-3', 0), decimalOf('1.2E+3', 2)]).toEqual([
      '3.0',
      '0.1',
      '0.001',
      '1200.00',
    ])
    expect(decimalOf('', 0)).toBeNull()
  })

  it('are dates, percentages or numbers by their format', () => {
    expect(readFormat('yyyy-mm-dd').kind).toBe('date')
    expect(readFormat('0.00%')).toEqual({ kind: 'percent', decimals: 2 })
    expect(readFormat('#,##0.0_);[Red](#,##0.0)')).toEqual({ kind: 'number', decimals: 1 })
    expect(readFormat('General "日"').kind).toBe('number')
    expect([
      dateOfSerial(45513, false),
      dateOfSerial(1, false),
      dateOfSerial(60.5, false),
      dateOfSerial(0, true),
    ]).toEqual(['2024-08-09 00:00:00', '1900-01-01 00:00:00', '1900-03-01 12:00:00', '1904-01-01 00:00:00'])
    expect(dateOfSerial(1e9, false)).toBeNull()
  })

  it('have columns by letter', () => {
    expect([0, 25, 26, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA'])
  })
})

describe('a period in a table', () => {
  it.each([
    ['2024', 'year', '2024'],
    ['2024年', 'year', '2024'],
    ['2024Q3', 'quarter', '2024Q3'],
    ['2024年一季度', 'quarter', '2024Q1'],
    ['2024年上半年', 'cumulative', '2024Q2'],
    ['2024年前三季度', 'cumulative', '2024Q3'],
    ['2024-08', 'month', '2024-08'],
    ['202408', 'month', '2024-08'],
    ['2024年8月份', 'month', '2024-08'],
    ['２０２４年1—8月', 'cumulative', '2024-08'],
    ['2024年末', 'point', '2024'],
  ])('%s is a %s', (text, periodType, period) => {
    expect(readPeriod(text, null)).toEqual({ period, periodType })
  })

  it('is what its type says where a form has two meanings, and nothing where they differ', () => {
    expect(readPeriod('2024-08', 'cumulative')).toEqual({ period: '2024-08', periodType: 'cumulative' })
    expect(readPeriod('2024年上半年', 'quarter')).toBe('differs')
    for (const text of ['2024-13', '1824', '24年', '八月', '2024Q5', '2024-2-30'])
      expect(readPeriod(text, null)).toBeNull()
  })
})
