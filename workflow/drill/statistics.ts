/** How ended drills went, over all and by plan. Real matters are counted elsewhere and never here. Pure. */
import type { Drill } from '../../store/drills.ts'
import type { DrillTally } from '../../store/schema/drills.ts'
import { scenarioOf } from './drill-facts.ts'

type Ended = { drill: Pick<Drill, 'content' | 'outcome' | 'tally'> }
export type DrillStatistics = {
  finished: number
  brokenOff: number
  tally: DrillTally
  byPlan: { plan: string; drills: number; brokenOff: number; tally: DrillTally }[]
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
  const all = ended.map(({ drill }) => ({
    ...{ plan: scenarioOf(drill).plan, tally: drill.tally ?? none, isFinished: drill.outcome === 'finished' },
  }))
  const finished = all.filter((d) => d.isFinished)
  const plans = [...new Set(all.map((d) => d.plan))].sort()
  const sum = (of: typeof finished) => of.reduce((all, f) => add(all, f.tally), none)
  return {
    finished: finished.length,
    brokenOff: ended.length - finished.length,
    tally: sum(finished),
    byPlan: plans.map((plan) => {
      const own = finished.filter((f) => f.plan === plan)
      const brokenOff = all.filter((d) => d.plan === plan).length - own.length
      return { plan, drills: own.length, brokenOff, tally: sum(own) }
    }),
  }
}
