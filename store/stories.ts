/** The index of stories told in other words: look-up by key whose cost does not grow, and what was suggested of it. */
import { and, desc, eq, inArray, or, sql } from 'drizzle-orm'
import type { StoryReason } from '../domain/story.ts'
import { day } from '../domain/time.ts'
import type { Article } from './articles.ts'
import { type Db, rowsOf } from './open.ts'
import { articles, articleVersions, fingerprints, outlets, storyKeys, storyPrints, storySuggestions } from './schema.ts'
import type { Outlet } from './sources.ts'

/** A story is told within these days; what repeats every month is another one. */
export const windowDays = 14
/** Rows read of one key: the newest in the window. What a common key says beyond them, the rarer keys of a text say better. */
const mostOfKey = 40
/** Articles whose prints are read: those that share the heaviest keys. */
const mostNeighbours = 24

/** As analyzer/story.ts makes it. */
type Print = { ids: number[]; weights: number[]; matter: { indicators: string[]; places: string[] } | null }
/** `at`: of the publication, in milliseconds. `keys`: the features to look candidates up by. */
type Indexed = { print: Print; keys: number[]; at: number }

export type StoryNeighbour = { print: Print; at: number; articleId: string; clusterId: string }

/** The keys of a print as the index holds them: 32 bits with a sign. */
const signed = (key: number): number => key | 0
const dayOf = (at: number): number => Math.floor(at / day)

/** Saves the print of the current version and its rows in the index. */
export async function saveStoryPrint(tx: Db, articleId: string, { print, at, ...given }: Indexed): Promise<void> {
  const keys = given.keys.map(signed)
  const [old] = await tx.select().from(storyPrints).where(eq(storyPrints.articleId, articleId))
  const row = { print: packed(print), matter: print.matter, keys, day: dayOf(at), at: new Date(at) }
  const [saved] = await tx
    .insert(storyPrints)
    .values({ articleId, ...row })
    .onConflictDoUpdate({ target: storyPrints.articleId, set: row })
    .returning({ n: storyPrints.n })
  if (old && old.keys.length > 0)
    await tx
      .delete(storyKeys)
      .where(and(inArray(storyKeys.key, old.keys), eq(storyKeys.day, old.day), eq(storyKeys.n, old.n)))
  if (keys.length > 0)
    await tx
      .insert(storyKeys)
      .values(keys.map((key) => ({ key, day: dayOf(at), n: saved!.n })))
      .onConflictDoNothing()
}

/**
 * Articles of other stories that share the heaviest words, at most 24, those that share most first. Reads at most 24 × 40
 * index rows and 24 prints, however large the index is.
 */
export async function storyNeighbours(
  db: Db,
  { print, keys, at, clusterId }: Indexed & { clusterId: string },
): Promise<StoryNeighbour[]> {
  if (keys.length === 0) return []
  const weights = keys.map((key) => print.weights[print.ids.indexOf(key)]!)
  const on = dayOf(at)
  const rows = rowsOf<{
    articleId: string
    clusterId: string
    at: number
    print: Uint8Array
    matter: Print['matter']
  }>(
    await db.execute(sql`
      WITH asked AS (
        SELECT * FROM unnest(${sql.raw(`ARRAY[${keys.map(signed).join(',')}]::int[]`)},
          ${sql.raw(`ARRAY[${weights.join(',')}]::float8[]`)}) AS asked(key, weight)
      ), held AS (
        SELECT near.n, sum(asked.weight * asked.weight) AS share FROM asked CROSS JOIN LATERAL (
          SELECT k.n FROM ${storyKeys} k
          WHERE k.key = asked.key AND k.day BETWEEN ${on - windowDays}::int AND ${on + windowDays}::int
          ORDER BY k.day DESC, k.n DESC LIMIT ${mostOfKey}
        ) near GROUP BY near.n ORDER BY share DESC, near.n DESC LIMIT ${mostNeighbours}
      )
      SELECT p.article_id AS "articleId", a.cluster_id AS "clusterId", p.print, p.matter,
        (extract(epoch FROM p.at) * 1000)::float8 AS at
      FROM held JOIN ${storyPrints} p ON p.n = held.n JOIN ${articles} a ON a.id = p.article_id
      WHERE a.cluster_id <> ${clusterId}
      ORDER BY held.share DESC, p.n DESC`),
  )
  return rows.map(({ articleId, clusterId, at, print, matter }) => ({
    ...{ articleId, clusterId, at },
    print: unpacked(print, matter),
  }))
}

