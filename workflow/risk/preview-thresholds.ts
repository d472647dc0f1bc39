/**
 * What other thresholds would make of the flags that there are, before anybody saves them. The values that the machine measured
 * stand in each flag: the answer is the level that judging anew would give, as long as nothing else changes.
 */
import { levelUnder, type RiskThresholds } from '../../analyzer/risk.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import { type RiskLevel, riskLevels } from '../../domain/risk.ts'
import { addMs, day } from '../../domain/time.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { type FlagMeasured, flagsMeasured, thresholdsInForce } from '../../store/risk.ts'
import type { By } from '../by.ts'
import { may, unitsVisible } from '../policy.ts'
import { broughtByPerson } from '../review/open-flag.ts'
import { faultOf, rescoredDays, type ThresholdsInput, thresholdsFor } from './thresholds.ts'

/** Flags that are looked at, the newest; and of those whose level changes, how many are shown. */
export const mostLookedAt = 20_000
const mostExamples = 20

type Levels = Record<RiskLevel, number>
type Example = Pick<FlagMeasured, 'id' | 'articleId' | 'unitId' | 'title'> & { from: RiskLevel; to: RiskLevel }
export type ThresholdsPreview = {
  /** Whose flags were looked at: the unit, and those below that follow it. */
  unitIds: string[]
  /** Flags that could be held against the thresholds, by their levels now and under them. */
  looked: number
  before: Levels
  after: Levels
  rises: number
  falls: number
  /** Judged by an older version, which did not keep what it measured: they must be scored anew first. In no other number. */
  older: number
  /** There are more flags than are looked at. */
  isCut: boolean
  /** Those that change most, the newest first among equals. */
  examples: Example[]
}

/**
 * For whoever may set them. `values` null: follow the unit above. Over the flags of the last thirty days, which saving judges again;
 * refuses what saving would refuse.
 */
export async function previewThresholds(
  db: Db,
  { unitId, values }: Pick<ThresholdsInput, 'unitId' | 'values'>,
  { actor, at }: By,
): Promise<Result<ThresholdsPreview>> {
  const tree = await loadUnitTree(db)
  if (tree.bureauOf(unitId)?.id !== unitId) return refuse('not-found', { field: 'unitId' })
  const right = may(actor, 'set-thresholds', { unitId, tree })
  if (!right.ok) return right
  const fault = faultOf(values)
  if (fault) return refuse('invalid-field', fault)
  const above = tree.parentOf(unitId)
  const inForce = await thresholdsInForce(db)
  const { misinformation, spread } = values ?? thresholdsFor(above?.id ?? '', { inForce, tree })
  inForce.set(unitId, { unitId, n: 0, misinformation, spread })
  const wanted = thresholdsFor(unitId, { inForce, tree })
  const unitIds = unitsVisible(actor, 'view-flags', tree).filter(
    (id) => tree.bureauOf(id)?.id === id && thresholdsFor(id, { inForce, tree }).fromUnitId === unitId,
  )
  const since = addMs(at, -rescoredDays * day)
  const found = await flagsMeasured(db, { unitIds, since, limit: mostLookedAt + 1 })
  const isCut = found.length > mostLookedAt
  return ok({ unitIds, isCut, ...comparedLevels(found.slice(0, mostLookedAt), wanted) })
}

/** The levels of flags, newest first, now and under other thresholds. */
export function comparedLevels(
  flags: readonly FlagMeasured[],
  thresholds: RiskThresholds,
): Omit<ThresholdsPreview, 'unitIds' | 'isCut'> {
  const none = (): Levels => ({ low: 0, elevated: 0, high: 0, critical: 0 })
  const sum = { looked: 0, before: none(), after: none(), rises: 0, falls: 0, older: 0 }
  const changed: (Example & { steps: number })[] = []
  for (const flag of flags) {
    const to = levelAfter(flag, thresholds)
    if (to === null) {
      sum.older++
      continue
    }
    const { id, articleId, unitId, title, level: from } = flag
    sum.looked++
    sum.before[from]++
    sum.after[to]++
    const steps = riskLevels.indexOf(to) - riskLevels.indexOf(from)
    if (steps === 0) continue
    if (steps > 0) sum.rises++
    else sum.falls++
    changed.push({ id, articleId, unitId, title, from, to, steps: Math.abs(steps) })
  }
  changed.sort((a, b) => b.steps - a.steps)
  return { ...sum, examples: changed.slice(0, mostExamples).map(({ steps: _, ...example }) => example) }
}

/** Null where the machine judged it and did not keep its values. What no machine judged stays as it is. */
function levelAfter({ level, types, measured, isMachines, isWatched }: FlagMeasured, thresholds: RiskThresholds) {
  if (!isMachines) return level
  if (!measured) return null
  const isPeoples = types.includes(broughtByPerson.type)
  const floor = isWatched || isPeoples ? broughtByPerson.level : 'low'
  const machines = levelUnder(measured, thresholds)
  return riskLevels.indexOf(machines) > riskLevels.indexOf(floor) ? machines : floor
}
