/** Units and seats as the contract shows them. */
import type { Lent, Seat, Unit, UnitTree } from '../../domain/units.ts'
import type { SeatShown, UnitRef, UnitShown } from '../contract.ts'

/** A unit that is gone from the tree keeps its id as a name: old records stay readable. */
export function unitRef(tree: UnitTree, id: string): UnitRef {
  const unit = tree.byId(id)
  return { id, name: unit?.name ?? id, level: unit?.level ?? '' }
}

export const unitRefOrNull = (tree: UnitTree, id: string | null | undefined): UnitRef | null =>
  id ? unitRef(tree, id) : null

export const unitShown = ({ id, rootId, parentId, level, name, aliases, regionCode, endedAt }: Unit): UnitShown => ({
  ...{ id, rootId, parentId, level, name, aliases, regionCode },
  endedAt: isoOrNull(endedAt),
})

export const seatShown = (tree: UnitTree, seat: Seat): SeatShown => ({
  unit: unitRef(tree, seat.unitId),
  role: seat.role,
  standIn: seat.standIn,
})

export const lentShown = (tree: UnitTree, { unitId, role }: Seat, { forName, number, untilAt }: Lent) => ({
  ...{ unit: unitRef(tree, unitId), role, forName, number },
  untilAt: iso(untilAt),
})

export const iso = (at: Date): string => at.toISOString()
export const isoOrNull = (at: Date | null | undefined): string | null => at?.toISOString() ?? null
