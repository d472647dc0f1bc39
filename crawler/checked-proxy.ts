/**
 * The browser's way out: a proxy on loopback that connects only to addresses the fetch door would connect to, resolved and
 * pinned in the same step. The browser itself resolves no names, so pages, scripts, sockets and redirects cannot get around it.
 */

import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type LookupFunction, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { readHttpUrl } from './address.ts'
import { type ConnectRules, lookupFor } from './connect.ts'

export type CheckedProxy = {
  /** `http://127.0.0.1:port` */
  server: string
  /** Other programs on this machine cannot use the proxy without them. */
  username: string
  password: string
  close: () => Promise<void>
}

/** Header of the proxy's own refusals, so that they are not taken for the site's. */
export const refusalMark = 'x-tongyu-refused'

const idleMs = 30_000
/** What one connection may bring before it is cut: no page of text needs more, and scripts ask without end. */
const maxBytesIn = 64 * 1024 * 1024
/** Connections the browser may hold at once; a page that opens more waits. */
const maxConnections = 256

/** Opens a proxy on a free port of 127.0.0.1. */
export async function openCheckedProxy(rules: ConnectRules): Promise<CheckedProxy> {
  const username = 'tongyu'
  const password = randomBytes(18).toString('base64url')
  const expected = Buffer.from(`Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`)
  const knows = (request: IncomingMessage): boolean => {
    const given = Buffer.from(request.headers['proxy-authorization'] ?? '')
    return given.length === expected.length && timingSafeEqual(given, expected)
  }
  const server = createServer((request, response) =>
    knows(request) ? forward(rules, request, response) : challenge(response),
  )
  server.on('connect', (request: IncomingMessage, client: Duplex, head: Buffer) => {
    if (knows(request)) tunnel(rules, { target: request.url ?? '', client, head })
    else client.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="tongyu"\r\n\r\n')
  })
  server.on('clientError', (_error, socket) => socket.destroy())
  server.maxConnections = maxConnections
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((listening, failed) => server.once('error', failed).listen(0, '127.0.0.1', listening))
  return {
    server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    username,
    password,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

const challenge = (response: ServerResponse): void => {
  response.writeHead(407, { 'proxy-authenticate': 'Basic realm="tongyu"' }).end()
}

type Place = { url: URL; host: string; port: number; lookup: LookupFunction }

/** Where to connect for an address and how to resolve its name; null when it may not be asked. */
function checkedPlace(rules: ConnectRules, address: string): Place | null {
  const read = readHttpUrl(address)
  if (!read.ok) return null
  const port = Number(read.url.port || (read.url.protocol === 'https:' ? 443 : 80))
  const host = read.url.hostname.replace(/^\[|\]$/g, '')
  const lookup = lookupFor(rules, host, port)
  return lookup instanceof Error ? null : { url: read.url, host, port, lookup }
}

/** `CONNECT host:port`, for https and sockets. */
function tunnel(rules: ConnectRules, { target, client, head }: { target: string; client: Duplex; head: Buffer }): void {
  const refuse = (): void => void client.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  const place = checkedPlace(rules, `https://${target}/`)
  if (!place) {
    refuse()
    return
  }
  const upstream = connect({ host: place.host, port: place.port, lookup: place.lookup, autoSelectFamily: true })
  let connected = false
  upstream.setTimeout(idleMs, () => upstream.destroy())
  upstream.once('connect', () => {
    connected = true
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    if (head.length > 0) upstream.write(head)
    upstream.pipe(client)
    client.pipe(upstream)
    cutAfter(upstream, upstream)
  })
  upstream.once('error', () => (connected ? client.destroy() : refuse()))
  upstream.once('close', () => client.destroy())
  client.once('error', () => upstream.destroy())
  client.once('close', () => upstream.destroy())
}

/** `GET http://host/path`, for http. */
function forward(rules: ConnectRules, request: IncomingMessage, response: ServerResponse): void {
  const refuse = (status: number): void => {
    if (response.headersSent) response.destroy()
    else response.writeHead(status, { [refusalMark]: 'address' }).end()
  }
  const place = checkedPlace(rules, request.url ?? '')
  if (place?.url.protocol !== 'http:') {
    refuse(403)
    return
  }
  const { url, host, port, lookup } = place
  const headers = { ...request.headers }
  for (const name of Object.keys(headers)) if (name.startsWith('proxy-')) delete headers[name]
  const upstream = httpRequest(
    {
      host,
      port,
      path: url.pathname + url.search,
      method: request.method ?? 'GET',
      headers,
      lookup,
      timeout: idleMs,
    },
    (answer) => {
      answer.once('error', () => response.destroy())
      // The parser lets status lines through (`HTTP/1.1 099`) that may not be sent on; unanswered they would end the process.
      const status = answer.statusCode ?? 0
      if (status < 200 || status > 999) return refuse(502)
      response.writeHead(status, answer.headers)
      answer.pipe(response)
      cutAfter(answer, upstream)
    },
  )
  upstream.once('timeout', () => upstream.destroy())
  upstream.once('error', (error) => refuse('code' in error && error.code === 'PRIVATE_ADDRESS' ? 403 : 502))
  request.once('error', () => upstream.destroy())
  response.once('close', () => upstream.destroy())
  request.pipe(upstream)
}

/** Counts what comes and cuts the connection when it is too much. */
function cutAfter(stream: NodeJS.EventEmitter, connection: { destroy(): void }): void {
  let bytes = 0
  stream.on('data', (piece: Uint8Array) => {
    bytes += piece.length
    if (bytes > maxBytesIn) connection.destroy()
  })
}
