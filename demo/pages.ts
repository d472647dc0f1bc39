/**
 * Saved pages as one more outlet: each line of the file is a page, list pages link to all of them. So the whole path runs
 * on real pages without asking anybody. Pages are kept in a temporary file, not in memory, and served as they were saved,
 * except for the charset they declare: the saved text is Unicode and goes out as UTF-8.
 */
import type { OriginClass } from '../domain/article.ts'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHost, requestLog, type SeenRequest } from './host.ts'
import { readLines } from './lines.ts'
import { escapeMarkup } from './markup.ts'
import type { Reply } from './outlet.ts'
import type { WorldOutlet } from './world.ts'

export type PagesOptions = {
  /** When several files are served, each needs its own. Default: pages. */
  key?: string
  /** Default: domestic. */
  origin?: OriginClass
  now?: () => Date
  /** 0 = any free one. */
  port?: number
  /** Links on a list page; each list page is a source of its own. */
  pageSize?: number
  /** A longer line is named as bad. */
  maxLineBytes?: number
  /** Pages after this many are left out and counted. */
  maxPages?: number
}

/** `originalUrl` is where the page was saved from, or an .example address made of site and id. */
export type SavedPage = { number: number; id: string; originalUrl: string; title: string; url: string }

export type SavedPages = {
  outlet: WorldOutlet
  pages: SavedPage[]
  /** Lines that are no page, with the reason; the first 100. */
  bad: { line: number; reason: string }[]
  badCount: number
  leftOut: number
  requestsSeen(): SeenRequest[]
  close(): Promise<void>
}

const listedBad = 100

/** Reads all of `file` (JSON lines {id?, url?, html, …}, plain or gzip), then serves. Throws when it holds no page at all. */
export async function servePages(file: string, options: PagesOptions = {}): Promise<SavedPages> {
  const {
    key = 'pages',
    origin = 'domestic',
    pageSize = 50,
    maxLineBytes = 32 << 20,
    maxPages = 100_000,
    port = 0,
  } = options
  const now = options.now ?? (() => new Date())
  const shelf = await openShelf()
  try {
    const { kept, bad, badCount, leftOut } = await load(file, shelf, { maxLineBytes, maxPages })
    if (kept.length === 0)
      throw new Error(`${file} holds no page: ${bad[0] ? `line ${bad[0].line}: ${bad[0].reason}` : 'it is empty'}.`)
    const log = requestLog()
    const host = await openHost({
      outlet: key,
      port,
      now,
      onRequest: log.add,
      reply: (url) => replyTo(url, { kept, shelf, pageSize }),
    })
    return {
      outlet: { key, origin, ...outletOf(host.baseUrl, Math.ceil(kept.length / pageSize)) },
      pages: kept.map(({ number, id, originalUrl, title }) => ({
        number,
        id,
        originalUrl,
        title,
        url: `${host.baseUrl}/p/${number}.html`,
      })),
      bad,
      badCount,
      leftOut,
      requestsSeen: log.all,
      close: async () => {
        await host.close()
        await shelf.close()
      },
    }
  } catch (error) {
    await shelf.close()
    throw error
  }
}

type Kept = { number: number; id: string; originalUrl: string; title: string; at: number; length: number }
type Shelf = {
  put(html: string): Promise<{ at: number; length: number }>
  get(page: Kept): Promise<string>
  close(): Promise<void>
}

async function load(
  file: string,
  shelf: Shelf,
  { maxLineBytes, maxPages }: { maxLineBytes: number; maxPages: number },
) {
  const kept: Kept[] = []
  const bad: SavedPages['bad'] = []
  let badCount = 0
  let leftOut = 0
  let lastLine = 0
  const reject = (line: number, reason: string) => {
    badCount += 1
    if (bad.length < listedBad) bad.push({ line, reason })
  }
  try {
    for await (const { number: line, text } of readLines(file, maxLineBytes)) {
      lastLine = line
      if (text !== null && text.trim() === '') continue
      const page = text === null ? `longer than ${maxLineBytes} bytes` : readPage(text, line)
      if (typeof page === 'string') reject(line, page)
      else if (kept.length >= maxPages) leftOut += 1
      else {
        const place = await shelf.put(page.html)
        kept.push({ number: kept.length + 1, id: page.id, originalUrl: page.originalUrl, title: page.title, ...place })
      }
    }
  } catch (error) {
    // A copy that broke off in the middle still has good pages in front; what is missing is said.
    if (kept.length === 0) throw error
    reject(lastLine + 1, `the file cannot be read on: ${error instanceof Error ? error.message : String(error)}`)
  }
  return { kept, bad, badCount, leftOut }
}

