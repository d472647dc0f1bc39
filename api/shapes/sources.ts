/** Sources, polls and quarantined work as the contract shows them. */
import type { FetchFailure } from '../../domain/article.ts'
import type { SourceAlarm } from '../../store/source-alarms.ts'
import type { Outlet, Poll, Source } from '../../store/sources.ts'
import type { QuarantineEntry } from '../../store/work.ts'
import type { PollShown, Quarantined, SourceShown } from '../contract.ts'
import { outletRef } from './articles.ts'
import { alarmShown, healthShown } from './source-health.ts'
import { iso, isoOrNull } from './units.ts'

export const failureShown = (failure: FetchFailure | null): PollShown['failure'] => {
  if (!failure) return null
  const { class: kind, code, status, detail } = failure
  return { class: kind, code, ...(status === undefined ? {} : { status }), ...(detail === undefined ? {} : { detail }) }
}

export const pollShown = ({ at, outcome, seen, fresh, dropped, durationMs, failure }: Poll): PollShown => ({
  at: iso(at),
  outcome,
  seen,
  fresh,
  dropped,
  durationMs,
  failure: failureShown(failure),
})

/** Polls come newest first from the store and are shown oldest first. */
export const sourceShown = (s: Source & { outlet: Outlet; polls: Poll[]; alarms: SourceAlarm[] }): SourceShown => ({
  id: s.id,
  outlet: outletRef(s.outlet),
  kind: s.kind,
  name: s.name,
  url: s.url,
  settings: s.settings,
  intervalMs: s.intervalMs,
  state: s.state,
  ...healthShown(s),
  alarms: s.alarms.map(alarmShown),
  lastPolledAt: isoOrNull(s.lastPolledAt),
  lastNewAt: isoOrNull(s.lastNewAt),
  nextPollAt: isoOrNull(s.dueAt),
  failuresInRow: s.failuresInRow,
  lastFailure: failureShown(s.lastFailure),
  polls: s.polls.map(pollShown).reverse(),
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
