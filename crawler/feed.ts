/**
 * Feeds to items. rss-parser reads the plain dialects it reads right (plain-feed.ts); Atom, RDF and what it refuses or would read wrong go to
 * the tolerant reader (feed-tree.ts), JSON to json-feed.ts. All give one shape. An item that cannot be used is dropped and counted, never the feed.
 */
import type { FetchedPage, FetchFailure, FoundItem, HeadersSeen } from '../domain/article.ts'
import { canonicalUrl, parseUrl } from './canonical-url.ts'
import { readDate } from './dates.ts'
import { decodeText } from './decode.ts'
import { withoutDoctype } from './doctype.ts'
import { fetchFailure } from './failure.ts'
import { readFeedTree } from './feed-tree.ts'
import { type DropReason, gatherItems, type ItemsAnswer, itemLimits } from './items.ts'
import { looksLikeJsonFeed, readJsonFeed } from './json-feed.ts'
import { charsetOf, header, looksLikeFeed } from './response.ts'
import { readPlainFeed } from './plain-feed.ts'
import { plainText } from './plain-text.ts'
import { pushOfferOf } from './websub.ts'

export type FeedEntry = {
  id: string
  /** Plain text. */
  title: string
  /** The feed says that its title is no markup: `History of the <br> tag`. */
  isTitleLiteral: boolean
  link: string
  /** Markup, as `content`. */
  summary: string
  content: string
  /** ISO 8601 in UTC, null where the feed gives no readable time. */
  published: string | null
  author: string
}
export type Feed = {
  title: string
  isTitleLiteral: boolean
  link: string
  id: string
  published: string | null
  entries: FeedEntry[]
}

const maxChars = 8 * 1024 * 1024
/** Entries of one feed that are looked at. */
export const maxEntries = 2000
/** Of markup that are read for a summary. */
const maxMarkup = 3_000

/** Reads a fetched feed as items to look at, in the feed's order. Times without a zone are Asia/Shanghai: pages of Chinese sites. */
export async function readFeed(page: FetchedPage): Promise<ItemsAnswer> {
  const { text } = decodeText(page.bytes, charsetOf(page.headers))
  const read = await readFeedText({ text, baseUrl: baseOf(page.headers, page.finalUrl), zonelessOffset: 480 })
  if (!read.ok) return read
  const gathered = gatherItems(read.feed.entries.map(foundItem))
  const push = pushOfferOf(page, text)
  return { ok: true, title: read.feed.title, ...gathered, ...(push ? { push } : {}) }
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
  const title = entry.title || plainText(entry.summary.slice(0, maxMarkup)).slice(0, 80)
  if (entry.link === '') return 'no_address'
  const url = canonicalUrl(entry.link)
  if (!url) return 'bad_address'
  if (title === '') return 'no_title'
  return {
    url,
    title: title.slice(0, itemLimits.maxTitle),
    publishedAt: entry.published ? new Date(entry.published) : null,
    summary: plainText((entry.summary || entry.content).slice(0, maxMarkup)).slice(0, itemLimits.maxSummary),
  }
}

export type FeedText = { text: string; baseUrl: string; zonelessOffset: number }

async function readFeedText(input: FeedText): Promise<{ ok: true; feed: Feed } | { ok: false; failure: FetchFailure }> {
  if (input.text.length > maxChars)
    return { ok: false, failure: fetchFailure('too_large', { detail: `${input.text.length} characters` }) }
  if (looksLikeJsonFeed(input.text)) {
    const feed = readJsonFeed(input)
    return feed ? { ok: true, feed } : { ok: false, failure: fetchFailure('not_a_feed', { detail: 'broken JSON' }) }
  }
  const text = firstEntries(withoutDoctype(input.text).trimStart())
  if (!looksLikeFeed(text)) return { ok: false, failure: fetchFailure('not_a_feed') }
  const feed = (await readPlainFeed({ ...input, text })) ?? readFeedTree({ ...input, text })
  return feed ? { ok: true, feed } : { ok: false, failure: fetchFailure('not_a_feed') }
}

/** What lies behind the last entry that is looked at is not parsed: a hundred thousand would hold up everybody else for seconds. */
function firstEntries(text: string): string {
  const end = /<\/(?:[\w-]+:)?(?:item|entry)>/gi
  for (let n = 0; n < maxEntries; n++) if (!end.exec(text)) return text
  return end.exec(text) ? text.slice(0, end.lastIndex) : text
}

/** Where relative links start: Content-Location when it is an http(s) address, else the address asked. */
function baseOf(headers: HeadersSeen, url: string): string {
  const located = header(headers, 'content-location')
  const base = located ? parseUrl(located, url || undefined) : null
  return base && /^https?:$/.test(base.protocol) ? base.href : url
}

/** True when the text begins like a feed of any dialect. */
export const isFeedText = (text: string): boolean => looksLikeFeed(text) || looksLikeJsonFeed(text)

/** Absolute where it can be; as written where there is no base. */
export function absoluteLink(link: string, baseUrl: string): string {
  const trimmed = link.trim()
  if (trimmed === '' || /^https?:\/\/[^/]/i.test(trimmed)) return trimmed
  return parseUrl(trimmed) ? trimmed : (parseUrl(trimmed, baseUrl || undefined)?.href ?? trimmed)
}

/** Written to the letter of RFC 822 or RFC 3339, as nearly all are: the language reads these itself, and faster. */
const isFullTime =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?:[0-2]?\d) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d (?:[+-]\d{4}|GMT)|\d{4}-[01]\d-[0-2]\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,3})?(?:Z|[+-]\d\d:\d\d))$/

/** The first readable of several times, ISO in UTC. */
export function isoTime(candidates: unknown[], zonelessOffset: number): string | null {
  for (const candidate of candidates) {
    if (typeof candidate !== 'string' || candidate.trim() === '') continue
    const at = isFullTime.test(candidate) ? new Date(candidate) : readDate(candidate, { now: null, zonelessOffset })
    if (at && !Number.isNaN(at.getTime())) return at.toISOString()
  }
  return null
}
