/** The news centre of an incident (附4第七条（四）): opened and closed by the body that leads it, run by those who speak. */
import { ok, type Result, refuse } from '../../domain/result.ts'
import { addMs, hour, minute } from '../../domain/time.ts'
import type { Agent } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import { type Incident, lockIncident } from '../../store/incidents.ts'
import {
  insertCentre,
  lastUpdateOf,
  lockCentre,
  type NewsCentre,
  openCentreOf,
  saveCentre,
} from '../../store/news-centres.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { agentOf, type By } from '../by.ts'
import { notify } from '../delivery/notify.ts'
import { type Action, may } from '../policy.ts'
import { meetByWord } from '../release/met-duties.ts'
import { endedIncident } from '../talking-points/needs.ts'
import { bodyOfIncident } from '../talking-points/rights.ts'
import { readText } from '../text.ts'

/** From a quarter of an hour to a day; 0: no cadence. */
const cadence = { least: 15 * minute, most: 24 * hour } as const
const limits = { services: 2000, strategy: 4000, reason: 2000 } as const

export type CentreInput = { everyMs: number; services: string; strategy: string }

/** Opens it with a reason. Refuses `already-exists` while one is open, and a drill's or a closed matter's like any other. */
export async function openCentre(
  db: Db,
  input: CentreInput & { incidentId: string; reason: string },
  by: By,
): Promise<Result<{ id: string }>> {
  return db.transaction(async (tx) => {
    const incident = await lockIncident(tx, input.incidentId)
    if (!incident || incident.restricted) return refuse('not-found', { field: 'incident' })
    const tree = await loadUnitTree(tx)
    const unit = bodyOfIncident(incident, tree)
    if (!unit.ok) return unit
    const right = may(by.actor, 'open-news-centre', { unitId: unit.value.id, tree, scope: incident.scope })
    if (!right.ok) return right
    const ended = endedIncident(incident)
    if (ended) return { ok: false, refusal: ended }
    if (await openCentreOf(tx, incident.id)) return refuse('already-exists', { field: 'newsCentre' })
    const read = readInput(input)
    if (!read.ok) return read
    const reason = readText(input.reason, { field: 'reason', min: 1, max: limits.reason })
    if (!reason.ok) return reason
    const centre = await insertCentre(tx, {
      ...{ incidentId: incident.id, state: 'open', unitId: unit.value.id, ...read.value, reason: reason.value },
      ...{ openedAt: by.at, dueAt: read.value.everyMs > 0 ? addMs(by.at, read.value.everyMs) : null },
    })
    const agent = agentOf(by.actor, right.value)
    await record(tx, { centre, incident, action: 'open-centre', reason: reason.value }, { agent, at: by.at })
    const word = { incidentId: incident.id, kind: 'news_centre' as const, proof: `news-centre:${centre.id}` }
    await meetByWord(tx, word, { agent, at: by.at })
    return ok({ id: centre.id })
  })
}

/** Changes cadence, services or strategy of an open one. */
export async function changeCentre(
  db: Db,
  input: CentreInput & { id: string },
  by: By,
): Promise<Result<{ id: string }>> {
  return onCentre(db, { id: input.id, action: 'run-news-centre' }, by, async (tx, { centre, incident, agent }) => {
    const read = readInput(input)
    if (!read.ok) return read
    const { everyMs } = read.value
    const last = (await lastUpdateOf(tx, incident.id)) ?? centre.openedAt
    const next = addMs(last > centre.openedAt ? last : centre.openedAt, everyMs)
    const dueAt = everyMs > 0 ? (next > by.at ? next : addMs(by.at, everyMs)) : null
    await saveCentre(tx, centre.id, { ...read.value, dueAt, warnedAt: null })
    const changed = { ...centre, ...read.value }
    await record(tx, { centre: changed, incident, action: 'change-centre' }, { agent, at: by.at })
    return ok({ id: centre.id })
  })
}

