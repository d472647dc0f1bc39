/** When the spread of a story is forecast, and when it counts as over. Shared by analyzer, store, pipeline and page. */
import type { OriginClass, OutletKind } from './article.ts'
import { addMs, day, hour, minute } from './time.ts'

/** One publication of a story as the machine saw it. */
export type Sighting = {
  at: Date
  tier: number
  origin: OriginClass
  kind: OutletKind
  /** Rank in the hot list it was found in, 1 the highest. */
  rank: number | null
}

/** What was seen of a story until some time. */
export type SpreadSeen = {
  /** Publications so far, the first included. */
  seen: number
  elapsedMs: number
  /** New publications in the last hour, and in the hour before: velocity, and by their difference acceleration. */
  lastHour: number
  hourBefore: number
  bestTier: number
  overseas: number
  bestRank: number | null
  channels: { kind: OutletKind; n: number }[]
}

/** Times after the first sight at which a forecast is made, each once; the longest that has passed names its row. */
export const leads = [
  { code: 'm15', ms: 15 * minute },
  { code: 'h1', ms: hour },
  { code: 'h3', ms: 3 * hour },
  { code: 'h6', ms: 6 * hour },
  { code: 'h24', ms: day },
] as const
export type LeadCode = (typeof leads)[number]['code']

/** Scheduled, or made because the number of publications had doubled: `x2`, `x4`, `x8` … */
export type ForecastCause = LeadCode | `x${number}`

export const leadAt = (elapsedMs: number): LeadCode | null => leads.findLast(({ ms }) => ms <= elapsedMs)?.code ?? null

/** The doubling reached by `seen` publications, null below two. */
export const doublingAt = (seen: number): ForecastCause | null =>
  seen < 2 ? null : `x${2 ** Math.floor(Math.log2(seen))}`

/** A story rests when it is three days old and nothing was added for a day; after two weeks it is counted as it stands. */
const restAfterMs = 3 * day
const quietMs = day
const longestMs = 14 * day

/** Does it go on? For what was judged before and is called graver now: an alarm at night only while there is something to stop. */
export const isStillSpreading = (lastAt: Date, now: Date): boolean => addMs(lastAt, quietMs) > now

export function restsAt({ firstAt, lastAt }: { firstAt: Date; lastAt: Date }): Date {
  const quiet = Math.max(addMs(firstAt, restAfterMs).getTime(), addMs(lastAt, quietMs).getTime())
  return new Date(Math.min(quiet, addMs(firstAt, longestMs).getTime()))
}

/** The next time at which something is due by the clock alone: a lead, then the rest. */
export function nextForecastAt(story: { firstAt: Date; lastAt: Date }, now: Date): Date {
  const elapsed = now.getTime() - story.firstAt.getTime()
  const next = leads.find(({ ms }) => ms > elapsed)
  return next ? addMs(story.firstAt, next.ms) : restsAt(story)
}

/** Fewer settled forecasts than this say nothing of how good they are. */
export const enoughSettled = 20
