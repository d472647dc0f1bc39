/**
 * THE one door for outside HTTP. Every connection is made to an address that was checked after its name was resolved, so a name
 * that changes its address between check and use (rebinding) gains nothing; every redirect is followed by hand and checked again.
 * Outside failures are values. It knows nothing of robots, politeness or schedules (the caller's), and keeps no cookies.
 */
import { type LookupAddress, lookup as systemLookup } from 'node:dns'
import { Agent, type Dispatcher, request } from 'undici'
import type { Exchange, FetchedPage, FetchFailure, HeadersSeen, RedirectHop } from '../domain/article.ts'
import { readHttpUrl } from './address.ts'
import { parseUrl } from './canonical-url.ts'
import { type AddressLookup, checkedConnector, checkHost } from './connect.ts'
import { decompress } from './decompress.ts'
import { failureOf, fetchFailure } from './failure.ts'
import { flatten, requestHead, responseHead } from './heads.ts'
import { etag, failureOfStatus, header, isPermanentRedirect, isRedirect, lastModified } from './response.ts'

export type FetcherOptions = {
  /** Honest and with a contact, e.g. `Tongyu/0.1 (+mailto:office@example.org)`. */
  userAgent: string
  /** `host` or `host:port` entries that may be private (the demo world, an intranet source). */
  allowPrivate?: readonly string[]
  /** From the first connection to the last byte, redirects included. */
  timeoutMs?: number
  /** Longest silence between two pieces of an answer. */
  idleTimeoutMs?: number
  /** Of the body, after decompression. */
  maxBytes?: number
  maxRedirects?: number
  /** From the first packet to an open, encrypted connection. */
  connectTimeoutMs?: number
  /** Of status line and headers together. */
  maxHeaderBytes?: number
  /** One more authority to trust, PEM: an intranet's own. */
  ca?: string
  /** The present, for `fetchedAt` and Retry-After dates. */
  now: () => Date
  /** Name resolution; tests inject their own. */
  lookup?: AddressLookup
}

export type FetchRequest = {
  url: string
  accept?: 'html' | 'feed' | 'any'
  /** Validators of the last answer, '' or absent for an unconditional request. */
  etag?: string
  lastModified?: string
  /** Smaller or larger limits than the fetcher's own, for this one request. */
  maxBytes?: number
  timeoutMs?: number
  signal?: AbortSignal
  /** Sent as a form (POST), which is not sent on to where a redirect leads. */
  form?: string
  /** Asked before each redirect is followed, with its address; a failure ends the fetch with it. The caller's manners. */
  mayFollow?: (url: string) => Promise<FetchFailure | null>
}

export type FetchAnswer =
  | {
      kind: 'page'
      page: FetchedPage
      etag: string
      lastModified: string
      /** Where the address moved for good (an unbroken chain of 301/308), else null. */
      movedTo: string | null
    }
  | { kind: 'not_modified'; fetchedAt: Date; headers: HeadersSeen }
  /** `page`: what a 404 or 410 said, for evidence of a removal; without bytes where they are too many or cannot be read. */
  | { kind: 'failed'; failure: FetchFailure; page?: FetchedPage }

export type Fetcher = {
  /** Asks for one page. Never throws for what the outside does. Bytes come decompressed, headers as sent. */
  fetchPage: (request: FetchRequest) => Promise<FetchAnswer>
  /** Would this address be asked, after resolving its name now? Null for yes. For previews and the browser's early check. */
  checkUrl: (url: string) => Promise<FetchFailure | null>
  close: () => Promise<void>
}

const fetchLimits = {
  timeoutMs: 30_000,
  idleTimeoutMs: 15_000,
  connectTimeoutMs: 10_000,
  maxBytes: 10 * 1024 * 1024,
  maxRedirects: 5,
  maxHeaderBytes: 32 * 1024,
  /** Of the page that says that another is gone. */
  maxFarewellBytes: 512 * 1024,
} as const

const accepts = {
  html: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.5',
  feed: 'application/rss+xml,application/atom+xml,application/xml;q=0.9,text/xml;q=0.9,application/feed+json;q=0.8,*/*;q=0.5',
  any: '*/*',
} as const

