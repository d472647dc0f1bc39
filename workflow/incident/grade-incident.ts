/**
 * The leading group grades or regrades; up or down, each time with its reason. The decisions are the
 * history. Limits that hang on the grade count from the finding, whatever the hour (domain catalogue C3, AC-06).
 */
import type { IncidentGrade } from '../../domain/incident.ts'
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { Db } from '../../store/open.ts'
import { agentOf, type By } from '../by.ts'
import { noteInstants } from '../plan/note-instants.ts'
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
    await noteInstants(
      tx,
      { incident: saved, instants: { graded: by.at }, reason: reason.value },
      { tree: judged.value.tree, by: agentOf(by.actor, judged.value.seat), at: by.at },
    )
    return ok({ incidentId: saved.id, state: saved.state, grade })
  })
}
