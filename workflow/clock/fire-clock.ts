/** The door through which the machine wakes a clock: what is due is fired, and what comes again gets its next occurrence. */
import { DrillInstant, drillTime } from '../../domain/drill-time.ts'
import type { UnitTree } from '../../domain/units.ts'
import { addFirings, clockById, clocksOf, firingsOf } from '../../store/clocks.ts'
import { paceOf } from '../../store/drills.ts'
import { type Incident, lockIncident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { drillBehind } from '../drill/matter-time.ts'
import { syncRun } from '../plan/sync-run.ts'
import { nextOccurrence, nextStepAt, turnsOver } from './clock.ts'
import { fireDueSteps } from './fire-steps.ts'

/**
 * Door of the pipeline. Nothing happens when nothing is due; the work column always ends on the next step. In a scripted drill
 * the steps of all its clocks up to the drill's time are fired, each at the very instant it is planned for.
 */
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
    const drill = await drillBehind(tx, incident)
    if (!drill) await fireLocked(tx, clockId, { incident, tree, at })
    else if (!drill.endedAt) await fireUpTo(tx, { incident, tree, until: drillTime(paceOf(drill), at) })
    return true
  })
}

type Context = { incident: Incident; tree: UnitTree; at: Date }

/** One clock at one instant, under the incident's lock. */
async function fireLocked(tx: Db, clockId: string, { incident, tree, at }: Context): Promise<void> {
  const clock = await clockById(tx, clockId)
  if (!clock) return
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
}

/** Steps of one leap: all ladders of the largest plan over a month have fewer. */
const mostSteps = 5000

/** All clocks of a drill up to an instant of its time, in the order in which their steps are planned. Under the incident's lock. */
export async function fireUpTo(
  tx: Db,
  { incident, tree, until }: { incident: Incident; tree: UnitTree; until: DrillInstant },
): Promise<void> {
  for (let n = 0; n < mostSteps; n++) {
    const next = (await plannedSteps(tx, incident.id)).reduce<Planned | null>(
      (first, p) => (first && first.at <= p.at ? first : p),
      null,
    )
    if (!next || next.at > until) return
    await fireLocked(tx, next.clockId, { incident, tree, at: new DrillInstant(next.at, until.realAt) })
  }
}

export type Planned = { clockId: string; at: Date }

/** What each clock of an incident does next, and when in the incident's time. */
export async function plannedSteps(tx: Db, incidentId: string): Promise<Planned[]> {
  const clocks = await clocksOf(tx, incidentId)
  const firings = await firingsOf(
    tx,
    clocks.map((c) => c.id),
  )
  return clocks.flatMap((clock) => {
    const at = nextStepAt(clock, new Set(firings.filter((f) => f.clockId === clock.id).map((f) => f.step)))
    return at ? [{ clockId: clock.id, at }] : []
  })
}
