/** Fetch failures as values: which class each code has, and which code an outside error means. Pure. */
import type { FetchFailure } from '../domain/article.ts'

type Code = FetchFailure['code']

/**
 * temporary: ask again soon; soft: ask again, with growing pauses (something at the source is wrong); hard: gone or never
 * possible until a person changes the address; forbidden: they or we said no, and we keep to it.
 */
const classes: Record<Code, FetchFailure['class']> = {
  dns: 'soft',
  refused: 'temporary',
  timeout: 'temporary',
  tls: 'soft',
  network: 'temporary',
  too_large: 'soft',
  too_many_redirects: 'soft',
  bad_redirect: 'soft',
  private_address: 'forbidden',
  bad_url: 'hard',
  http_status: 'soft',
  robots: 'forbidden',
  rate_limited: 'temporary',
  not_html: 'soft',
  not_a_feed: 'soft',
  no_items: 'soft',
  no_browser: 'soft',
  browser_crashed: 'temporary',
  no_text: 'soft',
  removed: 'hard',
  no_body_by_selector: 'soft',
  bad_settings: 'hard',
}

export function fetchFailure(code: Code, more: { status?: number; detail?: string } = {}): FetchFailure {
  return {
    class: classes[code],
    code,
    retryAfterMs: null,
    ...more,
    ...(more.detail ? { detail: more.detail.slice(0, 300) } : {}),
  }
}

const codes: Record<string, Code> = {
  PRIVATE_ADDRESS: 'private_address',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'too_large',
  HPE_HEADER_OVERFLOW: 'too_large',
  EPROTO: 'tls',
}

/** What an error of the network, of undici or of zlib means. Anything unknown is 'network' and keeps its message. */
export function failureOf(error: unknown, timedOut: boolean): FetchFailure {
  if (timedOut) return fetchFailure('timeout', { detail: 'total time used up' })
  const { code, message } = describeError(error)
  if (/^(?:ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH)/.test(code))
    return fetchFailure('tls', { detail: `${code} ${message}` })
  const failure = fetchFailure(codes[code] ?? 'network', { detail: code ? `${code} ${message}` : message })
  return code === 'EAI_AGAIN' ? { ...failure, class: 'temporary' } : failure
}

/** An AggregateError (every address of a host failed) is told by its first member. */
function describeError(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: '', message: String(error) }
  const inner = error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error
  const code = 'code' in inner && typeof inner.code === 'string' ? inner.code : ''
  return { code, message: inner.message }
}
