/** Gives a person the seats they hold from now on; seats taken away end now and stay in the record. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { Actor, Seat } from '../../domain/units.ts'
import { changeSeats as saveSeats, accountById } from '../../store/accounts.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { lockTree } from '../../store/units.ts'
import { unitsVisible } from '../policy.ts'
import { isHeadSeat, oneHeadEach, tellHeadless } from './heads.ts'
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
    // Units of a tree get their heads one after the other: two administrators name one of two, not both.
    for (const rootId of [...new Set(judged.value.unitIds.map((id) => tree.rootOf(id)?.id ?? id))].sort())
      await lockTree(tx, rootId)
    const single = await oneHeadEach(tx, { userId, seats }, at)
    if (!single.ok) return single
    const { before, after } = await saveSeats(tx, { userId, wanted: seats, at, ...judged.value })
    await appendAudit(tx, {
      at,
      by: { kind: 'person', userId: actor.userId, name: actor.name, unitId: actor.seats[0]?.unitId ?? null },
      action: 'change-seats',
      subject: { kind: 'account', id: userId },
      before: { seats: before },
      after: { name: account.name, seats: after },
    })
    const left = before.filter(isHeadSeat).map((s) => s.unitId)
    await tellHeadless(tx, { unitIds: left, userId, name: account.name }, { tree, at })
    return ok({ seats: after })
  })
}
