/**
 * Sitemaps to items: the protocol of sitemaps.org (list of addresses, index of sitemaps, plain text, gzip or not) and Google's
 * news extension, which brings title, time and language. What changed long ago is left alone: a sitemap names the whole site.
 */
import type { FetchedPage, FoundItem } from '../domain/article.ts'
import type { SourceSettings } from '../domain/source-settings.ts'
import { addMs, day } from '../domain/time.ts'
import { canonicalUrl, isSameSite, parseUrl } from './canonical-url.ts'
import { readDate } from './dates.ts'
import { dayInUrl } from './day-in-url.ts'
import { decodeText } from './decode.ts'
import { decompress } from './decompress.ts'
import { fetchFailure } from './failure.ts'
import { withoutDoctype } from './doctype.ts'
import { type DropReason, gatherItems, type ItemsAnswer, itemLimits, type SourceRequest } from './items.ts'
import { charsetOf } from './response.ts'
import { isElement, parseXml, rawText, squeeze, type TreeElement } from './tree.ts'

/** Sitemaps asked of one index, the newest first. */
export const maxSitemaps = 5
/** After decompression; the protocol allows 50 MB, a news sitemap has a thousand addresses. */
const maxBytes = 16 * 1024 * 1024
const maxChars = 8 * 1024 * 1024
/** The protocol's own limit. */
const maxEntries = 50_000
const defaultAgeDays = 3

type Context = { settings: SourceSettings; now: Date }
/** `at`: when it was published or changed, whichever the sitemap says; null when it says nothing. */
type Entry = { item: FoundItem; at: Date | null }

/** Reads a sitemap or an index of sitemaps; the sitemaps of an index come back as further requests. Newest items first. */
export async function readSitemap(page: FetchedPage, context: Context): Promise<ItemsAnswer> {
  const isGzip = page.bytes[0] === 0x1f && page.bytes[1] === 0x8b
  const bytes = isGzip ? await decompress(page.bytes, 'gzip', maxBytes) : page.bytes
  if (!bytes) return { ok: false, failure: fetchFailure('too_large', { detail: `more than ${maxBytes} bytes` }) }
  const text = decodeText(bytes, charsetOf(page.headers)).text.slice(0, maxChars)
  if (!text.includes('<')) return readTextSitemap(text, page.finalUrl, context)
  const head = text.slice(0, 16_384)
  if (/<(?:[\w-]+:)?sitemapindex[\s>]/i.test(head)) return readIndex(text, page.finalUrl, context)
  if (/<(?:[\w-]+:)?urlset[\s>]/i.test(head)) return readUrlSet(text, page.finalUrl, context)
  return { ok: false, failure: fetchFailure('no_items', { detail: 'not a sitemap' }) }
}

/** True when the text begins like a sitemap or an index of sitemaps. */
export const looksLikeSitemap = (start: string): boolean =>
  /<(?:[\w-]+:)?(?:urlset|sitemapindex)[\s>]/i.test(start.slice(0, 16_384))

function readIndex(text: string, base: string, context: Context): ItemsAnswer {
  const { settings, now } = context
  const oldest = oldestOf(context)
  const listed = elementsCalled(text, 'sitemap').flatMap((element) => {
    const url = parseUrl(fieldOf(element, 'loc'), base)
    // A sitemap may name sitemaps of its own site only (sitemaps.org, "Sitemap file location").
    if (!url || !isSameSite(url.href, base)) return []
    const changedAt = readDate(fieldOf(element, 'lastmod'), { now: null, zonelessOffset: 0 })
    return changedAt && changedAt < oldest ? [] : [{ url: url.href, changedAt }]
  })
  // With no dates the newest stand last as often as first; those that speak of news or carry today's month go before.
  const worth = ({ url, changedAt }: (typeof listed)[number]): number =>
    changedAt?.getTime() ??
    (/news|latest|recent/i.test(new URL(url).pathname) ? 2 : url.includes(now.toISOString().slice(0, 4)) ? 1 : 0)
  const within = settings.within ?? ''
  const further: SourceRequest[] = listed
    .sort((a, b) => worth(b) - worth(a) || Number(b.url.includes(within)) - Number(a.url.includes(within)))
    .slice(0, maxSitemaps)
    .map(({ url }) => ({ url, accept: 'any' }))
  return { ok: true, title: '', items: [], dropped: { count: 0, reasons: {} }, further }
}

