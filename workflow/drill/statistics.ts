/** How ended drills went, over all and by plan. Real matters are counted elsewhere and never here. Pure. */
import type { Drill } from '../../store/drills.ts'
import type { DrillTally } from '../../store/schema/drills.ts'
import { scenarioOf } from './drill-facts.ts'

type Ended = { drill: Pick<Drill, 'content' | 'outcome' | 'tally'> }
export type DrillStatistics = {
  finished: number
  brokenOff: number
  tally: DrillTally
  byPlan: { plan: string; drills: number; tally: DrillTally }[]
}

const none: DrillTally = { expected: 0, inTime: 0, late: 0, missed: 0 }
const add = (a: DrillTally, b: DrillTally): DrillTally => ({
  expected: a.expected + b.expected,
  inTime: a.inTime + b.inTime,
  late: a.late + b.late,
  missed: a.missed + b.missed,
})

/** Only what went through is counted act by act: of a drill that was broken off nobody knows what would have been done. */
export function drillStatistics(ended: readonly Ended[]): DrillStatistics {
  const finished = ended.flatMap(({ drill }) =>
    drill.outcome === 'finished' ? [{ plan: scenarioOf(drill).plan, tally: drill.tally ?? none }] : [],
  )
  const plans = [...new Set(finished.map((f) => f.plan))].sort()
  const sum = (of: typeof finished) => of.reduce((all, f) => add(all, f.tally), none)
  return {
    finished: finished.length,
    brokenOff: ended.length - finished.length,
    tally: sum(finished),
    byPlan: plans.map((plan) => {
      const own = finished.filter((f) => f.plan === plan)
      return { plan, drills: own.length, tally: sum(own) }
    }),
  }
}
