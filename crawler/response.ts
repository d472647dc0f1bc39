/**
 * Everything we ask of an HTTP answer, as small named questions over its status and headers. Pure; it does not fetch and does
 * not read bodies, except for a look at the first characters where servers lie about the type.
 */
import type { FetchFailure, HeadersSeen } from '../domain/article.ts'
import { day, second } from '../domain/time.ts'

/** Header by name, whatever its case; '' when absent. */
export function header(headers: HeadersSeen, name: string): string {
  const direct = headers[name]
  if (direct !== undefined) return direct
  const wanted = name.toLowerCase()
  for (const key of Object.keys(headers)) if (key.toLowerCase() === wanted) return headers[key] ?? ''
  return ''
}

/** Validators for the next conditional request; '' where the server gave none. */
export const etag = (headers: HeadersSeen): string => header(headers, 'etag').slice(0, 500)
export const lastModified = (headers: HeadersSeen): string => header(headers, 'last-modified').slice(0, 100)

/** `text/html` of `text/html; charset=GBK`, lower case. */
export const mediaType = (headers: HeadersSeen): string =>
  header(headers, 'content-type').split(';')[0]!.trim().toLowerCase()

/** The charset of Content-Type, lower case, '' if none. */
export function charsetOf(headers: HeadersSeen): string {
  return /charset\s*=\s*["']?([\w.:-]+)/i.exec(header(headers, 'content-type'))?.[1]?.toLowerCase() ?? ''
}

/** Longest wait we accept from a server; more is a misconfiguration or a trap that would silence the source. */
const longestRetryMs = day

/** Retry-After (RFC 9110 §10.2.3: seconds or a date) in ms from now, 0 to one day; null when absent or unreadable. */
export function retryAfterMs(headers: HeadersSeen, now: Date): number | null {
  const text = header(headers, 'retry-after').trim()
  if (!text) return null
  const ms = /^\d{1,9}$/.test(text)
    ? Number(text) * second
    : (/[a-z]/i.test(text) ? Date.parse(text) : Number.NaN) - now.getTime()
  return Number.isFinite(ms) ? Math.min(longestRetryMs, Math.max(0, ms)) : null
}

export const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status)
export const isPermanentRedirect = (status: number): boolean => status === 301 || status === 308
/** No content (204, 205) and a part that nobody asked for (206) are no page: half a text would look like a changed one. */
const isSuccess = (status: number): boolean => status >= 200 && status < 300 && ![204, 205, 206].includes(status)
const isGone = (status: number): boolean => status === 404 || status === 410

/** Null for a success; otherwise what the status means for the next attempt. */
export function failureOfStatus(status: number, headers: HeadersSeen, now: Date): FetchFailure | null {
  if (isSuccess(status)) return null
  const wait = retryAfterMs(headers, now)
  if (status === 429 || (status === 503 && wait !== null))
    return { class: 'temporary', code: 'rate_limited', status, retryAfterMs: wait }
  return { class: classOfStatus(status), code: 'http_status', status, retryAfterMs: wait }
}

function classOfStatus(status: number): FetchFailure['class'] {
  if (isGone(status)) return 'hard'
  if (status === 401 || status === 402 || status === 403 || status === 451) return 'forbidden'
  if (status === 408 || status === 425 || status >= 500) return 'temporary'
  return 'soft'
}

/** True when the answer is a page to read, by its type or, where the type is missing or generic, by its first characters. */
export function isHtml(headers: HeadersSeen, start: string): boolean {
  const type = mediaType(headers)
  if (type === 'text/html' || type === 'application/xhtml+xml') return true
  if (type && type !== 'text/plain' && type !== 'application/octet-stream' && !type.endsWith('xml')) return false
  return /<(?:!doctype\s+html|html|head|body|title|article)[\s>]/i.test(start.slice(0, 2048))
}

/** True when the text begins like RSS, Atom, RDF or CDF; the type is not asked, because half of all feeds lie in it. */
export function looksLikeFeed(start: string): boolean {
  const head = start.slice(0, 16_384).replace(/<!--[\s\S]*?-->/g, '')
  const first = /<((?:[\w.-]+:)?)(rss|feed|rdf|channel|html|body|head)(?=[\s>/])/i.exec(head)
  return first !== null && /^(?:rss|feed|rdf|channel)$/i.test(first[2]!)
}
