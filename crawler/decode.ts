/**
 * Bytes to text. Declarations are believed when the bytes agree with them: byte order mark, HTTP charset, XML declaration or
 * meta tag, then what the bytes themselves look like. Pure; it never fails, the worst case is visible replacement characters.
 */
import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'

export type Decoded = {
  text: string
  /** The encoding used, WHATWG name where there is one. */
  charset: string
  /** The document or HTTP said something else, or nothing. */
  declared: string
  /** Share of characters that could not be read, 0 to 1. */
  damage: number
}

/** Above this share of unreadable characters a declaration is not believed. One bad byte in a long page is ordinary. */
const tolerable = 0.005
const sniffBytes = 4096
/** Guessing looks at this much only. */
const guessBytes = 64 * 1024

/** Decodes a page or feed. `httpCharset` is the charset of Content-Type, '' if none. NULs are dropped (a database refuses them). */
export function decodeText(bytes: Uint8Array, httpCharset = ''): Decoded {
  const mark = byteOrderMark(bytes)
  const stated = normalName(httpCharset)
  const declared = stated || normalName(declaredInside(bytes))
  if (mark) return finish(decodeAs(bytes.subarray(mark.length), mark.charset), mark.charset, declared)
  const wide = utf16WithoutMark(bytes)
  if (wide) return finish(decodeAs(bytes, wide), wide, declared)
  const utf8 = readUtf8(bytes)
  if (utf8 && (utf8.wide === 0 || utf8.wide >= 8 || declared === ''))
    return { text: withoutNuls(utf8.text), charset: 'utf-8', declared, damage: 0 }
  for (const charset of new Set([declared, normalName(declaredInside(bytes))])) {
    if (charset === '') continue
    // A UTF-16 declaration in bytes that were readable as ASCII above cannot be true.
    if (charset.startsWith('utf-16') || charset.startsWith('utf-32')) continue
    const text = decodeAs(bytes, charset)
    if (text !== null && damageOf(text) <= tolerable) return finish(text, charset, declared)
  }
  const guessed = guessCharset(bytes.subarray(0, guessBytes))
  return finish(decodeAs(bytes, guessed), guessed, declared)
}

function finish(text: string | null, charset: string, declared: string): Decoded {
  const clean = withoutNuls(text ?? '').replace(/^\uFEFF/, '')
  return { text: clean, charset, declared, damage: damageOf(clean) }
}

const withoutNuls = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '') : text)

function byteOrderMark(bytes: Uint8Array): { charset: string; length: number } | null {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return { charset: 'utf-8', length: 3 }
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return { charset: 'utf-32le', length: 4 }
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return { charset: 'utf-32be', length: 4 }
  if (a === 0xff && b === 0xfe) return { charset: 'utf-16le', length: 2 }
  if (a === 0xfe && b === 0xff) return { charset: 'utf-16be', length: 2 }
  return null
}

/** `<` as the first or second byte of a pair, or of four: XML 1.0 appendix F. */
function utf16WithoutMark(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes
  if (a === 0 && b === 0 && c === 0 && d === 0x3c) return 'utf-32be'
  if (a === 0x3c && b === 0 && c === 0 && d === 0) return 'utf-32le'
  if (a === 0 && b === 0x3c && c === 0) return 'utf-16be'
  if (a === 0x3c && b === 0 && d === 0) return 'utf-16le'
  return null
}

function declaredInside(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, sniffBytes)).toString('latin1')
  const xml = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/i.exec(start)
  if (xml) return xml[1]!
  const meta = /<meta[^>]+?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(start.replace(/<!--[\s\S]*?-->/g, ''))
  return meta?.[1] ?? ''
}

