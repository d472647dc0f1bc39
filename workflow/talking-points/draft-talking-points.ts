/** Opens a new version of an incident's talking points with its first revision. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { TalkingPointsBody } from '../../domain/talking-points.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import {
  insertRevision,
  insertTalkingPoints,
  lockTalkingPointsOfIncident,
  type TalkingPointsVersion,
} from '../../store/talking-points.ts'
import type { By } from '../by.ts'
import { bodyHash } from './body.ts'
import { readKnownBody } from './known-body.ts'
import { recordChange, type Standing, standing } from './record.ts'
import { mayDraft } from './rights.ts'
import { openStates } from './talking-points.ts'

/**
 * The scope is the incident's at this moment; it decides who drafts and who approves (附4第七条（二）). Refuses
 * `already-exists` while another version is on its way: that one is revised.
 */
export async function draftTalkingPoints(
  db: Db,
  input: { incidentId: string; body: TalkingPointsBody },
  by: By,
): Promise<Result<Standing>> {
  return db.transaction(async (tx) => {
    const locked = await lockTalkingPointsOfIncident(tx, input.incidentId, by.at)
    // Of a matter of a compartment nothing is said to anybody: for whoever drafts it does not exist.
    if (!locked || locked.incident.restricted) return refuse('not-found', { field: 'incident' })
    return openVersion(tx, { locked, body: input.body }, by)
  })
}

type Locked = NonNullable<Awaited<ReturnType<typeof lockTalkingPointsOfIncident>>>

/** Inside a transaction that has locked the incident. `machine`: the draft whose words the person takes over as they are. */
export async function openVersion(
  tx: Db,
  {
    locked: { incident, versions },
    body: given,
    machine,
  }: { locked: Locked; body: TalkingPointsBody; machine?: { draftId: string; model: string | null; askedBy: string } },
  by: By,
): Promise<Result<Standing>> {
  const may = mayDraft(incident, openVersionOf(versions), { actor: by.actor, tree: await loadUnitTree(tx) })
  if (!may.ok) return may
  const body = await readKnownBody(tx, given, by.at)
  if (!body.ok) return body

  const { seat } = may.value
  const hash = bodyHash(body.value)
  const row = await insertTalkingPoints(tx, {
    incidentId: incident.id,
    n: (versions.at(-1)?.row.n ?? 0) + 1,
    state: 'draft',
    scope: incident.scope,
    unitId: may.value.body.id,
    revision: 1,
    hash,
    openedAt: by.at,
  })
  await insertRevision(tx, {
    ...{ talkingPointsId: row.id, n: 1, body: body.value, hash, at: by.at },
    ...{ byUserId: by.actor.userId, byName: by.actor.name, byUnitId: seat.unitId },
    ...(machine ? { origin: 'machine', draftId: machine.draftId } : {}),
  })
  const more = machine ? { more: { origin: 'machine', ...machine } } : {}
  await recordChange(tx, { verb: 'draft', before: null, after: row, incidentId: incident.id, seat, ...more }, by)
  return ok(standing(row))
}

/** The version still on its way, if there is one. */
export const openVersionOf = (versions: readonly TalkingPointsVersion[]): TalkingPointsVersion['row'] | null =>
  versions.find((v) => openStates.includes(v.row.state))?.row ?? null
