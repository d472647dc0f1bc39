/** Tells the runs of an incident what happened to it: a report came in, the leading group was told, it was graded. */
import { overActivationStates } from '../../domain/incident.ts'
import type { Agent, UnitTree } from '../../domain/units.ts'
import { type Activation, activationsOf, updateActivation } from '../../store/activations.ts'
import type { Incident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import type { PlanInstant } from './shape.ts'
import { syncRun } from './sync-run.ts'

/** A run that is not over: what happens can still open clocks in it. */
export const isOpenRun = ({ state }: Pick<Activation, 'state'>): boolean => !overActivationStates.includes(state)

/** The first time of each counts; of grades the last, because a duty is owed from the grade that brought it. */
export async function noteInstants(
  tx: Db,
  { incident, instants, reason }: { incident: Incident; instants: Partial<Record<PlanInstant, Date>>; reason?: string },
  { tree, by, at }: { tree: UnitTree; by: Agent; at: Date },
): Promise<void> {
  for (const run of (await activationsOf(tx, incident.id)).filter(isOpenRun)) {
    const noted = { ...run.instants }
    for (const [name, instant] of Object.entries(instants))
      if (name === 'graded' || noted[name] === undefined) noted[name] = instant.toISOString()
    await updateActivation(tx, run.id, { instants: noted })
    await syncRun(tx, { activationId: run.id, incident, tree, by, at, reason })
  }
}
