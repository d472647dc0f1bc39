/**
 * Hand-over under bad luck: lost, doubled and killed work, in the process and (where TEST_REDIS_URL answers) through a
 * real Redis. The rows are sources with a step that only counts.
 */
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addMs, minute, second } from '../domain/time.ts'
import type { Store } from '../store/open.ts'
import { evidenceDays, sources as sourceRows } from '../store/schema.ts'
import { addSource, ensureOutlet, pollSoon } from '../store/sources.ts'
import { claimDue, finishWork, quarantined, replayQuarantined, startWork, workload } from '../store/work.ts'
import { openTestStore } from '../tests/support/db.ts'
import { inProcess, startWorker, throughRedis } from './queue.ts'
import { runTicket } from './run-ticket.ts'
import type { Machine, Step } from './step.ts'
import { makeSweeper } from './sweeper.ts'

let store: Store
let now = new Date('2026-10-01T00:00:00Z')
const ran = new Map<string, number>()
let behave: (id: string) => Promise<void> = async () => undefined

const step: Step = {
  name: `count-${randomBytes(3).toString('hex')}`,
  table: 'sources',
  weight: 'heavy',
  concurrency: 4,
  run: async (_machine, id) => {
    await behave(id)
    ran.set(id, (ran.get(id) ?? 0) + 1)
    return { dueAt: null }
  },
}
const machine = () => ({ db: store.db, now: () => now, log: () => undefined }) as unknown as Machine
const sources = async (n: number) => {
  const outlet = await ensureOutlet(store.db, { name: 'o', kind: 'site', origin: 'domestic', domains: [] })
  const ids: string[] = []
  for (let i = 0; i < n; i++) {
    const url = `https://example.org/${randomBytes(8).toString('hex')}`
    ids.push(
      (await addSource(store.db, { outletId: outlet.id, kind: 'feed', name: url, url, intervalMs: minute }, now))!.id,
    )
  }
  return ids
}
const until = async (met: () => boolean, ms = 8_000) => {
  for (let waited = 0; !met() && waited < ms; waited += 20) await sleep(20)
}

beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())
beforeEach(() => {
  ran.clear()
  behave = async () => undefined
  now = addMs(now, 24 * 60 * minute)
})

