/**
 * What hostile and broken servers do, each against the one door and the readers behind it: the right failure, in bounded time and
 * memory, and the door serves the next honest page as if nothing had been. Limits are arguments, so that no case has to be long.
 */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FetchedPage } from '../domain/article.ts'
import { makeAuthority, selfSigned } from '../tests/support/certificates.ts'
import {
  answerOf,
  type HostileServer,
  openHostileServer,
  say,
  sayAndReset,
  sayForEver,
  type Speech,
} from '../tests/support/hostile-server.ts'
import type { AddressLookup } from './connect.ts'
import { extractArticle } from './extract.ts'
import { readFeed } from './feed.ts'
import { type FetchAnswer, type FetcherOptions, openFetcher } from './fetch.ts'
import { readList } from './list.ts'
import { decideRobots, readRobots } from './robots.ts'

const now = new Date('2026-10-01T00:00:00Z')
const limits = {
  timeoutMs: 900,
  idleTimeoutMs: 400,
  connectTimeoutMs: 400,
  maxBytes: 1_000_000,
  maxRedirects: 5,
  maxHeaderBytes: 32 * 1024,
}
const zeros = Buffer.alloc(48 * 1024 * 1024)
const feedType = { 'content-type': 'application/rss+xml; charset=utf-8' }
const rss = (inside: string, before = ''): string =>
  `<?xml version="1.0"?>${before}<rss version="2.0"><channel><title>t</title>${inside}</channel></rss>`
const item = (n: number | string): string => `<item><title>第${n}条</title><link>https://a.example/${n}</link></item>`
const article = (text: string): string =>
  `<html><head><title>标题一二三</title></head><body><h1>标题一二三</h1>${`<p>${text}</p>`.repeat(4)}</body></html>`
const prose = '自治区统计局发布前三季度数据，地区生产总值同比增长，居民收入稳步提高，城镇新增就业完成年度目标。'
const chunked = { 'transfer-encoding': 'chunked', connection: 'close' }
const withoutLength = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.toString('latin1').replace(/content-length: \d+\r\n/, ''), 'latin1')
const to = (location: string, status = '302 Found'): Speech => say(answerOf('', { location }, status))
const opening = 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n'

/** What the answer comes to: a failure's code and class, or what the reader made of the page. */
type Reader = (page: FetchedPage) => string | Promise<string>
const asFeed: Reader = async (page) => {
  const read = await readFeed(page)
  return read.ok ? `${read.items.length} items` : read.failure.code
}
const asArticle: Reader = (page) => {
  const read = extractArticle(page)
  return read.ok ? read.article.text.slice(0, 6) : read.failure.code
}
const asList: Reader = (page) => {
  const read = readList(page, { item: 'li' }, now)
  return read.ok ? `${read.items.length} items` : read.failure.code
}
const asRobots: Reader = (page) =>
  String(
    decideRobots(
      readRobots({ kind: 'page', page, etag: '', lastModified: '', movedTo: null }),
      'http://a.example/x',
      'Tongyu',
    ).allowed,
  )

type Case = { name: string; serve: Speech; ends: string; read?: Reader; door?: Partial<FetcherOptions>; url?: string }

