/**
 * Where a state-changing request comes from. A page of another site may not make a signed-in browser act, JSON or not
 * (OWASP CSRF, "verifying origin with standard headers"); SameSite cookies are the second wall, not the first.
 */
import type { MiddlewareHandler } from 'hono'
import { Refused } from './errors.ts'

const harmless = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Lets through requests whose Origin is the public address or the host they were sent to. Without an Origin only
 * requests without a cookie pass: browsers send one with every unsafe request, programs without cookies need none.
 */
export function ownOriginOnly(publicUrl: string): MiddlewareHandler {
  const own = new URL(publicUrl).origin
  return async (c, next) => {
    if (harmless.has(c.req.method)) return next()
    const origin = c.req.header('origin')
    const passes =
      origin === undefined
        ? c.req.header('cookie') === undefined
        : origin === own || hostOf(origin) === hostAsked(c.req)
    if (!passes) throw new Refused({ code: 'foreign-origin' })
    return next()
  }
}

const hostAsked = (request: { header(name: string): string | undefined; url: string }): string =>
  (request.header('host') ?? new URL(request.url).host).toLowerCase()

/** Host with port; null for `null`, other schemes, and what is no address, so that it equals no host. */
function hostOf(origin: string): string | null {
  try {
    const { protocol, host } = new URL(origin)
    return protocol === 'http:' || protocol === 'https:' ? host.toLowerCase() : null
  } catch {
    return null
  }
}
