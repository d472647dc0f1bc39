/**
 * One light tree (htmlparser2) per page, shared by links, metadata and body. Walks are loops, not recursions, and depth and size
 * have limits: a page of a hundred thousand nested tags is a page like any other.
 */
import { type CheerioAPI, load } from 'cheerio/slim'

export type TreeRoot = NonNullable<ReturnType<CheerioAPI['root']>[0]>
export type TreeNode = TreeRoot['children'][number]
export type TreeElement = Extract<TreeNode, { attribs: Record<string, string> }>

/** Characters of HTML that are parsed; what lies behind is ignored. */
const maxHtml = 4 * 1024 * 1024
/** Deeper elements are taken out of the tree: cheerio's own walks recurse. */
const maxDepth = 400

export type PageTree = {
  /** For selectors that people wrote. Our own questions go to `elements`, which is one walk for all of them. */
  $: CheerioAPI
  root: TreeRoot
  /** Every element in document order. */
  elements: TreeElement[]
  /** The same by tag name. */
  byName: ReadonlyMap<string, TreeElement[]>
}

/** Parses a page. Never fails: HTML has no errors, only surprises. */
export function parseHtml(html: string): PageTree {
  return limited(
    load(shallow(html.slice(0, maxHtml), unnested), {
      xml: { xmlMode: false, decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
    }),
  )
}

/** Parses a feed or sitemap leniently: names keep their case, CDATA is text, unclosed tags are closed. */
export function parseXml(xml: string): PageTree {
  return limited(load(shallow(xml.slice(0, maxHtml * 2), null), { xml: { xmlMode: true, decodeEntities: true } }))
}

export const isElement = (node: TreeNode | null | undefined): node is TreeElement =>
  node !== null && node !== undefined && 'attribs' in node

/** Text of a node and all below it, as written. */
export function rawText(node: TreeNode | TreeRoot): string {
  const pieces: string[] = []
  const stack: (TreeNode | TreeRoot)[] = [node]
  while (stack.length > 0) {
    const current = stack.pop()!
    if (current.type === 'text') pieces.push((current as { data: string }).data)
    else if ('children' in current && !(isElement(current as TreeNode) && isSilent(current as TreeElement)))
      for (let i = current.children.length - 1; i >= 0; i--) stack.push(current.children[i]!)
  }
  return pieces.join('')
}

const silent = new Set(['script', 'style', 'noscript', 'template'])
const isSilent = (element: TreeElement): boolean => silent.has(element.name)

/** What stands in a script or style, as written. */
export const sourceOf = (element: TreeElement): string =>
  element.children.map((child) => (child.type === 'text' ? child.data : '')).join('')

/** White space of any kind to single spaces, invisible marks gone. */
export const squeeze = (text: string): string =>
  text
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]/g, '')
    // A single space is the usual case and stays: replacing it by itself was most of the work.
    .replace(/ ?[^\S ]\s*| \s+/g, ' ')
    .trim()

const manyTags = 20_000
/** HTML elements that are empty or close one another. */
const unnested =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|td|tr|th|dd|dt|option)$/i

/**
 * The parser's time grows with the square of the nesting, so a page with very many tags loses those that nest beyond the limit
 * before it is parsed. Counting is rough; only monsters come here.
 */
function shallow(markup: string, exempt: RegExp | null): string {
  let tags = 0
  for (let at = markup.indexOf('<'); at >= 0 && tags <= manyTags; at = markup.indexOf('<', at + 1)) tags += 1
  if (tags <= manyTags) return markup
  let depth = 0
  return markup.replace(/<(\/?)([a-z][\w:.-]{0,60})[^<>]*>/gi, (tag, close: string, name: string) => {
    if (tag.endsWith('/>') || exempt?.test(name)) return tag
    if (close) {
      depth = Math.max(0, depth - 1)
      return depth >= maxDepth ? ' ' : tag
    }
    depth += 1
    return depth > maxDepth ? ' ' : tag
  })
}

/** The elements with one of these tag names, in document order. */
export const elementsNamed = ({ elements, byName }: PageTree, ...names: string[]): TreeElement[] =>
  names.length === 1 ? (byName.get(names[0]!) ?? []) : elements.filter((element) => names.includes(element.name))

/** True when the element has one of these class names or ids (lower case). */
export function isCalled(element: TreeElement, names: ReadonlySet<string>): boolean {
  const { id, class: classes } = element.attribs
  if (id !== undefined && names.has(id.toLowerCase())) return true
  if (classes === undefined) return false
  if (!/\s/.test(classes)) return names.has(classes.toLowerCase())
  return classes.split(/\s+/, 20).some((name) => names.has(name.toLowerCase()))
}

/** The same page after elements were taken out of it. */
export const refreshed = ({ $ }: PageTree): PageTree => limited($)

function limited($: CheerioAPI): PageTree {
  const root = $.root()[0]!
  gather(root)
  const elements: TreeElement[] = []
  const byName = new Map<string, TreeElement[]>()
  const stack: { node: TreeRoot | TreeElement; depth: number }[] = [{ node: root, depth: 0 }]
  while (stack.length > 0) {
    const { node, depth } = stack.pop()!
    if (isElement(node as TreeNode)) {
      const element = node as TreeElement
      elements.push(element)
      const same = byName.get(element.name)
      if (same) same.push(element)
      else byName.set(element.name, [element])
    }
    if (depth >= maxDepth) {
      node.children = []
      continue
    }
    for (let i = node.children.length - 1; i >= 0; i--) {
      const child = node.children[i]!
      if (isElement(child)) stack.push({ node: child, depth: depth + 1 })
    }
  }
  return { $, root, elements, byName }
}

/** Selectors cost the square of the number of nodes at the top: a page without a roof gets one. */
function gather(root: TreeRoot): void {
  if (root.children.length <= 64) return
  const roof = load('<html></html>', { xml: { xmlMode: false } }).root()[0]!.children[0] as TreeElement
  roof.children = root.children
  for (const child of roof.children) child.parent = roof
  roof.parent = root
  root.children = [roof]
}
