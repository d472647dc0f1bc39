/** What every kind of source gives: items to look at, what was dropped and why, and which further pages belong to the same answer. */
import type { FetchFailure, FoundItem, ItemPosition } from '../domain/article.ts'
import type { PushOffer } from './websub.ts'

export const itemLimits = { maxItems: 500, maxTitle: 500, maxSummary: 1000 } as const

export type DropReason = 'no_address' | 'no_title' | 'bad_address' | 'repeated' | 'over_limit' | 'page_failed'
export type Dropped = { count: number; reasons: Partial<Record<DropReason, number>> }

/** One page to ask for. `position` is handed on to what is found there. */
export type SourceRequest = {
  url: string
  accept: 'feed' | 'html' | 'any'
  /** Drawn by a browser, which may wait for a selector. */
  render?: { waitFor?: string | undefined }
  position?: ItemPosition
}

export type ItemsAnswer =
  | {
      ok: true
      title: string
      items: FoundItem[]
      dropped: Dropped
      further?: SourceRequest[]
      /** The hub that tells of news, where the page names one. */
      push?: PushOffer
    }
  | { ok: false; failure: FetchFailure }

/** Items in their order, each address once, up to the limit; the rest is counted by reason. */
export function gatherItems(
  reads: Iterable<FoundItem | DropReason>,
  max: number = itemLimits.maxItems,
): { items: FoundItem[]; dropped: Dropped } {
  const items = new Map<string, FoundItem>()
  const dropped: Dropped = { count: 0, reasons: {} }
  for (const read of reads) {
    const reason =
      typeof read === 'string' ? read : items.has(read.url) ? 'repeated' : items.size >= max ? 'over_limit' : null
    if (typeof read !== 'string' && reason === null) items.set(read.url, read)
    else if (reason !== null) countDropped(dropped, reason)
  }
  return { items: [...items.values()], dropped }
}

export function countDropped(dropped: Dropped, reason: DropReason): void {
  dropped.count += 1
  dropped.reasons[reason] = (dropped.reasons[reason] ?? 0) + 1
}
