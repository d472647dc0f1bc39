/**
 * Finding an article's story among 10,000, 100,000 and a million articles on PostgreSQL: by rare words (store/stories.ts) and
 * as a near-copy (store/clusters.ts). The store is filled by SQL: keys and bands are drawn from those of the given texts, as
 * often as they are there, and every tenth article is one of those texts; the texts looked up are others of the same kind.
 */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { fingerprint } from '../analyzer/fingerprint.ts'
import { storyKeys, storyPrint } from '../analyzer/story.ts'
import { day } from '../domain/time.ts'
import { likeliest } from '../pipeline/suggest-stories.ts'
import { storyCandidates } from '../store/clusters.ts'
import { type Db, openStore, rowsOf } from '../store/open.ts'
import { packed, storyNeighbours } from '../store/stories.ts'
import type { Skipped } from './compare.ts'
import { madeArticles, seeded } from './made-articles.ts'
import type { Told } from './told.ts'

const sizes = [10_000, 100_000, 1_000_000]
const asked = 400
const poolSize = 2_000
const tables = ['articles', 'story_prints', 'story_keys', 'fingerprint_bands', 'fingerprints', 'article_versions']
/** The last day of the year over which the articles are spread. */
const lastDay = 20_600

export async function benchStories({
  databaseUrl,
  textFiles,
}: {
  databaseUrl?: string
  textFiles: string[]
}): Promise<Told | Skipped> {
  const name = 'stories'
  if (!databaseUrl) return { name, skipped: 'needs PostgreSQL: --database URL or TEST_DATABASE_URL' }
  const texts =
    textFiles.length > 0 ? shuffled(textFiles.flatMap(textsOf)) : madeArticles(poolSize + asked, 5).map((a) => a.text)
  const known = texts.slice(0, poolSize)
  const fresh = texts.slice(poolSize, poolSize + asked)
  if (fresh.length < asked) throw new Error(`${poolSize + asked} texts are needed, there are ${texts.length}`)
  const { url, drop } = await ownDatabase(databaseUrl)
  const store = await openStore({ databaseUrl: url })
  const rows: string[][] = []
  const figures: Record<string, number> = {}
  try {
    await fillPool(store.db, known)
    for (const [i, size] of sizes.entries()) {
      const from = performance.now()
      await grow(store.db, sizes[i - 1] ?? 0, size)
      const filledS = (performance.now() - from) / 1000
      const story = await measure(store.db, fresh, (text) => lookUpStory(store.db, text))
      const copy = await measure(store.db, fresh, (text) => lookUpCopies(store.db, text))
      const nothing = await measure(
        store.db,
        fresh,
        async () => async () => ((await store.db.execute(sql`SELECT 1`)) ? 0 : 1),
      )
      rows.push([
        size.toLocaleString('en'),
        ...[story.p50, story.p99, copy.p50, copy.p99, nothing.p50, nothing.p99].map((ms) => ms.toFixed(2)),
        `${story.pages.toFixed(0)} / ${copy.pages.toFixed(0)}`,
        `${story.found} / ${copy.found}`,
        filledS.toFixed(0),
      ])
      figures[`story${size}P50Ms`] = story.p50
      figures[`story${size}P99Ms`] = story.p99
      figures[`story${size}Pages`] = story.pages
      figures[`copy${size}Pages`] = copy.pages
      figures[`nothing${size}P99Ms`] = nothing.p99
      figures[`copy${size}P50Ms`] = copy.p50
      figures[`copy${size}P99Ms`] = copy.p99
    }
  } finally {
    await store.close()
    await drop()
  }
  return {
    name,
    about: `one look-up of ${asked} texts, PostgreSQL, ms on a clock (nothing: SELECT 1); aim at a million: story 5 ms at p99`,
    head: [
      'articles',
      'story p50',
      'story p99',
      'copies p50',
      'copies p99',
      'texts that found a story / a copy',
      's to fill',
    ],
    rows,
    figures,
  }
}

/** From the database alone to the stories that would be suggested; the print is made beforehand. */
async function lookUpStory(db: Db, text: string): Promise<() => Promise<number>> {
  const print = storyPrint(text)
  const self = { print, keys: storyKeys(print), at: (lastDay - 100) * day }
  return async () => likeliest(self, await storyNeighbours(db, { ...self, clusterId: '' })).length
}

