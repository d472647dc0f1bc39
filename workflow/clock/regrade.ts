/**
 * What a new grade does to the clocks of an incident (domain catalogue C3, AC-06). Limits of the new grade run from the
 * original start, whatever the hour of grading; a lower grade never erases a breach, nor what was done. Pure.
 */
import type { IncidentGrade } from '../../domain/incident.ts'
import { type ClockChange, type ClockFacts, voidClock } from './clock.ts'
import { type OpenedClock, openClock, openDoneClock } from './open-clock.ts'

/** A duty that is owed under some grades only. `startAt` is the instant it counts from, not that of the grading. */
export type GradedDuty = Pick<ClockFacts, 'duty' | 'kind' | 'limitMs' | 'startAt'> & {
  grades: readonly IncidentGrade[]
}
export type RegradedClock = ClockFacts & { id: string }

export type Regrade = {
  opened: (OpenedClock & { duty: string })[]
  /** Clocks of duties that this grade does not know: void with the reason; an overdue one keeps its breach. */
  ended: { id: string; change: ClockChange }[]
}

/**
 * Clocks of duties that are not in `duties` depend on no grade and are left alone. A void clock does not count as running:
 * when the grade rises again, the duty is owed again, from the same start. A duty done under another limit stays done.
 */
export function regradeClocks(
  { clocks, duties }: { clocks: readonly RegradedClock[]; duties: readonly GradedDuty[] },
  { grade, reason, at }: { grade: IncidentGrade; reason: string; at: Date },
): Regrade {
  const owed = duties.filter((d) => d.grades.includes(grade))
  const isOwed = (clock: ClockFacts) => owed.some((d) => isClockOf(clock, d))
  const depends = (clock: ClockFacts) => duties.some((d) => d.duty === clock.duty)
  const counts = (clock: ClockFacts) => clock.state !== 'void' && clock.voidReason === null
  return {
    opened: owed
      .filter((d) => !clocks.some((c) => counts(c) && isClockOf(c, d)))
      .map((d) => {
        const opened = { ...openClock(d, { now: at, cause: 'regrade' }), duty: d.duty }
        const doneAt = clocks.find((c) => c.duty === d.duty && counts(c) && c.metAt !== null)?.metAt
        return doneAt ? { ...opened, ...openDoneClock(opened, doneAt) } : opened
      }),
    ended: clocks
      .filter((c) => counts(c) && depends(c) && !isOwed(c))
      .flatMap((c) => {
        const change = voidClock(c, reason, at)
        return change ? [{ id: c.id, change }] : []
      }),
  }
}

/** The same duty may have another limit under another grade; a start moved by two persons is still the same start. */
const isClockOf = (clock: ClockFacts, { duty, limitMs }: GradedDuty): boolean =>
  clock.duty === duty && clock.limitMs === limitMs
