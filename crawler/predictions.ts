/** The crawler's answers in the shapes that outside scorers read (`predict extraction`, `predict feed`). Nothing else uses them. */
import type { HeadersSeen } from '../domain/article.ts'
import { readArticle } from './extract.ts'
import { type Feed, readFeedFully } from './feed.ts'

/** Title and body of a page. The present is given, because a page may print times like 3小时前. */
export function predictExtraction(input: { html: string; url: string; now: Date }): { title: string; text: string } {
  const { title, text } = readArticle(input)
  return { title, text }
}

export type FeedPrediction = { ok: boolean; error?: string; feed?: Omit<Feed, 'entries'>; entries?: Feed['entries'] }

/** A feed with all its entries. The scorer reads titles as the feed wrote them: where markup may stand, the plain text of ours is written as markup. */
export async function predictFeed(source: string | Uint8Array, headers: HeadersSeen): Promise<FeedPrediction> {
  const read = await readFeedFully(source, headers)
  if (!read.ok) return { ok: false, error: read.failure.code }
  const { entries, ...feed } = read.feed
  return { ok: true, feed: asMarkup(feed), entries: entries.map(asMarkup) }
}

const asMarkup = <T extends { title: string; isTitleLiteral: boolean }>(thing: T): T =>
  thing.isTitleLiteral ? thing : { ...thing, title: thing.title.replaceAll('&', '&amp;').replaceAll('<', '&lt;') }
