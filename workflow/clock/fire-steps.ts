/**
 * Fires the steps of a clock's ladder that are due: messages, record, the turn to overdue. Each step fires once for ever,
 * whoever wakes it and however often; steps missed while the service was down come at once and say how late they are.
 */
import type { UnitTree } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import { addFirings, type Clock, firingsOf, updateClock } from '../../store/clocks.ts'
import type { Incident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import type { Person } from '../../store/people.ts'
import { type Message, notify, officeRoles, type Recipients } from '../delivery/notify.ts'
import { dueForWork } from '../drill/matter-time.ts'
import { peopleOfBody } from '../plan/bodies.ts'
import { type Audience, dueSteps, type LadderStep, nextStepAt, passLimit } from './clock.ts'
import { acknowledgeDuty } from './duties.ts'

/** For the commands that start or move a clock: the incident is locked already. */
export async function fireDueSteps(
  tx: Db,
  { clock, incident, tree }: { clock: Clock; incident: Incident; tree: UnitTree },
  at: Date,
): Promise<void> {
  const fired = new Set((await firingsOf(tx, [clock.id])).map((f) => f.step))
  const due = dueSteps(clock, fired, at)
  const lastRepeat = due.findLast((s) => s.repeat)
  const lateness = ({ plannedAt }: LadderStep) => at.getTime() - plannedAt.getTime()
  const firings = due.map((s) => ({
    clockId: clock.id,
    step: s.step,
    plannedAt: s.plannedAt,
    firedAt: at,
    lateMs: lateness(s),
  }))
  const isNew = await addFirings(tx, firings)
  const steps: { step: string; lateMs: number; told: string[] }[] = []
  for (const step of due.filter((s) => isNew.has(s.step))) {
    const lateMs = lateness(step)
    fired.add(step.step)
    // A clock that was born overdue says that it is, and not what it would have said before.
    const silent = (step.repeat && step !== lastRepeat) || (clock.overdueOnCreation !== null && !step.overdue)
    const people = silent ? [] : await tell(tx, { step, lateMs, clock, incident, tree }, at)
    steps.push({ step: step.step, lateMs, told: people.map((p) => p.userId) })
  }
  const passed = passLimit(clock, at)
  const dueAt = await dueForWork(tx, incident, nextStepAt({ ...clock, ...passed }, fired))
  if (passed || dueAt?.getTime() !== clock.dueAt?.getTime()) await updateClock(tx, clock.id, { ...passed, dueAt })
  if (!passed && steps.length === 0) return
  await appendAudit(tx, {
    at,
    by: { kind: 'machine', name: 'clock' },
    action: passed ? 'pass-limit' : 'fire',
    subject: { kind: 'clock', id: clock.id },
    incidentId: clock.incidentId,
    before: passed ? { state: clock.state } : null,
    after: {
      duty: clock.duty,
      unitId: clock.unitId,
      limitAt: clock.limitAt,
      ...(passed ? { state: passed.state, overdueAt: passed.overdueAt } : {}),
      steps,
    },
  })
}

async function tell(
  tx: Db,
  {
    step,
    lateMs,
    clock,
    incident,
    tree,
  }: { step: LadderStep; lateMs: number; clock: Clock; incident: Incident; tree: UnitTree },
  at: Date,
): Promise<Person[]> {
  const message: Message = {
    key: `clock:${clock.id}:${step.step}`,
    kind: clock.duty === acknowledgeDuty.duty ? 'acknowledge_reminder' : step.overdue ? 'clock_overdue' : 'clock_step',
    to: incident.restricted
      ? [{ unitId: clock.unitId, roles: ['secrecy'] }]
      : await recipientsOf(tx, { audiences: step.to, clock, tree }, at),
    restricted: incident.restricted,
    incidentId: incident.id,
    facts: {
      no: incident.no,
      title: incident.title,
      duty: clock.duty,
      rule: clock.rule,
      ...(clock.what ? { what: clock.what } : {}),
      unitId: clock.unitId,
      unit: tree.byId(clock.unitId)?.name ?? clock.unitId,
      step: step.step,
      limitAt: clock.limitAt.toISOString(),
      lateMs,
      provisional: clock.provisional ? 1 : 0,
    },
    heldFromUnitId: incident.heldFromUnitId,
  }
  return notify(tx, message, tree, at)
}

/** A duty of a plan's body is the body's own; the rest of the ladder is the same for everybody. */
async function recipientsOf(
  tx: Db,
  { audiences, clock, tree }: { audiences: Audience[]; clock: Clock; tree: UnitTree },
  at: Date,
): Promise<Recipients[]> {
  const own = audiences.some((a) => a === 'duty' || a === 'stand_in') ? await peopleOfBody(tx, clock, at) : null
  return audiences.map((audience) =>
    own && (audience === 'duty' || audience === 'stand_in') ? own : recipientsInUnit(audience, clock.unitId, tree),
  )
}

function recipientsInUnit(audience: Audience, unitId: string, tree: UnitTree): Recipients {
  const rootId = tree.rootOf(unitId)?.id ?? unitId
  switch (audience) {
    case 'duty':
      return { unitId, roles: ['duty_officer'], standIn: false }
    case 'stand_in':
      return { unitId, roles: ['duty_officer'], standIn: true }
    case 'head':
      return { unitId, roles: ['unit_head'] }
    case 'parent_duty':
      return { unitId: tree.parentOf(tree.bureauOf(unitId)?.id ?? unitId)?.id ?? rootId, roles: ['duty_officer'] }
    case 'root_office':
      return { unitId: rootId, roles: officeRoles }
  }
}
