/** Quarantined work as a page lists it; putting it there and taking it out again is store/work.ts. */
import { and, count, desc, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import type { Db } from './open.ts'
import { articles, quarantine } from './schema.ts'
import type { QuarantineEntry } from './work.ts'

/** Newest first; with `sourceId` what concerns the source itself or an article it brought. */
export async function quarantineList(
  db: Db,
  {
    state,
    sourceId,
    page,
    pageSize,
  }: { state: 'waiting' | 'replayed' | 'all'; sourceId?: string | undefined; page: number; pageSize: number },
): Promise<{ items: QuarantineEntry[]; total: number }> {
  const inState =
    state === 'waiting'
      ? isNull(quarantine.replayedAt)
      : state === 'replayed'
        ? isNotNull(quarantine.replayedAt)
        : undefined
  const ofSource =
    sourceId === undefined
      ? undefined
      : or(
          eq(quarantine.subjectId, sourceId),
          inArray(
            quarantine.subjectId,
            db.select({ id: articles.id }).from(articles).where(eq(articles.sourceId, sourceId)),
          ),
        )
  const where = and(inState, ofSource)
  const [total] = await db.select({ n: count() }).from(quarantine).where(where)
  const items = await db
    .select()
    .from(quarantine)
    .where(where)
    .orderBy(desc(quarantine.at))
    .limit(pageSize)
    .offset((page - 1) * pageSize)
  return { items, total: total?.n ?? 0 }
}
