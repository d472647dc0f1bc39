import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BrowserOptions, openBrowser, type RenderAnswer, type Renderer } from './browser.ts'
import { openCheckedProxy } from './checked-proxy.ts'
import type { AddressLookup } from './connect.ts'

// A machine without any Chromium fails here with the product's own message: these tests are never skipped in silence.
const now = new Date('2026-10-01T00:00:00Z')
const toLoopback: AddressLookup = (_host, answer) => answer(null, [{ address: '127.0.0.1', family: 4 }])
let server: Server
let secret: Server
let port = 0
let secretPort = 0
let secretAsked = 0
const asked: string[] = []
let renderer: Renderer

const script = `<html><head><title>脚本页</title></head><body><div id="list"></div><img src="/picture.png"><script>
  setTimeout(() => { document.getElementById('list').innerHTML = '<a class="item" href="/1">由脚本写出的标题</a>' }, 200)</script></body></html>`

function answerPage(request: IncomingMessage, response: ServerResponse): void {
  asked.push(request.url ?? '')
  const html = { 'content-type': 'text/html; charset=utf-8' }
  const inward = `http://127.0.0.1:${secretPort}/`
  if (request.url === '/script') return void response.writeHead(200, html).end(script)
  if (request.url === '/missing') return void response.writeHead(404, html).end('no')
  if (request.url === '/empty') return void response.writeHead(503, { 'retry-after': '60' }).end()
  if (request.url === '/inward') return void response.writeHead(302, { location: inward }).end()
  if (request.url === '/reads-inward')
    return void response.writeHead(200, html).end(`<body><p id="out">wait</p><iframe src="${inward}"></iframe><script>
      fetch('${inward}', { mode: 'no-cors' }).then(() => 'reached', () => 'refused').then((t) => { out.textContent = t; out.className = 'done' })</script></body>`)
  if (request.url === '/frozen')
    return void response.writeHead(200, html).end('<body><script>for(;;){}</script></body>')
  if (request.url === '/download')
    return void response
      .writeHead(200, { 'content-type': 'application/zip', 'content-disposition': 'attachment' })
      .end('PK')
  response.writeHead(200, html).end('<body><p>一页文字。</p></body>')
}

const options = (more: Partial<BrowserOptions> = {}): BrowserOptions => ({
  userAgent: 'Tongyu/0.1 (+mailto:test@example.org)',
  allowPrivate: [`outlet.example:${port}`],
  executablePath: process.env.TONGYU_CHROMIUM,
  variables: process.env,
  now: () => now,
  lookup: toLoopback,
  ...more,
})
const at = (path: string): string => `http://outlet.example:${port}${path}`
const codeOf = (answer: RenderAnswer): string => (answer.kind === 'failed' ? answer.failure.code : answer.kind)
const textOf = (answer: RenderAnswer): string =>
  answer.kind === 'page' ? Buffer.from(answer.page.bytes).toString() : JSON.stringify(answer)

beforeAll(async () => {
  server = createServer(answerPage)
  secret = createServer((_request, response) => {
    secretAsked += 1
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('secret')
  })
  await Promise.all([server, secret].map((one) => new Promise<void>((done) => one.listen(0, '127.0.0.1', done))))
  port = (server.address() as AddressInfo).port
  secretPort = (secret.address() as AddressInfo).port
  renderer = await openBrowser(options())
}, 60_000)
afterAll(async () => {
  await renderer.close()
  for (const one of [server, secret]) {
    one.closeAllConnections()
    one.close()
  }
}, 60_000)

