/** Gives a person the seats they hold from now on; seats taken away end now and stay in the record. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { Actor, Seat } from '../../domain/units.ts'
import { changeSeats as saveSeats, accountById } from '../../store/accounts.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { unitsVisible } from '../policy.ts'
import { judgeSeats } from './seats.ts'

/** Only seats in trees of the administrator change; a closed account gets none. */
export async function changeSeats(
  db: Db,
  { userId, seats }: { userId: string; seats: Seat[] },
  { actor, at }: { actor: Actor; at: Date },
): Promise<Result<{ seats: Seat[] }>> {
  return db.transaction(async (tx) => {
    const tree = await loadUnitTree(tx)
    const account = await accountById(tx, userId, unitsVisible(actor, 'manage-people', tree), at)
    if (!account) return refuse('not-found')
    if (account.closedAt) return refuse('wrong-state', { detail: { state: 'closed' } })
    const judged = judgeSeats({ userId, wanted: seats, held: account.seats }, { actor, tree })
    if (!judged.ok) return judged
    const { before, after } = await saveSeats(tx, { userId, wanted: seats, at, ...judged.value })
    await appendAudit(tx, {
      at,
      by: { kind: 'person', userId: actor.userId, name: actor.name, unitId: actor.seats[0]?.unitId ?? null },
      action: 'change-seats',
      subject: { kind: 'account', id: userId },
      before: { seats: before },
      after: { name: account.name, seats: after },
    })
    return ok({ seats: after })
  })
}
