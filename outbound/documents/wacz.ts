/**
 * WARC records as one WACZ 1.1.1 file (specs.webrecorder.net/wacz/1.1.1): the records as they were sealed, an index over them, a
 * list of pages, a manifest with hashes. Public players (ReplayWeb.page) open it without us. Pure: values in, bytes out.
 */
import { createHash } from 'node:crypto'
import { getSurt } from 'warcio'
import { type ZipFile, zipStored } from './zip.ts'

/** A record as it lies in an archive: one gzip member. */
export type WaczRecord = {
  bytes: Uint8Array
  /** response, revisit, resource; others are carried along and not indexed. */
  type: string
  url: string
  /** WARC-Date. */
  date: string
  /** `sha256:…` of the payload. */
  digest: string
  /** Of the answer; '' where there is none. */
  mime: string
  status: string
}
export type WaczPage = { id: string; url: string; at: Date; title: string }
export type WaczContent = {
  title: string
  /** Plain text. */
  description: string
  records: readonly WaczRecord[]
  pages: readonly WaczPage[]
  /** One of them: what a player opens first. */
  mainPage: WaczPage | null
  /** Further files, outside the folders that the format has for itself. */
  more: readonly ZipFile[]
  at: Date
}

const archive = 'data.warc.gz'
const indexed = ['response', 'revisit', 'resource']

export function writeWacz({ title, description, records, pages, mainPage, more, at }: WaczContent): Uint8Array {
  const files: ZipFile[] = [
    { path: `archive/${archive}`, bytes: Buffer.concat(records.map((r) => r.bytes)) },
    { path: 'indexes/index.cdx', bytes: Buffer.from(cdxj(records)) },
    { path: 'pages/pages.jsonl', bytes: Buffer.from(pageList(pages)) },
    ...more,
  ]
  const datapackage = json({
    ...{ profile: 'data-package', wacz_version: '1.1.1', software: 'Tongyu/0.1', title, description },
    ...{ created: at.toISOString(), modified: at.toISOString() },
    ...(mainPage ? { mainPageUrl: mainPage.url, mainPageDate: mainPage.at.toISOString() } : {}),
    resources: files.map(({ path, bytes }) => ({
      ...{ name: path.split('/').at(-1), path, hash: hashOf(bytes), bytes: bytes.length },
    })),
  })
  const digest = json({ path: 'datapackage.json', hash: hashOf(datapackage) })
  return zipStored(
    [...files, { path: 'datapackage.json', bytes: datapackage }, { path: 'datapackage-digest.json', bytes: digest }],
    at,
  )
}

/** CDXJ: sort-friendly address, time to the second, the rest as JSON; sorted bytewise, because players search in halves. */
function cdxj(records: readonly WaczRecord[]): string {
  const lines: string[] = []
  let offset = 0
  for (const { bytes, type, url, date, digest, mime, status } of records) {
    if (indexed.includes(type)) {
      const time = date.replace(/\D/g, '').slice(0, 14)
      const place = { length: String(bytes.length), offset: String(offset), filename: archive }
      const facts = { url, mime: type === 'revisit' ? 'warc/revisit' : mime, status, digest, ...place }
      lines.push(`${getSurt(url)} ${time} ${JSON.stringify(facts)}\n`)
    }
    offset += bytes.length
  }
  return lines.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).join('')
}

function pageList(pages: readonly WaczPage[]): string {
  const head = { format: 'json-pages-1.0', id: 'pages', title: 'All Pages' }
  const lines = pages.map(({ id, url, at, title }) => ({ id, url, ts: at.toISOString(), title }))
  return [head, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('')
}

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`)
const hashOf = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`
