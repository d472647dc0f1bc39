/**
 * The root bureau says how far the matter reaches: that decides who drafts and who approves what may be said
 * (附4第七条（二）). Talking points of another path end in the same transaction (AC-04).
 */
import type { IncidentScope } from '../../domain/incident.ts'
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { Unit, UnitTree } from '../../domain/units.ts'
import type { Db } from '../../store/open.ts'
import type { By } from '../by.ts'
import { readText } from '../text.ts'
import { invalidateForScope } from '../talking-points/invalidate-for-scope.ts'
import { decide, type IncidentStanding, lockAndJudgeIncident, saveIncidentMove } from './incident-command.ts'
import { isForwarding, reportClocks } from './owed.ts'
import { scopeFits } from './scope-fits.ts'

export type ScopeSet = IncidentStanding & {
  scope: IncidentScope
  /** Numbers of the talking points that must not be used any more. */
  invalidated: number[]
}

/**
 * `unitIds` are all units the matter touches; those that found it are always among them. Refuses `wrong-scope` where
 * two cities, or two counties, would be one city's or county's matter (GAP-06). That the root bureau found it says nothing.
 */
export async function setScope(
  db: Db,
  input: { incidentId: string; scope: IncidentScope; unitIds: string[]; reason: string },
  by: By,
): Promise<Result<ScopeSet>> {
  return db.transaction(async (tx) => {
    const reason = readText(input.reason, { field: 'reason', min: 1, max: 2000 })
    if (!reason.ok) return reason
    const judged = await lockAndJudgeIncident(tx, { incidentId: input.incidentId, verb: 'scope' }, by)
    if (!judged.ok) return judged
    const { facts, tree } = judged.value
    const { incident } = facts
    const found = reportClocks(facts.clocks).filter((c) => !isForwarding(c))
    const finders = [incident.unitId, ...found.map((c) => c.unitId)]
    const units = touchedUnits([...finders, ...input.unitIds], { rootId: incident.rootId, tree })
    if (!units.ok) return units
    const fits = scopeFits(input.scope, units.value, tree)
    if (!fits.ok) return fits

    const { scope } = input
    const unitIds = units.value.map((u) => u.id)
    await decide(
      tx,
      { judged: judged.value, kind: 'scope', outcome: scope, reason: reason.value, rule: 'G4-7-2-region' },
      by,
    )
    const saved = await saveIncidentMove(
      tx,
      {
        judged: judged.value,
        action: 'scope',
        change: { scope, unitIds },
        before: { scope: incident.scope, unitIds: incident.unitIds },
        after: { scope, unitIds },
        reason: reason.value,
      },
      by,
    )
    const ended = await invalidateForScope(tx, { incidentId: saved.id, scope }, by)
    return ok({ incidentId: saved.id, state: saved.state, scope, invalidated: ended.map((v) => v.n) })
  })
}

function touchedUnits(ids: string[], { rootId, tree }: { rootId: string; tree: UnitTree }): Result<Unit[]> {
  const bureaus = new Map<string, Unit>()
  for (const id of ids) {
    const bureau = tree.bureauOf(id)
    if (bureau?.rootId !== rootId) return refuse('invalid-field', { field: 'unitIds', detail: { unitId: id } })
    bureaus.set(bureau.id, bureau)
  }
  return ok([...bureaus.values()])
}
