/**
 * Divisions are asked to check the facts of a text beside each other: with its submission, or while it is being checked; an ask that
 * nobody has answered can be withdrawn with a reason. How they answer is check-facts.ts.
 */
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { UnitTree } from '../../domain/units.ts'
import type { Db } from '../../store/open.ts'
import { peopleOf } from '../../store/people.ts'
import { endFactAsks, insertFactAsks, type TalkingPointsVersion } from '../../store/talking-points.ts'
import type { By } from '../by.ts'
import { readText } from '../text.ts'
import { noticeAsked, noticeNextStep } from './notices.ts'
import { lockAndJudge, saveMove, type Standing } from './record.ts'

/** A bureau has a dozen divisions or two; more than these is a sign of a program writing. */
const most = 30
const noteMax = 500

/** Units of the body that speaks for the matter in which somebody checks facts, in the order of the tree. */
export async function divisionsToAsk(
  db: Db,
  bodyId: string,
  { tree, at }: { tree: UnitTree; at: Date },
): Promise<string[]> {
  const unitIds = tree.all.filter((u) => tree.bureauOf(u.id)?.id === bodyId).map((u) => u.id)
  const seated = new Set((await peopleOf(db, { unitIds, roles: ['subject_division'] }, at)).map((p) => p.unitId))
  return unitIds.filter((id) => seated.has(id))
}

/** Asks further divisions about the text as it stands. One that is asked already is not asked twice. */
export async function askFacts(
  db: Db,
  input: { id: string; revision: number; hash: string; unitIds: string[]; note?: string },
  by: By,
): Promise<Result<Standing>> {
  return db.transaction(async (tx) => {
    const judged = await lockAndJudge(tx, { id: input.id, verb: 'ask-facts', given: input }, by)
    if (!judged.ok) return judged
    const { version, tree } = judged.value
    const asked = await insertAsks(tx, version, input, { by, tree })
    if (!asked.ok) return asked
    if (asked.value.length === 0) return refuse('already-exists', { rule: 'policy-fact-check', field: 'unitIds' })
    const after = await saveMove(tx, { ...judged.value, more: { askedUnitIds: asked.value } }, by)
    await noticeAsked(tx, { facts: version.facts, tree, at: by.at }, asked.value)
    return ok(after)
  })
}

/** Takes back an ask that nobody has answered; where all the others have said yes, the text goes on. */
export async function withdrawAsk(
  db: Db,
  input: { id: string; askId: string; reason: string },
  by: By,
): Promise<Result<Standing>> {
  return db.transaction(async (tx) => {
    const judged = await lockAndJudge(tx, { id: input.id, verb: 'withdraw-ask', given: input }, by)
    if (!judged.ok) return judged
    const reason = readText(input.reason, { field: 'reason', min: 1, max: 2000 })
    if (!reason.ok) return reason
    const { version, tree, moved } = judged.value
    await endFactAsks(tx, [input.askId], { endedAt: by.at, endReason: reason.value })
    const more = moved.ask ? { askedUnitId: moved.ask.unitId } : {}
    const after = await saveMove(tx, { ...judged.value, reason: reason.value, more }, by)
    if (after.state !== version.facts.state)
      await noticeNextStep(tx, { facts: version.facts, tree, at: by.at }, after.state)
    return ok(after)
  })
}

/**
 * For a submission: whom it asks. Nobody named: those asked the last time. Whoever objected last to this version is asked again,
 * named or not. Asks of an earlier turn lapse. Answers with the units asked now.
 */
export async function askAnew(
  tx: Db,
  version: TalkingPointsVersion,
  unitIds: string[] | undefined,
  { by, tree }: { by: By; tree: UnitTree },
): Promise<Result<string[]>> {
  const standing = version.asks.filter((a) => a.endedAt === null)
  const objected = standing.filter(
    (a) => version.approvals.findLast((signed) => signed.askId === a.id)?.approved === false,
  )
  const wanted = new Set([...(unitIds ?? standing.map((a) => a.unitId)), ...objected.map((a) => a.unitId)])
  await endFactAsks(
    tx,
    standing.map((a) => a.id),
    { endedAt: by.at, endReason: '' },
  )
  const clean = { ...version, facts: { ...version.facts, asks: [] } }
  return insertAsks(tx, clean, { unitIds: [...wanted] }, { by, tree })
}

/** The units that were not asked before, now asked. Refuses a unit that is none of the body, or where nobody checks facts. */
async function insertAsks(
  tx: Db,
  { facts }: Pick<TalkingPointsVersion, 'facts'>,
  { unitIds, note: given }: { unitIds: string[]; note?: string },
  { by, tree }: { by: By; tree: UnitTree },
): Promise<Result<string[]>> {
  if (unitIds.length > most) return refuse('too-large', { field: 'unitIds', detail: { max: most } })
  const note = readText(given, { field: 'note', min: 0, max: noteMax })
  if (!note.ok) return note
  const possible = unitIds.length > 0 ? await divisionsToAsk(tx, facts.unitId, { tree, at: by.at }) : []
  const strange = unitIds.find((id) => !possible.includes(id))
  if (strange)
    return refuse('invalid-field', { rule: 'policy-fact-check', field: 'unitIds', detail: { unitId: strange } })
  const asked = new Set(facts.asks.map((a) => a.unitId))
  const fresh = [...new Set(unitIds)].filter((id) => !asked.has(id))
  await insertFactAsks(
    tx,
    fresh.map((unitId) => ({
      ...{ talkingPointsId: facts.id, revision: facts.revision, hash: facts.hash, unitId, note: note.value },
      ...{ byUserId: by.actor.userId, byName: by.actor.name, at: by.at },
    })),
  )
  return ok(fresh)
}
