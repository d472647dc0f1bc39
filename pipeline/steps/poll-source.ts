/** Source due → it is read as its kind is read, new items become articles in state `found`, the poll is written down. */
import { canonicalUrl } from '../../crawler/canonical-url.ts'
import { readSource } from '../../crawler/read-source.ts'
import type { FoundItem } from '../../domain/article.ts'
import { recordFound } from '../../store/articles.ts'
import { offerPush } from '../../store/pushes.ts'
import { type PollResult, sourceById } from '../../store/sources.ts'
import { askPolitely } from '../ask-source.ts'
import { settlePoll } from '../settle-poll.ts'
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
  let published: (Date | null)[] = []
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
    const fresh = await recordFound(db, source, items, { at: now(), gapMs: machine.settings.hostGapMs })
    published = items.filter((i) => fresh.has(i.canonicalUrl)).map((i) => i.publishedAt)
    result.fresh = fresh.size
    result.outcome = result.fresh > 0 ? 'new' : 'nothing_new'
    if (read.push && machine.settings.callbackUrl) await offerPush(db, { sourceId: id, ...read.push }, now())
  }
  result.durationMs = now().getTime() - startedAt.getTime()
  return settlePoll(machine, source, { result, published })
}

function withCanonicalUrls(items: FoundItem[]): (FoundItem & { canonicalUrl: string })[] {
  const seen = new Map<string, FoundItem & { canonicalUrl: string }>()
  for (const item of items) {
    const url = canonicalUrl(item.url)
    if (url && !seen.has(url)) seen.set(url, { ...item, canonicalUrl: url })
  }
  return [...seen.values()]
}
