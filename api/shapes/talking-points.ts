/** Talking points as the contract shows them. */
import type { UnitTree } from '../../domain/units.ts'
import type { MediaAnswer, TalkingPointsApproval, TalkingPointsVersion } from '../../store/talking-points.ts'
import { approvalPath } from '../../workflow/talking-points/approval-path.ts'
import type { AnswerShown, ApprovalShown, PathStep, TalkingPointsRow } from '../contract.ts'
import { iso, isoOrNull, unitRef, unitRefOrNull } from './units.ts'

export const talkingPointsRow = ({ row, body }: TalkingPointsVersion, tree: UnitTree): TalkingPointsRow => ({
  id: row.id,
  incidentId: row.incidentId,
  n: row.n,
  state: row.state,
  scope: row.scope,
  unit: unitRef(tree, row.unitId),
  revision: row.revision,
  hash: row.hash,
  summary: body.summary,
  openedAt: iso(row.openedAt),
  inForceAt: isoOrNull(row.inForceAt),
  endedAt: isoOrNull(row.endedAt),
  endReason: row.endReason,
})

export const approvalShown = (a: TalkingPointsApproval, tree: UnitTree): ApprovalShown => ({
  step: a.step,
  revision: a.revision,
  hash: a.hash,
  approved: a.approved,
  comment: a.comment,
  by: { id: a.byUserId, name: a.byName },
  unit: unitRefOrNull(tree, a.byUnitId),
  at: iso(a.at),
})

export const answerShown = (a: MediaAnswer): AnswerShown => ({
  id: a.id,
  revision: a.revision,
  reporter: a.reporter,
  outlet: a.outlet,
  question: a.question,
  answer: a.answer,
  deviation: a.deviation,
  by: { id: a.byUserId, name: a.byName },
  at: iso(a.at),
})

export const pathShown = ({ facts, approvals }: TalkingPointsVersion, tree: UnitTree): PathStep[] =>
  approvalPath(facts).map(({ step, state, unitId, approval }) => {
    const decided = approval === null ? undefined : approvals[approval]
    return { step, state, unit: unitRef(tree, unitId), approval: decided ? approvalShown(decided, tree) : null }
  })
