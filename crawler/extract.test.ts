import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import type { ArticleSettings, FetchedPage } from '../domain/article.ts'
import { extractArticle, readArticle } from './extract.ts'

const now = new Date('2026-10-01T04:00:00Z')
const url = 'https://news.guijiang.example/a/123.html'
const fixture = (name: string): string => readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8')
const read = (html: string) => readArticle({ html, url, now })
const prose =
  '前三季度，面对复杂严峻的外部环境，全区上下坚持稳中求进工作总基调，国民经济运行总体平稳，发展质量稳步提升。'
const wrap = (body: string, head = ''): string =>
  `<html><head><title>标题在此</title>${head}</head><body>${body}<div id="c"><p>${prose}</p><p>${prose}</p><p>${prose}</p></div></body></html>`

describe('a Chinese portal page', () => {
  const article = read(fixture('portal-zh.html'))

  it('gives title, source with link, author, editor and time', () => {
    expect(article).toMatchObject({
      title: '前三季度全区生产总值同比增长5.2%',
      sourceLine: '桂江日报',
      sourceUrl: 'http://www.guijiang.example/daily/',
      byline: '韦小明 黄丽',
      editor: '覃海',
      publishedAt: new Date('2026-10-01T01:30:00Z'),
      declaredLanguage: 'zh-Hans',
      canonicalUrl: url,
    })
  })

  it('gives the body by paragraphs, without menus, related news, captions and notices', () => {
    const lines = article.text.split('\n')
    expect(lines).toHaveLength(5)
    expect(lines[0]).toMatch(/^本报讯/)
    expect(lines[4]).toMatch(/。$/)
    for (const noise of ['首页', '相关阅读', '责任编辑', '扫一扫', '图为', '版权', '热点排行'])
      expect(article.text).not.toContain(noise)
  })
})

describe('an English wire page', () => {
  const article = read(fixture('wire-en.html'))

  it('prefers what it states for machines, and takes the site name off its title', () => {
    expect(article).toMatchObject({
      title: 'China’s Guangxi says economy grew 5.2% in first three quarters',
      byline: 'Mary Smith',
      publishedAt: new Date('2026-10-01T02:15:00Z'),
      declaredLanguage: 'en',
      canonicalUrl: 'https://news.guijiang.example/asia/guangxi-growth',
    })
  })

  it('gives the body cut in two by an advertisement, without appeals and comments', () => {
    expect(article.text.split('\n')).toHaveLength(4)
    for (const noise of ['Sign up', 'Advertisement', 'comment', 'Getty', 'Related'])
      expect(article.text).not.toContain(noise)
  })
})

describe('small lines', () => {
  it.each([
    [
      '<div>来源：新华网 2026-09-30 10:00</div>',
      { sourceLine: '新华网', publishedAt: new Date('2026-09-30T02:00:00Z') },
    ],
    [
      '<div>2026年09月30日10:00　来源：<a href="http://www.news.cn/">新华社</a>　编辑：王五</div>',
      { sourceLine: '新华社', sourceUrl: 'http://www.news.cn/', editor: '王五' },
    ],
    ['<div><span>来源:</span><span>人民日报</span></div>', { sourceLine: '人民日报' }],
    ['<div>稿源: 中新社 | 作者: 李四</div>', { sourceLine: '中新社', byline: '李四' }],
    ['<div>發佈時間：2026-09-30 10:00 來源：大公網</div>', { sourceLine: '大公網' }],
    ['<div>By Jane Doe</div>', { byline: 'Jane Doe' }],
    ['<div>（责任编辑：王丹 ）</div>', { editor: '王丹' }],
    ['<div>2026-09-30 10:00 城市晚报</div>', { sourceLine: '城市晚报' }],
    ['<div>2026-09-30 10:00 记者 李四 A+A-</div><p>编辑丨黄某 值班编委丨周某</p>', { editor: '黄某' }],
    ['<div>3小时前</div>', { publishedAt: new Date('2026-10-01T01:00:00Z') }],
  ])('%s', (line, expected) => expect(read(wrap(`<h1>标题在此</h1>${line}`))).toMatchObject(expected))

  it('invents nothing', () => {
    expect(read(wrap('<h1>标题在此</h1>'))).toMatchObject({
      byline: '',
      sourceLine: '',
      sourceUrl: '',
      editor: '',
      publishedAt: null,
      declaredLanguage: '',
    })
  })

  it('does not take a time in the future, nor one of the body, for the publication', () => {
    expect(read(wrap('<h1>标题在此</h1><div>2027-01-01 10:00</div>')).publishedAt).toBeNull()
    const body = `<h1>标题在此</h1>${`<p>${prose}</p>`.repeat(30)}<p>${prose}2025年1月1日 10:00起施行。${prose}${prose}</p>`
    expect(read(wrap(body)).publishedAt).toBeNull()
  })

  it('takes no time out of a headline or a sentence', () => {
    const titled = read(
      `<title>5月20日至31日，高速封闭</title><h1>5月20日至31日，高速封闭</h1><p>今天凌晨，${prose}</p><p>昨天，${prose}${prose}</p>`,
    )
    expect(titled).toMatchObject({ title: '5月20日至31日，高速封闭', publishedAt: null })
    expect(read(wrap('<h1>标题在此</h1><div>09-30 08:15</div>')).publishedAt).toEqual(new Date('2026-09-30T00:15:00Z'))
  })

  it('believes a stated day together with the time seen', () => {
    const head = '<meta name="PubDate" content="2026-09-30">'
    expect(read(wrap('<h1>标题在此</h1><div>2026-09-30 15:45</div>', head)).publishedAt).toEqual(
      new Date('2026-09-30T07:45:00Z'),
    )
  })
})

