/**
 * Articles that are PDF files: bulletins, reports, pages of papers. Text by paragraphs, title and time from the first page or the
 * document's own data. Reading happens in a thread with limits on pages, memory and time: a hostile file is a soft failure.
 */
import { Worker } from 'node:worker_threads'
import type { ExtractedArticle, FetchedPage, FetchFailure } from '../domain/article.ts'
import { day } from '../domain/time.ts'
import { canonicalUrl } from './canonical-url.ts'
import { readDate } from './dates.ts'
import { fetchFailure } from './failure.ts'
import { header } from './response.ts'
import { squeeze } from './tree.ts'

export const pdfLimits = {
  bytes: 20 * 1024 * 1024,
  pages: 100,
  chars: 300_000,
  timeoutMs: 20_000,
  memoryMb: 384,
} as const

/** By its first bytes: servers name PDF files in many ways. */
export const isPdf = ({ bytes }: Pick<FetchedPage, 'bytes'>): boolean =>
  Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')

/** One line as it is set: its left edge, height above the bottom, right end and size, in points. */
export type PdfLine = { text: string; x: number; y: number; end: number; size: number }
export type PdfRead = { info: { title: string; author: string; createdAt: string }; pages: PdfLine[][] }
export type PdfAnswer = { ok: true; article: ExtractedArticle } | { ok: false; failure: FetchFailure }

/** Reads a fetched PDF as an article; `no_text` for one that holds only pictures, `not_html` for one that cannot be read. */
export async function readPdf(
  page: FetchedPage,
  limits: Partial<Record<keyof typeof pdfLimits, number>> = {},
): Promise<PdfAnswer> {
  const held = { ...pdfLimits, ...limits }
  if (page.bytes.length > held.bytes)
    return { ok: false, failure: fetchFailure('too_large', { detail: `more than ${held.bytes} bytes` }) }
  const read = await readInThread(page.bytes, held)
  if ('failure' in read) return { ok: false, failure: read.failure }
  const article = pdfArticle(read, page)
  return article.text === '' ? { ok: false, failure: fetchFailure('no_text') } : { ok: true, article }
}

