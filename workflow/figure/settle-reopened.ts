/** A person says what was done about a matter that a revised figure opened again. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { lockReopened, type Reopened, settleReopenedRow } from '../../store/revisions.ts'
import { agentOf, type By } from '../by.ts'
import { may } from '../policy.ts'
import { readText } from '../text.ts'

export async function settleReopened(
  db: Db,
  input: { id: string; note: string },
  { actor, at }: By,
): Promise<Result<Reopened>> {
  return db.transaction(async (tx) => {
    const row = await lockReopened(tx, input.id)
    if (!row) return refuse('not-found')
    const right = may(actor, 'settle-revision', { unitId: row.unitId, tree: await loadUnitTree(tx) })
    if (!right.ok) return right
    if (row.state !== 'open') return refuse('wrong-state', { detail: { state: row.state } })
    const note = readText(input.note, { field: 'note', min: 1, max: 2000 })
    if (!note.ok) return note
    const settled = await settleReopenedRow(tx, row.id, {
      settledAt: at,
      settledBy: actor.name,
      settledNote: note.value,
    })
    await appendAudit(tx, {
      ...{ at, by: agentOf(actor, right.value), action: 'settle-reopened', subject: { kind: 'reopened', id: row.id } },
      incidentId: row.incidentId,
      before: { state: row.state },
      after: { state: settled.state, kind: row.kind, subjectId: row.subjectId },
      reason: note.value,
    })
    return ok(settled)
  })
}
