/**
 * A change of contact data while a plan runs: the run's own duty to tell it (附件1四2, CLK-40; 附2第五条（一）, CLK-22) begins with
 * the change, and telling everybody whom it names does it. Drills are left out: what changed is real.
 */
import type { Agent, UnitTree } from '../../domain/units.ts'
import { activationRow, type BodyMember, membersOf, openRunsOf, updateActivation } from '../../store/activations.ts'
import { clocksOf } from '../../store/clocks.ts'
import { type Incident, lockIncident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { isEnded } from '../incident/owed.ts'
import { meetPlanClock } from '../plan/meet-duty.ts'
import { isOpenRun } from '../plan/note-instants.ts'
import { placesOf } from '../plan/plan-run.ts'
import { textOfRun } from '../plan/plan-text.ts'
import type { Plan, PlanDuty } from '../plan/shape.ts'
import { syncRun } from '../plan/sync-run.ts'
import { changeDuties, sitting } from './members.ts'

/** Which duties of a plan the change begins, where the plan is run by `unitId`. */
export type Concerns = (
  plan: Plan,
  place: { unitId: string; rootId: string; members: readonly BodyMember[] },
) => PlanDuty[]

/** The duty of one run, and who must know before it is done. */
type RunTelling = { activationId: string; incident: Incident; duty: PlanDuty; userIds: string[]; unitIds: string[] }

/** Locks the incidents whose runs ask for it, in the order of their ids: before the record. */
export async function lockTellings(
  tx: Db,
  { rootId, concerns }: { rootId: string; concerns: Concerns },
  { tree, at }: { tree: UnitTree; at: Date },
): Promise<RunTelling[]> {
  const found: RunTelling[] = []
  for (const known of await openRunsOf(tx, rootId)) {
    const plan = await textOfRun(tx, known)
    if (changeDuties(plan).length === 0) continue
    const incident = await lockIncident(tx, known.incidentId)
    const run = incident && (await activationRow(tx, known.id))
    if (!run || !isOpenRun(run) || isEnded(incident)) continue
    const { unitId } = incident
    const members = await membersOf(tx, placesOf(incident), at)
    for (const duty of concerns(plan, { unitId, rootId, members })) {
      const named = plan.bodies.filter((b) => duty.to.includes(b.body))
      const people = await sitting(tx, named, { bureau: tree.byId(unitId)!, tree, at }, members)
      const parent = duty.recipients.includes('parent') ? tree.parentOf(unitId) : undefined
      const must = { userIds: people.map((p) => p.userId), unitIds: parent ? [parent.id] : [] }
      found.push({ activationId: run.id, incident, duty, ...must })
    }
  }
  return found
}

/** Begins the duties, and ends those whose people were all told; the others run until somebody writes down what was done. */
export async function meetTellings(
  tx: Db,
  tellings: readonly RunTelling[],
  { changeId, userIds, unitIds }: { changeId: string; userIds: ReadonlySet<string>; unitIds: readonly string[] },
  { tree, by, at }: { tree: UnitTree; by: Agent; at: Date },
): Promise<void> {
  for (const telling of tellings) {
    const { activationId, incident, duty } = telling
    const run = await activationRow(tx, activationId)
    if (run && run.instants.changed === undefined)
      await updateActivation(tx, activationId, { instants: { ...run.instants, changed: at.toISOString() } })
    await syncRun(tx, { activationId, incident, tree, by, at })
    const missed = telling.userIds.some((id) => !userIds.has(id)) || telling.unitIds.some((id) => !unitIds.includes(id))
    if (missed) continue
    for (const clock of await clocksOf(tx, incident.id))
      if (clock.activationId === activationId && clock.duty === duty.duty)
        await meetPlanClock(tx, { clock, proof: `contact_change:${changeId}` }, { by, at })
  }
}
