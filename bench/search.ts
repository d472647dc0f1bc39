/** Full-text search: store/search.ts (segmented words, GIN) beside a plain ILIKE scan, both giving total and newest page. */
import { sql } from 'drizzle-orm'
import { dictionaryVersion, searchVector } from '../analyzer/tokens.ts'
import { type Db, rowsOf, type Store } from '../store/open.ts'
import { articleSearch, articles, articleVersions, evidence, evidenceDays, outlets } from '../store/schema.ts'
import { searchArticles } from '../store/search.ts'
import { compare, type Measured } from './compare.ts'
import { commonWords, madeArticles, middlingWords, rareWords } from './made-articles.ts'

const articleCount = 2_500
const pageSize = 20

/** Three contests on one store: rare, middling and common words ask for different plans. */
export async function benchSearch({
  seconds,
  store,
}: {
  seconds: number
  store: () => Promise<Store>
}): Promise<Measured[]> {
  const { db } = await store()
  await fill(db)
  const kinds = { rare: rareWords, middling: middlingWords, common: commonWords }
  const measured: Measured[] = []
  for (const [kind, words] of Object.entries(kinds)) {
    const hits = { own: 0, peer: 0 }
    for (const q of words) {
      hits.own += (await searchArticles(db, { q, page: 1, pageSize })).total
      hits.peer += (await scan(db, q)).total
    }
    const contest = {
      name: `search, ${kind} words`,
      own: {
        name: 'store/search.ts',
        pass: async () => {
          for (const q of words) await searchArticles(db, { q, page: 1, pageSize })
        },
      },
      peer: {
        name: 'ILIKE scan',
        pass: async () => {
          for (const q of words) await scan(db, q)
        },
      },
      items: words.length,
      item: 'query',
      agreement: `${hits.own} and ${hits.peer} hits in ${articleCount} articles`,
    }
    measured.push(await compare(contest, seconds / 3))
  }
  return measured
}

/** The same answer without an index: total, and the newest page with outlet and text. */
async function scan(db: Db, q: string): Promise<{ total: number; items: unknown[] }> {
  const like = `%${q}%`
  const from = sql`${articles} a JOIN ${articleVersions} v ON v.article_id = a.id AND v.n = a.versions
    WHERE v.title ILIKE ${like} OR v.text ILIKE ${like}`
  const [count] = rowsOf<{ n: number }>(await db.execute(sql`SELECT count(*)::int AS n FROM ${from}`))
  const items = rowsOf(
    await db.execute(sql`
      SELECT f.*, o.* FROM (SELECT a.*, v.text FROM ${from} ORDER BY a.first_seen_at DESC, a.id LIMIT ${pageSize}) f
      JOIN ${outlets} o ON o.id = f.outlet_id`),
  )
  return { total: count?.n ?? 0, items }
}

async function fill(db: Db): Promise<void> {
  const at = new Date()
  const made = madeArticles(articleCount)
  await db.insert(outlets).values({ id: 'search', name: 'bench search', kind: 'site', origin: 'domestic' })
  await db.insert(evidenceDays).values({ id: 'bench' })
  const batch = 250
  for (let from = 0; from < made.length; from += batch) {
    const rows = made.slice(from, from + batch).map((a, i) => {
      const n = from + i
      return { ...a, n, id: `a${n}`, seenAt: new Date(at.getTime() - n * 60_000) }
    })
    await db.insert(articles).values(
      rows.map(({ id, title, seenAt }) => ({
        id,
        canonicalUrl: `https://bench.example/${id}`,
        url: `https://bench.example/${id}`,
        outletId: 'search',
        title,
        firstSeenAt: seenAt,
        versions: 1,
      })),
    )
    await db.insert(evidence).values(
      rows.map(({ id, seenAt }) => ({
        ...{ id, articleId: id, kind: 'page' as const, day: 'bench', file: id, offset: 0, length: 0, recordSha256: '' },
        ...{ recordId: '', sha256: id, sizeBytes: 0, requestedUrl: '', finalUrl: '', status: 200, contentType: '' },
        fetchedAt: seenAt,
      })),
    )
    await db.insert(articleVersions).values(
      rows.map(({ id, title, text, seenAt }) => ({
        articleId: id,
        n: 1,
        fetchedAt: seenAt,
        title,
        text,
        contentHash: id,
        evidenceId: id,
      })),
    )
    await db.insert(articleSearch).values(
      rows.map(({ id, title, text, seenAt }) => ({
        articleId: id,
        words: sql<string>`to_tsvector('simple', ${searchVector(`${title}\n${text}`)})`,
        dictionaryVersion,
        seenAt,
      })),
    )
  }
  await db.execute(sql`ANALYZE`)
}
