/** Papers as the contract shows them. */
import { type DocumentContent, documentNumber } from '../../domain/document.ts'
import { shanghaiDay } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units.ts'
import type { DocumentInList, FullDocument } from '../../store/documents.ts'
import { changedByHand } from '../../workflow/document/content.ts'
import type { DocumentDetail, DocumentRowShown, Move } from '../contract.ts'
import { iso, isoOrNull, unitRef } from './units.ts'

export const documentRow = (r: DocumentInList, tree: UnitTree): DocumentRowShown => ({
  ...{
    id: r.id,
    kind: r.kind,
    audience: r.audience,
    state: r.state,
    form: r.form,
    title: r.title,
    unit: unitRef(tree, r.unitId),
  },
  ...{ incidentId: r.incidentId, incidentNo: r.incidentNo, revision: r.revision, hash: r.hash, isDrill: r.isDrill },
  number: r.n === null ? null : documentNumber(r.series!, r.year!, r.n),
  ...{ draftedAt: iso(r.draftedAt), issuedAt: isoOrNull(r.issuedAt) },
})

/** `content`: as this person reads it, with the people of the registry filled in. */
export function documentDetail(
  full: FullDocument,
  tree: UnitTree,
  { moves, content, mayTakeContacts }: { moves: Move[]; content: DocumentContent; mayTakeContacts: boolean },
): DocumentDetail {
  const { row, revisions, steps, incident } = full
  return {
    document: documentRow({ ...row, incidentNo: incident?.no ?? null }, tree),
    ...{ marks: row.marks, issuer: row.issuer, asOf: iso(row.asOf), template: row.template, reason: row.reason },
    date: shanghaiDay(row.issuedAt ?? row.asOf),
    ...{ fixed: row.audience === 'compartment', mayTakeContacts },
    content: content as DocumentDetail['content'],
    changedByHand: changedByHand(content).map(({ text, cite }) => ({ text, was: cite.value })),
    revisions: revisions.map((r) => ({ n: r.n, hash: r.hash, by: { id: r.byUserId, name: r.byName }, at: iso(r.at) })),
    steps: steps.map((s) => ({
      ...{ revision: s.revision, approved: s.approved, comment: s.comment },
      ...{ by: { id: s.byUserId, name: s.byName }, at: iso(s.at) },
    })),
    moves,
  }
}
