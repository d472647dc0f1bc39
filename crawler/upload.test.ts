import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FetchedPage } from '../domain/article.ts'
import { readMhtml } from './mhtml.ts'
import { readUpload, uploadType } from './upload.ts'

const text =
  '示例市统计局今天公布，上半年全市地区生产总值同比增长百分之五点一，工业、服务业和外贸均有增长，居民收入平稳提高。'
const html = `<!doctype html><html><head><meta charset="utf-8"><title>上半年经济运行情况</title></head><body><h1>上半年经济运行情况</h1>
<div class="article"><p>${text}</p><p>${text}</p><p>${text}</p></div></body></html>`
const archive = (body: string, encoding: string) =>
  `From: <Saved by Blink>
Snapshot-Content-Location: https://daily.example/a/1.html
Subject: =?utf-8?Q?x?=
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----Boundary----42"

------Boundary----42
Content-Type: text/css
Content-Location: cid:css

p { color: red }
------Boundary----42
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: ${encoding}
Content-Location: https://daily.example/a/1.html

${body}
------Boundary----42--
`.replaceAll('\n', '\r\n')
const quoted = (value: string) =>
  [...Buffer.from(value)]
    .map((b, i) => `=${b.toString(16).padStart(2, '0').toUpperCase()}${i % 24 === 23 ? '=\n' : ''}`)
    .join('')
const page = (bytes: Uint8Array): FetchedPage => ({
  requestedUrl: 'urn:sha256:0',
  finalUrl: 'urn:sha256:0',
  status: 200,
  headers: { 'content-type': uploadType(bytes) ?? '' },
  bytes,
  fetchedAt: new Date('2026-10-01T00:00:00Z'),
})

describe('an uploaded file', () => {
  it.each([
    ['%PDF-1.7\n', 'application/pdf'],
    ['\x89PNG\r\n\x1a\n....', 'image/png'],
    ['\xff\xd8\xff\xe0', 'image/jpeg'],
    ['RIFF....WEBP', 'image/webp'],
    [html, 'text/html'],
    [`<!-- saved from url=(0014)about:internet -->\n${html}`, 'text/html'],
    [archive(html, '8bit'), 'multipart/related'],
    ['PK\x03\x04 a document', null],
    ['MZ a program', null],
    ['', null],
  ])('is known by its bytes %#', (start, type) => expect(uploadType(Buffer.from(start, 'latin1'))).toBe(type))

  it('that is a page gives its article', async () => {
    const read = await readUpload(page(Buffer.from(html)))
    expect(read).toMatchObject({ ok: true, article: { title: '上半年经济运行情况' } })
  })

  it.each([
    ['base64', Buffer.from(html).toString('base64').replace(/.{76}/g, '$&\n')],
    ['quoted-printable', quoted(html)],
  ])('that is a web archive in %s gives the article of its page', async (encoding, body) => {
    const bytes = Buffer.from(archive(body, encoding), 'latin1')
    const read = await readUpload(page(bytes))
    expect(read).toMatchObject({ ok: true, article: { title: '上半年经济运行情况' } })
    expect(read.ok && read.article.text).toContain('百分之五点一')
    expect(readMhtml(bytes)?.location).toBe('https://daily.example/a/1.html')
  })

  it('that is a picture has no text', async () => {
    expect(await readUpload(page(Buffer.from('\xff\xd8\xff\xe0', 'latin1')))).toMatchObject({ ok: false })
  })

  it('never throws, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), fc.nat(400), (noise, cut) => {
        const whole = archive(noise, 'quoted-printable')
        readMhtml(Buffer.from(whole.slice(0, cut * 2)))
        uploadType(Buffer.from(noise))
      }),
    )
  })
})
