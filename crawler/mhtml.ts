/**
 * A web archive as browsers save it (.mht, .mhtml): a MIME message (RFC 2557) whose first HTML part is the page. Only that part is
 * read; pictures and styles beside it are not. Pure and bounded; null for what is none.
 */

/** Most parts looked at, and longest line of headers unfolded. */
const limits = { parts: 200, headerBytes: 64 * 1024 }

export type MhtmlPage = { html: Uint8Array; contentType: string; location: string }

/** The first HTML part, decoded from its transfer encoding, with the address it was saved from ('' if it does not say). */
export function readMhtml(bytes: Uint8Array): MhtmlPage | null {
  const message = splitEntity(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'))
  const type = message && header(message.head, 'content-type')
  const boundary = type && /^multipart\//i.test(type) ? parameter(type, 'boundary') : null
  if (!message || !boundary) return null
  const parts = message.body.split(`--${boundary}`).slice(1, limits.parts + 1)
  for (const part of parts) {
    const entity = splitEntity(part.replace(/^\r?\n/, ''))
    const contentType = entity && header(entity.head, 'content-type')
    if (!entity || !contentType || !/^(text\/html|application\/xhtml\+xml)\b/i.test(contentType)) continue
    const html = decodeTransfer(entity.body, header(entity.head, 'content-transfer-encoding'))
    const location = header(entity.head, 'content-location') || header(message.head, 'snapshot-content-location')
    return { html, contentType, location }
  }
  return null
}

function splitEntity(text: string): { head: string; body: string } | null {
  const end = /\r?\n\r?\n/.exec(text.slice(0, limits.headerBytes))
  return end ? { head: text.slice(0, end.index), body: text.slice(end.index + end[0].length) } : null
}

/** A header's value with folded lines joined; '' when it is not there. */
function header(head: string, name: string): string {
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  const line = lines.find((l) => l.slice(0, name.length + 1).toLowerCase() === `${name}:`)
  return line?.slice(name.length + 1).trim() ?? ''
}

function parameter(value: string, name: string): string | null {
  const match = new RegExp(`;\\s*${name}=(?:"([^"]{1,200})"|([^;\\s]{1,200}))`, 'i').exec(value)
  return match?.[1] ?? match?.[2] ?? null
}

function decodeTransfer(body: string, encoding: string): Buffer {
  switch (encoding.toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64')
    case 'quoted-printable':
      return Buffer.from(
        body
          .replace(/[ \t]*=[ \t]*\r?\n/g, '')
          .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      )
    default:
      return Buffer.from(body, 'latin1')
  }
}
