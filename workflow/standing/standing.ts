/**
 * Duties that hang on the calendar alone (domain catalogue CLK-11, CLK-34, CLK-39, CLK-47, CLK-48): the daily watch, upkeep,
 * drills, meetings. They are the recurring duties of adopted plans whose start is the calendar; who owes them are the bodies of the
 * plan. Pure.
 */
import type { Role, Unit, UnitTree } from '../../domain/units.ts'
import {
  type Cadence,
  type Occurrence,
  occurrences,
  type OccurrenceState,
  occurrenceState,
} from '../clock/recurring.ts'
import type { Body, Plan, PlanDuty } from '../plan/shape.ts'

export type StandingDuty = {
  plan: string
  planTitle: string
  duty: string
  what: string
  rule: string
  every: Cadence
  nilCounts: boolean
  since: Date
  roles: Role[]
  body: string
}

/** What this bureau owes by the calendar; `since` is when its tree adopted the plan. */
export function standingDuties(
  plans: readonly { plan: Plan; adoptedAt: Date }[],
  bureau: Unit,
  tree: UnitTree,
): StandingDuty[] {
  return plans.flatMap(({ plan, adoptedAt }) =>
    plan.duties.filter(isStanding).flatMap((duty) => {
      const bodies = duty.by
        .map((name) => plan.bodies.find((b) => b.body === name))
        .filter((b): b is Body => b !== undefined && owes(b, bureau, tree))
      if (bodies.length === 0) return []
      return [
        {
          ...{ plan: plan.plan, planTitle: plan.title, duty: duty.duty, what: duty.what, rule: duty.rule },
          ...{ every: duty.every as Cadence, nilCounts: duty.nilCounts, since: adoptedAt },
          roles: [...new Set(bodies.flatMap((b) => b.roles))],
          body: bodies.map((b) => b.name).join('、'),
        },
      ]
    }),
  )
}

const isStanding = (duty: PlanDuty): boolean =>
  duty.kind === 'recurring' && duty.start === 'calendar' && typeof duty.every === 'string'

/** A body of the root or of its divisions owes at the root; one of a level at each bureau of that level; `every` at each. */
function owes(body: Body, bureau: Unit, tree: UnitTree): boolean {
  const isRoot = tree.rootOf(bureau.id)?.id === bureau.id
  if (body.level === 'outside' || bureau.level === 'division') return false
  if (body.level === 'root' || body.level === 'division') return isRoot
  return body.level === 'every' || body.level === bureau.level
}

export type Owed = { duty: StandingDuty; occurrence: Occurrence }

/** Occurrences that touch [from, until], by duty, oldest first. */
export const owedBetween = (duties: readonly StandingDuty[], from: Date, until: Date): Owed[] =>
  duties.flatMap((duty) =>
    occurrences(duty.every, { startAt: duty.since, from, until }).map((occurrence) => ({ duty, occurrence })),
  )

export const stateOf = (
  { duty, occurrence }: Owed,
  entries: readonly { plan: string; duty: string; key: string; at: Date; nil: boolean }[],
  now: Date,
): OccurrenceState =>
  occurrenceState(
    occurrence,
    {
      entries: entries.filter((e) => e.plan === duty.plan && e.duty === duty.duty),
      nilCounts: duty.nilCounts,
    },
    now,
  )
