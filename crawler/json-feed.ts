/** JSON Feed 1.0 and 1.1 (jsonfeed.org) to the shape of every feed. What is not of the type it should be counts as not said. */
import type { Feed, FeedEntry, FeedText } from './feed.ts'
import { absoluteLink, isoTime, maxEntries } from './feed.ts'
import { squeeze } from './tree.ts'

type Loose = Record<string, unknown>

/** True when the text begins like a JSON Feed: an object that names the version soon, as writers do, or its items. */
export const looksLikeJsonFeed = (text: string): boolean =>
  /^\s*\{/.test(text.slice(0, 100)) && /"version"\s*:\s*"https?:\\?\/\\?\/jsonfeed\.org\\?\/version/.test(text)

/** The feed in `text`, or null when it is none. */
export function readJsonFeed({ text, baseUrl, zonelessOffset }: FeedText): Feed | null {
  const feed = parsed(text)
  if (!feed || !Array.isArray(feed.items)) return null
  const link = (value: unknown): string => absoluteLink(textOf(value), baseUrl)
  const entry = (item: Loose): FeedEntry => {
    const content = textOf(item.content_html) || asMarkup(textOf(item.content_text))
    return {
      id: textOf(item.id),
      title: squeeze(textOf(item.title)),
      isTitleLiteral: true,
      // A link blog's item is about another page; the item's own page comes first (JSON Feed 1.1, "url").
      link: link(item.url) || link(item.external_url) || (/^https?:/.test(textOf(item.id)) ? textOf(item.id) : ''),
      summary: asMarkup(textOf(item.summary)) || content,
      content: content || asMarkup(textOf(item.summary)),
      published: isoTime([item.date_published, item.date_modified], zonelessOffset),
      author: authorOf(item),
    }
  }
  return {
    title: squeeze(textOf(feed.title)),
    isTitleLiteral: true,
    link: link(feed.home_page_url),
    id: link(feed.feed_url),
    published: null,
    entries: feed.items.slice(0, maxEntries).filter(isObject).map(entry),
  }
}

function parsed(text: string): Loose | null {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
/** An id may be written as a number. */
const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''
const asMarkup = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** 1.1 has a list of authors, 1.0 had one. */
function authorOf({ authors, author }: Loose): string {
  const first = Array.isArray(authors) ? authors.find(isObject) : author
  return isObject(first) ? squeeze(textOf(first.name)) : ''
}
