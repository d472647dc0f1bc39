/** For whom a paper is there, and by which rights each audience reads, writes and decides. The rights themselves are `../policy.ts`. */
import type { DocumentAudience, DocumentKind } from '../../domain/document.ts'
import type { Actor, UnitTree } from '../../domain/units.ts'
import type { DocumentReaders } from '../../store/documents.ts'
import { type Action, unitsVisible } from '../policy.ts'
import { kindTable } from './kinds.ts'

type Rights = { view: Action; draft: Action; issue: Action; approve?: Action }

/**
 * What stands in a paper is read by nobody who could not read it where it comes from: the registry by those of the registry, facts of
 * conduct by the inspection, a leak inside its compartment, where the secrecy group writes and the leading group decides (附3).
 */
export const audienceRights: Record<DocumentAudience, Rights> = {
  usual: { view: 'view-documents', draft: 'draft-document', issue: 'issue-document' },
  registry: { view: 'view-registry', draft: 'keep-registry', issue: 'issue-document' },
  conduct: {
    ...{ view: 'keep-conduct-facts', draft: 'keep-conduct-facts', issue: 'keep-conduct-facts' },
    approve: 'keep-conduct-facts',
  },
  compartment: { view: 'view-leaks', draft: 'record-leak', issue: 'record-leak' },
}

export const rightsOf = ({ kind, audience }: { kind: DocumentKind; audience: DocumentAudience }): Required<Rights> => ({
  ...{ approve: kindTable[kind].approve },
  ...audienceRights[audience],
})

export function readersOf(actor: Actor, tree: UnitTree): DocumentReaders {
  const units = (audience: DocumentAudience) => unitsVisible(actor, audienceRights[audience].view, tree)
  return {
    ...{ usual: units('usual'), registry: units('registry'), conduct: units('conduct') },
    compartment: units('compartment'),
  }
}
