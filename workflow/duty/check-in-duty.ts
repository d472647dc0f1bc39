/** Somebody on duty says that they are at their post: by their own sign-in, or by phone to somebody at the desk. */
import { ok, type Result, refuse } from '../../domain/result.ts'
import { addMs, minute } from '../../domain/time.ts'
import { appendAudit } from '../../store/audit.ts'
import { addDutyCheckIn, checkInsOf, turnById } from '../../store/duty.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import type { By } from '../by.ts'
import { absentOf, holdsTurn, judgeTurn } from './turn.ts'

/** Counted once in so long. */
const onceInMs = minute

/**
 * `userId` names who is at the post where somebody else enters it, which needs the reason why they did not do it themselves.
 * Refuses `wrong-state` outside of the turn, `already-exists` within a minute of the last one, and for others where it is there already.
 */
export async function checkInDuty(
  db: Db,
  { turnId, userId, reason = '' }: { turnId: string; userId?: string; reason?: string },
  { actor, at }: By,
): Promise<Result<{ at: Date; late: boolean }>> {
  return db.transaction(async (tx) => {
    const turn = await turnById(tx, turnId)
    if (!turn) return refuse('not-found')
    const who = userId ?? actor.userId
    if (!holdsTurn(turn, who)) return refuse('not-allowed', { field: 'userId' })
    const forOther = who !== actor.userId
    const verb = forOther ? 'enter-check-in' : 'check-in'
    const all = await checkInsOf(tx, [turn.id])
    const checkedIn = all.map((c) => c.userId)
    const judged = judgeTurn(turn, verb, { actor, tree: await loadUnitTree(tx), now: at, checkedIn })
    if (!judged.ok) return judged
    if (forOther && !absentOf(turn, checkedIn).includes(who)) return refuse('already-exists', { field: 'userId' })
    if (forOther && reason.trim() === '') return refuse('missing-field', { field: 'reason' })
    const before = all.filter((c) => c.userId === who)
    if (before.some((c) => c.at > addMs(at, -onceInMs))) return refuse('already-exists')
    const entry = { turnId: turn.id, userId: who, at, enteredBy: forOther ? actor.name : null }
    await addDutyCheckIn(tx, { ...entry, reason: forOther ? reason.trim().slice(0, 500) : '' })
    await appendAudit(tx, {
      ...{ at, action: 'check-in', subject: { kind: 'duty', id: `${turn.unitId} ${turn.kind}` } },
      by: { kind: 'person', userId: actor.userId, name: actor.name, unitId: turn.unitId },
      after: { userId: who, ...(forOther ? { enteredBy: actor.name } : {}) },
      reason: forOther ? reason.trim().slice(0, 500) : null,
    })
    return ok({ at, late: before.length === 0 && at > turn.fromAt })
  })
}
