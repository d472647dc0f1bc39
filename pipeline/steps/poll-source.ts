/** Source due → it is read as its kind is read, new items become articles in state `found`, the poll is written down. */
import { canonicalUrl } from '../../crawler/canonical-url.ts'
import { readSource } from '../../crawler/read-source.ts'
import type { FoundItem } from '../../domain/article.ts'
import { addMs } from '../../domain/time.ts'
import { recordFound } from '../../store/articles.ts'
import { type PollResult, recordPoll, type Source, sourceById } from '../../store/sources.ts'
import { askPolitely } from '../ask-source.ts'
import type { Machine, StepOutcome } from '../step.ts'

export async function pollSource(machine: Machine, id: string): Promise<StepOutcome> {
  const { db, now } = machine
  const source = await sourceById(db, id)
  if (source?.state !== 'active') return { dueAt: null }
  const startedAt = now()
  const read = await readSource(source, askPolitely(machine, source), {
    now: startedAt,
    rsshub: machine.settings.rsshub,
  })
  if (read.kind === 'later') return { postponeUntil: read.at }
  const result: PollResult = { outcome: 'nothing_new', seen: 0, fresh: 0, dropped: 0, failure: null, durationMs: 0 }
  if (read.kind === 'failed') {
    result.outcome = 'failed'
    result.failure = read.failure
  } else if (read.kind === 'not_modified') result.outcome = 'not_modified'
  else {
    result.etag = read.etag
    result.lastModified = read.lastModified
    const items = withCanonicalUrls(read.items)
    result.seen = read.items.length
    result.dropped = read.dropped.count + (read.items.length - items.length)
    result.fresh = await recordFound(db, source, items, now())
    result.outcome = result.fresh > 0 ? 'new' : 'nothing_new'
  }
  result.durationMs = now().getTime() - startedAt.getTime()
  await recordPoll(db, source, result, now())
  return { dueAt: nextPoll(source, result, now(), machine.settings.longestPauseMs) }
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
