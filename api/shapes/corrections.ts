/** Requests for correction as the contract shows them. */
import type { CorrectionState } from '../../domain/correction.ts'
import type { UnitTree } from '../../domain/units.ts'
import type { Coverage } from '../../store/correction-list.ts'
import type { CorrectionLook, FullCorrection } from '../../store/corrections.ts'
import type { CorrectionLookShown, CorrectionShown, correctionBoardColumns } from '../contract.ts'
import { iso, isoOrNull, unitRef } from './units.ts'

/** Which states stand in which column of the board. */
export const boardColumns: Record<(typeof correctionBoardColumns)[number], readonly CorrectionState[]> = {
  unsent: ['draft', 'approved'],
  waiting: ['sent', 'acknowledged', 'promised', 'claimed', 'escalated'],
  wanted: ['no_response', 'refused', 'partly', 'silently_edited', 'taken_out', 'reopened'],
  corrected: ['corrected'],
  ended: ['removed', 'accepted', 'unresolved', 'retracted', 'cancelled'],
}

/** `numbers`: of the article's versions, by id. */
export function lookShown(look: CorrectionLook, numbers: Map<string, number>): CorrectionLookShown {
  const { wrong, doubtful, right, note } = look.proof
  return {
    ...{ id: look.id, at: iso(look.at), outcome: look.outcome, wrong, doubtful, right, note },
    version: look.articleVersionId ? (numbers.get(look.articleVersionId) ?? null) : null,
    evidenceId: look.evidenceId,
  }
}

export function correctionShown(
  { row, article }: FullCorrection,
  { tree, look, coverage }: { tree: UnitTree; look: CorrectionLook | undefined; coverage: Coverage | undefined },
): CorrectionShown {
  const { quote, wrongValue, right } = row.subject
  return {
    ...{ id: row.id, leadId: row.leadId, flagId: row.flagId, incidentId: row.incidentId, state: row.state },
    ...{ unit: unitRef(tree, row.unitId), outletId: row.outletId, outletName: row.outletName },
    ...{ outletDomain: row.outletDomain, article: { id: article.id, title: article.title, url: article.url } },
    ...{ quote, wrongValue, right, ask: row.ask, rung: row.rung, letterState: row.letter },
    ...{ draftedAt: iso(row.draftedAt), sentAt: isoOrNull(row.sentAt), nextStepAt: isoOrNull(row.nextStepAt) },
    ...{ outcome: row.outcome, outcomeAt: isoOrNull(row.outcomeAt), lookedAt: isoOrNull(row.lookedAt) },
    provenAt: isoOrNull(row.provenAt),
    lastLook: look ? lookShown(look, new Map()) : null,
    coverage: row.leadId === null ? (coverage ?? { reprints: 0, corrected: 0, edited: 0, gone: 0, wrong: 0 }) : null,
  }
}
