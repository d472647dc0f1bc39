/** A receiving unit says that the report is in hand. The duty was met by the delivery; this ends the receiver's own timer. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import { lockIncident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { fullReport, reportRow, updateReceipt } from '../../store/reports.ts'
import { agentOf, type By } from '../by.ts'
import { isHeldFrom } from '../incident/owed.ts'
import { may } from '../policy.ts'
import { meetAcknowledgement } from './deliver-report.ts'

/** Refuses `wrong-state` when the receipt was acknowledged before or is held back. */
export async function acknowledgeReport(
  db: Db,
  input: { reportId: string; unitId: string },
  by: By,
): Promise<Result<{ receiptId: string }>> {
  return db.transaction(async (tx) => {
    const { actor, at } = by
    const known = await reportRow(tx, input.reportId)
    const incident = known && (await lockIncident(tx, known.incidentId))
    const tree = await loadUnitTree(tx)
    if (!incident || isHeldFrom(actor, incident, tree)) return refuse('not-found')
    const right = may(actor, 'receive-report', { unitId: input.unitId, tree })
    if (!right.ok) return right
    const report = await fullReport(tx, known.id)
    const receipt = report?.receipts.find((r) => r.unitId === tree.bureauOf(input.unitId)?.id)
    if (!report || !receipt) return refuse('not-found', { field: 'unitId' })
    if (!receipt.deliveredAt || receipt.acknowledgedAt) return refuse('wrong-state')

    const agent = agentOf(actor, right.value)
    await updateReceipt(tx, receipt.id, { acknowledgedAt: at, acknowledgedBy: actor.name })
    await appendAudit(tx, {
      at,
      by: agent,
      action: 'acknowledge',
      subject: { kind: 'report', id: report.id },
      incidentId: incident.id,
      after: { unitId: receipt.unitId, receiptId: receipt.id },
    })
    await meetAcknowledgement(tx, receipt, { incident, tree, by: agent, at })
    return ok({ receiptId: receipt.id })
  })
}
