/** Reads what a paper is composed from. The person's rights were looked at before; what a unit may not know of is not read for it. */
import type { Unit, UnitTree } from '../../domain/units.ts'
import { activationsOf, stepRunsOf } from '../../store/activations.ts'
import { timelineOf } from '../../store/audit.ts'
import { briefingCounts } from '../../store/briefing.ts'
import { clocksOf } from '../../store/clocks.ts'
import { clusterById } from '../../store/clusters.ts'
import { correctionList, lastLooks } from '../../store/correction-list.ts'
import { lettersOf, sendingsOf } from '../../store/corrections.ts'
import { documentsOfIncident } from '../../store/documents.ts'
import { drillOfIncident } from '../../store/drills.ts'
import { handoffList } from '../../store/handoffs.ts'
import { decisionsOf, type Incident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { releaseById, releaseList } from '../../store/releases.ts'
import { reportsOf } from '../../store/reports.ts'
import { stepFormsOf } from '../../store/step-forms.ts'
import { answersOfIncident, talkingPointsOfIncident } from '../../store/talking-points.ts'
import { wholeDrill } from '../drill/drill-facts.ts'
import { textOfRun } from '../plan/plan-text.ts'
import type { Frame, MatterFacts, PeriodFacts } from './facts.ts'

export type On = { unit: Unit; tree: UnitTree; asOf: Date }

export const frameOf = ({ unit, tree, asOf }: On): Frame => ({
  ...{ asOf, unitId: unit.id, unitName: unit.name },
  superior: tree.parentOf(unit.id)?.name ?? '',
  nameOf: (id) => tree.byId(id)?.name ?? '',
})

/** `unitIds`: whose incidents the person may see, `correctionUnitIds`: whose requests to outlets. */
export async function gatherMatter(
  db: Db,
  {
    incident,
    unitIds,
    correctionUnitIds,
    aboutId,
    ...on
  }: On & { incident: Incident; unitIds: string[]; correctionUnitIds: string[]; aboutId: string | null },
): Promise<MatterFacts> {
  const { id } = incident
  const releases: MatterFacts['releases'] = []
  for (const r of (await releaseList(db, { unitIds, incidentId: id, page: 1, pageSize: 100 })).items) {
    const full = await releaseById(db, { id: r.id, unitIds, at: on.asOf })
    if (full) releases.push({ ...r, text: full.body.text, meeting: full.body.meeting })
  }
  const rows = await activationsOf(db, id)
  const ids = rows.map((r) => r.id)
  const steps = await stepRunsOf(db, ids)
  const forms = await stepFormsOf(db, ids)
  const runs: MatterFacts['runs'] = []
  for (const run of rows)
    runs.push({
      ...{ run, plan: await textOfRun(db, run) },
      steps: steps.filter((s) => s.activationId === run.id),
      forms: forms.filter((f) => f.activationId === run.id),
    })
  const drill = await drillOfIncident(db, id)
  return {
    ...frameOf(on),
    incident,
    reports: await reportsOf(db, id),
    clocks: await clocksOf(db, id),
    decisions: await decisionsOf(db, id),
    points: await talkingPointsOfIncident(db, { incidentId: id, unitIds, at: on.asOf }),
    answers: await answersOfIncident(db, { incidentId: id, unitIds }),
    releases,
    corrections: await correctionsOf(db, { incidentId: id, unitIds: correctionUnitIds, incidentUnitIds: unitIds }),
    aboutId,
    handoffs: (await handoffList(db, { unitIds, incidentId: id, page: 1, pageSize: 50 })).items,
    runs,
    timeline: await timelineOf(db, id),
    drillResults: drill ? (await wholeDrill(db, { drill, incident }, on.asOf)).results : [],
    papers: await documentsOfIncident(db, id, on.unit.id),
    members: incident.clusterId ? ((await clusterById(db, incident.clusterId))?.members ?? []) : [],
  }
}

/** Requests for correction of an incident with the letter as it stands, what went out and the newest look; those drafted first come first. */
export async function correctionsOf(
  db: Db,
  filter: { incidentId: string; unitIds: string[]; incidentUnitIds: string[] },
): Promise<MatterFacts['corrections']> {
  const { items } = await correctionList(db, { ...filter, sort: 'drafted', page: 1, pageSize: 200 })
  const looks = await lastLooks(
    db,
    items.map((c) => c.row.id),
  )
  const found: MatterFacts['corrections'] = []
  for (const { row, article } of items.reverse()) {
    const letter = (await lettersOf(db, row.id)).find((l) => l.n === row.revision)
    const sendings = (await sendingsOf(db, row.id)).map(({ sending: { at, way } }) => ({ at, way }))
    if (letter) found.push({ row, article, letter: letter.letter, sendings, look: looks.get(row.id) ?? null })
  }
  return found
}

export const gatherPeriod = async (
  db: Db,
  { from, to, ...on }: On & { from: Date; to: Date },
): Promise<PeriodFacts> => ({
  ...frameOf(on),
  ...{ from, to },
  counts: await briefingCounts(db, { unitId: on.unit.id, from, to }),
})
