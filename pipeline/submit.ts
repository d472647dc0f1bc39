/**
 * What a person or a program hands in, on its way to the command: the address in its canonical form, a file known by its bytes,
 * everything sealed as evidence before a row names it.
 */
import { canonicalUrl } from '../crawler/canonical-url.ts'
import { isPicture, uploadType } from '../crawler/upload.ts'
import { type Result, refuse } from '../domain/result.ts'
import type { OutletGiven } from '../workflow/submission/outlet-of.ts'
import {
  maxSubmittedFileBytes,
  maxSubmittedText,
  type SealedContent,
  submitArticle,
  type Submitted,
  type Submitter,
} from '../workflow/submission/submit-article.ts'
import { seal, submissionEvidence } from '../store/evidence.ts'
import { readText } from '../workflow/text.ts'
import type { Machine } from './step.ts'

export type SubmissionGiven = OutletGiven & {
  url: string | null
  file: { name: string; bytes: Uint8Array } | null
  title: string
  /** The text itself; beside a picture it is what the picture says. */
  text: string | null
  publishedAt: Date | null
  reason: string
}

/** Refuses `invalid-field` for what is no web address or no file that we take, `missing-field` for a picture without its text. */
export async function submit(
  { db, now, evidence }: Pick<Machine, 'db' | 'now' | 'evidence'>,
  given: SubmissionGiven,
  by: Submitter,
): Promise<Result<Submitted>> {
  const { url, file, title, publishedAt, reason, outletId, outletName, origin } = given
  const canonical = url === null ? null : canonicalUrl(url)
  if (url !== null && canonical === null) return refuse('invalid-field', { field: 'url' })
  const typed = readText(given.text ?? '', { field: 'text', min: 0, max: maxSubmittedText })
  if (!typed.ok) return typed
  const text = typed.value === '' ? null : typed.value
  const type = file && uploadType(file.bytes)
  if (file && file.bytes.byteLength > maxSubmittedFileBytes)
    return refuse('too-large', { field: 'file', detail: { max: maxSubmittedFileBytes } })
  if (file && !type) return refuse('invalid-field', { field: 'file' })
  if (type && isPicture(type) && text === null) return refuse('missing-field', { field: 'text' })
  const bytes = file?.bytes ?? (text === null ? null : Buffer.from(`${title}\n\n${text}`))
  const input = bytes && submissionEvidence(bytes, type ?? 'text/plain; charset=utf-8', now())
  const content: SealedContent | null = input && {
    sealed: await seal({ db, folder: evidence }, input, now()),
    fileName: file ? file.name.slice(0, 200) : null,
  }
  return submitArticle(
    db,
    {
      address: url === null || canonical === null ? null : { url, canonicalUrl: canonical },
      content,
      title,
      text,
      publishedAt,
      reason,
      ...(outletId === undefined ? {} : { outletId }),
      ...(outletName === undefined ? {} : { outletName }),
      ...(origin === undefined ? {} : { origin }),
    },
    { by, at: now() },
  )
}
