/** Two incidents of one matter become one: what runs goes on in the one that stays, the other stays to be read and moves no more. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { Role, UnitTree } from '../../domain/units.ts'
import { type Activation, activationsOf, updateActivation } from '../../store/activations.ts'
import { appendAudit } from '../../store/audit.ts'
import { type Clock, clocksOf, updateClock } from '../../store/clocks.ts'
import { type Incident, incidentRow, updateIncident } from '../../store/incidents.ts'
import { lockStories } from '../../store/locks.ts'
import {
  carryMerged,
  lockFlagsOfIncident,
  lockTwoIncidents,
  moveRuns,
  moveWhatHangs,
  storiesOfIncident,
  workUnderWay,
} from '../../store/merge-incidents.ts'
import type { Db } from '../../store/open.ts'
import { agentOf, type By } from '../by.ts'
import { notify, officeRoles } from '../delivery/notify.ts'
import { detectHandoffs } from '../handoff/detect-handoffs.ts'
import { mediaRunOf } from '../plan/media-plan.ts'
import { isOpenRun } from '../plan/note-instants.ts'
import { syncRun } from '../plan/sync-run.ts'
import { readText } from '../text.ts'
import { type IncidentStanding, lockAndJudgeIncident, saveIncidentMove } from './incident-command.ts'
import { judgePair, movedClocks, runBecomes, takenOver } from './merge.ts'

/**
 * `incidentId` goes into `intoId`, both of one tree, family and mode. Refuses `wrong-state` with the field that is in the way: its
 * talking points, releases, hand-offs or plans are under way, so that it is the one to stay, or the two run by different media plans;
 * `conflict` when a flag came to it meanwhile.
 */
export async function mergeIncidents(
  db: Db,
  input: { incidentId: string; intoId: string; reason: string },
  by: By,
): Promise<Result<IncidentStanding & { intoId: string }>> {
  return db.transaction(async (tx) => {
    const reason = readText(input.reason, { field: 'reason', min: 1, max: 2000 })
    if (!reason.ok) return reason
    const known = await incidentRow(tx, input.incidentId)
    if (!known) return refuse('not-found')
    await lockStories(tx, [...(known.clusterId ? [known.clusterId] : []), ...(await storiesOfIncident(tx, known.id))])
    const flags = await lockFlagsOfIncident(tx, known.id)
    const pair = await lockTwoIncidents(tx, [input.incidentId, input.intoId])
    const judged = await lockAndJudgeIncident(tx, { incidentId: input.incidentId, verb: 'merge' }, by)
    if (!judged.ok) return judged
    if (!pair) return refuse('not-found', { field: 'intoId' })
    const [absorbed, into] = pair
    const { tree, facts } = judged.value
    const fits = judgePair({ absorbed, into }, { actor: by.actor, tree })
    if (!fits.ok) return fits
    if (facts.flags.some((f) => !flags.includes(f.id))) return refuse('conflict')
    const free = await nothingUnderWay(tx, absorbed)
    if (!free.ok) return free
    const [mine, other] = [await mediaRunOf(tx, absorbed.id), await mediaRunOf(tx, into.id)]
    if (mine && other && mine.plan.plan !== other.plan.plan)
      return refuse('wrong-state', { rule: 'policy-merge', field: 'plans', detail: { plan: mine.plan.plan } })

    const stays = await updateIncident(tx, into.id, takenOver({ absorbed, into }))
    const runs = await joinRuns(tx, { absorbed, into }, by.at)
    const clocks = { coming: facts.clocks, own: await clocksOf(tx, into.id) }
    const moved = movedClocks(clocks, { absorbed, runs, reason: reason.value, at: by.at })
    for (const { id, change } of moved)
      await updateClock(tx, id, { incidentId: into.id, ...change, ...(change.voidReason ? { dueAt: null } : {}) })
    await moveWhatHangs(tx, { fromId: absorbed.id, toId: into.id })
    await carryMerged(tx, { fromId: absorbed.id, toId: into.id })
    const change = { mergedIntoId: into.id, closedAt: by.at }
    const after = { intoId: into.id, intoNo: into.no }
    await saveIncidentMove(tx, { judged: judged.value, action: 'merge', change, after, reason: reason.value }, by)
    const agent = agentOf(by.actor, judged.value.seat)
    await appendAudit(tx, {
      ...{ at: by.at, by: agent, action: 'absorb', subject: { kind: 'incident', id: into.id }, incidentId: into.id },
      before: { humanFoundAt: into.humanFoundAt, unitIds: into.unitIds, grade: into.grade },
      after: {
        ...{ absorbedId: absorbed.id, absorbedNo: absorbed.no, humanFoundAt: stays.humanFoundAt },
        ...{ unitIds: stays.unitIds, grade: stays.grade, clocks: clocks.coming.map(standing) },
      },
      reason: reason.value,
    })
    await tellMerged(tx, { absorbed, stays, reason: reason.value, byName: by.actor.name }, { tree, at: by.at })
    await goOn(tx, { incident: stays, tree, by: agent, at: by.at, reason: reason.value })
    return ok({ incidentId: absorbed.id, state: 'merged' as const, intoId: into.id })
  })
}

