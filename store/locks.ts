/**
 * The advisory locks of the database, each held until its transaction ends, in the order in which they are taken: figures,
 * placement, stories, (rows: articles by id, flags, incidents, corrections), number, record. Whoever keeps the order never waits in a ring.
 */
import { sql } from 'drizzle-orm'
import type { Db } from './open.ts'

/** Any constants will do, as long as no two are the same. */
export const lockKeys = {
  migrations: 7_216_501,
  /** One appends to the record at a time: its chain has one end. */
  record: 7_216_502,
  /** One article finds its story at a time: two copies analyzed at once must see each other. */
  placement: 7_216_503,
  story: 7_216_504,
  /** One incident takes a number at a time. */
  number: 7_216_505,
  /** One import of figures is saved at a time: what it would change was worked out against the figures that stand. */
  figures: 7_216_506,
} as const

export async function takeLock(tx: Db, name: 'figures' | 'placement' | 'number' | 'record'): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(${lockKeys[name]})`)
}

/** Everything that may open or join an incident of these stories, or make them one, comes one after another. Before any row lock. */
export async function lockStories(tx: Db, clusterIds: readonly string[]): Promise<void> {
  if (clusterIds.length === 0) return
  // In one order for everybody who takes several.
  await tx.execute(sql`
    SELECT pg_advisory_xact_lock(${lockKeys.story}, key) FROM (
      SELECT DISTINCT hashtext(id) AS key FROM unnest(ARRAY[${sql.join(
        clusterIds.map((id) => sql`${id}::text`),
        sql`, `,
      )}]) AS id ORDER BY 1
    ) AS keys`)
}

/**
 * The story that `read` names once its lock is held: while we waited it may have become one with another, or been split. The
 * lock of the wrong one is given back before the right one is asked for, so that nobody holds one and waits for a second.
 */
export async function lockStoryOf(tx: Db, read: () => Promise<string | null>): Promise<string | null> {
  for (;;) {
    const named = await read()
    if (named === null) return null
    try {
      // Rolling back to the savepoint gives the lock back.
      await tx.transaction(async (point) => {
        await lockStories(point, [named])
        if ((await read()) !== named) throw movedOn
      })
      return named
    } catch (e) {
      if (e !== movedOn) throw e
    }
  }
}

const movedOn = new Error('the story became another one while its lock was waited for')
