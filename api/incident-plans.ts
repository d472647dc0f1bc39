/** The plans of one incident: their runs with everything in them, and what is next over all of them. */
import type { Actor, UnitTree } from '../domain/units.ts'
import { activationsOf, stepRunsOf } from '../store/activations.ts'
import { clocksOf, firingsOf } from '../store/clocks.ts'
import { type Incident, incidentById } from '../store/incidents.ts'
import type { Db } from '../store/open.ts'
import { reportsOf } from '../store/reports.ts'
import { stepFormsOf } from '../store/step-forms.ts'
import { isEnded } from '../workflow/incident/owed.ts'
import { plansOf } from '../workflow/plan/adopted.ts'
import { nextActs } from '../workflow/plan/next-acts.ts'
import { isOpenRun } from '../workflow/plan/note-instants.ts'
import { planRun } from '../workflow/plan/plan-run.ts'
import { isFurther } from '../workflow/plan/propose-plan.ts'
import { type RunViewer, viewerOf } from '../workflow/plan/run-moves.ts'
import { may, unitsVisible } from '../workflow/policy.ts'
import type { IncidentPlans } from './contract.ts'
import { leadersOfClocks } from './shapes/clocks.ts'
import { nextActShown, planRow, planRunShown } from './shapes/plans.ts'
import { iso, unitRef } from './shapes/units.ts'

type Who = { actor: Actor; tree: UnitTree; now: Date }

/** The incident as this person may see it, compartments included; null otherwise. */
export const incidentFor = (
  db: Db,
  id: string,
  { actor, tree }: Pick<Who, 'actor' | 'tree'>,
): Promise<Incident | null> =>
  incidentById(db, id, unitsVisible(actor, 'view-incidents', tree), unitsVisible(actor, 'view-leaks', tree))

/** Null when there is no such incident or the person may not know of it. */
export async function incidentPlans(db: Db, id: string, who: Who): Promise<IncidentPlans | null> {
  const { actor, tree, now } = who
  const incident = await incidentFor(db, id, who)
  if (!incident) return null
  const rows = await activationsOf(db, id)
  const viewers: RunViewer[] = []
  for (const activation of rows) viewers.push(viewerOf(await planRun(db, { activation, incident }, now), who))
  const clocks = await clocksOf(db, id)
  const firings = await firingsOf(
    db,
    clocks.map((k) => k.id),
  )
  const ids = rows.map((r) => r.id)
  const steps = await stepRunsOf(db, ids)
  const forms = await stepFormsOf(db, ids)
  const reports = await reportsOf(db, id)
  const leaders = leadersOfClocks(clocks)
  const open = new Set(rows.filter(isOpenRun).map((r) => r.plan))
  const root = unitRef(tree, incident.rootId)
  const proposable = (await plansOf(db, incident.rootId)).filter((p) => isFurther(p, incident) && !open.has(p.plan))
  const mayPropose =
    !isEnded(incident) &&
    (incident.restricted || may(actor, 'propose-plan', { unitId: incident.unitId, tree, scope: incident.scope }).ok)
  return {
    runs: viewers.map((v) =>
      planRunShown(v, {
        ...{ tree, firings, leaders, reports },
        forms: forms.filter((f) => f.activationId === v.run.activation.id),
        stepNames: new Map(
          steps.filter((s) => s.activationId === v.run.activation.id).map((s) => [s.step, s.byName] as const),
        ),
      }),
    ),
    next: nextActs(viewers.filter((v) => isOpenRun(v.run.activation))).map((act) =>
      nextActShown(act, viewers.find((v) => v.run.activation.id === act.activationId)!.run.facts.plan),
    ),
    proposable: proposable.map((p) => planRow(p, [{ rootId: root.id, name: root.name }])),
    mayPropose,
    serverTime: iso(now),
  }
}
