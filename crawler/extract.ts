/**
 * A page of an article to its parts: title, byline, source, editor, time, body, language, canonical address. Pure, one light
 * tree per page. It never throws and never invents: what the page does not say stays empty.
 */
import type { ArticleSettings, ExtractedArticle, FetchedPage, FetchFailure } from '../domain/article.ts'
import { type ArticleBody, bodyOf, findBody } from './article-body.ts'
import { placeLineOf, subtitleOf, unlabelledAuthor } from './article-head.ts'
import { readLines, sourceBesideTime } from './article-lines.ts'
import { figcaptions, imagesOf, linksOf } from './article-media.ts'
import { type ArticleSelector, type Selected, select } from './article-selectors.ts'
import { readState } from './article-state.ts'
import { readTimes } from './article-times.ts'
import { readTitle, windowTitleOf } from './article-title.ts'
import { type Block, readBlocks } from './blocks.ts'
import { canonicalUrl, isSameSite, parseUrl } from './canonical-url.ts'
import { readDate } from './dates.ts'
import { decodeText } from './decode.ts'
import { fetchFailure } from './failure.ts'
import { isFurniture } from './furniture.ts'
import { baseOf } from './list.ts'
import { charsetOf, isHtml, mediaType } from './response.ts'
import { readMeta, readStructuredData, type StructuredData } from './structured-data.ts'
import { elementsNamed, isCalled, type PageTree, parseHtml, rawText, squeeze } from './tree.ts'

export type ArticleInput = {
  html: string
  /** The address the page was read from, after redirects. */
  url: string
  /** For relative times (3小时前) and to refuse times in the future. */
  now: Date
  /** Of the source, where a person gave some. */
  settings?: ArticleSettings
}

/** `missed`: selectors of the source that found nothing; what they were for was read the general way. */
export type ExtractAnswer =
  | { ok: true; article: ExtractedArticle; missed: ArticleSelector[] }
  | { ok: false; failure: FetchFailure }

/** Longest text kept, in characters. */
const maxText = 300_000
/** Shorter bodies are looked for in the page's data as well. */
const shortBody = 120

/** Reads a fetched page as an article; a failure when it is no HTML or has no text. The time of the fetch is its present. */
export function extractArticle(page: FetchedPage, settings: ArticleSettings = {}): ExtractAnswer {
  const { text: html } = decodeText(page.bytes, charsetOf(page.headers))
  if (!isHtml(page.headers, html))
    return { ok: false, failure: fetchFailure('not_html', { detail: mediaType(page.headers) }) }
  const { article, missed } = readPage({ html, url: page.finalUrl, now: page.fetchedAt, settings })
  return article.text === '' ? { ok: false, failure: fetchFailure('no_text') } : { ok: true, article, missed }
}

/** Reads HTML as an article; empty strings and nulls where it says nothing. */
export const readArticle = (input: ArticleInput): ExtractedArticle => readPage(input).article

function readPage({ html, url, now, settings = {} }: ArticleInput): {
  article: ExtractedArticle
  missed: ArticleSelector[]
} {
  const selected = select(parseHtml(html), settings)
  const { tree, missed } = selected
  const meta = readMeta(tree)
  const data = readStructuredData(tree)
  const blocks = readBlocks(tree.root)
  const printed = new Set(blocks.map(({ text }) => text))
  const title = selected.text('title') || readTitle(tree, { meta, headline: data.headline, printed })
  const body = readBody(selected, blocks, title)
  const { lines, publishedAt: stateTime } = textOf(tree, body, { data, title, isShown: printed.has(title) })
  const credits = readLines(blocks, title, url)
  const context = {
    now,
    ...(settings.timeZone ? { timeZone: settings.timeZone } : {}),
    ...(settings.dayOrder ? { dayOrder: settings.dayOrder } : {}),
  }
  const base = baseOf(tree, url)
  const author = selected.text('author') || credits.author || data.author
  const site = siteNames(tree, meta)
  return {
    article: {
      title,
      subtitle: subtitleOf(tree, blocks, title) || meta('SubTitle'),
      byline:
        author ||
        authorOf(meta('author', 'article:author', 'byl', 'dc.creator'), site) ||
        authorOf(unlabelledAuthor(tree, blocks, { title, lines }), site),
      sourceLine:
        selected.text('source') ||
        credits.sourceLine ||
        meta('ContentSource') ||
        namedSource(tree) ||
        sourceBesideTime(blocks, title),
      sourceUrl: credits.sourceUrl || originalOf(tree, meta, url),
      editor: credits.editor || meta('editor'),
      placeLine: placeLineOf(lines),
      ...readTimes({
        tree,
        meta,
        data: { ...data, publishedAt: data.publishedAt || stateTime },
        blocks,
        title,
        url,
        context,
      }),
      ...timeBySelector(selected, context),
      text: lines.join('\n').slice(0, maxText),
      links: linksOf(tree, body, base),
      images: imagesOf(tree, body, blocks, base),
      declaredLanguage: declaredLanguage(tree, meta),
      canonicalUrl: statedAddress(tree, meta, url),
    },
    missed: [...missed],
  }
}