describe('canonical address', () => {
  const canonical = (head: string): string => read(wrap('', head)).canonicalUrl
  it('is believed on the same site only, and never when it is the front page', () => {
    expect(canonical('<link rel="canonical" href="/a/1.html?utm_source=x#y">')).toBe(
      'https://news.guijiang.example/a/1.html',
    )
    expect(canonical('<link rel="canonical" href="https://www.guijiang.example/a/1.html">')).toBe(
      'https://www.guijiang.example/a/1.html',
    )
    expect(canonical('<link rel="canonical" href="https://thief.example/a/1.html">')).toBe(url)
    expect(canonical('<link rel="canonical" href="/">')).toBe(url)
    expect(canonical('<link rel="canonical" href="javascript:alert(1)">')).toBe(url)
  })
})

describe('extractArticle', () => {
  const page = (bytes: Uint8Array, type = 'text/html'): FetchedPage => ({
    requestedUrl: url,
    finalUrl: url,
    status: 200,
    headers: { 'content-type': type },
    bytes,
    fetchedAt: now,
  })
  it('reads GBK', () => {
    const answer = extractArticle(page(iconv.encode(fixture('portal-zh.html').replace('utf-8', 'gbk'), 'gbk')))
    expect(answer).toMatchObject({ ok: true, article: { title: '前三季度全区生产总值同比增长5.2%' } })
  })
  it('says why not', () => {
    expect(extractArticle(page(Buffer.from('%PDF-1.7'), 'application/pdf'))).toMatchObject({
      ok: false,
      failure: { code: 'not_html' },
    })
    expect(extractArticle(page(Buffer.from('<html><body><script>render()</script></body></html>')))).toMatchObject({
      ok: false,
      failure: { code: 'no_text' },
    })
  })
})

