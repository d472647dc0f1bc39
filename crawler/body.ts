/**
 * Finds the element that holds an article by what running text looks like in any language: long blocks, much punctuation, few links,
 * under one roof. Names of classes only tip the scale. It knows no site; per-site selectors are the caller's.
 */
import { type Block, parentOf } from './blocks.ts'
import { nameScore } from './element-names.ts'
import { isElement, type TreeElement } from './tree.ts'

const punctuation = /[,，、。.!?！？;；：”“]/g

type Candidate = { element: TreeElement; score: number }

/** The element that holds the article, or null when nothing looks like running text. */
export function findContainer(blocks: Block[], title: string): TreeElement | null {
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
  const opening = firstAfter(title, blocks)
  let best: Candidate | null = null
  for (const [element, score] of scores) {
    const total = totals.get(element)!
    const place = opening && isInside(opening.home, element) ? belowTitle : 1
    const fair = (score + nameScore(element)) * (1 - total.linkLength / Math.max(1, total.length)) * place
    if (!best || fair > best.score) best = { element, score: fair }
  }
  return best && climb(best.element, blocks)
}

/** How much more the element counts that holds the first running text below the headline. */
const belowTitle = 1.3

function firstAfter(title: string, blocks: Block[]): Block | null {
  const at = title === '' ? -1 : blocks.findIndex((block) => block.text === title)
  return at < 0 ? null : (blocks.slice(at + 1).find(isProse) ?? null)
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

const isTableRow = (block: Block): boolean => block.text.includes('\t')

function proseIn(element: TreeElement, blocks: Block[]): { prose: number; other: number } {
  let prose = 0
  let other = 0
  for (const block of blocks) {
    if (!isInside(block.home, element)) continue
    if (isProse(block)) prose += block.length
    // Figures belong to their text.
    else if (isTableRow(block)) continue
    // What would be dropped anyway does not speak against a wider roof.
    else other += block.unlikely || block.linkLength > block.length * 0.5 ? block.length / 2 : block.length
  }
  return { prose, other }
}

export function isInside(element: TreeElement, container: TreeElement): boolean {
  for (let at: TreeElement | null = element; at; at = parentOf(at)) if (at === container) return true
  return false
}
