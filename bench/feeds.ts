/** Reading feeds: crawler/feed.ts (guards, tolerant reader behind rss-parser, plain text, one address form) beside rss-parser alone. */
import RssParser from 'rss-parser'
import { readFeed } from '../crawler/feed.ts'
import { compare, type Measured } from './compare.ts'
import { ordinaryFeeds } from './made-feeds.ts'

export async function benchFeeds({ seconds }: { seconds: number }): Promise<Measured> {
  const feeds = ordinaryFeeds()
  const parser = new RssParser()
  let ownItems = 0
  let peerItems = 0
  return compare(
    {
      name: 'feed reading',
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
