/** A person has the critical alert: from here on it is found, and the two hours run (GAP-03). */
import { type Result, ok, refuse } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import { updateFlag } from '../../store/flags.ts'
import { lockIncident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { agentOf, type By } from '../by.ts'
import { openOrJoin } from '../incident/open-incident.ts'
import { lockAndJudgeFlag } from './flag-command.ts'
import type { MarkedFlag } from './mark-suspected-major.ts'
import { subjectOfFlag } from './subject-of-flag.ts'

/**
 * Opens a suspected incident with its clocks, or joins the open one of the story. An incident that the safety net opened
 * has a person behind it now and keeps its earlier start. Refuses `wrong-state` when there is nothing to acknowledge.
 */
export async function acknowledgeAlert(db: Db, input: { flagId: string }, by: By): Promise<Result<MarkedFlag>> {
  return db.transaction(async (tx) => {
    const judged = await lockAndJudgeFlag(tx, { flagId: input.flagId, verb: 'acknowledge' }, by)
    if (!judged.ok) return judged
    const { facts, tree, seat } = judged.value
    const { actor, at } = by
    const agent = agentOf(actor, seat)
    const subject = await subjectOfFlag(tx, facts.flag, tree)
    const found = { flag: facts.flag, subject, startEvent: 'acknowledged' as const, startAt: at, actor }
    const opened = await openOrJoin(tx, found, { tree, by: agent, at })
    // The unit's duties may run already, e.g. because it joined the incident by another story: the alert is answered all the same.
    const knownId = opened.ok ? undefined : opened.refusal.detail?.incidentId
    if (!opened.ok && knownId === undefined) return opened
    const incident = opened.ok ? opened.value.incident : await lockIncident(tx, String(knownId))
    if (!incident) return refuse('not-found', { field: 'incidentId' })

    const incidentId = incident.id
    await updateFlag(tx, facts.flag.id, { acknowledgedAt: at, acknowledgedBy: actor.name, incidentId, dueAt: null })
    await appendAudit(tx, {
      at,
      by: agent,
      action: 'acknowledge',
      subject: { kind: 'flag', id: facts.flag.id },
      incidentId,
      after: { acknowledgedAt: at, alertedAt: facts.flag.alertedAt, subject },
    })
    return ok({ flagId: facts.flag.id, incidentId, incidentNo: incident.no, opened: opened.ok && opened.value.opened })
  })
}
