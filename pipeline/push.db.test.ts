/** WebSub from the offer in a feed to the source that is woken, with a hub that answers in the middle of our question. */
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fetchFailure } from '../crawler/failure.ts'
import type { FetchRequest } from '../crawler/fetch.ts'
import { addMs, day, hour } from '../domain/time.ts'
import type { Store } from '../store/open.ts'
import { changePush, offerPush, type Push, pushById } from '../store/pushes.ts'
import { addSource, ensureOutlet, setSourceState, sourceById } from '../store/sources.ts'
import { openTestStore } from '../tests/support/db.ts'
import type { Machine } from './step.ts'
import { renewPush } from './steps/renew-push.ts'
import { confirmPush, takePush } from './take-push.ts'

const now = new Date('2026-11-22T01:00:00Z')
const offer = { hub: 'https://hub.example.org/', topic: 'https://yj.example.cn/rss.xml' }
let store: Store
let sourceId: string
const rowOf = async (): Promise<Push> => {
  const rows = await store.db.query.pushes.findMany()
  return rows[0]!
}

beforeAll(async () => {
  store = await openTestStore()
  const outlet = await ensureOutlet(store.db, {
    name: '邕江日报',
    kind: 'newspaper',
    origin: 'domestic',
    domains: ['yj.example.cn'],
  })
  const source = await addSource(store.db, { outletId: outlet.id, kind: 'feed', name: '要闻', url: offer.topic }, now)
  sourceId = source!.id
})
afterAll(() => store.close())

/** What the machine gives a step, with a fetcher that is the hub. */
const machineWith = (hear: (request: FetchRequest) => Promise<void>, callbackUrl = 'https://t.example.cn'): Machine =>
  ({
    db: store.db,
    now: () => now,
    log: () => undefined,
    settings: { callbackUrl },
    fetcher: {
      fetchPage: async (request: FetchRequest) => {
        await hear(request)
        return { kind: 'failed', failure: fetchFailure('timeout') }
      },
    },
  }) as unknown as Machine

describe('a subscription', () => {
  it('is wanted once, however often the feed offers it', async () => {
    await offerPush(store.db, { sourceId, ...offer }, now)
    const first = await rowOf()
    await offerPush(store.db, { sourceId, ...offer }, addMs(now, hour))
    expect(await rowOf()).toEqual(first)
    expect(first).toMatchObject({ ...offer, state: 'wanted', dueAt: now })
  })

  it('is confirmed while the hub still answers our question, and renewed before its lease ends', async () => {
    const { id, secret } = await rowOf()
    const outcome = await renewPush(
      machineWith(async ({ url, form }) => {
        expect(url).toBe(offer.hub)
        const asked = new URLSearchParams(form)
        expect(asked.get('hub.callback')).toBe(`https://t.example.cn/websub/${id}`)
        expect(asked.get('hub.secret')).toBe(secret)
        const query = new URLSearchParams({
          'hub.mode': 'subscribe',
          'hub.topic': offer.topic,
          'hub.challenge': 'x',
          'hub.lease_seconds': '864000',
        })
        expect(await confirmPush(store.db, { id, query }, now)).toBe('x')
      }),
      id,
    )
    expect(outcome).toEqual({ asWritten: true })
    expect(await rowOf()).toMatchObject({
      state: 'active',
      subscribedUntil: addMs(now, 10 * day),
      dueAt: addMs(now, 8 * day),
    })
  })

  it('wakes its source by a signed push, and by no other', async () => {
    const { id, secret } = await rowOf()
    const body = Buffer.from('<rss/>')
    const later = addMs(now, hour)
    expect(await takePush(store.db, { id, body, signature: `sha256=${'0'.repeat(64)}` }, later)).toBe(true)
    expect((await pushById(store.db, id))?.lastPushAt).toBeNull()
    const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
    expect(await takePush(store.db, { id, body, signature }, later)).toBe(true)
    expect((await sourceById(store.db, sourceId))?.dueAt).toEqual(later)
    expect(await takePush(store.db, { id: 'nobody', body, signature }, later)).toBe(false)
  })

  it('starts anew when the feed names another hub, and waits a week when it is denied', async () => {
    const before = await rowOf()
    await offerPush(store.db, { sourceId, ...offer, hub: 'https://other.example.org/' }, now)
    const row = await rowOf()
    expect(row).toMatchObject({ id: before.id, state: 'wanted', subscribedUntil: null })
    expect(row.secret).not.toBe(before.secret)
    const query = new URLSearchParams({ 'hub.mode': 'denied', 'hub.topic': offer.topic })
    expect(await confirmPush(store.db, { id: row.id, query }, now)).toBe('')
    expect(await rowOf()).toMatchObject({ state: 'denied', dueAt: addMs(now, 7 * day) })
  })

  it('is not asked for where hubs cannot reach us, or for a source that is switched off', async () => {
    const { id } = await rowOf()
    await changePush(store.db, id, { state: 'wanted', dueAt: now })
    const silent = async () => {
      throw new Error('the hub was asked')
    }
    expect(await renewPush(machineWith(silent, ''), id)).toEqual({ dueAt: null })
    await setSourceState(store.db, sourceId, 'disabled', now)
    expect(await renewPush(machineWith(silent), id)).toEqual({ dueAt: null })
  })
})
