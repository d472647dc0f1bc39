/**
 * WARC/1.1 records (ISO 28500:2017) as bytes: what was captured goes in, gzip members come out, one a record. Writing is
 * warcio's; reading is our own few lines, because evidence is checked member by member: CRC, length, digest. Pure.
 */
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { crc32, gzip, inflateRawSync } from 'node:zlib'
import { WARCRecord, WARCSerializer } from 'warcio'
import type { Exchange, RedirectHop } from '../../domain/article.ts'

/** What one look brought: an exchange over the wire with the redirects that led to it, or a thing that we made of it (a drawn page, a picture). */
export type Capture = { url: string; at: Date } & (
  | { exchange: Exchange; hops: readonly RedirectHop[] }
  | { contentType: string; bytes: Uint8Array }
)

/** An earlier capture of the same payload, which a revisit record names. */
export type Original = { url: string; at: Date; recordId: string }

export type WrittenRecord = {
  /** Gzip members: the thing made; or the answer, the request it answers, and a pair like these for each redirect before it. */
  bytes: Uint8Array
  recordId: string
}

/** Of headers in one record. */
const maxHead = 256 * 1024
/** Of one record unpacked: what the fetch door lets in, with room for heads. */
const maxRecord = 48 * 1024 * 1024

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const nothing = new Uint8Array()

/** The payload: the body as received, or the thing made. Its SHA-256 tells copies. */
export const payloadOf = (capture: Capture): Uint8Array =>
  'exchange' in capture ? capture.exchange.body : capture.bytes

/** With `original` a revisit record, which keeps the heads and names the earlier payload instead of repeating it. */
export async function writeCapture(capture: Capture, original: Original | null): Promise<WrittenRecord> {
  const digest = `sha256:${sha256Of(payloadOf(capture))}`
  const about = {
    url: capture.url,
    date: capture.at.toISOString(),
    warcVersion: 'WARC/1.1' as const,
    ...(original ? { refersToUrl: original.url, refersToDate: original.at.toISOString() } : {}),
  }
  const warcHeaders: Record<string, string> = { 'WARC-Payload-Digest': digest }
  if (original) warcHeaders['WARC-Refers-To'] = original.recordId
  if (!('exchange' in capture)) {
    const type = original ? ('revisit' as const) : ('resource' as const)
    const headers = { ...warcHeaders, 'Content-Type': capture.contentType }
    const record = WARCRecord.create({ ...about, type, warcHeaders: headers }, original ? [] : [capture.bytes])
    return { bytes: await member(record), recordId: idOf(record) }
  }
  const { request, response, body } = capture.exchange
  const head = headBytes(withoutTransferCoding(response))
  const type = original ? ('revisit' as const) : ('response' as const)
  const answer = WARCRecord.create({ ...about, type, warcHeaders }, original ? [head] : [head, body])
  // The head is given as bytes: set as headers, warcio would write them anew as UTF-8 and join repeated ones.
  answer.httpHeaders = null
  const asked = { url: about.url, date: about.date, warcVersion: about.warcVersion }
  const records = [
    answer,
    requestRecord(request, asked, idOf(answer)),
    ...capture.hops.flatMap((h) => hopRecords(h, answer)),
  ]
  return { bytes: Buffer.concat(await Promise.all(records.map(member))), recordId: idOf(answer) }
}

type About = { url: string; date: string; warcVersion: 'WARC/1.1' }
const nothingDigest = `sha256:${sha256Of(nothing)}`
const headBytes = (head: string): Buffer => Buffer.from(`${head}\r\n`, 'latin1')

/** What was asked, and the answer that it belongs to. */
function requestRecord(request: string, about: About, answerId: string): WARCRecord {
  const warcHeaders = { 'WARC-Concurrent-To': answerId, 'WARC-Payload-Digest': nothingDigest }
  const record = WARCRecord.create({ ...about, type: 'request', warcHeaders }, [headBytes(request)])
  record.httpHeaders = null
  return record
}

/** A redirect on the way to an answer: kept without its body, and says so. */
function hopRecords({ url, at, request, response }: RedirectHop, answer: WARCRecord): WARCRecord[] {
  const about = { url, date: at.toISOString(), warcVersion: 'WARC/1.1' as const }
  const warcHeaders = {
    'WARC-Concurrent-To': idOf(answer),
    'WARC-Payload-Digest': nothingDigest,
    'WARC-Truncated': 'length',
  }
  const hop = WARCRecord.create({ ...about, type: 'response', warcHeaders }, [
    headBytes(withoutTransferCoding(response)),
  ])
  hop.httpHeaders = null
  return [hop, requestRecord(request, about, idOf(hop))]
}