const refusals: Case[] = [
  ...[
    'http://127.0.0.2/',
    'http://localhost:1/',
    'http://10.0.0.1/',
    'http://172.16.5.4/',
    'http://192.168.1.1/',
    'http://100.100.100.200/',
    'http://169.254.169.254/latest/meta-data/',
    'http://0.0.0.0/',
    'http://0x7f000001/',
    'http://2130706433/',
    'http://017700000001/',
    'http://127.1/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:10.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/',
    'http://[fe80::1]/',
    'http://[fd00::1]/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
  ].map(
    (url): Case => ({
      name: `a redirect inward to ${url}`,
      serve: to(url),
      ends: url.includes(':1/') ? 'bad_redirect soft' : 'private_address forbidden',
    }),
  ),
  { name: 'a redirect to a file', serve: to('file:///etc/passwd'), ends: 'bad_redirect soft' },
  { name: 'a redirect to gopher', serve: to('gopher://127.0.0.1:6379/_FLUSHALL'), ends: 'bad_redirect soft' },
  { name: 'a redirect to a script', serve: to('javascript:alert(1)'), ends: 'bad_redirect soft' },
  { name: 'a redirect to a database port', serve: to('http://a.example:5432/'), ends: 'bad_redirect soft' },
  { name: 'a redirect with a password', serve: to('http://me:secret@a.example/'), ends: 'bad_redirect soft' },
  { name: 'a redirect to 5000 characters', serve: to(`/${'a'.repeat(5000)}`), ends: 'bad_redirect soft' },
  { name: 'a redirect without a place', serve: say(answerOf('', {}, '301 Moved')), ends: 'bad_redirect soft' },
  { name: 'a redirect that loops', serve: to('/'), ends: 'too_many_redirects soft' },
  {
    name: 'a redirect in endless variation',
    serve: (s, { path }) => to(`${path}x`)(s, { path, head: '' }),
    ends: 'too_many_redirects soft',
  },
  {
    name: 'a redirect with an endless body',
    serve: sayForEver('HTTP/1.1 302 Found\r\nlocation: /\r\n\r\n', 'x'.repeat(1000), 1),
    ends: 'too_many_redirects soft',
  },
  { name: 'a choice of many (300)', serve: say(answerOf('', {}, '300 Multiple Choices')), ends: 'http_status soft' },
  {
    name: 'use a proxy (305)',
    serve: say(answerOf('', { location: 'http://10.0.0.1' }, '305 Use Proxy')),
    ends: 'http_status soft',
  },
  { name: 'not modified, unasked (304)', serve: say('HTTP/1.1 304 Not Modified\r\n\r\n'), ends: 'http_status soft' },
  { name: 'no content (204)', serve: say('HTTP/1.1 204 No Content\r\n\r\n'), ends: 'http_status soft' },
  {
    name: 'reset content (205)',
    serve: say('HTTP/1.1 205 Reset Content\r\ncontent-length: 0\r\n\r\n'),
    ends: 'http_status soft',
  },
  {
    name: 'a part nobody asked for (206)',
    serve: say(answerOf('half', { 'content-range': 'bytes 0-3/8' }, '206 Partial Content')),
    ends: 'http_status soft',
  },
  {
    name: 'a status beyond all classes (999)',
    serve: say(answerOf('', {}, '999 Go Away')),
    ends: 'http_status temporary',
  },
  {
    name: 'patience until the year 2286',
    serve: say(answerOf('', { 'retry-after': '9999999999' }, '429 Slow')),
    ends: 'rate_limited temporary',
  },
  {
    name: 'patience in a date without sense',
    serve: say(answerOf('', { 'retry-after': 'Fri, 99 Foo' }, '429 Slow')),
    ends: 'rate_limited temporary',
  },
]

