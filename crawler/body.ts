/**
 * Finds the body of an article in a page's tree by what running text looks like in any language: long blocks, much punctuation,
 * few links, under one roof. Names of classes only tip the scale. It knows no site; per-site selectors are the caller's.
 */
import { isElement, squeeze, type TreeElement, type TreeNode } from './tree.ts'

export type Block = {
  text: string
  /** Characters, a Chinese one counting for three: that is what it says in English. */
  length: number
  linkLength: number
  /** The innermost block element around it. */
  home: TreeElement
  /** Under an element whose name says that it is no content. */
  unlikely: boolean
}

const blockTags = new Set(
  `address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
  header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul`.split(/\s+/),
)
const skippedTags = new Set(
  `script style noscript template svg iframe object embed canvas audio video map input select option textarea button label nav
  footer aside head link meta math figcaption menu dialog`.split(/\s+/),
)
const unlikelyName =
  /(?:^|[-_\s])(?:ads?|advert\w*|agegate|author-?bio|bio|breadcrumbs?|byline|captions?|comment\w*|respond|community|consent|cookies?|copyright|disclaimer|disqus|editor|footer|gdpr|header|legends?|login|masthead|menu|meta|modal|more-?(?:on|from|stories|news)|nav\w*|newsletters?|outbrain|pagination|pager|paywall|popup|print|promo\w*|rail|read-?(?:more|next)|recirc\w*|recommend\w*|related\w*|relate|remark|replies|share\w*|sharing|shoutbox|sidebar|signup|skyscraper|social\w*|sponsor\w*|subscribe\w*|subscription|supplemental|taboola|tags?|teaser|tool\w*|trending|widget|yom-remote|相关|推荐|hot|rank\w*|fenxiang|bianji|zrbj|ewm|qrcode|statement|shengming)(?:$|[-_\s])/i
const likelyName = /article|body|content|main|entry|hentry|post|story|text|zhengwen|TRS_Editor|detail|nr\b/i
const bodyName =
  /(?:^|[-_\s])(?:article-?(?:body|content|text|main)|story-?(?:body|content|text)|post-?(?:body|content|text)|entry-?content|content-?body|body-?(?:content|text|copy)|main-?content|rich_media_content|TRS_Editor|zhengwen|endText|post_body|text-?con|artibody|newsText|news_?content|detail-?content)(?:$|[-_\s])/i

/** No article has more; a page that has is cut here. */
const maxBlocks = 20_000

/** Reads the blocks of running text below `top`, in order of the page. */
export function readBlocks(top: { children: TreeNode[] }): Block[] {
  const blocks: Block[] = []
  let pieces: string[] = []
  let linked = 0
  type Step =
    | { node: TreeNode; home: TreeElement | null; inLink: boolean; unlikely: boolean }
    | { flush: TreeElement | null; unlikely: boolean }
  const flush = (home: TreeElement | null, unlikely: boolean): void => {
    if (pieces.length === 0) return
    const text = squeeze(pieces.join(''))
    if (text !== '' && home) blocks.push({ text, length: weightOf(text), linkLength: linked, home, unlikely })
    pieces = []
    linked = 0
  }
  const stack: Step[] = []
  const pushChildren = (children: TreeNode[], home: TreeElement | null, inLink: boolean, unlikely: boolean): void => {
    for (let i = children.length - 1; i >= 0; i--) stack.push({ node: children[i]!, home, inLink, unlikely })
  }
  pushChildren(top.children, null, false, false)
  while (stack.length > 0 && blocks.length < maxBlocks) {
    const step = stack.pop()!
    if ('flush' in step) {
      flush(step.flush, step.unlikely)
      continue
    }
    const { node, home, inLink, unlikely } = step
    if (node.type === 'text') {
      pieces.push(node.data)
      if (inLink) linked += weightOf(node.data)
      continue
    }
    if (!isElement(node)) continue
    const tag = node.name
    if (tag === 'br') {
      const next = followingBreak(node)
      if (next) flush(home, unlikely)
      else pieces.push(' ')
      continue
    }
    if (skippedTags.has(tag) || isHidden(node)) continue
    const below = unlikely || isUnlikely(node)
    if (!blockTags.has(tag)) {
      pushChildren(node.children, home ?? node, inLink || tag === 'a', below)
      continue
    }
    flush(home, unlikely)
    stack.push({ flush: node, unlikely: below })
    pushChildren(node.children, node, inLink, below)
  }
  flush(null, false)
  return blocks
}

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

function followingBreak(node: TreeElement): boolean {
  let next = node.next
  while (next && next.type === 'text' && next.data.trim() === '') next = next.next
  if (isElement(next) && next.name === 'br') return true
  // Chinese pages break paragraphs with one <br> and an indent of ideographic spaces.
  return next?.type === 'text' && /^[\s\u00a0]*\u3000|^\s*\u00a0{2}/.test(next.data)
}

function isHidden(element: TreeElement): boolean {
  const { style, hidden } = element.attribs
  if (hidden !== undefined) return true
  return style !== undefined && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style)
}

const nameOf = (element: TreeElement): string => `${element.attribs.class ?? ''} ${element.attribs.id ?? ''}`

