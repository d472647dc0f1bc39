/**
 * THE table of source kinds: which pages a source of each kind asks for, how many at most, and how an answer becomes items.
 * What a kind may be told stands in `domain/source-settings.ts`. A new kind is a line here and one there.
 */
import type { FetchedPage, SourceKind } from '../domain/article.ts'
import type { SourceSettings } from '../domain/source-settings.ts'
import { frontPages, maxPages, readEpaper } from './epaper.ts'
import { readFeed } from './feed.ts'
import type { ItemsAnswer, SourceRequest } from './items.ts'
import { readList } from './list.ts'
import { readRoute, routeUrl } from './rsshub.ts'
import { readSearch, searchUrl } from './search-feed.ts'
import { maxSitemaps, readSitemap } from './sitemap.ts'

export type SourceGiven = { kind: SourceKind; url: string; settings: SourceSettings }
/** `rsshub`: base address of the bureau's own RSSHub, '' where there is none. */
export type SourceContext = { now: Date; rsshub: string }
export type ReadContext = SourceContext & { source: SourceGiven; request: SourceRequest }

export type SourceAdapter = {
  /** Where reading starts. Several: they are tried in order until one is there (today's paper, else yesterday's). */
  start: (source: SourceGiven, context: SourceContext) => SourceRequest[]
  /** One page to items, and to further pages that belong to the same answer. */
  read: (page: FetchedPage, context: ReadContext) => ItemsAnswer | Promise<ItemsAnswer>
  /** Requests for one answer, the start included. */
  maxRequests: number
}

const onePage = (accept: SourceRequest['accept']) => ({
  start: ({ url }: SourceGiven): SourceRequest[] => [{ url, accept }],
  maxRequests: 1,
})

export const sourceAdapters: Record<SourceKind, SourceAdapter> = {
  feed: { ...onePage('feed'), read: (page) => readFeed(page) },
  list: { ...onePage('html'), read: (page, { source, now }) => readList(page, source.settings, now) },
  script_list: {
    start: ({ url, settings }) => [{ url, accept: 'html', render: { waitFor: settings.waitFor } }],
    read: (page, { source, now }) => readList(page, source.settings, now),
    maxRequests: 1,
  },
  sitemap: {
    ...onePage('any'),
    read: (page, { source, now }) => readSitemap(page, { settings: source.settings, now }),
    maxRequests: 1 + maxSitemaps,
  },
  search_feed: {
    start: ({ settings }) => [{ url: searchUrl(settings), accept: 'feed' }],
    read: (page, { source }) => readSearch(page, source.settings),
    maxRequests: 1,
  },
  rsshub: {
    start: ({ url, settings }, { rsshub }) => [{ url: routeUrl(rsshub, settings.route ?? '', url), accept: 'feed' }],
    read: (page, { source }) => readRoute(page, source.settings),
    maxRequests: 1,
  },
  epaper: {
    start: ({ url, settings }, { now }) => frontPages({ url, settings, now }),
    read: (page, { source, request }) => readEpaper(page, { settings: source.settings, request }),
    maxRequests: 1 + maxPages,
  },
}
