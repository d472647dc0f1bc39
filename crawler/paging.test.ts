import { describe, expect, it } from 'vitest'
import type { FetchedPage } from '../domain/article.ts'
import { furtherPages, joinTexts, maxArticlePages } from './paging.ts'

const page = (url: string, links: [href: string, text: string][]): FetchedPage => ({
  requestedUrl: url,
  finalUrl: url,
  status: 200,
  headers: { 'content-type': 'text/html' },
  bytes: Buffer.from(links.map(([href, text]) => `<a href="${href}">${text}</a>`).join('')),
  fetchedAt: new Date('2026-11-22T01:00:00Z'),
})
const n = 'https://n.example.cn'

describe('further pages of an article', () => {
  it.each<[string, [string, string][], string[]]>([
    [
      `${n}/a/t20261121_123.html`,
      [
        ['t20261121_123_2.html', '3'],
        ['t20261121_123_1.html', '2'],
        ['t20261121_123_1.html', '下一页'],
      ],
      [`${n}/a/t20261121_123_1.html`, `${n}/a/t20261121_123_2.html`],
    ],
    [`${n}/a/x-1.shtml`, [['x-2.shtml', '下一页 >']], [`${n}/a/x-2.shtml`]],
    [
      `${n}/story/floods`,
      [
        ['/story/floods/2', 'Next'],
        ['/story/floods/comments', '2'],
      ],
      [`${n}/story/floods/2`],
    ],
    [
      `${n}/v?id=7`,
      [
        ['?id=7&page=2', '[2]'],
        ['?id=8&page=2', '2'],
        ['?id=7&page=2#c', '尾页'],
      ],
      [`${n}/v?id=7&page=2`],
    ],
  ])('of %s', (url, links, expected) => expect(furtherPages(page(url, links), url)).toEqual(expected))

  it.each<[string, string, string]>([
    ['the next article, although its number follows', 't20261121_124.html', '下一篇'],
    ['an article whose number looks like a page', 't20261121_124.html', '2'],
    ['a page of another site', 'https://m.example.org/a/t20261121_123_2.html', '2'],
    ['a link with the address of a page and the words of something else', 't20261121_123_2.html', '相关报道：物价平稳'],
    ['the front page of the channel', '/a/', '1'],
  ])('are not %s', (_, href, text) => {
    const url = `${n}/a/t20261121_123.html`
    expect(furtherPages(page(url, [[href, text]]), url)).toEqual([])
  })

  it('are taken by rel=next only where the address is the article’s own', () => {
    const url = `${n}/a/9.html`
    const given = {
      ...page(url, []),
      bytes: Buffer.from('<link rel="next" href="9_2.html"><link rel="next" href="10.html">'),
    }
    expect(furtherPages(given, url)).toEqual([`${n}/a/9_2.html`])
  })

  it('are limited', () => {
    const url = `${n}/a/9.html`
    const links = Array.from({ length: 99 }, (_, i): [string, string] => [`9_${i + 1}.html`, String(i + 1)])
    expect(furtherPages(page(url, links), url)).toHaveLength(maxArticlePages - 1)
  })
})

it('texts of the pages become one, without what was said before', () => {
  expect(
    joinTexts(['前三季度经济运行平稳。\n表一\n甲', '前三季度经济运行平稳。\n表一\n居民消费价格小幅上涨。', '']),
  ).toBe('前三季度经济运行平稳。\n表一\n甲\n表一\n居民消费价格小幅上涨。')
})
