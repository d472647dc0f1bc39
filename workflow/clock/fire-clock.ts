/** The door through which the machine wakes a clock: what is due is fired, and what comes again gets its next occurrence. */
import { addFirings, clockById, firingsOf } from '../../store/clocks.ts'
import { lockIncident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { syncRun } from '../plan/sync-run.ts'
import { nextOccurrence, turnsOver } from './clock.ts'
import { fireDueSteps } from './fire-steps.ts'

/** Door of the pipeline. Nothing happens when nothing is due; the work column always ends on the next step. */
export async function fireClock(db: Db, clockId: string, at: Date): Promise<void> {
  // Its incident may become one with another while we wait for the lock: then that one guards the clock.
  while (!(await fireUnderLock(db, clockId, at)));
}

/** False when the clock was moved to another incident meanwhile. */
async function fireUnderLock(db: Db, clockId: string, at: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const known = await clockById(tx, clockId)
    const incident = known && (await lockIncident(tx, known.incidentId))
    const clock = incident && (await clockById(tx, clockId))
    if (!clock) return true
    if (clock.incidentId !== incident.id) return false
    const tree = await loadUnitTree(tx)
    const fired = new Set((await firingsOf(tx, [clock.id])).map((f) => f.step))
    const isOver = at > clock.limitAt && turnsOver(clock, fired)
    if (isOver)
      await addFirings(tx, [
        {
          clockId,
          step: nextOccurrence,
          plannedAt: clock.limitAt,
          firedAt: at,
          lateMs: at.getTime() - clock.limitAt.getTime(),
        },
      ])
    await fireDueSteps(tx, { clock, incident, tree }, at)
    if (isOver && clock.activationId)
      await syncRun(tx, {
        activationId: clock.activationId,
        incident,
        tree,
        by: { kind: 'machine', name: 'clock' },
        at,
      })
    return true
  })
}
