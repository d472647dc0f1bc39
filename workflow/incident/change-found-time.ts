/**
 * Corrects the finding time of a unit. One person proposes with a reason, a second one confirms (policy-four-eyes); both
 * values are kept, the clocks run anew from their own rules, and what was overdue or late stays so.
 */
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { Unit, UnitTree } from '../../domain/units.ts'
import { activationsOf, updateActivation } from '../../store/activations.ts'
import { appendAudit } from '../../store/audit.ts'
import { type Clock, updateClock } from '../../store/clocks.ts'
import {
  addFoundTimeChange,
  confirmFoundTimeChange,
  type FoundTimeChange,
  type Incident,
} from '../../store/incidents.ts'
import { mergedInto } from '../../store/merge-incidents.ts'
import type { Db } from '../../store/open.ts'
import { agentOf, type By } from '../by.ts'
import { moveStart } from '../clock/clock.ts'
import { fireDueSteps } from '../clock/fire-steps.ts'
import { may } from '../policy.ts'
import { readText } from '../text.ts'
import { claimedTimeToleranceMs } from './claimed-time.ts'
import { findersOf } from './incident.ts'
import { type JudgedIncident, lockAndJudgeIncident, saveIncidentMove } from './incident-command.ts'
import { foundClocks } from './owed.ts'

/** `unitId` names whose finding time it is where several units found it; left out, the person's own or the incident's. */
export async function proposeFoundTime(
  db: Db,
  input: { incidentId: string; unitId?: string; foundAt: Date; reason: string },
  by: By,
): Promise<Result<{ proposalId: string }>> {
  return db.transaction(async (tx) => {
    const reason = readText(input.reason, { field: 'reason', min: 1, max: 2000 })
    if (!reason.ok) return reason
    const judged = await lockAndJudgeIncident(tx, { incidentId: input.incidentId, verb: 'found-time' }, by)
    if (!judged.ok) return judged
    if (input.foundAt.getTime() > by.at.getTime() + claimedTimeToleranceMs)
      return refuse('time-in-future', { rule: 'policy-claimed-time', field: 'foundAt' })
    const unit = whoseTime(judged.value, input.unitId, by)
    if (!unit.ok) return unit
    const first = clocksOfFinder(judged.value.facts.clocks, unit.value.id)[0]
    if (!first) return refuse('wrong-state', { field: 'unitId' })
    const change = await addFoundTimeChange(tx, {
      incidentId: input.incidentId,
      unitId: unit.value.id,
      fromAt: first.startAt,
      toAt: input.foundAt,
      reason: reason.value,
      byUserId: by.actor.userId,
      byName: by.actor.name,
      at: by.at,
    })
    await saveIncidentMove(
      tx,
      {
        judged: judged.value,
        action: 'propose-found-time',
        change: {},
        before: { foundAt: first.startAt },
        after: { foundAt: input.foundAt, unitId: unit.value.id, proposalId: change.id },
        reason: reason.value,
      },
      by,
    )
    return ok({ proposalId: change.id })
  })
}

