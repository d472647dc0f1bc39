/**
 * The leading group decides on the media plan (附4第七条): activate it, or manage the matter without it. The run itself is a run
 * like any other (workflow/plan); what is asked here beside it are the four elements and the scope.
 */
import { type Result, ok } from '../../domain/result.ts'
import type { Activation } from '../../store/activations.ts'
import type { Db } from '../../store/open.ts'
import { agentOf, type By } from '../by.ts'
import { decidersOf } from '../plan/activation.ts'
import { approve, decline } from '../plan/decide-activation.ts'
import { isOpenRun } from '../plan/note-instants.ts'
import { mediaPlanInForce, mediaRunOf } from '../plan/media-plan.ts'
import { insertRun } from '../plan/propose-plan.ts'
import { type LockedRun, lockRun } from '../plan/run-command.ts'
import type { Plan } from '../plan/shape.ts'
import { readText } from '../text.ts'
import {
  type IncidentStanding,
  type JudgedIncident,
  lockAndJudgeIncident,
  saveIncidentMove,
} from './incident-command.ts'

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
    const { incident } = judged.value.facts
    const known = await mediaRunOf(tx, incident.id)
    // What ran once runs by the same text again, whatever the tree has adopted since.
    const plan = known?.plan ?? (await mediaPlanInForce(tx, incident.rootId))
    const saved = await saveIncidentMove(
      tx,
      {
        judged: judged.value,
        action: verb,
        change: { closedAt: null },
        after: starts ? { plan: plan.plan, fourElements: incident.fourElements } : {},
        reason: reason.value,
      },
      by,
    )
    const locked = await openMediaRun(tx, { judged: judged.value, known: known?.run, plan }, by)
    if (!locked.ok) return locked
    const decided = starts
      ? await approve(tx, { locked: locked.value, reason: reason.value, start: true }, by)
      : await decline(tx, { locked: locked.value, reason: reason.value }, by)
    if (!decided.ok) return decided
    return ok({ incidentId: saved.id, state: saved.state })
  })
}

/** The run that waits for the decision, or a new one where the last was declined or is over. The table of rights has judged. */
async function openMediaRun(
  tx: Db,
  { judged, known, plan }: { judged: JudgedIncident; known: Activation | undefined; plan: Plan },
  by: By,
): Promise<Result<LockedRun>> {
  const { facts, tree, seat } = judged
  const { incident } = facts
  const waiting = known && isOpenRun(known) ? known : null
  const found = (incident.humanFoundAt ?? incident.openedAt).toISOString()
  const run =
    waiting ??
    (await insertRun(
      tx,
      { incident, plan, mode: null, instants: { found } },
      { tree, by: agentOf(by.actor, seat), at: by.at },
    ))
  const locked = await lockRun(tx, run.id, by)
  if (!locked.ok) return locked
  const bodies = [...locked.value.bodies, ...decidersOf(locked.value.run.facts, 'activate')]
  return ok({ ...locked.value, bodies, agent: agentOf(by.actor, seat) })
}
