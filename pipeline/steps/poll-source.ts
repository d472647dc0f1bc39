/** Source due → its feed or list is read, new items become articles in state `found`, the poll is written down. */
import { canonicalUrl } from '../../crawler/canonical-url.ts'
import { readFeed } from '../../crawler/feed.ts'
import { readList } from '../../crawler/list.ts'
import type { FetchedPage, FetchFailure, FoundItem } from '../../domain/article.ts'
import { addMs } from '../../domain/time.ts'
import { recordFound } from '../../store/articles.ts'
import { type Outlet, type PollResult, recordPoll, type Source, sourceById } from '../../store/sources.ts'
import { politeFetch } from '../polite-fetch.ts'
import type { Machine, StepOutcome } from '../step.ts'

export async function pollSource(machine: Machine, id: string): Promise<StepOutcome> {
  const { db, now } = machine
  const source = await sourceById(db, id)
  if (source?.state !== 'active') return { dueAt: null }
  const startedAt = now()
  const asked = await politeFetch(
    machine,
    {
      url: source.url,
      accept: source.kind === 'feed' ? 'feed' : 'html',
      etag: source.etag ?? '',
      lastModified: source.lastModified ?? '',
    },
    source.kind === 'script_list' ? { render: { waitFor: source.settings.waitFor } } : {},
  )
  if (asked.kind === 'later') return { postponeUntil: asked.at }
  const { answer } = asked
  const result: PollResult = { outcome: 'nothing_new', seen: 0, fresh: 0, dropped: 0, failure: null, durationMs: 0 }
  if (answer.kind === 'failed') fail(result, answer.failure)
  else if (answer.kind === 'not_modified') result.outcome = 'not_modified'
  else {
    result.etag = answer.etag
    result.lastModified = answer.lastModified
    const read = await readSource(source, answer.page, now())
    if ('failure' in read) fail(result, read.failure)
    else {
      const items = withCanonicalUrls(read.items)
      result.seen = read.items.length
      result.dropped = read.dropped + (read.items.length - items.length)
      result.fresh = await recordFound(db, source, items, now())
      result.outcome = result.fresh > 0 ? 'new' : 'nothing_new'
    }
  }
  result.durationMs = now().getTime() - startedAt.getTime()
  await recordPoll(db, source, result, now())
  return { dueAt: nextPoll(source, result, now(), machine.settings.longestPauseMs) }
}

function fail(result: PollResult, failure: FetchFailure): void {
  result.outcome = 'failed'
  result.failure = failure
}

async function readSource(
  source: Source & { outlet: Outlet },
  page: FetchedPage,
  now: Date,
): Promise<{ items: FoundItem[]; dropped: number } | { failure: FetchFailure }> {
  switch (source.kind) {
    case 'feed': {
      const feed = await readFeed(page)
      return feed.ok ? { items: feed.items, dropped: feed.dropped.count } : { failure: feed.failure }
    }
    case 'list':
    case 'script_list': {
      const list = readList(page, source.settings, now)
      return list.ok ? { items: list.items, dropped: list.dropped.count } : { failure: list.failure }
    }
  }
}

function withCanonicalUrls(items: FoundItem[]): (FoundItem & { canonicalUrl: string })[] {
  const seen = new Map<string, FoundItem & { canonicalUrl: string }>()
  for (const item of items) {
    const url = canonicalUrl(item.url)
    if (url && !seen.has(url)) seen.set(url, { ...item, canonicalUrl: url })
  }
  return [...seen.values()]
}

/** The source's own pace; after failures twice as long each time, never beyond the longest pause. */
export function nextPoll(
  source: Pick<Source, 'intervalMs' | 'failuresInRow'>,
  result: PollResult,
  now: Date,
  longestPauseMs: number,
): Date {
  if (result.outcome !== 'failed') return addMs(now, source.intervalMs)
  const backoff = Math.min(source.intervalMs * 2 ** Math.min(source.failuresInRow, 10), longestPauseMs)
  const asked = Math.min(result.failure?.retryAfterMs ?? 0, longestPauseMs)
  return addMs(now, Math.max(source.intervalMs, backoff, asked))
}
