import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type AddressLookup, lookupFor } from './connect.ts'
import { type FetchAnswer, type Fetcher, type FetcherOptions, openFetcher } from './fetch.ts'

const now = new Date('2026-10-01T00:00:00Z')
const html = { 'content-type': 'text/html; charset=utf-8' }
const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024))
let server: Server
let port = 0
let handle: (request: IncomingMessage, response: ServerResponse) => void
const open: Fetcher[] = []

beforeAll(async () => {
  server = createServer((request, response) => handle(request, response))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((fetcher) => fetcher.close()))
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

function fetcher(more: Partial<FetcherOptions> = {}): Fetcher {
  const made = openFetcher({
    userAgent: 'Tongyu/0.1 (+mailto:test@example.org)',
    allowPrivate: [`127.0.0.1:${port}`],
    now: () => now,
    ...more,
  })
  open.push(made)
  return made
}
const at = (path: string): string => `http://127.0.0.1:${port}${path}`
const codeOf = (answer: FetchAnswer): string => (answer.kind === 'failed' ? answer.failure.code : answer.kind)
const textOf = (answer: FetchAnswer): string =>
  answer.kind === 'page' ? Buffer.from(answer.page.bytes).toString() : codeOf(answer)
const resolvesTo =
  (...addresses: string[]): AddressLookup =>
  (_host, answer) =>
    answer(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )

describe('an ordinary page', () => {
  it('brings bytes, headers, validators and time, and says who asks', async () => {
    let seen: IncomingMessage['headers'] = {}
    handle = (request, response) => {
      seen = request.headers
      response.writeHead(200, { ...html, etag: '"v1"', 'last-modified': 'Wed, 30 Sep 2026 00:00:00 GMT' }).end('你好')
    }
    const answer = await fetcher().fetchPage({ url: at('/a#top') })
    expect(answer).toMatchObject({
      kind: 'page',
      etag: '"v1"',
      lastModified: 'Wed, 30 Sep 2026 00:00:00 GMT',
      movedTo: null,
      page: { requestedUrl: at('/a#top'), finalUrl: at('/a'), status: 200, fetchedAt: now },
    })
    expect(textOf(answer)).toBe('你好')
    expect(seen['user-agent']).toBe('Tongyu/0.1 (+mailto:test@example.org)')
    expect(seen.cookie).toBeUndefined()
  })

  it('keeps what went over the wire byte for byte: heads in their order and spelling, the body undecoded', async () => {
    const body = gzipSync('压缩')
    handle = (_request, response) => {
      response.writeHead(200, 'Fine', [
        ...['X-Name', Buffer.from('南宁').toString('latin1'), 'Content-Encoding', 'gzip'],
        ...['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'content-type', 'text/html'],
      ])
      response.end(body)
    }
    const answer = await fetcher().fetchPage({ url: at('/a?b=1') })
    if (answer.kind !== 'page') throw new Error(codeOf(answer))
    const { exchange, headers } = answer.page
    const lines = exchange!.response.split('\r\n')
    expect(lines[0]).toBe('HTTP/1.1 200 Fine')
    expect(Buffer.from(lines[1]!, 'latin1').toString()).toBe('X-Name: 南宁')
    expect(lines.filter((line) => line.startsWith('Set-Cookie'))).toEqual(['Set-Cookie: a=1', 'Set-Cookie: b=2'])
    expect(Buffer.from(exchange!.body)).toEqual(body)
    expect(exchange!.request).toMatch(/^GET \/a\?b=1 HTTP\/1\.1\r\nhost: 127\.0\.0\.1:\d+\r\n/)
    expect(headers).toMatchObject({ 'x-name': '南宁', 'set-cookie': 'a=1, b=2' })
  })

  it('brings the page that says that another is gone', async () => {
    handle = (_request, response) => response.writeHead(404, html).end('已删除')
    const answer = await fetcher().fetchPage({ url: at('/') })
    if (answer.kind !== 'failed') throw new Error(answer.kind)
    expect(Buffer.from(answer.page!.exchange!.body).toString()).toBe('已删除')
  })

  it('brings the head of one that says it at too great length, or breaks off', async () => {
    for (const end of [
      (response: ServerResponse) => response.writeHead(404, html).end('x'.repeat(3_000_000)),
      (response: ServerResponse) =>
        response
          .writeHead(410, { ...html, 'content-length': '9' })
          .end('x')
          .destroy(),
    ]) {
      handle = (_request, response) => end(response)
      const answer = await fetcher().fetchPage({ url: at('/') })
      if (answer.kind !== 'failed') throw new Error(answer.kind)
      expect(answer.page!.exchange!.response).toMatch(/^HTTP\/1\.1 4(04|10) /)
      expect(answer.page!.bytes).toHaveLength(0)
    }
  })

  it('asks conditionally and reports 304', async () => {
    handle = (request, response) =>
      request.headers['if-none-match'] === '"v1"'
        ? response.writeHead(304).end()
        : response.writeHead(200, html).end('x')
    const door = fetcher()
    expect(codeOf(await door.fetchPage({ url: at('/'), etag: '"v1"' }))).toBe('not_modified')
    expect(codeOf(await door.fetchPage({ url: at('/'), etag: '"v0"' }))).toBe('page')
  })

  it('calls a 304 that nobody asked for a failure', async () => {
    handle = (_request, response) => response.writeHead(304).end()
    expect(await fetcher().fetchPage({ url: at('/') })).toMatchObject({ failure: { code: 'http_status', status: 304 } })
  })

  it.each([
    ['gzip', gzipSync('压缩')],
    ['br', brotliCompressSync('压缩')],
    ['deflate', deflateSync('压缩')],
    ['deflate', deflateRawSync('压缩')],
    ['gzip, br', brotliCompressSync(gzipSync('压缩'))],
    ['gzip', Buffer.from('压缩')],
  ])('undoes %s', async (encoding, body) => {
    handle = (_request, response) => response.writeHead(200, { ...html, 'content-encoding': encoding }).end(body)
    expect(textOf(await fetcher().fetchPage({ url: at('/') }))).toBe('压缩')
  })

  it.each([
    [404, 'hard', 'http_status'],
    [410, 'hard', 'http_status'],
    [403, 'forbidden', 'http_status'],
    [429, 'temporary', 'rate_limited'],
    [500, 'temporary', 'http_status'],
    [503, 'temporary', 'rate_limited'],
    [418, 'soft', 'http_status'],
  ])('classes %i as %s', async (status, failureClass, code) => {
    handle = (_request, response) => response.writeHead(status, { 'retry-after': '120' }).end('no')
    expect(await fetcher().fetchPage({ url: at('/') })).toMatchObject({
      kind: 'failed',
      failure: { class: failureClass, code, status, retryAfterMs: 120_000 },
    })
  })
})

describe('redirects', () => {
  it('are kept in their order, each with what was asked and what it said', async () => {
    handle = ({ url }, response) => {
      if (url === '/c') response.writeHead(200, html).end('hier')
      else response.writeHead(302, 'Found', ['Location', url === '/a' ? '/b' : '/c']).end('weiter')
    }
    const answer = await fetcher().fetchPage({ url: at('/a') })
    const hops = answer.kind === 'page' ? answer.page.hops! : []
    expect(hops.map((h) => h.url)).toEqual([at('/a'), at('/b')])
    expect(hops[1]!.request).toMatch(/^GET \/b HTTP\/1\.1\r\n/)
    expect(hops[1]!.response).toMatch(/^HTTP\/1\.1 302 Found\r\nLocation: \/c\r\n/)
    expect(hops[0]!.at).toEqual(now)
  })

  it('follows them by hand and knows a move for good from a detour', async () => {
    handle = (request, response) => {
      if (request.url === '/old') return response.writeHead(301, { location: '/new' }).end()
      if (request.url === '/away') return response.writeHead(302, { location: '/new' }).end()
      return response.writeHead(200, html).end('new')
    }
    const door = fetcher()
    expect(await door.fetchPage({ url: at('/old') })).toMatchObject({
      movedTo: at('/new'),
      page: { finalUrl: at('/new') },
    })
    expect(await door.fetchPage({ url: at('/away') })).toMatchObject({ movedTo: null, page: { finalUrl: at('/new') } })
  })

  it('stops after five', async () => {
    let asked = 0
    handle = (_request, response) => {
      asked += 1
      response.writeHead(302, { location: '/again' }).end()
    }
    expect(codeOf(await fetcher().fetchPage({ url: at('/') }))).toBe('too_many_redirects')
    expect(asked).toBe(6)
  })

  it.each([
    ['http://10.0.0.1/', 'private_address'],
    ['http://[::ffff:127.0.0.1]/', 'private_address'],
    ['http://169.254.169.254/latest/meta-data/', 'private_address'],
    ['http://0x7f.1/', 'private_address'],
    ['file:///etc/passwd', 'bad_redirect'],
    ['http://example.org:22/', 'bad_redirect'],
    ['http://user:secret@example.org/', 'bad_redirect'],
  ])('refuses one to %s', async (location, code) => {
    handle = (_request, response) => response.writeHead(302, { location }).end()
    expect(codeOf(await fetcher().fetchPage({ url: at('/') }))).toBe(code)
  })

  it('refuses one without a place to go', async () => {
    handle = (_request, response) => response.writeHead(302).end()
    expect(codeOf(await fetcher().fetchPage({ url: at('/') }))).toBe('bad_redirect')
  })
})

describe('addresses', () => {
  it('refuses the same server when it is not named, by literal and by name', async () => {
    handle = (_request, response) => response.writeHead(200, html).end('secret')
    const door = fetcher({ allowPrivate: [], lookup: resolvesTo('127.0.0.1') })
    expect(codeOf(await door.fetchPage({ url: at('/') }))).toBe('private_address')
    expect(codeOf(await door.fetchPage({ url: `http://inside.example:${port}/` }))).toBe('private_address')
    expect(await door.checkUrl(at('/'))).toMatchObject({ code: 'private_address', class: 'forbidden' })
  })

  it('names a host with its port only for that port', async () => {
    handle = (_request, response) => response.writeHead(200, html).end('demo')
    const door = fetcher({ allowPrivate: ['outlet.example:1'], lookup: resolvesTo('127.0.0.1') })
    expect(codeOf(await door.fetchPage({ url: `http://outlet.example:${port}/` }))).toBe('private_address')
    const named = fetcher({ allowPrivate: ['outlet.example'], lookup: resolvesTo('127.0.0.1') })
    expect(textOf(await named.fetchPage({ url: `http://outlet.example:${port}/` }))).toBe('demo')
  })

  it('is not fooled by a name that changes its address after the check', async () => {
    let asked = 0
    const rebinding: AddressLookup = (host, answer) =>
      resolvesTo(asked++ === 0 ? '203.0.114.1' : '127.0.0.1')(host, answer)
    handle = (_request, response) => response.writeHead(200, html).end('secret')
    const door = fetcher({ allowPrivate: [], lookup: rebinding })
    expect(await door.checkUrl(`http://rebind.example:${port}/`)).toBeNull()
    expect(codeOf(await door.fetchPage({ url: `http://rebind.example:${port}/` }))).toBe('private_address')
  })

  it('uses only the public ones of a mixed answer', async () => {
    const rules = { allowPrivate: [], lookup: resolvesTo('127.0.0.1', '203.0.114.7', '::1') }
    const checked = lookupFor(rules, 'mixed.example', 80)
    if (checked instanceof Error) throw checked
    const found = await new Promise((done) =>
      checked('mixed.example', { all: true }, (_error, addresses) => done(addresses)),
    )
    expect(found).toEqual([{ address: '203.0.114.7', family: 4 }])
    expect(lookupFor(rules, '127.0.0.1', 80)).toMatchObject({ code: 'PRIVATE_ADDRESS' })
  })

  it('reports a name that does not exist and a port where nobody listens', async () => {
    const notFound: AddressLookup = (_host, answer) => answer(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), [])
    expect(codeOf(await fetcher({ lookup: notFound }).fetchPage({ url: 'http://nowhere.example/' }))).toBe('dns')
    const closed = createServer()
    await new Promise<void>((done) => closed.listen(0, '127.0.0.1', done))
    const free = (closed.address() as AddressInfo).port
    await new Promise((done) => closed.close(done))
    const door = fetcher({ allowPrivate: ['127.0.0.1'] })
    expect(codeOf(await door.fetchPage({ url: `http://127.0.0.1:${free}/` }))).toBe('refused')
  })

  it.each(['', 'nonsense', 'ftp://example.org/', `http://example.org/${'a'.repeat(5000)}`])(
    'calls %.30s a bad address',
    async (url) => {
      expect(codeOf(await fetcher().fetchPage({ url }))).toBe('bad_url')
    },
  )
})

describe('limits', () => {
  it('cuts a gzip bomb while it unfolds', async () => {
    handle = (_request, response) => response.writeHead(200, { ...html, 'content-encoding': 'gzip' }).end(bomb)
    expect(codeOf(await fetcher({ maxBytes: 1_000_000 }).fetchPage({ url: at('/') }))).toBe('too_large')
  })

  it('cuts an endless body and believes a length that is too long', async () => {
    handle = (request, response) => {
      if (request.url === '/length')
        return response.writeHead(200, { ...html, 'content-length': '99999999' }).write('x')
      response.writeHead(200, html)
      const more = setInterval(() => response.write(Buffer.alloc(65_536)), 1)
      response.on('close', () => clearInterval(more))
    }
    const door = fetcher({ maxBytes: 500_000 })
    expect(codeOf(await door.fetchPage({ url: at('/') }))).toBe('too_large')
    expect(codeOf(await door.fetchPage({ url: at('/length') }))).toBe('too_large')
  })

  it('cuts a slow drip by total time and a silence by idle time', async () => {
    handle = (request, response) => {
      response.writeHead(200, html)
      response.write('x')
      if (request.url === '/silent') return
      const drip = setInterval(() => response.write('x'), 20)
      response.on('close', () => clearInterval(drip))
    }
    expect(codeOf(await fetcher({ timeoutMs: 300 }).fetchPage({ url: at('/drip') }))).toBe('timeout')
    expect(codeOf(await fetcher({ idleTimeoutMs: 300 }).fetchPage({ url: at('/silent') }))).toBe('timeout')
  })

  it('refuses oversized headers', async () => {
    handle = (_request, response) => response.writeHead(200, { ...html, 'x-large': 'x'.repeat(40_000) }).end('x')
    expect(codeOf(await fetcher().fetchPage({ url: at('/') }))).toBe('too_large')
  })

  it('survives a connection cut in the middle and speech that is not HTTP', async () => {
    handle = (_request, response) => {
      response.writeHead(200, { ...html, 'content-length': '1000' })
      response.write('half')
      setTimeout(() => response.destroy(), 20)
    }
    expect(codeOf(await fetcher().fetchPage({ url: at('/') }))).toBe('network')
    handle = (_request, response) => {
      response.socket?.end('garbage\r\n\r\n')
    }
    expect(codeOf(await fetcher().fetchPage({ url: at('/') }))).toBe('network')
  })
})
