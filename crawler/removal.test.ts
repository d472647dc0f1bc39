import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { removedBy } from './removal.ts'

const asked = 'https://news.guijiang.example/2026/1001/123.html'
const now = new Date('2026-10-03T04:00:00Z')
const page = (html: string, finalUrl = asked) => ({
  requestedUrl: asked,
  finalUrl,
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  bytes: Buffer.from(html),
  fetchedAt: now,
})
const menu = '<div class="nav"><a href="/">首页</a><a href="/gx/">广西</a><a href="/jj/">经济</a></div>'
const more = `<div class="hot"><h3>热门推荐</h3><ul>${'<li><a href="/1.html">桂江市举行秋季招聘会提供岗位两千个</a></li>'.repeat(8)}</ul></div>`
const framed = (body: string, title = '桂江新闻网'): string =>
  `<html><head><title>${title}</title></head><body>${menu}${body}${more}<div class="footer">桂江新闻网版权所有 桂ICP备00000000号</div></body></html>`

const notices = [
  '页面不存在',
  '对不起，您访问的页面不存在！',
  '抱歉，您要访问的页面不存在或已被删除。',
  '很抱歉，您查看的内容已下线，3秒后自动跳转到首页',
  '该内容已被发布者删除',
  '此内容因违规无法查看',
  '文章已删除',
  '该文章已被删除！请返回首页浏览其他内容。',
  '您访问的文章不存在或已删除',
  '抱歉，指定的主题不存在或已被删除或正在被审核',
  '找不到您要访问的页面',
  '404 Not Found',
  '404',
  '错误 404：页面未找到',
  '抱歉，您訪問的頁面不存在',
  '很抱歉，找不到該網頁',
  '此文章已被移除。',
  'Page not found',
  'Sorry, the page you’re looking for could not be found.',
  'This story is no longer available.',
  'Oops! We can’t find the page you requested. Try searching instead.',
  'The article you requested has been removed or deleted.',
  'ページが見つかりません',
  'Không tìm thấy trang',
]
const story = [
  '桂江市统计局10月1日发布消息，前三季度全市生产总值同比增长5.2%，增速比上半年加快0.3个百分点。',
  '网友此前转载的一篇称“数据造假”的文章，目前打开后显示“该内容已被发布者删除”，引发关注。',
  '市统计局回应称，统计数据来源真实、方法科学，社会各界可以通过官方网站查询并监督，欢迎提出意见和建议。',
]

describe('a page that answers 200', () => {
  it.each(notices)('is gone when it says: %s', (notice) => {
    for (const html of [
      framed(`<div class="tip"><p>${notice}</p></div>`),
      framed(`<img src="/x.png">`, `${notice} - 桂江新闻网`),
    ])
      expect(removedBy(page(html))?.reason).toBe('notice')
  })

  it('is gone when it leads to the front page or to a page for errors', () => {
    const at = (url: string) => removedBy(page(framed('<p>今日要闻</p>'), url))?.reason ?? null
    expect(at('https://news.guijiang.example/')).toBe('front_page')
    expect(at('https://www.guijiang.example/index.html?from=timeline')).toBe('front_page')
    expect(at('https://news.guijiang.example/404.html')).toBe('error_page')
    expect(at('https://m.guijiang.example/2026/1001/123.html')).toBeNull()
    expect(at('https://login.other.example/')).toBeNull()
    expect(at('https://news.guijiang.example/?p=123')).toBeNull()
  })

  it.each([
    '<meta http-equiv="refresh" content="3; url=/">',
    "<script>alert('信息不存在');location.href='/index.html'</script>",
    "<script>window.location.replace('https://news.guijiang.example/404.html')</script>",
  ])('is gone when it sends the browser there: %s', (head) => {
    expect(removedBy(page(`<html><head>${head}</head><body></body></html>`))?.reason).toBe('front_page')
    expect(removedBy(page(framed(`${head}${story.map((p) => `<p>${p}</p>`).join('')}`)))).toBeNull()
  })

  it('is gone when it is an empty frame, but not when a script may draw it or asks for proof first', () => {
    expect(removedBy(page('<html><body><div id="content"></div></body></html>'))?.reason).toBe('empty')
    for (const shell of [
      '<div id="app"></div><script src="/app.js"></script>',
      '<script>document.cookie="k="+f(12);location.reload();start()</script>',
    ])
      expect(removedBy(page(`<html><body>${shell}</body></html>`))).toBeNull()
  })
})

describe('an article', () => {
  const article = (lines: string[], title: string): string =>
    framed(
      `<h1>${title}</h1><div class="content">${lines.map((line) => `<p>${line}</p>`).join('')}</div>`,
      `${title}_桂江新闻网`,
    )

  it('is not gone because it speaks of what is, wherever and however', () => {
    const lines = fc.shuffledSubarray(notices, { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(
        lines,
        fc.nat(3),
        fc.constantFrom('“文章已删除”之后：一篇谣言的三天', '桂江前三季度增长5.2%'),
        (said, at, title) => {
          expect(removedBy(page(article(story.toSpliced(at, 0, ...said), title)))).toBeNull()
        },
      ),
    )
  })

  it('is not gone when it is short and signed, or tells in a sentence that another was deleted', () => {
    const short = '<div>2026-10-01 来源：桂江日报</div><p>该文章已被删除。</p>'
    expect(removedBy(page(framed(`<h1>一篇不实文章的下场</h1>${short}`)))).toBeNull()
    expect(removedBy(page(framed('<h1>快讯</h1><p>记者发现，该文章已被删除，平台未说明原因。</p>')))).toBeNull()
    expect(removedBy(page(framed('<p>页面不存在的秘密，藏在旧服务器里。</p>')))).toBeNull()
  })

  it('never makes it throw', () => {
    fc.assert(fc.property(fc.string(), fc.webUrl(), (html, url) => void removedBy(page(html, url))))
  })
})
