/**
 * Which time it is in a matter: the real one, or that of its drill. Whoever brings a `now` from outside asks here once, and every
 * command and read behind it works as ever: there is one clock engine.
 */
import { drillTime, wakeAt } from '../../domain/drill-time.ts'
import { type Result, ok, refuse } from '../../domain/result.ts'
import { type Drill, drillOfIncident, drillOfMatter, type MatterKind, paceOf } from '../../store/drills.ts'
import type { Incident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'

/** For reads: the instant at which this thing is to be looked at. */
export async function timeToShow(db: Db, of: { kind: MatterKind; id: string }, real: Date): Promise<Date> {
  const drill = await drillOfMatter(db, of.kind, of.id)
  return drill ? drillTime(paceOf(drill), real) : real
}

/** For commands. Refuses `wrong-state` while a drill stands still or has ended: nobody acts in a time that does not run. */
export async function timeToAct(db: Db, of: { kind: MatterKind; id: string }, real: Date): Promise<Result<Date>> {
  const drill = await drillOfMatter(db, of.kind, of.id)
  if (!drill) return ok(real)
  if (drill.endedAt || drill.speed === 0)
    return refuse('wrong-state', { rule: 'policy-drill', detail: { drill: drill.endedAt ? 'ended' : 'stopped' } })
  return ok(drillTime(paceOf(drill), real))
}

/** The script of this incident's drill; real matters cost no question. */
export const drillBehind = async (db: Db, { id, mode }: Pick<Incident, 'id' | 'mode'>): Promise<Drill | null> =>
  mode === 'drill' ? drillOfIncident(db, id) : null

/** When the machine is to come for a clock of this incident: clocks of a drill count in its time, work is due in real time. */
export async function dueForWork(
  db: Db,
  incident: Pick<Incident, 'id' | 'mode'>,
  planned: Date | null,
): Promise<Date | null> {
  const drill = planned && (await drillBehind(db, incident))
  if (!drill) return planned
  return drill.endedAt ? null : wakeAt(paceOf(drill), planned)
}
