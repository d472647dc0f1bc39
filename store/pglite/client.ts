/**
 * The embedded database as Drizzle wants to see it, with the database itself in a worker thread. There is one
 * connection, so transactions queue one behind another; using the outer handle inside a transaction would wait for
 * itself for ever, and is refused at once instead.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { Worker } from 'node:worker_threads'
import type { PGlite, Results } from '@electric-sql/pglite'

type Options = { dataDir?: string; loadFrom?: string }
type QueryOptions = { rowMode?: 'object' | 'array' }
type Answer = { id: number; value?: unknown; error?: { message: string } & Record<string, unknown> }

export type EmbeddedClient = {
  /** What drizzle-orm/pglite calls on a PGlite instance; nothing else of PGlite is offered. */
  forDrizzle: PGlite
  /** Writes the whole database to a file that `loadFrom` reads: a migrated template for tests. */
  dump(path: string): Promise<void>
  close(): Promise<void>
}

export async function openEmbedded(options: Options): Promise<EmbeddedClient> {
  const worker = new Worker(new URL('./worker.mjs', import.meta.url), { workerData: options, execArgv: [] })
  const pending = new Map<number, { resolve(v: unknown): void; reject(e: Error): void }>()
  let nextId = 0
  let ended: Error | null = null
  const inside = new AsyncLocalStorage<boolean>()
  let turn: Promise<unknown> = Promise.resolve()

  const failAll = (e: Error) => {
    ended ??= e
    for (const p of pending.values()) p.reject(e)
    pending.clear()
  }
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve())
    worker.once('error', reject)
  })
  worker.on('error', failAll)
  worker.on('exit', () => failAll(new Error('the embedded database is closed')))
  worker.on('message', (answer: Answer) => {
    const p = pending.get(answer.id)
    pending.delete(answer.id)
    if (answer.error) p?.reject(Object.assign(new Error(answer.error.message), answer.error))
    else p?.resolve(answer.value)
  })

  const send = (message: Record<string, unknown>): Promise<unknown> => {
    if (ended) return Promise.reject(ended)
    return new Promise((resolve, reject) => {
      const id = nextId++
      pending.set(id, { resolve, reject })
      worker.postMessage({ id, ...message })
    })
  }
  const run = (sql: string, params: unknown[] = [], o: QueryOptions = {}) =>
    send({ op: 'query', sql, params, rowMode: o.rowMode ?? 'object' }) as Promise<Results>

  /** One user of the single connection at a time. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    if (inside.getStore())
      return Promise.reject(new Error('the outer database was used inside a transaction: pass the transaction down'))
    const mine = turn.then(work)
    turn = mine.catch(() => undefined)
    return mine
  }

  const client = {
    query: (sql: string, params?: unknown[], o?: QueryOptions) => inTurn(() => run(sql, params, o)),
    exec: (sql: string) => inTurn(() => send({ op: 'exec', sql })),
    transaction: <T>(work: (tx: { query: typeof run }) => Promise<T>) =>
      inTurn(async () => {
        await run('BEGIN')
        try {
          const value = await inside.run(true, () => work({ query: run }))
          await run('COMMIT')
          return value
        } catch (e) {
          await run('ROLLBACK').catch(() => undefined)
          throw e
        }
      }),
  }

  return {
    forDrizzle: client as unknown as PGlite,
    dump: async (path) => {
      await inTurn(() => send({ op: 'dump', path }))
    },
    close: async () => {
      if (ended) return
      await inTurn(() => send({ op: 'close' }))
      await worker.terminate()
    },
  }
}
