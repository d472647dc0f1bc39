import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FetchedPage } from '../domain/article.ts'
import { findLists, findSelectors } from './find-selectors.ts'
import { readList } from './list.ts'

const now = new Date('2026-11-22T01:00:00Z')
const page = (body: string): FetchedPage => ({
  requestedUrl: 'https://news.example.cn/list/',
  finalUrl: 'https://news.example.cn/list/',
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  bytes: Buffer.from(`<!doctype html><html><head><title>统计新闻</title></head><body>${body}</body></html>`),
  fetchedAt: now,
})
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1)
const nav = `<ul class="nav">${['首页', '机构概况', '统计数据', '政务公开', '互动交流'].map((name, i) => `<li><a href="/c${i}/">${name}</a></li>`).join('')}</ul>`
const foot =
  '<div class="foot"><ul><li><a href="https://gov.example.cn/">某某人民政府网站</a></li><li><a href="/sitemap.html">网站地图与无障碍</a></li></ul></div>'
const headline = (n: number): string => `某市前${n}季度经济运行情况总体平稳`

describe('selectors of a list', () => {
  it('are found from one example link, without the menu and the foot', () => {
    const rows = range(12).map(
      (n) => `<li><a href="./202611/t202611${10 + n}_${n}.html">${headline(n)}</a><span>2026-11-${10 + n}</span></li>`,
    )
    const given = page(`${nav}<div class="main"><ul class="news_list">${rows.join('')}</ul></div>${foot}`)
    const found = findSelectors(given, 'https://news.example.cn/list/202611/t20261113_3.html', now)
    expect(found?.items).toHaveLength(12)
    expect(found?.settings.item).toContain('news_list')
    expect(found?.items[2]).toMatchObject({ title: headline(3), publishedAt: new Date('2026-11-12T16:00:00Z') })
    // What was promised is what the reader gives.
    expect(readList(given, found!.settings, now)).toMatchObject({ ok: true, items: found!.items })
  })

  it('point to the right link of an entry that has several, and to its date', () => {
    const cards = range(8).map(
      (n) =>
        `<div class="card card--${n}"><a class="tag" href="/topic/eco">经济</a><h3><a href="/a/${1000 + n}">${headline(n)}</a></h3><p>摘要文字</p><em class="when">${n}小时前</em></div>`,
    )
    const found = findSelectors(page(nav + cards.join('')), 'https://news.example.cn/a/1004', now)
    expect(found?.settings).toEqual({ item: 'div.card', link: 'h3 a', date: '.when' })
    expect(found?.items).toHaveLength(8)
    expect(found?.items[3]?.publishedAt).toEqual(new Date('2026-11-21T21:00:00Z'))
  })

  it('take the headline from the entry where the link is a picture', () => {
    const cards = range(6).map(
      (n) =>
        `<article class="tile"><a href="/p/${2000 + n}.htm"><img src="x.jpg"></a><h2 class="name">${headline(n)}</h2></article>`,
    )
    const found = findSelectors(page(cards.join('')), 'https://news.example.cn/p/2002.htm', now)
    expect(found?.items.map(({ title }) => title)).toEqual(range(6).map(headline))
  })

  it('do not name states, counters or names that a build made up', () => {
    const rows = range(6).map(
      (n) =>
        `<li class="${n === 1 ? 'active ' : ''}css-1x9k2 item-${n}"><a href="/a/${300 + n}.html">${headline(n)}</a></li>`,
    )
    const found = findSelectors(
      page(`<ul id="latest">${rows.join('')}</ul>`),
      'https://news.example.cn/a/301.html',
      now,
    )
    expect(found?.settings.item).toBe('#latest li')
    expect(found?.items).toHaveLength(6)
  })

  it('are not found where the example is not on the page, or stands alone', () => {
    expect(
      findSelectors(
        page(`${nav}<p><a href="/a/1.html">${headline(1)}</a></p>`),
        'https://news.example.cn/a/1.html',
        now,
      ),
    ).toBeNull()
    expect(findSelectors(page(nav), 'https://news.example.cn/a/9.html', now)).toBeNull()
    expect(findSelectors(page(nav), 'nonsense', now)).toBeNull()
  })

  it('are found without an example where the page has lists, the largest first', () => {
    const rows = (from: number, n: number): string =>
      range(n)
        .map((i) => `<li><a href="/n/${from + i}.html">${headline(i)}第${from}号</a></li>`)
        .join('')
    const lists = findLists(
      page(`${nav}<ul class="side">${rows(5000, 6)}</ul><ul class="main_list">${rows(1000, 20)}</ul>${foot}`),
      now,
    )
    expect(lists.map(({ items }) => items.length)).toEqual([20, 6])
    expect(findLists(page(nav + foot), now)).toEqual([])
  })

  it('are looked for in any page without an exception, and read what they promise', () => {
    const tag = fc.constantFrom(
      'div',
      'ul',
      'li',
      'span',
      'a href="/a/101.html"',
      'a href="/a/102.html"',
      'b class="x y-1"',
      'p id=q',
    )
    const piece = fc.oneof(
      tag.map((t) => `<${t}>`),
      tag.map((t) => `</${t.split(' ')[0]}>`),
      fc.constant(headline(2)),
      fc.string({ maxLength: 8 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const given = page(pieces.join(''))
        for (const found of [findSelectors(given, 'https://news.example.cn/a/101.html', now), ...findLists(given, now)])
          if (found) expect(readList(given, found.settings, now)).toMatchObject({ ok: true, items: found.items })
      }),
      { numRuns: 100 },
    )
  })
})
