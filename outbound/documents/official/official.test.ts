import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentDate, documentNumber, type OfficialDocument } from '../../../domain/document.ts'
import { ensureBrowser } from '../../../tests/support/browser.ts'
import { unzip } from '../../../tests/support/unzip.ts'
import { openPrinter, type Printer } from '../pdf.ts'
import { writeDocx } from './docx.ts'
import { documentHtml } from './html.ts'
import { printDocument } from './print.ts'

const paragraph = (text: string) => ({ kind: 'paragraph' as const, runs: [{ text }] })
const report: OfficialDocument = {
  ...{ form: 'official', issuer: '广西壮族自治区统计局', number: documentNumber('桂统发', 2026, 12) },
  ...{ secrecy: '', urgency: '特急', publicity: '不予公开', signer: '韦某某' },
  title: '关于误报前三季度地区生产总值增速有关情况的报告',
  addressee: '自治区人民政府',
  body: [
    { kind: 'heading', level: 1, text: '一、基本情况' },
    paragraph('该报道所载增速6.8%与官方数据5.8%不符。'),
    {
      ...{ kind: 'table', caption: '表1 转载情况' },
      columns: [
        { heading: '媒体', width: 3 },
        { heading: '状态', width: 1, align: 'center' },
      ],
      rows: [[[{ text: '某某网' }], [{ text: '已更正', bold: true }]]],
    },
    {
      kind: 'chart',
      chart: {
        ...{ type: 'column', title: '每小时转载量', unit: '篇', categories: ['10时', '11时'] },
        series: [{ name: '转载', values: [2, null] }],
      },
    },
  ],
  ...{ attachments: ['存证', '更正函'], signature: '广西壮族自治区统计局', date: '2026-01-02', note: '联系人：李某' },
  ...{ copyTo: ['国家统计局'], printedBy: '广西壮族自治区统计局办公室' },
  ...{ template: 'test@1', asOf: new Date('2026-01-02T00:00:00Z'), isDrill: false },
}

const partOf = async (d: OfficialDocument, name: string) =>
  unzip(Buffer.from(await writeDocx(d)))
    .get(name)!
    .toString('utf8')
