import { describe, expect, it } from 'vitest'
import type { FetchedPage } from '../domain/article.ts'
import { fetchFailure } from './failure.ts'
import type { FetchAnswer } from './fetch.ts'
import { madePdf } from './fixtures/made-pdf.ts'
import { readWholeArticle } from './whole-article.ts'

const sentence = (n: number): string =>
  `第${n}段：前三季度全市经济运行总体平稳，居民消费价格同比小幅上涨，就业形势保持稳定，市场预期持续改善。`
const html = (from: number, links: string): string =>
  `<html><head><title>经济运行情况</title></head><body><h1>前三季度经济运行情况</h1><div class="content">${[from, from + 1, from + 2].map((n) => `<p>${sentence(n)}</p>`).join('')}</div><div class="pages">${links}</div></body></html>`
const at = (url: string, body: string | Uint8Array): FetchedPage => ({
  requestedUrl: url,
  finalUrl: url,
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  bytes: typeof body === 'string' ? Buffer.from(body) : body,
  fetchedAt: new Date('2026-11-22T01:00:00Z'),
})
const home = 'https://n.example.cn/a/7'
const read = async (site: Record<string, string | FetchAnswer>) => {
  const asked: string[] = []
  const answer = await readWholeArticle(at(`${home}.html`, site[`${home}.html`] as string), {
    ask: async ({ url }) => {
      asked.push(url)
      const found = site[url]
      if (typeof found === 'string')
        return { kind: 'page', page: at(url, found), etag: '', lastModified: '', movedTo: null }
      return found ?? { kind: 'failed', failure: fetchFailure('http_status', { status: 404 }) }
    },
  })
  return { answer, asked }
}

describe('an article over several pages', () => {
  const second = '<a href="7_2.html">下一页</a>'
  const third = '<a href="7.html">1</a><a href="7_2.html">2</a><a href="7_3.html">3</a>'

  it('is read as one text, page after page, and every page is handed on', async () => {
    const { answer, asked } = await read({
      [`${home}.html`]: html(1, second),
      [`${home}_2.html`]: html(3, third),
      [`${home}_3.html`]: html(6, third),
    })
    expect(asked).toEqual([`${home}_2.html`, `${home}_3.html`])
    expect(answer.ok && answer.article.text.split('\n')).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map(sentence))
    expect(answer.ok && answer.further.map(({ finalUrl }) => finalUrl)).toEqual(asked)
  })

  it('is no article yet when a page fails for a passing reason, and ends where a page does not exist', async () => {
    const passing = await read({
      [`${home}.html`]: html(1, second),
      [`${home}_2.html`]: { kind: 'failed', failure: fetchFailure('timeout') },
    })
    expect(passing.answer).toMatchObject({ ok: false, failure: { code: 'timeout' } })
    expect((await read({ [`${home}.html`]: html(1, second) })).answer).toMatchObject({ ok: true, further: [] })
  })
})

it('an article that is a PDF is read as one', async () => {
  const pdf = madePdf([
    [
      { text: '前三季度公报', size: 20, y: 780 },
      { text: '居民消费价格小幅上涨。', y: 700 },
    ],
  ])
  const answer = await readWholeArticle(at(`${home}.pdf`, pdf), {
    ask: async () => {
      throw new Error('nothing to ask')
    },
  })
  expect(answer).toMatchObject({ ok: true, article: { title: '前三季度公报', text: '居民消费价格小幅上涨。' } })
})
