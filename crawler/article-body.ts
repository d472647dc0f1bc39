/** From the blocks inside the found container to the paragraphs of the article: what is kept, what is boilerplate. */
import { isFurniture, withoutEditorTail } from './furniture.ts'
import { type Block, findContainer, isInside, parentOf, proseScore, weightOf } from './body.ts'
import type { TreeElement } from './tree.ts'

/** Paragraphs of the article among the blocks of its page (`readBlocks`), [] when the page has no running text. `title` is left out where the body repeats it. */
export function articleParagraphs(blocks: Block[], title: string): string[] {
  const kept = pick(blocks, title)
  // A page whose whole article stands under an "unlikely" name: read again and believe no names.
  const trusting =
    total(kept) < 500
      ? pick(
          blocks.map((block) => ({ ...block, unlikely: false })),
          title,
        )
      : []
  const best = total(trusting) > total(kept) * 2 ? trusting : kept
  return best.map((block) => withoutEditorTail(block.text))
}

function pick(blocks: Block[], title: string): Block[] {
  const container = findContainer(blocks)
  if (!container) return []
  const inside = blocks.filter((block) => isInside(block.home, container))
  const lists = listShares(inside)
  return inside.filter((block) => isContent(block, lists, title))
}

const total = (blocks: Block[]): number => blocks.reduce((sum, block) => sum + block.length, 0)

/** Link share of each list or table, by its element. */
function listShares(blocks: Block[]): Map<TreeElement, number> {
  const sums = new Map<TreeElement, { length: number; linkLength: number }>()
  for (const block of blocks) {
    const list = listOf(block.home)
    if (!list) continue
    const sum = sums.get(list) ?? { length: 0, linkLength: 0 }
    sum.length += block.length
    sum.linkLength += block.linkLength
    sums.set(list, sum)
  }
  return new Map([...sums].map(([list, sum]) => [list, sum.linkLength / Math.max(1, sum.length)]))
}

function listOf(element: TreeElement): TreeElement | null {
  let at: TreeElement | null = element
  for (let level = 0; at && level < 6; level++, at = parentOf(at))
    if (at.name === 'ul' || at.name === 'ol' || at.name === 'dl') return at
  return null
}

/** Credits and captions outside of a figure. */
const credit =
  /^[([]?(?:photos?|images?|pictures?|photograph|video|source)(?: credits?| by)?\s?[:：]|[([](?:image|photo|picture|credit)s?(?: credit)?\s?[:：][^)\]]{2,60}[)\]]$|^(?:\S+ ){1,4}\/ ?(?:getty|reuters|afp|ap\b|epa)|\b(?:getty images|shutterstock|associated press)\)?$/i
/** Sentences that ask something of the reader and tell nothing. */
const appeal =
  /^(?:please )?(?:follow|like) (?:us|him|her|them|@\S+|the [A-Z]|[A-Z]\w+).{0,60}\b(?:on|@)\b|\bfollow (?:him|her|them|us) on (?:twitter|facebook|instagram)|\bsign up (?:for|to)\b|\bsubscribe (?:to|now|today)\b|\blike this story\b|\bshare it with\b|\bthis slideshow requires\b|\bclick here (?:for|to)\b|\b(?:latest updates|newsletters?) (?:right )?in your inbox\b|\bhave a tip\?|扫码|二维码|(?:下载|安装|打开).{0,12}(?:客户端|APP)|关注.{0,16}(?:公众号|微信|微博)/i

function isContent(block: Block, lists: Map<TreeElement, number>, title: string): boolean {
  if (block.unlikely) return false
  if (block.linkLength > block.length * 0.6 && block.length < 400) return false
  const list = listOf(block.home)
  // Items of a few words are a menu; items that are sentences may carry many links and still be the article.
  if (list && block.length < 200 && (lists.get(list) ?? 0) > 0.4) return false
  if (isFurniture(block.text)) return false
  if (block.length < 260 && (credit.test(block.text) || appeal.test(block.text))) return false
  if (block.home.name === 'h1') return false
  return !(title !== '' && block.text === title) && (proseScore(block) > 0 || weightOf(block.text) > 0)
}
