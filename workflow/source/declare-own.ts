/** Whose own publication an outlet is: what is wrong there its bureau corrects itself, and no media event opens (policy-own-correction). */
import { type Result, ok, refuse } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { outletList, setOwnUnit } from '../../store/sources.ts'
import type { By } from '../by.ts'
import { mayManageSources } from './rights.ts'

/** `unitId` null: it belongs to the press after all. Holds for what is flagged from now on; a flag keeps what it says until the text changes. */
export async function declareOwn(
  db: Db,
  { outletId, unitId }: { outletId: string; unitId: string | null },
  by: By,
): Promise<Result<null>> {
  return db.transaction(async (tx) => {
    const right = await mayManageSources(tx, by)
    if (!right.ok) return right
    const outlet = (await outletList(tx)).find((o) => o.id === outletId)
    if (!outlet) return refuse('not-found', { field: 'id' })
    if (unitId !== null && !(await loadUnitTree(tx)).byId(unitId)) return refuse('not-found', { field: 'unitId' })
    await setOwnUnit(tx, outletId, unitId)
    await appendAudit(tx, {
      ...{ at: by.at, by: right.value, action: 'declare-own', subject: { kind: 'outlet', id: outletId } },
      before: { name: outlet.name, ownUnitId: outlet.ownUnitId },
      after: { name: outlet.name, ownUnitId: unitId },
    })
    return ok(null)
  })
}
