/** The root office releases what was held back from a unit that is the subject of the complaint: the copies arrive now (AC-03). */
import { type Result, ok } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import { updateIncident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { fullReport, heldReceipts, updateReceipt } from '../../store/reports.ts'
import { agentOf, type By } from '../by.ts'
import { lockAndJudgeIncident } from '../incident/incident-command.ts'
import { readText } from '../text.ts'
import { announceReceipts } from './deliver-report.ts'

/** The unit sees the incident from here on; it gets no duty of its own by that. */
export async function releaseHeldCopy(
  db: Db,
  input: { incidentId: string; reason?: string },
  by: By,
): Promise<Result<{ unitId: string; reportIds: string[] }>> {
  return db.transaction(async (tx) => {
    const reason = readText(input.reason, { field: 'reason', min: 0, max: 2000 })
    if (!reason.ok) return reason
    const judged = await lockAndJudgeIncident(tx, { incidentId: input.incidentId, verb: 'release-held' }, by)
    if (!judged.ok) return judged
    const { facts, tree, seat } = judged.value
    const { actor, at } = by
    const agent = agentOf(actor, seat)
    const unitId = facts.incident.heldFromUnitId ?? ''
    const incident = await updateIncident(tx, facts.incident.id, { heldFromUnitId: null })
    const held = await heldReceipts(tx, incident.id)
    for (const receipt of held) await updateReceipt(tx, receipt.id, { deliveredAt: at })
    await appendAudit(tx, {
      at,
      by: agent,
      action: 'release-held',
      subject: { kind: 'incident', id: incident.id },
      incidentId: incident.id,
      before: { held: unitId },
      after: { held: null, reportIds: held.map((r) => r.reportId) },
      reason: reason.value || null,
    })
    for (const receipt of held) {
      const report = await fullReport(tx, receipt.reportId)
      if (report)
        await announceReceipts(
          tx,
          { report, receipts: [{ ...receipt, deliveredAt: at }], timers: false },
          { incident, tree, by: agent, at },
        )
    }
    return ok({ unitId, reportIds: held.map((r) => r.reportId) })
  })
}
