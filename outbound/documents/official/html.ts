/** The same document as a page for the browser that prints it: sizes and places of GB/T 9704-2012, text escaped, no scripts. */
import { type Block, documentDate, type OfficialDocument, type Run } from '../../../domain/document.ts'
import { chartSvg } from './chart.ts'
import { area, characterPitch, fonts, issuerSize, letter, linePitch, page, red, size } from './measures.ts'

/** `pages`: how many it came to when printed before; the 版记 is then put at the foot of the last one (7.4). */
export function documentHtml(d: OfficialDocument, { pages }: { pages: number | null } = { pages: null }): string {
  const mark = watermarkOf(d)
  const foot =
    pages === null || !d.printedBy
      ? ''
      : `<style>body { position: relative; height: ${pages * area.height - 0.5 + (d.form === 'letter' ? page.top - letter.top : 0)}mm } .imprint { position: absolute; inset: auto ${d.form === 'letter' ? `${inset.right}mm 0 ${inset.left}mm` : '0 0 0'} }</style>`
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escaped(d.title)}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><style>${style}${d.form === 'letter' ? letterStyle : ''}</style>${foot}</head>
<body>${mark ? `<div class="mark">${escaped(mark)}</div>` : ''}<main>${head(d)}${main(d)}</main>${imprint(d)}</body></html>`
}

/** What stands across every page, or null. */
export const watermarkOf = (d: OfficialDocument): string | null =>
  d.isDrill ? '演 练' : d.number === null && d.form !== 'plain' ? '未 印 发' : null

const families = (role: keyof typeof fonts) =>
  `"Times New Roman", "Liberation Serif", ${fonts[role].map((name) => `"${name}"`).join(', ')}, serif`

/** Letters: the browser cuts what reaches into the margin, so the sheet's is as narrow as the lines want it and the text keeps its own. */
const side = (page.width - letter.line) / 2
const inset = { left: page.left - side, right: page.right - side }

const style = `
@page { size: A4; margin: ${page.top}mm ${page.right}mm ${page.bottom}mm ${page.left}mm }
@page :right { @bottom-right { ${folio('right')} } }
@page :left { @bottom-left { ${folio('left')} } }
html { font: ${size.body}pt/${linePitch}pt ${families('body')}; letter-spacing: ${characterPitch - size.body}pt; text-autospace: no-autospace; line-break: strict }
body { margin: 0; color: #000 }
p, h1, h2, h3, h4 { margin: 0; font-weight: normal; font-size: inherit }
p.text, h2, h3, h4, h5 { text-indent: 2em; text-align: justify; overflow-wrap: anywhere }
h2, h3, h4, h5, .keep { break-after: avoid }
.keep { break-before: avoid }
h2, .mark-line { font-family: ${families('heading')} }
h3, .signer { font-family: ${families('subheading')} }
h4 { font-weight: bold }
h5 { margin: 0; font: inherit }
h1 { font: ${size.title}pt/${linePitch * 1.15}pt ${families('title')}; text-align: center; text-wrap: balance; break-after: avoid }
.whole { white-space: nowrap }
.issuer { font-family: ${families('title')}; color: #${red}; text-align: center; letter-spacing: 0; margin-top: 8mm; line-height: 1.3; white-space: nowrap }
.number { display: flex; justify-content: center; min-height: ${linePitch}pt }
.number.up { justify-content: space-between; padding: 0 1em }
.number.right { justify-content: flex-end }
.rule { border-bottom: 1.5pt solid #${red}; height: 4mm }
.rule.letter { width: ${letter.line}mm; margin: ${letter.gap}mm 0 2mm ${-inset.left}mm; height: .8mm; border: solid #${red}; border-width: 2.25pt 0 .75pt }
.gap { height: ${linePitch}pt; break-inside: avoid }
.sign { text-align: right; padding-right: 2em; break-after: avoid; break-before: avoid }
.date { text-align: right; padding-right: 4em; break-before: avoid }
.attached { padding-left: 2em }
.attached span { display: inline-block; min-width: 3em }
table { width: 100%; border-collapse: separate; border-spacing: 0; table-layout: fixed; font-size: ${size.small}pt; line-height: 20pt; letter-spacing: 0 }
thead { display: table-header-group } tr { break-inside: avoid }
th { font-family: ${families('heading')}; font-weight: normal }
/* Each cell has its own lower line: a row at the foot of a page is closed. */
th, td { border: solid #000; border-width: 0 .5pt .5pt 0; padding: 2pt 4pt; overflow-wrap: anywhere }
th { border-top-width: .5pt }
th:first-child, td:first-child { border-left-width: .5pt }
.caption { font-family: ${families('heading')}; font-size: ${size.small}pt; text-align: center; break-after: avoid }
figure { margin: 0 0 ${linePitch}pt; break-inside: avoid } figure svg { width: 100%; height: auto }
.imprint { break-inside: avoid; font-size: ${size.small}pt; letter-spacing: 0; border: solid #000; border-width: 1pt 0 }
.imprint p { display: flex; justify-content: space-between; padding: 0 1em } .imprint p + p { border-top: .75pt solid #000 }
.mark { position: fixed; inset: 0; display: grid; place-content: center; font: 90pt ${families('heading')}; color: #0001; transform: rotate(-45deg); white-space: nowrap }
`

const letterStyle = `
@page { margin-left: ${side}mm; margin-right: ${side}mm }
@page :right { @bottom-right { padding-right: calc(1em + ${inset.right}mm) } }
@page :left { @bottom-left { padding-left: calc(1em + ${inset.left}mm) } }
@page :first { margin-top: ${letter.top}mm; @bottom-left { content: none } @bottom-right { content: none }
  @bottom-center { content: ""; box-sizing: border-box; width: ${letter.line}mm; height: calc(.8mm + 3pt); border: solid #${red}; border-width: .75pt 0 2.25pt;
    margin: ${page.bottom - letter.lowerLine}mm 0 auto } }
body { padding: 0 ${inset.right}mm 0 ${inset.left}mm }
.issuer { margin-top: 0; line-height: 1.1 }
.imprint, .imprint p { border: 0 }
`

function folio(side: 'left' | 'right'): string {
  return `content: "— " counter(page) " —"; font: ${size.small}pt ${families('page')}; vertical-align: top; padding: 7mm 1em 0; text-align: ${side}`
}

function head(d: OfficialDocument): string {
  // 7.2.1–7.2.3: 份号 in the first line, 密级和保密期限 in the second, 紧急程度 below.
  const marks = [
    ...(d.copyNo ? [`<p>${escaped(d.copyNo)}</p>`] : []),
    ...[d.secrecy, d.urgency ?? ''].filter(Boolean).map((text) => `<p class="mark-line">${escaped(text)}</p>`),
  ]
  const number = `<span>${escaped(d.number ?? '')}</span>`
  const onTheRight = `<p class="number right">${number}</p>`
  if (d.form === 'plain') return marks.join('') + (d.number ? onTheRight : '')
  const issuer = d.form === 'letter' ? d.issuer : `${d.issuer}文件`
  const named = `<p class="issuer" style="font-size:${issuerSize(issuer)}pt">${escaped(issuer)}</p>`
  if (d.form === 'letter') return `${named}<div class="rule letter"></div>${marks.join('')}${onTheRight}`
  const numbered = d.signer
    ? `<p class="number up">${number}<span>签发人：<span class="signer">${escaped(d.signer)}</span></span></p>`
    : `<p class="number">${number}</p>`
  return `${marks.join('')}${named}<div class="gap"></div>${numbered}<div class="rule"></div>`
}

function main(d: OfficialDocument): string {
  const several = d.attachments.length > 1
  return [
    `<div class="gap"></div>${d.form === 'plain' ? '' : '<div class="gap"></div>'}<h1>${titleHtml(d.title)}</h1><div class="gap"></div>`,
    d.addressee && `<p>${escaped(d.addressee)}：</p>`,
    ...d.body.map(blockHtml),
    ...d.attachments.map(
      (name, n) =>
        `${n === 0 ? '<div class="gap keep"></div>' : ''}<p class="attached"><span>${n === 0 ? '附件：' : ''}</span>${several ? `${n + 1}．` : ''}${escaped(name)}</p>`,
    ),
    d.signature && `<div class="gap keep"></div><p class="sign">${escaped(d.signature)}</p>`,
    `<p class="date">${escaped(documentDate(d.date))}</p>`,
    d.note && `<p class="text">（${escaped(d.note)}）</p>`,
  ]
    .filter(Boolean)
    .join('')
}

/** A day is not broken over two lines. */
const titleHtml = (title: string): string =>
  escaped(title).replace(/\d{4}年\d{1,2}月\d{1,2}日/g, '<span class="whole">$&</span>')

function imprint(d: OfficialDocument): string {
  if (!d.printedBy) return ''
  const copies = d.copyTo.length > 0 ? `<p><span>抄送：${escaped(d.copyTo.join('，'))}。</span></p>` : ''
  // 10.1: a letter's has neither who printed it nor when, and no lines.
  if (d.form === 'letter') return copies && `<div class="imprint">${copies}</div>`
  return `<div class="imprint">${copies}<p><span>${escaped(d.printedBy)}</span><span>${escaped(documentDate(d.date))}印发</span></p></div>`
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading': {
      const tag = `h${block.level + 1}`
      return `<${tag}>${escaped(block.text)}</${tag}>`
    }
    case 'paragraph':
      return `<p class="text">${runsHtml(block.runs)}</p>`
    case 'table': {
      const all = block.columns.reduce((sum, c) => sum + c.width, 0)
      const columns = block.columns.map((c) => `<col style="width:${(c.width / all) * 100}%">`).join('')
      const heads = block.columns.map((c) => `<th>${escaped(c.heading)}</th>`).join('')
      const cells = (row: Run[][]) =>
        block.columns
          .map((c, n) => `<td style="text-align:${c.align ?? 'left'}">${runsHtml(row[n] ?? [])}</td>`)
          .join('')
      return `${block.caption ? `<p class="caption">${escaped(block.caption)}</p>` : ''}<table><colgroup>${columns}</colgroup><thead><tr>${heads}</tr></thead><tbody>${block.rows.map((row) => `<tr>${cells(row)}</tr>`).join('')}</tbody></table><div class="gap"></div>`
    }
    case 'chart':
      return `<figure>${chartSvg(block.chart, fonts.heading)}</figure>`
  }
}

const runsHtml = (runs: readonly Run[]): string =>
  runs.map((run) => (run.bold ? `<b>${withBreaks(run.text)}</b>` : withBreaks(run.text))).join('')

/** An address may break behind its marks: else the line before it is pulled apart. */
const withBreaks = (text: string): string =>
  escaped(text).replace(/https?:\/\/[!-~]+/g, (url) => url.replace(/([/.?=_-]|&amp;)(?=[^/])/g, '$1<wbr>'))

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
