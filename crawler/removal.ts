/**
 * Pages that answer 200 and are gone all the same: a notice instead of the article, a jump to the front page, an empty frame. Pure.
 * It would rather miss one than take an article for gone that only speaks of deleted pages. What a status says is not asked here.
 */
import type { FetchedPage } from '../domain/article.ts'
import { findBody } from './article-body.ts'
import { readLines } from './article-lines.ts'
import { windowTitleOf } from './article-title.ts'
import { type Block, readBlocks, weightOf } from './blocks.ts'
import { canonicalUrl, isSameSite, parseUrl } from './canonical-url.ts'
import { decodeText } from './decode.ts'
import { charsetOf } from './response.ts'
import { readMeta, readStructuredData } from './structured-data.ts'
import { elementsNamed, type PageTree, parseHtml, sourceOf, squeeze, type TreeElement } from './tree.ts'

export type Removal = {
  reason: 'front_page' | 'error_page' | 'notice' | 'empty'
  /** The words or the address that say so; '' for an empty page. */
  quote: string
}

/** A notice is a line of its own and not longer. */
const longestNotice = 120
/** Weight of running text beside a notice from which on the page is an article: eighty Chinese characters. */
const articleFrom = 240
/** A later jump is not why the page was sent. */
const longestDelayS = 15
const longestScript = 2000

/** Why this page no longer is the article that was asked for, or null when nothing speaks for that. */
export function removedBy(page: FetchedPage): Removal | null {
  const moved = movedAway(page.requestedUrl, page.finalUrl)
  if (moved) return moved
  const tree = parseHtml(decodeText(page.bytes, charsetOf(page.headers)).text)
  const blocks = readBlocks(tree.root)
  return (
    noticeOn(tree, blocks) ??
    jumpOf(tree, blocks, page.finalUrl) ??
    (isEmpty(tree, blocks) ? { reason: 'empty', quote: '' } : null)
  )
}

/** A redirect within the site that ends on its front page or on a page for errors. */
function movedAway(asked: string, got: string): Removal | null {
  if (!isSameSite(asked, got) || isFront(asked)) return null
  if (isFront(got)) return { reason: 'front_page', quote: got }
  return isErrorPage(got) && !isErrorPage(asked) ? { reason: 'error_page', quote: got } : null
}

const pathOf = (address: string): string => parseUrl(address)?.pathname ?? ''
const isErrorPage = (address: string): boolean =>
  /\/(?:(?:error|err)?[-_]?40[34]|errors?|not[-_]?found|page[-_]?not[-_]?found|deleted|removed)(?:\.[a-z]{3,5})?\/?$/i.test(
    pathOf(address),
  )
/** What asks for something (`/?p=12`) is no front page. */
const isFront = (address: string): boolean =>
  /^\/(?:(?:index|default|home|main)(?:\.[a-z]{3,5})?\/?|[a-z]{2}(?:-[a-z]{2,4})?\/?)?$/i.test(pathOf(address)) &&
  !canonicalUrl(address)?.includes('?')

/** The page says so itself: in its title, or in a line of its own beside which nothing is told. */
function noticeOn(tree: PageTree, blocks: Block[]): Removal | null {
  const line = blocks.find(({ text }) => isNotice(text))?.text
  const title = windowTitleOf(tree)
    .split(/\s*[-_|–—·]+\s*/)
    .find(isNotice)
  if (!line && !title) return null
  if (line && title) return { reason: 'notice', quote: line }
  const signed = isSigned(tree, blocks)
  if (title) return signed ? null : { reason: 'notice', quote: title }
  const told = findBody(blocks, '').lines.filter((text) => !isNotice(text) && !advice.test(text))
  const weight = told.reduce((sum, text) => sum + weightOf(text), 0)
  return signed || weight >= articleFrom ? null : { reason: 'notice', quote: line! }
}

