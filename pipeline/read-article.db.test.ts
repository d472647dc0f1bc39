/** First looks that find no article: what is kept of them, and what comes of the article afterwards. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fetchFailure } from '../crawler/failure.ts'
import type { FetchAnswer } from '../crawler/fetch.ts'
import type { FetchedPage } from '../domain/article.ts'
import { addMs, hour, minute } from '../domain/time.ts'
import { articleById, versionsOf } from '../store/articles.ts'
import { evidenceOf } from '../store/evidence.ts'
import type { Store } from '../store/open.ts'
import { articles, outlets } from '../store/schema.ts'
import { visitsOf } from '../store/visits.ts'
import { type EvidenceFolder, openEvidenceFolder } from '../store/warc/folder.ts'
import { openTestStore } from '../tests/support/db.ts'
import type { Machine } from './step.ts'
import { readArticle } from './steps/read-article.ts'

const directory = mkdtempSync(join(tmpdir(), 'tongyu-first-look-'))
let store: Store
let evidence: EvidenceFolder
let now = new Date('2026-11-18T04:00:00Z')
let answer: (url: string) => FetchAnswer

beforeAll(async () => {
  store = await openTestStore()
  evidence = openEvidenceFolder(directory)
  await store.db.insert(outlets).values({ id: 'o', name: '测试媒体', kind: 'site', origin: 'domestic' })
})
afterAll(async () => {
  await evidence.close()
  await store.close()
  rmSync(directory, { recursive: true })
})

const machine = () =>
  ({
    ...{ db: store.db, now: () => now, evidence, log: () => undefined },
    fetcher: {
      fetchPage: async ({ url }: { url: string }) => (url.endsWith('/robots.txt') ? status(404) : answer(url)),
    },
    settings: { robotsName: 'Tongyu', hostGapMs: 0, hostPerHour: 0, hostPerDay: 0, recheckAfterMs: [hour] },
  }) as unknown as Machine
const status = (code: number): FetchAnswer => ({
  kind: 'failed',
  failure: { ...fetchFailure('http_status', { status: code }), class: code === 404 ? 'hard' : 'temporary' },
})
function page(url: string, body: string): FetchAnswer {
  const bytes = Buffer.from(`<html><head><title>新闻</title></head><body>${body}</body></html>`)
  const exchange = { request: 'GET / HTTP/1.1\r\n', response: 'HTTP/1.1 200 OK\r\n', body: bytes }
  const fetched: FetchedPage = {
    ...{ requestedUrl: url, finalUrl: url, status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } },
    ...{ bytes, fetchedAt: now, exchange },
  }
  return { kind: 'page', page: fetched, etag: '', lastModified: '', movedTo: null }
}
const told = (url: string) =>
  page(url, `<h1>图书馆开馆</h1>${'<p>广西某地新建图书馆昨日开馆，藏书二十万册，市民反映良好。</p>'.repeat(4)}`)

let made = 0
async function found(): Promise<string> {
  const url = `https://news-${++made}.example/2026/1118/${made}.html`
  const known = { canonicalUrl: url, url, outletId: 'o', title: '图书馆开馆', firstSeenAt: now, dueAt: now }
  return (await store.db.insert(articles).values(known).returning())[0]!.id
}
const look = (id: string) => readArticle(machine(), id, 1)
const outcomes = async (id: string) => (await visitsOf(store.db, id)).map((v) => v.outcome).reverse()

describe('an article that is gone at the first look', () => {
  it('is looked at again ten minutes later before it counts, and then as often as one that goes later', async () => {
    const id = await found()
    answer = () => status(404)
    expect(await look(id)).toEqual({ dueAt: addMs(now, 10 * minute) })
    expect(await articleById(store.db, id)).toMatchObject({ state: 'unreadable', removedAt: null, missingSince: now })
    now = addMs(now, 10 * minute)
    expect(await look(id)).toEqual({ dueAt: addMs(now, hour) })
    expect(await articleById(store.db, id)).toMatchObject({ failure: { code: 'removed', status: 404 }, removedAt: now })
    expect(await outcomes(id)).toEqual(['removal_doubted', 'removed'])
  })

  it('is read when it comes, listed before it was there', async () => {
    const id = await found()
    answer = () => status(404)
    await look(id)
    now = addMs(now, 10 * minute)
    answer = told
    expect(await look(id)).toEqual({ dueAt: now })
    expect(await articleById(store.db, id)).toMatchObject({
      ...{ state: 'extracted', missingSince: null, removedAt: null, failure: null, versions: 1 },
    })
    expect(await outcomes(id)).toEqual(['removal_doubted', 'restored'])
    // Once read it is read: a second run changes nothing.
    expect(await look(id)).toEqual({ dueAt: now })
    expect(await versionsOf(store.db, id)).toHaveLength(1)
  })

  it('keeps the page that says so as evidence, and never as a text', async () => {
    const id = await found()
    answer = (url) => page(url, '<p>抱歉，该文章已被发布者删除。</p>')
    await look(id)
    const article = await articleById(store.db, id)
    expect(article).toMatchObject({ state: 'unreadable', failure: { code: 'removed' }, versions: 0 })
    expect(article!.failure!.detail).toContain('已被发布者删除')
    expect(await evidenceOf(store.db, id)).toMatchObject([{ kind: 'page', status: 200 }])
    expect((await visitsOf(store.db, id))[0]).toMatchObject({ removal: 'notice', evidenceId: expect.any(String) })
  })

  it('is told from a page in which nothing can be read, and from a server in trouble', async () => {
    const [blank, troubled] = [await found(), await found()]
    answer = (url) => page(url, '<div id="app"></div>')
    expect(await look(blank)).toEqual({ dueAt: null })
    expect(await articleById(store.db, blank)).toMatchObject({ failure: { code: 'no_text' }, missingSince: null })
    answer = () => status(503)
    expect(await look(troubled)).toEqual({ retryAt: addMs(now, minute) })
    expect(await outcomes(troubled)).toEqual([])
  })
})
