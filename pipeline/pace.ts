/**
 * How soon a source is asked again. After an answer: when enough new items are to be expected by its rhythm, before those it shows
 * now could have fallen off its page, never below the floor nor above the ceiling of its priority. After a failure: by the class of
 * the failure. Pure; the simulation of a fleet in bench/ asks the very same functions.
 */
import type { FetchFailure } from '../domain/article.ts'
import { timeUntilExpected } from '../domain/rhythm.ts'
import { paceLimits, type SourcePriority, type SourceRhythm } from '../domain/source-health.ts'
import { addMs, day, hour, minute } from '../domain/time.ts'

export type Paced = {
  priority: SourcePriority
  intervalMs: number
  intervalBy: 'program' | 'person'
}

/** So many new items are worth a look: a source that matters is asked before even one is likely. */
const worthALook: Record<SourcePriority, number> = { core: 0.25, normal: 0.5, low: 1 }
/** Of what a page holds at a time, at most this share may be new when it is asked again. */
const newShareWanted = 0.3
/** More than this share was new: items may have been missed, and the interval is cut whatever the rhythm says. */
const newShareAlarming = 0.6
const fewItems = 5

/**
 * The interval after a good poll. `seen` items were on the page, `fresh` of them new; `isFirst` says that all of them had to be
 * new. Without a learned rhythm the interval grows by half after a poll without news and halves after one with.
 */
export function nextInterval(
  { priority, intervalMs, intervalBy }: Paced,
  {
    rhythm,
    seen,
    fresh,
    isFirst,
    now,
  }: { rhythm: SourceRhythm | null; seen: number; fresh: number; isFirst: boolean; now: Date },
): number {
  if (intervalBy === 'person') return intervalMs
  const { floorMs, ceilingMs } = paceLimits[priority]
  const within = (ms: number): number => Math.round(Math.min(ceilingMs, Math.max(floorMs, ms)))
  const isOverflowing = !isFirst && seen >= fewItems && fresh / seen > newShareAlarming
  if (isOverflowing) return within(intervalMs / 2)
  if (!rhythm) return within(isFirst ? intervalMs : fresh > 0 ? intervalMs / 2 : intervalMs * 1.5)
  const wanted = Math.min(
    worthALook[priority],
    rhythm.holds > 0 ? rhythm.holds * newShareWanted : Number.POSITIVE_INFINITY,
  )
  return within(timeUntilExpected(rhythm, wanted, { from: now, atMostMs: ceilingMs }))
}

/** Pauses after the first, second … failure in a row; the last one stays. Nothing is ever given up. */
const pauses: Record<FetchFailure['class'], number[]> = {
  temporary: [minute, 2 * minute, 5 * minute, 15 * minute, 30 * minute, hour],
  soft: [5 * minute, 15 * minute, hour, 3 * hour, 6 * hour],
  hard: [10 * minute, hour, 6 * hour, day],
  forbidden: [hour, 6 * hour, day],
}

/**
 * How long to wait after a failure. `failuresInRow` counts this one. A passing trouble brings a rarely asked source back sooner than
 * its interval would; what a server asked for (Retry-After) is always kept.
 */
export function retryAfter(failure: FetchFailure, failuresInRow: number, intervalMs: number): number {
  const row = pauses[failure.class]
  const pause = row[Math.min(failuresInRow, row.length) - 1] ?? row[0]!
  const own = failure.class === 'temporary' ? pause : Math.max(pause, Math.min(intervalMs, day))
  return Math.max(own, failure.retryAfterMs ?? 0)
}

/** Asked for patience without saying how long, so many times in a row before: a minute, doubled each time, an hour at most. */
export const patienceMs = (pausesInRow: number): number => Math.min(hour, minute * 2 ** Math.min(pausesInRow, 10))

/** Spread by a tenth either way, so that sources added together do not stay together. A person's interval is kept to the letter. */
export function nextPollAt(
  now: Date,
  intervalMs: number,
  { by, seed }: { by: 'program' | 'person'; seed: string },
): Date {
  return addMs(
    now,
    by === 'person' ? intervalMs : Math.round(intervalMs * (0.9 + 0.2 * share(`${seed} ${now.getTime()}`))),
  )
}

/** 0 to 1, the same for the same text (FNV-1a). */
function share(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0
  return hash / 0x1_0000_0000
}
