/** Crawlee's CheerioCrawler on the same pages, as its documents say, loaded from where it is installed. Prints one line of JSON. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { used } from './used.mjs'

const [, base, count, folder] = process.argv.slice(2)
const { CheerioCrawler, Configuration, log } = await import(
  pathToFileURL(createRequire(join(folder, 'x.js')).resolve('@crawlee/cheerio')).href
)
log.setLevel(log.LEVELS.ERROR)
const seen = { titles: 0, links: 0, letters: 0 }
const crawler = new CheerioCrawler(
  {
    minConcurrency: 8,
    maxConcurrency: 8,
    requestHandler: ({ $ }) => {
      if ($('title').length > 0) seen.titles += 1
      seen.links += $('a[href]').length
      for (const p of $('p').toArray()) seen.letters += $(p).text().length
    },
  },
  new Configuration({ persistStorage: false, purgeOnStart: false }),
)
const startMb = used().peakMb
const from = performance.now()
await crawler.run(Array.from({ length: Number(count) }, (_, n) => `${base}/${n}`))
process.stdout.write(
  `${JSON.stringify({ pages: Number(count), wallMs: performance.now() - from, startMb, ...seen, ...used() })}\n`,
)
