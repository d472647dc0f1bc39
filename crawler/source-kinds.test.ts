import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { FetchedPage, SourceKind } from '../domain/article.ts'
import type { SourceSettings } from '../domain/source-settings.ts'
import { fetchFailure } from './failure.ts'
import type { SourceRequest } from './items.ts'
import { readSource, type SourceAsk } from './read-source.ts'

/** An invented outside world: address → body. What is not in it answers 404. */
type Site = Record<string, string | Uint8Array>
const now = new Date('2026-11-22T01:00:00Z')

function asking(site: Site): { ask: SourceAsk; asked: SourceRequest[] } {
  const asked: SourceRequest[] = []
  const ask: SourceAsk = async (request) => {
    asked.push(request)
    const body = site[request.url]
    if (body === undefined) return { kind: 'failed', failure: fetchFailure('http_status', { status: 404 }) }
    const page: FetchedPage = {
      requestedUrl: request.url,
      finalUrl: request.url,
      status: 200,
      headers: { 'content-type': '' },
      bytes: typeof body === 'string' ? Buffer.from(body) : body,
      fetchedAt: now,
    }
    return { kind: 'page', page, etag: '"1"', lastModified: '', movedTo: null }
  }
  return { ask, asked }
}

async function read(kind: SourceKind, url: string, settings: SourceSettings, site: Site, rsshub = '') {
  const { ask, asked } = asking(site)
  const answer = await readSource({ kind, url, settings }, ask, { now, rsshub })
  return { answer, asked: asked.map((request) => request.url) }
}

const rss = (items: string): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>邕江日报</title><link>https://yj.example.cn/</link>${items}</channel></rss>`
const item = (title: string, link: string): string =>
  `<item><title>${title}</title><link>${link.replaceAll('&', '&amp;')}</link></item>`

describe('a source of any kind', () => {
  it('is refused with every fault of its settings named', async () => {
    const { answer, asked } = await read('list', 'https://yj.example.cn/', { maxAgeDays: 3 }, {})
    expect(answer).toMatchObject({ kind: 'failed', failure: { code: 'bad_settings', class: 'hard' } })
    expect(answer.kind === 'failed' && answer.failure.detail).toMatch(/maxAgeDays: unknown.*item: missing/)
    expect(asked).toEqual([])
  })

  it('keeps validators only when one page speaks for the whole answer', async () => {
    const url = 'https://yj.example.cn/rss.xml'
    const feed = await read('feed', url, {}, { [url]: rss(item('甲', 'https://yj.example.cn/1')) })
    expect(feed.answer).toMatchObject({ kind: 'items', etag: '"1"' })
    const index = `<sitemapindex><sitemap><loc>${url}</loc></sitemap></sitemapindex>`
    const whole = await read(
      'sitemap',
      'https://yj.example.cn/s.xml',
      {},
      {
        'https://yj.example.cn/s.xml': index,
        [url]: '<urlset><url><loc>https://yj.example.cn/1</loc></url></urlset>',
      },
    )
    expect(whole.answer).toMatchObject({ kind: 'items', etag: '', items: [{ url: 'https://yj.example.cn/1' }] })
  })
})

