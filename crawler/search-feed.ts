/**
 * News search as a source, for coverage by outlets nobody subscribed to: GDELT's DOC API and the feeds of Bing News and Google
 * News. The adapter builds the address from query and language, and gives each item the publisher's own address where the
 * engine's link carries it; a link that hides it is left to the fetch, which follows redirects.
 */
import type { FetchedPage, FoundItem } from '../domain/article.ts'
import type { SearchEngine, SourceSettings } from '../domain/source-settings.ts'
import { canonicalUrl, parseUrl } from './canonical-url.ts'
import { decodeText } from './decode.ts'
import { fetchFailure } from './failure.ts'
import { readFeed } from './feed.ts'
import { type DropReason, gatherItems, type ItemsAnswer, itemLimits } from './items.ts'
import { charsetOf } from './response.ts'
import { squeeze } from './tree.ts'

const homes: Record<SearchEngine, string> = {
  gdelt: 'https://api.gdeltproject.org/api/v2/doc/doc',
  bing: 'https://www.bing.com/news/search',
  google: 'https://news.google.com/rss/search',
}

/** The address that answers a search. */
export function searchUrl({ engine = 'gdelt', query = '', language = '' }: SourceSettings): string {
  const url = new URL(homes[engine])
  const [tongue = '', region = ''] = language.split('-')
  const parameters: Record<SearchEngine, Record<string, string>> = {
    gdelt: {
      query: tongue ? `${query} sourcelang:${gdeltLanguages[tongue] ?? tongue}` : query,
      mode: 'artlist',
      format: 'json',
      sort: 'datedesc',
      timespan: '1d',
      maxrecords: '250',
    },
    // Bing orders by relevance unless told otherwise.
    bing: { q: query, format: 'rss', qft: 'sortbydate="1"', ...(tongue ? { setlang: language } : {}) },
    google: { q: `${query} when:1d`, ...googleEdition(tongue, region) },
  }
  url.search = new URLSearchParams(parameters[engine]).toString()
  return url.href
}

/** Reads the answer of the engine in the settings. */
export async function readSearch(page: FetchedPage, settings: SourceSettings): Promise<ItemsAnswer> {
  if (settings.engine === 'gdelt') return readGdelt(page)
  const answer = await readFeed(page)
  if (!answer.ok) return answer
  const resolved = answer.items.map((item) => ({ ...item, url: publisherUrl(item.url) }))
  return { ...answer, ...gatherItems(resolved) }
}

/** GDELT's names of languages; it wants the name, not the code. */
const gdeltLanguages: Record<string, string> = {
  ar: 'arabic',
  de: 'german',
  en: 'english',
  es: 'spanish',
  fr: 'french',
  id: 'indonesian',
  ja: 'japanese',
  ko: 'korean',
  ms: 'malay',
  pt: 'portuguese',
  ru: 'russian',
  th: 'thai',
  vi: 'vietnamese',
  zh: 'chinese',
}

const usualRegion: Record<string, string> = { en: 'US', zh: 'TW', ja: 'JP', ko: 'KR', ms: 'MY', vi: 'VN' }

/** Google wants an edition: interface language, country, and both joined. */
function googleEdition(tongue: string, region: string): Record<string, string> {
  if (tongue === '') return {}
  const country = region || (usualRegion[tongue] ?? tongue.toUpperCase())
  const script = country === 'TW' || country === 'HK' ? 'Hant' : 'Hans'
  return {
    hl: tongue === 'zh' ? `zh-${country}` : `${tongue}-${country}`,
    gl: country,
    ceid: `${country}:${tongue === 'zh' ? `zh-${script}` : tongue}`,
  }
}

type GdeltArticle = { url?: unknown; title?: unknown; language?: unknown }

/** Its `seendate` is when GDELT saw the page, not when it was published, and is not taken for that. */
function readGdelt(page: FetchedPage): ItemsAnswer {
  const text = decodeText(page.bytes, charsetOf(page.headers)).text.trim()
  let answer: unknown
  try {
    answer = JSON.parse(text === '' ? '{}' : text)
  } catch {
    // It explains a refused query in a line of plain text, with status 200.
    return { ok: false, failure: fetchFailure('not_a_feed', { detail: squeeze(text).slice(0, 200) }) }
  }
  const articles = (answer as { articles?: unknown } | null)?.articles ?? []
  if (!Array.isArray(articles))
    return { ok: false, failure: fetchFailure('not_a_feed', { detail: 'no list of articles' }) }
  const codes = new Map(Object.entries(gdeltLanguages).map(([code, name]) => [name, code]))
  const read = (article: GdeltArticle | null): FoundItem | DropReason => {
    if (typeof article?.url !== 'string') return 'no_address'
    const url = canonicalUrl(article.url)
    if (!url) return 'bad_address'
    const title = typeof article.title === 'string' ? squeeze(article.title).slice(0, itemLimits.maxTitle) : ''
    if (title === '') return 'no_title'
    const language = typeof article.language === 'string' ? codes.get(article.language.toLowerCase()) : undefined
    return { url, title, publishedAt: null, summary: '', ...(language ? { language } : {}) }
  }
  return { ok: true, title: '', ...gatherItems((articles as (GdeltArticle | null)[]).map(read)) }
}

/**
 * The publisher's address in an engine's link: Bing carries it as a parameter; older Google News links hold it in base64. Any
 * other link comes back as it is.
 */
export function publisherUrl(link: string): string {
  const url = parseUrl(link)
  if (!url) return link
  if (/(?:^|\.)bing\.com$/.test(url.hostname) && /\/apiclick\.aspx$/i.test(url.pathname))
    return canonicalUrl(url.searchParams.get('url') ?? '') ?? link
  if (/(?:^|\.)google\.[a-z.]+$/.test(url.hostname)) {
    const stated = url.searchParams.get('url') ?? ''
    return canonicalUrl(stated) ?? canonicalUrl(hiddenInBase64(url.pathname)) ?? link
  }
  return link
}

/** `/rss/articles/CBMi…`: a small protocol buffer whose first text is the address, in links made before 2024. */
function hiddenInBase64(path: string): string {
  const token = /\/articles\/([\w-]{20,2000})/.exec(path)?.[1]
  if (!token) return ''
  return /https?:\/\/[\x21-\x7e]+/.exec(Buffer.from(token, 'base64url').toString('latin1'))?.[0] ?? ''
}