/** Title, text and fingerprint of a few articles. */
export async function textsOf(
  db: Db,
  ids: string[],
): Promise<Map<string, { title: string; text: string; fingerprint: unknown }>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({
      id: articles.id,
      title: articleVersions.title,
      text: articleVersions.text,
      fingerprint: fingerprints.fingerprint,
    })
    .from(articles)
    .innerJoin(fingerprints, eq(fingerprints.articleId, articles.id))
    .innerJoin(
      articleVersions,
      and(eq(articleVersions.articleId, articles.id), eq(articleVersions.n, articles.versions)),
    )
    .where(inArray(articles.id, ids))
  return new Map(rows.map(({ id, ...rest }) => [id, rest]))
}

export type NewSuggestion = { otherArticleId: string; likeness: number; reason: StoryReason }

/** What is suggested of an article now takes the place of what was. */
export async function saveSuggestions(db: Db, articleId: string, found: NewSuggestion[], at: Date): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.delete(storySuggestions).where(eq(storySuggestions.articleId, articleId))
    if (found.length > 0)
      await tx
        .insert(storySuggestions)
        .values(found.map((each) => ({ articleId, ...each, at })))
        .onConflictDoNothing()
  })
}

export type Suggestion = {
  /** The story that may be one with the story asked for. */
  clusterId: string
  article: Article & { outlet: Outlet }
  likeness: number
  reason: StoryReason
  at: Date
}

/**
 * Stories that may be one with this one, the likeliest first, each with the article that is likest: suggested
 * from here or from there. What people keep apart is not among them.
 */
export async function suggestionsOf(
  db: Db,
  clusterId: string,
  apart: ReadonlySet<string>,
  most = 10,
): Promise<Suggestion[]> {
  const own = db.select({ id: articles.id }).from(articles).where(eq(articles.clusterId, clusterId)).limit(500)
  const rows = await db
    .select()
    .from(storySuggestions)
    .innerJoin(
      articles,
      or(
        and(eq(articles.id, storySuggestions.otherArticleId), inArray(storySuggestions.articleId, own)),
        and(eq(articles.id, storySuggestions.articleId), inArray(storySuggestions.otherArticleId, own)),
      ),
    )
    .innerJoin(outlets, eq(outlets.id, articles.outletId))
    .where(and(or(inArray(storySuggestions.articleId, own), inArray(storySuggestions.otherArticleId, own))))
    .orderBy(desc(storySuggestions.likeness), articles.id)
    .limit(300)
  const seen = new Set<string>([clusterId])
  return rows
    .flatMap(({ story_suggestions: s, articles: article, outlets: outlet }) => {
      const other = article.clusterId
      if (other === null || seen.has(other) || apart.has(other)) return []
      seen.add(other)
      return [{ clusterId: other, article: { ...article, outlet }, likeness: s.likeness, reason: s.reason, at: s.at }]
    })
    .slice(0, most)
}

/** Four bytes an id, two a weight in ten-thousandths. */
export function packed({ ids, weights }: Print): Uint8Array {
  const bytes = Buffer.alloc(ids.length * 6)
  for (const [i, id] of ids.entries()) {
    bytes.writeUInt32LE(id, i * 6)
    bytes.writeUInt16LE(Math.round(weights[i]! * 10_000), i * 6 + 4)
  }
  return bytes
}

function unpacked(bytes: Uint8Array, matter: Print['matter']): Print {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const print: Print = { ids: [], weights: [], matter }
  for (let i = 0; i < bytes.byteLength; i += 6) {
    print.ids.push(view.getUint32(i, true))
    print.weights.push(view.getUint16(i + 4, true) / 10_000)
  }
  return print
}
