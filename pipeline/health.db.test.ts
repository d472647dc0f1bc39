/** Sources in trouble on the real machine: who is told and how often, and that nobody else has to wait. Servers are local and bad. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Fetcher, openFetcher } from '../crawler/fetch.ts'
import { addMs, day, hour, minute, second } from '../domain/time.ts'
import { addUnits } from '../store/units.ts'
import type { Store } from '../store/open.ts'
import { hostByName } from '../store/hosts.ts'
import { articles, deliveries, seats, sourceAlarms, user } from '../store/schema.ts'
import { addSource, ensureOutlet, pollsOf, setSourceState, sourceById } from '../store/sources.ts'
import { claimDue, quarantined, type WorkTable, workload } from '../store/work.ts'
import { openTestStore } from '../tests/support/db.ts'
import { steps } from './pipeline.ts'
import { politeFetch } from './polite-fetch.ts'
import { inProcess } from './queue.ts'
import { requestsOf } from './requests.ts'
import { runTicket } from './run-ticket.ts'
import type { Machine, Step } from './step.ts'
import { makeSweeper } from './sweeper.ts'

type Handle = (request: IncomingMessage, response: ServerResponse) => void
let store: Store
let fetcher: Fetcher
let now = new Date('2026-11-18T04:00:00Z')
const open: Server[] = []
const stepOf = (name: string): Step => steps.find((s) => s.name === name)!

const machine = (more: Partial<Machine> = {}): Machine =>
  ({
    db: store.db,
    now: () => now,
    fetcher,
    log: () => undefined,
    settings: {
      robotsName: 'Tongyu',
      hostGapMs: 0,
      hostPerHour: 0,
      hostPerDay: 0,
      recheckAfterMs: [],
      screenshots: false,
      rsshub: '',
    },
    ...more,
  }) as Machine

beforeAll(async () => {
  store = await openTestStore()
  fetcher = openFetcher({ userAgent: 'Tongyu/0.1', allowPrivate: ['127.0.0.1'], idleTimeoutMs: 1_500, now: () => now })
  const units = [
    { id: 'r', rootId: 'r', parentId: null, level: 'region' as const, name: '区', aliases: [], regionCode: '450000' },
  ]
  await addUnits(store.db, units)
  for (const [id, role] of [
    ['admin', 'admin'],
    ['head', 'unit_head'],
  ] as const) {
    await store.db.insert(user).values({ id, name: id, email: `${id}@example.org`, createdAt: now, updatedAt: now })
    await store.db.insert(seats).values({ userId: id, unitId: 'r', role, fromAt: addMs(now, -day) })
  }
})
beforeEach(() => {
  now = addMs(now, 7 * day)
})
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})
afterAll(async () => {
  await fetcher.close()
  await store.close()
})

/** A site of its own, without robots rules. */
async function site(handle: Handle): Promise<string> {
  const server = createServer((request, response) =>
    request.url === '/robots.txt' ? response.writeHead(404).end() : handle(request, response),
  )
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  open.push(server)
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
const rss = (urls: string[]) =>
  `<rss version="2.0"><channel><title>t</title>${urls.map((u, n) => `<item><title>${n}</title><link>${u}</link></item>`).join('')}</channel></rss>`
const feed =
  (urls: string[]): Handle =>
  (_request, response) =>
    void response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(rss(urls))

async function source(base: string, more: { intervalMs?: number } = {}): Promise<string> {
  const outlet = await ensureOutlet(store.db, { name: base, kind: 'site', origin: 'domestic', domains: [] })
  const added = await addSource(
    store.db,
    { outletId: outlet.id, kind: 'feed', name: base, url: `${base}/feed`, ...more },
    now,
  )
  return added!.id
}
async function runDue(table: WorkTable, step: Step, m = machine()): Promise<number> {
  const tickets = await claimDue(store.db, { table, now, limit: 50, leaseMs: minute })
  for (const ticket of tickets) await runTicket(m, step, ticket)
  return tickets.length
}
const poll = () => runDue('sources', stepOf('poll-source'))
const told = async () => {
  await runDue('sourceAlarms', stepOf('tell-source-alarms'))
  const rows = await store.db.select().from(deliveries)
  return rows.map((d) => ({ kind: d.kind, to: d.userId, facts: d.facts }))
}

describe('a source in trouble', () => {
  it('is told to administrators once when it lasts, once when it is over, and asked again all the time', async () => {
    let works = false
    const bases = await Promise.all(
      [1, 2].map(() =>
        site((request, response) =>
          works ? feed(['https://a.example/1'])(request, response) : void response.writeHead(500).end(),
        ),
      ),
    )
    const ids = await Promise.all(bases.map((base) => source(base)))
    for (let n = 0; n < 8; n++) {
      await poll()
      const rows = await Promise.all(ids.map((id) => sourceById(store.db, id)))
      for (const row of rows)
        expect(row).toMatchObject({
          health: 'failing',
          failuresInRow: n + 1,
          healthReason: { code: 'http_status', facts: { status: 500 } },
        })
      now = new Date(Math.max(...rows.map((row) => row!.dueAt!.getTime())))
    }
    now = addMs(now, 5 * minute)
    const first = await told()
    expect(first).toHaveLength(1)
    expect(first[0]).toMatchObject({ kind: 'source_alarm', to: 'admin', facts: { count: 2, alarm: 'failing' } })
    expect(String(first[0]!.facts.names).split('\n').sort()).toEqual([...bases].sort())
    works = true
    now = addMs(now, 2 * hour)
    await poll()
    now = addMs(now, 5 * minute)
    expect((await told()).map((d) => d.kind)).toEqual(['source_alarm', 'source_recovered'])
    now = addMs(now, day)
    expect(await told()).toHaveLength(2)
    expect(await sourceById(store.db, ids[0]!)).toMatchObject({ health: 'ok', failuresInRow: 0 })
    for (const id of ids) await setSourceState(store.db, id, 'disabled', now)
  })

  it('is not told when it passed before anybody was told', async () => {
    const id = await source('http://127.0.0.1:1')
    const before = (await told()).length
    const alarm = {
      sourceId: id,
      kind: 'gone' as const,
      reason: { code: 'http_status' as const, facts: {} },
      raisedAt: now,
      dueAt: now,
    }
    await store.db.insert(sourceAlarms).values({ ...alarm, clearedAt: now })
    expect(await told()).toHaveLength(before)
    expect((await workload(store.db, addMs(now, day))).sourceAlarms).toEqual({ due: 0, held: 0 })
    await setSourceState(store.db, id, 'disabled', now)
  })

  it('lies in quarantine when the machine itself fails at it, is told, and is tried once a day until somebody mends it', async () => {
    const id = await source(await site(feed([])))
    const broken: Step = { ...stepOf('poll-source'), run: async () => Promise.reject(new Error('cannot read this')) }
    for (let n = 0; n < 8; n++) {
      await runDue('sources', broken)
      now = addMs(now, 2 * hour)
    }
    const waiting = async () => (await quarantined(store.db)).filter((q) => q.subjectId === id)
    expect(await waiting()).toHaveLength(1)
    expect(await sourceById(store.db, id)).toMatchObject({ health: 'failing', healthReason: { code: 'quarantined' } })
    now = addMs(now, day)
    expect(await runDue('sources', broken)).toBe(1)
    expect(await waiting()).toHaveLength(1)
    const requests = requestsOf({ db: store.db, now: () => now } as Parameters<typeof requestsOf>[0])
    expect(await requests.replay((await waiting())[0]!.id)).toBe(true)
    expect(await runDue('sources', stepOf('poll-source'))).toBe(1)
    expect((await sourceById(store.db, id))?.healthReason?.code).not.toBe('quarantined')
    await setSourceState(store.db, id, 'disabled', now)
  })
})

describe('one source', () => {
  it('that hangs for ever and one with a hundred thousand items leave the others their pace', {
    timeout: 60_000,
  }, async () => {
    now = new Date(Math.floor(Date.now() / second) * second)
    const hanging = await source(await site(() => undefined), { intervalMs: 50 })
    const many = Array.from({ length: 100_000 }, (_, n) => `https://m.example/${n}`)
    const flooding = await source(await site(feed(many)), { intervalMs: 3 * second })
    const others = await Promise.all(
      [1, 2, 3, 4].map(async (n) => source(await site(feed([`https://o${n}.example/1`])), { intervalMs: 50 })),
    )
    const real: Machine = machine({ now: () => new Date() })
    const step = { ...stepOf('poll-source'), concurrency: 3 }
    const handOver = inProcess((s, ticket) => runTicket(real, s, ticket))
    const sweeper = makeSweeper({ machine: real, steps: [step], handOver })
    const polls = async (id: string) => (await pollsOf(store.db, id, 200)).length
    for (let look = 0; look < 3_000; look++) {
      await sweeper.sweep()
      await sleep(10)
      if (look % 20 === 0 && Math.min(...(await Promise.all(others.map(polls)))) >= 6 && (await polls(flooding)) >= 2)
        break
    }
    await handOver.idle()
    expect(await polls(hanging)).toBeLessThan(Math.min(...(await Promise.all(others.map(polls)))))
    expect((await pollsOf(store.db, hanging, 1))[0]).toMatchObject({ outcome: 'failed', failure: { code: 'timeout' } })
    const floods = await pollsOf(store.db, flooding, 200)
    expect(floods.at(-1)).toMatchObject({ outcome: 'new', fresh: 500 })
    expect(floods[0]).toMatchObject({ outcome: 'nothing_new', fresh: 0 })
    const found = await store.db.select({ id: articles.sourceId }).from(articles)
    expect(found.filter((a) => a.id === flooding)).toHaveLength(500)
    for (const id of [hanging, flooding, ...others]) await setSourceState(store.db, id, 'disabled', now)
  })
})

describe('a guest', () => {
  const ask = async (url: string, more: Partial<Machine['settings']> = {}) =>
    politeFetch(machine({ settings: { ...machine().settings, ...more } }), { url })
  const codeOf = (answer: Awaited<ReturnType<typeof ask>>) =>
    answer.kind === 'later'
      ? 'later'
      : answer.answer.kind === 'failed'
        ? answer.answer.failure.code
        : answer.answer.kind

  it('keeps to the rules of the host a redirect leads to, and leaves no turn taken', async () => {
    const visited: string[] = []
    const robots = createServer((request, response) => {
      visited.push(request.url!)
      if (request.url === '/robots.txt') response.end('User-agent: *\nDisallow: /private')
      else response.end('hello')
    })
    await new Promise<void>((done) => robots.listen(0, '127.0.0.1', done))
    open.push(robots)
    const strict = `http://127.0.0.1:${(robots.address() as AddressInfo).port}`
    const here = await site(
      (request, response) => void response.writeHead(302, { location: strict + request.url! }).end(),
    )
    expect(codeOf(await ask(`${here}/private/1`))).toBe('robots')
    expect(codeOf(await ask(`${here}/public/1`))).toBe('page')
    expect(visited.filter((path) => path.startsWith('/private'))).toEqual([])
    for (const base of [here, strict]) expect((await hostByName(store.db, new URL(base).host))?.busyToken).toBeNull()
  })

  it('waits as long as it was asked to, and twice as long each time nobody says how long', async () => {
    let retry: Record<string, string> = { 'retry-after': '300' }
    let status = 429
    const base = await site((_request, response) => void response.writeHead(status, retry).end())
    const until = async () => (await hostByName(store.db, new URL(base).host))?.pausedUntil?.getTime() ?? 0
    expect(codeOf(await ask(`${base}/`))).toBe('rate_limited')
    expect(await until()).toBe(now.getTime() + 300 * second)
    expect(codeOf(await ask(`${base}/`))).toBe('later')
    now = addMs(now, 300 * second)
    retry = { 'retry-after': addMs(now, 2 * hour).toUTCString() }
    status = 503
    expect(codeOf(await ask(`${base}/`))).toBe('rate_limited')
    expect(await until()).toBe(now.getTime() + 2 * hour)
    for (let pauses = 2; pauses < 4; pauses++) {
      now = new Date(await until())
      retry = {}
      status = 429
      expect(codeOf(await ask(`${base}/`))).toBe('rate_limited')
      expect(await until()).toBe(now.getTime() + minute * 2 ** pauses)
    }
    now = new Date(await until())
    status = 200
    expect(codeOf(await ask(`${base}/`))).toBe('page')
    expect(await hostByName(store.db, new URL(base).host)).toMatchObject({ pausesInRow: 0, pausedUntil: null })
  })

  it('comes back in the next hour when the budget of this one is used up', async () => {
    const base = await site((_request, response) => void response.end('hello'))
    now = new Date(Math.ceil(now.getTime() / hour) * hour)
    const asked = []
    for (let n = 0; n < 3; n++) asked.push(await ask(`${base}/${n}`, { hostPerHour: 3 }))
    // The robots rules were the first of the three.
    expect(asked.map(codeOf)).toEqual(['page', 'page', 'later'])
    const [, , last] = asked
    expect(last?.kind === 'later' && last.at.getTime() - now.getTime()).toBeGreaterThanOrEqual(hour)
  })
})