/** Closes it with a reason: by the body that may open it. */
export async function closeCentre(
  db: Db,
  input: { id: string; reason: string },
  by: By,
): Promise<Result<{ id: string }>> {
  return onCentre(db, { id: input.id, action: 'open-news-centre' }, by, async (tx, { centre, incident, agent }) => {
    const reason = readText(input.reason, { field: 'reason', min: 1, max: limits.reason })
    if (!reason.ok) return reason
    await saveCentre(tx, centre.id, { state: 'closed', closedAt: by.at, dueAt: null })
    const closed = { ...centre, state: 'closed' as const }
    await record(tx, { centre: closed, incident, action: 'close-centre', reason: reason.value }, { agent, at: by.at })
    return ok({ id: centre.id })
  })
}

/**
 * Door of the pipeline: the cadence's time has come. Was there a word since? Then the next time counts from it; else the people of the
 * centre are told, once a gap. A missed cadence warns only: it is nobody's breach (policy, C3).
 */
export async function watchCentre(db: Db, id: string, at: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const found = await lockCentre(tx, id)
    if (found?.centre.state !== 'open' || found.centre.everyMs === 0) return
    const { centre, incident } = found
    const update = await lastUpdateOf(tx, incident.id)
    const last = update && update > centre.openedAt ? update : centre.openedAt
    const next = addMs(last, centre.everyMs)
    if (next > at) return saveCentre(tx, id, { dueAt: next })
    await saveCentre(tx, id, { warnedAt: at, dueAt: addMs(at, centre.everyMs) })
    await notify(
      tx,
      {
        key: `cadence_missed/${id}/${next.toISOString()}`,
        ...{ kind: 'cadence_missed', incidentId: incident.id, heldFromUnitId: incident.heldFromUnitId },
        to: [{ unitId: centre.unitId, roles: ['news_centre', 'spokesperson', 'office_director'] }],
        facts: { no: incident.no, title: incident.title, dueAt: next.toISOString() },
      },
      await loadUnitTree(tx),
      at,
    )
  })
}

async function onCentre(
  db: Db,
  { id, action }: { id: string; action: Action },
  by: By,
  run: (tx: Db, on: { centre: NewsCentre; incident: Incident; agent: Agent }) => Promise<Result<{ id: string }>>,
): Promise<Result<{ id: string }>> {
  return db.transaction(async (tx) => {
    const found = await lockCentre(tx, id)
    if (!found) return refuse('not-found', { field: 'newsCentre' })
    const { centre, incident } = found
    const tree = await loadUnitTree(tx)
    const right = may(by.actor, action, { unitId: centre.unitId, tree, scope: incident.scope })
    if (!right.ok) return right
    if (centre.state !== 'open') return refuse('wrong-state', { detail: { state: centre.state } })
    return run(tx, { centre, incident, agent: agentOf(by.actor, right.value) })
  })
}

function readInput({ everyMs, services, strategy }: CentreInput): Result<CentreInput> {
  const isCadence = Number.isInteger(everyMs) && everyMs >= cadence.least && everyMs <= cadence.most
  if (everyMs !== 0 && !isCadence)
    return refuse('invalid-field', {
      field: 'everyMs',
      detail: { leastMinutes: cadence.least / minute, mostMinutes: cadence.most / minute },
    })
  const said = readText(services, { field: 'services', min: 0, max: limits.services })
  if (!said.ok) return said
  const planned = readText(strategy, { field: 'strategy', min: 0, max: limits.strategy })
  if (!planned.ok) return planned
  return ok({ everyMs, services: said.value, strategy: planned.value })
}

async function record(
  tx: Db,
  { centre, incident, action, reason }: { centre: NewsCentre; incident: Incident; action: string; reason?: string },
  { agent, at }: { agent: Agent; at: Date },
): Promise<void> {
  await appendAudit(tx, {
    ...{
      at,
      by: agent,
      action,
      subject: { kind: 'news_centre', id: centre.id },
      incidentId: incident.id,
      before: null,
    },
    after: { state: centre.state, everyMs: centre.everyMs, unitId: centre.unitId },
    reason: reason ?? null,
  })
}
