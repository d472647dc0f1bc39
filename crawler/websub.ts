/**
 * WebSub (W3C Recommendation, 2018): a feed names a hub, and the hub tells us of news instead of waiting to be asked. Pure: what
 * a feed offers, what we send to the hub, what its questions mean, and whether a push is from it. A push only wakes the source;
 * its bytes are never read as news, so the worst that a forged one could do is a poll.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FetchedPage } from '../domain/article.ts'
import { day, hour } from '../domain/time.ts'
import { parseUrl } from './canonical-url.ts'
import { header } from './response.ts'

export type PushOffer = { hub: string; topic: string }

/** Longest start of a feed that is looked at for links: they stand before the first entry. */
const maxHead = 64 * 1024

/** The hub that a feed names and the topic to subscribe to (§4: Link headers before the document); null when it names none. */
export function pushOfferOf(page: FetchedPage, text: string): PushOffer | null {
  const inHeader = header(page.headers, 'link')
  const head = text.slice(0, maxHead)
  if (!/\bhubs?\b/i.test(inHeader) && !/\bhubs?\b/i.test(head)) return null
  const stated = [...linksInHeader(inHeader), ...linksInFeed(head)]
  const linked = (rel: string): string | null => {
    for (const link of stated) {
      const url = link.rels.includes(rel) ? parseUrl(link.href, page.finalUrl) : null
      if (url && /^https?:$/.test(url.protocol) && url.href.length <= 2000) return url.href
    }
    return null
  }
  const hub = linked('hub')
  return hub ? { hub, topic: linked('self') ?? page.finalUrl } : null
}

type Link = { href: string; rels: string[] }

/** `<https://hub.example/>; rel="hub", <…>; rel=self` (RFC 8288). */
function linksInHeader(value: string): Link[] {
  return [...value.slice(0, 8192).matchAll(/<([^<>]{1,2000})>([^<]*)/g)].map(([, href = '', parameters = '']) => ({
    href,
    rels: relsIn(/;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(parameters)),
  }))
}

const relsIn = (found: RegExpExecArray | null): string[] =>
  (found?.[1] ?? found?.[2] ?? '').toLowerCase().split(/\s+/).filter(Boolean)

/** `<atom:link rel="hub" href="…"/>` before the first entry, or the list of hubs of a JSON Feed. */
function linksInFeed(text: string): Link[] {
  const head = text.slice(0, Math.max(0, text.search(/<(?:item|entry)[\s>]/i)) || text.length)
  const tags = [...head.matchAll(/<(?:[\w-]+:)?link\s([^<>]{1,3000})>/gi)].map(([, attributes = '']) => ({
    href: (/\bhref\s*=\s*["']([^"']*)["']/i.exec(attributes)?.[1] ?? '').replaceAll('&amp;', '&'),
    rels: relsIn(/\brel\s*=\s*(?:["']([^"']*)["'])/i.exec(attributes)),
  }))
  const hubs = /^\s*\{/.test(text) ? [...text.matchAll(/"hubs"\s*:\s*\[\s*\{[^}]*"url"\s*:\s*"([^"]{1,2000})"/g)] : []
  return [...tags, ...hubs.map(([, href = '']) => ({ href: href.replaceAll('\\/', '/'), rels: ['hub'] }))]
}

/** What we ask for; hubs give less or more. */
const wantedLeaseMs = 10 * day

/** The form that asks a hub for a subscription (§5.1). `secret` signs what it sends. */
export function subscriptionForm({
  callback,
  topic,
  secret,
}: {
  callback: string
  topic: string
  secret: string
}): string {
  return new URLSearchParams({
    'hub.callback': callback,
    'hub.mode': 'subscribe',
    'hub.topic': topic,
    'hub.secret': secret,
    'hub.lease_seconds': String(wantedLeaseMs / 1000),
  }).toString()
}

/** A lease shorter than this would be asked for again and again; a longer one outlives what a hub remembers. */
const leaseBounds = { leastMs: hour, mostMs: 30 * day } as const

export type Intent = { kind: 'confirmed'; challenge: string; leaseMs: number } | { kind: 'denied' }

/** What a hub's question to our callback means (§5.3); null when it asks for something that we did not want. */
export function readIntent(query: URLSearchParams, wanted: { topic: string }): Intent | null {
  if (query.get('hub.topic') !== wanted.topic) return null
  const mode = query.get('hub.mode')
  if (mode === 'denied') return { kind: 'denied' }
  const challenge = query.get('hub.challenge') ?? ''
  if (mode !== 'subscribe' || challenge === '' || challenge.length > 1000) return null
  const seconds = Number(query.get('hub.lease_seconds'))
  const leaseMs = Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : wantedLeaseMs
  return { kind: 'confirmed', challenge, leaseMs: Math.min(leaseBounds.mostMs, Math.max(leaseBounds.leastMs, leaseMs)) }
}

const methods = new Set(['sha1', 'sha256', 'sha384', 'sha512'])

/** Is the body signed with our secret (§7.1, `X-Hub-Signature: sha256=…`)? Compared in constant time. */
export function isSignedWith(secret: string, body: Uint8Array, signature: string): boolean {
  const [, method = '', digest = ''] = /^(sha\d{1,3})=([\da-f]{40,128})$/i.exec(signature.trim()) ?? []
  if (!methods.has(method.toLowerCase())) return false
  const ours = createHmac(method.toLowerCase(), secret).update(body).digest()
  const theirs = Buffer.from(digest, 'hex')
  return ours.length === theirs.length && timingSafeEqual(ours, theirs)
}
