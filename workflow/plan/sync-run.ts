/**
 * Brings the clocks of a run up to what has happened (wanted-clocks.ts), and settles the steps whose doing the platform has
 * seen itself: a report that met its clock, a decision that was taken. Called under the incident's lock after every event.
 */
import type { Agent, UnitTree } from '../../domain/units.ts'
import { activationRow } from '../../store/activations.ts'
import { appendAudit } from '../../store/audit.ts'
import { updateClock } from '../../store/clocks.ts'
import type { Incident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { regradeClocks } from '../clock/regrade.ts'
import { startClocks } from '../clock/start-clocks.ts'
import { planRun } from './plan-run.ts'
import { provenSteps } from './proven-steps.ts'
import { saveStep } from './save-step.ts'
import { clockFor, type WantedClock, wantedClocks } from './wanted-clocks.ts'

type Context = { incident: Incident; tree: UnitTree; by: Agent; at: Date }

/** `reason` stands in clocks that a grade ends. */
export async function syncRun(
  tx: Db,
  { activationId, incident, tree, by, at, reason = '' }: Context & { activationId: string; reason?: string },
): Promise<void> {
  const activation = await activationRow(tx, activationId)
  if (!activation) return
  const run = await planRun(tx, { activation, incident }, at)
  const wanted = wantedClocks(run, { tree, now: at })
  const start = (clock: WantedClock, cause: 'late-start' | 'regrade', deliveredAt: Date | null = null) =>
    startClocks(
      tx,
      {
        ...{ incident, activationId, cause, deliveredAt, unitId: clock.unitId, duties: [clock.duty] },
        ...{ startEvent: clock.startEvent, startAt: clock.startAt, subjectId: clock.subjectId },
      },
      { tree, by, at },
    )
  const missing = wanted.clocks.filter((clock) => !clockFor(clock, run.clocks))
  for (const clock of missing) await start(clock, 'late-start')
  let changed = missing.length > 0
  if (incident.grade) {
    const duties = wanted.graded.map((g) => g.duty)
    const { opened, ended } = regradeClocks({ clocks: run.clocks, duties }, { grade: incident.grade, reason, at })
    changed ||= opened.length + ended.length > 0
    for (const each of opened) {
      const own = wanted.graded.find((g) => g.duty.duty === each.duty && g.duty.limitMs === each.limitMs)!
      await start(own.clock, 'regrade', each.metAt)
    }
    for (const { id, change } of ended) {
      const clock = run.clocks.find((c) => c.id === id)!
      await updateClock(tx, id, { ...change, dueAt: null })
      await appendAudit(tx, {
        ...{ at, by, action: 'void', subject: { kind: 'clock', id }, incidentId: incident.id, reason },
        before: { state: clock.state },
        after: { duty: clock.duty, unitId: clock.unitId, state: change.state ?? clock.state },
      })
    }
  }
  const settled = changed ? await planRun(tx, { activation, incident }, at) : run
  for (const step of provenSteps(settled, at)) await saveStep(tx, { run: settled, step, verb: 'finish' }, { by, at })
}
