import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { WARCParser } from 'warcio'
import { openEvidenceFolder } from './folder.ts'
import { type Capture, payloadOf, readRecord, readRecords, sha256Of, writeCapture } from './record.ts'
import { repairFile, soundLength } from './repair.ts'

const at = new Date('2026-11-20T03:04:05.678Z')
const bytes = fc.uint8Array({ maxLength: 300 })
const latin1 = fc.string({
  unit: fc.integer({ min: 0x20, max: 0xff }).map((n) => String.fromCharCode(n)),
  maxLength: 30,
})
const hop = latin1.map((value) => ({
  ...{ url: 'http://news.example/old', at, request: 'GET /old HTTP/1.1\r\nhost: news.example\r\n' },
  response: `HTTP/1.1 301 Moved Permanently\r\nLocation: /a?b=1\r\nContent-Length: 99\r\nX-Odd: ${value}\r\n`,
}))
const exchange = fc.record({ body: bytes, value: latin1, hops: fc.array(hop, { maxLength: 3 }) }).map(
  ({ body, value, hops }): Capture => ({
    ...{ url: 'https://news.example/a?b=1', at, hops },
    exchange: {
      request: 'GET /a?b=1 HTTP/1.1\r\nhost: news.example\r\n',
      response: `HTTP/1.1 200 OK\r\nX-Odd: ${value}\r\nSet-Cookie: a\r\nSet-Cookie: b\r\nTransfer-Encoding: chunked\r\n`,
      body,
    },
  }),
)
const made = bytes.map(
  (content): Capture => ({ url: 'urn:fullPage:https://news.example/a', at, bytes: content, contentType: 'image/png' }),
)
const capture = fc.oneof(exchange, made)

describe('a record', () => {
  it('gives back every byte that was captured, heads included, to us and to warcio', async () => {
    await fc.assert(
      fc.asyncProperty(capture, async (given) => {
        const written = await writeCapture(given, null)
        const [answer, question, ...led] = readRecords(written.bytes)!
        expect(Buffer.from(answer!.payload)).toEqual(Buffer.from(payloadOf(given)))
        expect(answer!.payloadDigest).toBe(`sha256:${sha256Of(payloadOf(given))}`)
        if ('exchange' in given) {
          const head = given.exchange.response.replace('Transfer-Encoding', 'X-Archive-Orig-Transfer-Encoding')
          expect(answer!.head).toBe(`${head}\r\n`)
          expect(question).toMatchObject({ type: 'request', head: `${given.exchange.request}\r\n` })
          expect(led.map(({ type, url, head }) => ({ type, url, head }))).toEqual(
            given.hops.flatMap(({ url, request, response }) => [
              { type: 'response', url, head: `${response}\r\n` },
              { type: 'request', url, head: `${request}\r\n` },
            ]),
          )
        }
        const theirs = await WARCParser.parse([written.bytes])
        expect(theirs!.warcDate).toBe('2026-11-20T03:04:05.678Z')
        expect(Buffer.from(await theirs!.readFully(false))).toEqual(Buffer.from(payloadOf(given)))
      }),
      { numRuns: 60 },
    )
  })

  it('that came again names the first and keeps only the heads', async () => {
    const body = Buffer.from('x'.repeat(5_000))
    const given: Capture = {
      ...{ url: 'https://a.example/', at, hops: [] },
      exchange: { request: 'GET / HTTP/1.1\r\n', response: 'HTTP/1.1 200 OK\r\n', body },
    }
    const first = await writeCapture(given, null)
    const again = await writeCapture(given, { url: given.url, at, recordId: first.recordId })
    expect(readRecord(again.bytes, 0)).toMatchObject({
      ...{ type: 'revisit', refersTo: first.recordId, payload: Buffer.alloc(0) },
      payloadDigest: `sha256:${sha256Of(body)}`,
    })
  })

  it('is refused when a single byte of it is another, or says the same all the same', async () => {
    const { bytes: whole } = await writeCapture(
      { url: 'https://a.example/', at, bytes: Buffer.from('数据'), contentType: 'text/plain' },
      null,
    )
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (where, change) => {
        const other = Buffer.from(whole)
        other[where]! ^= change
        const record = readRecord(other, 0)
        // Six bytes of a gzip head (time, operating system) and the bits that fill up its last byte say nothing of the content.
        if (record !== null) expect(record).toEqual(readRecord(whole, 0))
      }),
    )
  })
})

