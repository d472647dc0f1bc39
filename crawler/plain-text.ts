/**
 * Text of a small piece of HTML, as feeds carry it in titles and summaries: one pass without a tree, because a feed has hundreds
 * of them. Pages are read by `tree.ts`.
 */
import { parseHtml, rawText, squeeze } from './tree.ts'

/** What stands between these is no text. */
const silent = /^(?:script|style|noscript|template)$/
/** Words on both sides of these are not one word. */
const apart =
  /^(?:br|p|div|li|tr|td|th|h[1-6]|ul|ol|dl|dd|dt|table|blockquote|section|article|hr|pre|figure|figcaption)$/

/** Markup off, entities resolved, white space squeezed. */
export function plainText(html: string): string {
  const text = html.includes('<') ? withoutTags(html) : html
  return squeeze(text.includes('&') ? withoutEntities(text) : text)
}

function withoutTags(html: string): string {
  const pieces: string[] = []
  let at = 0
  for (let open = html.indexOf('<'); open >= 0; open = html.indexOf('<', at)) {
    pieces.push(html.slice(at, open))
    const mark = html[open + 1] ?? ''
    if (html.startsWith('<!--', open)) at = behind(html, '-->', open + 4)
    else if (mark === '!' || mark === '?') at = behind(html, '>', open)
    else {
      const name = tagName(html, open)
      if (name === '') {
        // A sign in running text: 1 < 2.
        pieces.push('<')
        at = open + 1
        continue
      }
      at = endOfTag(html, open)
      if (apart.test(name)) pieces.push(' ')
      if (mark !== '/' && silent.test(name)) at = endOfSilence(html, name, at)
    }
  }
  pieces.push(html.slice(at))
  return pieces.join('')
}

const named = /<\/?([a-z][a-z\d]{0,20})(?=[\s/>:-])/iy
function tagName(html: string, open: number): string {
  named.lastIndex = open
  return named.exec(html)?.[1]?.toLowerCase() ?? ''
}

function behind(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from)
  return found < 0 ? html.length : found + mark.length
}

/** Behind the tag's `>`; a `>` within a quoted attribute is not its end. */
function endOfTag(html: string, open: number): number {
  let end = behind(html, '>', open)
  for (let tries = 0; tries < 3 && isWithinQuotes(html, open, end); tries++) end = behind(html, '>', end)
  return end
}

function isWithinQuotes(html: string, open: number, end: number): boolean {
  const tag = html.slice(open, end)
  let quotes = 0
  for (let at = tag.indexOf('"'); at >= 0; at = tag.indexOf('"', at + 1)) quotes += 1
  return quotes % 2 === 1
}

function endOfSilence(html: string, name: string, from: number): number {
  const close = new RegExp(`</${name}[\\s>/]`, 'gi')
  close.lastIndex = from
  const found = close.exec(html)
  return found ? endOfTag(html, found.index) : html.length
}

const common: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  middot: '·',
  emsp: ' ',
  ensp: ' ',
}

/** Names that are not common cost a tree, once for the whole text. */
function withoutEntities(text: string): string {
  let isRare = false
  const simple = text.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|[a-z][a-z\d]{1,30});/gi, (whole, name: string) => {
    const read = name.startsWith('#') ? character(name) : common[name]
    isRare ||= read === null || read === undefined
    return read ?? whole
  })
  return isRare ? rawText(parseHtml(text.replaceAll('<', '&lt;')).root) : simple
}

/** Null where HTML reads the number as another character (windows-1252 under 160) or refuses it. */
function character(name: string): string | null {
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  const isPlain = (code >= 32 && code < 127) || (code >= 160 && code < 0xd800) || (code >= 0xe000 && code < 0x110000)
  return isPlain || code === 9 || code === 10 || code === 13 ? String.fromCodePoint(code) : null
}
