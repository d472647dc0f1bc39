/**
 * The whole product in one process on a store of its own, with the demo's people and figures, beside a demo world whose
 * articles the test publishes by hand. People act through the API; the machine acts when the test says so.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DemoArticle, OutletKey } from '../../demo/outlet.ts'
import { startWorld, type World } from '../../demo/world.ts'
import { addMs, minute, second } from '../../domain/time.ts'
import { type App, compose } from '../../main/compose.ts'
import { readConfig } from '../../main/config.ts'
import { seedFigures, seedOutlets, seedPeople } from '../../main/seed-demo.ts'
import type { Store } from '../../store/open.ts'
import { workload } from '../../store/work.ts'
import type { TestClock } from './clock.ts'
import { openTestStore } from './db.ts'

export type Answer<T> = { status: number; body: T }
export type Person = {
  /** `T`: what the contract says a success holds. */
  get<T>(path: string): Promise<Answer<T>>
  post<T = Done>(path: string, body?: unknown): Promise<Answer<T>>
  /** Hands in a file as it is. */
  file<T>(path: string, bytes: Uint8Array): Promise<Answer<T>>
  /** Takes a file as it comes. */
  bytes(path: string): Promise<Answer<Buffer>>
}

/** What most commands answer. */
export type Done = { ok: true; id: string }

export type House = {
  app: App
  store: Store
  world: World
  clock: TestClock
  /** The person with this user name, signed in. */
  as(username: string): Promise<Person>
  /** Lets the machine work until nothing is due at the clock's present. */
  quiet(): Promise<void>
  /** Polls every source now and works until quiet. */
  poll(): Promise<void>
  close(): Promise<void>
}

/** Of everybody in the house. */
export const housePassword = 'a-password-for-tests'
export type HouseOptions = {
  clock: TestClock
  store?: Store
  /** Keys of the outlets that are polled; by default those that need no browser and no patience. */
  outlets?: OutletKey[]
  /** Instead of the demo's script. */
  articles?: DemoArticle[]
  /** Instead of the demo's official figures: a table with the same columns. */
  figures?: string
  /** Pictures of flagged pages; they need a browser and their time. */
  screenshots?: boolean
  /** The operator's folder of plans. */
  plans?: string
  /** Folder of the built page, for who serves the house; requests may then name their address as behind a proxy. */
  webRoot?: string
}
const quickOutlets: OutletKey[] = ['guijiang', 'huanan', 'meridian', 'weigang', 'liujiang']

export async function openHouse({
  clock,
  store: given,
  outlets = quickOutlets,
  screenshots = false,
  articles,
  plans,
  figures,
  webRoot,
}: HouseOptions): Promise<House> {
  const data = mkdtempSync(join(tmpdir(), 'tongyu-house-'))
  const store = given ?? (await openTestStore())
  const world = await startWorld({ now: clock.now, slowMs: 50, ...(articles ? { articles } : {}) })
  const config = readConfig({
    TONGYU_DATA: data,
    TONGYU_ALLOW_PRIVATE: '127.0.0.1',
    TONGYU_HOST_GAP_MS: '0',
    TONGYU_SCREENSHOTS: screenshots ? 'on' : 'off',
    ...(process.env.TONGYU_CHROMIUM ? { TONGYU_CHROMIUM: process.env.TONGYU_CHROMIUM } : {}),
    ...(plans ? { TONGYU_PLANS: plans } : {}),
    TONGYU_SECRET: 'x'.repeat(40),
    ...(webRoot ? { TONGYU_TRUSTED_PROXIES: '127.0.0.1' } : {}),
  })
  const failures: string[] = []
  const app = await compose({
    config,
    role: 'all',
    now: clock.now,
    store,
    webRoot: webRoot ?? null,
    log: (event, facts) => {
      if (event === 'step failed' || event === 'request failed') failures.push(`${event} ${JSON.stringify(facts)}`)
    },
  })
  await seedPeople(store.db, app.auth, { password: housePassword, at: clock.now() })
  await seedFigures(store.db, clock.now(), figures)
  const polled = world.outlets.filter((o) => outlets.includes(o.key as OutletKey))
  await seedOutlets(store.db, polled, { intervalMs: 5 * minute, at: clock.now() })

  const signedIn = new Map<string, Promise<Person>>()
  // What stands aside until its host is free is not done; only a clock that flows will get there.
  const waits = async () => {
    if (!clock.flows()) return false
    const { articles, sources } = await workload(store.db, addMs(clock.now(), 20 * second))
    return articles.due + articles.held + sources.due + sources.held > 0
  }
  const quiet = async () => {
    const until = Date.now() + 4 * minute
    while (Date.now() < until) {
      await app.sweeper.sweep()
      await app.handOver.idle()
      const work = await workload(store.db, clock.now())
      const now = Object.values(work).reduce((sum, w) => sum + w.due + w.held, 0)
      if (now === 0 && !(await waits())) {
        if (failures.length > 0) throw new Error(`the machine failed:\n${failures.join('\n')}`)
        return
      }
      if (now === 0) await sleep(50)
    }
    throw new Error(`the machine does not come to rest: ${JSON.stringify(await workload(store.db, clock.now()))}`)
  }
  return {
    app,
    store,
    world,
    clock,
    quiet,
    poll: async () => {
      clock.advance(5 * minute)
      await quiet()
    },
    as: (username) => {
      const known = signedIn.get(username) ?? signIn(app, username, signedIn.size + 1)
      signedIn.set(username, known)
      return known
    },
    close: async () => {
      await app.close()
      await world.close()
      if (!given) await store.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** Somebody who is signed in, by the way their requests take. */
export function personBy(send: (path: string, init: RequestInit) => Promise<Response>): Person {
  const ask = async (path: string, init: RequestInit) => {
    const res = await send(path, init)
    const text = await res.text()
    return { status: res.status, body: text ? JSON.parse(text) : null }
  }
  return {
    get: (path) => ask(path, {}),
    post: (path, body = {}) => ask(path, { method: 'POST', body: JSON.stringify(body) }),
    file: (path, bytes) => ask(path, { method: 'POST', body: Buffer.from(bytes) }),
    bytes: async (path) => {
      const res = await send(path, {})
      return { status: res.status, body: Buffer.from(await res.arrayBuffer()) }
    },
  }
}

/** Signs in from an address of its own, so that the limit per address does not slow the test. */
async function signIn(app: App, username: string, n: number): Promise<Person> {
  const env = { incoming: { socket: { remoteAddress: `192.0.2.${n % 250}` } } }
  const origin = 'http://localhost:8080'
  const headers = { 'content-type': 'application/json', origin, host: 'localhost:8080' }
  const answer = await app.api.request(
    '/api/auth/sign-in/username',
    { method: 'POST', headers, body: JSON.stringify({ username, password: housePassword }) },
    env,
  )
  if (answer.status !== 200) throw new Error(`${username} cannot sign in: ${answer.status} ${await answer.text()}`)
  const cookie = answer.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ')
  return personBy((path, init) =>
    Promise.resolve(app.api.request(path, { ...init, headers: { ...headers, cookie } }, env)),
  )
}
