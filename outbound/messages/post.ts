/**
 * The one HTTP request of this folder: a POST to a host that the operator allowed. Follows no redirect, reads a little of the
 * answer, and says whether a failure came before or after the other side had the message.
 */
import { type Dispatcher, request } from 'undici'
import type { SendOutcome } from '../../domain/channel.ts'

const limits = { timeoutMs: 15_000, answerBytes: 64 * 1024, detail: 300 } as const

/** `cut`: there was more than `answerBytes`. */
export type Answer = { status: number; text: string; cut: boolean }
export type Posted = { kind: 'answered'; answer: Answer } | Exclude<SendOutcome, { kind: 'sent' }>

export type PostOptions = {
  /** `host` or `host:port`; may be private. */
  allowedHosts: readonly string[]
  timeoutMs?: number
  /** So much of the answer is read; default 64 KiB. */
  answerBytes?: number
  dispatcher?: Dispatcher
}

/** Fails with `busy` for 429 and 5xx, `refused` for other answers that are not 2xx. Never throws for what the outside does. */
export async function post(
  url: string,
  { body, headers }: { body: string; headers: Record<string, string> },
  { allowedHosts, timeoutMs = limits.timeoutMs, answerBytes = limits.answerBytes, dispatcher }: PostOptions,
): Promise<Posted> {
  const { host, hostname } = new URL(url)
  if (!allowedHosts.includes(host) && !allowedHosts.includes(hostname))
    return { kind: 'failed', lasting: true, reason: 'host_not_allowed', detail: host }
  try {
    const answer = await request(url, {
      method: 'POST',
      body,
      headers: { 'user-agent': 'Tongyu/0.1', accept: 'application/json', ...headers },
      signal: AbortSignal.timeout(timeoutMs),
      ...(dispatcher ? { dispatcher } : {}),
    })
    const { text, cut } = await firstBytes(answer.body, answerBytes)
    if (answer.statusCode >= 200 && answer.statusCode < 300)
      return { kind: 'answered', answer: { status: answer.statusCode, text, cut } }
    const passing = answer.statusCode === 429 || answer.statusCode >= 500
    const retryAfterMs = passing ? retryAfter(answer.headers['retry-after']) : undefined
    return {
      kind: 'failed',
      lasting: !passing,
      reason: passing ? 'busy' : 'refused',
      detail: `${answer.statusCode} ${text}`.slice(0, limits.detail),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    }
  } catch (error) {
    const detail = said(error)
    // Before a connection stands nothing was handed over; afterwards the other side may have read it all.
    return beforeConnection(error)
      ? { kind: 'failed', lasting: false, reason: 'unreachable', detail }
      : { kind: 'unsure', detail }
  }
}

async function firstBytes(body: AsyncIterable<Buffer>, most: number): Promise<{ text: string; cut: boolean }> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of body) {
    pieces.push(piece)
    length += piece.length
    if (length > most) break
  }
  return { text: Buffer.concat(pieces).subarray(0, most).toString('utf8'), cut: length > most }
}

const longestPatienceMs = 3_600_000
function retryAfter(value: string | string[] | undefined): number | undefined {
  const seconds = Number(Array.isArray(value) ? value[0] : value)
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, longestPatienceMs) : undefined
}

const early = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'EPROTO',
])
const beforeConnection = (error: unknown): boolean =>
  error instanceof Error &&
  [error, error.cause].some((e) => typeof e === 'object' && e !== null && 'code' in e && early.has(String(e.code)))

export const said = (error: unknown): string =>
  (error instanceof Error ? [error.message, error.cause instanceof Error ? error.cause.message : ''] : [String(error)])
    .filter(Boolean)
    .join(': ')
    .slice(0, limits.detail)
