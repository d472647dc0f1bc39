/** A file of figures is handed in: kept as it is, and due to be read. Whatever happens to the process, it goes on from its row. */
import { createHash } from 'node:crypto'
import { type ImportDefaults, maxImportBytes } from '../../domain/figure-import.ts'
import { type Result, ok, refuse } from '../../domain/result.ts'
import { addMs, minute } from '../../domain/time.ts'
import type { Agent } from '../../domain/units.ts'
import { type FigureImport, insertImport } from '../../store/figure-imports.ts'
import type { Db } from '../../store/open.ts'

/** `heldByCaller`: the caller reads it itself; the machine takes over only when nothing came of that for ten minutes. */
export async function startImport(
  db: Db,
  input: { fileName: string; bytes: Uint8Array; defaults?: ImportDefaults; heldByCaller?: boolean },
  { by, at }: { by: Agent; at: Date },
): Promise<Result<FigureImport>> {
  const { bytes, defaults = {}, heldByCaller } = input
  if (bytes.length > maxImportBytes) return refuse('too-large', { field: 'file', detail: { max: maxImportBytes } })
  if (defaults.publishedAt && !(new Date(defaults.publishedAt) <= at))
    return refuse('invalid-field', { field: 'publishedAt', rule: 'law-release-28' })
  return ok(
    await insertImport(db, {
      fileName: input.fileName.replace(/[\p{C}/\\]/gu, '').slice(0, 200) || 'figures',
      ...{ bytes, sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), defaults, by },
      ...{
        state: 'reading' as const,
        startedAt: at,
        dueAt: at,
        leaseUntil: heldByCaller ? addMs(at, 10 * minute) : null,
      },
    }),
  )
}
