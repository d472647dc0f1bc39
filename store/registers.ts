/** Rows of registers. */
import { and, asc, count, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Db } from './open.ts'
import { registerRows } from './schema.ts'

export type RegisterRow = typeof registerRows.$inferSelect

export async function addRegisterRows(tx: Db, rows: (typeof registerRows.$inferInsert)[]): Promise<void> {
  for (let n = 0; n < rows.length; n += 500) await tx.insert(registerRows).values(rows.slice(n, n + 500))
}

export async function lockRegisterRow(tx: Db, id: string): Promise<RegisterRow | null> {
  const [row] = await tx.select().from(registerRows).where(eq(registerRows.id, id)).for('update')
  return row ?? null
}

export async function saveRegisterRow(
  tx: Db,
  id: string,
  change: Partial<typeof registerRows.$inferInsert>,
): Promise<void> {
  await tx.update(registerRows).set(change).where(eq(registerRows.id, id))
}

/** Standing rows of a register in these bureaus, in the order of writing; `q` is looked for in every cell. */
export async function registerRowsOf(
  db: Db,
  f: { unitIds: string[]; plan: string; register: string; q?: string; page: number; pageSize: number },
): Promise<{ items: RegisterRow[]; total: number }> {
  const like = f.q ? `%${f.q.replace(/[\\%_]/g, '\\$&')}%` : undefined
  const where = and(
    inArray(registerRows.unitId, f.unitIds),
    eq(registerRows.plan, f.plan),
    eq(registerRows.register, f.register),
    isNull(registerRows.removedAt),
    like ? sql`${registerRows.cells}::text ILIKE ${like}` : undefined,
  )
  const [total] = await db.select({ n: count() }).from(registerRows).where(where)
  const items = await db
    .select()
    .from(registerRows)
    .where(where)
    .orderBy(asc(registerRows.unitId), asc(registerRows.changedAt), asc(registerRows.id))
    .limit(f.pageSize)
    .offset((f.page - 1) * f.pageSize)
  return { items, total: total?.n ?? 0 }
}