describe('work as rows', () => {
  it('gives each row to exactly one of several claimers', async () => {
    const ids = await sources(20)
    const claims = await Promise.all(
      Array.from({ length: 5 }, () => claimDue(store.db, { table: 'sources', now, limit: 7, leaseMs: minute })),
    )
    const given = claims.flat().map((t) => t.id)
    expect(new Set(given).size).toBe(given.length)
    expect(new Set(given)).toEqual(new Set(ids))
    for (const t of claims.flat()) await runTicket(machine(), step, t)
  })

  it('runs a ticket that was handed over twice once', async () => {
    const [id] = await sources(1)
    const [ticket] = await claimDue(store.db, { table: 'sources', now, limit: 5, leaseMs: minute })
    const outcomes = await Promise.all([
      runTicket(machine(), step, ticket!),
      runTicket(machine(), step, ticket!),
      runTicket(machine(), step, ticket!),
    ])
    expect(outcomes.sort()).toEqual(['done', 'taken', 'taken'])
    expect(ran.get(id!)).toBe(1)
  })

  it('takes work up again when its worker died, and ignores the dead one if it comes back', async () => {
    const [id] = await sources(1)
    const [lost] = await claimDue(store.db, { table: 'sources', now, limit: 5, leaseMs: minute })
    const dead = await startWork(store.db, 'sources', lost!, { now, leaseMs: minute })
    expect(
      await claimDue(store.db, { table: 'sources', now: addMs(now, 59 * second), limit: 5, leaseMs: minute }),
    ).toEqual([])
    now = addMs(now, 61 * second)
    const [again] = await claimDue(store.db, { table: 'sources', now, limit: 5, leaseMs: minute })
    expect(again?.id).toBe(id)
    await finishWork(store.db, 'sources', dead!, null)
    expect((await workload(store.db, now)).sources).toEqual({ due: 0, held: 1 })
    expect(await runTicket(machine(), step, again!)).toBe('done')
  })

  it('takes up what was claimed in a time that has stepped back since', async () => {
    const [id] = await sources(1)
    const ahead = addMs(now, 180 * minute)
    await claimDue(store.db, { table: 'sources', now: ahead, limit: 5, leaseMs: minute })
    const [ticket] = await claimDue(store.db, { table: 'sources', now, limit: 5, leaseMs: minute })
    expect(ticket?.id).toBe(id)
    expect(await runTicket(machine(), step, ticket!)).toBe('done')
  })

  it('tries an urgent row again every minute for ever, and shows a person that it fails', async () => {
    const [id] = await sources(1)
    const urgent: Step = { ...step, name: `${step.name}-urgent`, urgent: true }
    behave = async () => {
      throw new Error('the database hung up')
    }
    for (let tries = 0; tries < 9; tries++) {
      const [ticket] = await claimDue(store.db, { table: 'sources', now, limit: 5, leaseMs: minute })
      expect(await runTicket(machine(), urgent, ticket!)).toBe('failed')
      now = addMs(now, minute + 1)
    }
    expect((await quarantined(store.db)).filter((q) => q.subjectId === id)).toMatchObject([{ tries: 9 }])
    behave = async () => undefined
    const [ticket] = await claimDue(store.db, { table: 'sources', now, limit: 5, leaseMs: minute })
    expect(await runTicket(machine(), urgent, ticket!)).toBe('done')
  })

  it('lets nothing that stalls delay what is urgent, and wakes for it when it falls due', async () => {
    await store.db.insert(evidenceDays).values({ id: '2026-09-30', dueAt: now })
    const [id] = await sources(1)
    await store.db
      .update(sourceRows)
      .set({ dueAt: addMs(now, 120) })
      .where(eq(sourceRows.id, id!))
    const [from, begun] = [now.getTime(), Date.now()]
    let release = (): void => undefined
    const stalled = new Promise<void>((done) => {
      release = done
    })
    const slow: Step = {
      ...{ name: 'stalls', table: 'evidenceDays', weight: 'light', concurrency: 1 },
      run: async () => {
        await stalled
        return { dueAt: null }
      },
    }
    const urgent: Step = { ...step, name: 'is urgent', weight: 'light', urgent: true }
    const flowing = { ...machine(), now: () => new Date(from + Date.now() - begun) }
    const handOver = inProcess(async () => undefined)
    const sweeper = makeSweeper({ machine: flowing, steps: [slow, urgent], handOver })
    sweeper.start(5_000)
    await until(() => ran.has(id!), 4_000)
    expect(ran.get(id!)).toBe(1)
    release()
    await sweeper.stop()
  })

  it('runs a row again that was woken while it ran, whatever the run says of the next time', async () => {
    const [id] = await sources(1)
    const [ticket] = await claimDue(store.db, { table: 'sources', now, limit: 5, leaseMs: minute })
    const run = await startWork(store.db, 'sources', ticket!, { now, leaseMs: minute })
    now = addMs(now, second)
    await pollSoon(store.db, id!, now)
    await finishWork(store.db, 'sources', run!, addMs(now, 60 * minute))
    const [again] = await claimDue(store.db, { table: 'sources', now, limit: 5, leaseMs: minute })
    expect(again?.id).toBe(id)
    const quiet = await startWork(store.db, 'sources', again!, { now, leaseMs: minute })
    await finishWork(store.db, 'sources', quiet!, null)
    expect(
      await claimDue(store.db, { table: 'sources', now: addMs(now, 2 * 60 * minute), limit: 5, leaseMs: minute }),
    ).toEqual([])
  })

  it('tries a failing row again with growing pauses, then shows it to a person, who can replay it', async () => {
    const [id] = await sources(1)
    behave = async () => {
      throw new Error('cannot read this')
    }
    let tries = 0
    for (; tries < 20; tries++) {
      const [ticket] = await claimDue(store.db, { table: 'sources', now, limit: 5, leaseMs: minute })
      if (ticket) await runTicket(machine(), step, ticket)
      if ((await quarantined(store.db)).some((q) => q.subjectId === id)) break
      now = addMs(now, 3 * 60 * minute)
    }
    const entry = (await quarantined(store.db)).find((q) => q.subjectId === id)
    expect(entry).toMatchObject({ step: step.name, error: 'cannot read this', tries: 6 })
    behave = async () => undefined
    expect(await replayQuarantined(store.db, entry!.id, 'sources', now)).toBe(true)
    expect(await replayQuarantined(store.db, entry!.id, 'sources', now)).toBe(false)
    const [ticket] = await claimDue(store.db, { table: 'sources', now, limit: 5, leaseMs: minute })
    expect(await runTicket(machine(), step, ticket!)).toBe('done')
  })

  it('never runs more at once in the process than a step allows', async () => {
    await sources(12)
    let running = 0
    let most = 0
    behave = async () => {
      most = Math.max(most, ++running)
      // The first wait for each other, however slow the machine; a fifth would be seen.
      for (let look = 0; look < 400 && most < 4; look++) await sleep(5)
      await sleep(15)
      running--
    }
    const handOver = inProcess((s, t) => runTicket(machine(), s, t))
    const sweeper = makeSweeper({ machine: machine(), steps: [step], handOver })
    while ((await sweeper.sweep()) > 0) await handOver.idle()
    expect(ran.size).toBe(12)
    expect(most).toBe(4)
  })
})

