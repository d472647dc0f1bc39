/** What every reader of a page promises, whatever the page: no exception, items with usable addresses, limits kept. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FetchedPage, type SourceKind, sourceKinds } from '../domain/article.ts'
import type { SourceSettings } from '../domain/source-settings.ts'
import { itemLimits } from './items.ts'
import { readSource } from './read-source.ts'

const now = new Date('2026-11-22T01:00:00Z')
const url = 'https://yj.example.cn/x'
const settings: Record<SourceKind, SourceSettings> = {
  feed: {},
  list: { item: 'li', date: 'b' },
  script_list: { item: 'a' },
  sitemap: {},
  search_feed: { engine: 'gdelt', query: 'q' },
  rsshub: { route: '/x', ranked: true },
  epaper: {},
}
const piece = fc.constantFrom(
  ...[
    '<rss version="2.0"><channel>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    '<item>',
    '<entry>',
    '<urlset>',
    '<sitemapindex>',
    '<sitemap>',
  ],
  ...[
    '<url>',
    '<loc>https://yj.example.cn/n/1</loc>',
    '<loc>/n/2</loc>',
    '<title>题</title>',
    '<link>https://yj.example.cn/3</link>',
    '<link href="4"/>',
  ],
  ...[
    '</item>',
    '</entry>',
    '</url>',
    '</urlset>',
    '<![CDATA[',
    ']]>',
    '&amp;',
    '&x;',
    '<!DOCTYPE a [',
    '<html>',
    '<li><a href="/a/1.html">一条新闻的标题</a><b>2026-11-01</b></li>',
  ],
  ...[
    '<a href="node_2.htm">第02版：要闻</a>',
    '<a href="content_7.htm">题目</a>',
    '{"articles":[',
    '{"url":"https://a.example/1","title":"t"}',
    ',',
    ']}',
    '{"version":"https://jsonfeed.org/version/1","items":[',
    '{"id":1}',
  ],
  ...['\0', '\u2028', '<lastmod>2026-11-21</lastmod>', 'https://yj.example.cn/9\n', '<pubDate>x</pubDate>'],
)
const body = fc.oneof(
  fc.array(piece, { maxLength: 40 }).map((pieces) => Buffer.from(pieces.join(''))),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
)

describe('any page', () => {
  it.each(sourceKinds)('is read as %s without an exception, and every item has an address', async (kind) => {
    await fc.assert(
      fc.asyncProperty(body, async (bytes) => {
        const page: FetchedPage = { requestedUrl: url, finalUrl: url, status: 200, headers: {}, bytes, fetchedAt: now }
        let asked = 0
        const answer = await readSource(
          { kind, url, settings: settings[kind] },
          async () => {
            asked += 1
            return { kind: 'page', page, etag: '', lastModified: '', movedTo: null }
          },
          { now, rsshub: '' },
        )
        expect(asked).toBeLessThanOrEqual(42)
        expect(['items', 'failed']).toContain(answer.kind)
        const items = answer.kind === 'items' ? answer.items : []
        expect(items.length).toBeLessThanOrEqual(itemLimits.maxItems)
        for (const item of items) {
          expect(item.url).toMatch(/^https?:\/\//)
          expect(Number.isNaN(item.publishedAt?.getTime() ?? 0)).toBe(false)
        }
      }),
      { numRuns: 60 },
    )
  })
})
