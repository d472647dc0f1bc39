/** Feeds of the plain dialects, by rss-parser. It is not asked to read what it is known to read wrong. */
import RssParser from 'rss-parser'
import { absoluteLink, type Feed, type FeedEntry, type FeedText, isoTime, maxEntries } from './feed.ts'
import { plainText } from './plain-text.ts'
import { squeeze } from './tree.ts'

/** RSS and Atom 1.0 under their usual prefixes, without xml:base and without Atom's structured text. */
function dialectOf(text: string): 'rss' | 'atom' | null {
  const root = /<(rss|feed)(\s[^>]*)?>/.exec(text.slice(0, 4096).replace(/<!--[\s\S]*?-->/g, ''))
  if (!root || text.includes('xml:base')) return null
  // RDF names its items by attribute, which rss-parser drops.
  if (root[1] === 'rss') return /version=["'](?:2|0\.9)/.test(root[0]) ? 'rss' : null
  if (!/xmlns=["']http:\/\/www\.w3\.org\/2005\/Atom["']/.test(root[0])) return null
  if (text.includes('octet-stream') || text.includes('="xhtml"') || text.includes("='xhtml'")) return null
  // A link without rel is the alternate (RFC 4287 §4.2.7.2); rss-parser takes the first link of any kind for it.
  const rels = (text.match(/<link(?=[\s/>])[^<>]*>/g) ?? []).map((tag) => /\srel\s*=\s*["'](alternate)?/.exec(tag))
  return rels.includes(null) && rels.some((rel) => rel !== null && rel[1] === undefined) ? null : 'atom'
}

/** rss-parser's own `pubDate` of Atom has lost its zone: it is taken as the element stands. */
const parsers = {
  rss: new RssParser({
    customFields: { item: ['author', 'dc:date', 'dcterms:issued'], feed: ['pubDate', 'dcterms:issued', 'dc:date'] },
  }),
  atom: new RssParser({
    customFields: {
      item: [['title', 'titles', { keepArray: true }], 'published', 'issued', 'dcterms:issued', 'updated', 'dc:date'],
      feed: ['id', 'published', 'dcterms:issued', 'updated', 'dc:date'],
    },
  }),
}

/** Null when the dialect is not one of the plain, rss-parser refuses it, or anything but text stands where text belongs. */
export async function readPlainFeed({ text, baseUrl, zonelessOffset }: FeedText): Promise<Feed | null> {
  const dialect = dialectOf(text)
  if (!dialect) return null
  const time = ({ pubDate, published, issued, updated, ...item }: Loose): string | null =>
    isoTime(
      [dialect === 'rss' ? pubDate : published, issued, item['dcterms:issued'], item['dc:date'], updated],
      zonelessOffset,
    )
  try {
    const raw = (await parsers[dialect].parseString(text)) as unknown as Loose
    const entries = (Array.isArray(raw.items) ? raw.items.slice(0, maxEntries) : []).map(
      (item: Loose): FeedEntry => ({
        id: textOf(item.guid ?? item.id),
        ...titleOf(item),
        link: absoluteLink(textOf(item.link) || permalink(textOf(item.guid)), baseUrl),
        summary: textOf(item.description ?? item.summary ?? item.content),
        content: textOf(item['content:encoded'] ?? item.content),
        published: time(item),
        author: textOf(item.creator ?? item.author),
      }),
    )
    const link = absoluteLink(textOf(raw.link), baseUrl)
    return { ...titleOf(raw), link, id: textOf(raw.id), published: time(raw), entries }
  } catch {
    return null
  }
}

type Loose = Record<string, unknown>

/** Atom says whether a title is text or markup (RFC 4287 §3.1.1); RSS does not, and writers put both. */
function titleOf({ title, titles }: Loose): { title: string; isTitleLiteral: boolean } {
  const text = textOf(title)
  const stated: unknown = Array.isArray(titles) ? titles[0] : undefined
  const attributes: unknown = typeof stated === 'object' && stated !== null && '$' in stated ? stated.$ : undefined
  const isTitleLiteral =
    typeof attributes === 'object' && attributes !== null && 'type' in attributes && attributes.type === 'text'
  return { title: isTitleLiteral ? squeeze(text) : plainText(text), isTitleLiteral }
}

/** xml2js gives an object where an element has attributes and a string where it has none. Anything else is not for us. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  if (value === undefined || value === null) return ''
  if (typeof value === 'object' && '_' in value && typeof value._ === 'string') return value._.trim()
  if (typeof value === 'object' && '$' in value && Object.keys(value).length === 1) return ''
  throw new Error('structured where text belongs')
}

const permalink = (id: string): string => (/^https?:\/\//i.test(id) ? id : '')
