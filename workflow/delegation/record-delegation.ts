/** Records an order by which somebody signs for another, and revokes one. Both are told at once. */
import { shanghaiDay } from '../../domain/time.ts'
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { UnitTree } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import { clashing, insertDelegation, lockDelegation, type NamedDelegation, revokeRow } from '../../store/delegations.ts'
import { lockRoster } from '../../store/duty.ts'
import type { Db } from '../../store/open.ts'
import { actorById, loadUnitTree } from '../../store/people.ts'
import { agentOf, type By } from '../by.ts'
import { notify } from '../delivery/notify.ts'
import { unitsVisible } from '../policy.ts'
import { readText } from '../text.ts'
import { judgeOrder, judgeRevocation, type Order } from './delegation.ts'

export type DelegationInput = Order & { number: string; signedOn: string; reason: string }

/**
 * Refuses `not-allowed` with policy-delegation for who may not, `already-exists` for a number of this bureau that was used, and for
 * a power of the seat that is lent already in these days: one signature, one hand.
 */
export async function recordDelegation(db: Db, input: DelegationInput, by: By): Promise<Result<{ id: string }>> {
  const number = readText(input.number, { field: 'number', min: 1, max: 60 })
  if (!number.ok) return number
  const reason = readText(input.reason, { field: 'reason', min: 1, max: 500 })
  if (!reason.ok) return reason
  if (input.signedOn > shanghaiDay(by.at))
    return refuse('invalid-field', { field: 'signedOn', rule: 'policy-delegation' })
  return db.transaction(async (tx) => {
    const tree = await loadUnitTree(tx)
    const absent = await actorById(tx, input.forUserId, by.at)
    const acting = await actorById(tx, input.userId, by.at)
    if (!absent) return refuse('not-found', { field: 'forUserId' })
    if (!acting) return refuse('not-found', { field: 'userId' })
    const judged = judgeOrder(input, { absent, acting }, { actor: by.actor, tree, now: by.at })
    if (!judged.ok) return judged
    const { bureauId, seat } = judged.value
    // Orders of a tree are recorded one after the other: what clashes is judged on what is written.
    await lockRoster(tx, tree.rootOf(bureauId)!.id)
    const row = {
      ...{ bureauId, unitId: input.unitId, role: input.role, forUserId: input.forUserId, userId: input.userId },
      ...{ powers: [...new Set(input.powers)], compartment: input.compartment, number: number.value },
      ...{ signedOn: input.signedOn, reason: reason.value, fromAt: input.fromAt, untilAt: input.untilAt },
    }
    const clash = (await clashing(tx, row)).find(
      (c) => c.number === row.number || c.powers.some((p) => row.powers.includes(p)),
    )
    if (clash) return refuse('already-exists', { field: clash.number === row.number ? 'number' : 'powers' })
    const agent = agentOf(by.actor, seat)
    const id = await insertDelegation(tx, {
      ...{ ...row, recordedByUserId: by.actor.userId, recordedByName: agent.name, recordedAt: by.at },
    })
    await appendAudit(tx, {
      ...{ at: by.at, by: agent, action: 'record-delegation', subject: { kind: 'delegation', id }, reason: row.reason },
      after: { ...row, name: acting.name, forName: absent.name },
    })
    const order = { ...row, id, name: acting.name, forName: absent.name }
    await tell(tx, { kind: 'delegation_given', order }, { tree, at: by.at })
    return ok({ id })
  })
}

/** Ends an order now. Who signed meanwhile has signed; from here on the lent seat carries nothing. */
export async function revokeDelegation(
  db: Db,
  input: { id: string; reason: string },
  by: By,
): Promise<Result<{ id: string }>> {
  const reason = readText(input.reason, { field: 'reason', min: 1, max: 500 })
  if (!reason.ok) return reason
  return db.transaction(async (tx) => {
    const tree = await loadUnitTree(tx)
    const order = await lockDelegation(tx, input.id, bureausSeen(by, tree))
    if (!order) return refuse('not-found')
    const judged = judgeRevocation(order, { actor: by.actor, tree, now: by.at })
    if (!judged.ok) return judged
    const agent = agentOf(by.actor, judged.value)
    await revokeRow(tx, order.id, { at: by.at, byName: agent.name, reason: reason.value })
    await appendAudit(tx, {
      ...{ at: by.at, by: agent, action: 'revoke-delegation', subject: { kind: 'delegation', id: order.id } },
      ...{ before: { untilAt: order.untilAt }, after: { number: order.number }, reason: reason.value },
    })
    await tell(tx, { kind: 'delegation_revoked', order, more: { reason: reason.value } }, { tree, at: by.at })
    return ok({ id: order.id })
  })
}

const bureausSeen = ({ actor }: By, tree: UnitTree): string[] => unitsVisible(actor, 'view-duty', tree)

/** Both of them, whoever recorded it: an order that one did not sign is found out at once. */
async function tell(
  tx: Db,
  told: {
    kind: 'delegation_given' | 'delegation_revoked'
    order: Pick<
      NamedDelegation,
      'id' | 'number' | 'userId' | 'forUserId' | 'name' | 'forName' | 'unitId' | 'role' | 'fromAt' | 'untilAt'
    >
    more?: Record<string, string>
  },
  { tree, at }: { tree: UnitTree; at: Date },
): Promise<void> {
  const { id, unitId, role, number, name, forName, fromAt, untilAt } = told.order
  const named = [told.order.userId, told.order.forUserId].map((userId) => ({
    ...{ userId, name: '', unitId, role, standIn: false },
  }))
  const facts = { number, name, forName, fromAt: fromAt.toISOString(), untilAt: untilAt.toISOString(), ...told.more }
  const message = { key: `${told.kind}/${id}`, kind: told.kind, to: [{ unitId, roles: [], named }], facts }
  await notify(tx, message, tree, at)
}
