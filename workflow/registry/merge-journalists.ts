/** A person says that two entries are one, or that they are two after all. Nothing is moved, so taking them apart loses nothing. */
import type { DuplicateReason } from '../../domain/registry.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Db } from '../../store/open.ts'
import { insertMerge, lockJournalists, mergedInto, undoMerge } from '../../store/registry.ts'
import type { By } from '../by.ts'
import { lockAndJudgeEntry, saveEntry } from './entry.ts'
import { moveJournalist } from './journalist.ts'

/** `goneId` goes into `keptId`, of one bureau and both in use. */
export async function mergeJournalists(
  db: Db,
  { keptId, goneId, reason }: { keptId: string; goneId: string; reason: DuplicateReason },
  by: By,
): Promise<Result<{ id: string }>> {
  if (keptId === goneId) return refuse('invalid-field', { field: 'goneId' })
  return db.transaction(async (tx) => {
    // Both in the one order, before one of them is judged.
    const rows = await lockJournalists(tx, [keptId, goneId])
    const judged = await lockAndJudgeEntry(tx, { id: goneId, verb: 'merge' }, by)
    if (!judged.ok) return judged
    const kept = rows.find((r) => r.id === keptId)
    const { row, tree, facts } = judged.value
    if (kept?.unitId !== row.unitId || kept.kind !== row.kind) return refuse('not-found', { field: 'keptId' })
    const other = moveJournalist({ ...facts, id: kept.id, state: kept.state }, 'merge', { actor: by.actor, tree })
    if (!other.ok) return { ok: false, refusal: { ...other.refusal, field: 'keptId' } }
    // One step deep: what was merged into the one that goes would be found no more.
    if ((await mergedInto(tx, goneId)).length > 0) return refuse('wrong-state', { field: 'goneId' })
    await insertMerge(tx, { keptId, goneId, reason, byName: by.actor.name, at: by.at })
    const change = { mergedIntoId: keptId, dueAt: null }
    await saveEntry(tx, judged.value, { change, more: { keptId, reason } }, by)
    return ok({ id: keptId })
  })
}

/** Takes them apart again; both have their own history as before. */
export async function partJournalists(db: Db, { goneId }: { goneId: string }, by: By): Promise<Result<{ id: string }>> {
  return db.transaction(async (tx) => {
    const judged = await lockAndJudgeEntry(tx, { id: goneId, verb: 'part' }, by)
    if (!judged.ok) return judged
    const { row } = judged.value
    await undoMerge(tx, goneId, { undoneBy: by.actor.name, undoneAt: by.at })
    const change = { mergedIntoId: null, dueAt: row.keepUntil }
    return ok(await saveEntry(tx, judged.value, { change, more: { keptId: row.mergedIntoId } }, by))
  })
}
