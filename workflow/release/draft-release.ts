/** Opens a release of an incident, bound to its talking points in force; and adds a revision to one on its way. */
import type { ReleaseBody, ReleaseKind } from '../../domain/release.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import { lockIncident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { insertRelease, insertReleaseRevision, lockRelease, nextReleaseNumber } from '../../store/releases.ts'
import { lockTalkingPointsOfIncident } from '../../store/talking-points.ts'
import { agentOf, type By } from '../by.ts'
import { may } from '../policy.ts'
import { endedIncident, scopeRule } from '../talking-points/needs.ts'
import { bodyOfIncident } from '../talking-points/rights.ts'
import { readRelease, releaseHash } from './body.ts'
import { lockAndJudgeRelease, recordRelease, type ReleaseStanding, saveReleaseMove } from './record.ts'

const maxRevisions = 200
const maxReleases = 500

/**
 * `correctsId`: the release of the same incident that this one corrects; when it goes live, the other is marked corrected. Refuses
 * `missing-field` where no talking points are in force: without one voice nothing is even drafted to go out.
 */
export async function draftRelease(
  db: Db,
  input: { incidentId: string; kind: ReleaseKind; body: ReleaseBody; correctsId?: string | null },
  by: By,
): Promise<Result<ReleaseStanding>> {
  return db.transaction(async (tx) => {
    const incident = await lockIncident(tx, input.incidentId)
    if (!incident) return refuse('not-found', { field: 'incident' })
    if (incident.restricted) return refuse('not-found', { field: 'incident' })
    const tree = await loadUnitTree(tx)
    const unit = bodyOfIncident(incident, tree)
    if (!unit.ok) return unit
    const right = may(by.actor, 'draft-release', { unitId: unit.value.id, tree, scope: incident.scope })
    if (!right.ok) return right
    const ended = endedIncident(incident)
    if (ended) return { ok: false, refusal: ended }
    const points = (await lockTalkingPointsOfIncident(tx, incident.id, by.at))?.versions.find(
      (v) => v.row.state === 'in_force',
    )
    if (!points) return refuse('missing-field', { rule: scopeRule[incident.scope], field: 'talkingPoints' })
    const body = readRelease(input.body, input.kind)
    if (!body.ok) return body
    if (input.correctsId) {
      const old = await lockRelease(tx, input.correctsId, by.at)
      if (!old || old.facts.incident.id !== incident.id) return refuse('not-found', { field: 'correctsId' })
      const judged = await lockAndJudgeRelease(tx, { id: input.correctsId, verb: 'correct', given: {} }, by)
      if (!judged.ok) return judged
    }
    const n = await nextReleaseNumber(tx, incident.id)
    if (n > maxReleases) return refuse('too-large', { field: 'release', detail: { max: maxReleases } })
    const hash = releaseHash(body.value, points.row.id)
    const row = await insertRelease(tx, {
      ...{ incidentId: incident.id, n, kind: input.kind, state: 'draft', scope: incident.scope, unitId: unit.value.id },
      ...{ talkingPointsId: points.row.id, revision: 1, hash, title: body.value.title, openedAt: by.at },
      correctsId: input.correctsId ?? null,
    })
    const author = { byUserId: by.actor.userId, byName: by.actor.name, byUnitId: right.value.unitId, at: by.at }
    await insertReleaseRevision(tx, {
      ...{ releaseId: row.id, n: 1, talkingPointsId: points.row.id, body: body.value, hash, ...author },
    })
    const made = await lockRelease(tx, row.id, by.at)
    const after = { state: 'draft', revision: 1, hash, role: right.value.role, correctsId: row.correctsId }
    await recordRelease(
      tx,
      { facts: made!.facts, action: 'draft-release', after },
      { agent: agentOf(by.actor, right.value), at: by.at },
    )
    return ok({ id: row.id, n, state: row.state, revision: 1, hash })
  })
}

/**
 * A further revision, written from `revision`. Checks and approval of the one before do not hold for it. It is bound to the talking
 * points that are in force now: after a recall this is how a blocked release finds its voice again.
 */
export async function reviseRelease(
  db: Db,
  input: { id: string; revision: number; body: ReleaseBody },
  by: By,
): Promise<Result<ReleaseStanding>> {
  return db.transaction(async (tx) => {
    const judged = await lockAndJudgeRelease(
      tx,
      { id: input.id, verb: 'revise', given: { revision: input.revision } },
      by,
    )
    if (!judged.ok) return judged
    const { release, moved } = judged.value
    const { facts } = release
    if (facts.revision >= maxRevisions) return refuse('too-large', { field: 'revision', detail: { max: maxRevisions } })
    const body = readRelease(input.body, facts.kind)
    if (!body.ok) return body
    const points = (await lockTalkingPointsOfIncident(tx, facts.incident.id, by.at))?.versions.find(
      (v) => v.row.state === 'in_force',
    )
    if (!points) return refuse('missing-field', { rule: scopeRule[facts.scope], field: 'talkingPoints' })
    const hash = releaseHash(body.value, points.row.id)
    const n = facts.revision + 1
    await insertReleaseRevision(tx, {
      ...{ releaseId: facts.id, n, talkingPointsId: points.row.id, body: body.value, hash, at: by.at },
      ...{ byUserId: by.actor.userId, byName: by.actor.name, byUnitId: moved.seat!.unitId },
    })
    const change = {
      ...{ revision: n, hash, title: body.value.title, talkingPointsId: points.row.id, scope: facts.incident.scope },
      ...{ scheduledAt: null, dueAt: null, reason: '' },
    }
    return ok(await saveReleaseMove(tx, { release, moved, change }, by))
  })
}
