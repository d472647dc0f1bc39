/** Starts the clocks of the duties a unit owes; the first step of each ladder speaks at once. Called under the incident's lock. */
import type { Agent, UnitTree } from '../../domain/units.ts'
import { addMs } from '../../domain/time.ts'
import { appendAudit } from '../../store/audit.ts'
import { type Clock, insertClock } from '../../store/clocks.ts'
import type { Incident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import type { OwedDuty } from './duties.ts'
import { fireDueSteps } from './fire-clock.ts'

export type ClockStart = {
  incident: Incident
  unitId: string
  duties: OwedDuty[]
  startEvent: 'marked' | 'acknowledged' | 'not-acknowledged' | 'report-delivered'
  startAt: Date
  provisional?: boolean
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
    const clock = await insertClock(tx, {
      incidentId: start.incident.id,
      ...duty,
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
      },
    })
    await fireDueSteps(tx, { clock, incident: start.incident, tree }, at)
  }
  return started
}
