/** Somebody is at their post (X1·三): by their own phone, or entered by whoever keeps the list at the gate. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import { addCheckIn } from '../../store/activations.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Clock } from '../../store/clocks.ts'
import type { Db } from '../../store/open.ts'
import type { By } from '../by.ts'
import { type GroupMuster, musterOf } from './muster.ts'
import { meetPlanClock } from './meet-duty.ts'
import { type PlanRun, planRun } from './plan-run.ts'
import { lockRun, mayActFor } from './run-command.ts'

/**
 * Refuses `not-allowed` to who is no member of the group, `wrong-state` before the instruction, `already-exists` the second
 * time. `userId` names another person, whom the leader of the group or the office enters.
 */
export async function checkIn(
  db: Db,
  input: { activationId: string; body: string; userId?: string },
  by: By,
): Promise<Result<{ body: string; at: Date; late: boolean }>> {
  return db.transaction(async (tx) => {
    const locked = await lockRun(tx, input.activationId, by)
    if (!locked.ok) return locked
    const { run, agent } = locked.value
    const { activation, incident } = run
    if (activation.state !== 'running') return refuse('wrong-state', { detail: { state: activation.state } })
    const clock = musterClocks(run).find((c) => c.body === input.body)
    if (!clock) return refuse('wrong-state', { field: 'body' })
    const userId = input.userId ?? by.actor.userId
    const isMember = run.members.some((m) => m.body === input.body && m.userId === userId)
    if (!isMember) return refuse('not-allowed', { field: 'userId' })
    if (userId !== by.actor.userId) {
      const leads = run.members.some((m) => m.body === input.body && m.userId === by.actor.userId && m.leads)
      const right = leads ? ok(null) : mayActFor(locked.value, [], by.actor, 'record-steps')
      if (!right.ok) return right
    }
    const entered = userId === by.actor.userId ? null : by.actor.name
    const added = await addCheckIn(tx, {
      activationId: activation.id,
      body: input.body,
      userId,
      at: by.at,
      enteredBy: entered,
    })
    if (!added) return refuse('already-exists', { field: 'body' })
    await appendAudit(tx, {
      at: by.at,
      by: agent,
      action: 'check-in',
      subject: { kind: 'activation', id: activation.id },
      incidentId: incident.id,
      after: { body: input.body, userId, ...(entered ? { enteredBy: entered } : {}) },
    })
    // Whoever comes may be the last one missing in a group of another name too: they are counted in one only.
    const now = await planRun(tx, run, by.at)
    for (const group of mustersOf(now, by.at).filter((g) => g.missing.length === 0)) {
      const own = musterClocks(now).find((c) => c.body === group.group)
      if (own) await meetPlanClock(tx, { clock: own, proof: 'muster' }, { by: agent, at: by.at })
    }
    return ok({ body: input.body, at: by.at, late: by.at > clock.limitAt })
  })
}

/** Clocks of groups that must be in place, of the mode that runs now, in the order of the plan. */
export const musterClocks = ({ facts, clocks }: PlanRun): Clock[] =>
  facts.plan.duties
    .filter((d) => d.each && (!d.mode || d.mode === facts.mode))
    .flatMap((d) => d.by.flatMap((body) => clocks.find((c) => c.duty === d.duty && c.body === body) ?? []))

/** How each group stands; a group without named members is nobody's to count and stays open. */
export function mustersOf(run: PlanRun, now: Date): GroupMuster[] {
  const clocks = musterClocks(run)
  const first = clocks[0]
  if (!first) return []
  const groups = clocks
    .map((c) => ({ group: c.body, members: run.members.filter((m) => m.body === c.body).map((m) => m.userId) }))
    .filter((g) => g.members.length > 0)
  const checkIns = run.checkIns.map((c) => ({ userId: c.userId, group: c.body, at: c.at }))
  return musterOf({ groups, checkIns }, { instructedAt: first.startAt, limitAt: first.limitAt }, now)
}
