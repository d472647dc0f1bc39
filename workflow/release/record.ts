/** What every command on a release does around its move: lock, judge, save, record. The commands are in files of their own. */
import type { ReleaseFacts, ReleaseState } from '../../domain/release.ts'
import type { NumbersChecked } from '../../domain/talking-points.ts'
import { type Result, refuse } from '../../domain/result.ts'
import type { Agent, UnitTree } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { type FullRelease, lockRelease, type ReleaseRow, releaseById, saveRelease } from '../../store/releases.ts'
import { agentOf, type By } from '../by.ts'
import { isHeldFrom } from '../incident/owed.ts'
import { stillCounts, type TextToCheck } from '../numbers.ts'
import { moveRelease, type ReleaseMoved, type ReleaseRequest, type ReleaseVerb } from './release.ts'

/** Where a release stands after a command. */
export type ReleaseStanding = { id: string; n: number; state: ReleaseState; revision: number; hash: string }
export type JudgedRelease = { release: FullRelease; tree: UnitTree; moved: ReleaseMoved }

export async function lockAndJudgeRelease(
  tx: Db,
  {
    id,
    verb,
    given,
    numbers = null,
  }: {
    id: string
    verb: ReleaseVerb
    given: Omit<ReleaseRequest, 'actor' | 'tree' | 'now'>
    numbers?: NumbersChecked | null
  },
  { actor, at }: By,
): Promise<Result<JudgedRelease>> {
  const release = await lockRelease(tx, id, at)
  if (!release) return refuse('not-found', { field: 'release' })
  const tree = await loadUnitTree(tx)
  // Held back from them: it does not exist for them, whatever their role would do.
  if (isHeldFrom(actor, release.facts.incident, tree)) return refuse('not-found', { field: 'release' })
  release.facts.numbers = await stillCounts(tx, numbers)
  const moved = moveRelease(release.facts, verb, { ...given, actor, tree, now: at })
  return moved.ok ? { ok: true, value: { release, tree, moved: moved.value } } : moved
}

/** The text of a release for the claim checker; null when there is none of this id. */
export async function textOfRelease(db: Db, id: string, at: Date): Promise<TextToCheck | null> {
  const tree = await loadUnitTree(db)
  const release = await releaseById(db, { id, unitIds: tree.all.map((u) => u.id), at })
  if (!release) return null
  const { title, text, quoted } = release.body
  const home = tree.byId(release.facts.unitId)?.regionCode ?? ''
  return { title, text, quoted, hash: release.facts.hash, home }
}

/** Saves the state a move leads to with what else it changes, and records it in the capacity the person acted in. */
export async function saveReleaseMove(
  tx: Db,
  {
    release: { facts },
    moved,
    change = {},
    more = {},
    reason,
  }: Pick<JudgedRelease, 'release' | 'moved'> & {
    change?: Partial<ReleaseRow>
    more?: Record<string, unknown>
    reason?: string
  },
  by: By | { agent: Agent; at: Date },
): Promise<ReleaseStanding> {
  await saveRelease(tx, facts.id, { state: moved.to, ...change })
  const revision = change.revision ?? facts.revision
  const hash = change.hash ?? facts.hash
  await recordRelease(
    tx,
    {
      ...{ facts, action: moved.move.verb, reason },
      after: { state: moved.to, revision, hash, ...(moved.seat ? { role: moved.seat.role } : {}), ...more },
    },
    { at: by.at, agent: 'agent' in by ? by.agent : agentFor(by, moved) },
  )
  return { id: facts.id, n: facts.n, state: moved.to, revision, hash }
}

export async function recordRelease(
  tx: Db,
  {
    facts,
    action,
    after,
    reason,
  }: { facts: ReleaseFacts; action: string; after: Record<string, unknown>; reason?: string | undefined },
  { agent, at }: { agent: Agent; at: Date },
): Promise<void> {
  await appendAudit(tx, {
    ...{ at, by: agent, action, subject: { kind: 'release', id: facts.id }, incidentId: facts.incident.id },
    before: action === 'draft-release' ? null : { state: facts.state, revision: facts.revision, hash: facts.hash },
    after: { n: facts.n, kind: facts.kind, ...after },
    reason: reason ?? null,
  })
}

const agentFor = ({ actor }: By, { seat }: ReleaseMoved): Agent =>
  seat ? agentOf(actor, seat) : { kind: 'person', userId: actor.userId, name: actor.name, unitId: null }
