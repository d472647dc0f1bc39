/** What may be done with a turn, by whom and when. Pure; the commands ask it and the buttons show it. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import { addMs, hour, minute } from '../../domain/time.ts'
import type { Actor, Seat, UnitTree } from '../../domain/units.ts'
import type { DutyTurn } from '../../store/duty.ts'
import { may } from '../policy.ts'

export const turnVerbs = ['check-in', 'enter-check-in', 'hand-over', 'cancel'] as const
export type TurnVerb = (typeof turnVerbs)[number]

/** A check-in counts from so long before the turn begins. */
const checkInEarlyMs = 30 * minute
/** Handing over starts so long before the end of the turn, and stays possible until so long after it. */
const handOverEarlyMs = 2 * hour
const handOverLateMs = 12 * hour

/**
 * Answers with the seat that carries it where a right does; whoever holds the turn needs none. `checkedIn`: who has checked in for it,
 * which only the entering for others asks.
 */
export function judgeTurn(
  turn: DutyTurn,
  verb: TurnVerb,
  { actor, tree, now, checkedIn = [] }: { actor: Actor; tree: UnitTree; now: Date; checkedIn?: readonly string[] },
): Result<Seat | null> {
  const on = { unitId: turn.unitId, tree }
  const right: Result<Seat | null> =
    verb === 'cancel'
      ? may(actor, 'manage-duty', on)
      : verb === 'enter-check-in'
        ? may(actor, 'enter-check-in', on)
        : holdsTurn(turn, actor.userId)
          ? ok(null)
          : refuse('not-allowed')
  if (!right.ok) return right
  if (turn.cancelledAt || !isTime(turn, verb, now)) return refuse('wrong-state')
  return verb === 'enter-check-in' && absentOf(turn, checkedIn).length === 0 ? refuse('already-exists') : right
}

/** Whose check-in another may still enter: nobody's once the person on duty is at their post, then the backup is not called. */
export const absentOf = ({ userId, backupId }: DutyTurn, checkedIn: readonly string[]): string[] =>
  checkedIn.includes(userId) ? [] : [userId, ...(backupId && !checkedIn.includes(backupId) ? [backupId] : [])]

function isTime({ fromAt, toAt }: DutyTurn, verb: TurnVerb, now: Date): boolean {
  if (verb === 'cancel') return now < toAt
  if (verb === 'hand-over') return now >= addMs(toAt, -handOverEarlyMs) && now <= addMs(toAt, handOverLateMs)
  return now >= addMs(fromAt, -checkInEarlyMs) && now < toAt
}

export const holdsTurn = (turn: DutyTurn, userId: string): boolean => turn.userId === userId || turn.backupId === userId