function isUnlikely(element: TreeElement): boolean {
  if (element.name === 'body' || element.name === 'html' || element.name === 'article' || element.name === 'main')
    return false
  const name = nameOf(element)
  return name.length > 1 && unlikelyName.test(camelApart(name)) && !bodyName.test(name)
}

const camelApart = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1-$2').replace(/__/g, '-')

const punctuation = /[,，、。.!?！？;；：”“]/g

type Candidate = { element: TreeElement; score: number }

/** The element that holds the article, or null when nothing looks like running text. */
export function findContainer(blocks: Block[]): TreeElement | null {
  const scores = new Map<TreeElement, number>()
  const totals = new Map<TreeElement, { length: number; linkLength: number }>()
  for (const block of blocks) {
    for (let at: TreeElement | null = block.home; at; at = parentOf(at)) {
      const total = totals.get(at) ?? { length: 0, linkLength: 0 }
      total.length += block.length
      total.linkLength += block.linkLength
      totals.set(at, total)
    }
    const value = proseScore(block)
    if (value === 0) continue
    let at: TreeElement | null = leafTags.has(block.home.name) ? parentOf(block.home) : block.home
    for (let level = 0; at && level < 5; level++, at = parentOf(at)) {
      const share = level === 0 ? 1 : level === 1 ? 2 : level * 3
      scores.set(at, (scores.get(at) ?? 0) + value / share)
    }
  }
  let best: Candidate | null = null
  for (const [element, score] of scores) {
    const total = totals.get(element)!
    const fair = (score + nameScore(element)) * (1 - total.linkLength / Math.max(1, total.length))
    if (!best || fair > best.score) best = { element, score: fair }
  }
  return best && climb(best.element, blocks)
}

const leafTags = new Set([
  'p',
  'pre',
  'blockquote',
  'li',
  'td',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'span',
  'font',
  'strong',
  'b',
])

/** How much a block looks like running text; 0 for what is too short or mostly links. */
export function proseScore(block: Block): number {
  if (block.length < 25 || block.unlikely || block.linkLength > block.length * 0.5) return 0
  const marks = block.text.match(punctuation)?.length ?? 0
  return 1 + Math.min(marks, 12) + Math.min(block.length / 100, 5)
}

function nameScore(element: TreeElement): number {
  const name = nameOf(element)
  let score = 0
  if (bodyName.test(name) || element.attribs.itemprop === 'articleBody') score += 25
  else if (likelyName.test(name)) score += 8
  if (unlikelyName.test(camelApart(name))) score -= 15
  if (element.name === 'article') score += 8
  if (element.name === 'ul' || element.name === 'ol') score -= 25
  return score
}

/**
 * A body cut in pieces by advertisements: takes an ancestor that adds much running text and little else. An element whose name
 * says that it is the body is taken at its word.
 */
function climb(element: TreeElement, blocks: Block[]): TreeElement {
  let current = roofOfTwins(element, blocks)
  let inside = proseIn(current, blocks)
  let at = parentOf(current)
  for (let step = 0; at && step < 8; step++, at = parentOf(at)) {
    if (at.name === 'body' || at.name === 'html' || isNamedBody(current)) break
    const around = proseIn(at, blocks)
    const gained = around.prose - inside.prose
    if (gained > inside.prose * 0.15 && around.other - inside.other < gained * 0.35) {
      current = at
      inside = around
    }
  }
  return current
}

/** Parts of one body look alike: a neighbour of the same tag and class that holds prose, too, means that their parent is the body. */
function roofOfTwins(element: TreeElement, blocks: Block[]): TreeElement {
  const parent = parentOf(element)
  if (!parent || parent.name === 'body' || !element.attribs.class) return element
  const twins = parent.children
    .filter(isElement)
    .filter(
      (child) => child !== element && child.name === element.name && child.attribs.class === element.attribs.class,
    )
  const own = proseIn(element, blocks).prose
  return twins.slice(0, 20).some((twin) => proseIn(twin, blocks).prose > own * 0.25) ? parent : element
}

const isNamedBody = (element: TreeElement): boolean =>
  element.attribs.itemprop === 'articleBody' ||
  /^(?:artibody|article-?body|endText|TRS_Editor|js_content)$/i.test(element.attribs.id ?? '')

/** A block with a sentence in it; a line of labels has punctuation, too. */
export const isProse = (block: Block): boolean =>
  proseScore(block) > 2 && /[。！？!?…]|[.]["'”’)]?(?:\s|$)/.test(block.text)

function proseIn(element: TreeElement, blocks: Block[]): { prose: number; other: number } {
  let prose = 0
  let other = 0
  for (const block of blocks) {
    if (!isInside(block.home, element)) continue
    if (isProse(block)) prose += block.length
    // What would be dropped anyway does not speak against a wider roof.
    else other += block.unlikely || block.linkLength > block.length * 0.5 ? block.length / 2 : block.length
  }
  return { prose, other }
}

export function isInside(element: TreeElement, container: TreeElement): boolean {
  for (let at: TreeElement | null = element; at; at = parentOf(at)) if (at === container) return true
  return false
}

export function parentOf(element: TreeElement): TreeElement | null {
  const parent = element.parent
  return parent && 'attribs' in parent ? (parent as TreeElement) : null
}
