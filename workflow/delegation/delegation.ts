/**
 * The order by which somebody signs for another (委托书; domain catalogue C4: delegation by dated order only). Pure. It gives what the
 * table of rights gives the lent seat (policy.ts), for the powers it names, and nothing else.
 */
import { delegationState, type Power, wrongDates } from '../../domain/delegation.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Actor, Role, Seat, UnitTree } from '../../domain/units.ts'
import { may, roleHas } from '../policy.ts'

export type Order = {
  forUserId: string
  userId: string
  unitId: string
  role: Role
  powers: Power[]
  compartment: boolean
  fromAt: Date
  untilAt: Date
}
type Who = { actor: Actor; tree: UnitTree; now: Date }

/**
 * May this person record the order, between these two? Whoever lends does it themselves, or the office of the bureau writes down
 * what they signed. Nobody receives by their own act, nothing lent is lent on, and the administrator has no part in it.
 */
export function judgeOrder(
  order: Order,
  { absent, acting }: { absent: Actor; acting: Actor },
  { actor, tree, now }: Who,
): Result<{ bureauId: string; seat: Seat }> {
  const bureau = tree.bureauOf(order.unitId)
  if (!bureau) return refuse('not-found', { field: 'unitId' })
  const lent = absent.seats.find((s) => s.unitId === order.unitId && s.role === order.role)
  const right = may(actor, 'record-delegation', { unitId: bureau.id, tree })
  const seat = actor.userId === absent.userId ? lent : right.ok ? right.value : undefined
  if (!seat) return refuse('not-allowed', { rule })
  if (order.userId === actor.userId || order.userId === order.forUserId)
    return refuse('not-allowed', { rule, field: 'userId' })
  if (!lent) return refuse('invalid-field', { rule, field: 'role' })
  if (!mayAct(acting.seats, bureau.id, tree)) return refuse('invalid-field', { rule, field: 'userId' })
  if (order.powers.length === 0) return refuse('missing-field', { field: 'powers' })
  if (!order.powers.every((power) => roleHas(order.role, power)))
    return refuse('invalid-field', { rule, field: 'powers' })
  // Who is not in the compartment by a seat of their own does not come into it by an order.
  if (order.compartment && !may({ ...acting, lent: [] }, 'view-leaks', { unitId: bureau.id, tree }).ok)
    return refuse('invalid-field', { rule: 'policy-compartment', field: 'compartment' })
  const dates = wrongDates(order, now)
  if (dates) return refuse('invalid-field', { rule, field: dates })
  return ok({ bureauId: bureau.id, seat })
}

/** Revoked by whoever lent it, by whoever holds it, or by the office; before its end, at once. */
export function judgeRevocation(
  order: Pick<Order, 'forUserId' | 'userId' | 'fromAt' | 'untilAt'> & { bureauId: string; revokedAt: Date | null },
  { actor, tree, now }: Who,
): Result<Seat> {
  const state = delegationState(order, now)
  const right = may(actor, 'record-delegation', { unitId: order.bureauId, tree })
  const isParty = actor.userId === order.forUserId || actor.userId === order.userId
  const seat = right.ok ? right.value : isParty ? actor.seats[0] : undefined
  if (!seat) return refuse('not-allowed', { rule })
  if (state === 'over' || state === 'revoked') return refuse('wrong-state', { detail: { state } })
  return ok(seat)
}

/** May somebody of these seats sign for a person of the bureau: of the same bureau, and in business themselves? */
export const mayAct = (seats: readonly Pick<Seat, 'unitId' | 'role'>[], bureauId: string, tree: UnitTree): boolean =>
  seats.some((s) => tree.bureauOf(s.unitId)?.id === bureauId) && !seats.some((s) => kept.includes(s.role))

/** Seats whose holders sign for nobody else: accounts and the record stay apart from business. */
const kept: Role[] = ['admin', 'auditor', 'discipline']
const rule = 'policy-delegation' as const
