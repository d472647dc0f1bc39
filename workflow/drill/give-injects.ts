/** Injects are given when the drill's time has come to them: told in the house to those the script names, and recorded. */
import { DrillInstant, drillTime, wakeAt } from '../../domain/drill-time.ts'
import type { UnitTree } from '../../domain/units.ts'
import { addMs } from '../../domain/time.ts'
import { appendAudit } from '../../store/audit.ts'
import { type Drill, drillById, paceOf, updateDrill } from '../../store/drills.ts'
import { type Incident, lockIncident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { fireUpTo } from '../clock/fire-clock.ts'
import { notify } from '../delivery/notify.ts'
import { drillMachine } from './drill.ts'
import { scenarioOf } from './drill-facts.ts'
import type { Inject } from './scenario.ts'

/** Door of the pipeline: whatever is due by now. Nothing happens in a drill that stands still or has ended. */
export async function giveInjects(db: Db, drillId: string, at: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const known = await drillById(tx, drillId)
    const incident = known && (await lockIncident(tx, known.incidentId))
    const drill = incident && (await drillById(tx, drillId))
    if (!drill) return
    if (drill.endedAt) return void (await updateDrill(tx, drill.id, { dueAt: null }))
    const tree = await loadUnitTree(tx)
    await giveUpTo(tx, { drill, incident, tree, until: drillTime(paceOf(drill), at) })
  })
}

type Context = { drill: Drill; incident: Incident; tree: UnitTree; until: DrillInstant }

/** Under the incident's lock. Clocks fire first up to each inject, so that the record keeps the order of the drill's time. */
export async function giveUpTo(tx: Db, { drill, incident, tree, until }: Context): Promise<Drill> {
  const { injects } = scenarioOf(drill)
  const whenOf = (inject: Inject) => new DrillInstant(addMs(drill.startedAt, inject.at), until.realAt)
  let given = drill.given
  for (const inject of injects.slice(given)) {
    const at = whenOf(inject)
    if (at > until) break
    await fireUpTo(tx, { incident, tree, until: at })
    await give(tx, { inject, n: ++given, incident, tree }, at)
  }
  const next = injects[given]
  return updateDrill(tx, drill.id, { given, dueAt: next ? wakeAt(paceOf(drill), whenOf(next)) : null })
}

async function give(
  tx: Db,
  { inject, n, incident, tree }: { inject: Inject; n: number; incident: Incident; tree: UnitTree },
  at: DrillInstant,
): Promise<void> {
  const people = await notify(
    tx,
    {
      key: `drill:${incident.id}:${inject.inject}`,
      kind: 'drill_inject',
      to: [{ unitId: incident.unitId, roles: inject.to }],
      incidentId: incident.id,
      restricted: incident.restricted,
      facts: { no: incident.no, title: incident.title, from: inject.from, told: inject.text },
    },
    tree,
    at,
  )
  await appendAudit(tx, {
    ...{ at, by: drillMachine, action: 'inject', subject: { kind: 'drill', id: incident.id }, incidentId: incident.id },
    after: { inject: inject.inject, n, told: people.map((p) => p.userId) },
  })
}
