/**
 * The time of a drill: a line of its own that starts with the drill, runs at a speed, stands still, or leaps forward. The clock
 * engine knows nothing of it: whatever happens in a drill is simply told the drill's `now`, which follows from the real now and
 * one row. Pure.
 */

/** From `realAt` on, the drill's time is `drillAt` and runs `speed` times as fast as real time; 0: it stands still. */
export type Pace = { realAt: Date; drillAt: Date; speed: number }

/** Whole numbers; an hour a second at most would outrun whoever is to act. */
export const speeds = { min: 1, max: 600 } as const

/**
 * An instant of a drill that also knows when it really was. Rows of the matter keep the drill's time; what belongs to the house,
 * the record and messages to people, is dated by `realAt`.
 */
export class DrillInstant extends Date {
  readonly realAt: Date
  constructor(drill: Date, realAt: Date) {
    super(drill)
    this.realAt = realAt
  }
}

/** When it really was: an instant of a drill answers with its own, any other is real. */
export const realTime = (at: Date): Date => (at instanceof DrillInstant ? at.realAt : at)

/** The drill's time at a real instant. A server's time that steps back behind the last change holds the drill where it was. */
export function drillTime({ realAt, drillAt, speed }: Pace, real: Date): DrillInstant {
  const passedMs = Math.max(0, real.getTime() - realAt.getTime())
  return new DrillInstant(new Date(drillAt.getTime() + passedMs * speed), real)
}

/** The first real instant at which the drill has reached this time of its own; null while it stands still before it. */
export function wakeAt({ realAt, drillAt, speed }: Pace, planned: Date): Date | null {
  const aheadMs = planned.getTime() - drillAt.getTime()
  if (aheadMs <= 0) return realAt
  return speed === 0 ? null : new Date(realAt.getTime() + Math.ceil(aheadMs / speed))
}

/** Another speed from now on, or a leap to a later time. A leap backwards stays where it is: a drill's time never runs back. */
export function changePace(pace: Pace, { speed, to }: { speed?: number; to?: Date }, real: Date): Pace {
  const reached = drillTime(pace, real)
  const drillAt = to && to > reached ? new Date(to) : new Date(reached)
  return { realAt: real < pace.realAt ? pace.realAt : real, drillAt, speed: speed ?? pace.speed }
}
