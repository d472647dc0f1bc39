/** The emergency office puts a reported incident before the leading group (研判): G0-12, G4-7. */
import { type Result, ok } from '../../domain/result.ts'
import type { Db } from '../../store/open.ts'
import { agentOf, type By } from '../by.ts'
import { meetTelling } from '../plan/meet-duty.ts'
import { noteInstants } from '../plan/note-instants.ts'
import { readText } from '../text.ts'
import { type IncidentStanding, lockAndJudgeIncident, saveIncidentMove } from './incident-command.ts'

export async function studyIncident(
  db: Db,
  input: { incidentId: string; reason?: string },
  by: By,
): Promise<Result<IncidentStanding>> {
  return db.transaction(async (tx) => {
    const reason = readText(input.reason, { field: 'reason', min: 0, max: 2000 })
    if (!reason.ok) return reason
    const judged = await lockAndJudgeIncident(tx, { incidentId: input.incidentId, verb: 'study' }, by)
    if (!judged.ok) return judged
    const save = { judged: judged.value, action: 'study', change: {}, reason: reason.value }
    const saved = await saveIncidentMove(tx, save, by)
    const context = { tree: judged.value.tree, by: agentOf(by.actor, judged.value.seat), at: by.at }
    await noteInstants(tx, { incident: saved, instants: { studied: by.at } }, context)
    await meetTelling(tx, saved.id, by)
    return ok({ incidentId: saved.id, state: saved.state })
  })
}
