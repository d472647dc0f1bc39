/**
 * A page's tree to its blocks of running text, in the order of the page: paragraphs, lines parted by <br>, rows of tables. What is no
 * text (scripts, menus, forms, captions) is left out; what a name calls no content is marked.
 */
import { isUnlikely } from './element-names.ts'
import { isElement, squeeze, type TreeElement, type TreeNode, type TreeRoot } from './tree.ts'

export type Block = {
  text: string
  /** The text as the page breaks it (single <br>); a row of a table has its cells parted by tabs. */
  lines: string[]
  /** Characters, a Chinese one counting for three: that is what it says in English. */
  length: number
  linkLength: number
  /** The innermost block element around it. */
  home: TreeElement
  /** Under an element whose name says that it is no content. */
  unlikely: boolean
  /** The picture that stands right before it. */
  image: TreeElement | null
}

const blockTags = new Set(
  `address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
  header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul`.split(/\s+/),
)
const skippedTags = new Set(
  `script style noscript template svg iframe object embed canvas audio video map input select option textarea button label nav
  footer aside head link meta math figcaption menu dialog`.split(/\s+/),
)
/** No article has more; a page that has is cut here. */
const maxBlocks = 20_000

type Place = { home: TreeElement | null; inLink: boolean; unlikely: boolean; inRow: boolean }
type Step = { node: TreeNode; place: Place } | { flush: TreeElement | null; unlikely: boolean }

/** Reads the blocks of running text below `top`, in order of the page. Text directly in the root belongs to nobody and is left out. */
export function readBlocks(top: TreeRoot | TreeElement): Block[] {
  const blocks: Block[] = []
  const open = openText(blocks)
  const dataTables = new Set<TreeElement>()
  const stack: Step[] = []
  const pushChildren = (children: TreeNode[], place: Place): void => {
    for (let i = children.length - 1; i >= 0; i--) stack.push({ node: children[i]!, place })
  }
  const home = isElement(top as TreeNode) ? (top as TreeElement) : null
  pushChildren(top.children, { home, inLink: false, unlikely: false, inRow: false })
  while (stack.length > 0 && blocks.length < maxBlocks) {
    const step = stack.pop()!
    if ('flush' in step) {
      open.flush(step.flush, step.unlikely)
      continue
    }
    const { node, place } = step
    const { home, inLink, unlikely, inRow } = place
    if (node.type === 'text') {
      open.write(node.data, inLink)
      continue
    }
    if (!isElement(node)) continue
    const tag = node.name
    if (tag === 'img' || tag === 'amp-img') open.picture(node)
    if (tag === 'br') {
      if (inRow) open.write(' ', false)
      else if (endsParagraph(node)) open.flush(home, unlikely)
      else open.write(lineBreak, false)
      continue
    }
    if (skippedTags.has(tag) || isHidden(node)) continue
    const below = unlikely || isUnlikely(node)
    if (!blockTags.has(tag)) {
      pushChildren(node.children, { home: home ?? node, inLink: inLink || tag === 'a', unlikely: below, inRow })
      continue
    }
    if (inRow) {
      open.write(tag === 'td' || tag === 'th' ? cellBreak : ' ', false)
      pushChildren(node.children, { home, inLink, unlikely: below, inRow })
      continue
    }
    open.flush(home, unlikely)
    if (tag === 'table' && isDataTable(node)) dataTables.add(node)
    const isRow = tag === 'tr' && dataTables.size > 0 && isInAny(node, dataTables)
    stack.push({ flush: node, unlikely: below })
    pushChildren(node.children, { home: node, inLink, unlikely: below, inRow: isRow })
  }
  open.flush(home, false)
  return blocks
}

/** Signs for the two breaks, which markup has no use for; tabs and line feeds are layout there. */
const lineBreak = '\u2028'
const cellBreak = '\u2029'

/** The text that gathers until its block ends. */
function openText(blocks: Block[]) {
  let pieces: string[] = []
  let linkLength = 0
  let image: TreeElement | null = null
  return {
    write: (text: string, inLink: boolean): void => {
      pieces.push(text)
      if (inLink) linkLength += weightOf(text)
    },
    picture: (element: TreeElement): void => {
      image = element
    },
    flush: (home: TreeElement | null, unlikely: boolean): void => {
      if (pieces.length === 0) return
      const lines = pieces.join('').split(lineBreak).map(tidyLine)
      const kept = lines.filter((line) => line !== '')
      if (kept.length > 0 && home) {
        const text = kept.join(' ')
        blocks.push({ text, lines: kept, length: weightOf(text), linkLength, home, unlikely, image })
        image = null
      }
      pieces = []
      linkLength = 0
    },
  }
}

/** Empty cells keep their place between others. */
const tidyLine = (line: string): string =>
  line.includes(cellBreak) ? line.split(cellBreak).map(squeeze).join('\t').trim() : squeeze(line)

/** Characters of a text, Chinese, Japanese and Korean ones counting for three. */
export function weightOf(text: string): number {
  let weight = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 0x2e7f && code < 0xfb00) weight += 3
    else if (code > 32) weight += 1
  }
  return weight
}

/** Two breaks end a paragraph; on Chinese pages one does, with an indent of ideographic spaces behind it. */
function endsParagraph(node: TreeElement): boolean {
  let next = node.next
  while (next && next.type === 'text' && next.data.trim() === '') next = next.next
  if (isElement(next) && next.name === 'br') return true
  return next?.type === 'text' && /^[\s\u00a0]*\u3000|^\s*\u00a0{2}/.test(next.data)
}

/** `visibility` is not asked: whole articles are hidden by it until a script has done its work. */
function isHidden({ attribs: { style, hidden } }: TreeElement): boolean {
  return hidden !== undefined || (style !== undefined && /display\s*:\s*none/i.test(style))
}

const maxTableNodes = 5000
/** Mean weight of a cell of figures and labels; longer ones hold parts of a layout. */
const longestCell = 100

/** Rows of several short cells without links, and no table within: figures, not layout. */
function isDataTable(table: TreeElement): boolean {
  const cells: TreeElement[] = []
  let [rows, links, length, seen] = [0, 0, 0, 0]
  const stack: TreeNode[] = [...table.children]
  while (stack.length > 0) {
    const node = stack.pop()!
    if (++seen > maxTableNodes) break
    if (node.type === 'text') length += weightOf(node.data)
    if (!isElement(node)) continue
    if (node.name === 'table') return false
    if (node.name === 'tr') rows += 1
    if (node.name === 'a') links += 1
    if (node.name === 'td' || node.name === 'th') cells.push(node)
    for (const child of node.children) stack.push(child)
  }
  return rows >= 2 && cells.length >= rows * 2 && links <= cells.length / 5 && length / cells.length <= longestCell
}

function isInAny(element: TreeElement, roofs: Set<TreeElement>): boolean {
  for (let at: TreeElement | null = element; at; at = parentOf(at)) {
    if (roofs.has(at)) return true
    if (at.name === 'table') return false
  }
  return false
}

export function parentOf(element: TreeElement): TreeElement | null {
  const parent = element.parent
  return parent && 'attribs' in parent ? (parent as TreeElement) : null
}
