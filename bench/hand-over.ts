/**
 * Handing over work that does nothing: rows claimed, started and finished by the sweeper in this process, beside BullMQ
 * alone on Redis. Ours pays for a record that survives the queue; the ratio says how much.
 */
import { randomBytes } from 'node:crypto'
import { Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { inProcess } from '../pipeline/queue.ts'
import { runTicket } from '../pipeline/run-ticket.ts'
import type { Machine, Step } from '../pipeline/step.ts'
import { makeSweeper } from '../pipeline/sweeper.ts'
import type { Store } from '../store/open.ts'
import { outlets, sources } from '../store/schema.ts'
import { compare, type Measured, type Side, type Skipped } from './compare.ts'

const jobs = 150
const concurrency = 20
const name = 'hand-over of empty jobs'

export async function benchHandOver({
  seconds,
  redisUrl,
  store,
}: {
  seconds: number
  redisUrl?: string
  store: () => Promise<Store>
}): Promise<Measured | Skipped> {
  if (!redisUrl) return { name, skipped: 'no Redis: give --redis URL or TEST_REDIS_URL' }
  const own = await openOwn(await store())
  const peer = await openPeer(redisUrl)
  try {
    const agreement = `${jobs} of ${jobs} jobs done by each side, ${concurrency} at once`
    return await compare({ name, own, peer: peer.side, items: jobs, item: 'job', agreement }, seconds)
  } finally {
    await peer.close()
  }
}

async function openOwn({ db }: Store): Promise<Side> {
  const now = () => new Date()
  await db.insert(outlets).values({ id: 'hand-over', name: 'bench hand-over', kind: 'site', origin: 'domestic' })
  await db.insert(sources).values(
    Array.from({ length: jobs }, (_, n) => ({
      outletId: 'hand-over',
      kind: 'feed' as const,
      name: `${n}`,
      url: `https://bench.example/${n}`,
      intervalMs: 60_000,
    })),
  )
  let done = 0
  const step: Step = {
    name: 'nothing',
    table: 'sources',
    weight: 'heavy',
    concurrency,
    run: async () => {
      done += 1
      return { dueAt: null }
    },
  }
  // A step that does nothing asks the machine for nothing but its database and its clock.
  const machine = { db, now, log: () => undefined } as unknown as Machine
  const handOver = inProcess((s, ticket) => runTicket(machine, s, ticket))
  const sweeper = makeSweeper({ machine, steps: [step], handOver })
  return {
    name: 'sweeper and rows (embedded)',
    pass: async () => {
      done = 0
      await db.update(sources).set({ dueAt: now() })
      while (done < jobs) {
        await sweeper.sweep()
        await handOver.idle()
      }
    },
  }
}

async function openPeer(redisUrl: string): Promise<{ side: Side; close(): Promise<void> }> {
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null })
  const prefix = `tongyu-bench-${randomBytes(6).toString('hex')}`
  const queue = new Queue('nothing', { connection, prefix })
  let done = 0
  let allDone = () => {}
  const worker = new Worker(
    'nothing',
    async () => {
      done += 1
      if (done === jobs) allDone()
    },
    { connection, prefix, concurrency },
  )
  await worker.waitUntilReady()
  return {
    side: {
      name: 'BullMQ alone',
      pass: async () => {
        done = 0
        const finished = new Promise<void>((resolve) => {
          allDone = resolve
        })
        await queue.addBulk(
          Array.from({ length: jobs }, (_, n) => ({ name: 'nothing', data: { n }, opts: { removeOnComplete: true } })),
        )
        await finished
      },
    },
    close: async () => {
      await worker.close()
      await queue.obliterate({ force: true })
      await queue.close()
      connection.disconnect()
    },
  }
}
