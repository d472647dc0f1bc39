/** What every command on talking points does around its move: lock, judge, record. The commands are in files of their own. */
import { type Result, refuse } from '../../domain/result.ts'
import type { NumbersChecked, TalkingPointsFacts, TalkingPointsState } from '../../domain/talking-points.ts'
import type { Actor, Agent, Seat, UnitTree } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import {
  lockTalkingPoints,
  saveTalkingPoints,
  type TalkingPointsVersion,
  talkingPointsById,
} from '../../store/talking-points.ts'
import { agentOf, type By } from '../by.ts'
import { isHeldFrom } from '../incident/owed.ts'
import { stillCounts, type TextToCheck } from '../numbers.ts'
import { type Moved, type MoveRequest, moveTalkingPoints, type TalkingPointsVerb } from './talking-points.ts'
import { warnAt } from './validity.ts'

/** Where a version stands after a command. */
export type Standing = Pick<TalkingPointsFacts, 'id' | 'n' | 'state' | 'scope' | 'unitId' | 'revision' | 'hash'>

export type Judged = { version: TalkingPointsVersion; tree: UnitTree; moved: Moved }

/** Locks a version and judges a move of a person on it. */
export async function lockAndJudge(
  tx: Db,
  {
    id,
    verb,
    given,
    numbers = null,
  }: {
    id: string
    /** A function where the verb follows from what is found under the lock. */
    verb: TalkingPointsVerb | ((facts: TalkingPointsFacts) => TalkingPointsVerb)
    given: Omit<MoveRequest, 'actor' | 'tree'>
    /** The claim checker's word on the text that is acted on. */
    numbers?: NumbersChecked | null
  },
  by: By,
): Promise<Result<Judged>> {
  const version = await lockTalkingPoints(tx, id, by.at)
  if (!version) return refuse('not-found', { field: 'talkingPoints' })
  const tree = await loadUnitTree(tx)
  // Held back from them: it does not exist for them, whatever their role would do.
  if (isHeldFrom(by.actor, version.facts.incident, tree)) return refuse('not-found', { field: 'talkingPoints' })
  version.facts.numbers = await stillCounts(tx, numbers)
  const chosen = typeof verb === 'function' ? verb(version.facts) : verb
  const moved = moveTalkingPoints(version.facts, chosen, { ...given, actor: by.actor, tree })
  return moved.ok ? { ok: true, value: { version, tree, moved: moved.value } } : moved
}

/** The words of a version that are said to somebody, for the claim checker; null when there is none of this id. */
export async function textOfPoints(db: Db, id: string, at: Date): Promise<TextToCheck | null> {
  const tree = await loadUnitTree(db)
  const version = await talkingPointsById(db, { id, unitIds: tree.all.map((u) => u.id), at })
  if (!version) return null
  const { quoted = [] } = version.body
  const text = version.facts.words
  const home = tree.byId(version.facts.unitId)?.regionCode ?? ''
  return { title: '', text, quoted, hash: version.facts.hash, home }
}

/** A person, or the machine for what the time brings. */
export type Whose = By | { agent: Agent; at: Date }

type Change = {
  verb: TalkingPointsVerb | 'draft'
  /** State before; null for a version that is new. */
  before: TalkingPointsFacts | null
  after: Standing
  incidentId: string
  seat: Seat | null
  reason?: string
  more?: Record<string, unknown>
}

/** Appends a change to the record, in the capacity the person acted in. */
export async function recordChange(tx: Db, change: Change, by: Whose): Promise<void> {
  const { verb, before, after, incidentId, seat, reason, more } = change
  const { n, state, scope, revision, hash } = after
  await appendAudit(tx, {
    at: by.at,
    by: 'agent' in by ? by.agent : seat ? agentOf(by.actor, seat) : withoutSeat(by.actor),
    action: verb,
    subject: { kind: 'talking_points', id: after.id },
    incidentId,
    before: before && { state: before.state, revision: before.revision, hash: before.hash },
    after: { n, state, scope, revision, hash, ...(seat ? { role: seat.role } : {}), ...more },
    reason: reason ?? null,
  })
}

/** For what follows from another act, e.g. a newer version: the person who caused it, in no capacity of their own. */
const withoutSeat = ({ userId, name }: Actor): Agent => ({ kind: 'person', userId, name, unitId: null })

const endedStates: readonly TalkingPointsState[] = ['recalled', 'superseded', 'expired', 'invalid_scope']

/** Saves the state a move leads to and records it. Returns where the version stands now. */
export async function saveMove(
  tx: Db,
  { version, moved, reason, more }: Omit<Judged, 'tree'> & { reason?: string; more?: Record<string, unknown> },
  by: Whose,
): Promise<Standing> {
  const { facts } = version
  const ended = endedStates.includes(moved.to) && moved.to !== facts.state
  await saveTalkingPoints(tx, facts.id, {
    state: moved.to,
    ...(moved.move.verb === 'publish' ? { inForceAt: by.at, dueAt: warnAt(facts, by.at) } : {}),
    ...(ended ? { dueAt: null, endedAt: by.at, endReason: reason ?? null } : {}),
  })
  const after = standing({ ...facts, state: moved.to })
  const { verb } = moved.move
  await recordChange(
    tx,
    { verb, before: facts, after, incidentId: facts.incident.id, seat: moved.seat, reason, more },
    by,
  )
  return after
}

export const standing = ({ id, n, state, scope, unitId, revision, hash }: Standing): Standing => ({
  ...{ id, n, state, scope, unitId, revision, hash },
})
