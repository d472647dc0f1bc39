/** Sources, polls and quarantined work as the contract shows them. */
import type { FetchFailure } from '../../domain/article.ts'
import type { Outlet, Poll, Source } from '../../store/sources.ts'
import type { QuarantineEntry } from '../../store/work.ts'
import type { PollShown, Quarantined, SourceShown } from '../contract.ts'
import { outletRef } from './articles.ts'
import { iso, isoOrNull } from './units.ts'

const failureShown = (failure: FetchFailure | null): PollShown['failure'] => {
  if (!failure) return null
  const { class: kind, code, status, detail } = failure
  return { class: kind, code, ...(status === undefined ? {} : { status }), ...(detail === undefined ? {} : { detail }) }
}

/** Polls come newest first from the store and are shown oldest first. */
export const sourceShown = (s: Source & { outlet: Outlet; polls: Poll[] }): SourceShown => ({
  id: s.id,
  outlet: outletRef(s.outlet),
  kind: s.kind,
  name: s.name,
  url: s.url,
  settings: s.settings,
  intervalMs: s.intervalMs,
  state: s.state,
  health: s.health,
  lastPolledAt: isoOrNull(s.lastPolledAt),
  lastNewAt: isoOrNull(s.lastNewAt),
  nextPollAt: isoOrNull(s.dueAt),
  failuresInRow: s.failuresInRow,
  lastFailure: failureShown(s.lastFailure),
  polls: s.polls
    .map(({ at, outcome, seen, fresh, dropped, durationMs, failure }) => ({
      at: iso(at),
      outcome,
      seen,
      fresh,
      dropped,
      durationMs,
      failure: failureShown(failure),
    }))
    .reverse(),
})

/** The first line of the error: the rest is a stack for the log. */
export const quarantinedShown = (q: QuarantineEntry): Quarantined => ({
  id: q.id,
  step: q.step,
  subjectId: q.subjectId,
  error: q.error.split('\n')[0] ?? '',
  tries: q.tries,
  at: iso(q.at),
  replayedAt: isoOrNull(q.replayedAt),
})
