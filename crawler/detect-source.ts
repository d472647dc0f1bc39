/**
 * What an address that somebody pastes can be polled as. Pure over an injected `ask`: looks at the page itself, at the feeds it
 * links, at a few usual places and at the sitemaps of robots.txt, reads each once as its kind would, and proposes what gave items.
 */
import type { FetchedPage, FetchFailure, FoundItem, SourceKind } from '../domain/article.ts'
import type { SourceSettings } from '../domain/source-settings.ts'
import { windowTitleOf } from './article-title.ts'
import { isSameSite, parseUrl } from './canonical-url.ts'
import { decodeText } from './decode.ts'
import { extractArticle } from './extract.ts'
import { fetchFailure } from './failure.ts'
import { isFeedText } from './feed.ts'
import { findLists } from './find-selectors.ts'
import { readSource, type SourceAsk } from './read-source.ts'
import { charsetOf, isHtml } from './response.ts'
import { looksLikeSitemap } from './sitemap.ts'
import type { SourceContext, SourceGiven } from './source-kinds.ts'
import { elementsNamed, type PageTree, parseHtml } from './tree.ts'

/** In the order of worth: the first that applies is the reason of a proposal. */
export type ProposalReason =
  | 'is_feed'
  | 'linked_feed'
  | 'usual_feed_path'
  | 'is_sitemap'
  | 'robots_sitemap'
  | 'readable_list'
  | 'rendered_list'

export type SourceProposal = {
  kind: SourceKind
  url: string
  settings: SourceSettings
  /** What the source calls itself, '' when it does not. */
  title: string
  reason: ProposalReason
  /** How many items it offers now, and the first of them (at most 10). */
  itemCount: number
  sample: FoundItem[]
}

export type Detection =
  | {
      ok: true
      /** In the order of worth; empty when nothing was found. */
      proposals: SourceProposal[]
      /** Where the address led; its page's title, '' if none. */
      finalUrl: string
      title: string
      /** It is the page of one article: what lists stand on it (related, most read) are no source. */
      isArticle: boolean
    }
  | { ok: false; failure: FetchFailure }

const limits = {
  linked: 5,
  sitemaps: 3,
  sample: 10,
  usualPaths: ['/feed', '/rss.xml', '/feed.xml', '/atom.xml'],
} as const

/** Characters; a teaser on a list page is shorter. */
const shortestArticle = 80

type Detecting = { ask: SourceAsk; context: SourceContext }

/** Proposes sources for `url`, at most about fifteen requests. A failure only when the address itself gave nothing. */
export async function detectSource(url: string, ask: SourceAsk, context: SourceContext): Promise<Detection> {
  const answer = await ask({ url, accept: 'html' })
  if (answer.kind === 'failed') return { ok: false, failure: answer.failure }
  if (answer.kind !== 'page') return { ok: false, failure: fetchFailure('rate_limited') }
  const detecting = { ask: withFirst(url, answer, ask), context }
  const { page } = answer
  const { text } = decodeText(page.bytes, charsetOf(page.headers))
  const own = await proposalsOfPage({ url, text }, detecting)
  if (own.length > 0)
    return { ok: true, proposals: own, finalUrl: page.finalUrl, title: own[0]!.title, isArticle: false }
  if (!isHtml(page.headers, text))
    return { ok: true, proposals: [], finalUrl: page.finalUrl, title: '', isArticle: false }
  const tree = parseHtml(text)
  const isArticle = looksLikeArticle(page)
  const proposals = await proposalsAround(page, { tree, isArticle }, detecting)
  return { ok: true, proposals, finalUrl: page.finalUrl, title: windowTitleOf(tree), isArticle }
}

/** An address that ends in a name with a number, and a page that says when it was published over a text of its own. */
function looksLikeArticle(page: FetchedPage): boolean {
  const name = new URL(page.finalUrl).pathname.split('/').findLast((part) => part !== '') ?? ''
  if (!/\d{3}/.test(name)) return false
  const read = extractArticle(page)
  return read.ok && read.article.publishedAt !== null && read.article.text.length >= shortestArticle
}

/** The page that was asked already is not asked again. */
function withFirst(url: string, first: Awaited<ReturnType<SourceAsk>>, ask: SourceAsk): SourceAsk {
  return async (request) => (request.url === url && !request.render ? first : ask(request))
}

/** The address itself is a source. */
async function proposalsOfPage(
  { url, text }: { url: string; text: string },
  detecting: Detecting,
): Promise<SourceProposal[]> {
  const isSitemap = looksLikeSitemap(text)
  if (!isSitemap && !isFeedText(text)) return []
  const source: SourceGiven = { kind: isSitemap ? 'sitemap' : 'feed', url, settings: {} }
  return present(await propose(source, isSitemap ? 'is_sitemap' : 'is_feed', detecting))
}

