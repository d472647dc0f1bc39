/**
 * A person asks the operator's language model for a first wording of a matter's talking points. It is written later, by the machine's
 * step; nothing of a matter of a compartment, of a leak or of a drill is ever sent.
 */
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Actor, Seat, UnitTree } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import { type Incident, incidentById } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { addPointsDraft, isMatterKeptIn, openPointsDraft } from '../../store/points-drafts.ts'
import { lockTalkingPointsOfIncident } from '../../store/talking-points.ts'
import { agentOf, type By } from '../by.ts'
import { unitsVisible } from '../policy.ts'
import { openVersionOf } from './draft-talking-points.ts'
import { mayDraft } from './rights.ts'

/** One that is waited for already is answered with, however often it is clicked. */
export async function askPointsDraft(
  db: Db,
  { incidentId }: { incidentId: string },
  { actor, at }: By,
): Promise<Result<{ draftId: string }>> {
  return db.transaction(async (tx) => {
    const tree = await loadUnitTree(tx)
    const locked = await lockTalkingPointsOfIncident(tx, incidentId, at)
    if (!locked || !(await isSeen(tx, incidentId, { actor, tree }))) return refuse('not-found', { field: 'incident' })
    const { incident, versions } = locked
    const may = mayAskPointsDraft(
      { incident, open: openVersionOf(versions), keptIn: await isMatterKeptIn(tx, incidentId) },
      { actor, tree },
    )
    if (!may.ok) return may
    const waited = await openPointsDraft(tx, incidentId)
    if (waited) return ok({ draftId: waited.id })
    const draft = await addPointsDraft(tx, {
      ...{ incidentId, askedAt: at, askedById: actor.userId, askedByName: actor.name, dueAt: at },
    })
    await appendAudit(tx, {
      ...{ at, by: agentOf(actor, may.value.seat), subject: { kind: 'incident', id: incidentId }, incidentId },
      ...{ action: 'ask-draft', after: { draftId: draft.id } },
    })
    return ok({ draftId: draft.id })
  })
}

/** As for opening a version, and `kept-in` where the matter does not leave the house. */
export function mayAskPointsDraft(
  { incident, open, keptIn }: { incident: Incident; open: { n: number } | null; keptIn: boolean },
  who: { actor: Actor; tree: UnitTree },
): Result<{ seat: Seat }> {
  const may = mayDraft(incident, open, who)
  if (!may.ok) return may
  if (incident.mode === 'drill') return refuse('kept-in', { rule: 'policy-drill' })
  return keptIn ? refuse('kept-in', { rule: 'policy-compartment' }) : may
}

/** What lies in a compartment or is held back from somebody does not exist for them. */
export const isSeen = async (
  db: Db,
  incidentId: string,
  { actor, tree }: { actor: Actor; tree: UnitTree },
): Promise<boolean> => (await incidentById(db, incidentId, unitsVisible(actor, 'view-incidents', tree))) !== null
