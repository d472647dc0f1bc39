/**
 * A database connection that can die, and one that is slow: the same store, seen by one life of a process. A life that ended
 * can do nothing more; what it had not committed is gone, as when its process is killed.
 */
import { drizzle as drizzleNode } from 'drizzle-orm/node-postgres'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import type { PGlite } from '@electric-sql/pglite'
import type { Pool, PoolClient } from 'pg'
import type { Db, Store } from '../../store/open.ts'
import * as schema from '../../store/schema.ts'

export class Died extends Error {}

export type Life = {
  db: Db
  /** Dies before its nth further statement, or where n falls on a commit, just after it. */
  diesAfter(statements: number): void
  /** The nth further statement fails, and the connection goes on. */
  failsAfter(statements: number): void
  /** Called before each statement, so that time can pass meanwhile; null for a quick database. */
  slow: (() => void) | null
  isDead(): boolean
}

type Query = (...args: unknown[]) => Promise<unknown>

export function beginLife(store: Store): Life {
  let left = Number.POSITIVE_INFINITY
  let failing = Number.POSITIVE_INFINITY
  let dead = false
  const beat = () => {
    if (dead) throw new Died('this life has ended')
    life.slow?.()
    if (failing-- === 0) throw new Died('the connection was reset')
    if (left-- <= 0) {
      dead = true
      throw new Died('killed')
    }
  }
  const { $client } = store.db as unknown as { $client: unknown }
  const life: Life = {
    db: store.kind === 'embedded' ? embedded($client as PGlite, beat) : onServer($client as Pool, beat),
    diesAfter: (statements) => {
      left = statements
    },
    failsAfter: (statements) => {
      failing = statements
    },
    slow: null,
    isDead: () => dead,
  }
  return life
}

function embedded(client: PGlite, beat: () => void): Db {
  const mortal = {
    query: async (...args: Parameters<PGlite['query']>) => {
      beat()
      return client.query(...args)
    },
    transaction: async <T>(work: (tx: { query: PGlite['query'] }) => Promise<T>) => {
      const value = await client.transaction(async (tx) => {
        const done = await work({
          query: async (...args) => {
            beat()
            return tx.query(...args)
          },
        })
        beat()
        return done
      })
      // The commit is through, and its maker never hears of it.
      beat()
      return value
    },
  }
  return drizzlePglite({ client: mortal as unknown as PGlite, schema }) as unknown as Db
}

function onServer(pool: Pool, beat: () => void): Db {
  const beating =
    (query: Query): Query =>
    async (...args) => {
      const text = typeof args[0] === 'string' ? args[0] : (args[0] as { text: string }).text
      // The server rolls a dead connection's transaction back by itself.
      if (text === 'rollback') return query(...args)
      beat()
      const answer = await query(...args)
      if (text === 'commit') beat()
      return answer
    }
  const connect = async () => {
    const client = await pool.connect()
    const query = beating(client.query.bind(client) as unknown as Query)
    return replacing(client, {
      query: async (...args: unknown[]) => {
        try {
          return await query(...args)
        } catch (e) {
          // Drizzle gives a client back only once its transaction has begun.
          if (args[0] === 'begin' || (args[0] as { text?: string }).text === 'begin') client.release()
          throw e
        }
      },
    })
  }
  const mortal = replacing(pool, { query: beating(pool.query.bind(pool) as unknown as Query), connect })
  return drizzleNode({ client: mortal as Pool, schema }) as unknown as Db
}

/** The object with some of its members replaced; the rest is its own. */
const replacing = <T extends Pool | PoolClient>(target: T, members: Record<string, unknown>): T =>
  new Proxy(target, {
    get: (own, key) => {
      if (typeof key === 'string' && Object.hasOwn(members, key)) return members[key]
      const value = Reflect.get(own, key) as unknown
      return typeof value === 'function' ? value.bind(own) : value
    },
  })
