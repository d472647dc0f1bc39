/** What people decided of stories, and what the machine must leave apart because of it. */
import { and, desc, eq, inArray, or, sql } from 'drizzle-orm'
import type { Db } from './open.ts'
import { storyDecisions } from './schema.ts'

export type StoryDecision = typeof storyDecisions.$inferSelect

export async function addStoryDecision(tx: Db, decision: typeof storyDecisions.$inferInsert): Promise<StoryDecision> {
  const [row] = await tx.insert(storyDecisions).values(decision).returning()
  return row!
}

/** Newest first, at most 100. */
export async function decisionsOfStory(db: Db, clusterId: string): Promise<StoryDecision[]> {
  return db
    .select()
    .from(storyDecisions)
    .where(or(eq(storyDecisions.clusterId, clusterId), eq(storyDecisions.otherClusterId, clusterId)))
    .orderBy(desc(storyDecisions.at), desc(storyDecisions.id))
    .limit(100)
}

/** The stories that people keep apart from this one. */
export async function keptApartFrom(db: Db, clusterId: string): Promise<Set<string>> {
  const rows = await db
    .select({ one: storyDecisions.clusterId, other: storyDecisions.otherClusterId })
    .from(storyDecisions)
    .where(
      and(
        eq(storyDecisions.keepsApart, true),
        or(eq(storyDecisions.clusterId, clusterId), eq(storyDecisions.otherClusterId, clusterId)),
      ),
    )
    .limit(10_000)
  return new Set(rows.map(({ one, other }) => (one === clusterId ? other : one)))
}

/** Of these stories, in their order, those that may become one: none is kept apart from one before it. */
export async function joinable(tx: Db, clusterIds: readonly string[]): Promise<string[]> {
  const chosen: string[] = []
  const barred = new Set<string>()
  for (const id of clusterIds) {
    if (barred.has(id)) continue
    chosen.push(id)
    if (clusterIds.length > 1) for (const other of await keptApartFrom(tx, id)) barred.add(other)
  }
  return chosen
}

/** What was decided of the stories that became one with `kept` is decided of it; what kept them apart from it is over. */
export async function moveDecisions(tx: Db, { kept, merged }: { kept: string; merged: string[] }): Promise<void> {
  if (merged.length === 0) return
  await tx.update(storyDecisions).set({ clusterId: kept }).where(inArray(storyDecisions.clusterId, merged))
  await tx.update(storyDecisions).set({ otherClusterId: kept }).where(inArray(storyDecisions.otherClusterId, merged))
  await tx
    .update(storyDecisions)
    .set({ keepsApart: false })
    .where(and(eq(storyDecisions.clusterId, kept), sql`${storyDecisions.otherClusterId} = ${kept}`))
}
