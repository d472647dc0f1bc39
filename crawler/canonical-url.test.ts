import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalUrl, isSameSite, siteOf } from './canonical-url.ts'

describe('canonicalUrl', () => {
  it.each([
    ['HTTP://News.Example.CN:80/a/../b.html#top', 'http://news.example.cn/b.html'],
    ['https://example.cn/a?utm_source=x&id=7&spm=1.2&b=2', 'https://example.cn/a?id=7&b=2'],
    ['https://example.cn/a?b=2&a=1', 'https://example.cn/a?b=2&a=1'],
    ['https://example.cn/a?from=timeline', 'https://example.cn/a'],
    ['https://example.cn/a?from=2024', 'https://example.cn/a?from=2024'],
    ['https://example.cn/#!/news/7', 'https://example.cn/#!/news/7'],
    ['https://example.cn./a?', 'https://example.cn/a'],
    [' https://example.cn/新闻?q=%E4%B8%AD ', 'https://example.cn/%E6%96%B0%E9%97%BB?q=%E4%B8%AD'],
  ])('%s', (address, canonical) => expect(canonicalUrl(address)).toBe(canonical))

  it.each(['', 'mailto:a@b.c', 'javascript:1', '/relative'])('knows that %s is no page', (address) =>
    expect(canonicalUrl(address)).toBeNull(),
  )

  const pair = fc.tuple(
    fc.constantFrom('id', 'a', 'utm_source', 'from', 'spm', 'q', ''),
    fc.constantFrom('1', '', 'timeline', '%E4', '中'),
  )
  const address = fc
    .tuple(fc.webUrl({ withFragments: true }), fc.array(pair, { maxLength: 5 }))
    .map(([url, pairs]) => `${url.split('#')[0]}?${pairs.map(([k, v]) => `${k}=${v}`).join('&')}#x`)

  it('applied twice changes nothing, keeps host and path, and is never longer in its query', () => {
    fc.assert(
      fc.property(address, (text) => {
        const once = canonicalUrl(text)
        expect(once).not.toBeNull()
        expect(canonicalUrl(once!)).toBe(once)
        expect(new URL(once!).pathname).toBe(new URL(text).pathname)
        expect(new URL(once!).search.length).toBeLessThanOrEqual(new URL(text).search.length)
        expect(once).not.toMatch(/utm_|spm=|#x/)
      }),
    )
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void canonicalUrl(text)))
  })
})

it('knows which hosts belong together', () => {
  expect(siteOf('www.stats.gov.cn')).toBe('stats.gov.cn')
  expect(siteOf('tjj.gxzf.gov.cn')).toBe('gxzf.gov.cn')
  expect(siteOf('a.b.bbc.co.uk')).toBe('bbc.co.uk')
  expect(siteOf('news.gx.cn')).toBe('news.gx.cn')
  expect(isSameSite('https://m.example.com/a', 'https://www.example.com/')).toBe(true)
  expect(isSameSite('https://a.gov.cn/', 'https://b.gov.cn/')).toBe(false)
  expect(isSameSite('http://127.0.0.1/', 'http://127.0.0.2/')).toBe(false)
})
