/**
 * How a clock begins where it does not begin now (domain catalogue C3): by a grade that comes hours after the finding, by
 * the hand-over to another unit. The time counts from the first instant in every case; what is past already is overdue
 * at birth and says why, so that nobody takes it for a failure of the unit. Pure.
 */
import type { LateBirth } from '../../domain/incident.ts'
import { addMs } from '../../domain/time.ts'
import { type ClockChange, type ClockFacts, meetClock, passLimit, voidClock } from './clock.ts'

export type OpenedClock = Omit<ClockFacts, 'duty'> & { overdueOnCreation: LateBirth | null }

/** A clock of this duty from `startAt`, as it stands at `now`: running, or overdue on creation. */
export function openClock(
  { kind, limitMs, startAt }: Pick<ClockFacts, 'kind' | 'limitMs' | 'startAt'>,
  { now, cause }: { now: Date; cause: LateBirth },
): OpenedClock {
  const clock = {
    ...{ kind, limitMs, startAt, originalStartAt: null, limitAt: addMs(startAt, limitMs) },
    ...{ state: 'running' as const, overdueAt: null, metAt: null, voidReason: null, overdueOnCreation: null },
  }
  const passed = passLimit({ duty: '', ...clock }, now)
  return passed ? { ...clock, state: 'overdue', overdueAt: now, overdueOnCreation: cause } : clock
}

/** A clock of a duty that was done already under another limit: the delivery counts as what it was. */
export function openDoneClock(opened: OpenedClock, deliveredAt: Date): OpenedClock {
  const running = { duty: '', ...opened, state: 'running' as const, overdueAt: null }
  return {
    ...opened,
    overdueAt: null,
    overdueOnCreation: null,
    ...meetClock(running, { at: deliveredAt, proof: 'server' }),
  }
}

/**
 * Another unit takes the duty over. The old clock ends with the reason, a breach in it stays; the new one has the same
 * start and the same correction of it. Null where there is nothing left to take over.
 */
export function transferClock(
  clock: ClockFacts,
  { reason, at }: { reason: string; at: Date },
): { from: ClockChange; opened: OpenedClock } | null {
  const from = clock.voidReason === null ? voidClock(clock, reason, at) : null
  if (!from) return null
  const opened = openClock(clock, { now: at, cause: 'transfer' })
  return { from, opened: { ...opened, originalStartAt: clock.originalStartAt } }
}
