/** Pictures of flagged versions: wanted, taken, or missing with the reason. */
import { asc, eq } from 'drizzle-orm'
import type { FetchFailure } from '../domain/article.ts'
import { insertEvidence, type Sealed } from './evidence.ts'
import type { Db } from './open.ts'
import { screenshots } from './schema.ts'

export type Screenshot = typeof screenshots.$inferSelect

/** One picture of a version, however often it is flagged. */
export async function askForScreenshot(
  db: Db,
  { articleId, articleVersionId }: { articleId: string; articleVersionId: string },
  at: Date,
): Promise<void> {
  await db.insert(screenshots).values({ articleId, articleVersionId, askedAt: at, dueAt: at }).onConflictDoNothing()
}

export async function screenshotById(db: Db, id: string): Promise<Screenshot | null> {
  const [row] = await db.select().from(screenshots).where(eq(screenshots.id, id))
  return row ?? null
}

/** Oldest first. */
export async function screenshotsOf(db: Db, articleId: string): Promise<Screenshot[]> {
  return db
    .select()
    .from(screenshots)
    .where(eq(screenshots.articleId, articleId))
    .orderBy(asc(screenshots.askedAt))
    .limit(200)
}

/** The picture is sealed: its row and this one belong together. Nothing when somebody was faster. */
export async function keepScreenshot(db: Db, id: string, sealed: Sealed): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx.select().from(screenshots).where(eq(screenshots.id, id)).for('update')
    if (!row || row.evidenceId) return
    const { id: evidenceId } = await insertEvidence(tx, { articleId: row.articleId, sealed })
    await tx.update(screenshots).set({ evidenceId, failure: null }).where(eq(screenshots.id, id))
  })
}

/** Why there is none; shown until there is one. */
export async function noteScreenshotFailure(db: Db, id: string, failure: FetchFailure): Promise<void> {
  await db.update(screenshots).set({ failure }).where(eq(screenshots.id, id))
}
