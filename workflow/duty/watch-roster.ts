/**
 * Door of the machine: a gap in a roster is told a day before it begins, two hours before, and when it begins – to whoever keeps
 * the roster and to the unit's head; a unit without either is told upwards (extra edge: the alarm goes to the parent).
 */

import { gapAlarm } from '../../domain/duty.ts'
import { addMs, day } from '../../domain/time.ts'
import { turnsOfDuty, watchRow } from '../../store/duty.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { notify } from '../delivery/notify.ts'

/** Answers with when to look again; null when nothing comes until the roster changes. */
export async function watchRoster(db: Db, watchId: string, at: Date): Promise<Date | null> {
  return db.transaction(async (tx) => {
    const watch = await watchRow(tx, watchId)
    if (!watch) return null
    const turns = await turnsOfDuty(tx, watch.unitId, watch.kind, addMs(at, -30 * day))
    if (turns.length === 0) return null
    const { gap, leadMs, lookAt } = gapAlarm(turns, at)
    if (leadMs === null) return lookAt
    const tree = await loadUnitTree(tx)
    await notify(
      tx,
      {
        // Named by its beginning: a roster filled and emptied again is another gap only when it begins elsewhere.
        key: `duty_gap:${watch.unitId}:${watch.kind}:${gap.fromAt.toISOString()}:${leadMs}`,
        kind: 'duty_gap',
        to: [
          { unitId: watch.unitId, roles: ['office_staff', 'office_director'] },
          { unitId: watch.unitId, roles: ['unit_head'] },
        ],
        facts: {
          ...{ name: tree.byId(watch.unitId)?.name ?? '', dutyKind: watch.kind, fromAt: gap.fromAt.toISOString() },
          ...(gap.toAt ? { toAt: gap.toAt.toISOString() } : {}),
          ahead: leadMs > 0 ? 1 : 0,
        },
      },
      tree,
      at,
    )
    return lookAt
  })
}
