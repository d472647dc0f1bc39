/** Sources belong to the installation and not to one unit: who manages them in one tree manages them. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { Agent } from '../../domain/units.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { agentOf, type By } from '../by.ts'
import { may } from '../policy.ts'

/** The person as the record names them, in the seat that carries the right. */
export async function mayManageSources(db: Db, { actor }: By): Promise<Result<Agent>> {
  const tree = await loadUnitTree(db)
  for (const seat of actor.seats) {
    const right = may(actor, 'manage-sources', { unitId: seat.unitId, tree })
    if (right.ok) return ok(agentOf(actor, right.value))
  }
  return refuse('not-allowed')
}
