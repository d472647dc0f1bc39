/** Composes a paper from what is known now, as a draft of a unit; and adds a person's revision to one on its way. */
import type { DocumentContent, DocumentKind, DocumentMarks } from '../../domain/document.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import { day } from '../../domain/time.ts'
import { appendAudit } from '../../store/audit.ts'
import { insertDocument, insertDocumentRevision, saveDocument } from '../../store/documents.ts'
import { incidentById } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { agentOf, type By } from '../by.ts'
import { may, unitsVisible } from '../policy.ts'
import { readText } from '../text.ts'
import { documentHash, readContent } from './content.ts'
import { gatherMatter, gatherPeriod } from './gather.ts'
import { kindTable } from './kinds.ts'
import { lockAndJudgeDocument } from './record.ts'

const maxRevisions = 200
const maxPeriodMs = 366 * day

export type DraftDocument = {
  kind: DocumentKind
  /** The unit whose paper it is. */
  unitId: string
  incidentId?: string | null
  /** Of a letter to an outlet: which request of the incident. */
  correctionId?: string | null
  /** Of a briefing: from and before which instant. */
  from?: Date | null
  to?: Date | null
  marks: DocumentMarks
}

/** What lies in a compartment is no paper of this list; it refuses as if it did not exist. */
export async function draftDocument(db: Db, input: DraftDocument, by: By): Promise<Result<{ id: string }>> {
  const tree = await loadUnitTree(db)
  const unit = tree.bureauOf(input.unitId)
  if (!unit) return refuse('not-found', { field: 'unitId' })
  const right = may(by.actor, 'draft-document', { unitId: unit.id, tree })
  if (!right.ok) return right
  const secrecy = readText(input.marks.secrecy, { field: 'secrecy', min: 0, max: 40 })
  if (!secrecy.ok) return secrecy
  const kind = kindTable[input.kind]
  return db.transaction(async (tx) => {
    const unitIds = unitsVisible(by.actor, 'view-incidents', tree)
    const on = { unit, tree, asOf: by.at }
    let content: DocumentContent
    let isDrill = false
    if (kind.about === 'incident') {
      const incident = input.incidentId ? await incidentById(tx, input.incidentId, unitIds) : null
      if (!incident || incident.restricted) return refuse('not-found', { field: 'incidentId' })
      const correctionUnitIds = unitsVisible(by.actor, 'view-corrections', tree)
      const aboutId = input.correctionId ?? null
      const facts = await gatherMatter(tx, { ...on, incident, unitIds, correctionUnitIds, aboutId })
      if (aboutId && !facts.corrections.some((c) => c.row.id === aboutId))
        return refuse('not-found', { field: 'correctionId' })
      if (kind.needs && !kind.needs.met(facts)) return refuse('missing-field', { field: kind.needs.field })
      content = kind.compose(facts)
      isDrill = incident.mode === 'drill'
    } else {
      const { from, to } = input
      if (!from || !to || to <= from || to.getTime() - from.getTime() > maxPeriodMs || from > by.at)
        return refuse('invalid-field', { field: 'from' })
      content = kind.compose(await gatherPeriod(tx, { ...on, from, to }))
    }
    const marks = { ...input.marks, secrecy: secrecy.value }
    const hash = documentHash(content, marks)
    const row = await insertDocument(tx, {
      ...{ kind: input.kind, state: 'draft', form: kind.form, issuer: unit.name, unitId: unit.id, marks, isDrill },
      ...{ incidentId: kind.about === 'incident' ? input.incidentId : null, title: content.title, revision: 1, hash },
      ...{ fromAt: kind.about === 'period' ? input.from : null, toAt: kind.about === 'period' ? input.to : null },
      ...{ template: `${input.kind}@${kind.template}`, asOf: by.at, draftedAt: by.at },
    })
    const author = { byUserId: by.actor.userId, byName: by.actor.name, at: by.at }
    await insertDocumentRevision(tx, { documentId: row.id, n: 1, content, hash, ...author })
    await appendAudit(tx, {
      ...{ at: by.at, by: agentOf(by.actor, right.value), action: 'draft-document', before: null, reason: null },
      ...{ subject: { kind: 'document', id: row.id }, incidentId: row.incidentId },
      after: {
        kind: row.kind,
        unitId: row.unitId,
        state: row.state,
        revision: 1,
        hash,
        template: row.template,
        ...marks,
      },
    })
    return ok({ id: row.id })
  })
}

/** A further revision, written from the one named. The approval of the one before does not hold for it. */
export async function reviseDocument(
  db: Db,
  input: { id: string; revision: number; hash: string; content: DocumentContent },
  by: By,
): Promise<Result<{ id: string }>> {
  return db.transaction(async (tx) => {
    const judged = await lockAndJudgeDocument(tx, { ...input, verb: 'revise' }, by)
    if (!judged.ok) return judged
    const { document, facts, moved } = judged.value
    const composed = document.revisions[0]!.content
    const content = readContent(input.content, composed)
    if (!content.ok) return content
    if (facts.revision >= maxRevisions) return refuse('too-large', { field: 'revision', detail: { max: maxRevisions } })
    const n = facts.revision + 1
    const hash = documentHash(content.value, document.row.marks)
    const author = { byUserId: by.actor.userId, byName: by.actor.name, at: by.at }
    await insertDocumentRevision(tx, { documentId: facts.id, n, content: content.value, hash, ...author })
    await saveDocument(tx, facts.id, { state: moved.to, revision: n, hash, title: content.value.title })
    await appendAudit(tx, {
      ...{ at: by.at, by: agentOf(by.actor, moved.seat), action: 'revise', reason: null },
      ...{ subject: { kind: 'document', id: facts.id }, incidentId: document.row.incidentId },
      before: { state: facts.state, revision: facts.revision, hash: facts.hash },
      after: { state: moved.to, revision: n, hash },
    })
    return ok({ id: facts.id })
  })
}
