import { request } from 'node:http'
import { createContext, runInContext } from 'node:vm'
import iconv from 'iconv-lite'
import robotsModule from 'robots-parser'
import { afterEach, expect, test } from 'vitest'
import { minute, second } from '../domain/time.ts'
import { background } from './background.ts'
import type { DemoArticle } from './outlet.ts'
import { demoScript } from './script.ts'
import { startWorld, type World, type WorldOptions } from './world.ts'

// A CommonJS module whose types promise an ES default: at run time the import is the function itself.
const robotsParser = robotsModule as unknown as typeof robotsModule.default

let world: World
afterEach(() => world.close())

/** A world whose clock the test moves. 2026-11-21 20:54 in Shanghai. */
async function aWorld(options: WorldOptions = {}) {
  let at = Date.parse('2026-11-21T12:54:00Z')
  world = await startWorld({ now: () => new Date(at), slowMs: 300, ...options })
  return { world, pass: (ms: number) => (at += ms) }
}

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; bytes: Buffer }

/** The bytes as sent: fetch would undo gzip and hide the raw answer. */
function ask(url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers, method, agent: false }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(parts) }),
      )
    })
    asked.on('error', reject)
    asked.end()
  })
}

const text = async (url: string) => (await ask(url)).bytes.toString('utf8')
const outlet = (key: string) => world.outlets.find((each) => each.key === key)!
const list = (key: string) => outlet(key).sources[0]!.url

test('every outlet is its own host and shows items before anything is published', async () => {
  await aWorld()
  expect(new Set(world.outlets.map((each) => new URL(each.baseUrl).host)).size).toBe(8)
  for (const article of background) expect((await ask(world.articleUrl(article.key))).status).toBe(200)
})

test('an article is a 404 and in no list until it is published, then both at once', async () => {
  await aWorld()
  const title = '2022年广西GDP达36300.87亿元 增长9.2%'
  expect((await ask(world.articleUrl('gdp-false'))).status).toBe(404)
  expect(await text(list('guijiang'))).not.toContain(title)
  world.publish('gdp-false')
  expect(await text(world.articleUrl('gdp-false'))).toContain('36300.87亿元，比上年增长9.2%')
  expect(await text(list('guijiang'))).toContain(title)
  expect(() => world.publish('gdp-false')).toThrow('already published')
  expect(() => world.publish('no-such')).toThrow('no article "no-such"')
})

test('the feed answers 304 to its own ETag until something is published, also without a body to HEAD', async () => {
  await aWorld()
  const first = await ask(list('guijiang'))
  const etag = String(first.headers.etag)
  expect(etag).toMatch(/^"[0-9a-f]+"$/)
  const again = await ask(list('guijiang'), { 'if-none-match': `"other", W/${etag}` })
  expect([again.status, again.bytes.length]).toEqual([304, 0])
  const head = await ask(list('guijiang'), {}, 'HEAD')
  expect([head.status, head.bytes.length, head.headers.etag]).toEqual([200, 0, etag])
  world.publish('gdp-true')
  const changed = await ask(list('guijiang'), { 'if-none-match': etag })
  expect(changed.status).toBe(200)
  expect(changed.headers.etag).not.toBe(etag)
  expect(changed.bytes.toString('utf8')).toContain('<pubDate>Sat, 21 Nov 2026 12:54:00 GMT</pubDate>')
})

test('the portal sends GBK bytes, declared in the page and not in the header', async () => {
  await aWorld()
  world.publish('gdp-rounded')
  for (const url of [list('huanan'), world.articleUrl('gdp-rounded')]) {
    const { bytes, headers } = await ask(url)
    expect(headers['content-type']).toBe('text/html')
    // Not UTF-8: a strict reader refuses the bytes.
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow()
    const page = new TextDecoder('gbk', { fatal: true }).decode(bytes)
    expect(page).toContain('charset=gb2312')
    expect(page).toContain('2022年广西经济总量约2.63万亿元')
  }
  // 堃 is in GBK and not in GB2312: the declaration is as wrong as in life.
  const article = iconv.decode((await ask(world.articleUrl('gdp-rounded'))).bytes, 'gbk')
  expect(article).toContain('责任编辑：黄堃')
})

