/** The way of a version's current revision through its judges, as the page draws it: what is done, what is next, what lies ahead. */
import type { ApprovalStep, TalkingPointsFacts, TalkingPointsState } from '../../domain/talking-points.ts'

export type PathStep = {
  step: ApprovalStep
  state: 'done' | 'current' | 'ahead' | 'returned'
  /** The bureau that decides. */
  unitId: string
  /** Index in `facts.approvals` of the decision that stands, null when there is none on the current revision. */
  approval: number | null
}

/** The steps of this version's scope, in order. A decision on another revision counts for nothing. */
export function approvalPath(facts: TalkingPointsFacts): PathStep[] {
  const steps: ApprovalStep[] =
    facts.scope === 'region_wide' ? ['fact_check', 'office', 'leading_group'] : ['fact_check', 'office']
  const current = steps.findIndex((step) => stateOf[step] === facts.state)
  const inReview = current >= 0
  return steps.map((step, at) => {
    const index = facts.approvals.findLastIndex(
      (a) => a.step === step && a.revision === facts.revision && a.hash === facts.hash,
    )
    const decision = facts.approvals[index]
    // A text that came back passes every step again: earlier signatures on it stand in the record, not on the way.
    const counts = decision && (inReview ? at < current : facts.state !== 'draft' || !decision.approved)
    const state = inReview && at === current ? 'current' : counts ? (decision.approved ? 'done' : 'returned') : 'ahead'
    return { step, state, unitId: facts.unitId, approval: counts ? index : null }
  })
}

const stateOf: Record<ApprovalStep, TalkingPointsState> = {
  fact_check: 'fact_check',
  office: 'office_approval',
  leading_group: 'pending_leading_group',
}
