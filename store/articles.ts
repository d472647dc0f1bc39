/** Articles, their versions and evidence: what the machine saw, and the reads that pages need. */
import { and, asc, desc, eq, ne, sql } from 'drizzle-orm'
import { dictionaryVersion, searchVector } from '../analyzer/tokens.ts'
import type { ExtractedArticle, FetchedPage, FetchFailure, FoundItem } from '../domain/article.ts'
import { addMs, day } from '../domain/time.ts'
import type { Db } from './open.ts'
import { articleSearch, articles, articleVersions, evidence, outlets } from './schema.ts'
import type { Outlet } from './sources.ts'

export type Article = typeof articles.$inferSelect
export type ArticleVersion = typeof articleVersions.$inferSelect
export type Evidence = typeof evidence.$inferSelect

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

/** The story of an article, which stays so until the transaction ends: a merge of stories waits. Null when it has none yet. */
export async function holdStoryOf(tx: Db, articleId: string): Promise<string | null> {
  const [row] = await tx
    .select({ id: articles.clusterId })
    .from(articles)
    .where(eq(articles.id, articleId))
    .for('share')
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

export async function evidenceById(db: Db, id: string): Promise<Evidence | null> {
  const [row] = await db.select().from(evidence).where(eq(evidence.id, id))
  return row ?? null
}

/**
 * Saves what a page said when it was read: evidence row, version, article, search words, in one transaction. The bytes
 * must be sealed before. `contentHash` says what counts as the same text; null when it is the last version's: nothing is saved.
 */
export async function saveVersion(
  db: Db,
  input: {
    articleId: string
    page: FetchedPage
    sha256: string
    extracted: ExtractedArticle
    contentHash: string
    language: string
  },
): Promise<ArticleVersion | null> {
  const { articleId, page, sha256, extracted, contentHash, language } = input
  return db.transaction(async (tx) => {
    const [article] = await tx.select().from(articles).where(eq(articles.id, articleId)).for('update')
    if (!article) return null
    const last = await currentVersion(tx, articleId)
    if (last?.contentHash === contentHash) return null
    const [sealed] = await tx
      .insert(evidence)
      .values({
        sha256,
        sizeBytes: page.bytes.byteLength,
        kind: 'page',
        requestedUrl: page.requestedUrl,
        finalUrl: page.finalUrl,
        status: page.status,
        headers: page.headers,
        fetchedAt: page.fetchedAt,
      })
      .returning()
    const [version] = await tx
      .insert(articleVersions)
      .values({
        articleId,
        n: (last?.n ?? 0) + 1,
        fetchedAt: page.fetchedAt,
        title: withoutNul(extracted.title).slice(0, 500),
        subtitle: withoutNul(extracted.subtitle).slice(0, 500),
        placeLine: withoutNul(extracted.placeLine).slice(0, 200),
        text: withoutNul(extracted.text),
        links: extracted.links,
        images: extracted.images.map((image) => ({ ...image, caption: withoutNul(image.caption) })),
        contentHash,
        evidenceId: sealed!.id,
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
        versions: version!.n,
        failure: null,
      })
      .where(eq(articles.id, articleId))
    await indexWords(tx, { articleId, seenAt: article.firstSeenAt, text: `${extracted.title}\n${extracted.text}` })
    return version!
  })
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

/** The page cannot be read for good; a person sees why in the list of the source. */
export async function markUnreadable(db: Db, articleId: string, failure: FetchFailure): Promise<void> {
  await db.update(articles).set({ state: 'unreadable', failure }).where(eq(articles.id, articleId))
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
