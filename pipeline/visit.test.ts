import { describe, expect, it } from 'vitest'
import { fetchFailure } from '../crawler/failure.ts'
import { extractArticle } from '../crawler/extract.ts'
import type { FetchedPage } from '../domain/article.ts'
import type { ArticleAnswer } from './open-article.ts'
import { changeBetween, outcomeOf, sightingOf } from './visit.ts'

const paragraph = '2012年3月广西居民消费价格环比上涨0.4%，鲜菜价格受天气影响较大，猪肉价格继续回落。'
const url = 'https://news.example/a/20261120/1.html'
const answer = (body: string, finalUrl = url): ArticleAnswer => {
  const page: FetchedPage = {
    ...{ requestedUrl: url, finalUrl, status: 200, headers: { 'content-type': 'text/html' } },
    ...{ bytes: Buffer.from(body), fetchedAt: new Date('2026-11-20T03:00:00Z') },
  }
  const read = extractArticle(page)
  const reading = read.ok ? { ...read, further: [], missed: [] } : read
  return { kind: 'page', page, etag: '', lastModified: '', movedTo: null, settings: {}, reading }
}
const article = (title: string, text = paragraph) =>
  `<html><head><title>${title}</title></head><body><h1>${title}</h1>${`<p>${text}</p>`.repeat(3)}</body></html>`
const read = (body: string) => {
  const seen = sightingOf(answer(body), null)
  if (seen.kind !== 'text') throw new Error(seen.kind)
  return seen.read
}

describe('a look at a known article', () => {
  it('tells gone from failed: a status that says so, a page that says so, and nothing else', () => {
    const failed = (status: number): ArticleAnswer => ({
      kind: 'failed',
      failure: fetchFailure('http_status', { status }),
    })
    expect(sightingOf(failed(404), null)).toMatchObject({ kind: 'missing', sign: 'not_found' })
    expect(sightingOf(failed(410), null)).toMatchObject({ kind: 'missing', sign: 'gone' })
    for (const status of [403, 500, 503]) expect(sightingOf(failed(status), null).kind).toBe('failed')
    for (const code of ['dns', 'timeout', 'robots'] as const)
      expect(sightingOf({ kind: 'failed', failure: fetchFailure(code) }, null).kind).toBe('failed')
    const home = answer(article('首页'), 'https://news.example/')
    expect(sightingOf(home, null)).toMatchObject({ kind: 'missing', sign: 'front_page' })
    expect(sightingOf(home, read(article('首页')).contentHash).kind).toBe('text')
  })

  it('tells a headline from a text, and takes no notice of white space and of width', () => {
    const before = read(article('三月物价'))
    const version = { ...before.extracted, contentHash: before.contentHash }
    expect(changeBetween(version, read(article('三月物价', paragraph.replace('，', '， '))))).toBeNull()
    expect(changeBetween(version, read(article('三月份物价')))).toBe('title')
    expect(changeBetween(version, read(article('三月物价', paragraph.replace('0.4', '3.4'))))).toBe('text')
    expect(changeBetween(version, read(article('三月份物价', paragraph.replace('0.4', '3.4'))))).toBe('title_and_text')
  })

  it('is called by its greatest news', () => {
    const seen = { wasRemoved: false, change: null, sameAsN: null, moved: false }
    expect(outcomeOf(seen)).toBe('unchanged')
    expect(outcomeOf({ ...seen, moved: true })).toBe('moved')
    expect(outcomeOf({ ...seen, moved: true, change: 'title' })).toBe('title_changed')
    expect(outcomeOf({ ...seen, change: 'text', sameAsN: 1 })).toBe('changed_back')
    expect(outcomeOf({ ...seen, change: 'text', wasRemoved: true })).toBe('restored')
  })
})
