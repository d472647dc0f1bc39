/** The life of an entry of the release calendar: planned, released, or put off. One table of moves; official figures wait for it. */
import type { CalendarState } from '../../domain/figure.ts'
import { type Refusal, type Result, ok, refuse } from '../../domain/result.ts'
import type { Actor, Seat, UnitTree } from '../../domain/units.ts'
import type { CalendarRow } from '../../store/calendar.ts'
import { mayForAnyTree } from '../figure/figure-import.ts'

export const calendarVerbs = ['release', 'postpone', 'plan'] as const
export type CalendarVerb = (typeof calendarVerbs)[number]

/** `release`: it came out, at the time named. `postpone`: not at its time, and no other is known. `plan`: at another time. */
export const calendarMoves: { verb: CalendarVerb; from: CalendarState[]; to: CalendarState }[] = [
  { verb: 'release', from: ['planned', 'postponed'], to: 'released' },
  { verb: 'postpone', from: ['planned'], to: 'postponed' },
  { verb: 'plan', from: ['planned', 'postponed'], to: 'planned' },
]

export type CalendarInput = { at?: Date; note?: string }

/** Judges a move. A release lies in the past, a plan in the future; who puts off says why. */
export function moveEntry(
  entry: Pick<CalendarRow, 'state'>,
  verb: CalendarVerb,
  { actor, tree, input, now }: { actor: Actor; tree: UnitTree; input: CalendarInput; now: Date },
): Result<{ to: CalendarState; seat: Seat }> {
  const moved = judge(entry, verb, { actor, tree })
  if (!moved.ok) return moved
  if (verb !== 'postpone' && !input.at) return refuse('missing-field', { field: 'at' })
  if (verb === 'release' && input.at! > now) return refuse('time-in-future', { field: 'at', rule: 'law-release-28' })
  if (verb === 'plan' && input.at! <= now) return refuse('invalid-field', { field: 'at' })
  if (verb !== 'release' && !input.note?.trim()) return refuse('missing-field', { field: 'note' })
  return moved
}

function judge(
  { state }: Pick<CalendarRow, 'state'>,
  verb: CalendarVerb,
  { actor, tree }: { actor: Actor; tree: UnitTree },
): Result<{ to: CalendarState; seat: Seat }> {
  const move = calendarMoves.find((m) => m.verb === verb && m.from.includes(state))
  if (!move) return refuse('wrong-state', { detail: { state } })
  const right = mayForAnyTree(actor, 'manage-calendar', tree)
  return right.ok ? ok({ to: move.to, seat: right.value }) : right
}

/** For the buttons; what would be typed is not yet looked at. */
export const allowedEntryMoves = (
  entry: Pick<CalendarRow, 'state'>,
  who: { actor: Actor; tree: UnitTree },
): { verb: CalendarVerb; allowed: boolean; refusal?: Refusal }[] =>
  calendarVerbs.map((verb) => {
    const moved = judge(entry, verb, who)
    return moved.ok ? { verb, allowed: true } : { verb, allowed: false, refusal: moved.refusal }
  })

/** How an entry stands now: a planned one whose time has come counts as released. */
export const shownState = (
  { state, scheduledAt, releasedAt }: Pick<CalendarRow, 'state' | 'scheduledAt' | 'releasedAt'>,
  now: Date,
): CalendarState | 'due' => (releasedAt ? 'released' : state === 'planned' && scheduledAt <= now ? 'due' : state)
