/** The whole way of an import in one call, for the command line and the demo: as one piece or not at all. The page goes it step by step. */
import type { ImportDefaults } from '../../domain/figure-import.ts'
import type { Result } from '../../domain/result.ts'
import type { Agent } from '../../domain/units.ts'
import { dropStaged, type FigureImport, importById, updateImport } from '../../store/figure-imports.ts'
import type { Db } from '../../store/open.ts'
import { checkImport } from './check-import.ts'
import { saveImport } from './save-import.ts'
import { startImport } from './start-import.ts'

/**
 * Any fault, or `dryRun`, and nothing is saved; the answer says what would change. The caller has checked the right
 * (`import-figures`); the record names who did it.
 */
export async function importFigures(
  db: Db,
  input: { fileName: string; bytes: Uint8Array; defaults?: ImportDefaults; dryRun: boolean },
  { by, at, tell }: { by: Agent; at: Date; tell?: (read: { rows: number; expected: number | null }) => void },
): Promise<Result<FigureImport>> {
  const started = await startImport(db, { ...input, heldByCaller: true }, { by, at })
  if (!started.ok) return started
  const { id } = started.value
  const checked = await checkImport(db, id, at, tell)
  if (input.dryRun || checked?.state !== 'checked') {
    await dropStaged(db, id, { keepChanges: false })
    await updateImport(db, id, { state: 'cancelled', bytes: null, endedAt: at, dueAt: null })
    return { ok: true, value: checked ?? started.value }
  }
  await updateImport(db, id, { state: 'saving' })
  await saveImport(db, id, at)
  return { ok: true, value: (await importById(db, id)) ?? started.value }
}
