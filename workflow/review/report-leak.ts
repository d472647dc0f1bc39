/**
 * A number for a period that is not out is invented or leaked (M12, domain catalogue B12). The second branch: whoever finds
 * it reports it to the secrecy group within eight hours, in writing and outside this system (附3第五条). A restricted incident
 * opens with the clocks of the leak plan; the flag shows nothing of it, so that media people see no link.
 */
import { type Result, ok } from '../../domain/result.ts'
import { addMs } from '../../domain/time.ts'
import { appendAudit, auditOfSubject } from '../../store/audit.ts'
import type { Flag } from '../../store/flags.ts'
import { incidentByNo, incidentRow } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { agentOf, type By } from '../by.ts'
import { openByHand } from '../incident/open-by-hand.ts'
import { isEnded } from '../incident/owed.ts'
import { planById } from '../plan/plan.ts'
import { lockAndJudgeFlag } from './flag-command.ts'

export type LeakDuty = { citation: string; text: string; limitMs: number }
/** The number of the case is all that whoever reports it learns. */
export type LeakReported = { no: string; limitAt: Date }

/** What the finder of a leak owes, as the plan in force says it. */
export function leakDuty(): LeakDuty {
  const plan = planById('leak')
  const duty = plan?.duties.find((d) => d.duty === 'report-8h')
  const rule = plan?.rules.find((r) => r.id === duty?.rule)
  if (!rule || typeof duty?.limit !== 'number') throw new Error('the leak plan has no duty report-8h')
  return { citation: rule.citation, text: rule.text, limitMs: duty.limit }
}

/**
 * Refuses `wrong-state` where no number of an unreleased period was found, `invalid-field` where the bureaus have not adopted
 * the leak plan. A find that was reported already answers with its case. A media event runs beside it, or not.
 */
export async function reportLeak(db: Db, input: { flagId: string }, by: By): Promise<Result<LeakReported>> {
  return db.transaction(async (tx) => {
    const judged = await lockAndJudgeFlag(tx, { flagId: input.flagId, verb: 'report-leak' }, by)
    if (!judged.ok) return judged
    const { facts, seat } = judged.value
    const { flag } = facts
    const known = await openCaseOf(tx, flag)
    if (known) return ok(known)
    const { actor, at } = by
    // The title says nothing of the matter: 涉密不上网.
    const opening = { unitId: flag.unitId, plan: 'leak', title: '疑似提前泄露线索', place: '', foundAt: at }
    const opened = await openByHand(tx, opening, by)
    if (!opened.ok) return opened
    const { no } = opened.value
    // Under the restricted incident, so that the entry is read inside its compartment alone.
    await appendAudit(tx, {
      at,
      by: agentOf(actor, seat),
      action,
      subject: { kind: 'flag', id: flag.id },
      incidentId: (await incidentByNo(tx, no))?.id ?? null,
      after: { branch: 'possible_leak', foundAt: at },
    })
    return ok({ no, limitAt: addMs(at, leakDuty().limitMs) })
  })
}

const action = 'report-leak'

async function openCaseOf(tx: Db, flag: Flag): Promise<LeakReported | null> {
  const entry = (await auditOfSubject(tx, { kind: 'flag', id: flag.id })).findLast((e) => e.action === action)
  const incident = entry?.incidentId ? await incidentRow(tx, entry.incidentId) : null
  if (!entry || !incident || isEnded(incident)) return null
  return { no: incident.no, limitAt: addMs(entry.at, leakDuty().limitMs) }
}
