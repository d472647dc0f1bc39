import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { readLines } from './lines.ts'
import { type PagesOptions, type SavedPages, servePages } from './pages.ts'

const folder = mkdtempSync(join(tmpdir(), 'tongyu-pages-test-'))
const open: SavedPages[] = []
afterAll(async () => {
  await Promise.all(open.map((pages) => pages.close()))
  rmSync(folder, { recursive: true })
})

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

async function served(path: string, options: PagesOptions = {}): Promise<SavedPages> {
  const pages = await servePages(path, options)
  open.push(pages)
  return pages
}

const page = (title: string, more: object = {}) =>
  JSON.stringify({ html: `<html><head><title>${title}</title></head><body>${title}的正文</body></html>`, ...more })

test('every page is served and linked from list pages that are sources of their own', async () => {
  const lines = Array.from({ length: 5 }, (_, at) => page(`第${at + 1}篇`, { id: `s/${at + 1}`, site: 'Some Site' }))
  const pages = await served(file('five.jsonl', lines.join('\r\n')), { pageSize: 2 })
  expect(pages.outlet.sources).toHaveLength(3)
  const found: string[] = []
  for (const source of pages.outlet.sources) {
    const list = await (await fetch(source.url)).text()
    found.push(...[...list.matchAll(/<li><a href="(.*?)">/g)].map((match) => new URL(match[1]!, source.url).href))
    expect(list.includes('下一页')).toBe(source !== pages.outlet.sources.at(-1))
  }
  expect(found).toEqual(pages.pages.map((each) => each.url))
  expect(await (await fetch(found[4]!)).text()).toContain('第5篇的正文')
  expect(pages.pages[1]).toMatchObject({ id: 's/2', originalUrl: 'https://some-site.example/s/2', title: '第2篇' })
  expect((await fetch(`${pages.outlet.baseUrl}/p/6.html`)).status).toBe(404)
  expect((await fetch(`${pages.outlet.baseUrl}/list/4.html`)).status).toBe(404)
})

test('a page goes out as UTF-8 and says so, whatever it was saved as', async () => {
  const html = `<?xml version="1.0" encoding="gb2312"?><html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><META charset='GBK'><title>a &lt;b</title></head><body>邕江 charset=gbk</body></html>`
  const pages = await served(file('gb.jsonl', JSON.stringify({ url: 'https://a.example/1', html })))
  const answer = await fetch(pages.pages[0]!.url)
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(await answer.text()).toBe(
    html
      .replace('encoding="gb2312"', 'encoding="utf-8"')
      .replace('charset=gb2312', 'charset=utf-8')
      .replace("'GBK'", "'utf-8'"),
  )
  expect(pages.pages[0]).toMatchObject({ id: 'line-1', originalUrl: 'https://a.example/1' })
})

test('bad lines are counted and named, the others served, gzip or not', async () => {
  const lines = [page('好页'), '{"html": ', '', '[]', '{"html":""}', '7', page('长页'.repeat(2_000)), page('末页')]
  for (const content of [lines.join('\n'), gzipSync(`${lines.join('\n')}\n`)]) {
    const pages = await served(file('mixed', content), { maxLineBytes: 10_000 })
    expect(pages.pages.map((each) => each.title)).toEqual(['好页', '末页'])
    expect(pages.bad).toEqual([
      { line: 2, reason: 'not JSON' },
      { line: 4, reason: 'no html' },
      { line: 5, reason: 'no html' },
      { line: 6, reason: 'not an object' },
      { line: 7, reason: 'longer than 10000 bytes' },
    ])
    expect(pages.badCount).toBe(5)
  }
})

test('a file that breaks off serves what stands before the break and says so', async () => {
  const many = Array.from({ length: 400 }, (_, at) => page(`第${at + 1}篇 ${Math.sin(at)}`)).join('\n')
  const whole = gzipSync(many)
  const pages = await served(file('cut.gz', whole.subarray(0, whole.length - 400)))
  expect(pages.pages.length).toBeGreaterThan(100)
  expect(pages.pages.length).toBeLessThan(400)
  expect(pages.bad.at(-1)?.reason).toMatch(/^the file cannot be read on: unexpected end of file/)
  expect(await (await fetch(pages.pages[0]!.url)).text()).toContain('第1篇')
})

test('an empty file, a missing one and one without any page are refused, and nothing is left behind', async () => {
  const left = () => readdirSync(tmpdir()).filter((name) => /^tongyu-pages-(?!test)/.test(name)).length
  const before = left()
  await expect(servePages(file('empty', ''))).rejects.toThrow('it is empty')
  await expect(servePages(file('none', 'x\ny'))).rejects.toThrow('line 1: not JSON')
  await expect(servePages(join(folder, 'missing'))).rejects.toThrow('ENOENT')
  const pages = await servePages(file('one', page('一')))
  expect(left()).toBe(before + 1)
  await pages.close()
  expect(left()).toBe(before)
})

test('pages after the limit are left out and counted', async () => {
  const pages = await served(file('three', [page('一'), page('二'), page('三')].join('\n')), { maxPages: 2 })
  expect([pages.pages.length, pages.leftOut]).toEqual([2, 1])
})

test('lines are the same wherever the reads fall, and a character is never cut', async () => {
  // Reads are 64 KiB: the long line spans several and three-byte characters fall on their borders.
  const lines = ['邕'.repeat(50_001), '', 'x', `a${'江'.repeat(40_000)}`]
  const path = file('long', lines.join('\n'))
  const read = []
  for await (const line of readLines(path, 1 << 20)) read.push(line)
  expect(read).toEqual(lines.map((text, at) => ({ number: at + 1, text })))
})
