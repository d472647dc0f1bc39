/**
 * Door: an overseas outlet reports in a story of an incident, also where only a domestic page carries it (AC-05): a hand-off is opened,
 * once an outlet. And the block: while one is not executed, nobody answers that outlet.
 */
import { emptyPackage, type OverseasClass } from '../../domain/handoff.ts'
import type { Refusal } from '../../domain/result.ts'
import type { Agent, UnitTree } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import { insertHandoff, openIncidentsOfStory, overseasReportsOf, waitingOutlets } from '../../store/handoffs.ts'
import { type Incident, lockIncident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { notify, officeRoles } from '../delivery/notify.ts'

const machine: Agent = { kind: 'machine', name: 'handoff' }

/** Inside the transaction that opens or joins the incident, under its lock. Restricted matters and drills have none. */
export async function detectHandoffs(
  tx: Db,
  incident: Incident,
  { tree, at }: { tree: UnitTree; at: Date },
): Promise<void> {
  if (incident.restricted || incident.family !== 'media') return
  for (const report of await overseasReportsOf(tx, incident.id)) {
    const made = await insertHandoff(tx, {
      ...{ incidentId: incident.id, state: 'detected', ...report, unitId: incident.unitId, rootId: incident.rootId },
      ...{ detectedAt: at, coRecipients: [], content: emptyPackage },
    })
    if (!made) continue
    const { outletName, originClass, articleId, n } = made
    await appendAudit(tx, {
      ...{ at, by: machine, action: 'detect', subject: { kind: 'handoff', id: made.id }, incidentId: incident.id },
      ...{ before: null, after: { n, state: 'detected', outletName, originClass, articleId }, reason: null },
    })
    await tellOffice(
      tx,
      { incident, unitId: incident.unitId, key: `handoff/${made.id}`, outletName, originClass },
      { tree, at },
    )
  }
}

/** Door of the pipeline: a further report joined a story that an incident is about. */
export async function detectForStory(db: Db, clusterId: string, at: Date): Promise<void> {
  for (const id of await openIncidentsOfStory(db, clusterId))
    await db.transaction(async (tx) => {
      const incident = await lockIncident(tx, id)
      if (incident) await detectHandoffs(tx, incident, { tree: await loadUnitTree(tx), at })
    })
}

export async function tellOffice(
  tx: Db,
  told: { incident: Incident; unitId: string; key: string; outletName: string; originClass: OverseasClass },
  { tree, at }: { tree: UnitTree; at: Date },
): Promise<void> {
  const { incident, unitId, key, outletName, originClass } = told
  await notify(
    tx,
    {
      ...{ key, kind: 'handoff', incidentId: incident.id, heldFromUnitId: incident.heldFromUnitId },
      to: [{ unitId, roles: officeRoles }],
      facts: { no: incident.no, title: incident.title, outlet: outletName, originClass },
    },
    tree,
    at,
  )
}

/** The refusal to answer an outlet by this name in this incident, or null. Names are compared without width, case and spaces. */
export async function blockedOutlet(tx: Db, incidentId: string, outlet: string): Promise<Refusal | null> {
  const plain = (name: string) =>
    name
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s·・.]/g, '')
  const asked = plain(outlet)
  const waiting = (await waitingOutlets(tx, incidentId)).find((w) =>
    [w.name, ...w.aliases].map(plain).some((name) => name !== '' && (asked.includes(name) || name.includes(asked))),
  )
  return waiting ? { code: 'wrong-state', rule: 'G4-9', field: 'outlet', detail: { outlet: waiting.name } } : null
}
