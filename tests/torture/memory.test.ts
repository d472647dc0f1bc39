/** Fifty thousand pages through the door and the reader in one process: the memory of the end is the memory of the beginning. */
import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { worldArticles } from '../../bench/world-pages.ts'

const pages = Number(process.env.TONGYU_TORTURE_PAGES ?? 50_000)
const crawler = fileURLToPath(new URL('../../bench/crawl-sides/own.ts', import.meta.url))

it(`stays flat over ${pages} pages`, async () => {
  const bodies = (await worldArticles()).map(({ html }) => html)
  const server = createServer((request, response) => {
    // No two pages are the same, so that nothing that remembers texts looks thrifty.
    const body = bodies[Number(request.url?.slice(1)) % bodies.length]!.replace(
      '</body>',
      `<p>${request.url}</p></body>`,
    )
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const seen: { page: number; rssMb: number }[] = []
  const child = spawn(process.execPath, ['--import', 'tsx', crawler, 'article', base, String(pages), 'watch'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.on('data', (piece: Buffer) => {
    const lines = (text + piece.toString()).split('\n')
    text = lines.pop()!
    for (const line of lines) if (line.includes('rssMb')) seen.push(JSON.parse(line))
  })
  const code = await new Promise((done) => child.once('close', done))
  server.close()
  server.closeAllConnections()
  expect(code).toBe(0)
  const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!
  // The first fifth fills caches and finds the heap its size.
  const fifth = Math.floor(seen.length / 5)
  const [early, late] = [seen.slice(fifth, 2 * fifth), seen.slice(-fifth)].map((part) =>
    median(part.map((s) => s.rssMb)),
  )
  console.log(
    `memory over ${pages} pages: ${early!.toFixed(0)} MB early, ${late!.toFixed(0)} MB late, ${Math.max(...seen.map((s) => s.rssMb)).toFixed(0)} MB at most`,
  )
  expect(seen.length).toBeGreaterThanOrEqual(10)
  expect(late!).toBeLessThan(early! * 1.2 + 15)
})
