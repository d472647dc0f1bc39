/** From the blocks of a page to the paragraphs of its article: under which roof they stand, what is kept, what is boilerplate. */
import { type Block, parentOf, weightOf } from './blocks.ts'
import { findContainer, isInside, isProse, proseScore } from './body.ts'
import { isComments } from './element-names.ts'
import { isFurniture, withoutTail } from './furniture.ts'
import type { TreeElement } from './tree.ts'

export type ArticleBody = {
  /** The element that holds the article, null when the page has no running text. */
  roof: TreeElement | null
  blocks: Block[]
  /** Paragraphs, lines and table rows, in order. */
  lines: string[]
}

/** The article among the blocks of its page (`readBlocks`). `title` is left out where the body repeats it. */
export function findBody(all: Block[], title: string): ArticleBody {
  const blocks = all.slice(0, endBeforeComments(all, title))
  const kept = pick(blocks, title)
  // A page whose whole article stands under an "unlikely" name: read again and believe no names.
  if (total(kept.blocks) >= 500) return kept
  // Where a short article is shown, what is named comments stays what it is.
  const more = kept.lines.length === 0 ? blocks : blocks.filter((block) => !block.unlikely || !isAmongComments(block))
  const trusting = pick(believingNoNames(more), title)
  return total(trusting.blocks) > total(kept.blocks) * 2 ? trusting : kept
}

/** The same where a person named the element: everything in it but furniture. */
export function bodyOf(roof: TreeElement, blocks: Block[], title: string): ArticleBody {
  return keep(roof, believingNoNames(blocks), title)
}

function isAmongComments({ home }: Block): boolean {
  for (let at: TreeElement | null = home; at; at = parentOf(at)) if (isComments(at)) return true
  return false
}

const believingNoNames = (blocks: Block[]): Block[] => blocks.map((block) => ({ ...block, unlikely: false }))

function pick(blocks: Block[], title: string): ArticleBody {
  const roof = findContainer(blocks, title)
  if (!roof) return { roof, blocks: [], lines: [] }
  const inside = blocks.filter((block) => isInside(block.home, roof))
  return keep(roof, inside, title)
}

function keep(roof: TreeElement, inside: Block[], title: string): ArticleBody {
  const lists = listShares(inside)
  const blocks = inside.filter((block) => isContent(block, lists, title))
  const own = blocks.slice(0, endOfStory(inside, blocks))
  return { roof, blocks: own, lines: own.flatMap((block) => linesOf(block, title)) }
}

const commentsBegin =
  /^(?:(?:全部|网友|最新|热门|精彩|发表|我要|我来)(?:评论|評論|跟帖|跟贴|留言).{0,16}|\d+\s?(?:条|則|comments?)(?:评论|評論|留言)?|comments? ?[(:]\s?\d+\)?)$/i

/** Behind a line that opens the readers' words nothing is the article's, if some of it stood before. */
function endBeforeComments(blocks: Block[], title: string): number {
  const titleAt = title === '' ? -1 : blocks.findIndex(({ text }) => text === title)
  const prose = titleAt < 0 ? -1 : blocks.findIndex((block, i) => i > titleAt && isProse(block))
  if (prose < 0) return blocks.length
  const at = blocks.findIndex((block, i) => i > prose && block.linkLength === 0 && commentsBegin.test(block.text))
  return at < 0 ? blocks.length : at
}

