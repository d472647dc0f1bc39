/**
 * The door that setting an incident's scope goes through: texts whose approval path is no longer the right one end as
 * `invalid_scope` (AC-04), in the transaction of the new scope.
 */
import type { IncidentScope } from '../../domain/incident.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { lockTalkingPointsOfIncident } from '../../store/talking-points.ts'
import type { By } from '../by.ts'
import { may } from '../policy.ts'
import { blockReleasesOf } from '../release/put-out.ts'
import { noticeStopUsing } from './notices.ts'
import { saveMove, type Standing } from './record.ts'
import { moveTalkingPoints } from './talking-points.ts'

/**
 * Call inside the transaction, after the incident's scope and units are saved: the units concerned are the ones told to
 * stop. Wider: every version of a narrower scope ends. Narrower: only versions without all their signatures end; what the
 * higher body approved stays good. The right to set the scope has been checked by the caller. Returns what ended.
 */
export async function invalidateForScope(
  tx: Db,
  { incidentId, scope }: { incidentId: string; scope: IncidentScope },
  by: By,
): Promise<Standing[]> {
  const locked = await lockTalkingPointsOfIncident(tx, incidentId, by.at)
  if (!locked) return []
  const tree = await loadUnitTree(tx)
  const capacity = may(by.actor, 'set-scope', { unitId: locked.incident.unitId, tree })
  const ended: Standing[] = []
  for (const version of locked.versions) {
    const facts = { ...version.facts, incident: { ...version.facts.incident, scope } }
    const moved = moveTalkingPoints(facts, 'invalidate', { actor: by.actor, tree })
    if (!moved.ok) continue
    const seat = capacity.ok ? capacity.value : null
    ended.push(await saveMove(tx, { version, moved: { ...moved.value, seat }, more: { incidentScope: scope } }, by))
    await blockReleasesOf(tx, { talkingPointsId: facts.id, isRecall: false }, by.at)
    const known = facts.state === 'approved' || facts.state === 'in_force'
    if (known) await noticeStopUsing(tx, { facts, tree, at: by.at }, { cause: 'invalid_scope' })
  }
  return ended
}