/** An article says when it was published or where it comes from; a notice does not. */
function isSigned(tree: PageTree, blocks: Block[]): boolean {
  const meta = readMeta(tree)
  const stated =
    meta('article:published_time', 'pubdate', 'publishdate', 'datePublished') || readStructuredData(tree).publishedAt
  const { sourceLine, author, editor } = readLines(blocks, '', 'https://page.invalid/')
  return `${stated}${sourceLine}${author}${editor}` !== ''
}

const sorry =
  '(?:(?:非常|很|实在|真的)?(?:抱歉|对不起|對不起|不好意思|遗憾|遺憾|哎呀|啊哦|哎呦|糟糕|错误提示|提示信息|系统提示)[^\\p{L}\\p{N}]{0,4}){0,3}'
const asked =
  '(?:(?:您|你)?(?:所|要|想|想要|正在|试图|当前)?(?:访问|訪問|查看|浏览|瀏覽|寻找|尋找|查找|请求|請求|打开|打開|阅读|閱讀|找|造訪)的)'
const thing =
  '(?:网站|官方|微信|原)?(?:页面|頁面|网页|網頁|文章|内容|內容|信息|资讯|資訊|稿件|报道|新闻|新聞|资源|資源|帖子|主题|主題|链接|連結|地址|网址|文件|微博|视频|影片|图文|专题|文档)'
const someone = '(?:发布者|发布人|作者|原作者|管理员|管理員|用户|本人|编辑)'
const gone = `(?:(?:可能|目前|暂时|似乎|现)?(?:已|已经|已經)?(?:不存在|不见了|不見了|找不到了?|未找到|没有找到|沒有找到|未能找到|无法找到|無法找到|失效|过期|走丢了|丢失了?|飞走了|跑丢了|被?${someone}?(?:自行)?(?:删除|刪除|移除|下线|下線|下架|撤下|撤回|撤销|清除|屏蔽|隐藏)|被?正?在?被?(?:审核|審核)(?:中)?|无法(?:查看|访问|显示|打开)|無法(?:查看|訪問|顯示|開啟)|不可访问|更名|改名))`
const advice =
  /^(?:请|請|您可以|你可以|可以|建议|可能(?:的|是)?原因|点击|點擊|系统|系統|页面|頁面|将在|將在|返回|或者?|也许|如果您|若您|\d{1,3}\s?秒|you (?:can|may)|please|try|check|return|go (?:back|to)|if you|click|here are|perhaps|maybe)/i

const notices = [
  `${sorry}(?:${asked}|该|該|此|这篇|這篇|当前|本|指定的|您的)?${thing}${gone}(?:(?:或者?|、|，|,|/|\\s)+${gone}){0,4}(?:了|啦|哦|喔)?`,
  `${sorry}(?:找不到|未找到|没有找到|沒有找到|无法找到|無法找到|查无|查無)(?:${asked}|该|該|此|这个|這個|相应的?|相关的?|对应的?)?${thing}(?:了|啦)?`,
  `${sorry}(?:此|该)(?:内容|账号|帐号|公众号|视频|文章)[^。]{0,24}无法(?:查看|显示)`,
  `(?:http)?(?:错误|錯誤|error|status)?[\\s:：]{0,3}(?:404|410)[\\s,.:：!！]{0,3}(?:not found|gone|error|page not found|错误|页面|页|file not found|找不到页面|(?:${thing})?${gone})?`,
  `(?:the )?(?:page|article|story|document|file|content) (?:not found|(?:is )?(?:no longer available|unavailable))`,
  `not found|410 gone|error 404`,
  `(?:(?:we're|we are)? ?(?:very )?(?:sorry|oops|whoops|uh[- ]oh|unfortunately)[^\\p{L}]{0,4}(?:but )?)?(?:the|this|that|your)? ?(?:requested )?(?:page|article|story|content|document|url|link|post|item)(?: (?:that |which )?you(?:'re|'ve| are| were| have)? (?:looking for|requested|trying to (?:reach|access|view|find)|tried to (?:access|reach|view)|followed))? (?:could not be found|couldn't be found|cannot be found|can't be found|was not found|isn't available|is not available|is no longer (?:available|here|online)|is unavailable|no longer exists|does not exist|doesn't exist|(?:has been|was|may have been|might have been) (?:removed|deleted|moved|taken down|withdrawn|unpublished)(?:(?:,| or) (?:removed|deleted|moved|taken down|renamed|never existed)){0,3}|has expired)`,
  `(?:(?:sorry|oops)[^\\p{L}]{0,4})?we (?:could not|couldn't|cannot|can't|can not|were unable to) find (?:the|that|this) (?:page|article|story)(?: you(?:'re| are| were)? (?:looking for|requested))?`,
  'お探しのページは?(?:見つかりません(?:でした)?|存在しません)|ページが見つかりません|페이지를 찾을 수 없습니다|삭제된 기사입니다',
  'không tìm thấy trang|trang không tồn tại|bài viết (?:không tồn tại|đã bị xóa)|page introuvable|seite nicht gefunden|página no encontrada|страница не найдена|không tìm thấy nội dung',
].map((form) => new RegExp(`^(?:${form})$`, 'iu'))