/** Refuses `four-eyes` to the person who proposed, `wrong-state` for a proposal that does not wait any more. */
export async function confirmFoundTime(
  db: Db,
  input: { incidentId: string; proposalId: string },
  by: By,
): Promise<Result<{ foundAt: Date; clocks: number }>> {
  return db.transaction(async (tx) => {
    const judged = await lockAndJudgeIncident(tx, { incidentId: input.incidentId, verb: 'confirm-found-time' }, by)
    if (!judged.ok) return judged
    const { facts, tree, seat } = judged.value
    const change = facts.foundTimes.find((f) => f.id === input.proposalId)
    if (!change) return refuse('not-found', { field: 'proposalId' })
    if (change.state !== 'proposed') return refuse('wrong-state', { field: 'proposalId' })
    if (change.byUserId === by.actor.userId)
      return refuse('four-eyes', { rule: 'policy-four-eyes', detail: { by: change.byName } })
    const right = may(by.actor, 'confirm-found-time', { unitId: change.unitId, tree })
    if (!right.ok) return right

    await confirmFoundTimeChange(tx, change.id, { userId: by.actor.userId, name: by.actor.name, at: by.at })
    const own = change.unitId === facts.incident.unitId
    const merged = await mergedInto(tx, facts.incident.id)
    const foundAt = findingAfter({ change, own, incident: facts.incident, merged })
    const incident = await saveIncidentMove(
      tx,
      {
        judged: { ...judged.value, seat: right.value },
        action: 'confirm-found-time',
        change: foundAt ? { humanFoundAt: foundAt } : {},
        before: { foundAt: change.fromAt },
        after: { foundAt: change.toAt, unitId: change.unitId, proposedBy: change.byName },
        reason: change.reason,
      },
      by,
    )
    const clocks = clocksOfFinder(facts.clocks, change.unitId).filter(
      (c) => c.startAt.getTime() === change.fromAt.getTime(),
    )
    if (foundAt) await moveFinding(tx, { ...change, toAt: foundAt })
    for (const clock of clocks) {
      const moved = await moveClock(tx, { clock, change }, { ...by, seat })
      await fireDueSteps(tx, { clock: moved, incident, tree }, by.at)
    }
    return ok({ foundAt: change.toAt, clocks: clocks.length })
  })
}

/**
 * The incident's own finding after a correction, null where it is another unit's and changes nothing. Where incidents were merged,
 * the earliest finding stands: a correction may bring it forward, and never behind what a merged one found.
 */
function findingAfter({
  change,
  own,
  incident,
  merged,
}: {
  change: FoundTimeChange
  own: boolean
  incident: Incident
  merged: Incident[]
}): Date | null {
  if (merged.length === 0) return own ? change.toAt : null
  const known = [own ? null : incident.humanFoundAt, ...merged.map((m) => m.humanFoundAt)]
  return known.reduce<Date>((min, at) => (at && at < min ? at : min), change.toAt)
}

/** What a plan opens later and counts from the finding, like the limits of a grade, counts from the corrected one. */
async function moveFinding(tx: Db, { incidentId, fromAt, toAt }: FoundTimeChange): Promise<void> {
  for (const run of await activationsOf(tx, incidentId))
    if (run.instants.found === fromAt.toISOString())
      await updateActivation(tx, run.id, { instants: { ...run.instants, found: toAt.toISOString() } })
}

async function moveClock(
  tx: Db,
  { clock, change }: { clock: Clock; change: FoundTimeChange },
  { actor, at, seat }: By & { seat: JudgedIncident['seat'] },
): Promise<Clock> {
  const moved = moveStart(clock, change.toAt)
  await updateClock(tx, clock.id, moved)
  await appendAudit(tx, {
    at,
    by: agentOf(actor, seat),
    action: 'move-start',
    subject: { kind: 'clock', id: clock.id },
    incidentId: clock.incidentId,
    before: { startAt: clock.startAt, limitAt: clock.limitAt, state: clock.state },
    after: { duty: clock.duty, unitId: clock.unitId, ...moved },
    reason: change.reason,
  })
  return { ...clock, ...moved }
}

const clocksOfFinder = (clocks: Clock[], unitId: string): Clock[] =>
  foundClocks(clocks)
    .filter((c) => c.unitId === unitId && c.state !== 'void')
    .sort((a, b) => a.startAt.getTime() - b.startAt.getTime())

/** The bureau whose finding time a person may propose to change. */
function whoseTime(
  { facts, tree }: { facts: JudgedIncident['facts']; tree: UnitTree },
  given: string | undefined,
  { actor }: By,
): Result<Unit> {
  const finders = findersOf(facts.incident)
  const asked = given === undefined ? finders : finders.filter((id) => id === tree.bureauOf(given)?.id)
  const unitId = asked.find((id) => may(actor, 'change-found-time', { unitId: id, tree }).ok)
  const unit = unitId === undefined ? undefined : tree.byId(unitId)
  return unit ? ok(unit) : refuse(asked.length > 0 ? 'not-allowed' : 'invalid-field', { field: 'unitId' })
}