describe.skipIf(!process.env.TEST_REDIS_URL)('work through Redis', () => {
  const redisUrl = process.env.TEST_REDIS_URL ?? ''
  const prefix = `tongyu-test-${randomBytes(6).toString('hex')}`
  const options = { redisUrl, prefix, log: () => undefined }
  const run = (s: Step, t: Parameters<typeof runTicket>[2]) => runTicket(machine(), s, t)

  /** FLUSHALL for this test's keys only. */
  const flush = async () => {
    const redis = new Redis(redisUrl)
    for (const key of await redis.keys(`${prefix}:*`)) await redis.del(key)
    redis.disconnect()
  }
  afterAll(flush)

  it('spreads over two workers and runs every row once', async () => {
    const ids = await sources(40)
    const handOver = throughRedis(options)
    const workers = [startWorker([step], run, options), startWorker([step], run, options)]
    const sweeper = makeSweeper({ machine: machine(), steps: [step], handOver })
    await sweeper.sweep()
    await until(() => ran.size === ids.length)
    expect([...ran.values()].every((n) => n === 1)).toBe(true)
    expect(ran.size).toBe(40)
    for (const w of workers) await w.close()
    await handOver.close()
  })

  it('loses nothing when Redis is emptied between hand-over and run', async () => {
    const ids = await sources(10)
    const handOver = throughRedis(options)
    const sweeper = makeSweeper({ machine: machine(), steps: [step], handOver })
    expect(await sweeper.sweep()).toBe(10)
    await flush()
    const worker = startWorker([step], run, options)
    await sleep(300)
    expect(ran.size).toBe(0)
    now = addMs(now, 61 * second)
    await sweeper.sweep()
    await until(() => ran.size === ids.length)
    expect(ids.map((id) => ran.get(id))).toEqual(Array(10).fill(1))
    await worker.close()
    await handOver.close()
  })

  it('goes on when Redis is away: nothing is claimed for long, and the rows are there afterwards', async () => {
    await sources(3)
    const handOver = throughRedis({ ...options, redisUrl: 'redis://127.0.0.1:1' })
    const sweeper = makeSweeper({ machine: machine(), steps: [step], handOver })
    expect(await sweeper.sweep()).toBe(0)
    await handOver.close()
    now = addMs(now, 10 * second)
    expect(await claimDue(store.db, { table: 'sources', now, limit: 5, leaseMs: minute })).toHaveLength(3)
  })
})
