/**
 * Feeds to items. rss-parser reads the plain dialects it reads right; what it refuses or would read wrong goes to the tolerant
 * reader (feed-tree.ts). Both give one shape. An item that cannot be used is dropped and counted, never the feed. No entity of
 * the document's own is ever expanded.
 */
import RssParser from 'rss-parser'
import type { FetchedPage, FetchFailure, FoundItem, HeadersSeen } from '../domain/article.ts'
import { canonicalUrl, parseUrl } from './canonical-url.ts'
import { readDate } from './dates.ts'
import { decodeText } from './decode.ts'
import { fetchFailure } from './failure.ts'
import { readFeedTree } from './feed-tree.ts'
import { type DropReason, gatherItems, type ItemsAnswer, itemLimits } from './items.ts'
import { charsetOf, header, looksLikeFeed } from './response.ts'
import { plainText } from './tree.ts'

export type FeedEntry = {
  id: string
  title: string
  link: string
  summary: string
  content: string
  /** ISO 8601 in UTC, null where the feed gives no readable time. */
  published: string | null
  author: string
}
export type Feed = { title: string; link: string; id: string; published: string | null; entries: FeedEntry[] }

const maxChars = 8 * 1024 * 1024

/** Reads a fetched feed as items to look at, in the feed's order. Times without a zone are Asia/Shanghai: pages of Chinese sites. */
export async function readFeed(page: FetchedPage): Promise<ItemsAnswer> {
  const { text } = decodeText(page.bytes, charsetOf(page.headers))
  const read = await readFeedText({ text, baseUrl: baseOf(page.headers, page.finalUrl), zonelessOffset: 480 })
  if (!read.ok) return read
  return { ok: true, title: read.feed.title, ...gatherItems(read.feed.entries.map(foundItem)) }
}

/** Reads a whole feed with all its entries, from bytes or text and the HTTP headers that came with it. Times without a zone: UTC. */
export async function readFeedFully(
  source: string | Uint8Array,
  headers: HeadersSeen = {},
  url = '',
): Promise<{ ok: true; feed: Feed } | { ok: false; failure: FetchFailure }> {
  const text = typeof source === 'string' ? source : decodeText(source, charsetOf(headers)).text
  return readFeedText({ text, baseUrl: baseOf(headers, url), zonelessOffset: 0 })
}

function foundItem(entry: FeedEntry): FoundItem | DropReason {
  const title = entry.title || plainText(entry.summary).slice(0, 80)
  if (entry.link === '') return 'no_address'
  const url = canonicalUrl(entry.link)
  if (!url) return 'bad_address'
  if (title === '') return 'no_title'
  return {
    url,
    title: title.slice(0, itemLimits.maxTitle),
    publishedAt: entry.published ? new Date(entry.published) : null,
    summary: plainText((entry.summary || entry.content).slice(0, 50_000)).slice(0, itemLimits.maxSummary),
  }
}

export type FeedText = { text: string; baseUrl: string; zonelessOffset: number }

async function readFeedText(input: FeedText): Promise<{ ok: true; feed: Feed } | { ok: false; failure: FetchFailure }> {
  if (input.text.length > maxChars)
    return { ok: false, failure: fetchFailure('too_large', { detail: `${input.text.length} characters` }) }
  const text = withoutDoctype(input.text).trimStart()
  if (!looksLikeFeed(text)) return { ok: false, failure: fetchFailure('not_a_feed') }
  const feed = (isPlainDialect(text) && (await readPlain({ ...input, text }))) || readFeedTree({ ...input, text })
  return feed ? { ok: true, feed } : { ok: false, failure: fetchFailure('not_a_feed') }
}

/** Where relative links start: Content-Location when it is an http(s) address, else the address asked. */
function baseOf(headers: HeadersSeen, url: string): string {
  const located = header(headers, 'content-location')
  const base = located ? parseUrl(located, url || undefined) : null
  return base && /^https?:$/.test(base.protocol) ? base.href : url
}

/** Takes every document type declaration out, internal subset and all: feeds need none, and entity bombs live there. */
export function withoutDoctype(text: string): string {
  const kept: string[] = []
  let rest = text
  for (;;) {
    const start = rest.slice(0, 100_000).search(/<!DOCTYPE/i)
    if (start < 0) return kept.join('') + rest
    kept.push(rest.slice(0, start))
    rest = rest.slice(endOfDoctype(rest, start))
  }
}

