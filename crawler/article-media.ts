/** Pictures and links of an article's body, absolute, without icons, codes and trackers. */
import type { ArticleImage } from '../domain/article.ts'
import { type ArticleBody, isCaption } from './article-body.ts'
import { type Block, parentOf } from './blocks.ts'
import { isInside } from './body.ts'
import { parseUrl } from './canonical-url.ts'
import { isUnlikely } from './element-names.ts'
import { isElement, type PageTree, rawText, squeeze, type TreeElement, type TreeNode } from './tree.ts'

const maxImages = 60
const maxLinks = 100
const maxCaption = 300
/** Smaller pictures are signs. */
const smallestSide = 60
const notContent = new Set(['nav', 'aside', 'footer', 'button', 'form', 'noscript', 'template'])
const sign =
  /(?:^|[/_.-])(?:logo|icon|ico|qr|qrcode|ewm|erweima|avatar|pixel|spacer|blank|loading|1x1|grey|transparent)(?:[/_.-]|\d*\.\w{3,4}$)/i

/** The pictures under the article's roof, with the captions printed under them. `blocks` are all of the page. */
export function imagesOf(tree: PageTree, { roof }: ArticleBody, blocks: Block[], baseUrl: string): ArticleImage[] {
  if (!roof) return []
  const captions = new Map(blocks.filter(isCaption).map((block) => [block.image, block.text]))
  const images = new Map<string, ArticleImage>()
  for (const element of tree.elements) {
    if (images.size >= maxImages) break
    if ((element.name !== 'img' && element.name !== 'amp-img') || !isInside(element, roof) || isBeside(element, roof))
      continue
    const url = addressOf(element, baseUrl)
    if (url && !images.has(url))
      images.set(url, { url, caption: (figcaptionOf(element) || captions.get(element) || '').slice(0, maxCaption) })
  }
  return [...images.values()]
}

/** Scripts put the real address aside until the picture scrolls into sight. */
function addressOf({ attribs }: TreeElement, baseUrl: string): string {
  const { width = '', height = '' } = attribs
  if ([width, height].some((side) => /^\d+$/.test(side) && Number(side) < smallestSide)) return ''
  const stated = [
    attribs['data-src'],
    attribs['data-original'],
    attribs['data-lazy-src'],
    attribs['data-url'],
    attribs.src,
    attribs.srcset?.split(/[\s,]/)[0],
  ]
  for (const address of stated) {
    const url =
      address && address.length <= 2000 && !address.startsWith('data:') ? parseUrl(address.trim(), baseUrl) : null
    if (url?.protocol.startsWith('http') && !sign.test(url.pathname)) return url.href
  }
  return ''
}

function isBeside(element: TreeElement, roof: TreeElement): boolean {
  for (let at: TreeElement | null = element; at && at !== roof; at = parentOf(at))
    if (notContent.has(at.name) || (at !== element && isUnlikely(at))) return true
  return false
}

function figcaptionOf(image: TreeElement): string {
  let figure: TreeElement | null = image
  for (let level = 0; figure && figure.name !== 'figure' && level < 6; level++) figure = parentOf(figure)
  if (figure?.name !== 'figure') return ''
  const stack: TreeNode[] = [...figure.children]
  for (let seen = 0; stack.length > 0 && seen < 200; seen++) {
    const node = stack.shift()!
    if (!isElement(node)) continue
    if (node.name === 'figcaption') return squeeze(rawText(node))
    stack.push(...node.children)
  }
  return ''
}

/** Addresses linked from the kept paragraphs, each once, in order. */
export function linksOf(tree: PageTree, { blocks }: ArticleBody, baseUrl: string): string[] {
  const homes = new Set(blocks.filter((block) => block.linkLength > 0).map((block) => block.home))
  const links = new Set<string>()
  if (homes.size === 0) return []
  for (const element of tree.elements) {
    if (links.size >= maxLinks) break
    if (element.name !== 'a' || !element.attribs.href || element.attribs.href.length > 2000) continue
    let home: TreeElement | null = element
    while (home && !homes.has(home)) home = parentOf(home)
    const url = home ? parseUrl(element.attribs.href.trim(), baseUrl) : null
    if (url?.protocol.startsWith('http') && !(url.hash !== '' && url.href.split('#')[0] === baseUrl.split('#')[0]))
      links.add(url.href)
  }
  return [...links]
}

/** The captions under figures: the text of a page that has no other. */
export function figcaptions(tree: PageTree): string[] {
  const captions = tree.elements.filter(({ name }) => name === 'figcaption').slice(0, maxImages)
  return [...new Set(captions.map((element) => squeeze(rawText(element)).slice(0, maxCaption)))].filter(
    (text) => text !== '',
  )
}
