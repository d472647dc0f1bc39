/** The small words that composers write with: cited runs, headings, tables, times of 24 hours in Shanghai, and 待核实 for what is not known. */
import type { Block, CitationKind, DocumentContent, Run } from '../../domain/document.ts'
import { minute, shanghaiTime } from '../../domain/time.ts'

export const unknown = '待核实'
/** What stands on this row, in its own words; what is not known is said to be so. */
export const cited = (kind: CitationKind, id: string, text: string | number | null | undefined): Run => {
  const value = String(text ?? '').trim() || unknown
  return { text: value, cite: { kind, id, value } }
}
/** 2026年10月1日09时10分05秒. */
export const timeWords = (at: Date | null | undefined): string => {
  if (!at) return ''
  const [, y, mo, d, h, mi, s] = /^(\d+)-(\d+)-(\d+) (\d+):(\d+):(\d+)$/.exec(shanghaiTime(at))!
  return `${y}年${Number(mo)}月${Number(d)}日${h}时${mi}分${s}秒`
}
/** For cells of tables: 2026-10-01 09:10:05. */
export const timeCell = (at: Date | null | undefined): string => (at ? shanghaiTime(at) : '')
export const span = (ms: number): string => {
  const all = Math.round(Math.abs(ms) / minute)
  const [d, h, m] = [Math.floor(all / 1440), Math.floor((all % 1440) / 60), all % 60]
  return [d ? `${d}天` : '', h ? `${h}小时` : '', m || (!d && !h) ? `${m}分钟` : ''].join('')
}
const run = (part: string | Run): Run => (typeof part === 'string' ? { text: part } : part)
export const para = (...parts: (string | Run)[]): Block => ({ kind: 'paragraph', runs: parts.map(run) })
const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']
/** Headings of the first level, numbered as they come. */
export const headings = () => {
  let n = 0
  return (text: string): Block => ({ kind: 'heading', level: 1, text: `${numerals[n++] ?? n}、${text}` })
}
type Column = [heading: string, width: number, align?: 'left' | 'center' | 'right']
/** A table, or the words for that there is nothing in it. */
export const table = (caption: string, columns: Column[], rows: (string | Run)[][], none = '无'): Block =>
  rows.length === 0
    ? para(`${caption}：${none}。`)
    : {
        ...{ kind: 'table', caption },
        columns: columns.map(([heading, width, align]) => ({ heading, width, ...(align ? { align } : {}) })),
        rows: rows.map((cells) => cells.map((cell) => [run(cell)])),
      }
/** Words of several lines as paragraphs of one citation each. */
export const lines = (kind: CitationKind, id: string, text: string | null | undefined): Block[] =>
  (text?.trim() || unknown).split(/\n+/).map((line) => para(cited(kind, id, line)))
export const asOfLine = (asOf: Date): string => `数据截至${timeWords(asOf)}`

/** What the usual paper has beside its text. */
export const content = (more: Pick<DocumentContent, 'title' | 'body'> & Partial<DocumentContent>): DocumentContent => ({
  ...{ signer: '', addressee: '', attachments: [], signature: '', note: '', copyTo: [], printedBy: '' },
  ...more,
})
