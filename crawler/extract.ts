/**
 * A page of an article to its parts: title, byline, source, editor, time, body, language, canonical address. Pure, one light
 * tree per page. It never throws and never invents: what the page does not say stays empty.
 */
import type { ExtractedArticle, FetchedPage, FetchFailure } from '../domain/article.ts'
import { day } from '../domain/time.ts'
import { articleParagraphs } from './article-body.ts'
import { readLines, visibleTime } from './article-lines.ts'
import { readTitle, windowTitleOf } from './article-title.ts'
import { readBlocks } from './body.ts'
import { canonicalUrl, isSameSite, parseUrl } from './canonical-url.ts'
import { readDate } from './dates.ts'
import { decodeText } from './decode.ts'
import { fetchFailure } from './failure.ts'
import { charsetOf, isHtml, mediaType } from './response.ts'
import { readMeta, readStructuredData } from './structured-data.ts'
import { elementsNamed, isCalled, type PageTree, parseHtml, rawText, squeeze } from './tree.ts'

export type ArticleInput = {
  html: string
  /** The address the page was read from, after redirects. */
  url: string
  /** For relative times (3小时前) and to refuse times in the future. */
  now: Date
}

export type ExtractAnswer = { ok: true; article: ExtractedArticle } | { ok: false; failure: FetchFailure }

/** Longest text kept, in characters. */
const maxText = 300_000
/** Shorter bodies are looked for in JSON-LD as well. */
const shortBody = 120

/** Reads a fetched page as an article; a failure when it is no HTML or has no text. The time of the fetch is its present. */
export function extractArticle(page: FetchedPage): ExtractAnswer {
  const { text: html } = decodeText(page.bytes, charsetOf(page.headers))
  if (!isHtml(page.headers, html))
    return { ok: false, failure: fetchFailure('not_html', { detail: mediaType(page.headers) }) }
  const article = readArticle({ html, url: page.finalUrl, now: page.fetchedAt })
  return article.text === '' ? { ok: false, failure: fetchFailure('no_text') } : { ok: true, article }
}

/** Reads HTML as an article; empty strings and nulls where it says nothing. */
export function readArticle({ html, url, now }: ArticleInput): ExtractedArticle {
  const tree = parseHtml(html)
  const meta = readMeta(tree)
  const data = readStructuredData(tree)
  const title = readTitle(tree, { meta, headline: data.headline })
  const blocks = readBlocks(tree.root)
  const lines = readLines(blocks, title, url)
  const stated = meta(
    'article:published_time',
    'PubDate',
    'publishdate',
    'datePublished',
    'og:published_time',
    'publish_time',
    'dc.date',
    'parsely-pub-date',
    'sailthru.date',
    'og:release_date',
    'article:create_at',
    'apub:time',
  )
  const statedTime = [stated, data.publishedAt, firstTimeElement(tree)].filter((text) => text !== '')
  return {
    title,
    subtitle: '',
    byline:
      lines.author ||
      data.author ||
      authorOf(meta('author', 'article:author', 'byl', 'dc.creator'), siteNames(tree, meta)),
    sourceLine: lines.sourceLine || meta('ContentSource') || namedSource(tree),
    sourceUrl: lines.sourceUrl,
    editor: lines.editor || meta('editor'),
    placeLine: '',
    updatedAt: null,
    publishedPrecision: null,
    links: [],
    images: [],
    publishedAt: publishedTime(statedTime, visibleTime(blocks, title, { now }), now),
    text: bodyText(articleParagraphs(blocks, title), data.articleBody),
    declaredLanguage: declaredLanguage(tree, meta),
    canonicalUrl: statedAddress(tree, meta, url),
  }
}

function bodyText(paragraphs: string[], stated: string): string {
  const text = paragraphs.join('\n')
  const better = text.length < shortBody && stated.length > text.length * 2
  const lines = better
    ? stated
        .replace(/<[^>]{0,500}>/g, ' ')
        .split(/[\r\n]+/)
        .map(squeeze)
    : []
  return (better ? lines.filter((line) => line !== '').join('\n') : text).slice(0, maxText)
}

