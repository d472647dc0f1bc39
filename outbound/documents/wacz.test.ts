import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WARCParser, WARCRecord, WARCSerializer } from 'warcio'
import { unzip } from '../../tests/support/unzip.ts'
import { type WaczRecord, writeWacz } from './wacz.ts'
import { zipStored } from './zip.ts'

const at = new Date('2026-11-20T03:04:06Z')

describe('a stored ZIP', () => {
  it('gives every file back under its name, whatever it holds', () => {
    const name = fc.stringMatching(/^[\w统舆 -]{1,20}$/)
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { maxLength: 8 }),
        fc.array(fc.uint8Array(), { minLength: 8, maxLength: 8 }),
        (names, contents) => {
          const files = names.map((path, n) => ({ path, bytes: contents[n]! }))
          const back = unzip(Buffer.from(zipStored(files, at)))
          expect([...back.keys()]).toEqual(names)
          for (const { path, bytes } of files) expect(back.get(path)).toEqual(Buffer.from(bytes))
        },
      ),
    )
  })
})

describe('a WACZ file', () => {
  const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
  const member = (type: 'response' | 'request', url: string) =>
    WARCSerializer.serialize(
      WARCRecord.create(
        { type, url, date: at.toISOString(), warcVersion: 'WARC/1.1', httpHeaders: { 'Content-Type': 'text/html' } },
        [Buffer.from(url)],
      ),
      { gzip: true },
    )
  const records = async (urls: string[]): Promise<WaczRecord[]> => {
    const all: WaczRecord[] = []
    for (const url of urls)
      for (const type of ['response', 'request'] as const) {
        const about = { type, url, date: at.toISOString(), digest: `sha256:${sha256Of(Buffer.from(url))}` }
        all.push({ ...about, bytes: await member(type, url), mime: 'text/html', status: '200' })
      }
    return all
  }

  it('lists every file with its hash, and the manifest itself with its own', async () => {
    const pages = [{ id: 'a', url: 'https://b.example/', at, title: '标题' }]
    const more = [{ path: 'manifests/2026-11-20.json', bytes: Buffer.from('{}') }]
    const files = unzip(
      Buffer.from(
        writeWacz({
          ...{ title: 't', description: 'd', records: await records(['https://b.example/']), pages, more, at },
          mainPage: pages[0]!,
        }),
      ),
    )
    const hash = (path: string) => `sha256:${sha256Of(files.get(path)!)}`
    const { resources, ...about } = JSON.parse(files.get('datapackage.json')!.toString())
    expect(about).toMatchObject({ profile: 'data-package', wacz_version: '1.1.1', created: at.toISOString() })
    expect(about).toMatchObject({ mainPageUrl: 'https://b.example/', mainPageDate: at.toISOString() })
    const listed = resources.map((r: { path: string }) => r.path).sort()
    expect(listed).toEqual([...files.keys()].filter((path) => !path.startsWith('datapackage')).sort())
    for (const { path, hash: stated, bytes } of resources) {
      expect(stated).toBe(hash(path))
      expect(bytes).toBe(files.get(path)!.length)
    }
    const digest = JSON.parse(files.get('datapackage-digest.json')!.toString())
    expect(digest).toEqual({ path: 'datapackage.json', hash: hash('datapackage.json') })
    const lines = files
      .get('pages/pages.jsonl')!
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines[0]).toMatchObject({ format: 'json-pages-1.0' })
    expect(lines[1]).toEqual({ id: 'a', url: 'https://b.example/', ts: at.toISOString(), title: '标题' })
  })

  it('has an index in the order that players search, which names answers and no requests', async () => {
    const urls = ['https://www.b.example/x?b=2&a=1', 'https://a.example/', 'http://a.example:8080/']
    const files = unzip(
      Buffer.from(
        writeWacz({
          title: '',
          description: '',
          records: await records(urls),
          pages: [],
          mainPage: null,
          more: [],
          at,
        }),
      ),
    )
    const lines = files.get('indexes/index.cdx')!.toString().trim().split('\n')
    expect(lines.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'example,a)/ 20261120030406',
      'example,a:8080)/ 20261120030406',
      'example,b)/x?a=1&b=2 20261120030406',
    ])
    for (const line of lines) {
      const { url, offset, length } = JSON.parse(line.slice(line.indexOf('{')))
      const archive = files.get('archive/data.warc.gz')!
      const record = await WARCParser.parse([archive.subarray(Number(offset), Number(offset) + Number(length))])
      expect(await record!.contentText()).toBe(url)
    }
  })
})
