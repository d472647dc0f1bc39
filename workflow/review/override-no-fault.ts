/**
 * True criticism and opinion are no event (policy-not-false). Only the root's leading group may open one all the same, on its
 * own responsibility and with its reason: the record and the incident's timeline show a deviation, and people judge the text anew.
 */
import { type Result, ok } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import { updateFlag } from '../../store/flags.ts'
import type { Db } from '../../store/open.ts'
import { agentOf, type By } from '../by.ts'
import { openOrJoin } from '../incident/open-incident.ts'
import { readText } from '../text.ts'
import { lockAndJudgeFlag } from './flag-command.ts'
import type { MarkedFlag } from './mark-suspected-major.ts'
import { subjectOfFlag } from './subject-of-flag.ts'

export async function overrideNoFault(
  db: Db,
  input: { flagId: string; reason: string },
  by: By,
): Promise<Result<MarkedFlag>> {
  return db.transaction(async (tx) => {
    const reason = readText(input.reason, { field: 'reason', min: 10, max: 2000 })
    if (!reason.ok) return reason
    const judged = await lockAndJudgeFlag(tx, { flagId: input.flagId, verb: 'override-no-fault' }, by)
    if (!judged.ok) return judged
    const { facts, tree, seat, to } = judged.value
    const { actor, at } = by
    const agent = agentOf(actor, seat)
    const subject = await subjectOfFlag(tx, facts.flag, tree)
    const found = { flag: facts.flag, subject, startEvent: 'marked' as const, startAt: at, actor, note: reason.value }
    const opened = await openOrJoin(tx, found, { tree, by: agent, at })
    if (!opened.ok) return opened
    const { incident } = opened.value
    await updateFlag(tx, facts.flag.id, { state: to, verdict: null })
    await appendAudit(tx, {
      at,
      by: agent,
      action: 'override-no-fault',
      subject: { kind: 'flag', id: facts.flag.id },
      incidentId: incident.id,
      before: { state: facts.flag.state, verdict: facts.flag.verdict },
      after: { state: to, verdict: null, deviation: 'policy-not-false', subject },
      reason: reason.value,
    })
    return ok({
      flagId: facts.flag.id,
      incidentId: incident.id,
      incidentNo: incident.no,
      opened: opened.value.opened,
    })
  })
}
