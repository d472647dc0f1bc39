/** A person marks a flag as suspected major (疑似重大): the matter is found, and the clocks of the finder's duties run. */
import { type Result, ok } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { agentOf, type By } from '../by.ts'
import { readText } from '../text.ts'
import type { Subject } from '../clock/duties.ts'
import { openOrJoin } from '../incident/open-incident.ts'
import { isUnreleased } from './flag.ts'
import { lockAndJudgeFlag } from './flag-command.ts'
import { subjectOfFlag } from './subject-of-flag.ts'

export type MarkInput = {
  flagId: string
  /** Left out: `region` when the text names the root bureau, else `may_spread`; never less than the two hours. */
  subject?: Subject
  note?: string
  title?: string
  /** The finder's parent is the subject of the complaint: it gets nothing until the root bureau releases it. */
  parentIsSubject?: boolean
  /** Joins this open incident instead of the one of the same story. */
  incidentId?: string
}
export type MarkedFlag = { flagId: string; incidentId: string; incidentNo: string; opened: boolean }

/**
 * Opens a suspected incident or joins the open one of the same story and tree: two units that find the same event have two
 * duty clocks and one incident. Refuses `not-an-event` where people judged the text true or an opinion (policy-not-false),
 * `already-exists` where the unit's duties run already.
 */
export async function markSuspectedMajor(db: Db, input: MarkInput, by: By): Promise<Result<MarkedFlag>> {
  return db.transaction(async (tx) => {
    const note = readText(input.note, { field: 'note', min: 0, max: 2000 })
    if (!note.ok) return note
    const title = readText(input.title, { field: 'title', min: 0, max: 200 })
    if (!title.ok) return title
    const judged = await lockAndJudgeFlag(tx, { flagId: input.flagId, verb: 'mark-suspected-major' }, by)
    if (!judged.ok) return judged
    const { facts, tree, seat } = judged.value
    const { actor, at } = by
    const agent = agentOf(actor, seat)
    const subject = input.subject ?? (await subjectOfFlag(tx, facts.flag, tree))
    const opened = await openOrJoin(
      tx,
      {
        flag: facts.flag,
        subject,
        startEvent: 'marked',
        startAt: at,
        actor,
        title: title.value || undefined,
        note: note.value || undefined,
        parentIsSubject: input.parentIsSubject,
        incidentId: input.incidentId,
      },
      { tree, by: agent, at },
    )
    if (!opened.ok) return opened
    const { incident } = opened.value
    await appendAudit(tx, {
      at,
      by: agent,
      action: 'mark-suspected-major',
      subject: { kind: 'flag', id: facts.flag.id },
      incidentId: incident.id,
      // Of a number for a period not out yet this is the branch of the media plan; the other is report-leak.ts.
      after: { subject, incidentId: incident.id, ...(isUnreleased(facts.flag) ? { branch: 'fabricated' } : {}) },
      reason: note.value || null,
    })
    return ok({
      flagId: facts.flag.id,
      incidentId: incident.id,
      incidentNo: incident.no,
      opened: opened.value.opened,
    })
  })
}