describe('what is torn', () => {
  it('is told from what is sound at any point of a cut, with anything behind it', async () => {
    const captures = fc.array(capture, { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(captures, fc.nat(), bytes, async (given, point, rubbish) => {
        const members = (await Promise.all(given.map((c) => writeCapture(c, null)))).map((w) => w.bytes)
        const whole = Buffer.concat(members)
        const ends = readRecords(whole)!.map((r) => r.offset + r.length)
        const cut = point % (whole.length + 1)
        const sound = Math.max(0, ...ends.filter((end) => end <= cut))
        expect(soundLength(whole.subarray(0, cut)).bytes).toBe(sound)
        if (cut === sound) expect(soundLength(Buffer.concat([whole.subarray(0, cut), rubbish])).bytes).toBe(sound)
      }),
      { numRuns: 60 },
    )
  })
})

describe('the folder', () => {
  const directory = mkdtempSync(join(tmpdir(), 'tongyu-warc-'))
  afterAll(() => rmSync(directory, { recursive: true }))
  const record = async (text: string) =>
    (await writeCapture({ url: 'https://a.example/', at, bytes: Buffer.from(text), contentType: 'text/plain' }, null))
      .bytes

  it('keeps each appended record where it says, in one file a writer, day and size', async () => {
    const folder = openEvidenceFolder(directory, { rotateAt: 2_000 })
    const other = openEvidenceFolder(directory)
    const records = await Promise.all(Array.from({ length: 20 }, (_, n) => record(`Satz ${n} ${'z'.repeat(n)}`)))
    const places = await Promise.all(records.map((r, n) => (n % 5 === 0 ? other : folder).append(r, at)))
    for (const [n, place] of places.entries()) expect(await folder.read(place)).toEqual(Buffer.from(records[n]!))
    expect(new Set(places.filter((_, n) => n % 5 === 0).map((p) => p.file)).size).toBe(1)
    const next = await folder.append(records[0]!, new Date('2026-11-20T16:00:01Z'))
    expect(next.file.startsWith('2026-11-21/20261121-')).toBe(true)
    expect(await folder.days()).toEqual(['2026-11-20', '2026-11-21'])
    for (const { file } of await folder.filesOf('2026-11-20'))
      expect(readRecords(readFileSync(join(directory, file)))).not.toBeNull()
    await Promise.all([folder.close(), other.close()])
  })

  it('begins another file after its size', async () => {
    const folder = openEvidenceFolder(directory, { rotateAt: 500 })
    const files: string[] = []
    for (let n = 0; n < 4; n++) files.push((await folder.append(await record('a'.repeat(40)), at)).file)
    expect(new Set(files).size).toBeGreaterThan(1)
    await folder.close()
  })

  it('refuses a name that leads elsewhere', async () => {
    const folder = openEvidenceFolder(directory)
    await expect(folder.read({ file: '../../etc/passwd', offset: 0, length: 1 })).rejects.toThrow('not the name')
  })

  it('loses its torn end to the repair, and nothing that a row names', async () => {
    const folder = openEvidenceFolder(directory)
    const whole = await folder.append(await record('eins'), at)
    const end = whole.offset + whole.length
    const path = join(directory, whole.file)
    await folder.close()
    expect(await repairFile(directory, whole.file, end)).toBeNull()
    appendFileSync(path, (await record('zwei')).subarray(0, 40))
    expect(await repairFile(directory, whole.file, end)).toEqual({ file: whole.file, sound: end, cut: 40 })
    expect(statSync(path).size).toBe(end)
    // Damage before the end that rows name is not torn: it stays as it is, to be told.
    writeFileSync(path, Buffer.concat([Buffer.alloc(end, 1), Buffer.from('torn')]))
    await repairFile(directory, whole.file, end)
    expect(statSync(path).size).toBe(end)
    truncateSync(path, 10)
    expect(await repairFile(directory, whole.file, end)).toBeNull()
  })
})
