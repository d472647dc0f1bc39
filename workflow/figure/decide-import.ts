/** A person confirms what the dry run showed, or drops the file. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import { dropStaged, type FigureImport, importById, lockImport, updateImport } from '../../store/figure-imports.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { agentOf, type By } from '../by.ts'
import { type ImportVerb, moveImport } from './figure-import.ts'

/** Confirmed, it is due to be saved, in the name of whoever confirmed; cancelled, its file and rows are gone. */
export async function decideImport(
  db: Db,
  { id, verb }: { id: string; verb: ImportVerb },
  { actor, at }: By,
): Promise<Result<FigureImport>> {
  return db.transaction(async (tx) => {
    const row = await lockImport(tx, id)
    if (!row) return refuse('not-found')
    const moved = moveImport(row, verb, { actor, tree: await loadUnitTree(tx) })
    if (!moved.ok) return moved
    const { to, seat } = moved.value
    const by = agentOf(actor, seat)
    if (verb === 'confirm') await updateImport(tx, id, { state: to, by, dueAt: at })
    else {
      await dropStaged(tx, id, { keepChanges: false })
      await updateImport(tx, id, { state: to, bytes: null, endedAt: at, dueAt: null })
    }
    const after = { state: to, fileName: row.fileName, sha256: row.sha256, counts: row.counts }
    const subject = { kind: 'figure_import', id }
    await appendAudit(tx, { at, by, action: `${verb}-import`, subject, before: { state: row.state }, after })
    return ok((await importById(tx, id))!)
  })
}