/** Behind its `>`, or the end of the text where it is never closed. */
function endOfDoctype(text: string, start: number): number {
  let depth = 0
  for (let i = start; i < text.length; i++) {
    const char = text[i]
    if (char === '[') depth += 1
    else if (char === ']') depth -= 1
    else if (char === '>' && depth <= 0) return i + 1
  }
  return text.length
}

/** RSS and Atom 1.0 under their usual prefixes, without xml:base and without Atom's structured text. */
function isPlainDialect(text: string): boolean {
  const root = /<(rss|feed)(\s[^>]*)?>/.exec(text.slice(0, 4096).replace(/<!--[\s\S]*?-->/g, ''))
  if (!root || text.includes('xml:base') || text.includes('octet-stream')) return false
  if (root[1] === 'feed') {
    if (!/xmlns=["']http:\/\/www\.w3\.org\/2005\/Atom["']/.test(root[0]) || /type=["']xhtml["']/.test(text))
      return false
    // A link without rel is the alternate (RFC 4287 §4.2.7.2); rss-parser takes the first link of any kind for it.
    const rels = (text.match(/<link(?=[\s/>])[^<>]*>/g) ?? []).map((tag) => /\srel\s*=\s*["'](alternate)?/.exec(tag))
    return !(rels.includes(null) && rels.some((rel) => rel !== null && rel[1] === undefined))
  }
  // RDF names its items by attribute, which rss-parser drops.
  return root[1] === 'rss' && /version=["'](?:2|0\.9)/.test(root[0])
}

const parser = new RssParser({
  customFields: {
    item: ['author', 'dc:date', 'published', 'issued', 'dcterms:issued', 'updated'],
    feed: ['id', 'pubDate', 'published', 'dcterms:issued', 'updated', 'dc:date'],
  },
})

/** What rss-parser makes of it; null when it refuses or gives anything but strings where strings belong. */
async function readPlain({ text, baseUrl, zonelessOffset }: FeedText): Promise<Feed | null> {
  try {
    const raw = (await parser.parseString(text)) as unknown as Loose
    const time = (item: Loose): string | null =>
      isoTime(
        [item.pubDate, item.published, item.issued, item['dcterms:issued'], item['dc:date'], item.updated],
        zonelessOffset,
      )
    const entries = (Array.isArray(raw.items) ? raw.items.slice(0, itemLimits.maxItems * 4) : []).map(
      (item: Loose): FeedEntry => ({
        id: textOf(item.guid ?? item.id),
        title: plainText(textOf(item.title)),
        link: absoluteLink(textOf(item.link) || permalink(textOf(item.guid)), baseUrl),
        summary: textOf(item.description ?? item.summary ?? item.content),
        content: textOf(item['content:encoded'] ?? item.content),
        published: time(item),
        author: textOf(item.creator ?? item.author),
      }),
    )
    return {
      title: plainText(textOf(raw.title)),
      link: absoluteLink(textOf(raw.link), baseUrl),
      id: textOf(raw.id),
      published: time(raw),
      entries,
    }
  } catch {
    return null
  }
}

type Loose = Record<string, unknown>

/** xml2js gives an object where an element has attributes and a string where it has none. Anything else is not for us. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  if (value === undefined || value === null) return ''
  if (typeof value === 'object' && '_' in value && typeof value._ === 'string') return value._.trim()
  if (typeof value === 'object' && '$' in value && Object.keys(value).length === 1) return ''
  throw new Error('structured where text belongs')
}

const permalink = (id: string): string => (/^https?:\/\//i.test(id) ? id : '')

/** Absolute where it can be; as written where there is no base. */
export function absoluteLink(link: string, baseUrl: string): string {
  const trimmed = link.trim()
  if (trimmed === '') return ''
  return parseUrl(trimmed) ? trimmed : (parseUrl(trimmed, baseUrl || undefined)?.href ?? trimmed)
}

/** The first readable of several times, ISO in UTC. */
export function isoTime(candidates: unknown[], zonelessOffset: number): string | null {
  for (const candidate of candidates) {
    if (typeof candidate !== 'string' || candidate.trim() === '') continue
    const at = readDate(candidate, { now: null, zonelessOffset })
    if (at) return at.toISOString()
  }
  return null
}
