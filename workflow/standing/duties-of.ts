/** The standing duties of a bureau as its tree has adopted plans. */
import type { Unit, UnitTree } from '../../domain/units.ts'
import type { Db } from '../../store/open.ts'
import { plansInForce } from '../plan/adopted.ts'
import { type StandingDuty, standingDuties } from './standing.ts'

export async function dutiesOf(db: Db, bureau: Unit, tree: UnitTree): Promise<StandingDuty[]> {
  return standingDuties(await plansInForce(db, bureau.rootId), bureau, tree)
}
