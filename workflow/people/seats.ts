/**
 * Which seats an administrator may give. Pure. The administrator holds no business role (policy-admin), and nobody takes
 * the administration from themselves: somebody must be left who can give it back.
 */
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { Actor, Seat, UnitTree } from '../../domain/units.ts'
import { unitsVisible } from '../policy.ts'

const maxSeats = 20

export type SeatsRequest = {
  userId: string
  wanted: Seat[]
  /** Seats the person holds now, in all trees. */
  held: Seat[]
}

/** The units whose seats the actor may change, if all of `wanted` lie there and fit together. */
export function judgeSeats(
  { userId, wanted, held }: SeatsRequest,
  { actor, tree }: { actor: Actor; tree: UnitTree },
): Result<{ unitIds: string[] }> {
  const unitIds = unitsVisible(actor, 'manage-people', tree)
  if (unitIds.length === 0) return refuse('not-allowed', { rule: 'policy-admin' })
  if (wanted.length > maxSeats) return refuse('too-large', { field: 'seats', detail: { max: maxSeats } })
  const foreign = wanted.findIndex((s) => !unitIds.includes(s.unitId))
  const ended = wanted.findIndex((s) => tree.byId(s.unitId)?.endedAt)
  if (ended >= 0) return refuse('invalid-field', { field: `seats.${ended}.unitId` })
  if (foreign >= 0) return refuse('not-found', { field: `seats.${foreign}.unitId` })
  const all = [...wanted, ...held.filter((s) => !unitIds.includes(s.unitId))]
  const mixed = all.some((s) => s.role === 'admin') && all.some((s) => s.role !== 'admin')
  if (mixed) return refuse('invalid-field', { field: 'seats', rule: 'policy-admin' })
  const keepsAdmin = wanted.some((s) => s.role === 'admin')
  if (userId === actor.userId && !keepsAdmin) return refuse('not-allowed', { field: 'seats', rule: 'policy-admin' })
  return ok({ unitIds })
}
