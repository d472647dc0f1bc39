/**
 * Opens an incident for a flag, or joins the open one of the same story, and starts the clocks the finder owes. Only for
 * the commands of review/: they hold the locks of the story and of the flag.
 */
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { Actor, Agent, UnitTree } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import { clocksOf, updateClock } from '../../store/clocks.ts'
import { type Flag, flaggedText, flagsOfStory, updateFlag } from '../../store/flags.ts'
import {
  type Incident,
  insertIncident,
  lockIncident,
  lockOpenIncidentOfCluster,
  updateIncident,
} from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { reachedUnits } from '../../store/reports.ts'
import type { Subject } from '../clock/duties.ts'
import { type ClockStart, startClocks } from '../clock/start-clocks.ts'
import { detectHandoffs } from '../handoff/detect-handoffs.ts'
import { mediaPlanInForce, mediaRunOf } from '../plan/media-plan.ts'
import { insertRun } from '../plan/propose-plan.ts'
import type { Plan } from '../plan/shape.ts'
import { may } from '../policy.ts'
import { firstScope, isEnded, isHiddenFrom, missingDuties, waitsForPerson } from './owed.ts'

export type Found = {
  flag: Flag
  subject: Subject
  startEvent: ClockStart['startEvent']
  startAt: Date
  /** Null: nobody did, the safety net opens it (GAP-03). */
  actor: Actor | null
  title?: string
  note?: string
  /** The finder's parent is the subject of the complaint: it is told nothing until the root bureau releases it (AC-03). */
  parentIsSubject?: boolean
  /** Joins this open incident instead of looking for one of the same story. */
  incidentId?: string
}
export type Opened = { incident: Incident; opened: boolean }
type Context = { tree: UnitTree; by: Agent; at: Date }

/** Refuses `already-exists` when a person adds nothing: no new duty, no hold, and somebody stands behind it already. */
export async function openOrJoin(tx: Db, found: Found, context: Context): Promise<Result<Opened>> {
  const { flag } = found
  const bureau = context.tree.bureauOf(flag.unitId)
  if (!bureau) return refuse('not-found', { field: 'unit' })
  const existing = await incidentToJoin(tx, found, context)
  if (!existing.ok) return existing
  const hold = await heldUnit(tx, { found, existing: existing.value, bureauId: bureau.id }, context)
  if (!hold.ok) return hold
  const clocks = existing.value ? await clocksOf(tx, existing.value.id) : []
  const run = existing.value && (await mediaRunOf(tx, existing.value.id))
  const rootId = existing.value?.rootId ?? bureau.rootId
  const plan = run?.plan ?? (await mediaPlanInForce(tx, rootId))
  const { subject } = found
  const duties = missingDuties(plan, { unitId: bureau.id, subject, clocks, tree: context.tree })
  const identifies = found.actor !== null && waitsForPerson({ incident: existing.value, clocks, bureauId: bureau.id })
  if (existing.value && duties.length === 0 && !hold.value && !identifies)
    return refuse('already-exists', { detail: { no: existing.value.no, incidentId: existing.value.id } })

  const incident = existing.value
    ? await join(tx, { found, existing: existing.value, bureauId: bureau.id, hold: hold.value }, context)
    : await open(tx, { found, bureauId: bureau.id, hold: hold.value }, context)
  // A person now stands behind clocks that the safety net started: their earlier start stays.
  if (found.actor !== null)
    for (const clock of clocks.filter((c) => c.provisional && c.unitId === bureau.id))
      await updateClock(tx, clock.id, { provisional: false })
  const { startEvent, startAt } = found
  const provisional = found.actor === null
  const activationId = run?.run.id ?? (await proposeMediaRun(tx, { incident, plan, foundAt: startAt }, context))
  const start = { incident, activationId, unitId: bureau.id, duties, startEvent, startAt, provisional }
  await startClocks(tx, start, context)
  await attachStory(tx, { flag, incident, acknowledged: found.actor !== null }, context)
  await detectHandoffs(tx, incident, context)
  return ok({ incident, opened: existing.value === null })
}

/** The run that the matter waits for is put forward with it. An article may join a matter of another family, which has its own. */
async function proposeMediaRun(
  tx: Db,
  { incident, plan, foundAt }: { incident: Incident; plan: Plan; foundAt: Date },
  context: Context,
): Promise<string | undefined> {
  if (incident.family !== 'media') return undefined
  const instants = { found: foundAt.toISOString() }
  return (await insertRun(tx, { incident, plan, mode: null, instants }, context)).id
}