/** Where other stories begin: behind a heading that says so, if by then most has been told. */
function endOfStory(inside: Block[], kept: Block[]): number {
  const places = new Map(inside.map((block, i) => [block, i]))
  const all = total(kept)
  for (const heading of inside) {
    // One in a box that is left out anyway ends with its box.
    if (heading.unlikely || heading.length > 60 || !othersBegin.test(heading.text)) continue
    const at = kept.findIndex((block) => places.get(block)! >= places.get(heading)!)
    if (at > 0 && total(kept.slice(0, at)) >= all * 0.6) return at
  }
  return kept.length
}
const othersBegin =
  /^[【[]?(?:most (?:popular|read|viewed)|(?:you )?(?:may|might) also (?:like|be interested in).{0,20}|recommended(?: for you| stories| reading)?|related(?: (?:articles?|stories|posts|content|news|topics|coverage))?|more (?:from|stories|in|on)\b.{0,40}|trending(?: now)?|latest (?:news|stories)|editor['’]s picks?|(?:\d+ )?comments?(?: \(\d+\))?|leave a (?:reply|comment)|相关(?:阅读|新闻|推荐|文章|链接|报道|资讯|内容)|相關(?:閱讀|新聞|文章|報道|報導)|延伸(?:阅读|閱讀)|往期(?:推荐|推薦|回顾|回顧|精彩|内容)|精彩(?:回顾|推荐)|更多(?:报道|報道|新闻|新聞|相关内容)|猜你喜欢|猜你喜歡|为你推荐|為你推薦|(?:推荐|推薦|热门|熱門|精彩|编辑)(?:阅读|閱讀|推荐|推薦|文章|新闻|新聞|评论)|热点(?:新闻|推荐|排行)|大家都在看|(?:网友|最新|全部|热门|发表)?(?:评论|評論|跟帖|跟贴|留言)(?:区|列表)?(?:\s?[（(]?\d+[)）]?条?)?)[】\]]?\s*[:：]?$/i

const total = (blocks: Block[]): number => blocks.reduce((sum, block) => sum + block.length, 0)

function linesOf(block: Block, title: string): string[] {
  const kept =
    block.lines.length === 1 ? block.lines : block.lines.filter((line) => line !== title && !isFurniture(line))
  return kept.map(withoutTail).filter((line) => line !== '')
}

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
  /^(?:please )?(?:follow|like) (?:us|him|her|them|@\S+|the [A-Z]|[A-Z]\w+).{0,60}\b(?:on|@)\b|\bfollow (?:him|her|them|us) on (?:twitter|facebook|instagram)|\bsign up (?:for|to)\b|\bsubscribe (?:to|now|today)\b|\blike this story\b|\bshare it with\b|\bthis slideshow requires\b|\bclick here (?:for|to)\b|\b(?:latest updates|newsletters?) (?:right )?in your inbox\b|\bhave a tip\?|扫码|二维码|(?:下载|安装|打开).{0,12}(?:客户端|APP)|关注.{0,16}(?:公众号|微信|微博)|(?:点击|點擊)(?:上方|下方|蓝字|標題|标题).{0,12}(?:关注|關注|阅读|查看)/i

/** Weight of a caption at most. */
const longestCaption = 360
const caption =
  /^(?:图为|圖為|图[：:/]|[▲△▼]|(?:上|下|左|右|题|题)图)|(?:摄|攝|摄影|供图|供圖|图片来源.{0,20}|图源.{0,20}|资料图片?|資料圖片?|(?:檔案|档案|資料|资料)照片|示意[圖图]|制图|視覺中國|视觉中国|[/／]图|截图)\s?[)）\]】」]?[。.]?$|[[(](?:photo|file photo|picture|image)\b[^\])]{0,60}[\])]$/i

/** The line under a picture, as it stands outside of a figure. */
export const isCaption = (block: Block): boolean =>
  block.length <= longestCaption && (block.image !== null ? caption : certainCaption).test(block.text)

/** Without a picture right before it: a pointer and whose picture it is, or the line of the photographer. */
const certainCaption =
  /^[▲△▼].{2,100}(?:摄|攝|摄影|供图|供圖|图源.{0,20}|截图)\s?[)）\]】]?[。.]?$|^[\p{Script=Han}]{0,8}(?:记者|記者|通讯员)[\s:：]*[\p{Script=Han}·、\s]{2,16}\s?[摄攝]$/u

function isContent(block: Block, lists: Map<TreeElement, number>, title: string): boolean {
  if (block.unlikely || block.home.name === 'h1') return false
  if (block.linkLength > block.length * 0.6 && block.length < 400) return false
  const list = listOf(block.home)
  // Items of a few words are a menu; items that are sentences may carry many links and still be the article.
  if (list && block.length < 200 && (lists.get(list) ?? 0) > 0.4 && !isProse(block)) return false
  if (isFurniture(block.text) || isCaption(block)) return false
  if (block.length < 260 && (credit.test(block.text) || appeal.test(block.text))) return false
  return !(title !== '' && block.text === title) && (proseScore(block) > 0 || weightOf(block.text) > 0)
}
