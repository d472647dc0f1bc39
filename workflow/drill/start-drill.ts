/** A drill begins: its incident is opened by the script, in its own numbers and its own time, and the first inject is given. */
import { DrillInstant } from '../../domain/drill-time.ts'
import { type Result, ok, refuse } from '../../domain/result.ts'
import { addMs } from '../../domain/time.ts'
import type { Unit, UnitTree } from '../../domain/units.ts'
import { appendAudit, canonical } from '../../store/audit.ts'
import { drillOfIncident } from '../../store/drills.ts'
import { lockIncident } from '../../store/incidents.ts'

import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { agentOf, type By } from '../by.ts'
import { openByHand } from '../incident/open-by-hand.ts'
import { mayRun, readSpeed } from './drill.ts'
import { giveUpTo } from './give-injects.ts'
import { scenarioById } from './scenarios.ts'
import { planById } from '../plan/plan.ts'
import type { Scenario } from './scenario.ts'

export type DrillStart = { scenario: string; unitId: string; speed?: number }

/**
 * Refuses `not-found` for an unknown scenario or unit, `invalid-field` where the script is not for bureaus of this level or its plan
 * is not adopted. A person who may run drills opens it, whoever would find the matter in earnest.
 */
export async function startDrill(
  db: Db,
  input: DrillStart,
  by: By,
): Promise<Result<{ incidentId: string; no: string }>> {
  return db.transaction(async (tx) => {
    const { actor, at: real } = by
    const tree = await loadUnitTree(tx)
    const scenario = scenarioById(input.scenario)
    const bureau = tree.bureauOf(input.unitId)
    if (!scenario || !bureau) return refuse('not-found', { field: scenario ? 'unitId' : 'scenario' })
    const restricted = planById(scenario.plan)?.restricted === true
    const right = mayRun(actor, { unitId: bureau.id, restricted }, tree)
    if (!right.ok) return right
    const speed = readSpeed(input.speed)
    if (!speed.ok) return speed
    if (!isFor(scenario, bureau, tree)) return refuse('invalid-field', { field: 'unitId' })
    const at = new DrillInstant(real, real)
    const opened = await openByHand(
      tx,
      openingOf(scenario, bureau.id, at),
      { actor, at },
      {
        ...{ scenario: scenario.scenario, scenarioVersion: scenario.version, content: canonical(scenario) },
        ...{ startedAt: real, startedByUserId: actor.userId, startedByName: actor.name },
        ...{ paceRealAt: real, paceDrillAt: real, speed: speed.value },
      },
    )
    if (!opened.ok) return opened
    const incident = (await lockIncident(tx, opened.value.incidentId!))!
    const drill = (await drillOfIncident(tx, incident.id))!
    await appendAudit(tx, {
      ...{ at, by: agentOf(actor, right.value), action: 'start-drill', incidentId: incident.id },
      subject: { kind: 'drill', id: incident.id },
      after: { scenario: scenario.scenario, version: scenario.version, speed: speed.value },
    })
    await giveUpTo(tx, { drill, incident, tree, until: at })
    return ok({ incidentId: incident.id, no: incident.no })
  })
}

/** Is the script written for bureaus of this level? */
export const isFor = ({ levels }: Pick<Scenario, 'levels'>, bureau: Unit, tree: UnitTree): boolean =>
  levels.includes(tree.rootOf(bureau.id)?.id === bureau.id ? 'root' : bureau.level)

function openingOf(scenario: Scenario, unitId: string, at: Date) {
  const instants = Object.fromEntries(
    Object.entries(scenario.before).map(([name, beforeMs]) => [name, addMs(at, -beforeMs)]),
  )
  const { plan, mode, subject, title, place, fields } = scenario
  return { ...{ unitId, plan, mode, subject, title, place, fields, instants, foundAt: at }, drill: true }
}
