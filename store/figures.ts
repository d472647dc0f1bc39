/** Official figures and the release calendar: import as one piece or not at all, and what the checker needs to know. */
import { and, asc, count, desc, eq, ilike, or, sql } from 'drizzle-orm'
import type { CalendarEntry, Figure } from '../domain/figure.ts'
import type { Db } from './open.ts'
import { calendarEntries, figures } from './schema.ts'

export type FigureRow = typeof figures.$inferSelect

/** Everything the checker compares with. A bureau's tables are some ten thousand rows: read once, kept until they change. */
export async function allFigures(db: Db): Promise<Figure[]> {
  return db.select().from(figures)
}

export async function allCalendarEntries(db: Db): Promise<CalendarEntry[]> {
  return db.select().from(calendarEntries)
}

/** Changes when figures or calendar change, so that a reader knows when to read again. */
export async function figuresStamp(db: Db): Promise<string> {
  const [f] = await db.select({ n: count(), at: sql<string>`coalesce(max(xmin::text::bigint), 0)::text` }).from(figures)
  const [c] = await db
    .select({ n: count(), at: sql<string>`coalesce(max(xmin::text::bigint), 0)::text` })
    .from(calendarEntries)
  return `${f?.n}/${f?.at}/${c?.n}/${c?.at}`
}

export type FigureFilter = { indicator?: string; region?: string; q?: string; page: number; pageSize: number }

/** Figures by series, newest period first. */
export async function figureList(db: Db, f: FigureFilter): Promise<{ items: FigureRow[]; total: number }> {
  const like = f.q ? `%${f.q.replace(/[\\%_]/g, '\\$&')}%` : undefined
  const where = and(
    f.indicator ? eq(figures.indicator, f.indicator) : undefined,
    f.region ? eq(figures.region, f.region) : undefined,
    like
      ? or(ilike(figures.indicatorName, like), ilike(figures.regionName, like), ilike(figures.period, like))
      : undefined,
  )
  const [total] = await db.select({ n: count() }).from(figures).where(where)
  const items = await db
    .select()
    .from(figures)
    .where(where)
    .orderBy(
      asc(figures.region),
      asc(figures.indicator),
      desc(figures.period),
      asc(figures.measure),
      desc(figures.publishedAt),
    )
    .limit(f.pageSize)
    .offset((f.page - 1) * f.pageSize)
  return { items, total: total?.n ?? 0 }
}

export async function figureById(db: Db, id: string): Promise<FigureRow | null> {
  const [row] = await db.select().from(figures).where(eq(figures.id, id))
  return row ?? null
}

export async function knownFigureIds(db: Db): Promise<Map<string, FigureRow>> {
  return new Map((await db.select().from(figures)).map((f) => [f.id, f]))
}

/** Writes figures as one piece; a figure with the same id is replaced. Call inside a transaction with its audit entry. */
export async function putFigures(tx: Db, rows: FigureRow[]): Promise<void> {
  for (let i = 0; i < rows.length; i += 500) {
    await tx
      .insert(figures)
      .values(rows.slice(i, i + 500))
      .onConflictDoUpdate({
        target: figures.id,
        set: Object.fromEntries(
          Object.entries(figures)
            .filter(([name, c]) => name !== 'id' && typeof c === 'object' && c !== null && 'name' in c)
            .map(([name, c]) => [name, sql.raw(`excluded."${(c as { name: string }).name}"`)]),
        ),
      })
  }
}

export async function putCalendarEntries(tx: Db, rows: (typeof calendarEntries.$inferInsert)[]): Promise<void> {
  for (const row of rows)
    await tx.insert(calendarEntries).values(row).onConflictDoUpdate({ target: calendarEntries.id, set: row })
}
