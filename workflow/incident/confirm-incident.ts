/** The four-element test of 附4第二条, recorded as judged. It runs beside the clock and never delays a report. */
import type { FourElements } from '../../domain/incident.ts'
import { type Result, ok } from '../../domain/result.ts'
import type { Db } from '../../store/open.ts'
import type { By } from '../by.ts'
import { readText } from '../text.ts'
import { type IncidentStanding, lockAndJudgeIncident, saveIncidentMove } from './incident-command.ts'
import { missingElements } from './needs.ts'

/**
 * All four elements: the incident is confirmed (a reported one keeps its state). One missing: the test is recorded, a
 * confirmation given before falls, and the plan cannot be activated. Refuses `not-an-event` where all its texts were
 * judged true or opinion.
 */
export async function confirmIncident(
  db: Db,
  input: { incidentId: string; elements: FourElements; reason: string },
  by: By,
): Promise<Result<IncidentStanding>> {
  return db.transaction(async (tx) => {
    const reason = readText(input.reason, { field: 'reason', min: 1, max: 2000 })
    if (!reason.ok) return reason
    const judged = await lockAndJudgeIncident(tx, { incidentId: input.incidentId, verb: 'confirm' }, by)
    if (!judged.ok) return judged
    const { incident } = judged.value.facts
    const { media, untrue, serious, sudden } = input.elements
    const fourElements = { media, untrue, serious, sudden }
    const confirmed = missingElements(fourElements).length === 0
    const unconfirmed = incident.state === 'confirmed' ? 'suspected' : incident.state
    const saved = await saveIncidentMove(
      tx,
      {
        judged: judged.value,
        action: confirmed ? 'confirm' : 'judge-elements',
        change: {
          ...(confirmed ? {} : { state: unconfirmed }),
          fourElements,
          confirmedAt: confirmed ? (incident.confirmedAt ?? by.at) : null,
        },
        before: { fourElements: incident.fourElements },
        after: { fourElements },
        reason: reason.value,
      },
      by,
    )
    return ok({ incidentId: saved.id, state: saved.state })
  })
}
