/** Reading feeds: crawler/feed.ts (guards, tolerant reader behind rss-parser, plain text, one address form) beside rss-parser alone. */
import RssParser from 'rss-parser'
import type { FetchedPage } from '../domain/article.ts'
import { readFeed } from '../crawler/feed.ts'
import { compare, type Measured } from './compare.ts'
import { ordinaryFeeds } from './made-feeds.ts'

/** RSS and Atom apart: they are read by different readers. */
export async function benchFeeds({ seconds }: { seconds: number }): Promise<Measured[]> {
  const [chinese, english, atom] = ordinaryFeeds() as [FetchedPage, FetchedPage, FetchedPage]
  const rss = await beside('feed reading, RSS', [chinese, english], seconds / 2)
  return [rss, await beside('feed reading, Atom', [atom], seconds / 2)]
}

function beside(name: string, feeds: FetchedPage[], seconds: number): Promise<Measured> {
  const parser = new RssParser()
  let ownItems = 0
  let peerItems = 0
  return compare(
    {
      name,
      own: {
        name: 'crawler/feed.ts',
        pass: async () => {
          ownItems = 0
          for (const feed of feeds) {
            const read = await readFeed(feed)
            ownItems += read.ok ? read.items.length : 0
          }
        },
      },
      peer: {
        name: 'rss-parser',
        pass: async () => {
          peerItems = 0
          for (const feed of feeds)
            peerItems += (await parser.parseString(new TextDecoder().decode(feed.bytes))).items.length
        },
      },
      items: feeds.length,
      item: 'feed',
      get agreement() {
        return `${ownItems} usable items of ${peerItems} parsed`
      },
    },
    seconds,
  )
}
