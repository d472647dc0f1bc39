/** What people and programs handed in, and the programs' keys as they lie here: sealed. */
import { and, count, desc, eq, gt, ilike, inArray, isNotNull, isNull, or, type SQL } from 'drizzle-orm'
import type { ArticleState } from '../domain/article.ts'
import type { Article } from './articles.ts'
import type { Db } from './open.ts'
import { articles, outlets, senders, submissions, units, user } from './schema.ts'

export type Sender = typeof senders.$inferSelect
export type Submission = typeof submissions.$inferSelect
export type NewSubmission = typeof submissions.$inferInsert

/** The article of this address, made in state `found` and due at once if it was not known. */
export async function ensureArticle(
  tx: Db,
  given: { canonicalUrl: string; url: string; outletId: string; title: string; publishedAt: Date | null },
  at: Date,
): Promise<{ article: Article; known: boolean }> {
  const [made] = await tx
    .insert(articles)
    .values({ ...given, firstSeenAt: at, dueAt: at })
    .onConflictDoNothing()
    .returning()
  if (made) return { article: made, known: false }
  const [article] = await tx.select().from(articles).where(eq(articles.canonicalUrl, given.canonicalUrl)).for('update')
  if (!article) throw new Error(`article ${given.canonicalUrl} vanished`)
  return { article, known: true }
}

/** Sends an article that could not be read to the reading step once more: somebody brought its content. */
export async function readAgain(tx: Db, articleId: string, at: Date): Promise<void> {
  await tx.update(articles).set({ state: 'found', failure: null, dueAt: at }).where(eq(articles.id, articleId))
}

export async function insertSubmission(tx: Db, row: NewSubmission): Promise<Submission> {
  const [made] = await tx.insert(submissions).values(row).returning()
  return made!
}

/** The newest content given for an article: typed text or a sealed file; null when only its address was given. */
export async function contentGiven(db: Db, articleId: string): Promise<Submission | null> {
  const [row] = await db
    .select()
    .from(submissions)
    .where(and(eq(submissions.articleId, articleId), isNotNull(submissions.sha256)))
    .orderBy(desc(submissions.at), desc(submissions.id))
    .limit(1)
  return row ?? null
}

export async function submissionByExternalId(
  tx: Db,
  given: { senderId: string; externalId: string },
): Promise<Submission | null> {
  const [row] = await tx
    .select()
    .from(submissions)
    .where(and(eq(submissions.senderId, given.senderId), eq(submissions.externalId, given.externalId)))
  return row ?? null
}

/** How many this person or sender handed in after an instant. */
export async function submissionsSince(
  db: Db,
  by: { userId: string } | { senderId: string },
  after: Date,
): Promise<number> {
  const who = 'userId' in by ? eq(submissions.userId, by.userId) : eq(submissions.senderId, by.senderId)
  const [row] = await db
    .select({ n: count() })
    .from(submissions)
    .where(and(who, gt(submissions.at, after)))
  return row?.n ?? 0
}

export type SubmissionRow = Submission & {
  article: { id: string; title: string; state: ArticleState; outletName: string; failure: Article['failure'] }
  userName: string | null
  unitName: string | null
  senderName: string | null
}

/** Newest first: those of these units' people and those of senders; of one article with `articleId`. */
export async function submissionList(
  db: Db,
  filter: {
    unitIds: string[]
    articleId?: string
    q?: string
    by?: 'person' | 'sender'
    state?: ArticleState
    page: number
    pageSize: number
  },
): Promise<{ items: SubmissionRow[]; total: number }> {
  const shown: SQL | undefined = and(
    or(isNotNull(submissions.senderId), inArray(submissions.unitId, filter.unitIds)),
    filter.articleId === undefined ? undefined : eq(submissions.articleId, filter.articleId),
    filter.by === undefined
      ? undefined
      : filter.by === 'sender'
        ? isNotNull(submissions.senderId)
        : isNull(submissions.senderId),
    filter.state === undefined ? undefined : eq(articles.state, filter.state),
    filter.q === undefined || filter.q === '' ? undefined : contains(filter.q),
  )
  const [total] = await db
    .select({ n: count() })
    .from(submissions)
    .innerJoin(articles, eq(articles.id, submissions.articleId))
    .innerJoin(outlets, eq(outlets.id, articles.outletId))
    .where(shown)
  const rows = await db
    .select({
      submission: submissions,
      article: {
        id: articles.id,
        title: articles.title,
        state: articles.state,
        outletName: outlets.name,
        failure: articles.failure,
      },
      userName: user.name,
      unitName: units.name,
      senderName: senders.name,
    })
    .from(submissions)
    .innerJoin(articles, eq(articles.id, submissions.articleId))
    .innerJoin(outlets, eq(outlets.id, articles.outletId))
    .leftJoin(user, eq(user.id, submissions.userId))
    .leftJoin(units, eq(units.id, submissions.unitId))
    .leftJoin(senders, eq(senders.id, submissions.senderId))
    .where(shown)
    .orderBy(desc(submissions.at), desc(submissions.id))
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize)
  return { items: rows.map(({ submission, ...more }) => ({ ...submission, ...more })), total: total?.n ?? 0 }
}

/** `%` and `_` of what a person typed are letters. */
function contains(q: string): SQL | undefined {
  const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  return or(...[articles.title, outlets.name, submissions.reason, submissions.url].map((text) => ilike(text, pattern)))
}

/** Null when the name is taken, by a revoked sender too: submissions name it. */
export async function insertSender(tx: Db, row: typeof senders.$inferInsert): Promise<Sender | null> {
  const [made] = await tx.insert(senders).values(row).onConflictDoNothing().returning()
  return made ?? null
}

export async function senderList(db: Db): Promise<(Sender & { createdByName: string | null })[]> {
  const rows = await db
    .select({ sender: senders, createdByName: user.name })
    .from(senders)
    .leftJoin(user, eq(user.id, senders.createdBy))
    .orderBy(desc(senders.createdAt))
    .limit(500)
  return rows.map(({ sender, createdByName }) => ({ ...sender, createdByName }))
}

export async function senderById(db: Db, id: string): Promise<Sender | null> {
  const [row] = await db.select().from(senders).where(eq(senders.id, id))
  return row ?? null
}

/** The sender, held until the transaction ends, so that two requests of one sender come one after the other. */
export async function holdSender(tx: Db, id: string, at: Date): Promise<Sender | null> {
  const [row] = await tx
    .update(senders)
    .set({ lastUsedAt: at })
    .where(and(eq(senders.id, id), isNull(senders.revokedAt)))
    .returning()
  return row ?? null
}

/** False when it does not exist or was revoked before. */
export async function revokeSender(tx: Db, id: string, at: Date): Promise<boolean> {
  const rows = await tx
    .update(senders)
    .set({ revokedAt: at })
    .where(and(eq(senders.id, id), isNull(senders.revokedAt)))
    .returning({ id: senders.id })
  return rows.length > 0
}
