/**
 * Articles that a site spreads over several pages: which links lead to the other pages of the same article, and how their texts
 * become one. Pure. A link counts only when its address is the article's own with a page number: 下一篇 is another article.
 */
import type { FetchedPage } from '../domain/article.ts'
import { canonicalUrl, parseUrl } from './canonical-url.ts'
import { decodeText } from './decode.ts'
import { charsetOf } from './response.ts'
import { elementsNamed, parseHtml, rawText, squeeze } from './tree.ts'

/** Pages of one article that are read, the first included. */
export const maxArticlePages = 20
const maxLinks = 5000

/**
 * Addresses of further pages of the article that begins at `firstUrl`, as this page links them, in the order of their numbers.
 * Numbers start where the site starts them: the second page may be `_1` or `_2`.
 */
export function furtherPages(page: FetchedPage, firstUrl: string): string[] {
  const first = parseUrl(canonicalUrl(firstUrl) ?? '')
  if (!first) return []
  const tree = parseHtml(decodeText(page.bytes, charsetOf(page.headers)).text)
  const found = new Map<number, string>()
  for (const element of elementsNamed(tree, 'a', 'link').slice(0, maxLinks)) {
    const absolute = parseUrl(element.attribs.href?.trim() ?? '', page.finalUrl)
    const url = absolute && parseUrl(canonicalUrl(absolute.href) ?? '')
    const number = url ? pageNumber(url, first) : null
    if (!url || number === null || found.has(number)) continue
    if (/\bnext\b/i.test(element.attribs.rel ?? '') || isPageMark(squeeze(rawText(element))))
      found.set(number, url.href)
  }
  return [...found]
    .sort(([a], [b]) => a - b)
    .slice(0, maxArticlePages - 1)
    .map(([, url]) => url)
}

/** What a reader clicks to go on: a number, or a word for the next or last page. */
const isPageMark = (text: string): boolean =>
  /^[[（(【第]?\s*\d{1,3}\s*[\]）)】页頁]?$|^(?:下一?[页頁]|后一?页|尾[页頁]|末[页頁]|余下全文|查看全文|next(?: page)?|last|page \d{1,3})?\s*[>›»→]*$/i.test(
    text,
  ) && text !== ''

/** The number by which `url` is a page of the article at `first`; null when it is another address, or the first itself. */
function pageNumber(url: URL, first: URL): number | null {
  if (url.host !== first.host) return null
  return url.search === first.search ? numberInPath(url.pathname, first.pathname) : numberInQuery(url, first)
}

const suffix = /^(.*?)(?:[_-](\d{1,2}))?(\.[a-z]{3,5})?$/i

/** `t1_2.html`, `t1-2.shtml` of `t1.html`; `a/2` and `a/2/` of `a` and `a/`; `t1_2.html` of `t1_1.html`. */
function numberInPath(path: string, first: string): number | null {
  const [, stem = '', number, ending = ''] = suffix.exec(path) ?? []
  const [, firstStem = '', firstNumber, firstEnding = ''] = suffix.exec(first) ?? []
  if (number !== undefined && ending === firstEnding) {
    const whole = first.slice(0, first.length - firstEnding.length)
    if (stem === whole) return Number(number)
    if (stem === firstStem && Number(firstNumber) <= 1 && Number(number) > Number(firstNumber)) return Number(number)
  }
  const below = path.startsWith(`${first.replace(/\/$/, '')}/`) ? path.slice(first.replace(/\/$/, '').length + 1) : ''
  const nested = /^(?:page\/)?(\d{1,2})\/?$/.exec(below)
  return nested && first !== '/' && Number(nested[1]) > 1 ? Number(nested[1]) : null
}

const pageNames = new Set(['page', 'p', 'pn', 'pageno', 'page_no', 'pageindex', 'curpage', 'paged'])

/** `?id=7&page=2` of `?id=7`: one parameter that names a page, all others alike. */
function numberInQuery(url: URL, first: URL): number | null {
  if (url.pathname !== first.pathname) return null
  const rest = (of: URL): string =>
    [...of.searchParams].filter(([name]) => !pageNames.has(name.toLowerCase())).join('&')
  const number = [...url.searchParams].find(([name]) => pageNames.has(name.toLowerCase()))?.[1] ?? ''
  return rest(url) === rest(first) && /^\d{1,2}$/.test(number) && Number(number) > 1 ? Number(number) : null
}

/** Shorter lines may stand on several pages by right: a heading of a table, a name. */
const shortestRepeat = 8

/** Texts of the pages as one, in their order; a paragraph that an earlier page had is not said twice. */
export function joinTexts(texts: string[]): string {
  const said = new Set<string>()
  const kept: string[] = []
  for (const text of texts) {
    const paragraphs = text.split('\n').filter((paragraph) => paragraph !== '')
    kept.push(...paragraphs.filter((paragraph) => paragraph.length < shortestRepeat || !said.has(paragraph)))
    for (const paragraph of paragraphs) said.add(paragraph)
  }
  return kept.join('\n')
}
