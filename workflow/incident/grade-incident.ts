/** The leading group grades or regrades; up or down, each time with its reason. The decisions are the history. */
import type { IncidentGrade } from '../../domain/incident.ts'
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { Db } from '../../store/open.ts'
import type { By } from '../by.ts'
import { readText } from '../text.ts'
import { decide, type IncidentStanding, lockAndJudgeIncident, saveIncidentMove } from './incident-command.ts'

/** Refuses `already-exists` when the incident has this grade. A region-wide matter is graded by the root's leading group. */
export async function gradeIncident(
  db: Db,
  input: { incidentId: string; grade: IncidentGrade; reason: string },
  by: By,
): Promise<Result<IncidentStanding & { grade: IncidentGrade }>> {
  return db.transaction(async (tx) => {
    const reason = readText(input.reason, { field: 'reason', min: 1, max: 2000 })
    if (!reason.ok) return reason
    const judged = await lockAndJudgeIncident(tx, { incidentId: input.incidentId, verb: 'grade' }, by)
    if (!judged.ok) return judged
    const { grade } = input
    const before = judged.value.facts.incident.grade
    if (before === grade) return refuse('already-exists', { field: 'grade' })
    await decide(tx, { judged: judged.value, kind: 'grade', outcome: grade, reason: reason.value, rule: 'G4-7' }, by)
    const saved = await saveIncidentMove(
      tx,
      {
        judged: judged.value,
        action: 'grade',
        change: { grade },
        before: { grade: before },
        after: { grade },
        reason: reason.value,
      },
      by,
    )
    return ok({ incidentId: saved.id, state: saved.state, grade })
  })
}