/** First record of a file: what wrote it, and how it is to be read. */
export const writeFileInfo = async (filename: string, at: Date): Promise<Uint8Array> =>
  member(
    WARCRecord.createWARCInfo(
      { filename, date: at.toISOString(), warcVersion: 'WARC/1.1' },
      {
        software: 'Tongyu/0.1 (with warcio.js)',
        format: 'WARC file version 1.1',
        conformsTo: 'http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/',
      },
    ),
  )

const idOf = (record: WARCRecord): string => record.warcHeader('WARC-Record-ID') ?? ''

async function member(record: WARCRecord): Promise<Uint8Array> {
  return promisify(gzip)(await WARCSerializer.serialize(record, { gzip: false }))
}

/** The body is kept without its chunks, so a head that announces chunks would mislead every reader. */
const withoutTransferCoding = (head: string): string =>
  head.replace(/^transfer-encoding:/gim, 'X-Archive-Orig-Transfer-Encoding:')

export type ReadRecord = {
  /** Of the gzip member within the bytes that were given. */
  offset: number
  length: number
  type: string
  url: string
  date: string
  recordId: string
  contentType: string
  payloadDigest: string
  refersTo: string
  /** HTTP head of an answer or a request, latin1; '' where the record has none. */
  head: string
  payload: Uint8Array
}

/** The record whose gzip member begins at `offset`; null where there is no whole and sound one. */
export function readRecord(bytes: Uint8Array, offset: number): ReadRecord | null {
  const unpacked = unpack(bytes, offset)
  if (!unpacked) return null
  const { content, length } = unpacked
  const end = content.subarray(0, maxHead).indexOf('\r\n\r\n')
  if (end < 0) return null
  const [version, ...lines] = content.subarray(0, end).toString('utf8').split('\r\n')
  const fields = new Map(lines.map((line) => splitField(line)))
  const size = Number(fields.get('content-length'))
  const block = content.subarray(end + 4, end + 4 + size)
  const isWhole = block.length === size && content.subarray(end + 4 + size).equals(recordEnd)
  if (version !== 'WARC/1.1' || !isWhole || !isDigest(fields.get('warc-block-digest'), block)) return null
  const contentType = fields.get('content-type') ?? ''
  const blank = contentType.startsWith('application/http') ? block.subarray(0, maxHead).indexOf('\r\n\r\n') : -1
  const headEnd = blank < 0 ? 0 : blank + 4
  return {
    ...{ offset, length, contentType },
    type: fields.get('warc-type') ?? '',
    url: fields.get('warc-target-uri') ?? '',
    date: fields.get('warc-date') ?? '',
    recordId: fields.get('warc-record-id') ?? '',
    payloadDigest: fields.get('warc-payload-digest') ?? '',
    refersTo: fields.get('warc-refers-to') ?? '',
    head: block.subarray(0, headEnd).toString('latin1'),
    payload: block.subarray(headEnd),
  }
}

/** All records of the bytes, which must hold whole records only; null when they do not. */
export function readRecords(bytes: Uint8Array): ReadRecord[] | null {
  const records: ReadRecord[] = []
  for (let at = 0; at < bytes.length; ) {
    const record = readRecord(bytes, at)
    if (!record) return null
    records.push(record)
    at += record.length
  }
  return records
}

const recordEnd = Buffer.from('\r\n\r\n')
const gzipHead = Buffer.from([0x1f, 0x8b, 8, 0])

/** One gzip member of our own making (no optional fields): its content, and how long it is, CRC and size included. */
function unpack(bytes: Uint8Array, offset: number): { content: Buffer; length: number } | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset + offset, bytes.byteLength - offset)
  if (view.length < 18 || !view.subarray(0, 4).equals(gzipHead)) return null
  try {
    const packed = view.subarray(10)
    // `info` gives the engine, which knows how much it read; the type of the library does not say so.
    const { buffer, engine } = inflateRawSync(packed, {
      info: true,
      maxOutputLength: maxRecord,
    } as object) as unknown as {
      buffer: Buffer
      engine: { bytesWritten: number }
    }
    const end = engine.bytesWritten
    if (packed.length < end + 8) return null
    const isSound =
      packed.readUInt32LE(end) === crc32(buffer) && packed.readUInt32LE(end + 4) === (buffer.length & 0xffffffff) >>> 0
    return isSound ? { content: buffer, length: 10 + end + 8 } : null
  } catch {
    return null
  }
}

function splitField(line: string): [string, string] {
  const colon = line.indexOf(':')
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
}

const isDigest = (stated: string | undefined, block: Uint8Array): boolean =>
  stated === undefined || stated === `sha256:${sha256Of(block)}`
