/** Quarantined work as a page lists it; putting it there and taking it out again is store/work.ts. */
import { count, desc, isNotNull, isNull } from 'drizzle-orm'
import type { Db } from './open.ts'
import { quarantine } from './schema.ts'
import type { QuarantineEntry } from './work.ts'

/** Newest first. */
export async function quarantineList(
  db: Db,
  { state, page, pageSize }: { state: 'waiting' | 'replayed' | 'all'; page: number; pageSize: number },
): Promise<{ items: QuarantineEntry[]; total: number }> {
  const where =
    state === 'waiting'
      ? isNull(quarantine.replayedAt)
      : state === 'replayed'
        ? isNotNull(quarantine.replayedAt)
        : undefined
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
