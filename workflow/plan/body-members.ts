/** Who sits in a body of a plan by name, beside those whose role sits there: groups that must be in place, first of all. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import { membersOf, setMembers } from '../../store/activations.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { actorById, loadUnitTree } from '../../store/people.ts'
import { agentOf, type By } from '../by.ts'
import { may } from '../policy.ts'
import { plansOf } from './adopted.ts'

const maxMembers = 200

/** Replaces the members from now on; earlier ones stay with their times. People of this tree alone. */
export async function setBodyMembers(
  db: Db,
  { unitId, body, members }: { unitId: string; body: string; members: { userId: string; leads: boolean }[] },
  { actor, at }: By,
): Promise<Result<{ body: string; members: number }>> {
  return db.transaction(async (tx) => {
    const tree = await loadUnitTree(tx)
    const bureau = tree.bureauOf(unitId)
    if (!bureau) return refuse('not-found', { field: 'unitId' })
    const right = may(actor, 'set-members', { unitId: bureau.id, tree })
    if (!right.ok) return right
    const plans = await plansOf(tx, bureau.rootId)
    if (!plans.some((p) => p.bodies.some((b) => b.body === body && b.level !== 'outside')))
      return refuse('not-found', { field: 'body' })
    if (members.length > maxMembers) return refuse('too-large', { field: 'members', detail: { max: maxMembers } })
    if (new Set(members.map((m) => m.userId)).size !== members.length)
      return refuse('invalid-field', { field: 'members' })
    for (const { userId } of members) {
      const person = await actorById(tx, userId, at)
      if (!person?.seats.some((s) => tree.rootOf(s.unitId)?.id === bureau.rootId))
        return refuse('invalid-field', { field: 'members', detail: { userId } })
    }
    const before = (await membersOf(tx, [bureau.id], at)).filter((m) => m.body === body).map((m) => m.userId)
    await setMembers(tx, { unitId: bureau.id, body, members, at })
    await appendAudit(tx, {
      at,
      by: agentOf(actor, right.value),
      action: 'set-members',
      subject: { kind: 'body', id: `${bureau.id} ${body}` },
      before: { members: before },
      after: { members: members.map((m) => m.userId) },
    })
    return ok({ body, members: members.length })
  })
}
