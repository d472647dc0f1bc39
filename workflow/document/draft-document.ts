/** Composes a paper from what is known now, as a draft of a unit; and adds a person's revision to one on its way. */
import {
  copyNumber,
  type DocumentAudience,
  type DocumentContent,
  type DocumentExtract,
  type DocumentKind,
  type DocumentMarks,
  secrecyMark,
} from '../../domain/document.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import { day } from '../../domain/time.ts'
import type { Unit, UnitTree } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import { insertDocument, insertDocumentRevision, saveDocument } from '../../store/documents.ts'
import { incidentById } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { agentOf, type By } from '../by.ts'
import { may, unitsVisible } from '../policy.ts'
import { readText } from '../text.ts'
import { audienceRights } from './audience.ts'
import { documentHash, readContent } from './content.ts'
import { gatherExtract } from './gather-extract.ts'
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
  /** Of an extract of a register. */
  extract?: DocumentExtract | null
  marks: DocumentMarks
}

/** Refuses what the person may not see as if it did not exist: papers of a compartment are written inside it alone. */
export async function draftDocument(db: Db, input: DraftDocument, by: By): Promise<Result<{ id: string }>> {
  const tree = await loadUnitTree(db)
  const unit = tree.bureauOf(input.unitId)
  if (!unit) return refuse('not-found', { field: 'unitId' })
  const kind = kindTable[input.kind]
  // Of an extract the register says which right it takes.
  const usual = kind.about === 'incident' && kind.secret ? 'compartment' : 'usual'
  const allowed = may(by.actor, audienceRights[usual].draft, { unitId: unit.id, tree })
  if (kind.about !== 'register' && !allowed.ok) return allowed
  return db.transaction(async (tx) => {
    const composed = await compose(tx, input, { unit, tree, by })
    if (!composed.ok) return composed
    const { content, isDrill, audience, extract = null } = composed.value
    const right = may(by.actor, audienceRights[audience].draft, { unitId: unit.id, tree })
    if (!right.ok) return right
    const marks = readMarks(input.marks, audience)
    if (!marks.ok) return marks
    const hash = documentHash(content, marks.value)
    const row = await insertDocument(tx, {
      ...{ kind: input.kind, state: 'draft', form: kind.form, issuer: unit.name, unitId: unit.id, isDrill },
      ...{ marks: marks.value, audience, extract, title: content.title, revision: 1, hash },
      incidentId: kind.about === 'incident' ? input.incidentId : null,
      ...{ fromAt: kind.about === 'period' ? input.from : null, toAt: kind.about === 'period' ? input.to : null },
      ...{ template: `${input.kind}@${kind.template}`, asOf: by.at, draftedAt: by.at },
    })
    const author = { byUserId: by.actor.userId, byName: by.actor.name, at: by.at }
    await insertDocumentRevision(tx, { documentId: row.id, n: 1, content, hash, ...author })
    const { id, incidentId, ...about } = row
    await appendAudit(tx, {
      ...{ at: by.at, by: agentOf(by.actor, right.value), action: 'draft-document', before: null, reason: null },
      ...{ subject: { kind: 'document', id }, incidentId },
      after: {
        ...{ kind: about.kind, unitId: about.unitId, state: about.state, revision: 1, hash },
        ...{ template: about.template, ...marks.value, ...(extract ? { extract } : {}) },
      },
    })
    return ok({ id })
  })
}

type Composed = { content: DocumentContent; isDrill: boolean; audience: DocumentAudience; extract?: DocumentExtract }

async function compose(
  tx: Db,
  input: DraftDocument,
  { unit, tree, by }: { unit: Unit; tree: UnitTree; by: By },
): Promise<Result<Composed>> {
  const kind = kindTable[input.kind]
  const on = { unit, tree, asOf: by.at }
  if (kind.about === 'period') {
    const { from, to } = input
    if (!from || !to || to <= from || to.getTime() - from.getTime() > maxPeriodMs || from > by.at)
      return refuse('invalid-field', { field: 'from' })
    const facts = await gatherPeriod(tx, { ...on, from, to })
    return ok({ content: kind.compose(facts), isDrill: false, audience: 'usual' })
  }
  if (kind.about === 'register') {
    const asked = readExtract(input.extract)
    if (!asked.ok) return asked
    const found = await gatherExtract(tx, { ...on, asked: asked.value, actor: by.actor })
    if (!found.ok) return found
    const { facts, audience } = found.value
    return ok({ content: kind.compose(facts), isDrill: false, audience, extract: facts.asked })
  }
  const unitIds = unitsVisible(by.actor, 'view-incidents', tree)
  const secretUnitIds = kind.secret ? unitsVisible(by.actor, 'view-leaks', tree) : []
  const incident = input.incidentId ? await incidentById(tx, input.incidentId, unitIds, secretUnitIds) : null
  if (!incident || incident.restricted !== (kind.secret ?? false)) return refuse('not-found', { field: 'incidentId' })
  const correctionUnitIds = unitsVisible(by.actor, 'view-corrections', tree)
  const aboutId = input.correctionId ?? null
  const facts = await gatherMatter(tx, { ...on, incident, unitIds, correctionUnitIds, aboutId })
  if (aboutId && !facts.corrections.some((c) => c.row.id === aboutId))
    return refuse('not-found', { field: 'correctionId' })
  if (kind.needs && !kind.needs.met(facts)) return refuse('missing-field', { field: kind.needs.field })
  const audience = kind.secret ? 'compartment' : 'usual'
  return ok({ content: kind.compose(facts), isDrill: incident.mode === 'drill', audience })
}

/**
 * A classified paper carries the number of its copy and is not public (党政机关公文处理工作条例第九条); the mark of a compartment's paper is
 * one of the three levels and nothing else.
 */
function readMarks(given: DocumentMarks, audience: DocumentAudience): Result<DocumentMarks> {
  const secrecy = readText(given.secrecy, { field: 'secrecy', min: 0, max: 40 })
  if (!secrecy.ok) return secrecy
  const copyNo = given.copyNo?.trim() ?? ''
  const isClassified = /^(绝密|机密|秘密)/.test(secrecy.value)
  const mustMatch = isClassified || (audience === 'compartment' && secrecy.value !== '')
  if (mustMatch && !secrecyMark.test(secrecy.value)) return refuse('invalid-field', { field: 'secrecy' })
  if (isClassified && copyNo === '') return refuse('missing-field', { field: 'copyNo' })
  if (copyNo !== '' && !copyNumber.test(copyNo)) return refuse('invalid-field', { field: 'copyNo' })
  if ((isClassified || audience === 'compartment') && given.publicity !== '不予公开')
    return refuse('invalid-field', { field: 'publicity' })
  return ok({ ...given, secrecy: secrecy.value, copyNo: copyNo === '' ? undefined : copyNo })
}

function readExtract(given: DocumentExtract | null | undefined): Result<DocumentExtract> {
  if (!given) return refuse('missing-field', { field: 'extract' })
  const askedBy = readText(given.askedBy, { field: 'askedBy', min: 1, max: 100 })
  if (!askedBy.ok) return askedBy
  const purpose = readText(given.purpose, { field: 'purpose', min: 2, max: 300 })
  if (!purpose.ok) return purpose
  return ok({
    ...given,
    askedBy: askedBy.value,
    purpose: purpose.value,
    contacts: given.contacts && given.of === 'journalists',
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
    const content = readContent(input.content, composed, { fixed: document.row.audience === 'compartment' })
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