type Door = {
  agent: Agent
  options: FetcherOptions
}

/** Opens the door: a connection pool of its own, to be closed by whoever opened it. */
export function openFetcher(options: FetcherOptions): Fetcher {
  const lookup = options.lookup ?? resolveAll
  const allowPrivate = options.allowPrivate ?? []
  const idle = options.idleTimeoutMs ?? fetchLimits.idleTimeoutMs
  const agent = new Agent({
    connect: checkedConnector({
      allowPrivate,
      lookup,
      timeoutMs: options.connectTimeoutMs ?? fetchLimits.connectTimeoutMs,
      ...(options.ca ? { ca: options.ca } : {}),
    }),
    maxHeaderSize: options.maxHeaderBytes ?? fetchLimits.maxHeaderBytes,
    headersTimeout: idle,
    bodyTimeout: idle,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 30_000,
    pipelining: 1,
    connections: 8,
  })
  return {
    fetchPage: (asked) => fetchPage({ agent, options }, asked),
    checkUrl: async (address) => {
      const read = readHttpUrl(address)
      if (!read.ok) return fetchFailure('bad_url', { detail: read.why })
      return checkHost(read.url, { allowPrivate, lookup })
    },
    close: () => agent.destroy(),
  }
}

async function fetchPage(door: Door, asked: FetchRequest): Promise<FetchAnswer> {
  const timeout = AbortSignal.timeout(asked.timeoutMs ?? door.options.timeoutMs ?? fetchLimits.timeoutMs)
  const signal = asked.signal ? AbortSignal.any([timeout, asked.signal]) : timeout
  try {
    return await followRedirects(door, asked, signal)
  } catch (error) {
    return { kind: 'failed', failure: failureOf(error, timeout.aborted) }
  }
}

async function followRedirects(door: Door, asked: FetchRequest, signal: AbortSignal): Promise<FetchAnswer> {
  const maxRedirects = door.options.maxRedirects ?? fetchLimits.maxRedirects
  let address = asked.url
  let permanent = true
  const hops: RedirectHop[] = []
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const read = readHttpUrl(address)
    if (!read.ok) return failed(fetchFailure(hop === 0 ? 'bad_url' : 'bad_redirect', { detail: read.why }))
    read.url.hash = ''
    const sent = requestHeaders(door, asked)
    const answer = await request(read.url, {
      dispatcher: door.agent,
      method: asked.form === undefined ? 'GET' : 'POST',
      body: asked.form ?? null,
      headers: sent,
      signal,
      responseHeaders: 'raw',
    })
    // With 'raw' the list of names and values as they came, each byte one character; the library's type does not say so.
    const received = answer.headers as unknown as string[]
    const headers = flatten(received)
    const heads = {
      request: requestHead(read.url, sent),
      response: responseHead(answer.statusCode, answer.statusText, received),
    }
    if (!isRedirect(answer.statusCode)) {
      const movedTo = hop > 0 && permanent ? read.url.href : null
      return readAnswer({ door, asked, url: read.url, answer, headers, heads, hops, movedTo })
    }
    hops.push({ url: read.url.href, at: door.options.now(), ...heads })
    discard(answer)
    if (asked.form !== undefined)
      return failed(fetchFailure('bad_redirect', { status: answer.statusCode, detail: 'a form is not sent on' }))
    const target = parseUrl(header(headers, 'location'), read.url.href)
    if (!header(headers, 'location') || !target)
      return failed(fetchFailure('bad_redirect', { status: answer.statusCode, detail: 'no readable Location' }))
    permanent &&= isPermanentRedirect(answer.statusCode)
    address = target.href
    const refused = readHttpUrl(address).ok && hop < maxRedirects ? await asked.mayFollow?.(address) : null
    if (refused) return failed(refused)
  }
  return failed(fetchFailure('too_many_redirects', { detail: `more than ${maxRedirects}` }))
}