describe("a source's own selectors", () => {
  const html = `<html><head><title>标题在此</title></head><body><h1>标题在此</h1>
    <span id="t">03/10/2026 12:30</span><i class="from">鹭湾日报</i><b class="by">林晓</b>
    <div class="a"><p>${prose}</p><p>第一段。</p><aside class="tip">编者提示：以上为正文。</aside></div>
    <div class="b"><p>${prose}</p><p>${prose}</p><p>${prose}</p></div></body></html>`
  const read = (settings: ArticleSettings) =>
    extractArticle(
      {
        requestedUrl: url,
        finalUrl: url,
        status: 200,
        headers: { 'content-type': 'text/html' },
        bytes: Buffer.from(html),
        fetchedAt: new Date('2026-11-01T00:00:00Z'),
      },
      settings,
    )

  it('say where things are, what is to be taken out, and how times are written', () => {
    const settings = {
      title: 'h1',
      body: '.a',
      time: '#t',
      source: '.from',
      author: '.by',
      remove: '.a p:last-of-type',
    }
    expect(read({ ...settings, dayOrder: 'day_first', timeZone: 'Europe/London' })).toMatchObject({
      ok: true,
      missed: [],
      article: {
        title: '标题在此',
        text: prose,
        byline: '林晓',
        sourceLine: '鹭湾日报',
        publishedAt: new Date('2026-10-03T11:30:00Z'),
        publishedPrecision: 'instant',
      },
    })
    expect(read({ body: '.a p, .b p' })).toMatchObject({
      article: { text: [prose, '第一段。', prose, prose, prose].join('\n') },
    })
  })

  it.each(['.gone', 'p::nonsense(', '.from > p'])(
    'that find nothing are named, and the general way goes on: %s',
    (body) => {
      expect(read({ body, remove: '.advertisement' })).toMatchObject({
        ok: true,
        missed: ['body'],
        article: { text: [prose, prose, prose].join('\n') },
      })
    },
  )

  it('whose time is none are named too', () => {
    expect(read({ time: 'h1' })).toMatchObject({ missed: ['time'] })
  })
})

describe('hostile pages', () => {
  const deep = 100_000
  it.each([
    ['deep nesting', '<div>'.repeat(deep)],
    ['very deep nesting', `${'<i>'.repeat(1_300_000)}${prose}`],
    ['nested paragraphs', '<p><q>'.repeat(500_000)],
    ['deep inline nesting with text', `${'<b>x'.repeat(deep)}`],
    ['many siblings', '<p>一句话。</p>'.repeat(60_000)],
    ['one line of ten million signs', 'a'.repeat(10_000_000)],
    ['unclosed everything', '<table><tr><td><a href="'.repeat(20_000)],
    ['broken JSON-LD', `<script type="application/ld+json">{"@graph":[${'['.repeat(50_000)}</script>`],
    ['labels without end', `<div>${'来源：'.repeat(20_000)}</div>`],
    ['a million unclosed tags', '<span class="content">'.repeat(1_000_000)],
    ['tables in tables', '<table><tr><td>数'.repeat(30_000)],
    ['one table of a hundred thousand cells', `<table>${'<tr><td>1</td><td>2</td></tr>'.repeat(50_000)}</table>`],
    ['breaks without end', '句。<br>'.repeat(200_000)],
    ['pictures without end', `<div>${`<p>${prose}</p>`.repeat(3)}${'<img src="/a.jpg">'.repeat(100_000)}</div>`],
    ['links without end', `<p>${prose}${'<a href="/x">x</a>'.repeat(100_000)}</p>`],
    ['data nested without end', `<script>var a = ${'{"content":['.repeat(100_000)}</script>`],
    [
      'data of a hundred thousand texts',
      `<script type="application/json">[${'{"title":"x","text":"一二三四五六七八九十"},'.repeat(100_000)}0]</script>`,
    ],
    [
      'small print without end',
      `<p>${'编辑：王五 '.repeat(30_000)}</p><p>${'2026-10-01 08:30 '.repeat(14)}x</p>`.repeat(20),
    ],
    ['ten million signs of white space', `<p>${prose}${' '.repeat(10_000_000)}</p>`],
    ['entities without end', `<p>${'&nbsp;&amp;'.repeat(300_000)}</p>`],
    ['NULs and half characters', '<p>\0\ud800来源：\udfff</p>'],
  ])('are read to an end: %s', (_name, html) => {
    expect(typeof read(html).text).toBe('string')
  })

  it('never throw', () => {
    const tag = fc.constantFrom(
      '<div>',
      '</div>',
      '<p>',
      '<h1>',
      '<a href="',
      '">',
      '<script>',
      '</script>',
      '来源：',
      '<title>',
      '<meta name="author" content="',
      '2026-10-01',
      prose,
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(tag, fc.string()), { maxLength: 40 }), (pieces) => {
        expect(typeof read(pieces.join('')).title).toBe('string')
      }),
    )
  })

  it('is not kept busy by white space where machine-readable data belongs', () => {
    const gap = ' '.repeat(150_000)
    const data = `x]]>${gap}x`
    expect(
      read(`<script type="application/ld+json">${gap}${data}</script><h1>标题标题</h1><p>${prose}</p>`).title,
    ).toBe('标题标题')
  })
})
