/** Whose turn it is at a host, asked by many at once: one at a time, a gap after each, so many an hour, and nothing is held for ever. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMs, day, hour, minute, second } from '../domain/time.ts'
import { freshDatabase, openTestStore } from '../tests/support/db.ts'
import {
  giveHostBack,
  hostByName,
  type HostPace,
  pauseHost,
  queueAtHost,
  setHostPace,
  takeHostTurn,
  whyNotNow,
} from './hosts.ts'
import { openStore, type Store } from './open.ts'

let store: Store
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(async () => {
  await store.close()
})

const noon = new Date('2026-11-18T04:00:00Z')
const pace: HostPace = { gapMs: 1_000, perHour: 0, perDay: 0 }
let count = 0
const newHost = () => `h${++count}.example`
const take = (host: string, now: Date, more: Partial<HostPace> = {}) =>
  takeHostTurn(store.db, host, { now, holdMs: minute, pace: { ...pace, ...more } })
const give = (host: string, token: string, now: Date) => giveHostBack(store.db, host, { token, now, gapMs: pace.gapMs })

describe('a turn at a host', () => {
  it('is had by one of many who ask at once, then by nobody until it is given back and the gap is over', async () => {
    const host = newHost()
    const asked = await Promise.all(Array.from({ length: 20 }, () => take(host, noon)))
    const mine = asked.flatMap((t) => (t.kind === 'yours' ? [t.token] : []))
    expect(mine).toHaveLength(1)
    expect(await take(host, addMs(noon, 30 * second))).toMatchObject({ kind: 'later', why: 'busy', since: noon })
    await give(host, 'somebody else’s', addMs(noon, 30 * second))
    expect((await take(host, addMs(noon, 30 * second))).kind).toBe('later')
    await give(host, mine[0]!, addMs(noon, 31 * second))
    const next = addMs(noon, 32 * second)
    expect(await take(host, addMs(noon, 31.5 * second))).toMatchObject({ why: 'gap', at: next })
    expect((await take(host, next)).kind).toBe('yours')
  })

  it('comes back by itself when its holder died', async () => {
    const host = newHost()
    const lost = await take(host, noon)
    expect((await take(host, addMs(noon, minute - 1))).kind).toBe('later')
    expect((await take(host, addMs(noon, minute))).kind).toBe('yours')
    // The dead one wakes up and gives back what is no longer its own.
    await give(host, lost.kind === 'yours' ? lost.token : '', addMs(noon, minute + 1))
    expect(await take(host, addMs(noon, minute + 2 * second))).toMatchObject({ why: 'busy' })
  })

  it('is had so many times in an hour and in a day, as configured or as people set it', async () => {
    const host = newHost()
    const visit = async (now: Date, more: Partial<HostPace>) => {
      const turn = await take(host, now, more)
      if (turn.kind === 'yours') await give(host, turn.token, now)
      return turn.kind === 'yours' ? 'yours' : turn.at
    }
    const budget = { gapMs: 0, perHour: 2, perDay: 3 }
    for (let n = 0; n < 2; n++) expect(await visit(addMs(noon, n * 2 * second), budget)).toBe('yours')
    expect(await visit(addMs(noon, minute), budget)).toEqual(addMs(noon, hour))
    expect(await visit(addMs(noon, hour), budget)).toBe('yours')
    expect(await visit(addMs(noon, 2 * hour), budget)).toEqual(new Date('2026-11-19T00:00:00Z'))
    expect(await setHostPace(store.db, host, { gapMs: null, perHour: null, perDay: 9 })).toBe(true)
    expect(await visit(addMs(noon, 2 * hour), budget)).toBe('yours')
  })

  it('waits while the host asks for patience, and the pauses are counted until it answers', async () => {
    const host = newHost()
    await pauseHost(store.db, host, addMs(noon, hour))
    await pauseHost(store.db, host, addMs(noon, minute))
    expect(await hostByName(store.db, host)).toMatchObject({ pausesInRow: 2, pausedUntil: addMs(noon, hour) })
    expect(await take(host, addMs(noon, minute))).toMatchObject({ why: 'paused', at: addMs(noon, hour) })
    await pauseHost(store.db, host, null)
    expect((await hostByName(store.db, host))?.pausesInRow).toBe(0)
    expect((await take(host, addMs(noon, hour))).kind).toBe('yours')
  })

  it('sends many away to come back one after another', async () => {
    const host = newHost()
    await take(host, noon)
    const times = await Promise.all(
      Array.from({ length: 5 }, () => queueAtHost(store.db, host, { at: noon, gapMs: 1_000 })),
    )
    expect(times.map((t) => t.getTime() - noon.getTime()).sort((a, b) => a - b)).toEqual([
      0, 1_500, 3_000, 4_500, 6_000,
    ])
    expect(await queueAtHost(store.db, host, { at: addMs(noon, day), gapMs: 1_000 })).toEqual(addMs(noon, day))
  })

  it('is judged by the function of the simulation as by the statement', async () => {
    const ms = fc.integer({ min: -2 * hour, max: 2 * hour })
    const maybe = fc.option(ms)
    const limit = fc.integer({ min: 0, max: 2 })
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          steps: fc.array(fc.record({ wait: fc.integer({ min: 0, max: hour }), back: fc.boolean(), pause: maybe }), {
            maxLength: 6,
          }),
          perHour: limit,
          perDay: limit,
        }),
        async ({ steps, perHour, perDay }) => {
          const host = newHost()
          let now = noon
          for (const { wait, back, pause } of steps) {
            now = addMs(now, wait)
            if (pause !== null) await pauseHost(store.db, host, addMs(now, pause))
            const row = await hostByName(store.db, host)
            const expected = row && whyNotNow(row, { now, pace: { ...pace, perHour, perDay } })
            const turn = await take(host, now, { perHour, perDay })
            expect(turn.kind === 'yours' ? null : turn).toEqual(expected)
            if (turn.kind === 'yours' && back) await give(host, turn.token, now)
          }
        },
      ),
      { numRuns: 25 },
    )
  })
})

const { TEST_DATABASE_URL: server, TONGYU_TEST_STORE: kind } = process.env
describe.skipIf(!server || kind !== 'postgres')('several worker processes (needs TEST_DATABASE_URL)', () => {
  it('never ask a host together nor sooner than its gap, though one is killed while it asks', {
    timeout: 120_000,
  }, async () => {
    const database = await freshDatabase(server ?? '')
    const own = await openStore({ databaseUrl: database.url })
    const host = 'shared.example'
    const visitor = fileURLToPath(new URL('../tests/support/host-visitor.ts', import.meta.url))
    const visits: { who: number; from: number; to: number }[] = []
    const children = [0, 1, 2, 3].map((who) => {
      const child = spawn(process.execPath, ['--import', 'tsx', visitor, database.url, host], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let text = ''
      child.stdout.on('data', (piece: Buffer) => {
        text += piece.toString()
        const lines = text.split('\n')
        text = lines.pop()!
        for (const line of lines) visits.push({ who, ...(JSON.parse(line) as { from: number; to: number }) })
      })
      return child
    })
    const enough = async (n: number) => {
      for (let look = 0; look < 1_500 && visits.length < n; look++) await new Promise((done) => setTimeout(done, 20))
      expect(visits.length).toBeGreaterThanOrEqual(n)
    }
    await enough(8)
    // Killed while it holds the turn: that is when the row says busy.
    const doomed = children[0]!
    doomed.kill('SIGKILL')
    await once(doomed, 'close')
    const before = visits.length
    await enough(before + 10)
    for (const child of children.slice(1)) child.kill('SIGKILL')
    await Promise.all(children.slice(1).map((child) => child.exitCode ?? child.signalCode ?? once(child, 'close')))
    const sorted = [...visits].sort((a, b) => a.from - b.from)
    expect(new Set(sorted.map((v) => v.who)).size).toBeGreaterThan(2)
    // One machine, one clock.
    for (let n = 1; n < sorted.length; n++) expect(sorted[n]!.from - sorted[n - 1]!.to).toBeGreaterThanOrEqual(100)
    await own.close()
    await database.drop()
  })
})