async function lookUpCopies(db: Db, text: string): Promise<() => Promise<number>> {
  const { bands } = fingerprint(text)
  const asked = { articleId: '', url: 'https://bench.example/none', bands, sourceUrl: null }
  return async () => (await storyCandidates(db, asked)).length
}

/** `pages`: taken up for one look-up, in the mean. */
type Looked = { p50: number; p99: number; found: number; pages: number }

/** The middle one of five rounds over all texts: a machine that others use has moments. */
async function measure(
  db: Db,
  texts: string[],
  prepare: (text: string) => Promise<() => Promise<number>>,
): Promise<Looked> {
  const runs = await Promise.all(texts.map(prepare))
  const rounds: Looked[] = []
  const before = await pagesAsked(db)
  for (let round = 0; round < 5; round++) {
    const times: number[] = []
    let found = 0
    for (const run of runs) {
      const from = performance.now()
      if ((await run()) > 0) found++
      times.push(performance.now() - from)
    }
    times.sort((a, b) => a - b)
    const at = (share: number) => times[Math.floor(times.length * share)]!
    rounds.push({ p50: at(0.5), p99: at(0.99), found, pages: 0 })
  }
  const pages = ((await pagesAsked(db)) - before) / (5 * runs.length)
  return { ...rounds.sort((a, b) => a.p99 - b.p99)[2]!, pages }
}

/** Pages of 8 KB that the server has taken up in this database, from its memory or not: a cost that no neighbour changes. */
async function pagesAsked(db: Db): Promise<number> {
  await db.execute(sql`SELECT pg_stat_force_next_flush()`)
  await db.execute(sql`SELECT 1`)
  const [row] = rowsOf<{ pages: number }>(
    await db.execute(
      sql`SELECT (blks_hit + blks_read)::float8 AS pages FROM pg_stat_database WHERE datname = current_database()`,
    ),
  )
  return row!.pages
}

/** What articles are drawn from: every key and band as often as the texts hold it, and the texts with their prints. */
async function fillPool(db: Db, texts: string[]): Promise<void> {
  await db.execute(
    sql`CREATE UNLOGGED TABLE pool (i int PRIMARY KEY, print bytea, keys int[], bands text[], fingerprint jsonb, text text)`,
  )
  for (const [i, text] of texts.entries()) {
    const print = storyPrint(text)
    const mark = fingerprint(text)
    const keys = sql.raw(
      `ARRAY[${storyKeys(print)
        .map((key) => key | 0)
        .join(',')}]::int[]`,
    )
    const bands = sql.raw(`ARRAY[${mark.bands.map((band) => `'${band}'`).join(',')}]::text[]`)
    await db.execute(
      sql`INSERT INTO pool VALUES (${i}, ${packed(print)}, ${keys}, ${bands}, ${JSON.stringify(mark)}::jsonb, ${text.replaceAll('\0', '')})`,
    )
  }
  for (const table of ['story_prints', 'story_keys', 'fingerprint_bands'])
    await db.execute(sql.raw(`ALTER TABLE ${table} SET UNLOGGED`))
  // Vacuumed when filled, and not by the server in the middle of a measurement.
  for (const table of tables) await db.execute(sql.raw(`ALTER TABLE ${table} SET (autovacuum_enabled = false)`))
  await db.execute(sql`CREATE UNLOGGED TABLE drawn AS
    SELECT row_number() OVER () - 1 AS i, key FROM (SELECT unnest(keys) AS key FROM pool) k`)
  await db.execute(sql`ALTER TABLE drawn ADD PRIMARY KEY (i)`)
  await db.execute(sql`INSERT INTO outlets (id, name, kind, origin) VALUES ('o', 'bench', 'site', 'domestic')`)
  await db.execute(sql`ALTER TABLE story_keys DROP CONSTRAINT story_keys_key_day_n_pk`)
}

