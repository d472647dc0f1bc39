/** Articles, their versions and evidence: what the machine saw, and the reads that pages need. */
import { and, asc, desc, eq, inArray, ne, sql } from 'drizzle-orm'
import { dictionaryVersion, searchVector } from '../analyzer/tokens.ts'
import type { ExtractedArticle, FetchedPage, FetchFailure, FoundItem } from '../domain/article.ts'
import { addMs, day } from '../domain/time.ts'
import type { VersionChange } from '../domain/visits.ts'
import { insertEvidence, type Sealed } from './evidence.ts'
import type { Db } from './open.ts'
import { articleSearch, articles, articleVersions, outlets } from './schema.ts'
import type { Outlet } from './sources.ts'

export type Article = typeof articles.$inferSelect
export type ArticleVersion = typeof articleVersions.$inferSelect

/**
 * Notes items of one poll; an address already known stays as it is. Answers with the canonical addresses of the new articles. They
 * are due one after another by the host's gap: five hundred of one host do not stand in the way of everybody else's.
 */
export async function recordFound(
  db: Db,
  source: { id: string; outletId: string },
  items: (FoundItem & { canonicalUrl: string })[],
  { at, gapMs }: { at: Date; gapMs: number },
): Promise<Set<string>> {
  if (items.length === 0) return new Set()
  const rows = await db
    .insert(articles)
    .values(
      items.map((item, i) => ({
        canonicalUrl: item.canonicalUrl,
        url: item.url,
        outletId: source.outletId,
        sourceId: source.id,
        title: item.title.slice(0, 500),
        publishedAt: item.publishedAt,
        firstSeenAt: at,
        language: item.language ?? '',
        position: item.position ?? null,
        dueAt: addMs(at, i * gapMs),
      })),
    )
    .onConflictDoNothing()
    .returning({ url: articles.canonicalUrl })
  return new Set(rows.map((r) => r.url))
}

/** Of the newest read articles of a source: how many were not where the source's selector says. */
export async function bodiesMissed(db: Db, sourceId: string, limit: number): Promise<{ missed: number; of: number }> {
  const rows = await db
    .select({ code: sql<string | null>`${articles.failure}->>'code'` })
    .from(articles)
    .where(and(eq(articles.sourceId, sourceId), ne(articles.state, 'found')))
    .orderBy(desc(articles.firstSeenAt), desc(articles.id))
    .limit(limit)
  return { missed: rows.filter(({ code }) => code === 'no_body_by_selector').length, of: rows.length }
}

/** Lengths of the first texts of a source's newest articles, newest first; 0 where none could be read. */
export async function recentTextLengths(db: Db, sourceId: string, limit: number): Promise<number[]> {
  const rows = await db
    .select({ length: sql<number>`coalesce(length(${articleVersions.text}), 0)::int` })
    .from(articles)
    .leftJoin(articleVersions, and(eq(articleVersions.articleId, articles.id), eq(articleVersions.n, 1)))
    .where(and(eq(articles.sourceId, sourceId), ne(articles.state, 'found')))
    .orderBy(desc(articles.firstSeenAt), desc(articles.id))
    .limit(limit)
  return rows.map((r) => r.length)
}

export async function articleById(db: Db, id: string): Promise<(Article & { outlet: Outlet }) | null> {
  const [row] = await db
    .select()
    .from(articles)
    .innerJoin(outlets, eq(outlets.id, articles.outletId))
    .where(eq(articles.id, id))
  return row ? { ...row.articles, outlet: row.outlets } : null
}

/** These articles with their outlets, in no order; unknown ids are left out. */
export async function articlesById(db: Db, ids: string[]): Promise<(Article & { outlet: Outlet })[]> {
  if (ids.length === 0) return []
  const rows = await db
    .select()
    .from(articles)
    .innerJoin(outlets, eq(outlets.id, articles.outletId))
    .where(inArray(articles.id, ids))
  return rows.map((row) => ({ ...row.articles, outlet: row.outlets }))
}

/** The story of an article; null when it has none yet. It stays so while the story's lock is held. */
export async function storyOf(db: Db, articleId: string): Promise<string | null> {
  const [row] = await db.select({ id: articles.clusterId }).from(articles).where(eq(articles.id, articleId))
  return row?.id ?? null
}

/** All versions, oldest first. */
export async function versionsOf(db: Db, articleId: string): Promise<ArticleVersion[]> {
  return db
    .select()
    .from(articleVersions)
    .where(eq(articleVersions.articleId, articleId))
    .orderBy(asc(articleVersions.n))
    .limit(200)
}

export async function currentVersion(db: Db, articleId: string): Promise<ArticleVersion | null> {
  const [row] = await db
    .select()
    .from(articleVersions)
    .where(eq(articleVersions.articleId, articleId))
    .orderBy(desc(articleVersions.n))
    .limit(1)
  return row ?? null
}