const textOf = (xml: string) => [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join('')
const bare = (text: string) => text.replace(/\s/g, '')

describe('numbers and dates of documents', () => {
  it('follow the standard: hexagonal brackets, no leading zeros', () => {
    expect(report.number).toBe('桂统发〔2026〕12号')
    expect(documentDate('2026-01-02')).toBe('2026年1月2日')
  })
})

describe('the Office file', () => {
  it('is A4 with the area of the standard, 22 lines a page, and names the fonts of the standard', async () => {
    const xml = await partOf(report, 'word/document.xml')
    const twips = (mm: number) => Math.round((mm / 25.4) * 1440)
    expect(xml).toContain(`w:top="${twips(37)}"`)
    expect(xml).toContain(`w:left="${twips(28)}"`)
    expect(/w:linePitch="(\d+)"/.exec(xml)?.[1]).toBe('580')
    for (const font of ['仿宋_GB2312', '方正小标宋简体', '黑体', '楷体_GB2312'])
      expect(xml).toContain(`w:eastAsia="${font}"`)
    expect(xml).toContain('w:val="E60012"')
  })

  it('says what the document says, in its order', async () => {
    const text = bare(textOf(await partOf(report, 'word/document.xml')))
    const inOrder = [
      '特急',
      '广西壮族自治区统计局文件',
      '桂统发〔2026〕12号',
      '签发人：韦某某',
      report.title,
      '自治区人民政府：',
    ]
    const rest = ['一、基本情况', '6.8%', '媒体', '已更正', '附件：', '2026年1月2日', '抄送：国家统计局。', '印发']
    let from = 0
    for (const part of [...inOrder, ...rest]) {
      const at = text.indexOf(bare(part), from)
      expect([part, at >= from]).toEqual([part, true])
      from = at
    }
  })

  it('keeps its chart as numbers, and says on every page that it is a drill or has no number yet', async () => {
    const files = unzip(Buffer.from(await writeDocx({ ...report, number: null, isDrill: true })))
    expect([...files.keys()].some((name) => name.startsWith('word/charts/'))).toBe(true)
    const headers = [...files].filter(([name]) => name.startsWith('word/header'))
    expect(headers.length).toBeGreaterThanOrEqual(2)
    for (const [, xml] of headers) expect(xml.toString()).toContain('演 练')
    const unnumbered = unzip(Buffer.from(await writeDocx({ ...report, number: null })))
    expect([...unnumbered.values()].some((b) => b.toString().includes('未 印 发'))).toBe(true)
    const issued = unzip(Buffer.from(await writeDocx(report)))
    expect([...issued.values()].some((b) => b.toString().includes('未 印 发'))).toBe(false)
  })

  it('is as a letter without number and foot on its first page, between double lines of 170 mm, one 20 mm above the edge', async () => {
    const letter = { ...report, form: 'letter' as const, number: documentNumber('桂统函', 2026, 3) }
    const files = unzip(Buffer.from(await writeDocx(letter)))
    const xml = files.get('word/document.xml')!.toString()
    const footers = [...files].filter(([name]) => /^word\/footer\d+\.xml$/.test(name)).map(([, bytes]) => `${bytes}`)
    expect(xml).toContain('<w:titlePg')
    expect(footers.filter((footer) => !footer.includes('PAGE')).length).toBe(1)
    const frames = [xml, ...footers].flatMap((part) => [
      ...part.matchAll(/framePr w:w="(\d+)" w:h="(\d+)"[^>]*w:y="(\d+)"/g),
    ])
    const lines = frames.map(([, ...n]) => n.map((one) => Math.round((Number(one) / 1440) * 25.4)))
    expect(lines.filter(([width]) => width === 170).length).toBe(2)
    expect(lines.some(([, height, top]) => height! + top! === 297 - 20)).toBe(true)
    expect(textOf(xml)).not.toContain('印发')
  })

  it('shows the number of every form', async () => {
    for (const form of ['official', 'letter', 'plain'] as const) {
      expect(bare(textOf(await partOf({ ...report, form }, 'word/document.xml')))).toContain('〔2026〕12号')
      expect(documentHtml({ ...report, form })).toContain('〔2026〕12号')
    }
  })

  it('takes any text without a character that XML forbids, and loses none that can be read', async () => {
    // A file with a single one of these is one that Word wants to repair.
    const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(units, async (codes) => {
        const text = `甲${String.fromCharCode(...codes)}乙`
        const xml = await partOf({ ...report, title: text, body: [paragraph(text)] }, 'word/document.xml')
        expect(forbidden.test(xml)).toBe(false)
        expect(xml.match(/甲/g)?.length).toBe(2)
      }),
      { numRuns: 40 },
    )
  })
})

describe('the page that is printed', () => {
  it('lets no text act as markup', () => {
    const html = documentHtml({ ...report, title: '<script>x</script>', body: [paragraph('<img src=x onerror=y>"&')] })
    expect(html).not.toContain('<script>')
    expect(html).not.toContain('<img')
    expect(html).toContain('&lt;img src=x onerror=y&gt;&quot;&amp;')
  })
})

describe('the PDF', () => {
  let printer: Printer
  beforeAll(async () => {
    const browser = await ensureBrowser()
    if (!browser.ok) throw new Error(browser.message)
    printer = openPrinter({ executablePath: browser.path })
  })
  afterAll(() => printer.close())

  it('has A4 pages, says which fonts drew it, and fills several pages where the text does', async () => {
    const one = await printDocument(printer, report)
    const many = await printDocument(printer, {
      ...report,
      body: Array.from({ length: 60 }, (_, n) => paragraph(`${n}、${'统计数据以官方发布为准。'.repeat(8)}`)),
    })
    if (!one.ok || !many.ok) throw new Error(`not printed: ${JSON.stringify([one, many]).slice(0, 400)}`)
    expect(one.pages).toBeLessThanOrEqual(3)
    // 60 paragraphs of 98 characters, 28 a line, are four lines each: 240 lines, 22 a page.
    expect(many.pages).toBeGreaterThanOrEqual(11)
    expect(many.pages).toBeLessThanOrEqual(13)
    expect(one.fonts.length).toBeGreaterThan(0)
    const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(Buffer.from(one.pdf).toString('latin1'))!
    expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842])
  })

  it('is refused by name where there is no browser', async () => {
    expect(await openPrinter({ executablePath: null }).print('<p>')).toMatchObject({ ok: false, why: 'no-browser' })
  })
})
