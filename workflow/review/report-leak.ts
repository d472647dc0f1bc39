/**
 * A number for a period that is not out is invented or leaked (M12, domain catalogue B12). The second branch: whoever finds
 * it reports it to the secrecy group within eight hours, in writing and outside this system (附3第五条). Nothing on the flag
 * shows that somebody did, and nothing that the secrecy group gets leads back to the text: media people see no link.
 */
import { type Result, ok } from '../../domain/result.ts'
import { addMs } from '../../domain/time.ts'
import type { Actor, UnitTree } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import { addDeliveries } from '../../store/deliveries.ts'
import type { Flag } from '../../store/flags.ts'
import type { Db } from '../../store/open.ts'
import { peopleOf } from '../../store/people.ts'
import { agentOf, type By } from '../by.ts'
import { planById } from '../plan/plan.ts'
import { lockAndJudgeFlag } from './flag-command.ts'

export type LeakDuty = { citation: string; text: string; limitMs: number }

/** What the finder of a leak owes, as the plan in force says it. */
export function leakDuty(): LeakDuty {
  const plan = planById('leak')
  const duty = plan?.duties.find((d) => d.duty === 'report-8h')
  const rule = plan?.rules.find((r) => r.id === duty?.rule)
  if (!rule || typeof duty?.limit !== 'number') throw new Error('the leak plan has no duty report-8h')
  return { citation: rule.citation, text: rule.text, limitMs: duty.limit }
}

/** Refuses `wrong-state` where no number of an unreleased period was found. The clock of media events runs beside it, or not. */
export async function reportLeak(db: Db, input: { flagId: string }, by: By): Promise<Result<{ limitAt: Date }>> {
  return db.transaction(async (tx) => {
    const judged = await lockAndJudgeFlag(tx, { flagId: input.flagId, verb: 'report-leak' }, by)
    if (!judged.ok) return judged
    const { facts, tree, seat } = judged.value
    const { flag } = facts
    const { actor, at } = by
    const limitAt = addMs(at, leakDuty().limitMs)
    const told = await tellSecrecyGroup(tx, { flag, actor, limitAt }, { tree, at })
    await appendAudit(tx, {
      at,
      by: agentOf(actor, seat),
      action: 'report-leak',
      subject: { kind: 'flag', id: flag.id },
      after: { branch: 'possible_leak', foundAt: at, limitAt, told },
    })
    return ok({ limitAt })
  })
}

/**
 * The secrecy group of the bureau and of the root, nobody in their place: a head or an office that stands in would be a
 * media user who learns of it. Answers with the people told.
 */
async function tellSecrecyGroup(
  tx: Db,
  { flag, actor, limitAt }: { flag: Flag; actor: Actor; limitAt: Date },
  { tree, at }: { tree: UnitTree; at: Date },
): Promise<string[]> {
  const unitIds = [flag.unitId, tree.rootOf(flag.unitId)?.id ?? flag.unitId]
  const people = await peopleOf(tx, { unitIds, roles: ['secrecy'] }, at)
  const unit = tree.byId(flag.unitId)?.name ?? flag.unitId
  await addDeliveries(
    tx,
    people.map(({ userId, unitId }) => ({
      // The same find reported again by the same person says nothing new.
      key: `leak:${flag.id}:${actor.userId}`,
      kind: 'leak_reported' as const,
      ...{ userId, unitId, incidentId: null, flagId: null },
      facts: { unit, byName: actor.name, dueAt: limitAt.toISOString() },
      ...{ createdAt: at, deliveredAt: at },
    })),
  )
  return people.map((person) => person.userId)
}
