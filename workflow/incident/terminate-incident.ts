/** The end: the leading group's order (G0-14), later the archive after the review. */
import { type Result, ok } from '../../domain/result.ts'
import { endActivations } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import type { By } from '../by.ts'
import { readText } from '../text.ts'
import { decide, type IncidentStanding, lockAndJudgeIncident, saveIncidentMove } from './incident-command.ts'

/** Orders the end of the handling, with or without plan. Duties to report that are open stay open. */
export async function terminateIncident(
  db: Db,
  input: { incidentId: string; reason: string },
  by: By,
): Promise<Result<IncidentStanding>> {
  return db.transaction(async (tx) => {
    const reason = readText(input.reason, { field: 'reason', min: 1, max: 2000 })
    if (!reason.ok) return reason
    const judged = await lockAndJudgeIncident(tx, { incidentId: input.incidentId, verb: 'terminate' }, by)
    if (!judged.ok) return judged
    await decide(
      tx,
      { judged: judged.value, kind: 'terminate', outcome: 'terminated', reason: reason.value, rule: 'G0-14' },
      by,
    )
    await endActivations(tx, input.incidentId, by.at)
    const save = { judged: judged.value, action: 'terminate', change: { closedAt: by.at }, reason: reason.value }
    const saved = await saveIncidentMove(tx, save, by)
    return ok({ incidentId: saved.id, state: saved.state })
  })
}

/** Puts a terminated incident into the archive; nothing moves it any more. */
export async function archiveIncident(
  db: Db,
  input: { incidentId: string; reason: string },
  by: By,
): Promise<Result<IncidentStanding>> {
  return db.transaction(async (tx) => {
    const reason = readText(input.reason, { field: 'reason', min: 1, max: 2000 })
    if (!reason.ok) return reason
    const judged = await lockAndJudgeIncident(tx, { incidentId: input.incidentId, verb: 'archive' }, by)
    if (!judged.ok) return judged
    const saved = await saveIncidentMove(
      tx,
      { judged: judged.value, action: 'archive', change: {}, reason: reason.value },
      by,
    )
    return ok({ incidentId: saved.id, state: saved.state })
  })
}
