/** Submits, returns, approves, issues, withdraws and gives up a paper. The number is taken in the transaction that issues it. */
import { documentNumber } from '../../domain/document.ts'
import { ok, type Result } from '../../domain/result.ts'
import { shanghaiDay } from '../../domain/time.ts'
import { appendAudit } from '../../store/audit.ts'
import { type DocumentRow, insertDocumentStep, nextDocumentNumber, saveDocument } from '../../store/documents.ts'
import type { Db } from '../../store/open.ts'
import { peopleOf } from '../../store/people.ts'
import { agentOf, type By, signedBy } from '../by.ts'
import { notify } from '../delivery/notify.ts'
import { rolesFor } from '../policy.ts'
import { readText } from '../text.ts'
import type { DocumentVerb } from './document.ts'
import { rightsOf } from './audience.ts'
import { seriesOf } from './kinds.ts'
import { type JudgedDocument, lockAndJudgeDocument } from './record.ts'

export type MoveDocument = {
  id: string
  verb: Exclude<DocumentVerb, 'revise'>
  revision: number
  hash: string
  /** Of a return, a withdrawal, a giving up: why. */
  reason?: string
}

/** Answers with the number where it was issued. A second call is refused as `wrong-state`. */
export async function actOnDocument(
  db: Db,
  input: MoveDocument,
  by: By,
): Promise<Result<{ id: string; number: string | null }>> {
  const reason = readText(input.reason, { field: 'reason', min: 0, max: 2000 })
  if (!reason.ok) return reason
  return db.transaction(async (tx) => {
    const judged = await lockAndJudgeDocument(tx, { ...input, reason: reason.value }, by)
    if (!judged.ok) return judged
    const { document, facts, moved } = judged.value
    const { row } = document
    const change: Partial<DocumentRow> = { state: moved.to, reason: reason.value }
    let number: string | null = null
    if (input.verb === 'issue') {
      // Papers of drills are counted apart: no real number is missing because of one.
      const series = `${row.isDrill ? '演' : ''}${seriesOf(judged.value.tree.byId(row.unitId)!, row)}`
      const year = Number(shanghaiDay(by.at).slice(0, 4))
      const n = await nextDocumentNumber(tx, { unitId: row.unitId, series, year })
      Object.assign(change, { series, year, n, issuedAt: by.at })
      number = documentNumber(series, year, n)
    }
    if (moved.to === 'withdrawn' || moved.to === 'cancelled') change.endedAt = by.at
    if (input.verb === 'approve' || input.verb === 'return')
      await insertDocumentStep(tx, {
        ...{ documentId: row.id, revision: facts.revision, hash: facts.hash, approved: input.verb === 'approve' },
        ...{ comment: reason.value, byUserId: by.actor.userId, byName: signedBy(by.actor, moved.seat) },
        ...{ byUnitId: moved.seat.unitId, at: by.at },
      })
    await saveDocument(tx, row.id, change)
    await tell(tx, judged.value, input.verb, by)
    await appendAudit(tx, {
      ...{ at: by.at, by: agentOf(by.actor, moved.seat), action: input.verb, reason: reason.value || null },
      ...{ subject: { kind: 'document', id: row.id }, incidentId: row.incidentId },
      before: { state: facts.state, revision: facts.revision, hash: facts.hash },
      after: { state: moved.to, revision: facts.revision, hash: facts.hash, ...(number ? { number } : {}) },
    })
    return ok({ id: row.id, number })
  })
}

/** The next judge hears of what waits, its writers of what came back. */
async function tell(tx: Db, { document, facts, tree }: JudgedDocument, verb: DocumentVerb, { at }: By): Promise<void> {
  const { row, incident } = document
  const message = {
    key: `document/${row.id}/${verb}/${facts.revision}/${document.steps.length}`,
    ...{ incidentId: row.incidentId, heldFromUnitId: incident?.heldFromUnitId ?? null },
    // Told to those of its rights alone, and no robot speaks of it.
    restricted: row.audience !== 'usual',
    facts: {
      ...{ documentId: row.id, title: row.audience === 'compartment' ? '' : row.title },
      ...(incident ? { no: incident.no } : {}),
    },
  }
  const { unitId } = row
  const rights = rightsOf(row)
  if (verb === 'submit' || verb === 'approve') {
    const roles = rolesFor(verb === 'submit' ? rights.approve : rights.issue)
    await notify(tx, { ...message, kind: 'document_wanted', to: [{ unitId, roles }] }, tree, at)
  }
  if (verb === 'return') {
    const wrote = new Set(facts.drafterIds)
    const people = await peopleOf(tx, { unitIds: [unitId], roles: rolesFor(rights.draft) }, at)
    const named = people.filter((p) => wrote.has(p.userId))
    await notify(tx, { ...message, kind: 'document_returned', to: [{ unitId, roles: [], named }] }, tree, at)
  }
}