describe('a browser', () => {
  it('gives the document after its scripts ran, and loads no pictures', async () => {
    const answer = await renderer.render(at('/script'), { waitFor: '.item' })
    expect(textOf(answer)).toContain('由脚本写出的标题')
    expect(answer).toMatchObject({
      page: {
        requestedUrl: at('/script'),
        finalUrl: at('/script'),
        status: 200,
        fetchedAt: now,
        headers: { 'content-type': 'text/html; charset=utf-8' },
      },
    })
    expect(asked).not.toContain('/picture.png')
  }, 60_000)

  it('waits for the text to settle when no selector is given, and takes a picture on demand', async () => {
    const answer = await renderer.render(at('/script'), { screenshot: true })
    expect(textOf(answer)).toContain('由脚本写出的标题')
    expect(
      Buffer.from(answer.screenshot ?? [])
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
  }, 60_000)

  it('says what did not come, and what the server said', async () => {
    expect(await renderer.render(at('/plain'), { waitFor: '.never', timeoutMs: 500 })).toMatchObject({
      failure: { code: 'no_items', detail: 'nothing matches .never after 500 ms' },
    })
    expect(await renderer.render(at('/missing'))).toMatchObject({
      failure: { class: 'hard', code: 'http_status', status: 404 },
    })
    expect(await renderer.render(at('/empty'))).toMatchObject({
      failure: { code: 'rate_limited', status: 503, retryAfterMs: 60_000 },
    })
    expect(codeOf(await renderer.render(at('/download')))).not.toBe('page')
  }, 60_000)

  it('reaches no address that the fetch door would refuse: not asked, not redirected to, not from a script', async () => {
    expect(codeOf(await renderer.render(`http://127.0.0.1:${secretPort}/`))).toBe('private_address')
    expect(codeOf(await renderer.render(`http://inside.example:${secretPort}/`))).toBe('private_address')
    expect(codeOf(await renderer.render(at('/inward')))).toBe('private_address')
    expect(textOf(await renderer.render(at('/reads-inward'), { waitFor: '#out.done' }))).not.toContain('secret')
    expect(codeOf(await renderer.render('file:///etc/passwd'))).toBe('bad_url')
    expect(secretAsked).toBe(0)
  }, 60_000)

  it('cuts a page that never ends and works on', async () => {
    expect(codeOf(await renderer.render(at('/frozen'), { timeoutMs: 1000 }))).not.toBe('page')
    expect(textOf(await renderer.render(at('/plain')))).toContain('一页文字')
  }, 90_000)

  it.runIf(process.platform === 'linux')(
    'is started anew when it was killed',
    async () => {
      await renderer.render(at('/plain'))
      const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')
        .trim()
        .split(' ')
        .map(Number)
      const browsers = children.filter((pid) =>
        readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--remote-debugging'),
      )
      expect(browsers.length).toBeGreaterThan(0)
      for (const pid of browsers) process.kill(pid, 'SIGKILL')
      await renderer.render(at('/plain'))
      expect(textOf(await renderer.render(at('/plain')))).toContain('一页文字')
    },
    60_000,
  )

  it('renders many at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => renderer.render(at('/plain'))))
    expect(answers.map(codeOf)).toEqual(Array(8).fill('page'))
  }, 90_000)
})

it('says clearly that there is no browser', async () => {
  const none = await openBrowser(options({ executablePath: '/nowhere/chromium' }))
  expect(await none.render(at('/plain'))).toMatchObject({
    kind: 'failed',
    failure: { code: 'no_browser', detail: 'no browser at /nowhere/chromium (TONGYU_CHROMIUM)' },
  })
  await none.close()
})

describe('the proxy', () => {
  const ask = (proxyPort: number, text: string): Promise<string> =>
    new Promise((done, failed) => {
      const socket = connect(proxyPort, '127.0.0.1', () => socket.write(text))
      let seen = ''
      socket.on('data', (piece) => {
        seen += piece.toString()
      })
      socket.on('close', () => done(seen))
      socket.on('error', failed)
      setTimeout(() => socket.destroy(), 1500)
    })

  it('serves nobody without its password, and tunnels to no private address with it', async () => {
    const proxy = await openCheckedProxy({ allowPrivate: [], lookup: toLoopback })
    const proxyPort = Number(new URL(proxy.server).port)
    const knows = `Proxy-Authorization: Basic ${Buffer.from(`${proxy.username}:${proxy.password}`).toString('base64')}\r\n`
    const tunnel = (target: string, auth: string): Promise<string> =>
      ask(proxyPort, `CONNECT ${target} HTTP/1.1\r\nHost: x\r\n${auth}\r\n`)
    expect(await tunnel(`x.example:${secretPort}`, '')).toMatch(/^HTTP\/1.1 407/)
    for (const target of [
      `127.0.0.1:${secretPort}`,
      `x.example:${secretPort}`,
      '[::1]:443',
      'x.example:22',
      'nonsense',
    ])
      expect(await tunnel(target, knows)).toMatch(/^HTTP\/1.1 403/)
    expect(
      await ask(
        proxyPort,
        `GET http://x.example:${secretPort}/ HTTP/1.1\r\nHost: x\r\n${knows}Connection: close\r\n\r\n`,
      ),
    ).toMatch(/^HTTP\/1.1 403/)
    expect(secretAsked).toBe(0)
    await proxy.close()
  }, 30_000)
})
