import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { type ListedSource, readOpml } from './opml.ts'
import { readSourceList } from './source-list.ts'
import { readSourceCsv, writeSourceCsv } from './source-csv.ts'

const opml = (body: string): Uint8Array =>
  Buffer.from(`<?xml version="1.0"?><opml version="2.0"><head/><body>${body}</body></opml>`)
const feed = (outlet: string, name: string, url: string): ListedSource => ({
  outlet,
  name,
  kind: 'feed',
  url,
  settings: {},
})

describe('OPML', () => {
  it('gives sources with their folder as outlet, however deep, with kind and settings where they are ours', () => {
    const read = readOpml(
      opml(
        `<outline text="地方媒体"><outline text="邕江日报"><outline type="rss" text="要闻" xmlUrl="https://yj.example.cn/rss.xml"/>
        <outline text="列表" xmlUrl="https://yj.example.cn/l/" kind="list" settings="{&quot;item&quot;:&quot;li&quot;}"/></outline></outline>
        <outline TITLE="Herald" xmlURL="https://herald.example.com/feed"/>`,
      ),
    )
    expect(read).toEqual({
      ok: true,
      sources: [
        feed('邕江日报', '要闻', 'https://yj.example.cn/rss.xml'),
        { ...feed('邕江日报', '列表', 'https://yj.example.cn/l/'), kind: 'list', settings: { item: 'li' } },
        feed('', 'Herald', 'https://herald.example.com/feed'),
      ],
      faults: [],
    })
  })

  it('names what it leaves out', () => {
    const read = readOpml(
      opml(
        '<outline xmlUrl="javascript:x"/><outline xmlUrl="https://a.example.cn/"/><outline xmlUrl="https://a.example.cn/"/><outline xmlUrl="https://b.example.cn/" kind="telex"/><outline xmlUrl="https://c.example.cn/" kind="list"/>',
      ),
    )
    expect(read.ok && read.faults.map(({ at, why }) => `${at} ${why}`)).toEqual([
      '1 bad_address',
      '3 repeated',
      '4 unknown_kind',
      '5 bad_settings',
    ])
  })

  it('is read when it is nearly well-formed, and expands nothing', () => {
    const bomb = `<!DOCTYPE o [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "&a;&a;&a;">]>`
    const read = readOpml(
      Buffer.from(
        `${bomb}<opml><body><outline text="&b;" xmlUrl="https://a.example.cn/?x=1&y=2"><outline text="乙" xmlUrl="https://b.example.cn/"></body>`,
      ),
    )
    expect(read.ok && read.sources).toEqual([
      feed('', '&b;', 'https://a.example.cn/?x=1&y=2'),
      feed('', '乙', 'https://b.example.cn/'),
    ])
    expect(readOpml(Buffer.from('<html><p>no list</p></html>'))).toEqual({ ok: false, why: 'not_a_list' })
    expect(readOpml(new Uint8Array(6 * 1024 * 1024))).toEqual({ ok: false, why: 'too_large' })
  })
})

describe('a table of sources', () => {
  const text =
    '媒体,信源,读取方式,地址,设置\r\n邕江日报,"要闻, 经济",订阅源,https://yj.example.cn/rss.xml,\r\n,,,,\r\n邕江日报,栏目,列表页,https://yj.example.cn/l/,"{""item"":""li""}"\r\n'
  const sources = [
    feed('邕江日报', '要闻, 经济', 'https://yj.example.cn/rss.xml'),
    { ...feed('邕江日报', '栏目', 'https://yj.example.cn/l/'), kind: 'list', settings: { item: 'li' } },
  ]

  it.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['GBK, as Excel saves it', iconv.encode(text, 'gbk')],
    [
      'UTF-16, as Excel saves "Unicode text"',
      iconv.encode(
        `\uFEFF${text.replaceAll(',', '\t').replace('要闻\t 经济', '要闻, 经济').replace('item""\t', 'item"",')}`,
        'utf-16le',
      ),
    ],
  ])('is read in %s', (_, bytes) => expect(readSourceCsv(bytes)).toEqual({ ok: true, sources, faults: [] }))

  it('takes settings from columns of their own, and names the line of a fault', () => {
    const read = readSourceCsv(
      Buffer.from(
        'url;kind;name;engine;query;ranked;route\nhttps://s.example.org/;search_feed;境外;gdelt;guangxi;;\nhttps://r.example.org/;rsshub;热榜;;;TRUE;/hot\nftp://x;feed;;;;;\n',
      ),
    )
    expect(read).toMatchObject({
      sources: [{ settings: { engine: 'gdelt', query: 'guangxi' } }, { settings: { ranked: true, route: '/hot' } }],
      faults: [{ at: 4, why: 'bad_address' }],
    })
  })

  it('is none where no column holds addresses', () => {
    expect(readSourceCsv(Buffer.from('a,b\n1,2\n'))).toEqual({ ok: false, why: 'not_a_list' })
    expect(readSourceCsv(new Uint8Array())).toEqual({ ok: false, why: 'not_a_list' })
  })

  it('comes back as it was written', () => {
    const word = fc
      .string({ minLength: 1, maxLength: 20 })
      .map((s) => s.replace(/[\s\p{C}]/gu, ''))
      .filter((s) => s !== '' && !/^[=+\-@']/.test(s))
    const row = fc.record({ outlet: word, name: word, n: fc.nat(), query: word })
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: (r) => r.n, maxLength: 20 }), (rows) => {
        const sources = rows.map(
          ({ outlet, name, n, query }): ListedSource => ({
            outlet,
            name,
            kind: 'search_feed',
            url: `https://s.example.org/${n}`,
            settings: { engine: 'bing', query },
          }),
        )
        for (const say of [(zh: string) => zh, (_zh: string, en: string) => en])
          expect(readSourceCsv(Buffer.from(writeSourceCsv(sources, say)))).toEqual({ ok: true, sources, faults: [] })
      }),
    )
  })

  it('never throws, and gives no formula to a spreadsheet', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        (bytes) => typeof readSourceCsv(bytes).ok === 'boolean' && typeof readOpml(bytes).ok === 'boolean',
      ),
    )
    expect(writeSourceCsv([feed('=HYPERLINK("x")', '+1', 'https://a.example.cn/')], (zh) => zh)).not.toMatch(
      /(?:^|,|\n)"?[=+]/m,
    )
  })
})

it('a file is OPML or a table by what it begins with', () => {
  expect(readSourceList(opml('<outline xmlUrl="https://a.example.cn/"/>'))).toMatchObject({ sources: { length: 1 } })
  expect(readSourceList(Buffer.from('\uFEFF地址\nhttps://a.example.cn/\n'))).toMatchObject({ sources: { length: 1 } })
})
