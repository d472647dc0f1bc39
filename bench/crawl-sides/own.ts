/**
 * Our side of the crawl in a process of its own: the door, one light tree a page, and what a page says. Prints one line of
 * JSON; with `watch` also its memory after every 500 pages.
 */
import { decodeText } from '../../crawler/decode.ts'
import { extractArticle } from '../../crawler/extract.ts'
import { openFetcher } from '../../crawler/fetch.ts'
import { charsetOf } from '../../crawler/response.ts'
import { elementsNamed, parseHtml, rawText } from '../../crawler/tree.ts'
import { keepYoungHeapSmall } from '../../main/young-heap.ts'
import { used } from './used.mjs'

const [work, base, count, watched] = process.argv.slice(2) as [string, string, string, string | undefined]
const total = Number(count)
const at = 8
const fetcher = openFetcher({ userAgent: 'Tongyu/0.1', allowPrivate: [new URL(base).host], now: () => new Date() })
const seen = { titles: 0, links: 0, letters: 0 }
let next = 0
const hand = async (): Promise<void> => {
  while (next < total) {
    if (watched && next % 500 === 0)
      process.stdout.write(`${JSON.stringify({ page: next, rssMb: process.memoryUsage().rss / 2 ** 20 })}\n`)
    const answer = await fetcher.fetchPage({ url: `${base}/${next++}` })
    if (answer.kind !== 'page') throw new Error(`page: ${JSON.stringify(answer)}`)
    if (work === 'article') {
      const read = extractArticle(answer.page)
      if (read.ok) seen.titles += 1
      seen.letters += read.ok ? read.article.text.length : 0
    } else {
      const tree = parseHtml(decodeText(answer.page.bytes, charsetOf(answer.page.headers)).text)
      if (elementsNamed(tree, 'title')[0]) seen.titles += 1
      seen.links += elementsNamed(tree, 'a').filter((a) => a.attribs.href !== undefined).length
      for (const p of elementsNamed(tree, 'p')) seen.letters += rawText(p).length
    }
  }
}
keepYoungHeapSmall()
const startMb = used().peakMb
const from = performance.now()
await Promise.all(Array.from({ length: at }, hand))
process.stdout.write(
  `${JSON.stringify({ pages: total, wallMs: performance.now() - from, startMb, ...seen, ...used() })}\n`,
)
await fetcher.close()
