/** Door of the pipeline: saves a confirmed import, in one transaction with its entry in the record: all of it or nothing. */
import { importKinds } from '../../domain/figure-import.ts'
import { appendAudit } from '../../store/audit.ts'
import {
  addFaults,
  dropStaged,
  type FigureImport,
  importById,
  lockImport,
  mostFaults,
  stagedList,
  updateImport,
} from '../../store/figure-imports.ts'
import { analyzeStaged, classifyStaged, faultsOfStaged, saveStaged } from '../../store/figure-switch.ts'
import { figuresStamp } from '../../store/figures.ts'
import { takeLock } from '../../store/locks.ts'
import type { Db } from '../../store/open.ts'

/**
 * Looks again before it saves: what another import or the calendar changed since the dry run is shown anew (`checked`) or refused
 * (`faulty`), and nothing is saved.
 */
export async function saveImport(db: Db, id: string, now: Date): Promise<FigureImport | null> {
  await analyzeStaged(db)
  await db.transaction(async (tx) => {
    await takeLock(tx, 'figures')
    const row = await lockImport(tx, id)
    if (row?.state !== 'saving') return
    const checkedChange = (await figuresStamp(tx)).figures
    const isFresh = row.checkedChange === checkedChange && row.counts !== null
    const counts = isFresh ? row.counts! : await classifyStaged(tx, id)
    const faults = await faultsOfStaged(tx, id, now, mostFaults)
    if (faults.length > 0) {
      await addFaults(tx, id, faults)
      return updateImport(tx, id, { state: 'faulty', counts, checkedChange, dueAt: null })
    }
    if (!isFresh && importKinds.some((kind) => counts[kind] !== row.counts?.[kind]))
      return updateImport(tx, id, { state: 'checked', counts, checkedChange, checkedAt: now, dueAt: null })
    const changed = (await stagedList(tx, id, { kinds: ['revised', 'corrected'], page: 1, pageSize: 200 })).items
    const rowsSaved = await saveStaged(tx, id, now)
    await dropStaged(tx, id, { keepChanges: true })
    await updateImport(tx, id, { state: 'saved', bytes: null, rowsSaved, endedAt: now, dueAt: null })
    if (rowsSaved === 0) return
    await appendAudit(tx, {
      ...{ at: now, by: row.by, action: 'import-figures', subject: { kind: 'figure_import', id } },
      before: changed.length ? { changed: changed.map((r) => ({ id: r.oldId, value: r.oldValue })) } : null,
      after: {
        ...{ fileName: row.fileName, sha256: row.sha256, counts },
        changed: changed.map((r) => ({ id: r.id, value: r.value })),
      },
    })
  })
  return importById(db, id)
}
