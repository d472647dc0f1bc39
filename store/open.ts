/**
 * Opens the store: PostgreSQL by address, or the embedded database in a directory (in memory for tests). Same schema,
 * same SQL on both; nothing newer than PostgreSQL 15 may be used.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { drizzle as drizzleNode } from 'drizzle-orm/node-postgres'
import { migrate as migrateNode } from 'drizzle-orm/node-postgres/migrator'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import pg from 'pg'
import { lockKeys } from './locks.ts'
import { openEmbedded } from './pglite/client.ts'
import { lockDirectory } from './pglite/directory-lock.ts'
import * as schema from './schema.ts'

/** A database or a transaction on it: queries take either, so that they work inside and outside a transaction. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>

export type Store = {
  kind: 'embedded' | 'postgres'
  db: Db
  /** Writes an embedded database as a template file; refused on PostgreSQL. */
  dump(path: string): Promise<void>
  /** What a server's autovacuum does by itself: fresh statistics, so that the planner knows the tables' sizes. */
  maintain(): Promise<void>
  close(): Promise<void>
}

export type StoreOptions =
  | { databaseUrl: string; poolSize?: number }
  | { dataDir: string; now: () => Date }
  /** In memory, from a template written by `dump` if given. */
  | { memory: true; loadFrom?: string }

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url))

/** Opens and migrates. Throws DirectoryInUse when another process holds the directory. */
export async function openStore(options: StoreOptions): Promise<Store> {
  return 'databaseUrl' in options ? openPostgres(options) : openEmbeddedStore(options)
}

async function openEmbeddedStore(options: Exclude<StoreOptions, { databaseUrl: string }>): Promise<Store> {
  const lock = 'dataDir' in options ? await lockDirectory(options.dataDir, options.now) : null
  try {
    if ('dataDir' in options) mkdirSync(join(options.dataDir, 'database'), { recursive: true })
    const client = await openEmbedded(
      'dataDir' in options ? { dataDir: join(options.dataDir, 'database') } : { loadFrom: options.loadFrom },
    )
    const db = drizzlePglite({ client: client.forDrizzle, schema })
    await migratePglite(db, { migrationsFolder })
    return {
      kind: 'embedded',
      db: db as unknown as Db,
      dump: client.dump,
      maintain: async () => {
        await db.execute('VACUUM ANALYZE')
      },
      close: async () => {
        await client.close()
        await lock?.release()
      },
    }
  } catch (e) {
    await lock?.release()
    throw e
  }
}

async function openPostgres({
  databaseUrl,
  poolSize = 10,
}: {
  databaseUrl: string
  poolSize?: number
}): Promise<Store> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: poolSize })
  // A broken idle connection is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', releaseAtFailedBegin)
  try {
    const client = await pool.connect()
    try {
      const version = Number((await client.query('SHOW server_version_num')).rows[0].server_version_num)
      if (version < 150000) throw new Error(`PostgreSQL 15 or newer is needed; the server says ${version}`)
      await client.query('SELECT pg_advisory_lock($1)', [lockKeys.migrations])
      try {
        await migrateNode(drizzleNode({ client, schema }), { migrationsFolder })
      } finally {
        await client.query('SELECT pg_advisory_unlock($1)', [lockKeys.migrations])
      }
    } finally {
      client.release()
    }
    return {
      kind: 'postgres',
      db: drizzleNode({ client: pool, schema }) as unknown as Db,
      dump: () => Promise.reject(new Error('only the embedded database can be written to a template')),
      maintain: async () => undefined,
      close: () => pool.end(),
    }
  } catch (e) {
    await pool.end()
    throw e
  }
}

/**
 * Drizzle gives a connection back only once its transaction has begun: where BEGIN itself fails, because the connection is
 * broken, the pool would lose a place each time until it has none.
 */
function releaseAtFailedBegin(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown
  const watched = (...args: unknown[]) => {
    const answer = query(...args)
    const text = typeof args[0] === 'string' ? args[0] : (args[0] as { text?: string } | undefined)?.text
    if (text?.startsWith('begin') && answer instanceof Promise) answer.catch(() => client.release(true))
    return answer
  }
  client.query = watched as typeof client.query
}

/** Rows of a raw statement; both drivers answer with `rows`, the shared type does not say so. */
export const rowsOf = <T>(result: unknown): T[] => (result as { rows: T[] }).rows
