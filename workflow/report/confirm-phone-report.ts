/** The receiver confirms a call that the caller entered: from then on the report counts, from the time of the call. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import { updateIncident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { fullReport, reportRow, updateReceipt, updateReport } from '../../store/reports.ts'
import { agentOf, type By } from '../by.ts'
import { superiorsOf } from '../clock/duties.ts'
import { lockAndJudgeIncident } from '../incident/incident-command.ts'
import { may } from '../policy.ts'
import { meetByReport, type MetClock, startForwarding } from './deliver-report.ts'
import { callCounts, claimRefusal, earlierOf, openRule } from './report.ts'

/**
 * `callAt` is the receiver's word on when the call came; the caller's stays beside it. Later than 30 minutes after the call
 * it is refused (policy-phone): then the written follow-up counts.
 */
export async function confirmPhoneReport(
  db: Db,
  input: { reportId: string; unitId: string; callAt: Date },
  by: By,
): Promise<Result<{ countsAt: Date; met: MetClock[] }>> {
  return db.transaction(async (tx) => {
    const { actor, at } = by
    const known = await reportRow(tx, input.reportId)
    if (!known) return refuse('not-found')
    const judged = await lockAndJudgeIncident(tx, { incidentId: known.incidentId, verb: 'log-phone' }, by)
    if (!judged.ok) return judged
    const { facts, tree, to } = judged.value
    const right = may(actor, 'receive-report', { unitId: input.unitId, tree })
    if (!right.ok) return right
    const report = await fullReport(tx, known.id)
    const receipt = report?.receipts.find((r) => r.unitId === tree.bureauOf(input.unitId)?.id && !r.copy)
    if (!report || !receipt) return refuse('not-found', { field: 'unitId' })
    if (report.channel !== 'phone' || report.countsAt !== null) return refuse('wrong-state')
    const bureauId = tree.bureauOf(report.fromUnitId)?.id ?? report.fromUnitId
    if (!superiorsOf(bureauId, tree).includes(receipt.unitId))
      return refuse('wrong-recipient', { rule: openRule(facts, bureauId), field: 'unitId' })
    const future = claimRefusal(input.callAt, 'callAt', at)
    if (future) return { ok: false, refusal: future }
    if (!callCounts(input.callAt, at)) return refuse('wrong-state', { rule: 'policy-phone', field: 'callAt' })

    const countsAt = earlierOf(input.callAt, at)
    await updateReport(tx, report.id, { sentAt: countsAt, countsAt })
    await updateReceipt(tx, receipt.id, { acknowledgedAt: at, acknowledgedBy: actor.name })
    const incident = await updateIncident(tx, report.incidentId, { state: to })
    const agent = agentOf(actor, right.value)
    await appendAudit(tx, {
      at,
      by: agent,
      action: 'confirm-phone',
      subject: { kind: 'report', id: report.id },
      incidentId: incident.id,
      before: { state: facts.incident.state, claimedSentAt: report.claimedSentAt },
      after: { state: to, countsAt, unitId: receipt.unitId },
    })
    const context = { incident, tree, by: agent, at }
    const reached = { report, bureauId, toIds: [receipt.unitId] }
    const met = await meetByReport(tx, { ...reached, delivery: { at: countsAt, proof: 'call' } }, context)
    await startForwarding(tx, { ...reached, countsAt }, context)
    return ok({ countsAt, met })
  })
}
