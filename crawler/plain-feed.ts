/** Feeds of the plain dialects of RSS, by rss-parser. It is not asked to read what it is known to read wrong. */
import RssParser from 'rss-parser'
import { absoluteLink, type Feed, type FeedEntry, type FeedText, isoTime, maxEntries } from './feed.ts'
import { plainText } from './plain-text.ts'

/**
 * RSS 0.9x and 2 without xml:base. RDF names its items by attribute, which rss-parser drops; of Atom it takes the first link of
 * any kind for the article, loses the zone of times, the types of titles and structured text, and pays for a second text nobody reads.
 */
function isPlainRss(text: string): boolean {
  const root = /<(rss|feed)(\s[^>]*)?>/.exec(text.slice(0, 4096).replace(/<!--[\s\S]*?-->/g, ''))
  return root?.[1] === 'rss' && /version=["'](?:2|0\.9)/.test(root[0]) && !/xml:base/.test(text)
}

/**
 * One for each feed: after a document with two errors xml2js takes the next one's first error for told already, and that feed is never
 * answered.
 */
const openParser = () =>
  new RssParser({
    customFields: { item: ['author', 'dc:date', 'dcterms:issued'], feed: ['pubDate', 'dcterms:issued', 'dc:date'] },
  })

/** Null when the dialect is not one of the plain, rss-parser refuses it, or anything but text stands where text belongs. */
export async function readPlainFeed({ text, baseUrl, zonelessOffset }: FeedText): Promise<Feed | null> {
  if (!isPlainRss(text)) return null
  const time = (thing: Loose): string | null =>
    isoTime([thing.pubDate, thing['dcterms:issued'], thing['dc:date']], zonelessOffset)
  try {
    const raw = (await openParser().parseString(text)) as unknown as Loose
    const entries = (Array.isArray(raw.items) ? raw.items.slice(0, maxEntries) : []).map(
      (item: Loose): FeedEntry => ({
        id: textOf(item.guid),
        title: plainText(textOf(item.title)),
        // RSS does not say whether a title is text or markup, and writers put both.
        isTitleLiteral: false,
        link: absoluteLink(textOf(item.link) || permalink(textOf(item.guid)), baseUrl),
        summary: textOf(item.description ?? item.summary ?? item.content),
        content: textOf(item['content:encoded'] ?? item.content),
        published: time(item),
        author: textOf(item.creator ?? item.author),
      }),
    )
    const title = plainText(textOf(raw.title))
    const link = absoluteLink(textOf(raw.link), baseUrl)
    return { title, isTitleLiteral: false, link, id: '', published: time(raw), entries }
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