const bombs: Case[] = [
  {
    name: 'a gzip bomb',
    serve: say(answerOf(gzipSync(zeros), { 'content-encoding': 'gzip' })),
    ends: 'too_large soft',
  },
  {
    name: 'a brotli bomb',
    serve: say(answerOf(brotliCompressSync(zeros), { 'content-encoding': 'br' })),
    ends: 'too_large soft',
  },
  {
    name: 'a deflate bomb',
    serve: say(answerOf(deflateSync(zeros), { 'content-encoding': 'deflate' })),
    ends: 'too_large soft',
  },
  {
    name: 'a bomb in a bomb',
    serve: say(answerOf(gzipSync(gzipSync(zeros)), { 'content-encoding': 'gzip, gzip' })),
    ends: 'too_large soft',
  },
  {
    name: 'a bomb in forty wrappings',
    serve: say(answerOf('x', { 'content-encoding': Array(40).fill('gzip').join(',') })),
    ends: 'too_large soft',
  },
  {
    name: 'zstd that nobody asked for',
    serve: say(answerOf(Buffer.from('28b52ffd0058', 'hex'), { ...feedType, 'content-encoding': 'zstd' })),
    read: asFeed,
    ends: 'not_a_feed',
  },
  {
    name: 'gzip that is none',
    serve: say(answerOf(article(prose), { 'content-encoding': 'gzip' })),
    read: asArticle,
    ends: '自治区统计局',
  },
  {
    name: 'gzip cut off in the middle',
    serve: say(
      answerOf(gzipSync(rss(item(1).repeat(3) + item(2)) + ' '.repeat(90_000)).subarray(0, -20), {
        ...feedType,
        'content-encoding': 'gzip',
      }),
    ),
    read: asFeed,
    ends: '2 items',
  },
  { name: 'an endless body', serve: sayForEver(`${opening}\r\n`, Buffer.alloc(200_000), 1), ends: 'too_large soft' },
  {
    name: 'a length of nine exabytes',
    serve: say(`${opening}content-length: 9000000000000000000\r\n\r\nx`),
    ends: 'too_large soft',
  },
  { name: 'a length below zero', serve: say(`${opening}content-length: -5\r\n\r\nx`), ends: 'network temporary' },
  {
    name: 'two lengths that differ',
    serve: say(`${opening}content-length: 5\r\ncontent-length: 9\r\n\r\nhello`),
    ends: 'network temporary',
  },
  {
    name: 'a length longer than the body',
    serve: say(answerOf('half', { 'content-length': 1000 })),
    ends: 'network temporary',
  },
  {
    name: 'a length shorter than the body',
    serve: say(answerOf(article(prose), { 'content-length': 200 })),
    ends: 'page',
  },
  {
    name: 'a million chunks of a byte',
    serve: say(withoutLength(answerOf(`${'1\r\nx\r\n'.repeat(1_000_001)}0\r\n\r\n`, chunked))),
    door: { timeoutMs: 8_000 },
    ends: 'too_large soft',
  },
  {
    name: 'a chunk that is no number',
    serve: say(withoutLength(answerOf('zz\r\nhello\r\n', chunked))),
    ends: 'network temporary',
  },
  {
    name: 'a chunk of 16 exabytes',
    serve: say(withoutLength(answerOf('ffffffffffffffff\r\nhello', chunked))),
    ends: 'network temporary',
  },
  {
    name: 'chunks that never end',
    serve: say(withoutLength(answerOf('5\r\nhello\r\n', chunked))),
    ends: 'network temporary',
  },
  {
    name: 'a line of headers as long as a book',
    serve: say(`${opening}x: ${'y'.repeat(100_000)}\r\n\r\n`),
    ends: 'too_large soft',
  },
  { name: 'ten thousand headers', serve: say(`${opening}${'x-a: b\r\n'.repeat(10_000)}\r\n`), ends: 'too_large soft' },
  { name: 'headers that never end', serve: sayForEver(opening, 'x-a: b\r\n'.repeat(100), 1), ends: 'too_large soft' },
]

