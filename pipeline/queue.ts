/**
 * Hand-over of heavy work: inside the process with bounded concurrency, or through BullMQ to any number of workers.
 * The only file that knows BullMQ. A queue only wakes: whatever it loses is offered again when the lease runs out, and
 * whatever it doubles is refused by the ticket.
 */
import { Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import type { Ticket } from '../store/work.ts'
import type { Step } from './step.ts'

export type RunTicket = (step: Step, ticket: Ticket) => Promise<unknown>

export type HandOver = {
  /** How many more tickets of this step make sense now. */
  room(step: Step): Promise<number>
  /** Hands tickets over; false when the queue cannot take them now (their leases run out and they come again). */
  offer(step: Step, tickets: Ticket[]): Promise<boolean>
  /** Resolves when nothing is running here. */
  idle(): Promise<void>
  close(): Promise<void>
}

export function inProcess(run: RunTicket): HandOver {
  const running = new Map<string, Set<Promise<unknown>>>()
  const of = (step: Step) => running.get(step.name) ?? running.set(step.name, new Set()).get(step.name)!
  const idle = async () => {
    for (;;) {
      const all = [...running.values()].flatMap((s) => [...s])
      if (all.length === 0) return
      await Promise.allSettled(all)
    }
  }
  return {
    room: async (step) => step.concurrency - of(step).size,
    offer: async (step, tickets) => {
      for (const ticket of tickets) {
        const task = run(step, ticket).finally(() => of(step).delete(task))
        task.catch(() => undefined)
        of(step).add(task)
      }
      return true
    },
    idle,
    close: idle,
  }
}

/** Waiting jobs beyond this add nothing: the rows wait as well in the database. */
const mostWaiting = 60
/** Redis that does not answer in this time counts as away. */
const patienceMs = 3_000

export type RedisOptions = {
  redisUrl: string
  prefix: string
  log: (event: string, facts: Record<string, unknown>) => void
}

/** The scheduler's side: puts tickets into one queue per step. */
export function throughRedis({ redisUrl, prefix, log }: RedisOptions): HandOver {
  const connection = connect(redisUrl, log, { enableOfflineQueue: false })
  const queues = new Map<string, Queue>()
  const of = (step: Step): Queue => {
    const known = queues.get(step.name)
    if (known) return known
    const queue = new Queue(step.name, { connection, prefix, skipVersionCheck: true })
    // The connection says once that it is away; without a listener the queue would say it at every attempt.
    queue.on('error', () => undefined)
    queues.set(step.name, queue)
    return queue
  }
  return {
    room: async (step) => {
      const waiting = await soon(of(step).getWaitingCount()).catch(() => null)
      return waiting === null ? 0 : Math.max(0, mostWaiting - waiting)
    },
    offer: async (step, tickets) => {
      const jobs = tickets.map((ticket) => ({
        name: step.name,
        data: ticket,
        opts: { jobId: `${ticket.id}-${ticket.token}`, removeOnComplete: true, removeOnFail: true, attempts: 1 },
      }))
      try {
        await soon(of(step).addBulk(jobs))
        return true
      } catch (e) {
        log('queue away', { step: step.name, error: String(e) })
        return false
      }
    },
    idle: async () => undefined,
    close: async () => {
      for (const q of queues.values()) await soon(q.close()).catch(() => undefined)
      connection.disconnect()
    },
  }
}

/** A worker's side: runs what the queues hold until closed. Running tickets are finished first, within reason. */
export function startWorker(
  steps: Step[],
  run: RunTicket,
  { redisUrl, prefix, log }: RedisOptions,
): { close(): Promise<void> } {
  const connection = connect(redisUrl, log, { maxRetriesPerRequest: null })
  const workers = steps.map((step) => {
    const worker = new Worker<Ticket>(step.name, async (job) => void (await run(step, job.data)), {
      connection,
      prefix,
      concurrency: step.concurrency,
      skipVersionCheck: true,
    })
    worker.on('error', (e) => log('worker trouble', { step: step.name, error: e.message }))
    return worker
  })
  return {
    close: async () => {
      await Promise.all(workers.map((w) => soon(w.close(), 20_000).catch(() => undefined)))
      connection.disconnect()
    },
  }
}

function connect(url: string, log: RedisOptions['log'], options: object): Redis {
  const redis = new Redis(url, { ...options, retryStrategy: (n: number) => Math.min(n * 200, 3_000) })
  // One line per outage, not one per attempt.
  let away = false
  redis.on('error', (e) => {
    if (!away) log('redis away', { error: e.message })
    away = true
  })
  redis.on('ready', () => {
    if (away) log('redis back', {})
    away = false
  })
  return redis
}

function soon<T>(work: Promise<T>, ms = patienceMs): Promise<T> {
  work.catch(() => undefined)
  let timer: NodeJS.Timeout
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('Redis does not answer')), ms)
  })
  return Promise.race([work, limit]).finally(() => clearTimeout(timer))
}
