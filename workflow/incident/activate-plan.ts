/** The leading group decides on the media plan (附4第七条): activate it, or manage the matter without it. */
import { type Result, ok } from '../../domain/result.ts'
import { startActivation } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import type { By } from '../by.ts'
import { readText } from '../text.ts'
import { decide, type IncidentStanding, lockAndJudgeIncident, saveIncidentMove } from './incident-command.ts'

/** The plan that media incidents run; its version is frozen in each run. */
const mediaPlan = { plan: 'media', planVersion: '1' } as const

/**
 * Starts the plan. Refuses `not-an-event` while one of the four elements (附4第二条) is missing or nobody has judged them,
 * `wrong-scope` where the matter belongs to a higher leading group.
 */
export const activatePlan = (db: Db, input: { incidentId: string; reason: string }, by: By) =>
  decideOnPlan(db, { ...input, verb: 'activate' }, by)

/** The matter is managed without the plan; the decision can be changed later. */
export const declinePlan = (db: Db, input: { incidentId: string; reason: string }, by: By) =>
  decideOnPlan(db, { ...input, verb: 'decline' }, by)

/** The matter recurs after its end: the plan runs again. */
export const reopenIncident = (db: Db, input: { incidentId: string; reason: string }, by: By) =>
  decideOnPlan(db, { ...input, verb: 'reopen' }, by)

async function decideOnPlan(
  db: Db,
  input: { incidentId: string; reason: string; verb: 'activate' | 'decline' | 'reopen' },
  by: By,
): Promise<Result<IncidentStanding>> {
  return db.transaction(async (tx) => {
    const reason = readText(input.reason, { field: 'reason', min: 1, max: 2000 })
    if (!reason.ok) return reason
    const { verb } = input
    const judged = await lockAndJudgeIncident(tx, { incidentId: input.incidentId, verb }, by)
    if (!judged.ok) return judged
    const starts = verb !== 'decline'
    const decision = await decide(
      tx,
      {
        judged: judged.value,
        kind: starts ? 'activate' : 'not_activate',
        outcome: starts ? mediaPlan.plan : 'without_plan',
        reason: reason.value,
        rule: 'G4-7',
      },
      by,
    )
    const { incident } = judged.value.facts
    if (starts)
      await startActivation(tx, {
        incidentId: incident.id,
        ...mediaPlan,
        state: 'running',
        decisionId: decision.id,
        startedAt: by.at,
      })
    const saved = await saveIncidentMove(
      tx,
      {
        judged: judged.value,
        action: verb,
        change: { closedAt: null },
        after: starts ? { ...mediaPlan, fourElements: incident.fourElements } : {},
        reason: reason.value,
      },
      by,
    )
    return ok({ incidentId: saved.id, state: saved.state })
  })
}
