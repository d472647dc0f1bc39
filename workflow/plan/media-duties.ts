/** What finders of media incidents owe, by the media plan (附4第六条, GAP-02, GAP-08, GAP-16). */
import type { UnitTree } from '../../domain/units.ts'
import { finderOf, type OwedDuty, type Subject } from '../clock/duties.ts'
import { owedOnFinding } from './owed.ts'
import { planById } from './plan.ts'

/** What the bureau of this unit owes for a matter about `subject`. */
export const dutiesOf = (unitId: string, subject: Subject, tree: UnitTree): OwedDuty[] =>
  owedOnFinding(planById('media')!, { unitId, subject }, tree)

/**
 * What a city owes that did not find the matter but was told of it (第十一条: 监测或接到): the 24 hours to the root bureau. Null
 * for any other unit: the root has nobody above it, and the article does not name counties.
 */
export const forwardDutyOf = (unitId: string, tree: UnitTree): OwedDuty | null =>
  (finderOf(unitId, tree) === 'city' && dutiesOf(unitId, 'own_level', tree).find((d) => d.rule === 'G0-11')) || null
