/**
 * An official document as an Office file laid out by GB/T 9704-2012. Values in, bytes out; the same document gives the same text
 * in `html.ts`, from which the PDF is printed.
 */
import {
  AlignmentType,
  BorderStyle,
  Document,
  DocumentGridType,
  Footer,
  FrameAnchorType,
  FrameWrap,
  Header,
  type IRunOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import { ChartRun } from 'docx/charts'
import { TextWatermark } from 'docx/watermarks'
import {
  type Block,
  type DocumentChart,
  documentDate,
  type OfficialDocument,
  type Run,
} from '../../../domain/document.ts'
import { watermarkOf } from './html.ts'
import {
  area,
  characterPitch,
  type FontRole,
  fonts,
  headingFont,
  issuerSize,
  letter,
  linePitch,
  page,
  point,
  red,
  size,
} from './measures.ts'

const twip = (points: number) => Math.round(points * 20)
const mm = (n: number) => twip(point(n))
const lineWidth = mm(area.width)
/** Latin letters and digits stand in the same face; names as the readers of the file know them. */
const face = (role: FontRole) => ({ ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: fonts[role][0] })
/** A character that XML 1.0 forbids makes Word ask for a repair; none of them can be read. */
const readable = (text: string): string =>
  text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
/** Readers differ in what a grid of characters means; the same 28 a line come from a spacing, rounded so that the 28th fits. */
const spacing = Math.floor(twip(characterPitch - size.body) - 0.5)
const run = (text: string, role: FontRole = 'body', more: Partial<IRunOptions> = {}) =>
  new TextRun({ text: readable(text), font: face(role), size: size.body * 2, characterSpacing: spacing, ...more })

export async function writeDocx(d: OfficialDocument): Promise<Uint8Array> {
  const file = new Document({
    title: readable(d.title),
    creator: readable(d.signature),
    description: d.template,
    evenAndOddHeaderAndFooters: true,
    styles: {
      paragraphStyles: [{ id: 'Normal', name: 'Normal', run: { font: face('body'), size: size.body * 2 } }],
      default: {
        document: {
          run: { font: face('body'), size: size.body * 2, language: { value: 'en-US', eastAsia: 'zh-CN' } },
          paragraph: {
            spacing: { line: twip(linePitch), lineRule: LineRuleType.EXACT, before: 0, after: 0 },
            // Off, which readers take for on: no mark hangs over the area's edge. The library leaves a plain `false` out.
            ...({ overflowPunctuation: '0' } as object),
          },
        },
      },
    },
    sections: [
      {
        properties: {
          titlePage: d.form === 'letter',
          page: {
            size: { width: mm(page.width), height: mm(page.height) },
            margin: {
              ...{ top: mm(page.top), bottom: mm(page.bottom), left: mm(page.left), right: mm(page.right) },
              // 7.5: the page number stands 7 mm below the area.
              ...{ header: mm(15), footer: mm(page.bottom - 7) - twip(size.small) },
            },
          },
          grid: { type: DocumentGridType.LINES, linePitch: twip(linePitch) },
        },
        headers: watermarks(d),
        footers: {
          ...{ default: pageNumber('right'), even: pageNumber('left') },
          ...(d.form === 'letter' ? { first: new Footer({ children: [lowerLines(), blank()] }) } : {}),
        },
        children: [...head(d), ...main(d), ...imprint(d)],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(file))
}

/** 版头 (7.2), of a letter (10.1). */
function head(d: OfficialDocument): Paragraph[] {
  // 7.2.1–7.2.3: 份号 in the first line, 密级和保密期限 in the second, 紧急程度 below.
  const marks = [
    ...(d.copyNo ? [flush([run(d.copyNo)])] : []),
    ...[d.secrecy, d.urgency ?? ''].filter(Boolean).map((text) => flush([run(text, 'heading')])),
  ]
  // Without a number the line stands empty: it is filled in when the document is issued.
  const number = run(d.number ?? '')
  const onTheRight = new Paragraph({ alignment: AlignmentType.RIGHT, children: [number] })
  if (d.form === 'plain') return d.number ? [...marks, onTheRight] : marks
  const issuer = d.form === 'letter' ? d.issuer : `${d.issuer}文件`
  const height = Math.round(twip(issuerSize(issuer)) * 1.3)
  const named = {
    alignment: AlignmentType.CENTER,
    spacing: { line: height, lineRule: LineRuleType.EXACT },
    children: [run(issuer, 'title', { size: issuerSize(issuer) * 2, color: red })],
  }
  if (d.form === 'letter')
    return [
      new Paragraph({ ...named, frame: onSheet({ left: page.left, width: area.width, top: mm(letter.top), height }) }),
      new Paragraph(redLines(mm(letter.top) + height, BorderStyle.THICK_THIN_SMALL_GAP)),
      ...marks,
      onTheRight,
    ]
  const numbered = d.signer
    ? // 7.2.6: upward documents carry the number on the left and who signed on the right, one character inside.
      new Paragraph({
        indent: { left: twip(size.body), right: twip(size.body) },
        tabStops: [{ type: TabStopType.RIGHT, position: lineWidth - twip(size.body) }],
        children: [number, run('\t签发人：'), run(d.signer, 'subheading')],
      })
    : new Paragraph({ alignment: AlignmentType.CENTER, children: [number] })
  const line = new Paragraph({
    border: { bottom: { style: BorderStyle.SINGLE, color: red, size: 12 } },
    spacing: { line: mm(4), lineRule: LineRuleType.EXACT },
    children: [],
  })
  return [...marks, new Paragraph({ ...named, spacing: { ...named.spacing, before: mm(8) } }), blank(), numbered, line]
}

/** Fast on the sheet, the text below it: millimetres across, twips down. */
const onSheet = ({ left, width, top, height }: { left: number; width: number; top: number; height: number }) => ({
  ...{ type: 'absolute' as const, position: { x: mm(left), y: top }, width: mm(width), height },
  wrap: FrameWrap.NOT_BESIDE,
  anchor: { horizontal: FrameAnchorType.PAGE, vertical: FrameAnchorType.PAGE },
})

/** 10.1: the double line of a letter, as far below `top` as the standard sets it. */
const redLines = (top: number, style: 'thickThinSmallGap' | 'thinThickSmallGap') => ({
  frame: onSheet({ left: (page.width - letter.line) / 2, width: letter.line, top, height: mm(letter.gap) }),
  border: { bottom: { style, color: red, size: 24 } },
  spacing: { line: mm(letter.gap), lineRule: LineRuleType.EXACT },
  children: [],
})
const lowerLines = () =>
  new Paragraph(redLines(mm(page.height - letter.lowerLine - letter.gap), BorderStyle.THIN_THICK_SMALL_GAP))

/** 主体 (7.3). */
function main(d: OfficialDocument): (Paragraph | Table)[] {
  return [
    blank(),
    ...(d.form === 'plain' ? [] : [blank()]),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: true,
      spacing: { line: Math.round(twip(linePitch) * 1.15), lineRule: LineRuleType.EXACT },
      children: [run(d.title, 'title', { size: size.title * 2 })],
    }),
    blank(),
    ...(d.addressee ? [flush([run(`${d.addressee}：`)])] : []),
    // 7.3.5: the signature never stands on a page without text.
    ...d.body.flatMap((block, n) => blockOf(block, { last: n === d.body.length - 1 })),
    ...attachments(d.attachments),
    ...(d.signature
      ? [
          blank(true),
          new Paragraph({
            alignment: AlignmentType.RIGHT,
            keepNext: true,
            indent: { right: twip(size.body) * 2 },
            children: [run(d.signature)],
          }),
        ]
      : []),
    // 7.3.5.1: four characters from the right edge.
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      indent: { right: twip(size.body) * 4 },
      children: [run(documentDate(d.date))],
    }),
    ...(d.note ? [indented([run(`（${d.note}）`)])] : []),
  ]
}

