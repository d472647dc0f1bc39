import { describe, expect, it } from 'vitest'
import type { FetchedPage } from '../domain/article.ts'
import { type Line, madePdf } from './fixtures/made-pdf.ts'
import { isPdf, readPdf } from './pdf.ts'

const page = (bytes: Uint8Array): FetchedPage => ({
  requestedUrl: 'https://tjj.example.cn/d/1.pdf',
  finalUrl: 'https://tjj.example.cn/d/%E5%85%AC%E6%8A%A5.pdf',
  status: 200,
  headers: { 'content-type': 'application/pdf' },
  bytes,
  fetchedAt: new Date('2026-11-22T01:00:00Z'),
})
/** 36 characters of 12 points reach from 72 to 504. */
const full = '初步核算全市地区生产总值同比增长其中第一产业增加值保持稳定第二产业增加值'
const body: Line[] = [
  { text: '某市2026年前三季度', size: 20, y: 780 },
  { text: '经济运行情况公报', size: 20, y: 750 },
  { text: '某市统计局', size: 12, x: 240, y: 720 },
  { text: '2026年10月20日', size: 12, x: 240, y: 700 },
  { text: full.slice(2), x: 96, y: 660 },
  { text: `${full.slice(0, 34)}。`, y: 640 },
  { text: '居民消费价格小幅上涨。', x: 96, y: 620 },
]
const numbered = (lines: Line[], n: number): Line[] => [
  { text: '某市统计局内刊', y: 820 },
  ...lines,
  { text: `— ${n} —`, x: 280, y: 30 },
]

describe('a PDF', () => {
  it('gives title, day and text by paragraphs, without heads, feet and page numbers', async () => {
    const second: Line[] = [{ text: '就业形势总体稳定。', x: 96, y: 780 }]
    const bytes = madePdf(
      [
        numbered(body, 1),
        numbered(second, 2),
        numbered(
          second.map((l) => ({ ...l, text: '进出口回升。' })),
          3,
        ),
      ],
      { Title: 'Microsoft Word - 1.doc' },
    )
    expect(isPdf({ bytes })).toBe(true)
    const read = await readPdf(page(bytes))
    expect(read).toMatchObject({
      ok: true,
      article: {
        title: '某市2026年前三季度经济运行情况公报',
        publishedAt: new Date('2026-10-19T16:00:00Z'),
        publishedPrecision: 'day',
        text: [
          '某市统计局',
          '2026年10月20日',
          `${full.slice(2)}${full.slice(0, 34)}。`,
          '居民消费价格小幅上涨。',
          '就业形势总体稳定。',
          '进出口回升。',
        ].join('\n'),
      },
    })
    // The bytes are still there to be sealed.
    expect(bytes.length).toBeGreaterThan(1000)
  })

  it('is called by what it says of itself, or by its file', async () => {
    const flat: Line[] = [{ text: '正文第一行文字', y: 700 }]
    expect(await readPdf(page(madePdf([flat], { Title: '某市统计年鉴说明' })))).toMatchObject({
      article: { title: '某市统计年鉴说明' },
    })
    expect(await readPdf(page(madePdf([flat], { Title: '1.doc' })))).toMatchObject({
      article: { title: '正文第一行文字' },
    })
  })

  it.each<[string, Uint8Array, string]>([
    ['holds no text', madePdf([[]]), 'no_text'],
    ['is cut off in the middle', madePdf([body]).subarray(0, 400), 'not_html'],
    ['only begins like one', Buffer.from('%PDF-1.7\n<html>'), 'not_html'],
  ])('that %s is a failure, not an exception', async (_, bytes, code) => {
    expect(await readPdf(page(bytes))).toMatchObject({ ok: false, failure: { code, class: 'soft' } })
  })

  it('is read no further than the limits of pages, bytes and time', async () => {
    const many = Array.from({ length: 30 }, (_, n): Line[] => [{ text: `第${n}段的文字在这里。`, y: 700 }])
    const read = await readPdf(page(madePdf(many)), { pages: 2 })
    expect(read.ok && read.article.text.split('\n')).toHaveLength(2)
    expect(await readPdf(page(madePdf(many)), { bytes: 100 })).toMatchObject({ failure: { code: 'too_large' } })
    expect(await readPdf(page(madePdf(many)), { timeoutMs: 1 })).toMatchObject({
      failure: { code: 'timeout', class: 'soft' },
    })
  })
})