const manners: Case[] = [
  { name: 'silence', serve: () => undefined, ends: 'timeout temporary' },
  { name: 'a head a byte at a time', serve: sayForEver('HTTP/1.1 200 OK\r\n', 'x', 30), ends: 'timeout temporary' },
  { name: 'a body a byte at a time', serve: sayForEver(`${opening}\r\n`, 'x', 30), ends: 'timeout temporary' },
  { name: 'a body that stops', serve: (s) => void s.write(`${opening}\r\nhello`), ends: 'timeout temporary' },
  {
    name: 'promises without end (100)',
    serve: sayForEver('', 'HTTP/1.1 100 Continue\r\n\r\n', 1),
    ends: 'network temporary',
  },
  {
    name: 'hints without end (103)',
    serve: sayForEver('', 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'.repeat(20), 1),
    ends: 'timeout temporary',
  },
  {
    name: 'another protocol (101)',
    serve: say('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
    ends: 'network temporary',
  },
  { name: 'HTTP/0.9', serve: say('<html>hello</html>'), ends: 'network temporary' },
  { name: 'a mail server', serve: say('220 mail.example ESMTP\r\n'), ends: 'network temporary' },
  { name: 'nothing and good-bye', serve: say(''), ends: 'network temporary' },
  { name: 'a reset before a word', serve: sayAndReset(''), ends: 'network temporary' },
  {
    name: 'a reset in the middle',
    serve: sayAndReset(answerOf('half', { 'content-length': 1000 })),
    ends: 'network temporary',
  },
  {
    name: 'a header with a line break of its own',
    serve: say(`${opening}x: a\nb\r\n\r\nhello`),
    ends: 'network temporary',
  },
  {
    name: 'TLS asked of a server without',
    serve: say('HTTP/1.1 400 Bad Request\r\n\r\n'),
    url: 'https',
    ends: 'tls soft',
  },
]

const contents: Case[] = [
  {
    name: 'a billion laughs',
    serve: say(
      answerOf(
        rss(
          '<item><title>&l9;</title><link>https://a.example/1</link></item>',
          `<!DOCTYPE l [<!ENTITY l0 "ha">${Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')}]>`,
        ),
        feedType,
      ),
    ),
    read: asFeed,
    ends: '1 items',
  },
  {
    name: 'an entity that is a file',
    serve: say(
      answerOf(
        rss(
          '<item><title>&x;</title><link>https://a.example/&x;</link></item>',
          '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        ),
        feedType,
      ),
    ),
    read: asFeed,
    ends: '1 items',
  },
  {
    name: 'a feed with 100,000 items',
    serve: say(answerOf(rss(Array.from({ length: 100_000 }, (_, n) => item(n)).join('')), feedType)),
    door: { maxBytes: 20_000_000, timeoutMs: 5_000 },
    read: asFeed,
    ends: '500 items',
  },
  {
    name: 'a feed nested 100,000 deep',
    serve: say(answerOf(rss(`${item(1)}${'<a>'.repeat(100_000)}`), feedType)),
    read: asFeed,
    ends: '1 items',
  },
  {
    name: 'a feed that is a home page',
    serve: say(answerOf(article(prose), feedType)),
    read: asFeed,
    ends: 'not_a_feed',
  },
  {
    name: 'a feed of one line of 10 MB',
    serve: say(answerOf(rss(`<item><title>${'长'.repeat(3_300_000)}</title></item>`), feedType)),
    door: { maxBytes: 20_000_000, timeoutMs: 5_000 },
    read: asFeed,
    ends: '0 items',
  },
  {
    name: 'a page with a line of 10 MB',
    serve: say(answerOf(`${article(prose)}<script>var x="${'x'.repeat(10_000_000)}"</script>`)),
    door: { maxBytes: 20_000_000, timeoutMs: 5_000 },
    read: asArticle,
    ends: '自治区统计局',
  },
  {
    name: 'a page that is one paragraph of 10 MB',
    serve: say(answerOf(`<p>${prose.repeat(75_000)}`)),
    door: { maxBytes: 20_000_000, timeoutMs: 5_000 },
    read: asArticle,
    ends: 'no_text',
  },
  {
    name: 'a page whose text lies 100,000 deep',
    serve: say(answerOf(`${'<div>'.repeat(100_000)}${article(prose)}`)),
    door: { maxBytes: 20_000_000 },
    read: asArticle,
    ends: 'no_text',
  },
  {
    name: 'a page with something 100,000 deep at its end',
    serve: say(answerOf(`${article(prose)}${'<div>'.repeat(100_000)}`)),
    read: asArticle,
    ends: '自治区统计局',
  },
  {
    name: 'a list of 100,000 entries',
    serve: say(
      answerOf(
        `<ul>${Array.from({ length: 100_000 }, (_, n) => `<li><a href="/${n}">第${n}条</a></li>`).join('')}</ul>`,
      ),
    ),
    door: { maxBytes: 20_000_000, timeoutMs: 5_000 },
    read: asList,
    ends: '500 items',
  },
  {
    name: 'ten thousand attributes',
    serve: say(answerOf(`<p ${Array.from({ length: 10_000 }, (_, n) => `a${n}=1`).join(' ')}>x</p>${article(prose)}`)),
    read: asArticle,
    ends: '自治区统计局',
  },
  {
    name: 'NULs among the letters',
    serve: say(answerOf(article([...prose].join('\0')))),
    read: asArticle,
    ends: '自治区统计局',
  },
  {
    name: 'a charset that is none',
    serve: say(answerOf(article(prose), { 'content-type': 'text/html; charset=x-made-up' })),
    read: asArticle,
    ends: '自治区统计局',
  },
  {
    name: 'a charset that lies (latin-1)',
    serve: say(answerOf(article(prose), { 'content-type': 'text/html; charset=iso-8859-1' })),
    read: asArticle,
    ends: '自治区统计局',
  },
  {
    name: 'a charset that lies (UTF-16)',
    serve: say(answerOf(article(prose), { 'content-type': 'text/html; charset=utf-16' })),
    read: asArticle,
    ends: '自治区统计局',
  },
  {
    name: 'UTF-7, which hides tags',
    serve: say(answerOf('+ADw-script+AD4-', { 'content-type': 'text/html; charset=utf-7' })),
    read: asArticle,
    ends: 'no_text',
  },
  {
    name: 'a picture that says it is a page',
    serve: say(answerOf(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))),
    read: asArticle,
    ends: 'no_text',
  },
  {
    name: 'a page that says it is a picture',
    serve: say(answerOf(article(prose), { 'content-type': 'image/png' })),
    read: asArticle,
    ends: 'not_html',
  },
  {
    name: 'a page without a type',
    serve: say(answerOf(article(prose), { 'content-type': '' })),
    read: asArticle,
    ends: '自治区统计局',
  },
  {
    name: 'a page that sends itself elsewhere for ever',
    serve: say(answerOf('<meta http-equiv="refresh" content="0;url=/">')),
    read: asArticle,
    ends: 'no_text',
  },
  {
    name: 'robots rules of a million lines',
    serve: say(answerOf('User-agent: *\nDisallow: /x\n'.repeat(40_000), { 'content-type': 'text/plain' })),
    door: { maxBytes: 20_000_000 },
    read: asRobots,
    ends: 'false',
  },
  {
    name: 'robots rules of stars',
    serve: say(answerOf(`User-agent: *\nDisallow: /${'*a'.repeat(200_000)}\n`, { 'content-type': 'text/plain' })),
    read: asRobots,
    ends: 'false',
  },
  { name: 'robots rules that are a home page', serve: say(answerOf(article(prose))), read: asRobots, ends: 'true' },
]

describe('a hostile server', () => {
  let server: HostileServer
  let peakBytes = 0
  const watch = setInterval(() => {
    peakBytes = Math.max(peakBytes, process.memoryUsage().rss)
  }, 10)
  const atStart = process.memoryUsage().rss
  beforeAll(async () => {
    server = await openHostileServer()
  })
  afterAll(async () => {
    clearInterval(watch)
    await server.close()
  })

  it.each([...refusals, ...bombs, ...manners, ...contents])(
    'with $name ends as $ends',
    { timeout: 10_000 },
    async (given) => {
      const home = `127.0.0.1:${server.port}`
      const door = openFetcher({
        ...limits,
        userAgent: 'Tongyu/0.1',
        allowPrivate: [home],
        now: () => now,
        ...given.door,
      })
      try {
        server.says(given.serve)
        expect(await endOf(await door.fetchPage({ url: `${given.url ?? 'http'}://${home}/` }), given.read)).toBe(
          given.ends,
        )
        // The same door, with what the last server left in its pool, serves the next honest page.
        server.says(say(answerOf('honest', { connection: 'close' })))
        const next = await door.fetchPage({ url: `http://${home}/next` })
        expect(next.kind === 'page' && Buffer.from(next.page.bytes).toString()).toBe('honest')
      } finally {
        await door.close()
      }
    },
  )

  it('is never given a cookie back, nor our address from the page before', async () => {
    const other = await openHostileServer()
    const door = openFetcher({ ...limits, userAgent: 'Tongyu/0.1', allowPrivate: ['127.0.0.1'], now: () => now })
    try {
      other.says(say(answerOf('there')))
      server.says(
        say(
          answerOf(
            '',
            { location: `http://127.0.0.1:${other.port}/`, 'set-cookie': 'id=1; Domain=127.0.0.1' },
            '302 Found',
          ),
        ),
      )
      for (let n = 0; n < 2; n++)
        expect((await door.fetchPage({ url: `http://127.0.0.1:${server.port}/` })).kind).toBe('page')
      const heads = [...server.heads, ...other.heads].join('\n')
      expect(heads).toContain('user-agent: Tongyu/0.1')
      expect(heads).not.toMatch(/^(?:cookie|referer|authorization):/im)
    } finally {
      await door.close()
      await other.close()
    }
  })

  it('was met sixty times and more without the memory it asked for', () => {
    expect(refusals.length + bombs.length + manners.length + contents.length).toBeGreaterThanOrEqual(60)
    expect(Math.round((peakBytes - atStart) / 1e6)).toBeLessThan(600)
  })
})

describe('names', () => {
  const answers =
    (...rounds: string[][]): AddressLookup =>
    (_host, answer) => {
      const found = rounds.length > 1 ? rounds.shift()! : rounds[0]!
      answer(
        null,
        found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )
    }
  it.each<[string, AddressLookup, string]>([
    ['that point inward', answers(['127.0.0.1']), 'private_address forbidden'],
    [
      'that point inward in every form',
      answers(['::1', '::ffff:127.0.0.1', '10.0.0.1', '64:ff9b::a00:1']),
      'private_address forbidden',
    ],
    ['that point nowhere', answers([]), 'private_address forbidden'],
    ['that change between check and use', answers(['203.0.114.9'], ['127.0.0.1']), 'private_address forbidden'],
    [
      'that do not exist',
      (_h, answer) => answer(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), []),
      'dns soft',
    ],
    [
      'whose server is away',
      (_h, answer) => answer(Object.assign(new Error('later'), { code: 'EAI_AGAIN' }), []),
      'dns temporary',
    ],
    ['that nobody ever resolves', () => undefined, 'timeout temporary'],
  ])('%s', { timeout: 10_000 }, async (_name, lookup, ends) => {
    const server = await openHostileServer()
    server.says(say(answerOf('secret')))
    const door = openFetcher({ ...limits, userAgent: 'Tongyu/0.1', lookup, now: () => now })
    const url = `http://inside.example:${server.port}/`
    if (ends.startsWith('private') && lookup !== undefined) await door.checkUrl(url)
    expect(await endOf(await door.fetchPage({ url }))).toBe(ends)
    expect(server.heads).toEqual([])
    await door.close()
    await server.close()
  })
})

describe('certificates', () => {
  const authority = makeAuthority()
  const yesterday = { from: new Date('2000-01-01T00:00:00Z'), to: new Date('2001-01-01T00:00:00Z') }
  const tomorrow = { from: new Date('2099-01-01T00:00:00Z'), to: new Date('2100-01-01T00:00:00Z') }
  it.each([
    ['of an authority we trust', authority.sign(['news.example']), 'page'],
    ['that nobody signed', selfSigned(['news.example']), 'tls soft'],
    ['of an authority nobody knows', makeAuthority().sign(['news.example']), 'tls soft'],
    ['that ended', authority.sign(['news.example'], yesterday), 'tls soft'],
    ['that did not begin', authority.sign(['news.example'], tomorrow), 'tls soft'],
    ['for another host', authority.sign(['other.example', '*.example']), 'tls soft'],
  ])('%s', async (_name, certificate, ends) => {
    const server = await openHostileServer(certificate)
    server.says(say(answerOf('page')))
    const lookup: AddressLookup = (_host, answer) => answer(null, [{ address: '127.0.0.1', family: 4 }])
    const door = openFetcher({
      ...limits,
      userAgent: 'Tongyu/0.1',
      lookup,
      allowPrivate: ['news.example'],
      ca: authority.cert,
      now: () => now,
    })
    const url = `https://news.example:${server.port}/`
    expect(await endOf(await door.fetchPage({ url }))).toBe(ends)
    await door.close()
    await server.close()
  })
})

async function endOf(answer: FetchAnswer, read?: Reader): Promise<string> {
  if (answer.kind === 'failed') return `${answer.failure.code} ${answer.failure.class}`
  return answer.kind === 'page' && read ? read(answer.page) : answer.kind
}
