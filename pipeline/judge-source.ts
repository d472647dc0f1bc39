/**
 * What a poll says of its source: its health, what was learned of its rhythm, how soon it is asked again, and which alarms begin or
 * end. Pure: the same row, poll and texts give the same judgement. A failure never stops a source; it only asks more rarely.
 */
import { expectedItems, isEmptyHabit, isQuietBeyondHabit, learnQuiet, learnRhythm } from '../domain/rhythm.ts'
import type { AlarmKind, HealthReason, SourceHealth, SourceRhythm } from '../domain/source-health.ts'
import { addMs, hour, minute } from '../domain/time.ts'
import type { FetchFailure } from '../domain/article.ts'
import type { AlarmChange } from '../store/source-alarms.ts'
import type { Judgement, PollResult, Source } from '../store/sources.ts'
import { nextInterval, nextPollAt, retryAfter } from './pace.ts'

export type Judged = {
  source: Pick<
    Source,
    | 'id'
    | 'priority'
    | 'intervalMs'
    | 'intervalBy'
    | 'rhythm'
    | 'failuresInRow'
    | 'lastGoodAt'
    | 'lastNewAt'
    | 'health'
    | 'healthReason'
  >
  result: PollResult
  /** Times of the new items, null where they have none. */
  published: (Date | null)[]
  /** Lengths of the newest article texts, newest first; null when they were not looked at this time. */
  textLengths: number[] | null
  /** Of the newest articles, how many had no text at the source's selector; null when they were not looked at. */
  bodiesMissed: { missed: number; of: number } | null
  now: Date
}

/** Judges one poll; `dueAt` is when to ask again. */
export function judgePoll(judged: Judged): Judgement & { dueAt: Date } {
  return judged.result.failure ? judgeFailure(judged, judged.result.failure) : judgeAnswer(judged)
}

function judgeFailure({ source, now }: Judged, failure: FetchFailure): Judgement & { dueAt: Date } {
  const inRow = source.failuresInRow + 1
  const health = healthOf(failure)
  const reason: HealthReason = {
    code: failure.code,
    facts: failure.status === undefined ? {} : { status: failure.status },
  }
  const kind: AlarmKind = health === 'paused' ? 'failing' : health
  const told = isWorthTelling(failure, { inRow, lastGoodAt: source.lastGoodAt, now })
  const alarms: AlarmChange[] = [
    ...(told ? [{ kind, raise: reason }] : []),
    // One trouble at a time: a site that fails in another way than before is told once more, as what it is now.
    ...fetchAlarms.filter((other) => other !== kind).map((other): AlarmChange => ({ kind: other, clear: true })),
  ]
  return {
    health,
    reason,
    rhythm: source.rhythm,
    intervalMs: source.intervalMs,
    alarms,
    dueAt: addMs(now, retryAfter(failure, inRow, source.intervalMs)),
  }
}

/** Alarms about fetching end with the first good answer. */
const fetchAlarms: AlarmKind[] = ['failing', 'forbidden', 'gone', 'selector_broken']

function healthOf(failure: FetchFailure): Exclude<SourceHealth, 'unknown' | 'ok' | 'thin' | 'silent'> {
  if (failure.code === 'no_items') return 'selector_broken'
  if (failure.code === 'rate_limited') return 'paused'
  if (failure.class === 'hard') return 'gone'
  return failure.class === 'forbidden' ? 'forbidden' : 'failing'
}

/** Sites hiccup: people are told when it lasts. What only a person can mend is told at the second look. */
function isWorthTelling(
  failure: FetchFailure,
  { inRow, lastGoodAt, now }: { inRow: number; lastGoodAt: Date | null; now: Date },
): boolean {
  const lastedMs = lastGoodAt ? now.getTime() - lastGoodAt.getTime() : Number.POSITIVE_INFINITY
  if (failure.code === 'rate_limited') return inRow >= 5 && lastedMs >= 6 * hour
  if (failure.class === 'temporary') return inRow >= 3 && lastedMs >= 30 * minute
  if (failure.code === 'robots') return true
  return inRow >= (failure.class === 'soft' && failure.code !== 'no_items' ? 3 : 2)
}

