/** Pages to measure on: the demo world's own, fetched once from localhost, or saved pages from a file. */
import { startWorld, type World } from '../demo/world.ts'
import { readLines } from '../demo/lines.ts'
import type { FetchedPage } from '../domain/article.ts'

export type Html = { html: string; url: string }

/** The pages of the world's articles, decoded. Pages drawn by script or withdrawn have no body in their HTML and are left out. */
export async function worldArticles(): Promise<Html[]> {
  return inWorld(async (world) => {
    const drawn = world.outlets.filter((o) => o.sources.some((s) => s.kind === 'script_list')).map((o) => o.key)
    const urls = world.articles.filter((a) => !drawn.includes(a.outlet)).map((a) => world.articleUrl(a.key))
    const pages = await Promise.all(urls.map(fetchPage))
    return pages.filter((p) => p.status === 200).map((p) => ({ html: decoded(p), url: p.finalUrl }))
  })
}

/** At most `most` pages of a file of JSON lines {html, url?}, plain or gzip. */
export async function savedArticles(file: string, most: number): Promise<Html[]> {
  const pages: Html[] = []
  for await (const { number, text } of readLines(file, 32 << 20)) {
    if (pages.length === most) break
    const row = text ? (JSON.parse(text) as { html?: string; url?: string }) : {}
    if (row.html) pages.push({ html: row.html, url: row.url ?? `https://saved.example/${number}` })
  }
  if (pages.length === 0) throw new Error(`${file} holds no page`)
  return pages
}

async function inWorld<T>(use: (world: World) => Promise<T>): Promise<T> {
  const world = await startWorld({ slowMs: 0 })
  try {
    world.publishAll()
    return await use(world)
  } finally {
    await world.close()
  }
}

async function fetchPage(url: string): Promise<FetchedPage> {
  const response = await fetch(url)
  return {
    requestedUrl: url,
    finalUrl: response.url,
    status: response.status,
    headers: Object.fromEntries(response.headers),
    bytes: new Uint8Array(await response.arrayBuffer()),
    fetchedAt: new Date(),
  }
}

function decoded(page: FetchedPage): string {
  const head = new TextDecoder('latin1').decode(page.bytes.subarray(0, 1024))
  const charset = /charset=["']?([\w-]+)/i.exec(`${page.headers['content-type'] ?? ''} ${head}`)?.[1] ?? 'utf-8'
  return new TextDecoder(charset).decode(page.bytes)
}
