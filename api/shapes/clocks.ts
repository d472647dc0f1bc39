/** Clocks as the contract shows them. What their states mean is workflow/clock. */
import type { UnitTree } from '../../domain/units.ts'
import type { Clock, ClockFiring } from '../../store/clocks.ts'
import { type ClockReading, clockState, ladderOf } from '../../workflow/clock/clock.ts'
import { leadersOf } from '../../workflow/clock/parallel.ts'
import type { ClockShown } from '../contract.ts'
import type { Plan } from '../../workflow/plan/shape.ts'
import { anyRuleShown } from './rules.ts'
import { iso, isoOrNull, unitRef } from './units.ts'

export type Leaders = ReadonlyMap<string, string | null>

/** Which clocks of an incident lead which; ended and void ones lead nobody. */
export const leadersOfClocks = (clocks: Clock[]): Leaders =>
  leadersOf(
    clocks
      .filter((c) => c.voidReason === null && (c.state === 'running' || c.state === 'overdue'))
      .map(({ kind, ...c }) => ({
        ...c,
        kind: kind === 'hard' ? 'hard' : 'soft',
        subjectId: kind === 'recurring' ? c.id : '',
      })),
  )

export function clockShown(
  clock: Clock,
  {
    firings,
    tree,
    now,
    plan,
    leaders,
  }: { firings: ClockFiring[]; tree: UnitTree; now: Date; plan?: Plan; leaders?: Leaders },
): ClockShown {
  const reading = clockState(clock, now)
  const fired = new Map(firings.filter((f) => f.clockId === clock.id).map((f) => [f.step, f]))
  return {
    id: clock.id,
    incidentId: clock.incidentId,
    duty: clock.duty,
    rule: anyRuleShown(clock.rule, plan),
    what: clock.what,
    body: plan?.bodies.find((b) => b.body === clock.body)?.name ?? '',
    kind: clock.kind,
    activationId: clock.activationId,
    overdueOnCreation: clock.overdueOnCreation,
    ledBy: leaders?.get(clock.id) ?? null,
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