test('the Hong Kong paper sends Big5 in traditional Chinese without losing a character', async () => {
  await aWorld()
  world.publish('wire-hongkong')
  const { bytes, headers } = await ask(world.articleUrl('wire-hongkong'))
  expect(headers['content-type']).toBe('text/html; charset=big5')
  const page = new TextDecoder('big5', { fatal: true }).decode(bytes)
  expect(page).toContain('廣西統計局公布，2022年廣西地區生產總值比上年下降2.9%')
  expect(page).toContain(`來源：<a href="${world.articleUrl('wire-translated')}">華南門戶網</a>`)
  expect(page).not.toMatch(/[?？]|&#\d/)
})

test('a character that GBK lacks is sent as a reference', async () => {
  const odd: DemoArticle = { ...background.find((each) => each.outlet === 'huanan')!, key: 'odd', afterMs: 0 }
  await aWorld({ articles: [{ ...odd, title: '🐉舟 <b>' }] })
  world.publish('odd')
  const page = iconv.decode((await ask(world.articleUrl('odd'))).bytes, 'gbk')
  expect(page).toContain('<h1 id="artTitle">&#128009;舟 &lt;b&gt;</h1>')
})

test('the wire is an Atom feed in English with a dateline and machine-readable data', async () => {
  await aWorld()
  world.publish('wire')
  expect(await text(list('meridian'))).toContain('<published>2026-11-21T12:54:00.000Z</published>')
  const page = await text(world.articleUrl('wire'))
  expect(page).toContain('<html lang="en">')
  expect(page).toContain('NANNING, China, Nov 21 (Meridian)</span> - Economic growth')
  const data = page.match(/<script type="application\/ld\+json">(.*?)<\/script>/)?.[1]
  expect(JSON.parse(data ?? '')).toMatchObject({ '@type': 'NewsArticle', datePublished: '2026-11-21T12:54:00.000Z' })
})

test('reprints name their source and link to it', async () => {
  await aWorld()
  world.publishAll()
  const reprints = world.articles.filter((article) => article.reprintOf)
  expect(reprints.length).toBeGreaterThanOrEqual(5)
  for (const reprint of reprints) {
    const charset = { huanan: 'gbk', weigang: 'big5' }[reprint.outlet as string] ?? 'utf8'
    const page = iconv.decode((await ask(world.articleUrl(reprint.key))).bytes, charset)
    expect(page).toMatch(
      new RegExp(`[来來]源：<a href="${world.articleUrl(reprint.reprintOf!)}"[^>]*>${reprint.sourceLine}`),
    )
  }
})

test('a silent edit changes the number, and neither the address nor the printed time; withdrawal removes the page', async () => {
  const { pass } = await aWorld()
  world.publish('cpi-mixed-up')
  const before = await text(world.articleUrl('cpi-mixed-up'))
  pass(2 * 60 * minute)
  // By hand means by hand: time alone edits nothing.
  expect(await text(world.articleUrl('cpi-mixed-up'))).toBe(before)
  world.edit('cpi-mixed-up')
  const after = await text(world.articleUrl('cpi-mixed-up'))
  expect(after).toBe(before.replaceAll('环比上涨3.4%', '同比上涨3.4%，环比上涨0.4%'))
  expect(after).not.toBe(before)
  world.edit('cpi-mixed-up')
  expect(await text(world.articleUrl('cpi-mixed-up'))).toBe(before)
  expect(() => world.edit('cpi-mixed-up')).toThrow('no further edit')
  world.withdraw('cpi-mixed-up')
  expect((await ask(world.articleUrl('cpi-mixed-up'))).status).toBe(404)
  expect(await text(list('guijiang'))).not.toContain('物价档案')
})

test('the script publishes and edits by the clock, faster when asked', async () => {
  const { pass } = await aWorld()
  const endsAt = world.startScript({ speed: 10 })
  expect(endsAt.getTime()).toBe(Date.parse('2026-11-21T12:54:00Z') + 29 * second)
  const status = async (key: string) => (await ask(world.articleUrl(key))).status
  pass(4_499)
  expect(await status('gdp-false')).toBe(404)
  pass(1)
  expect(await status('gdp-false')).toBe(200)
  expect(await status('gdp-false-reprint-1')).toBe(404)
  // Published at 11 s, edited 8 s later.
  pass(14_499)
  expect(await text(world.articleUrl('beihai-edited'))).toContain('1764.21亿元')
  pass(1)
  expect(await text(world.articleUrl('beihai-edited'))).toContain('1674.21亿元')
  pass(10_000)
  for (const article of world.articles) expect(await status(article.key), article.key).toBe(200)
})

test('publishAll keeps the order and distances of the script and applies no edit', async () => {
  await aWorld()
  world.publish('wire')
  world.publishAll()
  expect(await text(world.articleUrl('beihai-edited'))).toContain('1764.21亿元')
  const feed = await text(list('guijiang'))
  const titles = [...feed.matchAll(/<title>(.*?)<\/title>/g)].map((match) => match[1])
  const newestFirst = demoScript(new Date('2026-11-21T12:54:00Z'))
    .filter((article) => article.outlet === 'guijiang')
    .map((article) => article.title)
    .reverse()
  expect(titles.slice(1, 1 + newestFirst.length)).toEqual(newestFirst)
  expect(feed).toContain('<pubDate>Sat, 21 Nov 2026 12:54:00 GMT</pubDate>')
})

test('robots.txt: each host has one, one asks to wait, and the locked article is linked but forbidden', async () => {
  await aWorld()
  const delays = []
  for (const { baseUrl, sources } of world.outlets) {
    const body = await ask(`${baseUrl}/robots.txt`)
    expect(body.status).toBe(200)
    const robots = robotsParser(`${baseUrl}/robots.txt`, body.bytes.toString('utf8'))
    for (const source of sources) expect(robots.isAllowed(source.url, 'tongyu')).toBe(true)
    for (const article of [...background, ...world.articles].filter((each) => outlet(each.outlet).baseUrl === baseUrl))
      expect(robots.isAllowed(world.articleUrl(article.key), 'tongyu'), article.key).toBe(!article.forbidden)
    delays.push(robots.getCrawlDelay('tongyu'))
  }
  expect(delays.filter((delay) => delay !== undefined)).toEqual([1])
  const locked = new URL(world.articleUrl('juhe-members-only'))
  expect(await text(list('juhe'))).toContain(`href="${locked.pathname}${locked.search}"`)
})

test('the script-rendered outlet has no text in its pages; its script draws list and article', async () => {
  await aWorld()
  world.publish('beihai-true')
  const url = world.articleUrl('beihai-true')
  expect(await text(list('yongjiang'))).not.toContain('北海')
  expect(await text(url)).not.toContain('北海')
  const listed = await draw(list('yongjiang'))
  expect(listed).toContainEqual(
    expect.objectContaining({ tag: 'h2', textContent: '北海2022年地区生产总值1674.21亿元，增长3.5%' }),
  )
  expect(listed).toContainEqual(expect.objectContaining({ tag: 'a', href: new URL(url).pathname }))
  const article = await draw(url)
  expect(article.find((node) => node.tag === 'p')?.textContent).toMatch(/^北海市统计局数据显示/)
  expect(article.find((node) => node.tag === 'time')?.textContent).toBe('2026-11-21 20:54:00')
  expect((await ask(world.articleUrl('weather'))).status).toBe(404)
})

type Drawn = { tag: string; className: string; textContent: string; href?: string }

/** Runs the outlet's own script over the smallest document that it needs; returns what it drew, in order. */
async function draw(url: string): Promise<Drawn[]> {
  const drawn: Drawn[] = []
  const node = (tag: string) => ({
    tag,
    className: '',
    textContent: '',
    appendChild: (child: Drawn) => drawn.push(child),
  })
  const { origin, pathname } = new URL(url)
  const asked: Promise<Response>[] = []
  const context = createContext({
    document: { getElementById: () => node('div'), createElement: node },
    location: { pathname },
    setTimeout: (call: () => void) => call(),
    fetch: (path: string) => {
      const answer = fetch(origin + path)
      asked.push(answer)
      return answer
    },
  })
  runInContext(await text(`${origin}/assets/app.js`), context)
  await Promise.all(asked)
  await expect.poll(() => drawn.length, { timeout: 2_000 }).toBeGreaterThan(3)
  return drawn
}

test('the rebuilt front page has no item for its selectors, the night page is slow', async () => {
  await aWorld()
  const [front, night] = outlet('youjiang').sources
  expect(front?.expected).toBe('no_items')
  expect(await text(front!.url)).not.toMatch(/<a\b|<li\b/)
  const startedAt = performance.now()
  expect(await text(night!.url)).toContain('<ul class="night"><li><a href=')
  expect(performance.now() - startedAt).toBeGreaterThan(280)
})

test('closing the world does not wait for a slow answer', async () => {
  await aWorld({ slowMs: 600_000 })
  const pending = ask(outlet('youjiang').sources[1]!.url).catch((error: unknown) => error)
  await new Promise((resolve) => setTimeout(resolve, 50))
  // The answer would come after ten minutes, long after the test's own end.
  await world.close()
  expect(await pending).toBeInstanceOf(Error)
})

test('pages go out gzipped to who accepts it; unknown pages, bad methods and odd paths are answered plainly', async () => {
  await aWorld()
  const zipped = await ask(list('guijiang'), { 'accept-encoding': 'gzip, br' })
  expect(zipped.headers['content-encoding']).toBe('gzip')
  expect([...zipped.bytes.subarray(0, 2)]).toEqual([0x1f, 0x8b])
  expect((await ask(`${outlet('huanan').baseUrl}/gx/index_9.shtml`)).status).toBe(404)
  expect((await ask(list('guijiang'), {}, 'POST')).status).toBe(405)
  expect((await ask(`${outlet('liujiang').baseUrl}//%ff`)).status).toBe(404)
})

test('it remembers who asked for what', async () => {
  await aWorld()
  await ask(`${list('guijiang')}?a=1`, { 'user-agent': 'tongyu-test' })
  expect(world.requestsSeen().at(-1)).toMatchObject({
    outlet: 'guijiang',
    path: '/rss/yaowen.xml?a=1',
    status: 200,
    userAgent: 'tongyu-test',
    at: new Date('2026-11-21T12:54:00Z'),
  })
})

test('refuses a script that would make the world lie, and a taken port', async () => {
  await aWorld()
  const base = background[0]!
  const worldOf = (articles: DemoArticle[]) => startWorld({ articles })
  await expect(worldOf([base])).rejects.toThrow('Two demo articles have the key')
  await expect(worldOf([{ ...base, key: 'x', reprintOf: 'y' }])).rejects.toThrow('reprints "y"')
  await expect(
    worldOf([{ ...base, key: 'x', edits: [{ afterMs: 1, replace: [{ from: '没有的字', to: '' }] }] }]),
  ).rejects.toThrow('changes nothing')
  const taken = Number(new URL(outlet('guijiang').baseUrl).port)
  await expect(startWorld({ port: taken })).rejects.toThrow(`"guijiang" cannot listen on port ${taken}`)
})

test('the script holds every kind of report, over a few minutes', () => {
  const script = demoScript(new Date('2026-12-31T16:00:00Z'))
  const kinds = new Set(script.map((article) => article.kind))
  for (const kind of 'true rounding critical false mixed_up accusation false_about_work unreleased outdated wire'.split(
    ' ',
  ))
    expect(kinds, kind).toContain(kind)
  expect(script.length).toBeGreaterThanOrEqual(14)
  expect(script.at(-1)!.afterMs).toBeLessThanOrEqual(5 * minute)
  // Only a report that is wrong, or that people must judge, is expected to be flagged.
  for (const { key, kind, expected } of script)
    expect(expected.flag, key).toBe(
      !['true', 'rounding', 'critical', 'outdated', 'rebuttal', 'wire', 'unrelated'].includes(kind),
    )
  // The unreleased period is the Shanghai year, which has already begun at this moment.
  expect(script.find((article) => article.kind === 'unreleased')?.title).toContain('2027年')
})
