/**
 * How sources do: the states of their health, the alarms raised about them, how often they are asked and the rhythm learned from
 * them. Values only: `pipeline/` judges, the store keeps, the API shows.
 */
import type { FetchFailure } from './article.ts'
import { hour, minute } from './time.ts'

export const sourceHealths = [
  'unknown', // not asked since it was switched on
  'ok',
  'paused', // the host asked for patience (429, 503)
  'failing', // temporary or soft trouble: asked again with growing pauses
  'forbidden', // robots rules, 401, 403, 451, or an address that may not be asked
  'gone', // 404, 410, no address: asked again once a day, never given up
  'selector_broken', // the page came, and nothing on it was an item
  'thin', // the texts of its articles are suddenly short or empty
  'silent', // it answers, and is quiet beyond its own habit
] as const
export type SourceHealth = (typeof sourceHealths)[number]

/** Healths that people are told of. A pause asked for by the host is none: it becomes `failing` when it does not end. */
export const alarmKinds = ['failing', 'forbidden', 'gone', 'selector_broken', 'thin', 'silent'] as const
export type AlarmKind = (typeof alarmKinds)[number]

export const healthCodes = ['quiet', 'never_any', 'short_texts', 'no_texts', 'quarantined'] as const
/** Why a source is not well: the failure's code, or what was seen of its habits, with the facts for the wording. */
export type HealthReason = {
  code: FetchFailure['code'] | (typeof healthCodes)[number]
  facts: Record<string, string | number>
}

export const sourcePriorities = ['core', 'normal', 'low'] as const
export type SourcePriority = (typeof sourcePriorities)[number]

/**
 * Between floor and ceiling the program chooses how often a source is asked, beginning with `startMs` while it knows nothing of
 * it. What a person sets is not bound by them.
 */
export const paceLimits: Record<SourcePriority, { floorMs: number; ceilingMs: number; startMs: number }> = {
  core: { floorMs: minute, ceilingMs: 8 * minute, startMs: 5 * minute },
  normal: { floorMs: 5 * minute, ceilingMs: 2 * hour, startMs: 15 * minute },
  low: { floorMs: 30 * minute, ceilingMs: 12 * hour, startMs: 2 * hour },
}

/**
 * When a source publishes, learned from what its polls brought (`domain/rhythm.ts`): items seen and hours watched for each hour
 * of the day in Shanghai, 0–23 on workdays, 24–47 on days off. Old knowledge fades.
 */
export type SourceRhythm = {
  items: number[]
  hours: number[]
  /** The longest quiet within memory, and how many items the rhythm led to expect in it: how uneven the source is. */
  longestQuietMs: number
  quietExpected: number
  /** How many items its page or feed shows at a time. */
  holds: number
  /** As of when. */
  at: string
}
