/**
 * Looks at an article after the first: what may come of one, when the next is due, and when a page that is missing counts
 * as removed. Pure rules; pipeline/ does the looking.
 */
import { addMs, day, hour, minute } from './time.ts'

export const visitOutcomes = [
  'unchanged',
  'changed', // other text: a new version
  'title_changed', // only the headline is another: a new version
  'changed_back', // the text of an earlier version again: a new version that says so
  'moved', // the same text at another address
  'removal_doubted', // the page seems gone: looked at again before it counts
  'removed', // gone twice, far enough apart
  'restored', // back after a removal
  'failed', // a passing failure, which says nothing of the article
] as const
export type VisitOutcome = (typeof visitOutcomes)[number]

/** How a removal shows itself: 404, 410, or a page that answers 200 and is none (crawler/removal.ts). */
export const removalSigns = ['not_found', 'gone', 'front_page', 'error_page', 'notice', 'empty'] as const
export type RemovalSign = (typeof removalSigns)[number]

/** What differs from the version before. */
export const versionChanges = ['first', 'text', 'title', 'title_and_text'] as const
export type VersionChange = (typeof versionChanges)[number]

/** Two sightings of a missing page must lie so far apart before it counts as removed. */
export const removalConfirmedAfterMs = 10 * minute

export type Presence = { missingSince: Date | null; removedAt: Date | null }

/** What a sighting means, given what is known: missing for the first time, still in doubt, or removed. */
export function judgeMissing(
  known: Presence,
  at: Date,
): { outcome: 'removal_doubted' | 'removed'; presence: Presence } {
  const missingSince = known.missingSince ?? at
  if (known.removedAt) return { outcome: 'removed', presence: known }
  const isConfirmed = at.getTime() - missingSince.getTime() >= removalConfirmedAfterMs
  return isConfirmed
    ? { outcome: 'removed', presence: { missingSince, removedAt: at } }
    : { outcome: 'removal_doubted', presence: { missingSince, removedAt: null } }
}

/** How much an article matters to people now. */
export type Attention = 'none' | 'flagged' | 'corrected' | 'correction' | 'incident'

export type VisitPlan = Presence & {
  now: Date
  /** The newest of: first seen, last changed, flagged, incident found. The dense looks begin there anew. */
  freshSince: Date
  attention: Attention
  /** Ordinary looks, counted from `freshSince`; ascending. */
  ordinaryAfterMs: readonly number[]
  /** Failed looks in a row. */
  failedVisits: number
}

/** Between looks at an article of this age; after the last line there are no more. */
const paces: Record<Exclude<Attention, 'none'>, readonly { untilAgeMs: number; everyMs: number }[]> = {
  flagged: [
    { untilAgeMs: hour, everyMs: 10 * minute },
    { untilAgeMs: 12 * hour, everyMs: 30 * minute },
    { untilAgeMs: 3 * day, everyMs: 3 * hour },
    { untilAgeMs: 30 * day, everyMs: day },
    { untilAgeMs: 120 * day, everyMs: 7 * day },
  ],
  // Changed as it was asked, or left at that: whoever changes it back does so while nobody looks (policy-proof).
  corrected: [
    { untilAgeMs: 7 * day, everyMs: 6 * hour },
    { untilAgeMs: 90 * day, everyMs: day },
  ],
  // A request for correction is open: its proof is wanted.
  correction: [
    { untilAgeMs: 12 * hour, everyMs: 30 * minute },
    { untilAgeMs: 14 * day, everyMs: 2 * hour },
    { untilAgeMs: Number.POSITIVE_INFINITY, everyMs: 12 * hour },
  ],
  incident: [
    { untilAgeMs: 3 * hour, everyMs: 10 * minute },
    { untilAgeMs: 3 * day, everyMs: 30 * minute },
    { untilAgeMs: Number.POSITIVE_INFINITY, everyMs: 3 * hour },
  ],
}
/** A removed page may come back: counted from its removal. */
const afterRemovalMs = [hour, 6 * hour, day, 3 * day, 7 * day, 30 * day]
const firstRetryMs = 10 * minute
const longestRetryMs = 6 * hour

/** The next look, always after now; null when there is none to come. */
export function nextVisit(plan: VisitPlan): Date | null {
  const { now, missingSince, removedAt, failedVisits } = plan
  if (missingSince && !removedAt) return later(addMs(missingSince, removalConfirmedAfterMs), now)
  const planned = removedAt ? firstAfter(removedAt, afterRemovalMs, now) : nextOfPace(plan)
  if (failedVisits === 0) return planned
  // A failed look is made up for, whatever the plan: it saw nothing.
  const again = addMs(now, Math.min(firstRetryMs * 2 ** Math.min(failedVisits - 1, 10), longestRetryMs))
  return planned && planned < again ? planned : again
}

function nextOfPace({ now, freshSince, attention, ordinaryAfterMs }: VisitPlan): Date | null {
  const ordinary = firstAfter(freshSince, ordinaryAfterMs, now)
  if (attention === 'none') return ordinary
  const ageMs = now.getTime() - freshSince.getTime()
  const pace = paces[attention].find(({ untilAgeMs }) => ageMs < untilAgeMs)
  const dense = pace ? addMs(now, pace.everyMs) : null
  if (!ordinary || !dense) return dense ?? ordinary
  return dense < ordinary ? dense : ordinary
}

const firstAfter = (from: Date, distances: readonly number[], now: Date): Date | null =>
  distances.map((ms) => addMs(from, ms)).find((at) => at > now) ?? null

const later = (at: Date, now: Date): Date => (at > now ? at : addMs(now, minute))
