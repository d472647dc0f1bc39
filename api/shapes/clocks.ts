/** Clocks as the contract shows them. What their states mean is workflow/clock. */
import type { UnitTree } from '../../domain/units.ts'
import type { Clock, ClockFiring } from '../../store/clocks.ts'
import { type ClockReading, clockState, ladderOf } from '../../workflow/clock/clock.ts'
import type { ClockShown } from '../contract.ts'
import { ruleShown } from '../errors.ts'
import { iso, isoOrNull, unitRef } from './units.ts'

export function clockShown(
  clock: Clock,
  { firings, tree, now }: { firings: ClockFiring[]; tree: UnitTree; now: Date },
): ClockShown {
  const reading = clockState(clock, now)
  const fired = new Map(firings.filter((f) => f.clockId === clock.id).map((f) => [f.step, f]))
  return {
    id: clock.id,
    incidentId: clock.incidentId,
    duty: clock.duty,
    rule: ruleShown(clock.rule),
    kind: clock.kind,
    unit: unitRef(tree, clock.unitId),
    recipients: clock.recipientIds.map((id) => unitRef(tree, id)),
    startEvent: clock.startEvent,
    startAt: iso(clock.startAt),
    originalStartAt: isoOrNull(clock.originalStartAt),
    limitMs: clock.limitMs,
    limitAt: iso(clock.limitAt),
    provisional: clock.provisional,
    state: stateShown(reading.state),
    remainingMs: reading.remainingMs,
    overdueAt: isoOrNull(clock.overdueAt),
    metAt: isoOrNull(clock.metAt),
    marginMs: reading.marginMs,
    delayMs: reading.delayMs,
    worstCase: reading.worstCase && {
      state: stateShown(reading.worstCase.state),
      limitAt: iso(reading.worstCase.limitAt),
    },
    reportId: clock.reportId,
    voidReason: clock.voidReason,
    // Reminders of an overdue clock are listed once they were sent; two dozen planned ones say nothing.
    ladder: ladderOf(clock)
      .filter((s) => !s.repeat || fired.has(s.step))
      .map((s) => ({
        step: s.step,
        plannedAt: iso(s.plannedAt),
        firedAt: isoOrNull(fired.get(s.step)?.firedAt),
        lateMs: fired.get(s.step)?.lateMs ?? 0,
      })),
  }
}

/** "Due soon" is a colour: the page counts down by itself. */
const stateShown = (state: ClockReading['state']): ClockShown['state'] => (state === 'due_soon' ? 'running' : state)
