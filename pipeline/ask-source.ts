/**
 * How the machine asks the pages of one source: politely, the first one conditionally, and with patience for the further
 * ones, because an answer that starts anew each time a host wants a pause would never be whole.
 */
import { fetchFailure } from '../crawler/failure.ts'
import type { SourceAsk } from '../crawler/read-source.ts'
import { second } from '../domain/time.ts'
import { politeFetch } from './polite-fetch.ts'
import type { Machine } from './step.ts'

export type AskOptions = {
  /** Validators of the last answer, for the first page. */
  etag?: string | null
  lastModified?: string | null
  /** Longest wait for the host's next slot before the first page; beyond it the answer is `later`. Default none. */
  firstWaitMs?: number
  /** Nothing is asked after this instant; what is left fails with `timeout`. */
  until?: Date
}

/** A host that wants a longer pause between two pages does not give us the rest this time. */
const longestWaitMs = 30 * second

export function askPolitely(machine: Machine, { etag, lastModified, firstWaitMs = 0, until }: AskOptions): SourceAsk {
  let asked = 0
  return async ({ url, accept, render }) => {
    const isFirst = asked++ === 0
    const request = { url, accept, ...(isFirst ? { etag: etag ?? '', lastModified: lastModified ?? '' } : {}) }
    const patienceMs = isFirst ? firstWaitMs : longestWaitMs
    for (let waitedMs = 0; ; ) {
      if (until && machine.now() >= until)
        return { kind: 'failed', failure: fetchFailure('timeout', { detail: 'total time used up' }) }
      const got = await politeFetch(machine, request, { hurry: true, ...(render ? { render } : {}) })
      if (got.kind === 'answer') return got.answer
      const waitMs = Math.max(10, got.at.getTime() - machine.now().getTime())
      if (waitedMs + waitMs > patienceMs) return got
      await new Promise((resolve) => setTimeout(resolve, waitMs))
      waitedMs += waitMs
    }
  }
}