describe('a sitemap', () => {
  const url = 'https://yj.example.cn/sitemap.xml'

  it('gives title, time and language where it is a news sitemap, the newest first', async () => {
    const entry = (n: number, time: string): string =>
      `<url><loc>https://yj.example.cn/${n}.html</loc><news:news><news:publication><news:name>邕江日报</news:name><news:language>zh-cn</news:language></news:publication><news:publication_date>${time}</news:publication_date><news:title>第${n}条 &amp; 其他</news:title></news:news></url>`
    const site = {
      [url]: `<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">${entry(1, '2026-11-21T08:00:00+08:00')}${entry(2, '2026-11-22T08:00:00+08:00')}${entry(3, '2026-01-01')}</urlset>`,
    }
    const { answer } = await read('sitemap', url, {}, site)
    expect(answer).toMatchObject({
      kind: 'items',
      items: [
        {
          url: 'https://yj.example.cn/2.html',
          title: '第2条 & 其他',
          language: 'zh-cn',
          publishedAt: new Date('2026-11-22T00:00:00Z'),
        },
        { url: 'https://yj.example.cn/1.html' },
      ],
      dropped: { count: 0 },
    })
  })

  it('is followed from its index, gzip or not, the newest first and never to another site', async () => {
    const listed = Array.from(
      { length: 9 },
      (_, i) =>
        `<sitemap><loc>https://yj.example.cn/s${i}.xml.gz</loc><lastmod>2026-11-${21 - (i % 2)}T0${i}:00:00Z</lastmod></sitemap>`,
    )
    const old = '<sitemap><loc>https://yj.example.cn/old.xml</loc><lastmod>2020-01-01</lastmod></sitemap>'
    const far = '<sitemap><loc>https://elsewhere.example.org/s.xml</loc><lastmod>2026-11-22</lastmod></sitemap>'
    const part = (i: number): Uint8Array =>
      gzipSync(`<urlset><url><loc>https://yj.example.cn/a/${i}</loc><lastmod>2026-11-21</lastmod></url></urlset>`)
    const parts = Object.fromEntries(listed.map((_, i) => [`https://yj.example.cn/s${i}.xml.gz`, part(i)]))
    const { answer, asked } = await read(
      'sitemap',
      url,
      {},
      { [url]: `<sitemapindex>${old}${far}${listed.join('')}</sitemapindex>`, ...parts },
    )
    expect(asked).toHaveLength(6)
    expect(asked[1]).toBe('https://yj.example.cn/s8.xml.gz')
    expect(asked.join()).not.toMatch(/old|elsewhere/)
    expect(answer).toMatchObject({ kind: 'items', items: { length: 5 } })
  })

  it('may be plain text, and gives only what was asked for', async () => {
    const site = {
      [url]:
        'https://yj.example.cn/news/202611/t20261121_1.html\nhttps://yj.example.cn/about.html\nhttps://yj.example.cn/news/202001/t20200101_1.html\n',
    }
    const { answer } = await read('sitemap', url, { within: '/news/' }, site)
    expect(answer).toMatchObject({ items: [{ url: 'https://yj.example.cn/news/202611/t20261121_1.html', title: '' }] })
  })

  it('fails as a whole only when none of its parts came', async () => {
    const index = '<sitemapindex><sitemap><loc>https://yj.example.cn/a.xml</loc></sitemap></sitemapindex>'
    const { answer } = await read('sitemap', url, {}, { [url]: index })
    expect(answer).toMatchObject({ kind: 'failed', failure: { code: 'http_status', status: 404 } })
  })

  it('is refused when its compressed form unfolds beyond the limit', async () => {
    const { answer } = await read('sitemap', url, {}, { [url]: gzipSync(Buffer.alloc(40 * 1024 * 1024)) })
    expect(answer).toMatchObject({ kind: 'failed', failure: { code: 'too_large' } })
  })
})

describe('a news search', () => {
  it('asks GDELT with query and language, and does not take the time of sight for the time of publication', async () => {
    const url =
      'https://api.gdeltproject.org/api/v2/doc/doc?query=guangxi+gdp+sourcelang%3Aenglish&mode=artlist&format=json&sort=datedesc&timespan=1d&maxrecords=250'
    const articles = [
      {
        url: 'https://herald.example.com/a?utm_source=x',
        title: 'Guangxi  GDP',
        seendate: '20261121T101500Z',
        language: 'English',
      },
      { title: 'no address' },
      null,
    ]
    const { answer } = await read(
      'search_feed',
      'https://x.example/',
      { engine: 'gdelt', query: 'guangxi gdp', language: 'en' },
      { [url]: JSON.stringify({ articles }) },
    )
    expect(answer).toMatchObject({
      kind: 'items',
      items: [{ url: 'https://herald.example.com/a', title: 'Guangxi GDP', publishedAt: null, language: 'en' }],
      dropped: { reasons: { no_address: 2 } },
    })
  })

  it('says why GDELT refused a query', async () => {
    const { ask } = asking({})
    const refusing: SourceAsk = async (request) => {
      const answer = await ask({ ...request, url: '' })
      return answer.kind === 'failed'
        ? {
            kind: 'page',
            etag: '',
            lastModified: '',
            movedTo: null,
            page: {
              requestedUrl: request.url,
              finalUrl: request.url,
              status: 200,
              headers: {},
              bytes: Buffer.from('Your query was too short.\n'),
              fetchedAt: now,
            },
          }
        : answer
    }
    expect(
      await readSource(
        { kind: 'search_feed', url: 'https://x.example/', settings: { engine: 'gdelt', query: 'a' } },
        refusing,
        { now, rsshub: '' },
      ),
    ).toMatchObject({
      kind: 'failed',
      failure: { code: 'not_a_feed', detail: 'Your query was too short.' },
    })
  })

  it('gives the publisher behind the links of Bing and of older Google News', async () => {
    const bing =
      'https://www.bing.com/news/search?q=%E5%B9%BF%E8%A5%BF+GDP&format=rss&qft=sortbydate%3D%221%22&setlang=zh'
    const clicked =
      'http://www.bing.com/news/apiclick.aspx?ref=FexRss&aid=&url=https%3a%2f%2fherald.example.com%2fa%3fid%3d1&mkt=zh-cn'
    expect(
      (
        await read(
          'search_feed',
          'https://x.example/',
          { engine: 'bing', query: '广西 GDP', language: 'zh' },
          { [bing]: rss(item('甲', clicked)) },
        )
      ).answer,
    ).toMatchObject({
      items: [{ url: 'https://herald.example.com/a?id=1' }],
    })
    const google = 'https://news.google.com/rss/search?q=guangxi+when%3A1d&hl=en-US&gl=US&ceid=US%3Aen'
    const hidden = Buffer.from('\x08\x13\x22\x21https://herald.example.com/world\xd2\x01\x00', 'latin1').toString(
      'base64url',
    )
    const opaque = 'https://news.google.com/rss/articles/CBMiAAAABBBBCCCCDDDDEEEEFFFF?oc=5'
    expect(
      (
        await read(
          'search_feed',
          'https://x.example/',
          { engine: 'google', query: 'guangxi', language: 'en' },
          { [google]: rss(item('A', `https://news.google.com/rss/articles/${hidden}?oc=5`) + item('B', opaque)) },
        )
      ).answer,
    ).toMatchObject({
      items: [{ url: 'https://herald.example.com/world' }, { url: opaque }],
    })
  })
})