async function proposalsAround(
  page: FetchedPage,
  { tree, isArticle }: { tree: PageTree; isArticle: boolean },
  detecting: Detecting,
): Promise<SourceProposal[]> {
  const at = (path: string): string => new URL(path, page.finalUrl).href
  const feeds = await proposeEach('feed', { urls: linkedFeeds(tree, page.finalUrl), reason: 'linked_feed' }, detecting)
  // One is enough: the usual paths of a site are names of the same feed.
  if (feeds.length === 0)
    feeds.push(
      ...(await proposeEach(
        'feed',
        { urls: limits.usualPaths.map(at), reason: 'usual_feed_path', most: 1 },
        detecting,
      )),
    )
  const named = await namedSitemaps(page.finalUrl, detecting)
  const sitemaps = await proposeEach('sitemap', { urls: named, reason: 'robots_sitemap', most: 1 }, detecting)
  if (isArticle) return [...feeds, ...sitemaps]
  const readable = listsOf(page, 'list', detecting)
  const rendered = readable.length > 0 ? [] : await renderedLists(page.finalUrl, detecting)
  const lists = [...readable, ...rendered]
  return [...feeds, ...sitemaps, ...(lists.length > 0 ? lists : listsOf(page, 'list', detecting, { short: true }))]
}

/** `Sitemap:` lines of robots.txt (sitemaps.org), those that speak of news first. */
async function namedSitemaps(pageUrl: string, { ask }: Detecting): Promise<string[]> {
  const answer = await ask({ url: new URL('/robots.txt', pageUrl).href, accept: 'any' })
  if (answer.kind !== 'page') return []
  const { text } = decodeText(answer.page.bytes.subarray(0, 512 * 1024), charsetOf(answer.page.headers))
  const urls = [...text.matchAll(/^[ \t]*sitemap[ \t]*:[ \t]*(\S{1,2000})/gim)].flatMap(([, address]) => {
    const url = parseUrl(address!, pageUrl)
    return url && isSameSite(url.href, pageUrl) ? [url.href] : []
  })
  const isNews = (url: string): number => Number(/news/i.test(new URL(url).pathname))
  return [...new Set(urls)].sort((one, other) => isNews(other) - isNews(one)).slice(0, limits.sitemaps)
}

function listsOf(
  page: FetchedPage,
  kind: 'list' | 'script_list',
  { context }: Detecting,
  { short = false } = {},
): SourceProposal[] {
  return findLists(page, context.now, { short }).map(({ settings, items }) => ({
    kind,
    url: page.finalUrl,
    settings: kind === 'list' ? settings : { ...settings, waitFor: settings.item },
    title: '',
    reason: kind === 'list' ? 'readable_list' : 'rendered_list',
    itemCount: items.length,
    sample: items.slice(0, limits.sample),
  }))
}

async function renderedLists(url: string, detecting: Detecting): Promise<SourceProposal[]> {
  const answer = await detecting.ask({ url, accept: 'html', render: {} })
  return answer.kind === 'page' ? listsOf(answer.page, 'script_list', detecting) : []
}

/** Addresses that the page gives as feeds: `<link rel=alternate>`, and links on it that look like one. */
export function linkedFeeds(tree: PageTree, pageUrl: string): string[] {
  const alternates = elementsNamed(tree, 'link').filter(
    ({ attribs }) =>
      /\balternate\b/i.test(attribs.rel ?? '') && /(?:rss|atom|rdf|feed\+json)/i.test(attribs.type ?? ''),
  )
  const anchors = elementsNamed(tree, 'a').filter(({ attribs }) =>
    /(?:\/(?:rss|feed|atom)\/?$|\.(?:rss|atom|rdf)$|(?:rss|feed|atom)[\w-]*\.xml$)/i.test(
      attribs.href?.split('?')[0] ?? '',
    ),
  )
  const found = [...alternates, ...anchors].flatMap(({ attribs }) => {
    const url = parseUrl(attribs.href?.trim() ?? '', pageUrl)
    return url && /^https?:$/.test(url.protocol) && isSameSite(url.href, pageUrl) ? [url.href] : []
  })
  return [...new Set(found)].slice(0, limits.linked)
}

type Candidates = { urls: string[]; reason: ProposalReason; most?: number }

async function proposeEach(
  kind: SourceKind,
  { urls, reason, most = urls.length }: Candidates,
  detecting: Detecting,
): Promise<SourceProposal[]> {
  const proposals: SourceProposal[] = []
  for (const url of urls) {
    if (proposals.length >= most) break
    proposals.push(...present(await propose({ kind, url, settings: {} }, reason, detecting)))
  }
  return proposals
}

/** The source read once; null when it gave no items. */
async function propose(
  source: SourceGiven,
  reason: ProposalReason,
  { ask, context }: Detecting,
): Promise<SourceProposal | null> {
  const read = await readSource(source, ask, context)
  if (read.kind !== 'items' || read.items.length === 0) return null
  const sample = read.items.slice(0, limits.sample)
  return { ...source, reason, title: read.title, itemCount: read.items.length, sample }
}

const present = <T>(value: T | null): T[] => (value === null ? [] : [value])
