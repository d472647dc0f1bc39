/**
 * One outlet's web server on 127.0.0.1: plain node:http, with what real servers do and a crawler must stand: legacy
 * charsets, gzip, ETag and 304, HEAD, slow answers. It remembers who asked for what.
 */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import type { Reply } from './outlet.ts'

export type SeenRequest = {
  at: Date
  outlet: string
  method: string
  path: string
  status: number
  userAgent: string
  ifNoneMatch: string
}

export type Host = { baseUrl: string; close(): Promise<void> }

export type HostOptions = {
  outlet: string
  /** 0 = any free one. */
  port: number
  now: () => Date
  onRequest: (seen: SeenRequest) => void
  /** Null is a 404. Of the URL, path and query are the asker's; the host means nothing. */
  reply: (url: URL) => Reply | null | Promise<Reply | null>
}

/** Listens before it returns. A taken port throws, naming outlet and port. */
export async function openHost(options: HostOptions): Promise<Host> {
  const server = createServer((request, response) => {
    answer(request, response, options).catch((error: unknown) => {
      // A broken demo page must be seen in the demo and in the test, not hang the crawler.
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' })
      response.end(String(error))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new Error(`The demo outlet "${options.outlet}" cannot listen on port ${options.port}.`, { cause })),
    )
    server.listen(options.port, '127.0.0.1', resolve)
  })
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const keptRequests = 10_000

/** Keeps the newest requests, oldest first. */
export function requestLog(): { add(seen: SeenRequest): void; all(): SeenRequest[] } {
  const kept: SeenRequest[] = []
  return {
    add(seen) {
      kept.push(seen)
      if (kept.length > keptRequests) kept.shift()
    },
    all: () => [...kept],
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, options: HostOptions): Promise<void> {
  const method = request.method ?? 'GET'
  // Joined as text: resolved against a base, a path that begins with // would name another host.
  const address = `http://127.0.0.1${request.url ?? '/'}`
  const url = URL.canParse(address) ? new URL(address) : null
  const reply = await replyTo(method, url, options)
  if (reply.delayMs) await pause(reply.delayMs, response)
  const ifNoneMatch = request.headers['if-none-match'] ?? ''
  const plain = encodePage(reply.body, reply.charset ?? 'utf-8')
  const etag = reply.etag ? `"${createHash('sha256').update(plain).digest('hex').slice(0, 20)}"` : null
  const fresh = etag !== null && matches(ifNoneMatch, etag)
  const zipped = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? '')) && plain.length > 1024
  const status = fresh ? 304 : (reply.status ?? 200)
  options.onRequest({
    at: options.now(),
    outlet: options.outlet,
    method,
    path: url ? url.pathname + url.search : String(request.url),
    status,
    userAgent: request.headers['user-agent'] ?? '',
    ifNoneMatch,
  })
  if (etag) response.setHeader('etag', etag)
  response.setHeader('vary', 'accept-encoding')
  if (fresh) {
    response.writeHead(304).end()
    return
  }
  const bytes = zipped ? gzipSync(plain) : plain
  if (zipped) response.setHeader('content-encoding', 'gzip')
  if (reply.location) response.setHeader('location', reply.location)
  if (status === 405) response.setHeader('allow', 'GET, HEAD')
  response.writeHead(status, { 'content-type': contentType(reply), 'content-length': bytes.length })
  response.end(method === 'HEAD' ? undefined : bytes)
}

async function replyTo(method: string, url: URL | null, options: HostOptions): Promise<Reply> {
  if (method !== 'GET' && method !== 'HEAD') return { status: 405, type: 'text/plain', body: 'method not allowed' }
  if (!url) return { status: 400, type: 'text/plain', body: 'bad request' }
  return (
    (await options.reply(url)) ?? {
      status: 404,
      type: 'text/html',
      body: '<!doctype html><title>404</title><h1>页面不存在</h1><p>您访问的页面不存在或已被删除。</p>',
    }
  )
}

function contentType({ type, charset = 'utf-8', namesCharset = true }: Reply): string {
  return namesCharset ? `${type}; charset=${charset}` : type
}

/** If-None-Match lists tags, weak ones compare equal (RFC 9110 §13.1.2). */
function matches(header: string, etag: string): boolean {
  return header.split(',').some((each) => each.trim().replace(/^W\//, '') === etag || each.trim() === '*')
}

/** Characters that the charset lacks become numeric references, as a content system for a legacy site writes them. */
function encodePage(text: string, charset: NonNullable<Reply['charset']>): Buffer {
  if (charset === 'utf-8') return Buffer.from(text, 'utf8')
  const lacking = /[^\p{ASCII}]/gu
  const safe = text.replace(lacking, (char) =>
    iconv.encode(char, charset).equals(Buffer.from('?')) ? `&#${char.codePointAt(0)};` : char,
  )
  return iconv.encode(safe, charset)
}

/** Ends early when the asker goes away, so that a closed world leaves no timer behind. */
function pause(ms: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    response.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