/**
 * What the page states for machines wins, unless it is a bare day and the reader sees the time of that same day. Times before the
 * web and more than a day ahead are no publication times.
 */
function publishedTime(stated: string[], seen: Date | null, now: Date): Date | null {
  const possible = (at: Date | null): at is Date =>
    at !== null && at.getTime() > Date.UTC(1990, 0) && at.getTime() < now.getTime() + day
  for (const text of stated) {
    const at = readDate(text, { now: null })
    if (!possible(at)) continue
    const bareDay = !/\d[:时T]\d|\d{12}/.test(text)
    if (bareDay && possible(seen) && Math.abs(seen.getTime() - at.getTime()) < day) return seen
    return at
  }
  return possible(seen) ? seen : null
}

function firstTimeElement({ elements }: PageTree): string {
  const element = elements.find(
    ({ name, attribs }) =>
      attribs.datetime &&
      (attribs.itemprop === 'datePublished' ||
        (name === 'time' && ('pubdate' in attribs || /publish|entry-date/.test(attribs.class ?? '')))),
  )
  return element?.attribs.datetime ?? ''
}

const sourceNames = new Set(['source', 'ly', 'laiyuan', 'origin', 'source_baidu'])

/** The source as the large portals mark it, without a label. */
function namedSource({ elements }: PageTree): string {
  for (const element of elements.filter((one) => isCalled(one, sourceNames)).slice(0, 5)) {
    const text = squeeze(rawText(element)).replace(/^(?:来源|來源|Source)\s*[:：]\s*/i, '')
    if (text !== '' && text.length <= 40 && !/\d{4}/.test(text)) return text
  }
  return ''
}

/** Portals put their own name where the author belongs. */
function siteNames(tree: PageTree, meta: (...names: string[]) => string): string {
  return `${meta('og:site_name', 'application-name')} ${windowTitleOf(tree).slice(-60)}`
}

function authorOf(text: string, site: string): string {
  if (text === '' || /^https?:|@|^\d+$|\.(?:com|cn|net|org)$/i.test(text) || site.includes(text)) return ''
  return text.replace(/^By\s+/i, '').slice(0, 200)
}

/** zh-Hans, zh-Hant, or the primary tag; '' when the page does not say. */
function declaredLanguage(tree: PageTree, meta: (...names: string[]) => string): string {
  const html = elementsNamed(tree, 'html')[0]?.attribs ?? {}
  const equivalent = elementsNamed(tree, 'meta').find(
    ({ attribs }) => attribs['http-equiv']?.toLowerCase() === 'content-language',
  )
  const httpEquiv = equivalent?.attribs.content ?? ''
  const tag = (html.lang || html['xml:lang'] || httpEquiv || meta('og:locale', 'language'))
    .trim()
    .toLowerCase()
    .replaceAll('_', '-')
  if (/^zh\b/.test(tag)) return /hant|tw|hk|mo/.test(tag) ? 'zh-Hant' : 'zh-Hans'
  return /^[a-z]{2,3}(?:-|$)/.test(tag) ? tag.split('-')[0]! : ''
}

/** The address a page names as its own, if it lies on the same site and is no front page; else the address it came from. */
function statedAddress(tree: PageTree, meta: (...names: string[]) => string, url: string): string {
  const own = canonicalUrl(url) ?? ''
  const canonical = elementsNamed(tree, 'link').find(({ attribs }) => attribs.rel?.toLowerCase() === 'canonical')
  for (const stated of [canonical?.attribs.href ?? '', meta('og:url')]) {
    const absolute = stated === '' ? null : parseUrl(stated, url)
    const address = absolute && canonicalUrl(absolute.href)
    if (!absolute || !address || !isSameSite(address, url)) continue
    const isFront = absolute.pathname === '/' && absolute.search === '' && parseUrl(url)?.pathname !== '/'
    if (!isFront) return address
  }
  return own
}