/** The page of one line, or why it is none. */
function readPage(
  text: string,
  line: number,
): { id: string; originalUrl: string; title: string; html: string } | string {
  let row: unknown
  try {
    row = JSON.parse(text)
  } catch {
    return 'not JSON'
  }
  if (typeof row !== 'object' || row === null) return 'not an object'
  const cell = (name: string): string => {
    const value = (row as Record<string, unknown>)[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
  }
  const html = (row as Record<string, unknown>).html
  if (typeof html !== 'string' || html.trim() === '') return 'no html'
  const id = cell('id') || `line-${line}`
  const originalUrl = cell('url') || `https://${hostName(cell('site') || 'pages')}.example/${encodeURI(id)}`
  return { id, originalUrl, title: titleOf(html) || id, html: declareUtf8(html) }
}

function hostName(site: string): string {
  return (
    site
      .toLowerCase()
      .replaceAll(/[^a-z0-9-]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'pages'
  )
}

/** As the page's own <title> has it, entities left as they are: it goes into a page again. At most 200 characters. */
function titleOf(html: string): string {
  const title = html.slice(0, 200_000).match(/<title[^>]*>([^<]{1,2000})/i)?.[1] ?? ''
  return title.replaceAll(/\s+/g, ' ').trim().slice(0, 200)
}

/** Every charset that the page declares becomes utf-8, so that page and header agree. */
function declareUtf8(html: string): string {
  return html
    .replaceAll(/(<meta\b[^>]*?\bcharset\s*=\s*["']?)[\w-]+/gi, '$1utf-8')
    .replace(/^(\s*<\?xml\b[^>]*?\bencoding\s*=\s*["'])[\w-]+/i, '$1utf-8')
}

async function openShelf(): Promise<Shelf> {
  const directory = await mkdtemp(join(tmpdir(), 'tongyu-pages-'))
  const handle = await open(join(directory, 'pages'), 'w+')
  let end = 0
  return {
    async put(html) {
      const bytes = Buffer.from(html, 'utf8')
      const at = end
      await handle.write(bytes, 0, bytes.length, at)
      end += bytes.length
      return { at, length: bytes.length }
    },
    async get({ at, length }) {
      const bytes = Buffer.alloc(length)
      await handle.read(bytes, 0, length, at)
      return bytes.toString('utf8')
    },
    async close() {
      await handle.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

type Served = { kept: Kept[]; shelf: Shelf; pageSize: number }

async function replyTo(url: URL, { kept, shelf, pageSize }: Served): Promise<Reply | null> {
  if (url.pathname === '/robots.txt') return { type: 'text/plain', body: 'User-agent: *\nAllow: /\n' }
  const list = url.pathname === '/' ? '1' : url.pathname.match(/^\/list\/([1-9]\d{0,5})\.html$/)?.[1]
  if (list) return listPage(Number(list), kept, pageSize)
  const page = kept[Number(url.pathname.match(/^\/p\/([1-9]\d{0,6})\.html$/)?.[1] ?? 0) - 1]
  return page ? { type: 'text/html', etag: true, body: await shelf.get(page) } : null
}

function listPage(number: number, kept: Kept[], pageSize: number): Reply | null {
  const pages = Math.ceil(kept.length / pageSize)
  if (number > pages) return null
  const items = kept
    .slice((number - 1) * pageSize, number * pageSize)
    .map((page) => `<li><a href="/p/${page.number}.html">${page.title.replaceAll('<', '&lt;')}</a></li>`)
  const next = number < pages ? `<a class="next" rel="next" href="/list/${number + 1}.html">下一页</a>` : ''
  return {
    type: 'text/html',
    body: `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeMarkup(`样本页面 ${number}/${pages}`)}</title></head>
<body><ul class="pages">
${items.join('\n')}
</ul>${next}</body></html>
`,
  }
}

function outletOf(baseUrl: string, lists: number): Omit<WorldOutlet, 'key' | 'origin'> {
  return {
    name: '样本页面',
    kind: 'site',
    baseUrl,
    sources: Array.from({ length: lists }, (_, at) => ({
      name: `样本页面 ${at + 1}/${lists}`,
      kind: 'list' as const,
      url: `${baseUrl}/list/${at + 1}.html`,
      settings: { item: 'ul.pages li', link: 'a' },
      expected: 'items' as const,
    })),
  }
}
