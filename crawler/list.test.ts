import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import type { FetchedPage } from '../domain/article.ts'
import { type ListSettings, readList } from './list.ts'

const now = new Date('2026-10-01T04:00:00Z')
const page = (html: string, more: Partial<FetchedPage> = {}): FetchedPage => ({
  requestedUrl: 'http://news.example.cn/list/',
  finalUrl: 'http://news.example.cn/list/',
  status: 200,
  headers: { 'content-type': 'text/html' },
  bytes: Buffer.from(html),
  fetchedAt: now,
  ...more,
})
const gbkList = `<html><head><meta charset="gb2312"><title>要闻_桂江网</title></head><body>
  <div class="nav"><a href="/">首页</a></div>
  <ul class="news"><li><a href="../2026/1001/1.html?from=timeline" title="广西前三季度经济运行情况新闻发布会召开">广西前三季度经济运行情况…</a><span>2026-10-01 09:30</span></li>
  <li><a href="//other.example.cn/2.html">居民消费价格同比上涨0.3%</a><span>3小时前</span></li>
  <li><a href="javascript:void(0)">更多</a></li><li>没有链接</li><li><a href="../2026/1001/1.html">重复的一条</a></li></ul></body></html>`
const read = (html: string, settings: ListSettings) => readList(page(html), settings, now)

describe('readList', () => {
  it('reads a GBK list by its selectors, with absolute canonical addresses and whole titles', () => {
    const answer = readList(
      page('', { bytes: iconv.encode(gbkList, 'gbk') }),
      { item: 'ul.news li', date: 'span' },
      now,
    )
    expect(answer).toEqual({
      ok: true,
      title: '要闻_桂江网',
      items: [
        {
          url: 'http://news.example.cn/2026/1001/1.html',
          title: '广西前三季度经济运行情况新闻发布会召开',
          publishedAt: new Date('2026-10-01T01:30:00Z'),
          summary: '',
        },
        {
          url: 'http://other.example.cn/2.html',
          title: '居民消费价格同比上涨0.3%',
          publishedAt: new Date('2026-10-01T01:00:00Z'),
          summary: '',
        },
      ],
      dropped: { count: 3, reasons: { bad_address: 1, no_address: 1, repeated: 1 } },
    })
  })

  it('takes a full date beside the title without a date selector, and none out of the title', () => {
    const html =
      '<ul><li><a href="/1">2025年12月31日的数据</a> [2026-09-30]</li><li><a href="/2">2025年12月31日的数据</a></li></ul>'
    const answer = read(html, { item: 'li' })
    expect(answer.ok && answer.items.map((item) => item.publishedAt?.toISOString() ?? null)).toEqual([
      '2026-09-29T16:00:00.000Z',
      null,
    ])
  })

  it('finds the link when the entry is the link, lies in it, or is named, and follows <base>', () => {
    const settings = { item: '.card', link: '.go', title: 'h2' }
    expect(
      read(
        '<base href="http://b.example/"><div class="card"><h2>题</h2><p class="go"><a href="x">去</a></p></div>',
        settings,
      ),
    ).toMatchObject({ items: [{ url: 'http://b.example/x', title: '题' }] })
    expect(read('<a class="card" href="/y"><b>标题在内</b></a>', { item: '.card' })).toMatchObject({
      items: [{ url: 'http://news.example.cn/y', title: '标题在内' }],
    })
  })

  it.each([
    [
      'a selector that finds nothing',
      '<ul><li><a href="/1">有一条</a></li></ul>',
      { item: '.gone' },
      'nothing matches .gone',
    ],
    [
      'entries without anything usable',
      '<ul><li>无</li></ul>',
      { item: 'li' },
      '1 × li, none with an address and a title',
    ],
    ['a selector that is none', '<p>', { item: 'li[' }, 'not a selector: li['],
    ['no selector', '<p>', {}, 'the source has no item selector'],
  ])('says so: %s', (_name, html, settings, detail) => {
    expect(read(html, settings)).toMatchObject({ ok: false, failure: { code: 'no_items', detail } })
  })

  it('refuses what is no page', () => {
    const answer = readList(page('{}', { headers: { 'content-type': 'application/json' } }), { item: 'li' }, now)
    expect(answer).toMatchObject({ ok: false, failure: { code: 'not_html' } })
  })

  it('is not kept busy by a title of a hundred thousand dots', () => {
    const dots = '.'.repeat(100_000)
    const answer = read(`<li><a href="/1" title="${dots}whole">${dots}x</a></li>`, { item: 'li' })
    expect(answer.ok && answer.items[0]?.title).toHaveLength(500)
  })

  it('keeps five hundred', () => {
    const html = Array.from({ length: 600 }, (_, i) => `<li><a href="/${i}">第${i}条</a></li>`).join('')
    const answer = read(html, { item: 'li' })
    expect(answer.ok && [answer.items.length, answer.dropped.reasons]).toEqual([500, { over_limit: 100 }])
  })
})