async function readInThread(
  bytes: Uint8Array,
  limits: { pages: number; chars: number; timeoutMs: number; memoryMb: number },
): Promise<PdfRead | { failure: FetchFailure }> {
  const worker = new Worker(new URL('./pdf-worker.mjs', import.meta.url), {
    // A copy: the reader takes the bytes for itself, and ours are still to be sealed.
    workerData: { bytes: new Uint8Array(bytes), maxPages: limits.pages, maxChars: limits.chars },
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb },
    execArgv: [],
    stdout: true,
    stderr: true,
  })
  const unreadable = (detail: string) => ({ failure: fetchFailure('not_html', { detail: `PDF: ${detail}` }) })
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise((resolve) => {
      timer = setTimeout(
        () => resolve({ failure: { ...fetchFailure('timeout', { detail: 'PDF' }), class: 'soft' } }),
        limits.timeoutMs,
      )
      worker.once('message', (said: PdfRead | { error: string }) =>
        resolve('error' in said ? unreadable(said.error) : said),
      )
      worker.once('error', (error) => resolve(unreadable(error.message)))
      worker.once('exit', () => resolve(unreadable('the reader ended without an answer')))
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}

/** Title, time and paragraphs from the lines of a document. Pure. */
export function pdfArticle({ info, pages }: PdfRead, page: FetchedPage): ExtractedArticle {
  const [first = [], ...others] = withoutRunningLines(pages)
  const { title, lines } = titleOf(first, info.title)
  const paragraphs = paragraphsOf([first.filter((line) => !lines.includes(line)), ...others])
  const text = paragraphs.join('\n').slice(0, pdfLimits.chars)
  const publishedAt = timeOf(paragraphs, info.createdAt, page)
  return {
    title: title || fileNameOf(page),
    subtitle: '',
    byline: /[\u3400-\u9fff]{2}|[a-z]+ [a-z]+/i.test(info.author) ? squeeze(info.author).slice(0, 100) : '',
    sourceLine: '',
    sourceUrl: '',
    editor: '',
    placeLine: '',
    publishedAt,
    publishedPrecision: publishedAt && 'day',
    updatedAt: null,
    text,
    links: [],
    images: [],
    declaredLanguage: '',
    canonicalUrl: canonicalUrl(page.finalUrl) ?? page.finalUrl,
  }
}

/** Page numbers, and heads and feet that stand on most pages, are no text. */
function withoutRunningLines(pages: PdfLine[][]): PdfLine[][] {
  const key = (line: PdfLine): string => squeeze(line.text).replace(/\d+/g, '#')
  const onPages = new Map<string, number>()
  for (const lines of pages) for (const one of new Set(lines.map(key))) onPages.set(one, (onPages.get(one) ?? 0) + 1)
  const isRunning = (line: PdfLine): boolean =>
    /^[\s\-—–·.]*(?:第?\s*\d{1,4}\s*页?|\d{1,4}\s*\/\s*\d{1,4}|page \d{1,4})[\s\-—–·.]*$/i.test(line.text) ||
    (pages.length >= 3 && (onPages.get(key(line)) ?? 0) > pages.length / 2)
  return pages.map((lines) => lines.filter((line) => squeeze(line.text) !== '' && !isRunning(line)))
}

/** A paragraph ends with a line short of the column or before an indented, a larger or a distant one; with a page, if its sentence does. */
function paragraphsOf(pages: PdfLine[][]): string[] {
  const all = pages.flat()
  const right = all.reduce((most, { end }) => Math.max(most, end), 0)
  const left = all.reduce((least, { x }) => Math.min(least, x), Number.POSITIVE_INFINITY)
  const paragraphs: string[] = []
  let open = ''
  const close = (): void => {
    if (open !== '') paragraphs.push(open)
    open = ''
  }
  for (const lines of pages) {
    for (const [i, line] of lines.entries()) {
      if (line.x - left > line.size * 1.2 || (i > 0 && standsApart(line, lines[i - 1]!))) close()
      open = joined(open, squeeze(line.text))
      if (line.end < right - line.size * 2) close()
    }
    if (/[。！？…”.!?]$/.test(open)) close()
  }
  close()
  return paragraphs
}

const standsApart = (line: PdfLine, before: PdfLine): boolean =>
  Math.abs(line.size - before.size) > 1 || before.y - line.y > Math.max(line.size, before.size) * 2.2

/** Chinese lines join without a space; a word cut at the end of a line is made whole. */
function joined(before: string, next: string): string {
  if (before === '') return next
  if (/[a-z]-$/.test(before) && /^[a-z]/.test(next)) return before.slice(0, -1) + next
  return /[\x21-\x7e]$/.test(before) && /^[\x21-\x7e]/.test(next) ? `${before} ${next}` : before + next
}

/** The largest lines at the top of the first page, which are no text; else what the file calls itself, where it is words. */
function titleOf(first: PdfLine[], stated: string): { title: string; lines: PdfLine[] } {
  const top = first.slice(0, 12)
  const largest = top.reduce((most, { size }) => Math.max(most, size), 0)
  const usual = first.map(({ size }) => size).sort((a, b) => a - b)[Math.floor((first.length - 1) / 2)] ?? 0
  if (largest > usual * 1.15) {
    const start = top.findIndex(({ size }) => size > largest - 1)
    const length = top.slice(start).findIndex(({ size }) => size <= largest - 1)
    const lines = top.slice(start, length < 0 ? undefined : start + length)
    return { title: lines.reduce((title, { text }) => joined(title, squeeze(text)), '').slice(0, 300), lines }
  }
  const said = squeeze(stated)
  const isNamed =
    said.length >= 5 && !/\.(?:docx?|pdf|wps|indd)$|^(?:microsoft word|untitled|无标题|文档\d)/i.test(said)
  return { title: isNamed ? said.slice(0, 300) : squeeze(top[0]?.text ?? '').slice(0, 120), lines: [] }
}

/** A day named in the first lines or at the end (落款); else the day on which the file was made, if that is not today's making. */
function timeOf(paragraphs: string[], createdAt: string, page: FetchedPage): Date | null {
  const possible = (at: Date | null): at is Date =>
    at !== null && at.getTime() > Date.UTC(1990, 0) && at.getTime() < page.fetchedAt.getTime() + day
  const named = [...paragraphs.slice(0, 6), ...paragraphs.slice(-3)].filter((one) => one.length <= 60)
  for (const text of named) {
    const at = readDate(text, { now: null })
    if (possible(at)) return at
  }
  const made = /^D:(\d{4})(\d\d)(\d\d)/.exec(createdAt)
  const at = made ? readDate(`${made[1]}-${made[2]}-${made[3]}`, { now: null }) : null
  return possible(at) && page.fetchedAt.getTime() - at.getTime() > day ? at : null
}

/** `2026年公报.pdf` of the answer's disposition or of the address, where the text names no title. */
function fileNameOf(page: FetchedPage): string {
  const disposed = /filename\*?=(?:UTF-8'')?"?([^";]+)/i.exec(header(page.headers, 'content-disposition'))?.[1]
  const last = disposed ?? new URL(page.finalUrl).pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last)
      .replace(/\.pdf$/i, '')
      .slice(0, 200)
  } catch {
    return last.slice(0, 200)
  }
}