describe('an RSSHub route', () => {
  it('is asked at the bureau’s own RSSHub and keeps the rank of a hot list', async () => {
    const site = {
      'http://hub.example.cn/r/weibo/search/hot': rss(
        item('甲', 'https://s.example.cn/1') + item('乙', 'https://s.example.cn/2'),
      ),
    }
    const { answer } = await read(
      'rsshub',
      'https://public.example.org/weibo/search/hot',
      { route: '/weibo/search/hot', ranked: true },
      site,
      'http://hub.example.cn/r/',
    )
    expect(answer).toMatchObject({
      items: [
        { title: '甲', position: { rank: 1 } },
        { title: '乙', position: { rank: 2 } },
      ],
    })
  })

  it('is asked at its own address where there is no RSSHub', async () => {
    const { asked } = await read('rsshub', 'https://public.example.org/a/b', { route: '/a/b' }, {})
    expect(asked).toEqual(['https://public.example.org/a/b'])
  })
})

describe('an e-paper', () => {
  const base = 'https://paper.example.cn/html/2026-11/22'
  const pages = '<a href="node_1.htm">第01版：要闻</a><a href="node_2.htm">第02版：经济</a><a href="node_2.pdf">PDF</a>'
  const front = `<html><title>邕江日报</title>${pages}<map><area href="content_101.htm"></map><ul><li><a href="content_101.htm">前三季度广西经济运行平稳</a></li></ul></html>`
  const second = `<html>${pages}<a href="content_201.htm">物价小幅上涨</a><a href="node_1.htm">上一版</a></html>`
  const settings = { frontPage: 'https://paper.example.cn/html/{YYYY}-{MM}/{DD}/node_1.htm' }

  it('is read page by page, each article with the number and name of its page', async () => {
    const site = { [`${base}/node_1.htm`]: front, [`${base}/node_2.htm`]: second }
    const { answer, asked } = await read('epaper', 'https://paper.example.cn/', settings, site)
    expect(asked).toEqual([`${base}/node_1.htm`, `${base}/node_2.htm`])
    expect(answer).toMatchObject({
      kind: 'items',
      items: [
        {
          url: `${base}/content_101.htm`,
          title: '前三季度广西经济运行平稳',
          position: { page: '01', section: '要闻' },
          publishedAt: new Date('2026-11-21T16:00:00Z'),
        },
        { url: `${base}/content_201.htm`, position: { page: '02', section: '经济' } },
      ],
    })
  })

  it('is yesterday’s until today’s appears', async () => {
    const yesterday = 'https://paper.example.cn/html/2026-11/21/node_1.htm'
    const { answer, asked } = await read('epaper', 'https://paper.example.cn/', settings, {
      [yesterday]: front.replace('node_2.htm', 'node_1.htm'),
    })
    expect(asked.slice(0, 2)).toEqual([`${base}/node_1.htm`, yesterday])
    expect(answer).toMatchObject({ kind: 'items', items: { length: 1 } })
  })

  it('is found behind an address that forwards to today’s', async () => {
    const site = {
      'https://paper.example.cn/':
        '<html><head><meta http-equiv="Refresh" content="0; URL=html/2026-11/22/node_1.htm"></head></html>',
      [`${base}/node_1.htm`]: front,
      [`${base}/node_2.htm`]: second,
    }
    const { answer } = await read('epaper', 'https://paper.example.cn/', {}, site)
    expect(answer).toMatchObject({ kind: 'items', items: { length: 2 } })
  })

  it('says so when a page has neither pages nor articles', async () => {
    const { answer } = await read(
      'epaper',
      'https://paper.example.cn/',
      {},
      { 'https://paper.example.cn/': '<html><p>维护中</p></html>' },
    )
    expect(answer).toMatchObject({ kind: 'failed', failure: { code: 'no_items' } })
  })
})