/** 7.3.4: one line below the text, numbered where there are several. */
function attachments(names: string[]): Paragraph[] {
  if (names.length === 0) return []
  const label = (n: number) => `${n === 0 ? '附件：' : '　　　'}${names.length > 1 ? `${n + 1}．` : ''}`
  return [blank(true), ...names.map((name, n) => indented([run(`${label(n)}${name}`)]))]
}

/** 版记 (7.4): at the foot of the last page, between lines. A reader without floating tables shows it after the text. */
function imprint(d: OfficialDocument): (Paragraph | Table)[] {
  if (!d.printedBy) return []
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
  const line = (heavy: boolean) =>
    d.form === 'letter' ? none : { style: BorderStyle.SINGLE, size: heavy ? 8 : 6, color: '000000' }
  const small = (text: string) => run(text, 'body', { size: size.small * 2, characterSpacing: 0 })
  const copies = d.copyTo.length > 0 ? [[small(`抄送：${d.copyTo.join('，')}。`)]] : []
  // 10.1: a letter's has neither who printed it nor when, and no lines.
  const isLetter = d.form === 'letter'
  const lines = [...copies, ...(isLetter ? [] : [[small(`${d.printedBy}\t${documentDate(d.date)}印发`)]])]
  if (lines.length === 0) return []
  const rows = lines.map((children, n) => {
    const paragraph = new Paragraph({
      indent: { left: twip(size.small), right: twip(size.small) },
      tabStops: [{ type: TabStopType.RIGHT, position: lineWidth - twip(size.small) }],
      children,
    })
    const bottom = n === lines.length - 1 ? line(true) : none
    return new TableRow({
      cantSplit: true,
      children: [
        new TableCell({ borders: { top: line(n === 0), bottom, left: none, right: none }, children: [paragraph] }),
      ],
    })
  })
  return [
    new Table({
      width: { size: lineWidth, type: WidthType.DXA },
      columnWidths: [lineWidth],
      layout: TableLayoutType.FIXED,
      float: {
        horizontalAnchor: TableAnchorType.MARGIN,
        verticalAnchor: TableAnchorType.MARGIN,
        relativeHorizontalPosition: 'center',
        relativeVerticalPosition: 'bottom',
      },
      rows,
    }),
    // A table may not be the last thing of a document.
    new Paragraph({ spacing: { line: 20, lineRule: LineRuleType.EXACT }, children: [] }),
  ]
}

