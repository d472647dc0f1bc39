/** The forecasts of a story on the real table of work: made on time, kept as made, and judged when the story rests. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addMs, day, hour, minute } from '../domain/time.ts'
import { forecastRecord, forecastsOf, watchById, watchStory } from '../store/forecasts.ts'
import type { Store } from '../store/open.ts'
import { articles, clusters, storyForecasts, storyWatches } from '../store/schema.ts'
import { ensureOutlet } from '../store/sources.ts'
import { claimDue } from '../store/work.ts'
import { eq } from 'drizzle-orm'
import { openTestStore } from '../tests/support/db.ts'
import { steps } from './pipeline.ts'
import { runTicket } from './run-ticket.ts'
import type { Machine } from './step.ts'

let store: Store
let outletId: string
let now: Date
const start = new Date('2026-11-18T04:00:00Z')
const step = steps.find(({ name }) => name === 'forecast-spread')!

beforeAll(async () => {
  store = await openTestStore()
  outletId = (
    await ensureOutlet(store.db, { name: '甲报', kind: 'newspaper', origin: 'domestic', tier: 2, domains: [] })
  ).id
})
afterAll(() => store.close())

let n = 0
async function publish(clusterId: string | null, at: Date): Promise<string> {
  const url = `http://a.example/${n++}`
  const [row] = await store.db
    .insert(articles)
    .values({ canonicalUrl: url, url, outletId, title: '', firstSeenAt: at, clusterId, state: 'analyzed' })
    .returning()
  return row!.id
}

async function story(at: Date): Promise<string> {
  const firstArticleId = await publish(null, at)
  const [cluster] = await store.db
    .insert(clusters)
    .values({ firstArticleId, origin: 'domestic', openedAt: at })
    .returning()
  await store.db.update(articles).set({ clusterId: cluster!.id }).where(eq(articles.id, firstArticleId))
  return cluster!.id
}

/** Runs what is due at `at`, as the sweeper would; answers with how many rows. */
async function runDue(at: Date): Promise<number> {
  now = at
  const machine = { db: store.db, now: () => now, log: () => undefined } as unknown as Machine
  const tickets = await claimDue(store.db, { table: 'storyWatches', now: at, limit: 50, leaseMs: 60_000 })
  for (const ticket of tickets) await runTicket(machine, step, ticket)
  return tickets.length
}
const causes = async (id: string) => (await forecastsOf(store.db, id)).map(({ cause }) => cause)

it('forecasts at fixed times and doublings, keeps each as it was made, and settles what came of it', async () => {
  const id = await story(start)
  await watchStory(store.db, { clusterId: id, copies: 1 }, start)
  expect(await runDue(start)).toBe(1)
  expect(await causes(id)).toEqual([])
  expect((await watchById(store.db, id))?.dueAt).toEqual(addMs(start, 15 * minute))
  await runDue(addMs(start, 16 * minute))
  expect(await causes(id)).toEqual(['m15'])

  // Two copies: a doubling, made at once and once.
  for (const copies of [2, 3]) {
    await publish(id, addMs(start, (20 + copies) * minute))
    await watchStory(store.db, { clusterId: id, copies }, addMs(start, (20 + copies) * minute))
    await runDue(addMs(start, (20 + copies) * minute))
  }
  expect(await causes(id)).toEqual(['m15', 'x2'])
  await runDue(addMs(start, hour))
  const [, , atHour] = await forecastsOf(store.db, id)
  expect(atHour).toMatchObject({ cause: 'h1', seen: 3, elapsedMs: hour })
  expect(atHour!.facts.lastHour).toBe(2)

  // Making it again changes nothing, and the database refuses to change what was said.
  await store.db.update(storyWatches).set({ dueAt: addMs(start, hour) })
  await runDue(addMs(start, 61 * minute))
  expect(await causes(id)).toEqual(['m15', 'x2', 'h1'])
  await expect(store.db.update(storyForecasts).set({ size: 9 })).rejects.toThrow()

  for (const ms of [3 * hour, 6 * hour, day]) await runDue(addMs(start, ms))
  await publish(id, addMs(start, 2.5 * day))
  await runDue(addMs(start, 3 * day))
  expect((await watchById(store.db, id))?.settledAt).toBeNull()
  await runDue(addMs(start, 3.5 * day))
  expect(await watchById(store.db, id)).toMatchObject({ finalSize: 4, dueAt: null })
  const [record] = await forecastRecord(store.db, ['h1'])
  expect(record).toMatchObject({ cause: 'h1', settled: 1, inside: Number(atHour!.low <= 4 && atHour!.high >= 4) })
  expect(record!.medianError).toBeCloseTo(Math.abs(atHour!.size - 4) / 4, 6)

  // What rests stays at rest.
  await watchStory(store.db, { clusterId: id, copies: 40 }, addMs(start, 4 * day))
  expect(await runDue(addMs(start, 4 * day))).toBe(0)
})

it('judges no forecast by a story that was merged into another', async () => {
  const id = await story(start)
  await watchStory(store.db, { clusterId: id, copies: 1 }, start)
  await runDue(addMs(start, hour))
  await store.db.update(articles).set({ clusterId: 'elsewhere' }).where(eq(articles.clusterId, id))
  await runDue(addMs(start, 3 * hour))
  expect(await watchById(store.db, id)).toMatchObject({ finalSize: null, settledAt: addMs(start, 3 * hour) })
  expect((await forecastRecord(store.db, ['h1']))[0]?.settled).toBe(1)
})
