/**
 * There was no event: the incident closes with a reason, its plans are declined, its running clocks become
 * void and stay visible.
 */
import { type Result, ok } from '../../domain/result.ts'
import { activationsOf, updateActivation } from '../../store/activations.ts'
import { appendAudit } from '../../store/audit.ts'
import { updateClock } from '../../store/clocks.ts'
import type { Db } from '../../store/open.ts'
import { agentOf, type By } from '../by.ts'
import { voidClock } from '../clock/clock.ts'
import { isOpenRun } from '../plan/note-instants.ts'
import { readText } from '../text.ts'
import { type IncidentStanding, lockAndJudgeIncident, saveIncidentMove } from './incident-command.ts'

/**
 * While a hard duty to report is open, only a body it is owed to may reject: nobody undoes their own duty. A clock that is
 * overdue keeps its breach and only stops speaking.
 */
export async function rejectIncident(
  db: Db,
  input: { incidentId: string; reason: string },
  by: By,
): Promise<Result<IncidentStanding>> {
  return db.transaction(async (tx) => {
    const reason = readText(input.reason, { field: 'reason', min: 1, max: 2000 })
    if (!reason.ok) return reason
    const judged = await lockAndJudgeIncident(tx, { incidentId: input.incidentId, verb: 'reject' }, by)
    if (!judged.ok) return judged
    const saved = await saveIncidentMove(
      tx,
      { judged: judged.value, action: 'reject', change: { closedAt: by.at }, reason: reason.value },
      by,
    )
    for (const run of (await activationsOf(tx, saved.id)).filter(isOpenRun))
      await updateActivation(tx, run.id, { state: 'declined', endedAt: by.at })
    for (const clock of judged.value.facts.clocks) {
      const change = voidClock(clock, reason.value, by.at)
      if (!change) continue
      await updateClock(tx, clock.id, { ...change, dueAt: null })
      await appendAudit(tx, {
        at: by.at,
        by: agentOf(by.actor, judged.value.seat),
        action: 'void',
        subject: { kind: 'clock', id: clock.id },
        incidentId: saved.id,
        before: { state: clock.state },
        after: { duty: clock.duty, unitId: clock.unitId, state: change.state ?? clock.state },
        reason: reason.value,
      })
    }
    return ok({ incidentId: saved.id, state: saved.state })
  })
}