/** A page that was read, and sealed before. */
export type ReadPage = {
  page: FetchedPage
  /** On disk, or already a row. */
  sealed: Sealed | { evidenceId: string }
  /** The further pages of an article that a site spreads over several, sealed before. */
  furtherSealed?: Sealed[]
  extracted: ExtractedArticle
  /** Equal for texts that say the same. */
  contentHash: string
  language: string
  /** Validators of the answer, '' where it gave none. */
  etag: string
  lastModified: string
  /** What went wrong on the way to a text that was read all the same; null if nothing did. */
  note: FetchFailure | null
}

/** The article, held until the transaction ends, with its current version. */
export async function lockArticle(
  tx: Db,
  id: string,
): Promise<{ article: Article; current: ArticleVersion | null } | null> {
  const [article] = await tx.select().from(articles).where(eq(articles.id, id)).for('update')
  return article ? { article, current: await currentVersion(tx, id) } : null
}

/**
 * Adds a version as its page was read: evidence row, version, article, search words. For who holds the article. `change`:
 * what differs from the version before.
 */
export async function saveVersion(
  tx: Db,
  article: Article,
  { read, change }: { read: ReadPage; change: VersionChange },
): Promise<ArticleVersion> {
  const { page, extracted, contentHash, language, etag, lastModified, note } = read
  const proof = read.sealed
  const evidenceId =
    'evidenceId' in proof ? proof.evidenceId : (await insertEvidence(tx, { articleId: article.id, sealed: proof })).id
  for (const sealed of read.furtherSealed ?? []) await insertEvidence(tx, { articleId: article.id, sealed })
  const [version] = await tx
    .insert(articleVersions)
    .values({
      articleId: article.id,
      n: article.versions + 1,
      fetchedAt: page.fetchedAt,
      title: withoutNul(extracted.title).slice(0, 500),
      subtitle: withoutNul(extracted.subtitle).slice(0, 500),
      placeLine: withoutNul(extracted.placeLine).slice(0, 200),
      text: withoutNul(extracted.text),
      links: extracted.links,
      images: extracted.images.map((image) => ({ ...image, caption: withoutNul(image.caption) })),
      contentHash,
      change,
      sameAsN: await sameEarlier(tx, article.id, contentHash),
      evidenceId,
    })
    .returning()
  await tx
    .update(articles)
    .set({
      title: withoutNul(extracted.title || article.title).slice(0, 500),
      byline: withoutNul(extracted.byline).slice(0, 200),
      sourceLine: withoutNul(extracted.sourceLine).slice(0, 200),
      sourceUrl: extracted.sourceUrl.slice(0, 2000),
      editor: withoutNul(extracted.editor).slice(0, 200),
      ...publicationOf(article, extracted),
      changedAt: extracted.updatedAt,
      language,
      state: 'extracted',
      rescoredRoots: null,
      versions: version!.n,
      failure: note,
      ...{ etag, lastModified },
    })
    .where(eq(articles.id, article.id))
  const text = `${extracted.title}\n${extracted.text}`
  await indexWords(tx, { articleId: article.id, seenAt: article.firstSeenAt, text })
  return version!
}

/** Number of the first earlier version with the same text; null for a text that is new. */
async function sameEarlier(tx: Db, articleId: string, contentHash: string): Promise<number | null> {
  const [row] = await tx
    .select({ n: articleVersions.n })
    .from(articleVersions)
    .where(and(eq(articleVersions.articleId, articleId), eq(articleVersions.contentHash, contentHash)))
    .orderBy(asc(articleVersions.n))
    .limit(1)
  return row?.n ?? null
}

type Publication = Pick<ExtractedArticle, 'publishedAt' | 'publishedPrecision'>

/** What a page says goes before what its feed said, but a bare day takes no time of the same day away. */
function publicationOf(known: Publication, read: Publication): Publication {
  const { publishedAt, publishedPrecision } = read
  if (!publishedAt) return { publishedAt: known.publishedAt, publishedPrecision: known.publishedPrecision }
  const later = (known.publishedAt?.getTime() ?? 0) - publishedAt.getTime()
  if (publishedPrecision === 'day' && later > 0 && later < day)
    return { publishedAt: known.publishedAt, publishedPrecision: known.publishedPrecision }
  return { publishedAt, publishedPrecision }
}

/** The page cannot be read for good; a person sees why in the list of the source. What came of it is evidence all the same. */
export async function markUnreadable(
  db: Db,
  articleId: string,
  { failure, sealed }: { failure: FetchFailure; sealed: Sealed | null },
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.update(articles).set({ state: 'unreadable', failure }).where(eq(articles.id, articleId))
    if (sealed) await insertEvidence(tx, { articleId, sealed })
  })
}

/** Segments and indexes one article. Title and text are folded alike for search and query (analyzer/tokens). */
export async function indexWords(
  db: Db,
  { articleId, seenAt, text }: { articleId: string; seenAt: Date; text: string },
): Promise<void> {
  const words = sql<string>`to_tsvector('simple', ${searchVector(text)})`
  await db
    .insert(articleSearch)
    .values({ articleId, words, dictionaryVersion, seenAt })
    .onConflictDoUpdate({ target: articleSearch.articleId, set: { words, dictionaryVersion } })
}

/** PostgreSQL has no NUL in text; a page may. */
const withoutNul = (text: string): string => text.replaceAll('\0', '')