async function incidentToJoin(tx: Db, found: Found, { tree }: Context): Promise<Result<Incident | null>> {
  const { flag, actor, incidentId } = found
  const rootId = tree.rootOf(flag.unitId)?.id ?? flag.unitId
  if (incidentId !== undefined) {
    const named = await lockIncident(tx, incidentId)
    const known =
      named &&
      actor &&
      named.rootId === rootId &&
      !isHiddenFrom(actor, named, tree) &&
      [named.unitId, ...named.unitIds].some((unitId) => may(actor, 'view-incidents', { unitId, tree }).ok)
    if (!known) return refuse('not-found', { field: 'incidentId' })
    return isEnded(named) ? refuse('wrong-state', { field: 'incidentId', detail: { state: named.state } }) : ok(named)
  }
  const linked = flag.incidentId ? await lockIncident(tx, flag.incidentId) : null
  if (linked && !isEnded(linked)) return ok(linked)
  const unitId = tree.bureauOf(flag.unitId)?.id ?? flag.unitId
  return ok(await lockOpenIncidentOfCluster(tx, { clusterId: flag.clusterId, rootId, unitId }))
}

/** The unit it must be held back from, null when there is nothing new to hold. The root bureau is always told. */
async function heldUnit(
  tx: Db,
  { found, existing, bureauId }: { found: Found; existing: Incident | null; bureauId: string },
  { tree }: Context,
): Promise<Result<string | null>> {
  if (!found.parentIsSubject) return ok(null)
  const parent = tree.parentOf(bureauId)
  if (!parent || parent.id === parent.rootId) return refuse('invalid-field', { field: 'parentIsSubject' })
  if (!existing) return ok(parent.id)
  if (existing.heldFromUnitId === parent.id) return ok(null)
  // What it was told already cannot be taken back, and one matter is held back from one unit: a second hold would lift the first.
  const told = existing.unitIds.includes(parent.id) || (await reachedUnits(tx, existing.id)).includes(parent.id)
  return told || existing.heldFromUnitId ? refuse('wrong-state', { field: 'parentIsSubject' }) : ok(parent.id)
}

async function open(
  tx: Db,
  { found, bureauId, hold }: { found: Found; bureauId: string; hold: string | null },
  { tree, by, at }: Context,
): Promise<Incident> {
  const article = await flaggedText(tx, found.flag)
  const incident = await insertIncident(tx, {
    rootId: tree.rootOf(bureauId)?.id ?? bureauId,
    title: (found.title ?? article?.title ?? '').slice(0, 200),
    unitId: bureauId,
    state: 'suspected',
    scope: firstScope(bureauId, found.subject, tree),
    unitIds: [bureauId],
    clusterId: found.flag.clusterId,
    publishedAt: article?.publishedAt ?? null,
    machineDetectedAt: article?.firstSeenAt ?? null,
    humanFoundAt: found.actor ? at : null,
    provisional: found.actor === null,
    heldFromUnitId: hold,
    openedAt: at,
  })
  const { no, title, scope, provisional } = incident
  await appendAudit(tx, {
    at,
    by,
    action: 'open',
    subject: { kind: 'incident', id: incident.id },
    incidentId: incident.id,
    after: {
      no,
      title,
      scope,
      provisional,
      unitId: bureauId,
      subject: found.subject,
      flagId: found.flag.id,
      held: hold,
    },
    reason: found.note ?? null,
  })
  return incident
}

async function join(
  tx: Db,
  { found, existing, bureauId, hold }: { found: Found; existing: Incident; bureauId: string; hold: string | null },
  { by, at }: Context,
): Promise<Incident> {
  const person = found.actor !== null
  const change = {
    unitIds: [...new Set([...existing.unitIds, bureauId])],
    humanFoundAt: existing.humanFoundAt ?? (person ? at : null),
    provisional: existing.provisional && !person,
    heldFromUnitId: hold ?? existing.heldFromUnitId,
  }
  await appendAudit(tx, {
    at,
    by,
    action: existing.provisional && person ? 'identify' : 'join',
    subject: { kind: 'incident', id: existing.id },
    incidentId: existing.id,
    before: { unitIds: existing.unitIds, provisional: existing.provisional, held: existing.heldFromUnitId },
    after: { ...change, unitId: bureauId, subject: found.subject, flagId: found.flag.id, held: change.heldFromUnitId },
    reason: found.note ?? null,
  })
  return updateIncident(tx, existing.id, change)
}

/** All flags of the story in this unit belong to the incident now; none of them waits for an acknowledgement any more. */
async function attachStory(
  tx: Db,
  { flag, incident, acknowledged }: { flag: Flag; incident: Incident; acknowledged: boolean },
  { by, at }: Context,
): Promise<void> {
  for (const each of await flagsOfStory(tx, flag.clusterId, flag.unitId)) {
    const seen = acknowledged && each.alertedAt !== null && each.acknowledgedAt === null && by.kind === 'person'
    await updateFlag(tx, each.id, {
      incidentId: incident.id,
      dueAt: null,
      ...(seen ? { acknowledgedAt: at, acknowledgedBy: by.name } : {}),
    })
    if (each.id === flag.id || each.incidentId === incident.id) continue
    await appendAudit(tx, {
      at,
      by,
      action: 'attach',
      subject: { kind: 'flag', id: each.id },
      incidentId: incident.id,
      after: { articleId: each.articleId, unitId: each.unitId },
    })
  }
}
