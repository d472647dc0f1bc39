import { describe, expect, it } from 'vitest'
import { fetchFailure } from './failure.ts'
import type { FetchAnswer } from './fetch.ts'
import { decideRobots, readRobots, robotsUrl } from './robots.ts'

const answer = (text: string): FetchAnswer => ({
  kind: 'page',
  etag: '',
  lastModified: '',
  movedTo: null,
  page: {
    requestedUrl: 'https://news.example.cn/robots.txt',
    finalUrl: 'https://news.example.cn/robots.txt',
    status: 200,
    headers: { 'content-type': 'text/plain' },
    bytes: Buffer.from(text),
    fetchedAt: new Date('2026-10-01T00:00:00Z'),
  },
})
const failed = (status: number): FetchAnswer => ({
  kind: 'failed',
  failure: { ...fetchFailure('http_status'), status },
})
const allowed = (text: string, path: string, product = 'Tongyu'): boolean =>
  decideRobots(readRobots(answer(text)), `https://news.example.cn${path}`, product).allowed

describe('a robots file', () => {
  it('lets the longest rule win, and allow on a tie', () => {
    const text = 'User-agent: *\nDisallow: /a/\nAllow: /a/b/\nDisallow: /a/b/c\nDisallow: /tie\nAllow: /tie'
    expect(allowed(text, '/a/x')).toBe(false)
    expect(allowed(text, '/a/b/x')).toBe(true)
    expect(allowed(text, '/a/b/c')).toBe(false)
    expect(allowed(text, '/tie')).toBe(true)
    expect(allowed(text, '/')).toBe(true)
  })

  it('knows wildcards, ends and escaped signs', () => {
    const text = 'User-agent: *\nDisallow: /*.php$\nDisallow: /新闻/\nDisallow: /*?print='
    expect(allowed(text, '/x.php')).toBe(false)
    expect(allowed(text, '/x.php?a=1')).toBe(true)
    expect(allowed(text, '/%E6%96%B0%E9%97%BB/1')).toBe(false)
    expect(allowed(text, '/a?print=1')).toBe(false)
  })

  it('prefers the group of our name, whatever its case, to the one for all', () => {
    const text = 'User-agent: *\nDisallow: /\n\nUser-agent: tongyu\nDisallow: /private'
    expect(allowed(text, '/news')).toBe(true)
    expect(allowed(text, '/private')).toBe(false)
    expect(allowed(text, '/news', 'Otherbot')).toBe(false)
  })

  it('is not confused by a sitemap line, marks and comments between the agents', () => {
    const text =
      '\uFEFFUser-agent: a # first\nSitemap: https://news.example.cn/s.xml\nUser-agent: tongyu\nDisallow : /x\n'
    expect(allowed(text, '/x')).toBe(false)
    expect(decideRobots(readRobots(answer(text)), 'https://news.example.cn/', 'a').sitemaps).toEqual([
      'https://news.example.cn/s.xml',
    ])
    expect(allowed(text, '/x', 'a')).toBe(false)
  })

  it('tells the crawl delay, within reason', () => {
    const delay = (text: string): number | null =>
      decideRobots(readRobots(answer(text)), 'https://news.example.cn/', 'Tongyu').crawlDelayMs
    expect(delay('User-agent: *\nCrawl-delay: 2.5')).toBe(2500)
    expect(delay('User-agent: *\nCrawl-delay: 99999')).toBe(60_000)
    expect(delay('User-agent: *\nCrawl-delay: soon')).toBeNull()
  })

  it('always lets the file itself be asked for', () => {
    expect(allowed('User-agent: *\nDisallow: /', '/robots.txt')).toBe(true)
  })

  it('reads a rule behind 499 KiB and stays quick on a million lines', () => {
    const filler = '# filler filler filler filler\n'.repeat(17_250)
    expect(filler.length).toBeGreaterThan(499 * 1024)
    expect(allowed(`${filler}User-agent: *\nDisallow: /late`, '/late')).toBe(false)
    const huge = `User-agent: *\n${'Disallow: /*a*b*c*d\n'.repeat(50_000)}`
    expect(allowed(huge, `/${'ab'.repeat(50)}`)).toBe(true)
  })

  it('is not kept busy by thousands of names over thousands of rules, or by patterns of wildcards', () => {
    const lines = (n: number, line: (i: number) => string) => Array.from({ length: n }, (_, i) => line(i)).join('\n')
    const names = `${lines(8_000, (i) => `User-agent: bot${i}`)}\nUser-agent: *\n${lines(8_000, (i) => `Disallow: /${i}/`)}`
    expect(allowed(names, '/7999/x')).toBe(false)
    const wild = `User-agent: *\n${lines(4_500, (i) => `Disallow: /${'*a'.repeat(50)}${i}$`)}`
    allowed(wild, `/${'a'.repeat(1_900)}`)
  })

  it('forbids rather more than less where it has too many wildcards to follow', () => {
    const many = Array.from({ length: 4_000 }, (_, i) => `Disallow: /x${i}/*/y`).join('\n')
    const text = `User-agent: *\n${many}\nDisallow: /secret/*.html\nAllow: /secret/open/*`
    expect(allowed(text, '/secret/open/a.html')).toBe(false)
    expect(allowed(text, '/plain')).toBe(true)
  })

  it('keeps the groups of others apart from ours', () => {
    const text =
      'User-agent: Other\nDisallow: /\nUser-agent: tongyu/1.0 # us\nUser-agent: Third\nDisallow: /ours\nCrawl-delay: 3\nUser-agent: *\nDisallow: /all'
    expect([allowed(text, '/ours'), allowed(text, '/all'), allowed(text, '/')]).toEqual([false, true, true])
    expect(
      allowed('User-agent: Other\nDisallow: /\nUser-agent: Tongyu\nDisallow:\nUser-agent: *\nDisallow: /', '/a'),
    ).toBe(true)
  })
})

describe('other answers', () => {
  it.each([404, 403, 410, 401])('takes %i for no file', (status) =>
    expect(readRobots(failed(status))).toEqual({ kind: 'allow_all', why: 'no_file' }),
  )
  it.each([500, 502, 503])('takes %i for a no', (status) =>
    expect(readRobots(failed(status)).kind).toBe('disallow_all'),
  )
  it.each(['timeout', 'dns', 'network', 'rate_limited', 'tls'] as const)('takes %s for a no', (code) => {
    const rules = readRobots({ kind: 'failed', failure: fetchFailure(code) })
    expect(decideRobots(rules, 'https://news.example.cn/', 'Tongyu').allowed).toBe(false)
  })
  it('keeps what made the file unreachable: a site that is away has forbidden nothing', () => {
    const failure = fetchFailure('private_address')
    expect(readRobots({ kind: 'failed', failure })).toEqual({ kind: 'disallow_all', why: 'unreachable', failure })
  })
  it('takes a web page for no file', () => {
    expect(readRobots(answer('<!DOCTYPE html><html>Disallow: /</html>')).kind).toBe('allow_all')
  })
})

it('knows where the file lies', () => {
  expect(robotsUrl('https://news.example.cn:8443/a/b?c')).toBe('https://news.example.cn:8443/robots.txt')
  expect(robotsUrl('ftp://x/')).toBeNull()
})