/** Articles `from` + 1 to `to`; indexes over many rows are made after them, as a server's restore does. */
async function grow(db: Db, from: number, to: number): Promise<void> {
  // One statement after another over the same articles; `g.i` is the article, `born` its day.
  const series = sql`generate_series(${from + 1}::int, ${to}::int) AS g(i)`
  const born = sql.raw(`(${lastDay} - g.i % 365)`)
  const seen = sql.raw(`to_timestamp((${lastDay} - g.i % 365)::float8 * 86400)`)
  const itsText = sql.raw(`JOIN pool ON pool.i = g.i / 10 % ${poolSize}`)
  await db.transaction(async (tx) => {
    // No row here has parents or triggers to ask.
    await tx.execute(sql`SET LOCAL session_replication_role = replica`)
    await tx.execute(sql`SET LOCAL maintenance_work_mem = '512MB'`)
    await tx.execute(sql`SET LOCAL work_mem = '128MB'`)
    await tx.execute(sql`DROP INDEX IF EXISTS bench_story_keys`)
    await tx.execute(sql`DROP INDEX fingerprint_bands_key`)
    await tx.execute(sql`INSERT INTO articles (id, canonical_url, url, outlet_id, title, published_at, first_seen_at, cluster_id, state, versions)
      SELECT 'a' || g.i, 'https://bench.example/' || g.i, 'https://bench.example/' || g.i, 'o', 'title', ${seen}, ${seen}, 'c' || g.i / 3, 'analyzed', 1
      FROM ${series}`)
    await tx.execute(sql`INSERT INTO story_prints (article_id, print, n, keys, day, at) OVERRIDING SYSTEM VALUE
      SELECT 'a' || g.i, pool.print, g.i, '{}', ${born}, ${seen}
      FROM ${series} ${itsText}`)
    await tx.execute(sql`INSERT INTO story_keys (key, day, n)
      SELECT unnest(pool.keys), ${born}, g.i FROM ${series}
      ${itsText} WHERE g.i % 10 = 0`)
    await tx.execute(sql`INSERT INTO story_keys (key, day, n)
      SELECT drawn.key, ${born}, g.i FROM ${series}
      CROSS JOIN generate_series(1, 24) AS k
      JOIN drawn ON drawn.i = abs(hashint8(g.i::bigint * 24 + k)::bigint) % (SELECT count(*) FROM drawn) WHERE g.i % 10 <> 0`)
    await tx.execute(sql`INSERT INTO fingerprint_bands (band, article_id, seen_at)
      SELECT unnest(pool.bands), 'a' || g.i, ${seen}
      FROM ${series} ${itsText} WHERE g.i % 10 = 0`)
    await tx.execute(sql`INSERT INTO fingerprint_bands (band, article_id, seen_at)
      SELECT k || ':' || to_hex(hashint8(g.i::bigint * 16 + k)), 'a' || g.i, ${seen}
      FROM ${series} CROSS JOIN generate_series(0, 15) AS k WHERE g.i % 10 <> 0`)
    await tx.execute(sql`INSERT INTO fingerprints (article_id, fingerprint, at)
      SELECT 'a' || g.i, pool.fingerprint, ${seen}
      FROM ${series} ${itsText} WHERE g.i % 10 = 0`)
    await tx.execute(sql`INSERT INTO article_versions (id, article_id, n, fetched_at, title, text, content_hash, evidence_id)
      SELECT 'v' || g.i, 'a' || g.i, 1, to_timestamp(0), 'title', pool.text, 'h', 'e'
      FROM ${series} ${itsText} WHERE g.i % 10 = 0`)
    await tx.execute(sql`CREATE INDEX bench_story_keys ON story_keys (key, day, n)`)
    await tx.execute(sql`CREATE UNIQUE INDEX fingerprint_bands_key ON fingerprint_bands (band, seen_at, article_id)`)
  })
  for (const table of tables) await db.execute(sql.raw(`VACUUM ANALYZE ${table}`))
  // What was filled is on disk before anything is measured.
  await db.execute(sql`CHECKPOINT`)
}

/** `text` of every line of a JSON Lines file, packed or not; short ones are no article. */
function textsOf(file: string): string[] {
  const bytes = readFileSync(file)
  const lines = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n')
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => String((JSON.parse(line) as { text?: string }).text ?? ''))
    .filter((text) => text.length >= 80)
}

function shuffled(texts: string[]): string[] {
  const dice = seeded(3)
  return texts
    .map((text) => ({ text, at: dice() }))
    .sort((a, b) => a.at - b.at)
    .map(({ text }) => text)
}

/** A database of its own on the server, dropped at the end. */
async function ownDatabase(server: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `tongyu_bench_${process.pid}`
  const admin = async (statement: string) => {
    const { default: pg } = await import('pg')
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  await admin(`CREATE DATABASE ${name} TEMPLATE template0`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => admin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) }
}