/** At the selector where there is one that finds text, else wherever on the page running text stands. */
function readBody({ body: roof, missed }: Selected, blocks: Block[], title: string): ArticleBody {
  if (roof) {
    const body = bodyOf(roof, readBlocks(roof), title)
    if (body.lines.length > 0) return body
    missed.add('body')
  }
  return findBody(blocks, title)
}

/**
 * The lines of the body; or those that the page carries as data, where it shows little or neither its headline nor any of them; or
 * its captions, where it has nothing else.
 */
function textOf(
  tree: PageTree,
  body: ArticleBody,
  { data, title, isShown }: { data: StructuredData; title: string; isShown: boolean },
): { lines: string[]; publishedAt: string } {
  const shown = lengthOf(body.lines)
  if (shown >= shortBody && isShown) return { lines: body.lines, publishedAt: '' }
  const state = readState(tree, title)
  for (const { body: stated, publishedAt } of [
    { body: data.articleBody, publishedAt: '' },
    ...(state ? [state] : []),
  ]) {
    const lines = linesOfMarkup(stated, title)
    const isElsewhere = !isShown && lengthOf(lines) >= shortBody && !lines.some((line) => body.lines.includes(line))
    if (lengthOf(lines) > shown * 2 || isElsewhere) return { lines, publishedAt }
  }
  return { lines: shown > 0 ? body.lines : figcaptions(tree), publishedAt: '' }
}

const lengthOf = (lines: string[]): number => lines.reduce((sum, line) => sum + line.length, 0)

function linesOfMarkup(markup: string, title: string): string[] {
  const lines = /<[a-z!/]|&[a-z#]/i.test(markup)
    ? readBlocks(parseHtml(markup.replace(/\n/g, '<br>')).root).flatMap((block) =>
        block.linkLength > block.length * 0.6 ? [] : block.lines,
      )
    : markup.split(/[\r\n]+/).map(squeeze)
  return lines.filter((line) => line !== '' && line !== title && !isFurniture(line))
}

function timeBySelector(
  { time, missed }: Selected,
  context: { now: Date },
): Partial<Pick<ExtractedArticle, 'publishedAt' | 'publishedPrecision'>> {
  if (time === '') return {}
  const publishedAt = readDate(time, context)
  if (!publishedAt) missed.add('time')
  return publishedAt
    ? { publishedAt, publishedPrecision: /\d\s*[:：时点T]\s*\d|前|ago/i.test(time) ? 'instant' : 'day' }
    : {}
}

/** An original elsewhere that the page declares: syndicated copies name it so. */
function originalOf(tree: PageTree, meta: (...names: string[]) => string, url: string): string {
  const links = elementsNamed(tree, 'link').filter(({ attribs }) =>
    /^(?:canonical|original|syndication-source)$/i.test(attribs.rel ?? ''),
  )
  const stated = [
    meta('original-source', 'syndication-source', 'dc.source'),
    ...links.map(({ attribs }) => attribs.href ?? ''),
  ]
  for (const address of stated) {
    const original = /^https?:\/\//i.test(address) ? canonicalUrl(address) : null
    if (original && !isSameSite(original, url) && parseUrl(original)?.pathname !== '/') return original
  }
  return ''
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