/** A line that says nothing but that the page is gone, with what it advises the reader to do. */
function isNotice(line: string): boolean {
  if (line.length > longestNotice) return false
  const [first = '', ...rest] = line.split(
    /(?<=[。！!…])\s*|(?<=[\p{L}\p{N}]{2}[.?])\s+|[，,；;]\s*(?=请|請|您可以|点击|系统|将在|\d{1,3}\s?秒|please|try|check)/iu,
  )
  const start = /^(?:对不起|對不起|抱歉|很抱歉|非常抱歉|sorry|oops)[\s,，。.！!~]*$/i.test(first)
    ? `${first}${rest.shift() ?? ''}`
    : first
  const said = start.replace(/’/g, "'").replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
  return (
    notices.some((notice) => notice.test(said)) && rest.every((part) => part.trim() === '' || advice.test(part.trim()))
  )
}

/** A page that sends the browser on to the front page and tells nothing. */
function jumpOf(tree: PageTree, blocks: Block[], url: string): Removal | null {
  const told = blocks.reduce((sum, block) => sum + block.length - block.linkLength, 0)
  if (isFront(url) || told >= articleFrom) return null
  const addresses = [...refreshes(tree), ...elementsNamed(tree, 'script').slice(0, 20).flatMap(jumpIn)]
  for (const address of addresses) {
    const target = parseUrl(address.trim(), url)?.href ?? ''
    if (isSameSite(target, url) && (isFront(target) || isErrorPage(target)))
      return { reason: 'front_page', quote: target }
  }
  return null
}

function refreshes(tree: PageTree): string[] {
  return elementsNamed(tree, 'meta')
    .filter(({ attribs }) => attribs['http-equiv']?.toLowerCase() === 'refresh')
    .flatMap(({ attribs }) => {
      const content = attribs.content?.slice(0, 2000) ?? ''
      const [, delay, address] = /^\s*(\d{1,4})(?:\.\d+)?\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']+)/i.exec(content) ?? []
      return address && Number(delay) <= longestDelayS ? [address] : []
    })
}

/** Where a short script sends the browser. In a long one such a line is one case among many. */
function jumpIn(script: TreeElement): string[] {
  const source = sourceOf(script)
  const form = /\blocation(?:\.href\s*=|\s*=|\.(?:replace|assign)\()\s*["']([^"']{1,2000})["']/
  const address = source.length <= longestScript ? form.exec(source)?.[1] : undefined
  return address ? [address] : []
}

/** Nothing to read, and nothing that could draw it: a page drawn by script looks empty, too, and so does a guard at the door. */
function isEmpty(tree: PageTree, blocks: Block[]): boolean {
  if (blocks.some(({ text }) => /[\p{L}\p{N}]/u.test(text))) return false
  if (elementsNamed(tree, 'img', 'iframe', 'frame', 'video', 'embed', 'object', 'noscript').length > 0) return false
  return elementsNamed(tree, 'script').every(
    (script) => script.attribs.src === undefined && squeeze(sourceOf(script)).length < 40,
  )
}
