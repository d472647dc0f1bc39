/** Drills as the contract shows them. */
import type { UnitTree } from '../../domain/units.ts'
import { type Drill, type DrillListed, paceOf } from '../../store/drills.ts'
import type { WholeDrill } from '../../workflow/drill/drill-facts.ts'
import type { DrillResult } from '../../workflow/drill/results.ts'
import { planById } from '../../workflow/plan/plan.ts'
import type { DrillResultShown, DrillRow, InjectShown, PaceShown } from '../contract.ts'
import { anyRuleShown } from './rules.ts'
import { iso, isoOrNull, unitRef } from './units.ts'
import { addMs } from '../../domain/time.ts'

export function paceShown(drill: Drill): PaceShown {
  const { realAt, drillAt, speed } = paceOf(drill)
  return { realAt: iso(realAt), drillAt: iso(drillAt), speed }
}

export function drillRow({ incident, drill, plan }: DrillListed, tree: UnitTree): DrillRow {
  const state = !drill ? 'unscripted' : (drill.outcome ?? (drill.speed === 0 ? 'stopped' : 'running'))
  return {
    ...{ incidentId: incident.id, no: incident.no, title: incident.title, unit: unitRef(tree, incident.unitId), plan },
    planTitle: (plan && planById(plan)?.title) ?? '',
    ...{ restricted: incident.restricted, state, startedAt: iso(drill?.startedAt ?? incident.openedAt) },
    ...{ startedBy: drill?.startedByName ?? '', endedAt: isoOrNull(drill ? drill.endedAt : incident.closedAt) },
    tally: drill?.tally ?? null,
  }
}

export function resultShown(result: DrillResult, { plan }: { plan: string }): DrillResultShown {
  const { name, inject, expected, dueAt, doneAt, doneBy, differenceMs, state } = result
  return {
    ...{ name, inject: inject.inject, act: expected.act, text: expected.text, by: expected.by },
    rule: expected.rule ? anyRuleShown(expected.rule, planById(plan)) : null,
    ...{ dueAt: isoOrNull(dueAt), doneAt: isoOrNull(doneAt), doneBy, differenceMs, state },
  }
}

/** Whoever takes part does not read ahead. */
export const injectsShown = ({ scenario, drill, startAt }: WholeDrill, runs: boolean): InjectShown[] =>
  scenario.injects
    .map(({ inject, at, via, from, text, to }, i) => ({
      ...{ inject, n: i + 1, at: iso(addMs(startAt, at)), given: i < drill.given, via, from, text, to },
    }))
    .filter((i) => runs || i.given)