function blockOf(block: Block, { last }: { last: boolean }): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading': {
      const bold = block.level === 3 ? { bold: true } : {}
      return [indented([run(block.text, headingFont[block.level], bold)], true)]
    }
    case 'paragraph':
      // With an address in it letters may break anywhere: else the line before it is pulled apart.
      return [indented(runsOf(block.runs), last, /https?:/.test(block.runs.map((r) => r.text).join('')))]
    case 'table':
      return [
        ...(block.caption ? [centered([run(block.caption, 'heading', { size: size.small * 2 })], true)] : []),
        tableOf(block),
        blank(),
      ]
    case 'chart':
      return [chartOf(block.chart), blank()]
  }
}

const runsOf = (runs: readonly Run[], more: Partial<IRunOptions> = {}) =>
  runs.map((r) => run(r.text, 'body', { ...(r.bold ? { bold: true } : {}), ...more }))

const align = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const

function tableOf({ columns, rows }: Extract<Block, { kind: 'table' }>): Table {
  const all = columns.reduce((sum, c) => sum + c.width, 0)
  const widths = columns.map((c) => Math.floor((c.width / all) * lineWidth))
  const small = { size: size.small * 2 }
  const cell = (children: ParagraphChild[], n: number, alignment: (typeof align)[keyof typeof align]) =>
    new TableCell({
      width: { size: widths[n]!, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      children: [new Paragraph({ alignment, spacing: { line: twip(20), lineRule: LineRuleType.AT_LEAST }, children })],
    })
  return new Table({
    width: { size: widths.reduce((a, b) => a + b, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map((c, n) => cell([run(c.heading, 'heading', small)], n, AlignmentType.CENTER)),
      }),
      ...rows.map(
        (cells) =>
          new TableRow({
            cantSplit: true,
            children: columns.map((c, n) => cell(runsOf(cells[n] ?? [], small), n, align[c.align ?? 'left'])),
          }),
      ),
    ],
  })
}

/** A chart of Office itself: it stays a picture of numbers that can be opened. */
function chartOf({ type, title, unit, categories, series }: DocumentChart): Paragraph {
  const named = readable(`${title}（单位：${unit}）`)
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { lineRule: LineRuleType.AUTO, line: 240 },
    children: [
      new ChartRun({
        type,
        title: named,
        categories: categories.map(readable),
        series: series.map((s) => ({ ...s, name: readable(s.name) })),
        transformation: { width: 570, height: 300 },
        legend: series.length > 1 ? { position: 'bottom' } : false,
        altText: {
          name: named,
          description: categories.map((c, n) => `${c} ${series[0]?.values[n] ?? '—'}`).join('，'),
        },
      }),
    ],
  })
}

/** What stands across every page. */
function watermarks(d: OfficialDocument): Partial<Record<'default' | 'even' | 'first', Header>> {
  const mark = watermarkOf(d)
  if (!mark) return {}
  const header = () =>
    new Header({ children: [new Paragraph({ children: [new TextWatermark({ text: mark, font: fonts.heading[0] })] })] })
  return { default: header(), even: header(), ...(d.form === 'letter' ? { first: header() } : {}) }
}

/** 7.5: — 1 — in 四号宋体, one character inside; single pages right, double pages left. */
function pageNumber(side: 'left' | 'right'): Footer {
  const indent = side === 'right' ? { right: twip(size.small) } : { left: twip(size.small) }
  const number = new TextRun({
    font: face('page'),
    size: size.small * 2,
    children: ['— ', PageNumber.CURRENT, ' —'],
  })
  return new Footer({ children: [new Paragraph({ alignment: align[side], indent, children: [number] })] })
}

/** A line of its own height; `keep`: stays with what follows. */
const blank = (keep = false) => new Paragraph({ keepNext: keep, children: [] })
const flush = (children: ParagraphChild[]) => new Paragraph({ children })
const centered = (children: ParagraphChild[], keepNext = false) =>
  new Paragraph({ alignment: AlignmentType.CENTER, keepNext, children })
/** 7.3.3: every paragraph begins two characters in. */
const indented = (children: ParagraphChild[], keepNext = false, wordWrap = false) =>
  new Paragraph({
    alignment: AlignmentType.BOTH,
    ...{ keepNext, wordWrap },
    indent: { firstLineChars: 200, firstLine: twip(size.body) * 2 },
    children,
  })