function readUrlSet(text: string, base: string, context: Context): ItemsAnswer {
  const entries = elementsCalled(text, 'url').map((element): Entry | DropReason => {
    const news = childrenOf(element).find((child) => localName(child) === 'news')
    const publishedAt = news ? readDate(fieldOf(news, 'publication_date'), { now: null }) : null
    const changedAt = readDate(fieldOf(element, 'lastmod'), { now: null })
    const publication = news && childrenOf(news).find((child) => localName(child) === 'publication')
    const language = publication ? fieldOf(publication, 'language') : ''
    return entryOf(fieldOf(element, 'loc'), {
      base,
      at: publishedAt ?? changedAt,
      more: {
        title: news ? fieldOf(news, 'title').slice(0, itemLimits.maxTitle) : '',
        publishedAt,
        ...(/^[a-z]{2,3}(?:-[a-z]{2,4})?$/i.test(language) ? { language } : {}),
      },
    })
  })
  return answerOf(entries, context)
}

/** One address a line. */
function readTextSitemap(text: string, base: string, context: Context): ItemsAnswer {
  const lines = text
    .split(/\r?\n/, maxEntries)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (!lines.some((line) => /^https?:\/\//i.test(line)))
    return { ok: false, failure: fetchFailure('no_items', { detail: 'not a sitemap' }) }
  return answerOf(
    lines.map((line) => entryOf(line, { base: '', at: null, more: {} })),
    context,
    base,
  )
}

type EntryParts = { base: string; at: Date | null; more: Partial<FoundItem> }

function entryOf(address: string, { base, at, more }: EntryParts): Entry | DropReason {
  if (address === '') return 'no_address'
  const absolute = parseUrl(address, base || undefined)
  const url = absolute && canonicalUrl(absolute.href)
  if (!url) return 'bad_address'
  return { item: { url, title: '', publishedAt: null, summary: '', ...more }, at: at ?? dayInUrl(url) }
}

/** What is too old or not asked for is no loss and not counted. An address without any date counts as new. */
function answerOf(entries: (Entry | DropReason)[], context: Context, site = ''): ItemsAnswer {
  const oldest = oldestOf(context)
  const within = context.settings.within ?? ''
  const wanted = entries.filter(
    (entry) =>
      typeof entry === 'string' ||
      ((entry.at === null || entry.at >= oldest) &&
        entry.item.url.includes(within) &&
        (site === '' || isSameSite(entry.item.url, site))),
  )
  const time = (entry: Entry | DropReason): number => (typeof entry === 'string' ? 0 : (entry.at?.getTime() ?? 0))
  wanted.sort((a, b) => time(b) - time(a))
  return {
    ok: true,
    title: '',
    ...gatherItems(wanted.map((entry) => (typeof entry === 'string' ? entry : entry.item))),
  }
}

const oldestOf = ({ settings, now }: Context): Date => addMs(now, -(settings.maxAgeDays ?? defaultAgeDays) * day)

function elementsCalled(text: string, name: string): TreeElement[] {
  return parseXml(withoutDoctype(text))
    .elements.filter((element) => localName(element) === name)
    .slice(0, maxEntries)
}

const localName = ({ name }: TreeElement): string => name.slice(name.indexOf(':') + 1).toLowerCase()
const childrenOf = (element: TreeElement): TreeElement[] => element.children.filter(isElement)
function fieldOf(element: TreeElement, name: string): string {
  const field = childrenOf(element).find((child) => localName(child) === name)
  return field ? squeeze(rawText(field)) : ''
}
