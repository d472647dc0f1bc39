/**
 * Routes of an RSSHub (docs.rsshub.app) as a source: for places that have no feed of their own, such as Weibo, WeChat and hot
 * lists. The bureau runs its own; without one the source's own address is asked.
 */
import type { FetchedPage } from '../domain/article.ts'
import type { SourceSettings } from '../domain/source-settings.ts'
import { readFeed } from './feed.ts'
import type { ItemsAnswer } from './items.ts'

/** The address of a route at `base` (http or https, with or without a path of its own); `fallback` where there is no base. */
export function routeUrl(base: string, route: string, fallback: string): string {
  return base === '' ? fallback : base.replace(/\/+$/, '') + route
}

/** Reads the route's feed. The order of a ranked list is its meaning: each item keeps its place, counted from 1. */
export async function readRoute(page: FetchedPage, { ranked }: SourceSettings): Promise<ItemsAnswer> {
  const answer = await readFeed(page)
  if (!answer.ok || !ranked) return answer
  return { ...answer, items: answer.items.map((item, i) => ({ ...item, position: { rank: i + 1 } })) }
}