/** The offices and duty of every bureau that either of them concerned: from now on they find their clocks under the other number. */
async function tellMerged(
  tx: Db,
  { absorbed, stays, reason, byName }: { absorbed: Incident; stays: Incident; reason: string; byName: string },
  { tree, at }: { tree: UnitTree; at: Date },
): Promise<void> {
  const bureaus = [...absorbed.unitIds, ...stays.unitIds, stays.rootId].flatMap((id) => tree.bureauOf(id)?.id ?? [])
  const roles: Role[] = stays.restricted ? ['secrecy'] : [...officeRoles, 'unit_head']
  await notify(
    tx,
    {
      key: `merged:${absorbed.id}`,
      kind: 'incident_merged',
      to: [...new Set(bureaus)].map((unitId) => ({ unitId, roles })),
      incidentId: stays.id,
      facts: {
        ...{ no: stays.no, absorbedNo: absorbed.no, title: stays.restricted ? '' : stays.title },
        ...{ reason: stays.restricted ? '' : reason, byName },
      },
      heldFromUnitId: stays.heldFromUnitId,
      restricted: stays.restricted,
    },
    tree,
    at,
  )
}

/** What each clock was when it came over. */
const standing = ({ id, duty, unitId, startAt, limitAt, state, overdueAt }: Clock) => ({
  ...{ id, duty, unitId, startAt, limitAt, state, overdueAt },
})

/** A plan that was started, a text or a hand-off on its way: the incident that has them is the one to stay. */
async function nothingUnderWay(tx: Db, absorbed: Incident): Promise<Result<null>> {
  const run = (await activationsOf(tx, absorbed.id)).find((r) => isOpenRun(r) && r.state !== 'proposed')
  if (run) return refuse('wrong-state', { rule: 'policy-merge', field: 'plans', detail: { plan: run.plan } })
  const field = await workUnderWay(tx, absorbed.id)
  return field ? refuse('wrong-state', { rule: 'policy-merge', field }) : ok(null)
}

/**
 * A plan that waits in both is one: its clocks go on in the run of the incident that stays, which counts from the earlier finding.
 * Answers with the run that each of the others has become.
 */
async function joinRuns(
  tx: Db,
  { absorbed, into }: { absorbed: Incident; into: Incident },
  at: Date,
): Promise<Map<string, string>> {
  const own = await activationsOf(tx, into.id)
  const became = new Map<string, string>()
  const moving: string[] = []
  for (const run of await activationsOf(tx, absorbed.id)) {
    const stays = runBecomes(run, own)
    if (stays) {
      became.set(run.id, stays.id)
      await countFromEarlier(tx, stays, run)
      if (isOpenRun(run)) await updateActivation(tx, run.id, { state: 'declined', endedAt: at })
    } else moving.push(run.id)
  }
  await moveRuns(tx, moving, into.id)
  return became
}

async function countFromEarlier(tx: Db, stays: Activation, run: Activation): Promise<void> {
  const [mine, other] = [stays.instants.found, run.instants.found]
  if (!other || (mine && mine <= other)) return
  stays.instants = { ...stays.instants, found: other }
  await updateActivation(tx, stays.id, { instants: stays.instants })
}

async function goOn(
  tx: Db,
  context: { incident: Incident; tree: UnitTree; by: ReturnType<typeof agentOf>; at: Date; reason: string },
): Promise<void> {
  for (const run of (await activationsOf(tx, context.incident.id)).filter(isOpenRun))
    await syncRun(tx, { activationId: run.id, ...context })
  await detectHandoffs(tx, context.incident, context)
}
