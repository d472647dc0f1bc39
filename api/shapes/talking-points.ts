/** Talking points as the contract shows them. */
import type { UnitTree } from '../../domain/units.ts'
import type {
  MediaAnswer,
  OralApprovalRow,
  TalkingPointsApproval,
  TalkingPointsVersion,
} from '../../store/talking-points.ts'
import { approvalPath } from '../../workflow/talking-points/approval-path.ts'
import type {
  AnswerShown,
  ApprovalShown,
  FactAskShown,
  PathStep,
  TalkingPointsDetail,
  TalkingPointsRow,
} from '../contract.ts'
import { iso, isoOrNull, unitRef, unitRefOrNull } from './units.ts'

export const talkingPointsRow = (
  { row, body, isMachine }: Pick<TalkingPointsVersion, 'row' | 'body'> & { isMachine: boolean },
  comments: ReadonlyMap<string, number>,
  tree: UnitTree,
): TalkingPointsRow => ({
  id: row.id,
  incidentId: row.incidentId,
  n: row.n,
  state: row.state,
  scope: row.scope,
  unit: unitRef(tree, row.unitId),
  revision: row.revision,
  hash: row.hash,
  summary: body.summary,
  isMachine,
  openComments: comments.get(row.id) ?? 0,
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

/** The asks with where each stands; what is not of the current revision has ended. */
export const asksShown = ({ row, asks, approvals }: TalkingPointsVersion, tree: UnitTree): FactAskShown[] =>
  asks.map((a) => {
    const answer = approvals.findLast((signed) => signed.askId === a.id)
    const stands = a.endedAt === null && a.revision === row.revision && a.hash === row.hash
    const word = answer ? (answer.approved ? ('confirmed' as const) : ('objected' as const)) : ('open' as const)
    return {
      ...{ id: a.id, unit: unitRefOrNull(tree, a.unitId), revision: a.revision, state: stands ? word : 'ended' },
      ...{ note: a.note, by: { id: a.byUserId, name: a.byName }, at: iso(a.at), reason: a.endReason },
      answer: answer
        ? {
            by: { id: answer.byUserId, name: answer.byName },
            ...{ at: iso(answer.at), comment: answer.comment, facts: answer.facts ?? [] },
          }
        : null,
    }
  })

export const oralShown = (o: OralApprovalRow, now: Date): TalkingPointsDetail['orals'][number] => ({
  ...{ id: o.id, revision: o.revision, by: { id: o.byUserId, name: o.byName }, calledAt: iso(o.calledAt) },
  state: o.outcome ?? (o.confirmBy < now ? 'overdue' : 'open'),
  witness: { id: o.witnessId, name: o.witnessName },
  recorder: { id: o.recorderId, name: o.recorderName },
  ...{ at: iso(o.at), confirmBy: iso(o.confirmBy), settledAt: isoOrNull(o.settledAt) },
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
