/** What a look at a known article shows: the same text, another, none, or nothing that says anything. Pure. */
import { removedBy } from '../crawler/removal.ts'
import { sameText } from '../crawler/same-text.ts'
import type { FetchedPage, FetchFailure } from '../domain/article.ts'
import {
  judgeMissing,
  type Presence,
  type RemovalSign,
  type VersionChange,
  type VisitOutcome,
} from '../domain/visits.ts'
import { type ArticleAnswer, type PageRead, readPage } from './open-article.ts'

export type Sighting =
  | { kind: 'not_modified' }
  | { kind: 'text'; read: PageRead; movedTo: string | null }
  | { kind: 'missing'; sign: RemovalSign; quote: string; page: FetchedPage | null; status: number | null }
  /** A passing failure, or a page in which nothing can be read: never a removal. */
  | { kind: 'failed'; failure: FetchFailure }

/**
 * `knownHash`: of the current version, null at the first look. A page that still says the same is there, whatever it looks like;
 * one of which nothing is known and that says nothing is no page that went.
 */
export function sightingOf(answer: ArticleAnswer, knownHash: string | null): Sighting {
  if (answer.kind === 'not_modified') return { kind: 'not_modified' }
  if (answer.kind === 'failed') {
    const { failure, page = null } = answer
    const sign = failure.status === 404 ? ('not_found' as const) : failure.status === 410 ? ('gone' as const) : null
    return sign
      ? { kind: 'missing', sign, quote: '', page, status: failure.status ?? null }
      : { kind: 'failed', failure }
  }
  const { page, movedTo } = answer
  const read = readPage(answer)
  const isKnown = read.ok && read.read.contentHash === knownHash
  const removal = isKnown ? null : removedBy(page)
  if (removal && (removal.reason !== 'empty' || knownHash !== null)) {
    const { reason: sign, quote } = removal
    return { kind: 'missing', sign, quote: quote.slice(0, 300), page, status: page.status }
  }
  return read.ok ? { kind: 'text', read: read.read, movedTo } : { kind: 'failed', failure: read.failure }
}

/** What to write down of a page that is missing, and whether it counts as removed by now. */
export function missingVisit(
  known: Presence,
  { sign: removal, quote, status, page }: Extract<Sighting, { kind: 'missing' }>,
  at: Date,
) {
  return { at, ...judgeMissing(known, at), status, removal, quote, finalUrl: page?.finalUrl ?? null }
}

type Titled = { title: string; text: string }

/** What differs between a version and what was read now; null when nothing does. */
export function changeBetween(before: Titled & { contentHash: string }, read: PageRead): VersionChange | null {
  if (before.contentHash === read.contentHash) return null
  const { title, text } = read.extracted
  if (sameText({ title: '', text: before.text }, { title: '', text })) return 'title'
  return sameText({ title: before.title, text: '' }, { title, text: '' }) ? 'text' : 'title_and_text'
}

/** The one word for a look that found a text. A return after a removal is the greatest news, a move the least. */
export function outcomeOf(seen: {
  wasRemoved: boolean
  change: VersionChange | null
  sameAsN: number | null
  moved: boolean
}): VisitOutcome {
  if (seen.wasRemoved) return 'restored'
  if (seen.sameAsN !== null) return 'changed_back'
  if (seen.change !== null) return seen.change === 'title' ? 'title_changed' : 'changed'
  return seen.moved ? 'moved' : 'unchanged'
}
