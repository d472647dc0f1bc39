/**
 * Who is on duty when (domain catalogue A1: ROL-06, ROL-07; C2 `DutyShift`). Pure: turns are half-open intervals of real time,
 * [from, to), so that a hand-over at midnight leaves neither a gap nor two people.
 */
import { addMs, hour } from './time.ts'

/** Incident duty day and night, the scheduled watch of media, and online duty from home. */
export const dutyKinds = ['incident', 'media_watch', 'online'] as const
export type DutyKind = (typeof dutyKinds)[number]

export type Span = { fromAt: Date; toAt: Date }

/** A turn is at least an hour and at most a week. */
export const shortestTurnMs = hour
export const longestTurnMs = 7 * 24 * hour

export const overlap = (a: Span, b: Span): boolean => a.fromAt < b.toAt && b.fromAt < a.toAt

/** The first uncovered interval at or after `from`; `toAt` null where nobody is entered any more. */
export function firstGap(turns: readonly Span[], from: Date): { fromAt: Date; toAt: Date | null } {
  const sorted = [...turns].sort((a, b) => a.fromAt.getTime() - b.fromAt.getTime())
  let covered = from
  for (const turn of sorted) {
    if (turn.toAt <= covered) continue
    if (turn.fromAt > covered) return { fromAt: covered, toAt: turn.fromAt }
    covered = turn.toAt
  }
  return { fromAt: covered, toAt: null }
}

/** How long before a gap people are told of it, and once more when it begins. */
export const gapLeadsMs = [24 * hour, 2 * hour, 0] as const

/** Which telling of this gap is due at `now` (the latest one alone after an outage), and when to look again. */
export function gapAlarm(
  turns: readonly Span[],
  now: Date,
): { gap: { fromAt: Date; toAt: Date | null }; leadMs: number | null; lookAt: Date | null } {
  const last = turns.filter((t) => t.toAt <= now).sort((a, b) => b.toAt.getTime() - a.toAt.getTime())[0]
  const found = firstGap(turns, now)
  // Inside a gap it keeps the name of its beginning: looking again does not make it another one.
  const gap = found.fromAt > now ? found : { ...found, fromAt: last?.toAt ?? now }
  const due = gapLeadsMs.filter((lead) => addMs(gap.fromAt, -lead) <= now)
  const next = gapLeadsMs.find((lead) => addMs(gap.fromAt, -lead) > now)
  return { gap, leadMs: due.at(-1) ?? null, lookAt: next === undefined ? gap.toAt : addMs(gap.fromAt, -next) }
}

/** Turns of equal length, one person after the other and round again, without a gap; at most 400. */
export function turnsOfPattern(
  userIds: readonly string[],
  { fromAt, untilAt, turnMs }: { fromAt: Date; untilAt: Date; turnMs: number },
): (Span & { userId: string })[] {
  const turns: (Span & { userId: string })[] = []
  for (let at = fromAt; at < untilAt && turns.length < mostTurns; at = addMs(at, turnMs)) {
    const end = addMs(at, turnMs)
    turns.push({ userId: userIds[turns.length % userIds.length]!, fromAt: at, toAt: end < untilAt ? end : untilAt })
  }
  return turns
}
export const mostTurns = 400

/** What stays open when a duty is handed over, as both signed it. */
export type OpenMatter = { incidentId: string; no: string; title: string; duty: string; what: string; limitAt: string }
