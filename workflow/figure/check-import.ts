/**
 * Door of the pipeline: reads a file that was handed in, row by row, and says what saving it would do. Changes no figure. A run that
 * is killed goes on behind the last rows it staged.
 */
import type { ImportState } from '../../domain/figure-import.ts'
import {
  addFaults,
  bytesOfImport,
  dropStaged,
  type FigureImport,
  importById,
  mostFaults,
  stageRows,
  updateImport,
} from '../../store/figure-imports.ts'
import { analyzeStaged, classifyStaged, faultsOfStaged } from '../../store/figure-switch.ts'
import { figuresStamp } from '../../store/figures.ts'
import type { Db } from '../../store/open.ts'
import { readFigures } from './read-figures.ts'

const batch = 2_000

/** Ends in `checked` or `faulty`; an import in another state is left as it is. `tell` hears of every batch. */
export async function checkImport(
  db: Db,
  id: string,
  now: Date,
  tell: (read: { rows: number; expected: number | null }) => void = () => undefined,
): Promise<FigureImport | null> {
  const known = await importById(db, id)
  const bytes = known?.state === 'reading' ? await bytesOfImport(db, id) : null
  if (!known || !bytes) return known
  let faults = known.faultCount
  const options = { now, defaults: known.defaults, batch, after: known.lastRow }
  // The next rows are read while the database takes the last ones: two threads, one order.
  let staged: Promise<void> = Promise.resolve()
  for await (const read of readFigures(bytes, options)) {
    await staged
    staged = stageRows(db, id, {
      ...{ rows: read.rows, faults: read.faults, lastRow: Math.max(read.lastRow, known.lastRow) },
      ...{ rowsRead: read.count, rowsExpected: read.expected },
    }).then(() => tell({ rows: read.count, expected: read.expected }))
    staged.catch(() => undefined)
    faults += read.faults.length
    if (faults >= mostFaults) break
  }
  await staged
  if (faults < mostFaults) {
    await analyzeStaged(db)
    const checkedChange = (await figuresStamp(db)).figures
    const counts = await classifyStaged(db, id)
    const found = await faultsOfStaged(db, id, now, mostFaults)
    await addFaults(db, id, found)
    faults += found.length
    if (faults === 0) await updateImport(db, id, { counts, checkedChange })
  }
  await endReading(db, id, faults > 0 ? 'faulty' : 'checked', now)
  return importById(db, id)
}

/** Somebody may have dropped the import while it was read. */
async function endReading(db: Db, id: string, state: ImportState, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const row = await importById(tx, id)
    if (row?.state === 'reading') await updateImport(tx, id, { state, checkedAt: now, dueAt: null })
    else if (row?.state === 'cancelled') await dropStaged(tx, id, { keepChanges: false })
  })
}
