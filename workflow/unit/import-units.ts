/** Many units come in as a table, whole or not at all; a dry run says what is wrong by cell. */
import type { ImportFault } from '../../domain/figure-import.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { addUnits, lockTree } from '../../store/units.ts'
import { agentOf, type By } from '../by.ts'
import { may } from '../policy.ts'
import { readUnits } from './read-units.ts'
import { mostUnits } from './unit.ts'

/** `added`: would come in, with a dry run. `known`: stood there already. */
export type UnitImport = { added: number; known: number; faults: ImportFault[] }

export async function importUnits(
  db: Db,
  { rootId, bytes, dryRun }: { rootId: string; bytes: Buffer; dryRun: boolean },
  { actor, at }: By,
): Promise<Result<UnitImport>> {
  return db.transaction(async (tx) => {
    if (!(await lockTree(tx, rootId))) return refuse('not-found', { field: 'rootId' })
    const tree = await loadUnitTree(tx)
    const right = may(actor, 'manage-units', { unitId: rootId, tree })
    if (!right.ok) return right
    const there = tree.all.filter((unit) => unit.rootId === rootId)
    const { units, known, faults } = await readUnits(bytes, there)
    const answer = { added: units.length, known, faults }
    if (there.length + units.length > mostUnits)
      return refuse('too-large', { field: 'file', detail: { max: mostUnits } })
    if (faults.length > 0 || dryRun || units.length === 0) return ok(answer)
    await addUnits(tx, units)
    await appendAudit(tx, {
      ...{ at, by: agentOf(actor, right.value), action: 'import', subject: { kind: 'unit', id: rootId } },
      ...{ before: null, after: { added: units.length, ids: units.map((unit) => unit.id) } },
    })
    return ok(answer)
  })
}
