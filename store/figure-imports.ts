/**
 * Imports of figures: the file, its rows staged beside the figures, and the states between. What saving would do and does is
 * figure-switch.ts.
 */
import { gunzipSync, gzipSync } from 'node:zlib'
import { and, asc, count, desc, eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import type { ImportFault, ImportKind, ImportState } from '../domain/figure-import.ts'
import type { Db } from './open.ts'
import { figureImports, stagedFigures } from './schema.ts'

const { bytes: _bytes, leaseToken, leaseUntil, tries, dueAt, ...shown } = getTableColumns(figureImports)
/** Without the bytes, which only the reader of the file needs. */
export type FigureImport = Omit<
  typeof figureImports.$inferSelect,
  'bytes' | 'leaseToken' | 'leaseUntil' | 'tries' | 'dueAt'
>
export type StagedRow = typeof stagedFigures.$inferSelect
export type StagedFigure = Omit<StagedRow, 'importId' | 'kind' | 'oldId' | 'oldValue' | 'oldUnit' | 'oldPublishedAt'>

/** Faults kept of one file; a file with more is not read to its end. */
export const mostFaults = 500

export async function insertImport(
  tx: Db,
  { bytes, ...row }: Omit<typeof figureImports.$inferInsert, 'bytes'> & { bytes: Uint8Array },
): Promise<FigureImport> {
  const packed = gzipSync(bytes, { level: 3 })
  const [inserted] = await tx
    .insert(figureImports)
    .values({ ...row, bytes: packed })
    .returning(shown)
  return inserted!
}

export async function importById(db: Db, id: string): Promise<FigureImport | null> {
  const [row] = await db.select(shown).from(figureImports).where(eq(figureImports.id, id))
  return row ?? null
}

export async function lockImport(tx: Db, id: string): Promise<FigureImport | null> {
  const [row] = await tx.select(shown).from(figureImports).where(eq(figureImports.id, id)).for('update')
  return row ?? null
}

/** The file as handed in; null when the import has ended. */
export async function bytesOfImport(db: Db, id: string): Promise<Buffer | null> {
  const [row] = await db.select({ bytes: figureImports.bytes }).from(figureImports).where(eq(figureImports.id, id))
  return row?.bytes ? gunzipSync(row.bytes) : null
}

export async function updateImport(
  tx: Db,
  id: string,
  change: Partial<typeof figureImports.$inferInsert>,
): Promise<void> {
  await tx.update(figureImports).set(change).where(eq(figureImports.id, id))
}

/** Newest first. */
export async function importList(
  db: Db,
  { page, pageSize, states }: { page: number; pageSize: number; states?: ImportState[] },
): Promise<{ items: FigureImport[]; total: number }> {
  const where = states ? inArray(figureImports.state, states) : undefined
  const [total] = await db.select({ n: count() }).from(figureImports).where(where)
  const items = await db
    .select(shown)
    .from(figureImports)
    .where(where)
    .orderBy(desc(figureImports.startedAt))
    .limit(pageSize)
    .offset((page - 1) * pageSize)
  return { items, total: total?.n ?? 0 }
}

/**
 * Adds rows of the file and moves the import's place behind them, in one transaction: a reader that is killed goes on there, and
 * rows that came twice stand once. Faults beyond `mostFaults` are only counted.
 */
export async function stageRows(
  db: Db,
  importId: string,
  read: { rows: StagedFigure[]; faults: ImportFault[]; lastRow: number; rowsRead: number; rowsExpected: number | null },
): Promise<void> {
  await db.transaction(async (tx) => {
    if (read.rows.length > 0)
      await tx.execute(sql`
        INSERT INTO staged_figures (import_id, row, id, indicator, indicator_name, region, region_name, scope, period, period_type,
          measure, price_basis, value, unit, status, published_at, superseded_at, owner, source_url)
        SELECT ${importId}, r.* FROM jsonb_to_recordset(${JSON.stringify(read.rows)}::text::jsonb) AS r(
          "row" int, id text, indicator text, "indicatorName" text, region text, "regionName" text, scope text, period text,
          "periodType" text, measure text, "priceBasis" text, value numeric, unit text, status text,
          "publishedAt" timestamptz, "supersededAt" timestamptz, owner text, "sourceUrl" text)
        ON CONFLICT DO NOTHING`)
    await tx
      .update(figureImports)
      .set({ rowsRead: read.rowsRead, rowsExpected: read.rowsExpected, lastRow: read.lastRow })
      .where(eq(figureImports.id, importId))
    await addFaults(tx, importId, read.faults)
  })
}

export async function addFaults(tx: Db, importId: string, faults: ImportFault[]): Promise<void> {
  if (faults.length === 0) return
  const [row] = await tx
    .select({ faults: figureImports.faults, n: figureImports.faultCount })
    .from(figureImports)
    .where(eq(figureImports.id, importId))
  const kept = [...(row?.faults ?? []), ...faults].slice(0, mostFaults)
  await tx
    .update(figureImports)
    .set({ faults: kept, faultCount: (row?.n ?? 0) + faults.length })
    .where(eq(figureImports.id, importId))
}

/** Rows of an import as a dry run shows them: what changes first, in the order of the file. */
export async function stagedList(
  db: Db,
  importId: string,
  { kinds, page, pageSize }: { kinds?: ImportKind[]; page: number; pageSize: number },
): Promise<{ items: StagedRow[]; total: number }> {
  const where = and(eq(stagedFigures.importId, importId), kinds ? inArray(stagedFigures.kind, kinds) : undefined)
  const [total] = await db.select({ n: count() }).from(stagedFigures).where(where)
  const items = await db
    .select()
    .from(stagedFigures)
    .where(where)
    .orderBy(
      sql`array_position(ARRAY['revised','corrected','confirmed','new','same'], ${stagedFigures.kind})`,
      asc(stagedFigures.row),
    )
    .limit(pageSize)
    .offset((page - 1) * pageSize)
  return { items, total: total?.n ?? 0 }
}

/** What is not needed once an import has ended: its file, and the rows that changed nothing anybody would look for. */
export async function dropStaged(tx: Db, importId: string, { keepChanges }: { keepChanges: boolean }): Promise<void> {
  const changes = keepChanges ? sql`AND kind NOT IN ('revised', 'corrected', 'confirmed')` : sql``
  await tx.execute(sql`DELETE FROM staged_figures WHERE import_id = ${importId} ${changes}`)
}
