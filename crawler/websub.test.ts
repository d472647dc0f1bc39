import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FetchedPage } from '../domain/article.ts'
import { isSignedWith, pushOfferOf, readIntent, subscriptionForm } from './websub.ts'

const page = (link = ''): FetchedPage => ({
  requestedUrl: 'https://yj.example.cn/rss.xml',
  finalUrl: 'https://yj.example.cn/rss.xml',
  status: 200,
  headers: link ? { link } : {},
  bytes: new Uint8Array(),
  fetchedAt: new Date(0),
})
const hub = 'https://hub.example.org/'

describe('the offer of a feed', () => {
  it('stands in its Link headers, else before its first entry', () => {
    expect(pushOfferOf(page(`<${hub}>; rel="hub", </own.xml>; rel=self`), '')).toEqual({
      hub,
      topic: 'https://yj.example.cn/own.xml',
    })
    const feed = (link: string): string =>
      `<rss><channel><atom:link href="${hub}?a=1&amp;b=2" rel="hub"/>${link}<item/></channel></rss>`
    expect(pushOfferOf(page(), feed(''))).toEqual({ hub: `${hub}?a=1&b=2`, topic: 'https://yj.example.cn/rss.xml' })
    expect(pushOfferOf(page(), feed('<atom:link rel="self" href="https://yj.example.cn/all.xml"/>'))).toMatchObject({
      topic: 'https://yj.example.cn/all.xml',
    })
    expect(
      pushOfferOf(
        page(),
        '{"version": "https://jsonfeed.org/version/1.1", "hubs": [{"type": "WebSub", "url": "https:\\/\\/hub.example.org\\/"}], "items": []}',
      ),
    ).toMatchObject({ hub })
  })

  it('is none where no hub is named, in an entry, or at an address that is not http', () => {
    expect(pushOfferOf(page(), '<feed><link rel="self" href="/x"/></feed>')).toBeNull()
    expect(pushOfferOf(page(), `<feed><entry><link rel="hub" href="${hub}"/></entry></feed>`)).toBeNull()
    expect(pushOfferOf(page('<javascript:x>; rel=hub'), '')).toBeNull()
  })

  it('is looked for in anything without an exception', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (link, text) => pushOfferOf(page(link), text) !== undefined))
  })
})

describe('the question of a hub', () => {
  const asked = (more: Record<string, string>): URLSearchParams =>
    new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.topic': 't',
      'hub.challenge': 'c',
      'hub.lease_seconds': '86400',
      ...more,
    })

  it('is answered with its challenge where it is about our topic, with a lease within bounds', () => {
    expect(readIntent(asked({}), { topic: 't' })).toEqual({ kind: 'confirmed', challenge: 'c', leaseMs: 86_400_000 })
    expect(readIntent(asked({ 'hub.lease_seconds': '1' }), { topic: 't' })).toMatchObject({ leaseMs: 3_600_000 })
    expect(readIntent(asked({ 'hub.lease_seconds': '1e99' }), { topic: 't' })).toMatchObject({
      leaseMs: 30 * 86_400_000,
    })
    expect(readIntent(asked({ 'hub.mode': 'denied' }), { topic: 't' })).toEqual({ kind: 'denied' })
  })

  it('is not answered where we wanted nothing like it', () => {
    const refused: Record<string, string>[] = [
      { 'hub.topic': 'other' },
      { 'hub.mode': 'unsubscribe' },
      { 'hub.challenge': '' },
    ]
    for (const more of refused) expect(readIntent(asked(more), { topic: 't' })).toBeNull()
  })
})

describe('a push', () => {
  const body = Buffer.from('<rss/>')
  const signed = (method: string, secret = 's'): string =>
    `${method}=${createHmac(method, secret).update(body).digest('hex')}`

  it('is from the hub when it is signed with our secret, by any method of the standard', () => {
    for (const method of ['sha1', 'sha256', 'sha384', 'sha512'])
      expect(isSignedWith('s', body, signed(method))).toBe(true)
  })

  it.each([
    '',
    'sha256=',
    'sha256=00',
    signed('sha256', 'other'),
    signed('sha256').slice(0, -2),
    signed('sha256').replace('sha256', 'sha512'),
    `md5=${'0'.repeat(40)}`,
  ])('is not with the signature "%s"', (signature) => expect(isSignedWith('s', body, signature)).toBe(false))
})

it('a subscription names callback, topic and secret', () => {
  const form = new URLSearchParams(
    subscriptionForm({
      callback: 'https://t.example.cn/websub/1',
      topic: 'https://yj.example.cn/rss.xml?a=1&b=2',
      secret: 's',
    }),
  )
  expect(Object.fromEntries(form)).toMatchObject({
    'hub.mode': 'subscribe',
    'hub.topic': 'https://yj.example.cn/rss.xml?a=1&b=2',
    'hub.secret': 's',
  })
})
