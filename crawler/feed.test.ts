import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import type { FetchedPage } from '../domain/article.ts'
import { readFeed, readFeedFully } from './feed.ts'

const page = (
  body: string | Uint8Array,
  headers: Record<string, string> = { 'content-type': 'application/rss+xml' },
): FetchedPage => ({
  requestedUrl: 'https://news.example.cn/rss.xml',
  finalUrl: 'https://news.example.cn/rss.xml',
  status: 200,
  headers,
  bytes: typeof body === 'string' ? Buffer.from(body) : body,
  fetchedAt: new Date('2026-10-01T00:00:00Z'),
})
const rss = (items: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>要闻</title><link>https://news.example.cn/</link>${items}</channel></rss>`
const item = (n: number): string => `<item><title>第${n}条</title><link>https://news.example.cn/${n}.html</link></item>`

describe('readFeed', () => {
  it('reads RSS 2.0', async () => {
    const answer = await readFeed(
      page(
        rss(
          '<item><title><![CDATA[GDP增长<b>5%</b> &amp; CPI]]></title><link>https://news.example.cn/1.html?utm_source=rss</link><pubDate>Thu, 01 Oct 2026 08:00:00 +0800</pubDate><description>&lt;p&gt;摘要&lt;/p&gt;</description></item>',
        ),
      ),
    )
    expect(answer).toEqual({
      ok: true,
      title: '要闻',
      items: [
        {
          url: 'https://news.example.cn/1.html',
          title: 'GDP增长5% & CPI',
          publishedAt: new Date('2026-10-01T00:00:00Z'),
          summary: '摘要',
        },
      ],
      dropped: { count: 0, reasons: {} },
    })
  })

  it('reads Atom, with relative links under xml:base and without', async () => {
    const atom = (base: string): string =>
      `<feed xmlns="http://www.w3.org/2005/Atom"${base}><title>Wire</title><entry><title type="html">A &amp;amp; B</title><id>tag:1</id><link rel="self" href="/self"/><link href="a/1"/><updated>2026-10-01T00:00:00Z</updated></entry></feed>`
    expect(await readFeed(page(atom('')))).toMatchObject({
      items: [{ url: 'https://news.example.cn/a/1', title: 'A & B' }],
    })
    expect(await readFeed(page(atom(' xml:base="https://b.example/x/"')))).toMatchObject({
      items: [{ url: 'https://b.example/x/a/1' }],
    })
  })

  it('reads RDF and GBK bytes, and a time without a zone as Asia/Shanghai', async () => {
    const rdf = `<?xml version="1.0" encoding="GB2312"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>统计</title></channel><item rdf:about="https://news.example.cn/r"><title>价格</title><link>https://news.example.cn/r</link><dc:date>2026-10-01 08:00</dc:date></item></rdf:RDF>`
    expect(await readFeed(page(iconv.encode(rdf, 'gbk')))).toMatchObject({
      title: '统计',
      items: [{ title: '价格', publishedAt: new Date('2026-10-01T00:00:00Z') }],
    })
  })

  it('drops and counts what cannot be used, and keeps the rest', async () => {
    const items = `${item(1)}<item><title>无链接</title></item><item><link>https://news.example.cn/x</link></item><item><title>坏</title><link>mailto:a@b.cn</link></item>${item(1)}${item(2)}`
    expect(await readFeed(page(rss(items)))).toMatchObject({
      items: [{ title: '第1条' }, { title: '第2条' }],
      dropped: { count: 4, reasons: { no_address: 1, no_title: 1, bad_address: 1, repeated: 1 } },
    })
  })

  it.each([
    ['an unescaped ampersand', rss('<item><title>A & B</title><link>https://news.example.cn/1?a=1&b=2</link></item>')],
    ['an unclosed item', rss(`<item><title>一</title><link>https://news.example.cn/1</link>${item(2)}`)],
    ['an end cut off', `${rss(item(1)).slice(0, -30)}`],
    ['an HTML entity', rss('<item><title>A&nbsp;B</title><link>https://news.example.cn/1</link></item>')],
    ['text before the declaration', `\n\n ${rss(item(1))}`],
    ['no version', rss(item(1)).replace(' version="2.0"', '')],
    ['a control sign', rss(`<item><title>a\u0008b</title><link>https://news.example.cn/1</link></item>`)],
    [
      'upper case',
      '<RSS version="2.0"><CHANNEL><ITEM><TITLE>一</TITLE><LINK>https://news.example.cn/1</LINK></ITEM></CHANNEL></RSS>',
    ],
  ])('reads a feed with %s', async (_name, xml) => {
    const answer = await readFeed(page(xml))
    expect(answer.ok && answer.items.length).toBeGreaterThanOrEqual(1)
  })

  it('keeps five hundred items and says how many it left', async () => {
    const answer = await readFeed(page(rss(Array.from({ length: 700 }, (_, i) => item(i)).join(''))))
    expect(answer.ok && [answer.items.length, answer.dropped.reasons]).toEqual([500, { over_limit: 200 }])
  })

  it.each(['', 'plain text', '<!doctype html><html><body>Not found</body></html>', '{"items":[]}'])(
    'says that %j is no feed',
    async (body) => {
      expect(await readFeed(page(body))).toMatchObject({ ok: false, failure: { code: 'not_a_feed' } })
    },
  )
})

describe('entities', () => {
  const bomb = `<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>`
  it('within entities are never expanded', async () => {
    const xml = rss('<item><title>x &c; y</title><link>https://news.example.cn/1</link></item>').replace(
      '?>',
      `?>${bomb}`,
    )
    const answer = await readFeed(page(xml))
    expect(JSON.stringify(answer)).not.toContain('aaaa')
    expect(answer.ok && answer.items).toHaveLength(1)
  })
})

it('survives a million nested elements', async () => {
  const xml = rss(`${item(1)}${'<p>'.repeat(1_000_000)}`)
  expect((await readFeed(page(xml))).ok).toBe(true)
})

it.each([
  ['unclosed links', `<feed xmlns="http://www.w3.org/2005/Atom">${'<link '.repeat(100_000)}`],
  ['links of one attribute', `<feed xmlns="http://www.w3.org/2005/Atom"><link>${'<link rel= rel='.repeat(50_000)}`],
  ['declarations', `${'<!DOCTYPE>'.repeat(100_000)}${rss(item(1))}`],
])('is not kept busy by a hundred thousand %s', async (_what, xml) => {
  expect((await readFeed(page(xml))).ok).toBe(true)
})

it('answers for a broken feed, whatever was broken before it', async () => {
  const torn = '<rss version="2.0"><channel><item></channel></rss></item>'
  const unclosed = '<rss version="2.0"><channel><entry>'
  for (const xml of [torn, unclosed, torn, rss(item(1))]) expect(await readFeed(page(xml))).toMatchObject({ ok: true })
})

it('reads everything of a feed for the scorer', async () => {
  const read = await readFeedFully(
    rss(
      '<item><guid isPermaLink="false">tag:7</guid><title>T</title><author>me</author><description>D</description><pubDate>2026-10-01 00:00</pubDate></item>',
    ),
  )
  expect(read).toEqual({
    ok: true,
    feed: {
      title: '要闻',
      isTitleLiteral: false,
      link: 'https://news.example.cn/',
      id: '',
      published: null,
      entries: [
        {
          id: 'tag:7',
          title: 'T',
          link: '',
          summary: 'D',
          content: 'D',
          published: '2026-10-01T00:00:00.000Z',
          author: 'me',
          isTitleLiteral: false,
        },
      ],
    },
  })
})

describe('JSON Feed', () => {
  it('is read like any feed, 1.0 and 1.1', async () => {
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      title: '要闻',
      home_page_url: 'https://news.example.cn/',
      items: [
        {
          id: 7,
          url: '/7.html',
          title: 'GDP <5%',
          content_text: '1 < 2',
          date_published: '2026-10-01T08:00:00+08:00',
          authors: [{ name: '张' }],
        },
        { id: 'https://news.example.cn/8.html', content_html: '<p>正文</p>', title: 5 },
        'no item',
      ],
    }
    expect(await readFeed(page(JSON.stringify(feed)))).toMatchObject({
      ok: true,
      title: '要闻',
      items: [
        {
          url: 'https://news.example.cn/7.html',
          title: 'GDP <5%',
          summary: '1 < 2',
          publishedAt: new Date('2026-10-01T00:00:00Z'),
        },
        { url: 'https://news.example.cn/8.html', title: '5', summary: '正文' },
      ],
    })
    expect(await readFeed(page('{"version": "https://jsonfeed.org/version/1", "items": [{'))).toMatchObject({
      ok: false,
      failure: { code: 'not_a_feed' },
    })
  })
})