type Arrival = {
  door: Door
  asked: FetchRequest
  url: URL
  answer: Dispatcher.ResponseData
  headers: HeadersSeen
  heads: Omit<Exchange, 'body'>
  hops: RedirectHop[]
  movedTo: string | null
}

async function readAnswer({ door, asked, url, answer, headers, heads, hops, movedTo }: Arrival): Promise<FetchAnswer> {
  const fetchedAt = door.options.now()
  const status = answer.statusCode
  if (status === 304 && (asked.etag || asked.lastModified)) {
    discard(answer)
    return { kind: 'not_modified', fetchedAt, headers }
  }
  const failure = failureOfStatus(status, headers, fetchedAt)
  if (failure && failure.class !== 'hard') {
    discard(answer)
    return failed(failure)
  }
  const maxBytes = failure
    ? fetchLimits.maxFarewellBytes
    : (asked.maxBytes ?? door.options.maxBytes ?? fetchLimits.maxBytes)
  // A refusal stands, whatever becomes of the page that says it.
  const orNothing = (error: unknown) => {
    if (failure) return null
    throw error
  }
  const body = await readBody(answer, headers, maxBytes).catch(orNothing)
  const unpacked = body && (await decompress(body, header(headers, 'content-encoding'), maxBytes).catch(orNothing))
  // What cannot be read of a farewell is left out: its head says that the page is gone, and that is evidence.
  const bytes = unpacked ?? (failure ? noBytes : null)
  if (!bytes) return failed(fetchFailure('too_large', { status, detail: `more than ${maxBytes} bytes` }))
  const exchange = { ...heads, body: body && unpacked ? body : noBytes }
  const led = hops.length > 0 ? { hops } : {}
  const page = { requestedUrl: asked.url, finalUrl: url.href, status, headers, bytes, fetchedAt, exchange, ...led }
  if (failure) return { kind: 'failed', failure, page }
  return { kind: 'page', page, etag: etag(headers), lastModified: lastModified(headers), movedTo }
}

const firstBytes = 32 * 1024
const noBytes = new Uint8Array()

/** The body as sent, or null when it is, or says it is, longer than the limit. */
async function readBody(
  answer: Dispatcher.ResponseData,
  headers: HeadersSeen,
  maxBytes: number,
): Promise<Uint8Array | null> {
  if (Number(header(headers, 'content-length')) > maxBytes) {
    discard(answer)
    return null
  }
  // One growing buffer: a server that sends a byte at a time would otherwise cost a hundred times what it sends.
  let bytes = Buffer.allocUnsafe(firstBytes)
  let length = 0
  for await (const piece of answer.body as AsyncIterable<Uint8Array>) {
    if (length + piece.length > maxBytes) return null // leaving the loop destroys the stream and its connection
    if (length + piece.length > bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(2 * bytes.length, length + piece.length))
      larger.set(bytes.subarray(0, length))
      bytes = larger
    }
    bytes.set(piece, length)
    length += piece.length
  }
  return Buffer.from(bytes.subarray(0, length))
}

function requestHeaders(door: Door, asked: FetchRequest): Record<string, string> {
  return {
    'user-agent': door.options.userAgent,
    accept: accepts[asked.accept ?? 'html'],
    'accept-language': 'zh-CN,zh;q=0.9,en;q=0.6',
    'accept-encoding': 'gzip, deflate, br',
    ...(asked.form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    ...(asked.etag ? { 'if-none-match': asked.etag } : {}),
    ...(asked.lastModified ? { 'if-modified-since': asked.lastModified } : {}),
  }
}

/** A body that nobody reads still holds its connection: it is dropped with it. The abort is reported there and is no news. */
function discard(answer: Dispatcher.ResponseData): void {
  answer.body.on('error', () => {})
  answer.body.destroy()
}

const failed = (failure: FetchFailure): FetchAnswer => ({ kind: 'failed', failure })

/** The system's resolver, every address of the name. */
export const resolveAll: AddressLookup = (hostname, answer) =>
  systemLookup(hostname, { all: true, verbatim: true }, (error, found: LookupAddress[]) => answer(error, found ?? []))
