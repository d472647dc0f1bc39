/** A person takes a machine's draft over as the first revision of talking points, or throws it away. */
import { ok, type Result, refuse } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { lockPointsDraft, updatePointsDraft } from '../../store/points-drafts.ts'
import { lockTalkingPointsOfIncident } from '../../store/talking-points.ts'
import { agentOf, type By } from '../by.ts'
import { isSeen } from './ask-draft.ts'
import { openVersion } from './draft-talking-points.ts'
import type { Standing } from './record.ts'
import { bodyOfIncident, rightTo } from './rights.ts'

type Which = { draftId: string; incidentId: string }

/**
 * Word for word, by the way of a person's draft: its figures must be known and no other version may be on its way. It stays marked, and
 * `submit` refuses it, until its words differ (policy-machine-draft). `wrong-state`: not written, taken already, thrown away.
 */
export async function takePointsDraft(db: Db, { draftId, incidentId }: Which, by: By): Promise<Result<Standing>> {
  return db.transaction(async (tx) => {
    const locked = await lockTalkingPointsOfIncident(tx, incidentId, by.at)
    const who = { actor: by.actor, tree: await loadUnitTree(tx) }
    if (!locked || !(await isSeen(tx, incidentId, who))) return refuse('not-found', { field: 'incident' })
    const draft = await lockPointsDraft(tx, draftId)
    if (draft?.incidentId !== incidentId) return refuse('not-found', { field: 'draft' })
    if (!draft.body || draft.discardedAt || draft.takenAt) return refuse('wrong-state', { field: 'draft' })
    const machine = { draftId, model: draft.model, askedBy: draft.askedByName }
    const opened = await openVersion(tx, { locked, body: draft.body, machine }, by)
    if (opened.ok) await updatePointsDraft(tx, draftId, { takenAt: by.at, takenByName: by.actor.name })
    return opened
  })
}

/** The words go with it; that a machine worded them so stays known. One taken over stays: a text names it. */
export async function discardPointsDraft(
  db: Db,
  { draftId, incidentId }: Which,
  { actor, at }: By,
): Promise<Result<null>> {
  return db.transaction(async (tx) => {
    const locked = await lockTalkingPointsOfIncident(tx, incidentId, at)
    const tree = await loadUnitTree(tx)
    if (!locked || !(await isSeen(tx, incidentId, { actor, tree }))) return refuse('not-found', { field: 'incident' })
    const { incident } = locked
    const body = bodyOfIncident(incident, tree)
    if (!body.ok) return body
    const on = { scope: incident.scope, unitId: body.value.id, incident }
    const seat = rightTo('draft-talking-points', on, { actor, tree })
    if (!seat.ok) return seat
    const draft = await lockPointsDraft(tx, draftId)
    if (draft?.incidentId !== incidentId) return refuse('not-found', { field: 'draft' })
    if (draft.discardedAt || draft.takenAt) return refuse('wrong-state', { field: 'draft' })
    const emptied = { body: null, sentences: [], refused: [], sources: [], dueAt: null }
    await updatePointsDraft(tx, draftId, { ...emptied, discardedAt: at, discardedByName: actor.name })
    await appendAudit(tx, {
      ...{ at, by: agentOf(actor, seat.value), subject: { kind: 'incident', id: incidentId }, incidentId },
      ...{ action: 'discard-draft', after: { draftId } },
    })
    return ok(null)
  })
}
