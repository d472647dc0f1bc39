/**
 * The small lines around an article, as Chinese and English pages print them: source (来源), author, editor. They are read
 * from the page's blocks, because one line often holds all of them.
 */
import { type Block, weightOf } from './blocks.ts'
import { isElement, rawText, squeeze, type TreeElement, type TreeNode } from './tree.ts'

/** Weight of a line from which on it is running text. */
export const maxLine = 360
const label =
  '(?:作者|记者|記者|值班编委|值班编辑|值班主任|责任编辑|责编|编辑|編輯|校对|审核|监制|摄影|来源|來源|时间|時間|日期|发布|發佈|发表|更新|浏览|阅读|点击|评论|字号|字體|字体)(?:时间|時間|日期|次数|人|量|数|于)?'
const button = '(?:字号|字體|字体|分享|打印|收藏|我要|举报|订阅|转发|收听|扫码|关注|发布于|发表于|时间)'
/** What ends a value when something else begins on the same line. */
const nextValue = new RegExp(
  [
    '[|｜丨【】；;]',
    '(?<![（(][^）)]{0,40})[)）]',
    '[（(]原标题',
    '(?:19|20)\\d\\d\\s?[-/年.]',
    'A\\s?[+-]',
    `${label}\\s*[:：丨｜]`,
    '(?:浏览|阅读|点击|评论)(?:量|数|次数)?\\s?\\d',
    '大\\s?中\\s?小(?=\\s|$)',
    `(?<=\\s)${button}`,
  ]
    .map((start) => `\\s*${start}.*$`)
    .join('|'),
)
/** The house's number behind a name: “冯亚男 SF105”, “高原_NB1201”. */
const houseNumber = /(?:^|[\s_]+)[A-Z]{1,3}_?\d{2,6}$/

export type ArticleLines = { sourceLine: string; sourceUrl: string; author: string; editor: string }

const labels = {
  source: /(?:(?:文章|稿件|信息|新闻|内容|资料)?(?:来源|來源|稿源)|出处)\s*[:：]\s*(.*)$|^\s*Source\s*:\s*(.*)$/i,
  author:
    /(?:作者|撰文|撰稿|文\/图|记者|記者)\s*[:：]\s*(.*)$|^(?:文|撰文)\s*[/|丨]\s*(\S.{1,20})$|^\s*(?:Written )?By:?\s+([A-Z][^.!?]{2,80})$/,
  editor: /(?:责任编辑|責任編輯|责编|编辑|編輯)\s*[:：]\s*(.*)$|^(?:责任编辑|责编|编辑|編輯)\s*[丨｜|/]\s*(.*)$/,
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
    if (editor !== '' && weightOf(editor) <= 60) lines.editor = editor.replace(houseNumber, '') || lines.editor
  }
  return lines
}

function labelled(label: RegExp, text: string, next: Block | undefined): string {
  const found = label.exec(text)
  if (!found) return ''
  const value = (found[1] ?? found[2] ?? found[3] ?? '').replace(nextValue, '').trim()
  // The value may stand in the element behind its label.
  if (value === '' && next && next.length <= 60 && /[:：]\s*$/.test(text))
    return next.text.replace(nextValue, '').trim()
  return value.replace(/^[\s:："'“]+|[\s,，。"'”]+$/g, '')
}

/** Where the title stands among the blocks, -1 if nowhere. */
export function indexOfTitle(blocks: Block[], title: string): number {
  if (title === '') return -1
  return blocks.findIndex(({ text, length }) => text === title || (length < 600 && text.includes(title)))
}

/** `2026-10-01 08:30 某某晚报`: a name that ends like a house's, right behind the stamp near the headline; '' where none stands so. */
export function sourceBesideTime(blocks: Block[], title: string): string {
  const at = Math.max(0, indexOfTitle(blocks, title))
  for (const { text, length } of blocks.slice(at, at + 12)) {
    const name = length <= 120 ? besideTime.exec(text)?.[1] : undefined
    if (name) return name
  }
  return ''
}
const besideTime =
  /(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?\s*\d{1,2}:\d\d(?::\d\d)?[\s|丨｜]+([\p{Script=Han}·]{2,14}(?:报|報|网|網|社|台|臺|局|频道|客户端|在线|新闻|周刊|杂志))(?:\s|$)/u

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
