/**
 * Electronic newspapers (电子报): the day's first page, from it the other pages (版), on each page its articles. Page number and
 * page name (版次、版名) stay with every article, because "front page" is part of what happened.
 */
import type { FetchedPage, FoundItem, ItemPosition } from '../domain/article.ts'
import type { SourceSettings } from '../domain/source-settings.ts'
import { addMs, day, shanghaiDay } from '../domain/time.ts'
import { canonicalUrl, isSameSite, parseUrl } from './canonical-url.ts'
import { dayInUrl } from './day-in-url.ts'
import { decodeText } from './decode.ts'
import { fetchFailure } from './failure.ts'
import { type DropReason, gatherItems, type ItemsAnswer, itemLimits, type SourceRequest } from './items.ts'
import { charsetOf, isHtml, mediaType } from './response.ts'
import { elementsNamed, type PageTree, parseHtml, rawText, squeeze, type TreeElement } from './tree.ts'
import { windowTitleOf } from './article-title.ts'

/** Pages of one edition that are read. */
export const maxPages = 40
const maxLinks = 3000

/** The first page of today's paper, then of yesterday's: the new one appears in the course of the morning. */
export function frontPages({
  url,
  settings,
  now,
}: {
  url: string
  settings: SourceSettings
  now: Date
}): SourceRequest[] {
  const pattern = settings.frontPage
  if (!pattern) return [{ url, accept: 'html' }]
  return [now, addMs(now, -day)].map((at) => ({ url: dated(pattern, at), accept: 'html' }))
}

function dated(pattern: string, at: Date): string {
  const [year = '', month = '', date = ''] = shanghaiDay(at).split('-')
  const parts: Record<string, string> = {
    YYYY: year,
    YY: year.slice(2),
    MM: month,
    M: String(Number(month)),
    DD: date,
    D: String(Number(date)),
  }
  return pattern.replace(/\{(YYYY|YY|MM|M|DD|D)\}/g, (_, name: string) => parts[name] ?? '')
}

type Context = { settings: SourceSettings; request: SourceRequest }
type PageLink = { url: string; position: ItemPosition }

/** Reads one page of the paper: its articles, and the other pages as further requests. A page that only forwards is followed. */
export function readEpaper(page: FetchedPage, { settings, request }: Context): ItemsAnswer {
  const { text } = decodeText(page.bytes, charsetOf(page.headers))
  if (!isHtml(page.headers, text))
    return { ok: false, failure: fetchFailure('not_html', { detail: mediaType(page.headers) }) }
  const tree = parseHtml(text)
  const links = linksOf(tree, page.finalUrl)
  if (!links) return { ok: false, failure: fetchFailure('no_items', { detail: 'a selector is not one' }) }
  const pages = pageLinks(links, tree, settings)
  const articles = articleLinks(links, tree, settings)
  if (!pages || !articles) return { ok: false, failure: fetchFailure('no_items', { detail: 'a selector is not one' }) }
  const own = pages.find(({ url }) => sameFile(url, page.finalUrl))?.position ?? request.position ?? ownPosition(tree)
  const read = articles.map((link): FoundItem | DropReason => itemOf(link, own))
  const gathered = gatherItems(read)
  const others = pages.filter(({ url }) => !sameFile(url, page.finalUrl))
  const forward = gathered.items.length === 0 && others.length === 0 ? forwardOf(tree, text, page.finalUrl) : null
  if (gathered.items.length === 0 && others.length === 0 && !forward)
    return { ok: false, failure: fetchFailure('no_items', { detail: 'neither pages nor articles of a paper' }) }
  const further: SourceRequest[] = forward
    ? [{ url: forward, accept: 'html' }]
    : others.slice(0, maxPages).map(({ url, position }) => ({ url, accept: 'html', position }))
  return { ok: true, title: windowTitleOf(tree), ...gathered, further }
}

type Link = { element: TreeElement; url: string; text: string }

function linksOf(tree: PageTree, base: string): Link[] {
  return elementsNamed(tree, 'a', 'area')
    .slice(0, maxLinks)
    .flatMap((element) => {
      const url = parseUrl(element.attribs.href?.trim() ?? '', base)
      if (!url || !/^https?:$/.test(url.protocol) || !isSameSite(url.href, base)) return []
      url.hash = ''
      const text = squeeze(rawText(element)) || squeeze(element.attribs.title ?? element.attribs.alt ?? '')
      return [{ element, url: url.href, text }]
    })
}

