/** An edit after sending is a further revision; what was sent stays, and so does its time of receipt. */
import type { FormFields } from '../../domain/form.ts'
import { type Result, ok, refuse } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { addReportRevision, fullReport, reportRow } from '../../store/reports.ts'
import { agentOf, type By } from '../by.ts'
import { lockAndJudgeIncident } from '../incident/incident-command.ts'
import { may } from '../policy.ts'
import { fieldsHash, readFormFields } from '../form/forms.ts'
import { formSent } from './forms.ts'

/** Refuses `already-exists` when nothing changed, `too-large` after 50 revisions. */
export async function reviseReport(
  db: Db,
  input: { reportId: string; fields: FormFields },
  by: By,
): Promise<Result<{ reportId: string; n: number }>> {
  return db.transaction(async (tx) => {
    const known = await reportRow(tx, input.reportId)
    if (!known) return refuse('not-found')
    const judged = await lockAndJudgeIncident(tx, { incidentId: known.incidentId, verb: 'report' }, by)
    if (!judged.ok) return judged
    const right = may(by.actor, 'send-report', { unitId: known.fromUnitId, tree: judged.value.tree })
    if (!right.ok) return right
    const fields = readFormFields(formSent(known), known.kind, input.fields)
    if (!fields.ok) return fields
    const report = await fullReport(tx, known.id)
    const last = report?.revisionList.at(-1)
    if (!report || !last) return refuse('not-found')
    const hash = fieldsHash(fields.value)
    if (last.hash === hash) return refuse('already-exists', { field: 'fields' })
    if (report.revisions >= 50) return refuse('too-large', { detail: { max: 50 } })

    const { actor, at } = by
    const revision = { fields: fields.value, hash, byUserId: actor.userId, byName: actor.name, at }
    const n = await addReportRevision(tx, report, revision)
    await appendAudit(tx, {
      at,
      by: agentOf(actor, right.value),
      action: 'revise',
      subject: { kind: 'report', id: report.id },
      incidentId: report.incidentId,
      before: { revision: last.n, hash: last.hash },
      after: { revision: n, hash },
    })
    return ok({ reportId: report.id, n })
  })
}
