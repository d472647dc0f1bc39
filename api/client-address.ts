/**
 * The address a request came from: the socket's, never what the request says of itself. Behind a proxy named in the
 * configuration it is the last entry of X-Forwarded-For, the one that proxy wrote.
 */
import type { Context } from 'hono'

/** What @hono/node-server passes as environment. */
export type SocketBindings = { incoming?: { socket?: { remoteAddress?: string } } }

export function clientAddress(c: Context, trustedProxies: readonly string[]): string {
  const socket = plain((c.env as SocketBindings | undefined)?.incoming?.socket?.remoteAddress ?? '127.0.0.1')
  if (!trustedProxies.includes(socket)) return socket
  const last = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return last ? plain(last) : socket
}

/** IPv4 as such where the socket gives it as IPv6. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')
