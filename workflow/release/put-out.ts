/**
 * The moment a release goes out: by a person now, or by the machine at the time that was set. Talking points, scope, signatures and
 * every number are looked at once more in that very transaction; whatever fell in between keeps it in.
 */
import { ok, type Refusal, type Result } from '../../domain/result.ts'
import type { Agent, UnitTree } from '../../domain/units.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { lockRelease, saveRelease, standingReleasesOf, waitingReleasesOf } from '../../store/releases.ts'
import { agentOf, type By } from '../by.ts'
import { type CheckText, stillCounts, withNumbers } from '../numbers.ts'
import { meetByWord } from './met-duties.ts'
import { noticeCorrectionWanted, noticeReleaseBlocked, noticeReleaseOut } from './notices.ts'
import {
  type JudgedRelease,
  lockAndJudgeRelease,
  recordRelease,
  type ReleaseStanding,
  saveReleaseMove,
  textOfRelease,
} from './record.ts'
import { moveRelease, whyNotOut } from './release.ts'

const machine: Agent = { kind: 'machine', name: 'release' }

/** A person puts it out now. */
export async function publishRelease(
  db: Db,
  input: { id: string; revision: number; hash: string },
  by: By,
  check: CheckText,
): Promise<Result<ReleaseStanding>> {
  const read = () => textOfRelease(db, input.id, by.at)
  return withNumbers(db, { read, check, at: by.at }, (numbers) =>
    db.transaction(async (tx) => {
      const judged = await lockAndJudgeRelease(tx, { id: input.id, verb: 'publish', given: input, numbers }, by)
      return judged.ok ? ok(await goOut(tx, judged.value, by)) : judged
    }),
  )
}

/** Sets the time at which the machine puts it out. */
export async function scheduleRelease(
  db: Db,
  input: { id: string; revision: number; hash: string; goesOutAt: Date },
  by: By,
  check: CheckText,
): Promise<Result<ReleaseStanding>> {
  const read = () => textOfRelease(db, input.id, by.at)
  return withNumbers(db, { read, check, at: by.at }, (numbers) =>
    db.transaction(async (tx) => {
      const judged = await lockAndJudgeRelease(tx, { id: input.id, verb: 'schedule', given: input, numbers }, by)
      if (!judged.ok) return judged
      const { release, moved } = judged.value
      const change = { scheduledAt: input.goesOutAt, dueAt: input.goesOutAt }
      return ok(
        await saveReleaseMove(tx, { release, moved, change, more: { goesOutAt: input.goesOutAt.toISOString() } }, by),
      )
    }),
  )
}

/** Door of the pipeline: the set time has come. Out, or blocked with the reason and its people told; a second call does nothing. */
export async function putOutScheduled(db: Db, id: string, at: Date, check: CheckText): Promise<void> {
  const read = () => textOfRelease(db, id, at)
  await withNumbers(db, { read, check, at }, (numbers) =>
    db.transaction(async (tx): Promise<Result<null>> => {
      const release = await lockRelease(tx, id, at)
      if (release?.facts.state !== 'scheduled' || !release.facts.scheduledAt || release.facts.scheduledAt > at)
        return ok(null)
      const tree = await loadUnitTree(tx)
      release.facts.numbers = await stillCounts(tx, numbers)
      const refusal = whyNotOut(release.facts, tree)
      if (refusal?.code === 'conflict') return { ok: false, refusal }
      if (refusal) {
        await blockIt(tx, { release, tree, refusal, at })
        return ok(null)
      }
      const { facts } = release
      await saveRelease(tx, id, { state: 'live', liveAt: at, dueAt: null })
      await recordRelease(
        tx,
        { facts, action: 'publish', after: { state: 'live', revision: facts.revision, hash: facts.hash } },
        { agent: machine, at },
      )
      await markCorrected(tx, release.row.correctsId, { agent: machine, at })
      await meetByWord(tx, wordOf(facts), { agent: machine, at })
      await noticeReleaseOut(tx, { facts, tree, at })
      return ok(null)
    }),
  )
}

/**
 * Talking points were taken out of force: what is bound to them and has not gone out stands still at once. Call inside the transaction
 * of the recall, under the incident's lock.
 */
export async function blockReleasesOf(
  tx: Db,
  { talkingPointsId, isRecall }: { talkingPointsId: string; isRecall: boolean },
  at: Date,
): Promise<void> {
  const tree = await loadUnitTree(tx)
  // What stands in public on a recalled text is to be corrected, taken back, or kept with a reason.
  if (isRecall)
    for (const id of await standingReleasesOf(tx, talkingPointsId)) {
      const release = await lockRelease(tx, id, at)
      if (release) await wantCorrection(tx, { release, tree, at })
    }
  for (const id of await waitingReleasesOf(tx, talkingPointsId)) {
    const release = await lockRelease(tx, id, at)
    if (!release) continue
    const { points } = release.facts
    const detail = { n: points.n, state: points.state }
    await blockIt(tx, { release, tree, refusal: { code: 'wrong-state', field: 'talkingPoints', detail }, at })
  }
}

async function wantCorrection(
  tx: Db,
  { release: { facts }, tree, at }: Pick<JudgedRelease, 'release' | 'tree'> & { at: Date },
): Promise<void> {
  await saveRelease(tx, facts.id, { wantsCorrectionAt: at })
  const after = { state: facts.state, points: facts.points.n }
  await recordRelease(tx, { facts, action: 'want-correction', after }, { agent: machine, at })
  await noticeCorrectionWanted(tx, { facts, tree, at })
}

async function blockIt(
  tx: Db,
  { release, tree, refusal, at }: Pick<JudgedRelease, 'release' | 'tree'> & { refusal: Refusal; at: Date },
): Promise<void> {
  const moved = moveRelease(release.facts, 'block', { actor: { userId: '', name: '', seats: [] }, tree })
  if (!moved.ok) return
  const reason = JSON.stringify(refusal)
  const change = { reason, dueAt: null }
  await saveReleaseMove(tx, { release, moved: moved.value, change, more: { refusal } }, { agent: machine, at })
  await noticeReleaseBlocked(tx, { facts: release.facts, tree, at }, refusal)
}

async function goOut(tx: Db, { release, moved, tree }: JudgedRelease, by: By): Promise<ReleaseStanding> {
  const change = { liveAt: by.at, dueAt: null, reason: '' }
  const after = await saveReleaseMove(tx, { release, moved, change }, by)
  await markCorrected(tx, release.row.correctsId, by)
  await meetByWord(tx, wordOf(release.facts), { agent: agentOf(by.actor, moved.seat!), at: by.at })
  await noticeReleaseOut(tx, { facts: release.facts, tree, at: by.at })
  return after
}

const wordOf = ({ id, kind, incident }: JudgedRelease['release']['facts']) => ({
  ...{ incidentId: incident.id, kind, proof: `release:${id}` },
})

/** The one it corrects is marked in the same moment. */
async function markCorrected(tx: Db, id: string | null, by: By | { agent: Agent; at: Date }): Promise<void> {
  const old = id && (await lockRelease(tx, id, by.at))
  if (!old) return
  const tree: UnitTree = await loadUnitTree(tx)
  const actor = 'actor' in by ? by.actor : { userId: '', name: '', seats: [] }
  const moved = moveRelease(old.facts, 'be-corrected', { actor, tree })
  if (moved.ok)
    await saveReleaseMove(
      tx,
      { release: old, moved: moved.value, change: { endedAt: by.at, wantsCorrectionAt: null } },
      by,
    )
}
