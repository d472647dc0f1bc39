/**
 * The small lines around an article, as Chinese and English pages print them: source (来源), author, editor, time. They are read
 * from the page's blocks, because one line often holds all of them.
 */
import { type Block, isProse, weightOf } from './body.ts'
import { type DateContext, readDate } from './dates.ts'
import { isElement, rawText, squeeze, type TreeElement, type TreeNode } from './tree.ts'

/** A line longer than this is running text. */
const maxLine = 360
/** A time with a label and nothing else is not longer. */
const aloneLength = 45
/** Labels that end a value when another begins on the same line. */
const nextLabel =
  /\s*(?:[|｜丨]|作者|记者|記者|责任编辑|责编|编辑|編輯|时间|時間|日期|发布|發佈|发表|字号|字體|字体|浏览|阅读|点击|评论|分享|打印|收藏|来源|來源|(?:19|20)\d\d[-/年.]|我要|举报|订阅|转发|收听|扫码|大\s?中\s?小|\(?原标题|【|】|\)|）|；|;).*$/

export type ArticleLines = { sourceLine: string; sourceUrl: string; author: string; editor: string }

const labels = {
  source: /(?:(?:文章|稿件|信息|新闻|内容|资料)?(?:来源|來源|稿源)|出处)\s*[:：]\s*(.*)$|^\s*Source\s*:\s*(.*)$/i,
  author:
    /(?:作者|撰文|撰稿|文\/图|记者|記者)\s*[:：]\s*(.*)$|^(?:文|撰文)\s*[/|丨]\s*(\S.{1,20})$|^\s*(?:Written )?By:?\s+([A-Z][^.!?]{2,80})$/,
  editor: /(?:责任编辑|責任編輯|责编|编辑|編輯)\s*[:：]\s*(.*)$/,
} as const

/** Reads the labelled lines of a page; '' for what it does not say. The first source and author, the last editor. */
export function readLines(blocks: Block[], title: string, baseUrl: string): ArticleLines {
  const titleAt = indexOfTitle(blocks, title)
  const lines = { sourceLine: '', sourceUrl: '', author: '', editor: '' }
  for (const [i, block] of blocks.entries()) {
    if (block.length > maxLine) continue
    const next = blocks[i + 1]
    if (lines.sourceLine === '') {
      const value = labelled(labels.source, block.text, next)
      if (value !== '' && weightOf(value) <= 120) {
        lines.sourceLine = value
        lines.sourceUrl = linkOf(value, [block.home, ...(next ? [next.home] : [])], baseUrl)
      }
    }
    if (lines.author === '' && i >= titleAt - 10 && i <= titleAt + 40)
      lines.author = labelled(labels.author, block.text, next)
    const editor = labelled(labels.editor, block.text, undefined)
    if (editor !== '' && weightOf(editor) <= 60) lines.editor = editor
  }
  return lines
}

function labelled(label: RegExp, text: string, next: Block | undefined): string {
  const found = label.exec(text)
  if (!found) return ''
  const value = (found[1] ?? found[2] ?? found[3] ?? '').replace(nextLabel, '').trim()
  // The value may stand in the element behind its label.
  if (value === '' && next && next.length <= 60 && /[:：]\s*$/.test(text))
    return next.text.replace(nextLabel, '').trim()
  return value.replace(/^[\s:："'“]+|[\s,，。"'”]+$/g, '')
}

/** Where the title stands among the blocks, -1 if nowhere. */
function indexOfTitle(blocks: Block[], title: string): number {
  if (title === '') return -1
  return blocks.findIndex(({ text, length }) => text === title || (length < 600 && text.includes(title)))
}

/** The link whose text is the source's name, absolute, '' if it is not linked. */
function linkOf(name: string, homes: TreeElement[], baseUrl: string): string {
  const stack: TreeNode[] = homes.flatMap((home) => home.children).reverse()
  for (let seen = 0; stack.length > 0 && seen < 200; seen++) {
    const node = stack.pop()!
    if (!isElement(node)) continue
    if (node.name === 'a' && node.attribs.href) {
      const text = squeeze(rawText(node))
      if (
        text.length >= 2 &&
        (name.includes(text) || text.includes(name)) &&
        URL.canParse(node.attribs.href, baseUrl)
      ) {
        const url = new URL(node.attribs.href, baseUrl)
        return url.protocol.startsWith('http') ? url.href : ''
      }
    }
    for (let i = node.children.length - 1; i >= 0; i--) stack.push(node.children[i]!)
  }
  return ''
}

/**
 * The time printed near the title: in the first short lines from the title on, else before it. A line that also names a time of
 * day wins over a bare day; null when no line has one.
 */
export function visibleTime(blocks: Block[], title: string, context: DateContext): Date | null {
  const titleAt = indexOfTitle(blocks, title)
  const start = Math.max(0, titleAt)
  const near = [...blocks.slice(start, start + 25), ...blocks.slice(Math.max(0, start - 5), start)]
  let dayOnly: Date | null = null
  for (const block of near) {
    if (block.length > maxLine || isProse(block)) continue
    // Without a year, or told from the present, a time counts only where it stands alone: headlines and sentences have them, too.
    const now = block.length <= aloneLength ? context.now : null
    const text = title === '' ? block.text : block.text.replace(title, ' ')
    const at = readDate(text, { ...context, now })
    if (!at) continue
    if (/\d\s*[:：时点]\s*\d|前|ago/i.test(text)) return at
    dayOnly ??= at
  }
  return dayOnly
}