/** `第01版：要闻`, `A02版 经济`, `01 要闻`: the number, then the name. */
const pageName =
  /^(?:第\s*)?([A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版?\s*(?:[：:、·\s|-]+|(?=版))?\s*(.{0,20})$/i
const isPageAddress = /(?:\/|_)(?:node|nbs|layout)[\w.-]*\.s?html?$|\/node_?\d+|page_?\d+\.s?html?$/i

function pageLinks(links: Link[], tree: PageTree, { pageLink }: SourceSettings): PageLink[] | null {
  const chosen = pageLink ? matching(links, tree, pageLink) : links.filter(isPageLink)
  if (!chosen) return null
  const pages = new Map<string, PageLink>()
  for (const { url, text } of chosen) {
    const known = pages.get(url)
    const position = positionIn(text)
    // The same page is often linked twice, once as an image or a PDF mark without a name.
    if (!known || (known.position.section === undefined && position.section !== undefined))
      pages.set(url, { url, position })
  }
  return [...pages.values()]
}

const isPageLink = ({ url, text }: Link): boolean =>
  !/\.pdf$/i.test(url) && isPageAddress.test(url.split('?')[0]!) && (/版/.test(text) || pageName.test(text))

function positionIn(text: string): ItemPosition {
  const found = pageName.exec(text)
  if (!found) return {}
  const section = (found[2] ?? '').replace(/^[：:\s]+/, '').trim()
  return { page: found[1]!.toUpperCase(), ...(section ? { section } : {}) }
}

/** Where the page does not link to itself: what its own title says. */
const ownPosition = (tree: PageTree): ItemPosition => {
  const said = /第\s*([A-Z]?\d{1,3})\s*版\s*[：:]?\s*([^\s\-_|]{0,20})/i.exec(windowTitleOf(tree))
  return said ? { page: said[1]!.toUpperCase(), ...(said[2] ? { section: said[2] } : {}) } : {}
}

const isArticleAddress = /(?:content|article|detail|nw\.d)[\w.-]*\d|\/[ct]\d{4,}|\d{6,}(?:_\d+)*\.s?html?$/i

function articleLinks(links: Link[], tree: PageTree, { articleLink }: SourceSettings): Link[] | null {
  if (articleLink) return matching(links, tree, articleLink)
  const titled = links.filter(
    (link) => !isPageLink(link) && !/\.(?:pdf|jpe?g|png)$/i.test(link.url) && isArticleAddress.test(link.url),
  )
  // Image maps repeat the articles without words: a link with a title comes before one without.
  return titled.sort((a, b) => Number(b.text.length > 1) - Number(a.text.length > 1))
}

function matching(links: Link[], { $ }: PageTree, selector: string): Link[] | null {
  try {
    const chosen = new Set($(selector).slice(0, maxLinks).toArray())
    return links.filter(({ element }) => chosen.has(element))
  } catch {
    return null
  }
}

function itemOf({ url, text }: Link, position: ItemPosition): FoundItem | DropReason {
  const canonical = canonicalUrl(url)
  if (!canonical) return 'bad_address'
  if (text === '') return 'no_title'
  const publishedAt = dayInUrl(canonical)
  return {
    url: canonical,
    title: text.slice(0, itemLimits.maxTitle),
    publishedAt,
    summary: '',
    ...(position.page || position.section ? { position } : {}),
  }
}

const sameFile = (a: string, b: string): boolean => canonicalUrl(a) === canonicalUrl(b)

/** `<meta http-equiv=refresh>` or a script that does nothing but go elsewhere: how the address without a day leads to today's. */
function forwardOf(tree: PageTree, html: string, base: string): string | null {
  const refresh = elementsNamed(tree, 'meta').find((meta) => /^refresh$/i.test(meta.attribs['http-equiv'] ?? ''))
  const stated = /url\s*=\s*['"]?\s*([^'"\s]+)/i.exec(refresh?.attribs.content ?? '')?.[1]
  const scripted = /location(?:\.href)?\s*=\s*["']([^"']{1,500})["']|location\.replace\(\s*["']([^"']{1,500})["']/.exec(
    html.slice(0, 20_000),
  )
  const url = parseUrl(stated ?? scripted?.[1] ?? scripted?.[2] ?? '', base)
  return url && url.href !== base && isSameSite(url.href, base) && /^https?:$/.test(url.protocol) ? url.href : null
}