it.each(['Thu, 31 Jun 2026 08:00:00 GMT', '2026-06-31T08:00:00Z', 'Thu, 01 Oct 2026 25:00:00 GMT'])(
  'does not make a day of %s',
  async (time) => {
    const entry = `<item><title>T</title><link>https://news.example.cn/1</link><pubDate>${time}</pubDate></item>`
    const read = await readFeed(page(rss(entry)))
    expect(read.ok && read.items[0]!.publishedAt).toBeNull()
  },
)

describe('times and titles of Atom', () => {
  const atom = (entry: string): string =>
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>W</title><entry><link href="https://w.example.org/1"/>${entry}</entry></feed>`

  it('a time without a zone does not depend on where the machine stands', async () => {
    expect(await readFeed(page(atom('<title>T</title><published>2026-10-01T08:00:00</published>')))).toMatchObject({
      items: [{ publishedAt: new Date('2026-10-01T00:00:00Z') }],
    })
  })

  it('a title that is said to be text keeps what looks like markup', async () => {
    expect(await readFeed(page(atom('<title type="text">Use of the &lt;br&gt; tag</title>')))).toMatchObject({
      items: [{ title: 'Use of the <br> tag' }],
    })
    expect(await readFeed(page(atom('<title type="html">Use of &lt;b&gt;tags&lt;/b&gt;</title>')))).toMatchObject({
      items: [{ title: 'Use of tags' }],
    })
  })
})
