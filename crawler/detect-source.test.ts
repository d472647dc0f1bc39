import { describe, expect, it } from 'vitest'
import { detectSource } from './detect-source.ts'
import { fetchFailure } from './failure.ts'
import type { SourceRequest } from './items.ts'
import type { SourceAsk } from './read-source.ts'

const now = new Date('2026-11-22T01:00:00Z')
const home = 'https://news.example.cn/eco/'
/** Address → body; `rendered:` before an address is what a browser sees there. */
async function detect(site: Record<string, string>, url = home) {
  const asked: SourceRequest[] = []
  const ask: SourceAsk = async (request) => {
    asked.push(request)
    const body = site[(request.render ? 'rendered:' : '') + request.url]
    if (body === undefined) return { kind: 'failed', failure: fetchFailure('http_status', { status: 404 }) }
    const headers = { 'content-type': body.startsWith('<html') ? 'text/html' : 'application/octet-stream' }
    const page = {
      requestedUrl: request.url,
      finalUrl: request.url,
      status: 200,
      headers,
      bytes: Buffer.from(body),
      fetchedAt: now,
    }
    return { kind: 'page', page, etag: '', lastModified: '', movedTo: null }
  }
  const detection = await detectSource(url, ask, { now, rsshub: '' })
  const proposals = detection.ok ? detection.proposals : []
  return {
    detection,
    asked: asked.map((request) => request.url),
    told: proposals.map((p) => `${p.reason} ${p.kind} ${p.url} ${p.itemCount}`),
    proposals,
  }
}

const feed =
  '<rss version="2.0"><channel><title>经济频道</title><item><title>甲</title><link>https://news.example.cn/1</link></item></channel></rss>'
const sitemap = '<urlset><url><loc>https://news.example.cn/1</loc><lastmod>2026-11-21</lastmod></url></urlset>'
const rows = Array.from(
  { length: 8 },
  (_, i) => `<li><a href="/a/${100 + i}.html">某市前三季度居民消费价格指数第${i}期</a></li>`,
)
const list = `<ul class="list">${rows.join('')}</ul>`

describe('what a pasted address offers', () => {
  it('is the feed or sitemap itself, asked once', async () => {
    expect(await detect({ [home]: feed })).toMatchObject({ told: [`is_feed feed ${home} 1`], asked: [home] })
    expect(await detect({ [home]: sitemap })).toMatchObject({ told: [`is_sitemap sitemap ${home} 1`], asked: [home] })
  })

  it('is what the page links, then the sitemaps that robots.txt names, then its lists', async () => {
    const site = {
      [home]: `<html><head><link rel="alternate" type="application/rss+xml" href="/eco.xml"><link rel="alternate" type="application/rss+xml" href="/gone.xml"><link rel="alternate" type="application/rss+xml" href="https://elsewhere.example.org/feed"></head>${list}</html>`,
      'https://news.example.cn/eco.xml': feed,
      'https://news.example.cn/robots.txt':
        'User-agent: *\nSitemap: https://news.example.cn/all.xml\nsitemap: https://news.example.cn/news.xml\n',
      'https://news.example.cn/news.xml': sitemap,
      'https://news.example.cn/all.xml': sitemap,
    }
    const { told, asked, proposals } = await detect(site)
    expect(told).toEqual([
      'linked_feed feed https://news.example.cn/eco.xml 1',
      'robots_sitemap sitemap https://news.example.cn/news.xml 1',
      `readable_list list ${home} 8`,
    ])
    expect(asked.filter((url) => url === home)).toHaveLength(1)
    expect(asked.join()).not.toContain('elsewhere')
    expect(proposals[0]).toMatchObject({ title: '经济频道', sample: [{ title: '甲' }] })
  })

  it('is looked for at a few usual paths where the page links no feed', async () => {
    const { told, asked } = await detect({ [home]: `<html>${list}</html>`, 'https://news.example.cn/rss.xml': feed })
    expect(told[0]).toBe('usual_feed_path feed https://news.example.cn/rss.xml 1')
    expect(asked.length).toBeLessThanOrEqual(10)
  })

  it('is a list for the browser only where none can be read without', async () => {
    const { told, proposals } = await detect({
      [home]: '<html><div id="app"></div></html>',
      [`rendered:${home}`]: `<html><div id="app">${list}</div></html>`,
    })
    expect(told).toEqual([`rendered_list script_list ${home} 8`])
    expect(proposals[0]?.settings.waitFor).toBe(proposals[0]?.settings.item)
  })

  it('is not what stands beside an article: its feeds count, its lists of the most read do not', async () => {
    const article = 'https://news.example.cn/eco/20261121/t20261121_100.html'
    const text = '国家统计局今日发布数据，前三季度国内生产总值同比增长百分之五。'.repeat(8)
    const page = `<html><head><link rel="alternate" type="application/rss+xml" href="/eco.xml"></head><h1>前三季度经济运行情况</h1><div>2026-11-21 10:00:00 来源：示例日报</div><div class="content"><p>${text}</p></div>${list}</html>`
    const { detection, told } = await detect({ [article]: page, 'https://news.example.cn/eco.xml': feed }, article)
    expect(detection).toMatchObject({ ok: true, isArticle: true })
    expect(told).toEqual(['linked_feed feed https://news.example.cn/eco.xml 1'])
    expect((await detect({ [home]: `<html>${list}</html>` })).detection).toMatchObject({ isArticle: false })
  })

  it('is a list of three only where there is no longer one', async () => {
    const short = `<ul class="few">${rows.slice(0, 3).join('').replaceAll('/a/', '/few/')}</ul>`
    expect((await detect({ [home]: `<html>${short}</html>` })).told).toEqual([`readable_list list ${home} 3`])
    expect((await detect({ [home]: `<html>${short}${list}</html>` })).told).toEqual([`readable_list list ${home} 8`])
  })

  it('is nothing on a page without news, and a failure where the page did not come', async () => {
    expect((await detect({ [home]: '<html><p>关于我们</p></html>' })).detection).toMatchObject({
      ok: true,
      proposals: [],
    })
    expect((await detect({})).detection).toMatchObject({ ok: false, failure: { code: 'http_status' } })
  })
})
