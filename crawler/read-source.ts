/**
 * One reading of a source, whatever its kind: asks the pages its adapter names, within the kind's limit, and joins what they
 * give. How a page is asked is the caller's affair (politeness, conditional requests). It never throws for what the outside does.
 */
import type { FetchFailure, FoundItem } from '../domain/article.ts'
import { describeFaults, readSettings } from '../domain/source-settings.ts'
import { fetchFailure } from './failure.ts'
import type { FetchAnswer } from './fetch.ts'
import { countDropped, type Dropped, gatherItems, type ItemsAnswer, type SourceRequest } from './items.ts'
import type { PushOffer } from './websub.ts'
import { type SourceAdapter, type SourceContext, type SourceGiven, sourceAdapters } from './source-kinds.ts'

/** `later`: the host may not be asked before then; everything starts anew at that time. */
export type SourceAsk = (request: SourceRequest) => Promise<FetchAnswer | { kind: 'later'; at: Date }>

export type SourceAnswer =
  | {
      kind: 'items'
      title: string
      items: FoundItem[]
      dropped: Dropped
      /** Validators for the next conditional request; '' where one page does not speak for the whole answer. */
      etag: string
      lastModified: string
      /** The hub that the first page names, null where it names none. */
      push: PushOffer | null
    }
  | { kind: 'not_modified' }
  | { kind: 'failed'; failure: FetchFailure }
  | { kind: 'later'; at: Date }

/** Reads a source. The first page decides success; a further page that fails is counted as dropped, its items missing. */
export async function readSource(given: SourceGiven, ask: SourceAsk, context: SourceContext): Promise<SourceAnswer> {
  const read = readSettings(given.kind, given.settings)
  if (!read.ok)
    return { kind: 'failed', failure: fetchFailure('bad_settings', { detail: describeFaults(read.faults) }) }
  const source = { ...given, settings: read.settings }
  const adapter = sourceAdapters[source.kind]
  const starts = adapter.start(source, context)
  const first = await firstThere(starts, ask)
  if (first.kind === 'later' || first.kind === 'not_modified') return first
  if (first.kind === 'failed') return { kind: 'failed', failure: first.failure }
  const answer = await adapter.read(first.page, { ...context, source, request: first.request })
  if (!answer.ok) return { kind: 'failed', failure: answer.failure }
  const { items, dropped, failure } = await readFurther({ adapter, source, ask, context }, answer, [
    first.request.url,
    first.page.finalUrl,
  ])
  if (items.length === 0 && failure) return { kind: 'failed', failure }
  const isWhole = starts.length === 1 && !answer.further?.length
  return {
    kind: 'items',
    title: answer.title,
    items,
    dropped,
    etag: isWhole ? first.etag : '',
    lastModified: isWhole ? first.lastModified : '',
    push: answer.push ?? null,
  }
}

type Asked = (Exclude<FetchAnswer, { kind: 'page' }> | { kind: 'later'; at: Date }) | AskedPage
type AskedPage = Extract<FetchAnswer, { kind: 'page' }> & { request: SourceRequest }

async function firstThere(starts: SourceRequest[], ask: SourceAsk): Promise<Asked> {
  let failed: Asked = { kind: 'failed', failure: fetchFailure('bad_url') }
  for (const request of starts) {
    const answer = await ask(request)
    if (answer.kind !== 'failed') return answer.kind === 'page' ? { ...answer, request } : answer
    // The reason of the first is the one to tell: the others are only where it might have been instead.
    if (request === starts[0]) failed = answer
    if (answer.failure.code !== 'http_status') break
  }
  return failed
}

type Reading = { adapter: SourceAdapter; source: SourceGiven; ask: SourceAsk; context: SourceContext }

async function readFurther(
  { adapter, source, ask, context }: Reading,
  first: Extract<ItemsAnswer, { ok: true }>,
  asked: string[],
): Promise<{ items: FoundItem[]; dropped: Dropped; failure: FetchFailure | null }> {
  const found = [...first.items]
  const dropped: Dropped = { count: first.dropped.count, reasons: { ...first.dropped.reasons } }
  const seen = new Set(asked)
  const waiting: SourceRequest[] = []
  const wait = (requests: SourceRequest[] = []): void => {
    for (const request of requests) if (!seen.has(request.url)) waiting.push(request) && seen.add(request.url)
  }
  wait(first.further)
  let failure: FetchFailure | null = null
  let left = adapter.maxRequests - 1
  for (let request = waiting.shift(); request && left > 0; request = waiting.shift()) {
    left -= 1
    const answer = await ask(request)
    const read = answer.kind === 'page' ? await adapter.read(answer.page, { ...context, source, request }) : null
    if (!read?.ok) {
      countDropped(dropped, 'page_failed')
      failure = read ? read.failure : answer.kind === 'failed' ? answer.failure : failure
      continue
    }
    found.push(...read.items)
    wait(read.further)
  }
  const joined = gatherItems(found)
  for (const [reason, count] of Object.entries(joined.dropped.reasons))
    if (reason === 'over_limit') for (let i = 0; i < count; i++) countDropped(dropped, reason)
  return { items: joined.items, dropped, failure }
}
