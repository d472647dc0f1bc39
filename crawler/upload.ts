/**
 * A page that a person saved and handed in: what it is, by its first bytes and never by its name, and the article in it. Pictures
 * are evidence only: nothing reads text from them.
 */
import type { FetchedPage } from '../domain/article.ts'
import { type ExtractAnswer, extractArticle } from './extract.ts'
import { fetchFailure } from './failure.ts'
import { readMhtml } from './mhtml.ts'
import { readPdf } from './pdf.ts'

export const uploadTypes = [
  'text/html',
  'multipart/related',
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/gif',
] as const
export type UploadType = (typeof uploadTypes)[number]

const magic: [UploadType, RegExp][] = [
  ['application/pdf', /^%PDF-\d/],
  ['image/png', /^\x89PNG\r\n/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/webp', /^RIFF[\s\S]{4}WEBP/],
  ['image/gif', /^GIF8[79]a/],
  ['multipart/related', /^(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart\/related/i],
  [
    'text/html',
    /^(?:\xef\xbb\xbf)?\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|article|section|p)\b/i,
  ],
]

/** Null for what is not taken. */
export function uploadType(bytes: Uint8Array): UploadType | null {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 8192)).toString('latin1')
  return magic.find(([, pattern]) => pattern.test(start))?.[0] ?? null
}

export const isPicture = (type: string): boolean => type.startsWith('image/')

/** The article in a file handed in. `page.headers` carry its type as `uploadType` said it. */
export async function readUpload(page: FetchedPage): Promise<ExtractAnswer> {
  const type = page.headers['content-type'] ?? ''
  if (isPicture(type)) return { ok: false, failure: fetchFailure('no_text', { detail: type }) }
  if (type === 'application/pdf') {
    const read = await readPdf(page)
    return read.ok ? { ...read, missed: [] } : read
  }
  if (type !== 'multipart/related') return extractArticle(page)
  const saved = readMhtml(page.bytes)
  if (!saved) return { ok: false, failure: fetchFailure('not_html', { detail: type }) }
  const finalUrl = URL.canParse(saved.location) ? saved.location : page.finalUrl
  return extractArticle({ ...page, finalUrl, headers: { 'content-type': saved.contentType }, bytes: saved.html })
}
