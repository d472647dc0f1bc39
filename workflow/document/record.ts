/** What every command on a paper does before its move: lock, read the facts, judge. */
import { type Result, refuse } from '../../domain/result.ts'
import type { UnitTree } from '../../domain/units.ts'
import { type FullDocument, lockDocument } from '../../store/documents.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import type { By } from '../by.ts'
import { isInCompartment } from '../incident/owed.ts'
import { readersOf } from './audience.ts'
import {
  type DocumentFacts,
  type DocumentMoved,
  type DocumentRequest,
  type DocumentVerb,
  moveDocument,
} from './document.ts'

export type JudgedDocument = { document: FullDocument; facts: DocumentFacts; tree: UnitTree; moved: DocumentMoved }

export function factsOf({ row, revisions, steps }: FullDocument): DocumentFacts {
  const last = steps.at(-1)
  return {
    ...{
      id: row.id,
      kind: row.kind,
      audience: row.audience,
      state: row.state,
      unitId: row.unitId,
      revision: row.revision,
      hash: row.hash,
    },
    drafterIds: revisions.map((r) => r.byUserId),
    approvedHash: last?.approved ? last.hash : null,
  }
}

export async function lockAndJudgeDocument(
  tx: Db,
  { id, verb, ...given }: { id: string; verb: DocumentVerb } & Pick<DocumentRequest, 'revision' | 'hash' | 'reason'>,
  { actor }: By,
): Promise<Result<JudgedDocument>> {
  const document = await lockDocument(tx, id)
  if (!document) return refuse('not-found', { field: 'document' })
  const tree = await loadUnitTree(tx)
  const { row, incident } = document
  // What became a matter of a compartment since is no usual paper any more; of what is not for all, nobody else learns that it is there.
  const isSecret = row.audience === 'compartment'
  if ((incident?.restricted ?? false) !== isSecret) return refuse('not-found', { field: 'document' })
  const isApart = row.audience !== 'usual' && !readersOf(actor, tree)[row.audience].includes(row.unitId)
  if (isApart || (incident && isSecret && !isInCompartment(actor, incident, tree)))
    return refuse('not-found', { field: 'document' })
  const facts = factsOf(document)
  const moved = moveDocument(facts, verb, { ...given, actor, tree })
  return moved.ok ? { ok: true, value: { document, facts, tree, moved: moved.value } } : moved
}
