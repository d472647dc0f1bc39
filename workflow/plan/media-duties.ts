/** What finders of media incidents owe, by the media plan of the matter (附4第六条, GAP-02, GAP-08, GAP-16). Pure. */
import type { UnitTree } from '../../domain/units.ts'
import type { OwedDuty, Subject } from '../clock/duties.ts'
import { owedOnFinding } from './owed.ts'
import type { Plan } from './shape.ts'

/** What the bureau of this unit owes for a matter about `subject`. */
export const dutiesOf = (plan: Plan, unitId: string, subject: Subject, tree: UnitTree): OwedDuty[] =>
  owedOnFinding(plan, { unitId, subject }, tree)
