/** The first run: a tree of units and the first administrator, once for an installation. */
import { startOfWeek } from '../../domain/precision.ts'
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { Unit } from '../../domain/units.ts'
import { changeSeats, takeSetup } from '../../store/accounts.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { wakeSampling } from '../../store/samples.ts'
import { addUnits } from '../../store/units.ts'

/** The account exists already and has no seats. Refuses `setup-done` when somebody was faster. */
export async function setUp(
  db: Db,
  { userId, name, units }: { userId: string; name: string; units: Unit[] },
  at: Date,
): Promise<Result<{ rootId: string }>> {
  const root = units.find((u) => u.parentId === null)
  if (!root) return refuse('not-found', { field: 'treeId' })
  return db.transaction(async (tx) => {
    if (!(await takeSetup(tx, at))) return refuse('setup-done')
    await addUnits(tx, units)
    await wakeSampling(tx, root.id, startOfWeek(at))
    const seat = { unitId: root.id, role: 'admin' as const, standIn: false }
    await changeSeats(tx, { userId, unitIds: [root.id], wanted: [seat], at })
    await appendAudit(tx, {
      at,
      by: { kind: 'person', userId, name, unitId: root.id },
      action: 'set-up',
      subject: { kind: 'account', id: userId },
      after: { tree: root.id, units: units.length },
    })
    return ok({ rootId: root.id })
  })
}
