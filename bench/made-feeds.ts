/** Ordinary feeds of about 47 KB, the size that feeds mostly have: RSS as Chinese and foreign sites write it, and Atom. */
import type { FetchedPage } from '../domain/article.ts'

const items = 24
const sentence = {
  zh: '国民经济运行总体平稳，居民消费价格同比小幅上涨，规模以上工业增加值保持增长，就业形势稳定。',
  en: 'The national economy ran smoothly, consumer prices rose slightly year on year, and employment stayed stable. ',
}

/** Made anew from fixed words: the same bytes in every run. */
export function ordinaryFeeds(): FetchedPage[] {
  return [rss('zh', 15), rss('en', 16), atom(16)].map((xml, n) => ({
    requestedUrl: `https://feed${n}.example/rss.xml`,
    finalUrl: `https://feed${n}.example/rss.xml`,
    status: 200,
    headers: { 'content-type': 'application/xml; charset=utf-8' },
    bytes: Buffer.from(xml),
    fetchedAt: new Date(0),
  }))
}

const each = (make: (n: number) => string): string => Array.from({ length: items }, (_, n) => make(n)).join('\n')
const day = (n: number): string => String(1 + (n % 28)).padStart(2, '0')
const paragraphs = (tongue: 'zh' | 'en', times: number): string =>
  `<p>${sentence[tongue]}</p><p><a href="https://feed.example/more">${sentence[tongue]}</a></p>${`<p>${sentence[tongue]}</p>`.repeat(Math.max(0, times - 6))}`

function rss(tongue: 'zh' | 'en', times: number): string {
  const entry = (n: number): string => `<item>
<title>${tongue === 'zh' ? `前三季度经济运行情况第${n}号` : `Economy in the first ${n} quarters &amp; outlook`}</title>
<link>https://feed.example/news/2026/11/${n}.html?utm_source=rss</link>
<guid isPermaLink="false">https://feed.example/?p=${n}</guid>
<pubDate>Mon, ${day(n)} Nov 2026 08:${day(n)}:00 +0800</pubDate>
<dc:creator><![CDATA[Desk ${n}]]></dc:creator>
<category><![CDATA[经济]]></category>
<description><![CDATA[<p>${sentence[tongue]}</p>]]></description>
<content:encoded><![CDATA[${paragraphs(tongue, times)}]]></content:encoded>
</item>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Feed ${tongue}</title><link>https://feed.example/</link><atom:link href="https://feed.example/rss.xml" rel="self" type="application/rss+xml"/><description>news</description><lastBuildDate>Mon, 30 Nov 2026 08:00:00 +0800</lastBuildDate>
${each(entry)}
</channel></rss>`
}

function atom(times: number): string {
  const escaped = paragraphs('en', times).replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const entry = (n: number): string => `<entry>
<title type="html">Economy in the first ${n} quarters</title>
<link rel="alternate" type="text/html" href="https://feed.example/posts/${n}"/>
<id>tag:feed.example,2026:${n}</id>
<published>2026-11-${day(n)}T08:00:00Z</published><updated>2026-11-${day(n)}T09:00:00Z</updated>
<author><name>Desk</name></author>
<content type="html">${escaped}</content>
</entry>`
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Feed</title><link rel="self" href="https://feed.example/atom.xml"/><link rel="alternate" href="https://feed.example/"/><id>tag:feed.example,2026:</id><updated>2026-11-30T08:00:00Z</updated>
${each(entry)}
</feed>`
}
