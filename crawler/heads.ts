/** Heads of an HTTP exchange as text, byte for byte, for evidence; and as the record by name that everything else asks. Pure. */
import type { HeadersSeen } from '../domain/article.ts'

/** By lower-case name; repeated ones joined (RFC 9110 §5.3). Values are read as UTF-8, as browsers do. */
export function flatten(received: string[]): HeadersSeen {
  const seen: HeadersSeen = {}
  for (let at = 0; at + 1 < received.length; at += 2) {
    const name = received[at]!.toLowerCase()
    const value = Buffer.from(received[at + 1]!, 'latin1').toString('utf8')
    seen[name] = seen[name] === undefined ? value : `${seen[name]}, ${value}`
  }
  return seen
}

/** Request line and headers as they were sent, lines ended by CRLF. */
export function requestHead(url: URL, sent: Record<string, string>): string {
  const lines = Object.entries({ host: url.host, connection: 'keep-alive', ...sent }).map(([n, v]) => `${n}: ${v}`)
  return [`GET ${url.pathname}${url.search} HTTP/1.1`, ...lines, ''].join('\r\n')
}

/** Status line and headers as they came. */
export function responseHead(status: number, statusText: string, received: string[]): string {
  const lines = [`HTTP/1.1 ${status} ${statusText}`]
  for (let at = 0; at + 1 < received.length; at += 2) lines.push(`${received[at]}: ${received[at + 1]}`)
  return [...lines, ''].join('\r\n')
}
