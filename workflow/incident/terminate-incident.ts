/** The end: the leading group's order (G0-14), later the archive after the review. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import { activationsOf } from '../../store/activations.ts'
import type { Seat } from '../../domain/units.ts'
import type { Db } from '../../store/open.ts'
import { agentOf, type By } from '../by.ts'
import { decidersOf } from '../plan/activation.ts'
import { moveRun } from '../plan/end-run.ts'
import { mediaRunOf } from '../plan/media-plan.ts'
import { isOpenRun } from '../plan/note-instants.ts'
import { lockRun } from '../plan/run-command.ts'
import { readText } from '../text.ts'
import { decide, type IncidentStanding, lockAndJudgeIncident, saveIncidentMove } from './incident-command.ts'

/**
 * Orders the end of the handling, with or without plan. Duties to report that are open stay open. Refuses `wrong-state` with
 * the open steps of the plan unless `override` says that the order stands all the same, and while another plan still runs:
 * the end of one is never the end of another.
 */
export async function terminateIncident(
  db: Db,
  input: { incidentId: string; reason: string; override?: boolean },
  by: By,
): Promise<Result<IncidentStanding>> {
  return db.transaction(async (tx) => {
    const reason = readText(input.reason, { field: 'reason', min: 1, max: 2000 })
    if (!reason.ok) return reason
    const judged = await lockAndJudgeIncident(tx, { incidentId: input.incidentId, verb: 'terminate' }, by)
    if (!judged.ok) return judged
    const runs = (await activationsOf(tx, input.incidentId)).filter(isOpenRun)
    const media = await mediaRunOf(tx, input.incidentId)
    const own = runs.find((run) => run.id === media?.run.id)
    const other = runs.find((run) => run !== own)
    if (other) return refuse('wrong-state', { field: 'plans', detail: { plan: other.plan } })
    if (own) {
      const ended = await endRun(
        tx,
        { activationId: own.id, seat: judged.value.seat, reason: reason.value, override: input.override },
        by,
      )
      if (!ended.ok) return ended
    } else
      await decide(
        tx,
        { judged: judged.value, kind: 'terminate', outcome: 'terminated', reason: reason.value, rule: 'G0-14' },
        by,
      )
    const save = { judged: judged.value, action: 'terminate', change: { closedAt: by.at }, reason: reason.value }
    const saved = await saveIncidentMove(tx, save, by)
    return ok({ incidentId: saved.id, state: saved.state })
  })
}

/** The order is result, approval and end in one act of the body that may end the plan. */
async function endRun(
  tx: Db,
  given: { activationId: string; seat: Seat; reason: string; override?: boolean },
  by: By,
): Promise<Result<null>> {
  const { activationId, seat, reason, override } = given
  const agent = agentOf(by.actor, seat)
  for (const verb of ['report-result', 'approve-termination', 'end'] as const) {
    const locked = await lockRun(tx, activationId, by)
    if (!locked.ok) return locked
    const { run } = locked.value
    if (verb === 'report-result' && run.activation.state === 'result_reported') continue
    // The table of rights has judged the order; for the plan it is the word of the body that ends it.
    const bodies = [...locked.value.bodies, ...decidersOf(run.facts, 'terminate')]
    const moved = await moveRun(tx, { locked: { ...locked.value, bodies, agent }, verb, reason, override }, by)
    if (!moved.ok) return moved
  }
  return ok(null)
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
