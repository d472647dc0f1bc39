/**
 * Publications and where they come from. Values only: the crawler makes them, the store keeps them, the analyzer reads them.
 */
import { day } from './time.ts'

export const originClasses = ['domestic', 'hk_mo', 'tw', 'foreign'] as const
/** Hong Kong, Macao and Taiwan are 境外, never 外国 (domain catalogue GAP-09). */
export type OriginClass = (typeof originClasses)[number]

export const outletKinds = [
  'agency',
  'newspaper',
  'site',
  'app',
  'wechat',
  'weibo',
  'short_video',
  'tv',
  'forum',
  'government',
] as const
export type OutletKind = (typeof outletKinds)[number]

/** How a source is read; `source-settings.ts` says what each kind may be told, `crawler/source-kinds.ts` reads it. */
export const sourceKinds = ['feed', 'list', 'script_list', 'sitemap', 'search_feed', 'rsshub', 'epaper'] as const
export type SourceKind = (typeof sourceKinds)[number]

/** Where an item stood when it was found: its rank in a hot list (1 is first), the page (版次 01, A02) and section (版名) of a paper. */
export type ItemPosition = { rank?: number; page?: string; section?: string }

/** One item seen in a source, before its page was read. The title is '' where the source names none (plain sitemaps). */
export type FoundItem = {
  url: string
  title: string
  publishedAt: Date | null
  summary: string
  /** BCP 47 as the source says it; absent where it does not. */
  language?: string
  position?: ItemPosition
}

/** A picture of an article; `caption` is '' where the page prints none. */
export type ArticleImage = { url: string; caption: string }

/** How exactly a publication time is said. A day is kept as its first moment in Asia/Shanghai. */
export type TimePrecision = 'instant' | 'day'

/** An article as read from its page. Empty strings where the page says nothing; dates null. Addresses are absolute. */
export type ExtractedArticle = {
  title: string
  /** 副题 or 肩题 as the page marks it. */
  subtitle: string
  byline: string
  /** 来源: as printed, without the label. */
  sourceLine: string
  /** Where the page says the text comes from: the source line's link, or an original on another site that it declares. */
  sourceUrl: string
  editor: string
  /** 电头 as printed: 本报南宁10月1日电, BEIJING, Oct 1 (Agency). It stands in the text, too. */
  placeLine: string
  publishedAt: Date | null
  /** Null without a time. */
  publishedPrecision: TimePrecision | null
  /** When the page says that it was changed; null where it does not, or says the time of publication. */
  updatedAt: Date | null
  /** Plain text, one paragraph or table row a line. */
  text: string
  /** Links in the body, each once. */
  links: string[]
  images: ArticleImage[]
  /** 'zh-Hans' | 'zh-Hant' | 'en' | other BCP 47, from the page's own declaration; '' if none. */
  declaredLanguage: string
  canonicalUrl: string
}

/**
 * The instant to reckon with when it matters what was public by then: as published; a bare day counts to its end, but nothing was
 * published after we saw it.
 */
export function reckonedAt(article: {
  publishedAt: Date | null
  publishedPrecision: TimePrecision | null
  firstSeenAt: Date
}): Date {
  const { publishedAt, publishedPrecision, firstSeenAt } = article
  if (publishedAt === null) return firstSeenAt
  if (publishedPrecision !== 'day') return publishedAt
  const end = publishedAt.getTime() + day - 1
  return new Date(Math.max(publishedAt.getTime(), Math.min(end, firstSeenAt.getTime())))
}

export type HeadersSeen = Record<string, string>

/** What went over the wire for one answer, for evidence. Heads are latin1 text, one character a byte, lines ended by CRLF. */
export type Exchange = {
  /** Request line and header lines. */
  request: string
  /** Status line and header lines, in the order and spelling in which they came. */
  response: string
  /** The body before any content decoding. The transfer coding is the connection's (RFC 9112 §6.1) and is undone. */
  body: Uint8Array
}

/** An answer that sent us on to another address. Its body is nothing that anybody reads, and is not taken. */
export type RedirectHop = Omit<Exchange, 'body'> & { url: string; at: Date }

/** A page ready for decoding, and as it was received. */
export type FetchedPage = {
  requestedUrl: string
  finalUrl: string
  status: number
  headers: HeadersSeen
  bytes: Uint8Array
  fetchedAt: Date
  /** Absent where a browser drew the page: then the bytes are the document after its scripts ran. */
  exchange?: Exchange
  /** What led from the requested to the final address, in its order; absent where nothing did, or a browser went there. */
  hops?: RedirectHop[]
}

/** Why a fetch brought nothing, and when asking again makes sense. */
export type FetchFailure = {
  class: 'temporary' | 'soft' | 'hard' | 'forbidden'
  /** Stable code; the web locale has its wording. */
  code:
    | 'dns'
    | 'refused'
    | 'timeout'
    | 'tls'
    | 'network'
    | 'too_large'
    | 'too_many_redirects'
    | 'bad_redirect'
    | 'private_address'
    | 'bad_url'
    | 'http_status'
    | 'robots'
    | 'rate_limited'
    | 'not_html'
    | 'not_a_feed'
    | 'no_items'
    | 'no_browser'
    | 'browser_crashed'
    | 'no_text'
    | 'removed'
    | 'no_body_by_selector'
    | 'bad_settings'
  status?: number
  detail?: string
  /** Earliest sensible next attempt as the server asked (Retry-After), in ms from now; null if it did not say. */
  retryAfterMs: number | null
}

/** How this source's articles are read where the general way reads them wrong. All but the last two are CSS selectors. */
export type ArticleSettings = {
  title?: string
  body?: string
  time?: string
  source?: string
  author?: string
  /** Taken out before anything is read. */
  remove?: string
  /** 03/10/2026 is the third of October or the tenth of March. */
  dayOrder?: 'day_first' | 'month_first'
  /** IANA zone of times that name none, as Europe/London; default Asia/Shanghai. */
  timeZone?: string
}

/** What people handed in without an address goes by a name of its content instead (`urn:sha256:`). */
export const isOnWeb = (url: string): boolean => /^https?:/.test(url)

/**
 * found → extracted → analyzed; unreadable when the page cannot be read for good. A re-check fetches an analyzed
 * article again and returns it to `extracted` when its text changed.
 */
export type ArticleState = 'found' | 'extracted' | 'analyzed' | 'unreadable'
