/**
 * Fetching and reading pages of the local world with politeness off: ours in a process of its own beside Crawlee's CheerioCrawler and
 * Scrapy in theirs, on one server here. Same work: title, links, letters of the paragraphs; ours once more with the whole article.
 * A peer that is not installed is named and not measured.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Told } from './told.ts'
import { worldArticles } from './world-pages.ts'

const fewest = 600
const pagesASecond = 60

type Side = {
  pages: number
  wallMs: number
  cpuSeconds: number
  /** Before the first page: the program, its loader and libraries. */
  startMb: number
  peakMb: number
  titles: number
  links: number
  letters: number
}
const script = (name: string): string => fileURLToPath(new URL(`crawl-sides/${name}`, import.meta.url))

export async function benchCrawl({ seconds, peers }: { seconds: number; peers?: string }): Promise<Told> {
  const pages = (await worldArticles()).map(({ html }) =>
    Buffer.from(html.replace(/charset=["']?[\w-]+/gi, 'charset=utf-8')),
  )
  const server = createServer((request, response) => {
    const page = pages[Number(request.url?.slice(1)) % pages.length]!
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': page.length }).end(page)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const count = String(Math.max(fewest, Math.round(seconds * pagesASecond)))
  const tsx = ['--import', 'tsx']
  const sides: [string, string[] | null, string][] = [
    ['ours: title, links, text', ['node', ...tsx, script('own.ts'), 'same', base, count], ''],
    ['ours: the whole article', ['node', ...tsx, script('own.ts'), 'article', base, count], ''],
    [
      'Crawlee CheerioCrawler',
      peers && existsSync(join(peers, 'node_modules/@crawlee/cheerio'))
        ? ['node', script('crawlee.mjs'), 'same', base, count, peers]
        : null,
      'not installed: give --peers FOLDER with @crawlee/cheerio in it',
    ],
    [
      'Scrapy',
      ['scrapy', 'runspider', script('spider.py'), '-a', `base=${base}`, '-a', `count=${count}`],
      'not installed: no scrapy on the path (Debian: python3-scrapy)',
    ],
  ]
  const figures: Record<string, Side | string> = {}
  try {
    for (const [name, command, missing] of sides) figures[name] = (command && (await runSide(command))) ?? missing
  } finally {
    server.close()
    server.closeAllConnections()
  }
  return {
    name: 'crawl',
    about: `${count} pages of the local world, 8 at once, each side in a process of its own, its start included in processor time and peak`,
    head: ['side', 'pages/s', 'CPU s / 1,000 pages', 'start MB', 'peak MB', 'titles', 'links', 'letters'],
    rows: Object.entries(figures).map(([name, side]) => rowOf(name, side)),
    figures,
  }
}

function rowOf(name: string, side: Side | string): string[] {
  if (typeof side === 'string') return [name, '—', '—', '—', '—', '—', '—', side]
  const { pages, wallMs, cpuSeconds, startMb, peakMb, titles, links, letters } = side
  return [
    name,
    (pages / (wallMs / 1000)).toFixed(0),
    ((cpuSeconds / pages) * 1000).toFixed(2),
    startMb.toFixed(0),
    peakMb.toFixed(0),
    ...[titles, links, letters].map(String),
  ]
}

/** Runs one side to its end; null when its program is not there. A side that fails throws with its own words. */
function runSide([program, ...args]: string[]): Promise<Side | null> {
  return new Promise((done, failed) => {
    const child = spawn(program === 'node' ? process.execPath : program!, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    let complained = ''
    child.stdout.on('data', (piece: Buffer) => {
      said = (said + piece.toString()).slice(-10_000)
    })
    child.stderr.on('data', (piece: Buffer) => {
      complained = (complained + piece.toString()).slice(-2_000)
    })
    child.once('error', (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? done(null) : failed(error)))
    child.once('close', (code) => {
      const line = said.trim().split('\n').at(-1) ?? ''
      if (code === 0 && line.startsWith('{')) done(JSON.parse(line) as Side)
      else failed(new Error(`${program} ended with ${code}: ${complained}`))
    })
  })
}
