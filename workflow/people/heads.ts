/**
 * Each unit has one first responsible person (第一责任人: 办法第八条第二款, 附4第四条): whoever holds its head's seat and is no
 * stand-in. Time limits, warnings and plans that name the head of a unit find them by that seat; a unit without one is told of.
 */
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { Seat, UnitTree } from '../../domain/units.ts'
import { headsOf } from '../../store/heads.ts'
import type { Db } from '../../store/open.ts'
import { notify, officeRoles } from '../delivery/notify.ts'

export const isHeadSeat = ({ role, standIn }: Pick<Seat, 'role' | 'standIn'>): boolean =>
  role === 'unit_head' && !standIn

/** Refuses a second head of a unit: the seat is free once its holder has given it up. Under the tree's lock where seats change. */
export async function oneHeadEach(
  db: Db,
  { userId, seats }: { userId: string; seats: readonly Seat[] },
  at: Date,
): Promise<Result<null>> {
  const wanted = seats.filter(isHeadSeat).map((s) => s.unitId)
  const taken = (await headsOf(db, wanted, at)).find((h) => h.userId !== userId)
  return taken ? refuse('already-exists', { rule: 'G4-4', field: 'seats', detail: { unitId: taken.unitId } }) : ok(null)
}

/** Tells the office of each of these units that has no head now, and the office above; once for each time it was left without. */
export async function tellHeadless(
  tx: Db,
  { unitIds, userId, name }: { unitIds: readonly string[]; userId: string; name: string },
  { tree, at }: { tree: UnitTree; at: Date },
): Promise<void> {
  const held = new Set((await headsOf(tx, [...unitIds], at)).map((h) => h.unitId))
  for (const unitId of new Set(unitIds)) {
    if (held.has(unitId)) continue
    const bureau = tree.bureauOf(unitId)?.id ?? unitId
    const above = tree.parentOf(bureau)?.id
    const to = [bureau, ...(above ? [above] : [])].map((id) => ({ unitId: id, roles: officeRoles }))
    const facts = { name: tree.byId(unitId)?.name ?? unitId, left: name, since: at.toISOString() }
    const key = `responsible_missing/${unitId}/${userId}/${at.toISOString()}`
    await notify(tx, { key, kind: 'responsible_missing', to, facts }, tree, at)
  }
}
