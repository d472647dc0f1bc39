/** Adds a revision to a version; a text already on its way to approval goes back to the start. */
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { TalkingPointsBody } from '../../domain/talking-points.ts'
import type { Db } from '../../store/open.ts'
import { insertRevision, saveOralApproval, saveTalkingPoints } from '../../store/talking-points.ts'
import type { By } from '../by.ts'
import { bodyHash } from './body.ts'
import { readKnownBody } from './known-body.ts'
import { lockAndJudge, recordChange, type Standing, standing } from './record.ts'

/** Enough for weeks of wording; a version with more is a sign of a program writing. */
const maxRevisions = 200

/**
 * `revision` is the one the writer started from. The same words again make a revision as well: that is how a bureau
 * concerned takes a region-wide text as its own. Approvals stay bound to the revisions they name and are void for this one.
 */
export async function reviseTalkingPoints(
  db: Db,
  input: { id: string; revision: number; body: TalkingPointsBody },
  by: By,
): Promise<Result<Standing>> {
  return db.transaction(async (tx) => {
    const judged = await lockAndJudge(tx, { id: input.id, verb: 'revise', given: { revision: input.revision } }, by)
    if (!judged.ok) return judged
    const { version, moved } = judged.value
    const { facts } = version
    if (facts.revision >= maxRevisions) return refuse('too-large', { field: 'revision', detail: { max: maxRevisions } })
    const body = await readKnownBody(tx, input.body, by.at)
    if (!body.ok) return body
    if (!moved.seat) throw new Error('a revision is written by a person in a seat')

    const after = standing({ ...facts, state: moved.to, revision: facts.revision + 1, hash: bodyHash(body.value) })
    await insertRevision(tx, {
      ...{ talkingPointsId: facts.id, n: after.revision, body: body.value, hash: after.hash, at: by.at },
      ...{ byUserId: by.actor.userId, byName: by.actor.name, byUnitId: moved.seat.unitId },
    })
    await saveTalkingPoints(tx, facts.id, { state: after.state, revision: after.revision, hash: after.hash })
    // What was said by phone was said of the other words.
    if (facts.oral) await saveOralApproval(tx, facts.oral.id, { outcome: 'void', settledAt: by.at, dueAt: null })
    const voided = facts.approvals.filter((a) => a.approved && a.revision === facts.revision).length
    await recordChange(
      tx,
      {
        ...{ verb: 'revise', before: facts, after, incidentId: facts.incident.id, seat: moved.seat },
        more: voided > 0 ? { voidedApprovals: voided } : {},
      },
      by,
    )
    return ok(after)
  })
}