/** One name for the many labels; the Chinese national sets are all read as their superset GB18030. '' if unknown. */
function normalName(label: string): string {
  const name = label.trim().toLowerCase()
  if (/^(?:gbk|gb2312|gb_2312(?:-80)?|gb18030|x-gbk|cp936|ms936|windows-936|csgb2312|euc-cn|gb)$/.test(name))
    return 'gb18030'
  if (/^(?:utf8|utf-8|unicode-1-1-utf-8|utf8mb4)$/.test(name)) return 'utf-8'
  if (/^big5/.test(name)) return 'big5'
  try {
    return new TextDecoder(name).encoding
  } catch {
    return iconv.encodingExists(name) ? name : ''
  }
}

function decodeAs(bytes: Uint8Array, charset: string): string | null {
  // Node 20 reads windows-1252 as Latin-1 and loses its curly quotes; iconv-lite does not.
  if (charset === 'windows-1252') return iconv.decode(Buffer.from(bytes), charset)
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return iconv.encodingExists(charset) ? iconv.decode(Buffer.from(bytes), charset) : null
  }
}

const utf8Decoder = new TextDecoder()

/**
 * The text if the bytes are valid UTF-8, a cut last character forgiven, and how many multi-byte characters (up to 8) it holds;
 * null if they are not. With eight no other encoding looks so by chance, whatever was declared. Escape sequences mean ISO-2022.
 */
function readUtf8(bytes: Uint8Array): { text: string; wide: number } | null {
  const whole = isUtf8(bytes) ? bytes : withoutCutCharacter(bytes)
  // Checking first and decoding leniently is much faster than a decoder that checks.
  if (!isUtf8(whole)) return null
  const text = utf8Decoder.decode(whole)
  if (text.includes('\x1b')) return null
  let wide = 0
  if (text.length < whole.length)
    for (let i = 0; i < text.length && wide < 8; i++) if (text.charCodeAt(i) > 127) wide += 1
  return { text, wide }
}

/** Without what follows the last byte that can begin a character, if that is too short for one. */
function withoutCutCharacter(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= 3 && back <= bytes.length; back++)
    if (bytes[bytes.length - back]! >= 0xc0) return bytes.subarray(0, bytes.length - back)
  return bytes
}

/** What tells of a wrong decoding: private-use characters are what GB18030 and Big5 make of bytes that mean nothing. */
const unlikely = /[\u0080-\u009f\ue000-\uf8ff\ufffd]/

function damageOf(text: string): number {
  if (!unlikely.test(text)) return 0
  let bad = 0
  let wide = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 127) wide += 1
    if (code === 0xfffd || (code >= 0xe000 && code <= 0xf8ff) || (code >= 0x80 && code < 0xa0)) bad += 1
  }
  return bad / Math.max(wide, text.length / 20)
}

/** Characters that make up a tenth and more of any running text, simplified and traditional. */
const frequent = new Set(
  '的一是不了在人有我他这這中大来來上国國个個到说說们們为為子和你地出道也时時年得就那要下以生会會自着著去之过過家学學对對可她里裡后後小么麼心多天而能好都然没沒日于於起还還发發成事只作当當想看文无無开開手用主行方又如前所本见見经經头頭面公同三已老从從动動两兩长長，。、：；“”（）《》「」市统計计统統经济濟',
)

function guessCharset(bytes: Uint8Array): string {
  let best = 'windows-1252'
  let bestScore = 0.12
  for (const charset of ['utf-8', 'gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr']) {
    const text = decodeAs(bytes, charset)
    if (text === null) continue
    const score = familiarity(text) - damageOf(text) * 2
    if (score > bestScore) [best, bestScore] = [charset, score]
  }
  return best
}

/** How much of the non-ASCII text is made of signs that its language uses all the time, 0 to 1. */
function familiarity(text: string): number {
  let wide = 0
  let known = 0
  for (const char of text) {
    const code = char.codePointAt(0)!
    if (code < 0xa0) continue
    wide += 1
    if (frequent.has(char)) known += 1
    else if (code >= 0x3041 && code <= 0x30fe)
      known += 0.7 // kana
    else if (code >= 0xac00 && code <= 0xd7a3) known += 0.6 // hangul syllables
  }
  return wide === 0 ? 0 : known / wide
}
