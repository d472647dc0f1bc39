/** Everything a drill is judged and shown by, read from its rows and the record. */
import { addMs } from '../../domain/time.ts'
import { drillTime } from '../../domain/drill-time.ts'
import { timelineOf } from '../../store/audit.ts'
import { clocksOf } from '../../store/clocks.ts'
import { type Drill, paceOf } from '../../store/drills.ts'
import type { Incident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import type { DrillFacts } from './drill.ts'
import { type DrillResult, drillResults } from './results.ts'
import type { Scenario } from './scenario.ts'

export type WholeDrill = DrillFacts & {
  drill: Drill
  scenario: Scenario
  /** The drill's time: now, and when it began. */
  now: Date
  startAt: Date
  results: DrillResult[]
}

/** The scenario as it was when the drill began. */
export const scenarioOf = (drill: Pick<Drill, 'content'>): Scenario => JSON.parse(drill.content) as Scenario

export async function wholeDrill(
  db: Db,
  { drill, incident }: { drill: Drill; incident: Incident },
  real: Date,
): Promise<WholeDrill> {
  const scenario = scenarioOf(drill)
  const now = drillTime(paceOf(drill), real)
  // A drill begins in the real time of its start.
  const startAt = drill.startedAt
  const results = drillResults(scenario, {
    ...{ startAt, now, ended: drill.endedAt !== null },
    events: await timelineOf(db, incident.id),
    clocks: await clocksOf(db, incident.id),
  })
  return { drill, incident, scenario, now, startAt, results, nextAt: nextAt() }

  /** The next inject; after the last one the next time something falls due. */
  function nextAt(): Date | null {
    const inject = scenario.injects[drill.given]
    if (inject) return addMs(startAt, inject.at)
    const due = results.flatMap((r) => (r.state === 'open' && r.dueAt && r.dueAt > now ? [r.dueAt] : []))
    return due.reduce<Date | null>((first, at) => (first && first <= at ? first : at), null)
  }
}
