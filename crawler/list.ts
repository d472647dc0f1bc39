/**
 * News list pages to items, by selectors kept with the source. It guesses nothing: a selector that finds nothing is a failure
 * that says so, because a silent empty list is how sources break unseen.
 */
import type { FetchedPage, FetchFailure, FoundItem } from '../domain/article.ts'
import { windowTitleOf } from './article-title.ts'
import { canonicalUrl, parseUrl } from './canonical-url.ts'
import { readDate } from './dates.ts'
import { decodeText } from './decode.ts'
import { fetchFailure } from './failure.ts'
import { type DropReason, gatherItems, type ItemsAnswer, itemLimits } from './items.ts'
import { charsetOf, isHtml, mediaType } from './response.ts'
import { elementsNamed, type PageTree, parseHtml, rawText, squeeze, type TreeElement } from './tree.ts'

export type ListSettings = {
  /** CSS selector of one entry. */
  item?: string
  /** Within the entry: its link (default: the entry itself or its first link with text). */
  link?: string
  /** Within the entry: its title (default: the link's title attribute or text, whichever is longer). */
  title?: string
  /** Within the entry: where its date stands (default: the entry's text without its title, if a full date is there). */
  date?: string
}

/** Entries and links within one that are looked at: selectors may match everything. */
const maxEntries = 2000
const maxLinks = 50

type Read = FoundItem | DropReason

/** Reads a fetched list page. Relative times are told from `now`, times without a zone are Asia/Shanghai. */
export function readList(page: FetchedPage, settings: ListSettings, now: Date): ItemsAnswer {
  const { text } = decodeText(page.bytes, charsetOf(page.headers))
  if (!isHtml(page.headers, text)) return no(fetchFailure('not_html', { detail: mediaType(page.headers) }))
  return readListTree({ tree: parseHtml(text), url: page.finalUrl, settings, now })
}

export type ListInput = { tree: PageTree; url: string; settings: ListSettings; now: Date }

/** The same on a page that is parsed already; `url` is where it was read from. */
export function readListTree({ tree, url, settings, now }: ListInput): ItemsAnswer {
  const found = select(tree, settings)
  if (!Array.isArray(found)) return no(found)
  const base = baseOf(tree, url)
  const { items, dropped } = gatherItems(found.map((element) => readItem(tree, element, { settings, base, now })))
  if (items.length === 0)
    return no(
      fetchFailure('no_items', { detail: `${found.length} × ${settings.item}, none with an address and a title` }),
    )
  return { ok: true, title: windowTitleOf(tree), items, dropped }
}

function select({ $ }: PageTree, { item = '', link, title, date }: ListSettings): TreeElement[] | FetchFailure {
  if (item.trim() === '') return fetchFailure('no_items', { detail: 'the source has no item selector' })
  for (const selector of [item, link, title, date]) {
    try {
      if (selector) $('html').find(selector)
    } catch {
      return fetchFailure('no_items', { detail: `not a selector: ${selector}` })
    }
  }
  const found = $(item).slice(0, maxEntries).toArray() as TreeElement[]
  return found.length > 0 ? found : fetchFailure('no_items', { detail: `nothing matches ${item}` })
}

type Context = { settings: ListSettings; base: string; now: Date }

function readItem({ $ }: PageTree, element: TreeElement, { settings, base, now }: Context): Read {
  const links = ownOrBelow($, element, settings.link ?? 'a[href]')
  const anchors = links.map((link) =>
    link.name === 'a'
      ? link
      : (($(link).find('a[href]').get(0) ?? $(link).closest('a[href]').get(0)) as TreeElement | undefined),
  )
  const usable = anchors.filter((anchor): anchor is TreeElement => Boolean(anchor?.attribs.href))
  const anchor = usable.find((one) => textOf(one) !== '') ?? usable[0]
  if (!anchor) return 'no_address'
  const absolute = parseUrl(anchor.attribs.href!.trim(), base)
  const url = absolute && canonicalUrl(absolute.href)
  if (!url) return 'bad_address'
  const titled = settings.title ? ownOrBelow($, element, settings.title)[0] : undefined
  const title = titled ? textOf(titled) : longer(textOf(anchor), squeeze(anchor.attribs.title ?? ''))
  if (title === '') return 'no_title'
  return {
    url,
    title: title.slice(0, itemLimits.maxTitle),
    publishedAt: dateOf(rawText(element), title, readDateText($, element, settings), now),
    summary: '',
  }
}

/** Elements that match within the entry, and the entry itself where it does. */
function ownOrBelow($: PageTree['$'], element: TreeElement, selector: string): TreeElement[] {
  const within = $(element)
  const below = within.find(selector).slice(0, maxLinks).toArray() as TreeElement[]
  return within.is(selector) ? [element, ...below] : below
}

const textOf = (element: TreeElement): string => squeeze(rawText(element))

/** A list that shortens its titles with … gives the whole one in the title attribute. */
function longer(text: string, whole: string): string {
  // A loop: a pattern for "dots at the end" tries again at each of a hundred thousand dots in the middle.
  let end = text.length
  while (end > 0 && /[.…\s]/.test(text[end - 1]!)) end -= 1
  const start = text.slice(0, Math.min(end, 6))
  return whole.length > text.length && start !== '' && whole.startsWith(start) ? whole : text || whole
}

function readDateText($: PageTree['$'], element: TreeElement, { date }: ListSettings): string | null {
  if (!date) return null
  const found = ownOrBelow($, element, date)[0]
  return found ? found.attribs.datetime || textOf(found) : ''
}

/** The date at its selector; without one, a full date in the entry's text outside of its title ("2025年" in a headline is none). */
function dateOf(text: string, title: string, atSelector: string | null, now: Date): Date | null {
  if (atSelector !== null) return readDate(atSelector, { now })
  return readDate(squeeze(text).replace(title, ' ').slice(-120), { now: null })
}

/** What relative links on a page start from. */
export function baseOf(tree: PageTree, url: string): string {
  const stated = elementsNamed(tree, 'base')[0]?.attribs.href
  return (stated && parseUrl(stated, url)?.href) || url
}

const no = (failure: FetchFailure): ItemsAnswer => ({ ok: false, failure })