function judgeAnswer({
  source,
  result,
  published,
  textLengths,
  bodiesMissed,
  now,
}: Judged): Judgement & { dueAt: Date } {
  const isFirst = source.lastGoodAt === null
  const rhythm = learned({ source, result, published, now })
  const thin = textLengths === null ? undefined : thinTexts(textLengths)
  const silent = rhythm && result.fresh === 0 ? silenceOf(rhythm, source.lastNewAt, now) : null
  const missed = missedBodies(source, bodiesMissed)
  const alarms: AlarmChange[] = [
    ...fetchAlarms
      .filter((kind) => kind !== 'selector_broken' || !missed)
      .map((kind): AlarmChange => ({ kind, clear: true })),
    ...(missed ? [{ kind: 'selector_broken' as const, raise: missed }] : []),
    silent ? { kind: 'silent', raise: silent } : { kind: 'silent', clear: true },
    ...(thin === undefined
      ? []
      : [thin ? { kind: 'thin' as const, raise: thin } : { kind: 'thin' as const, clear: true as const }]),
  ]
  // Texts are looked at only when there are new ones: in between the last judgement stands.
  const stillThin = thin === undefined && source.health === 'thin' ? source.healthReason : (thin ?? null)
  const intervalMs = nextInterval(source, { rhythm, seen: result.seen, fresh: result.fresh, isFirst, now })
  return {
    health: missed ? 'selector_broken' : stillThin ? 'thin' : silent ? 'silent' : 'ok',
    reason: missed ?? stillThin ?? silent,
    rhythm,
    intervalMs,
    alarms,
    dueAt: nextPollAt(now, intervalMs, { by: source.intervalBy, seed: source.id }),
  }
}

/** Most of the newest texts were not where the source says; the last judgement stands until new ones are looked at. */
function missedBodies(source: Judged['source'], seen: Judged['bodiesMissed']): HealthReason | null {
  const code = 'no_body_by_selector'
  if (seen === null) return source.healthReason?.code === code ? source.healthReason : null
  return seen.missed >= 2 && seen.missed * 2 > seen.of ? { code, facts: seen } : null
}

function learned({
  source,
  result,
  published,
  now,
}: Pick<Judged, 'source' | 'result' | 'published' | 'now'>): SourceRhythm | null {
  const rhythm = learnRhythm(source.rhythm, { from: source.lastGoodAt, to: now, published, holds: result.seen })
  if (!rhythm || result.fresh === 0 || !source.lastNewAt) return rhythm
  return learnQuiet(rhythm, { from: source.lastNewAt, to: now })
}

function silenceOf(rhythm: SourceRhythm, lastNewAt: Date | null, now: Date): HealthReason | null {
  if (!lastNewAt) return isEmptyHabit(rhythm) ? { code: 'never_any', facts: {} } : null
  if (!isQuietBeyondHabit(rhythm, { from: lastNewAt, to: now })) return null
  return {
    code: 'quiet',
    facts: {
      hours: Math.round((now.getTime() - lastNewAt.getTime()) / hour),
      expected: Math.round(expectedItems(rhythm, lastNewAt, now)),
      longestHours: Math.round(rhythm.longestQuietMs / hour),
    },
  }
}

/** The newest texts that are compared with those before them, and how many of those there must be. */
export const textsCompared = { newest: 5, before: 40, fewestBefore: 10 } as const
/** Sources of pictures and one-liners have nothing to lose. */
const shortestUsual = 120

/** Are the newest texts suddenly short or empty against the source's own median? Null: they are as usual, or too few. */
export function thinTexts(lengths: number[]): HealthReason | null {
  const newest = lengths.slice(0, textsCompared.newest)
  const before = lengths.slice(textsCompared.newest, textsCompared.newest + textsCompared.before)
  if (newest.length < textsCompared.newest || before.length < textsCompared.fewestBefore) return null
  const usual = median(before)
  if (usual < shortestUsual) return null
  const empty = newest.filter((n) => n === 0).length
  const facts = { median: median(newest), usual }
  if (empty * 2 > newest.length) return { code: 'no_texts', facts: { ...facts, empty, of: newest.length } }
  return facts.median < usual * 0.3 ? { code: 'short_texts', facts } : null
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : Math.round((sorted[middle - 1]! + sorted[middle]!) / 2)
}
