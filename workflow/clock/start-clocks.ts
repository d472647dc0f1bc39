/** Starts the clocks of the duties a unit owes; the first step of each ladder speaks at once. Called under the incident's lock. */
import type { Agent, UnitTree } from '../../domain/units.ts'
import { addMs } from '../../domain/time.ts'
import type { LateBirth } from '../../domain/incident.ts'
import { appendAudit } from '../../store/audit.ts'
import { type Clock, insertClock } from '../../store/clocks.ts'
import type { Incident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import type { PlanInstant } from '../plan/shape.ts'
import type { OwedDuty } from './duties.ts'
import { fireDueSteps } from './fire-steps.ts'
import { openClock, openDoneClock } from './open-clock.ts'

export type ClockStart = {
  incident: Incident
  unitId: string
  duties: OwedDuty[]
  /** What began it: an act of a person, a report, or an instant of a plan. */
  startEvent: 'marked' | 'acknowledged' | 'not-acknowledged' | 'report-delivered' | 'transferred' | PlanInstant
  startAt: Date
  provisional?: boolean
  /** The run of a plan that it belongs to. */
  activationId?: string
  /** What is past already is overdue at birth, for this cause. */
  cause?: LateBirth
  /** It was done already under another limit. */
  deliveredAt?: Date | null
  /** Taken over from another unit: same start, same correction of it. */
  from?: Pick<Clock, 'id' | 'originalStartAt'>
  /** What the duty is about, and the report behind it, where a unit may owe it several times. */
  subjectId?: string
  reportId?: string
}

/** Answers with the clocks that are new; a duty that runs already from this instant is not started again. */
export async function startClocks(
  tx: Db,
  start: ClockStart,
  { tree, by, at }: { tree: UnitTree; by: Agent; at: Date },
): Promise<Clock[]> {
  const started: Clock[] = []
  for (const duty of start.duties) {
    const { limitMs, kind } = duty
    const born = start.cause && openClock({ kind, limitMs, startAt: start.startAt }, { now: at, cause: start.cause })
    const opened = born && start.deliveredAt ? openDoneClock(born, start.deliveredAt) : born
    const clock = await insertClock(tx, {
      incidentId: start.incident.id,
      activationId: start.activationId ?? null,
      fromClockId: start.from?.id ?? null,
      originalStartAt: start.from?.originalStartAt ?? null,
      ...duty,
      ...(opened
        ? {
            state: opened.state,
            overdueAt: opened.overdueAt,
            metAt: opened.metAt,
            overdueOnCreation: opened.overdueOnCreation,
          }
        : {}),
      unitId: start.unitId,
      subjectId: start.subjectId ?? '',
      reportId: start.reportId ?? null,
      startEvent: start.startEvent,
      startAt: start.startAt,
      limitAt: addMs(start.startAt, duty.limitMs),
      provisional: start.provisional ?? false,
    })
    if (!clock) continue
    started.push(clock)
    await appendAudit(tx, {
      at,
      by,
      action: 'start',
      subject: { kind: 'clock', id: clock.id },
      incidentId: clock.incidentId,
      after: {
        duty: clock.duty,
        unitId: clock.unitId,
        rule: clock.rule,
        startEvent: clock.startEvent,
        startAt: clock.startAt,
        limitAt: clock.limitAt,
        provisional: clock.provisional,
        ...(clock.overdueOnCreation ? { state: clock.state, cause: clock.overdueOnCreation } : {}),
        ...(clock.body ? { body: clock.body } : {}),
      },
    })
    await fireDueSteps(tx, { clock, incident: start.incident, tree }, at)
  }
  return started
}
