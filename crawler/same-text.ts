/**
 * What makes a new version of an article: another word, another figure, another headline. Layout, width of signs, advertisements,
 * time stamps, counts of readers, share bars, related links and the editor's line do not. Pure.
 */
import { createHash } from 'node:crypto'
import { isFurniture, withoutTail } from './furniture.ts'
import { squeeze } from './tree.ts'

export type TitledText = { title: string; text: string }

/** SHA-256 (hex) of title and text in the form in which versions are compared: equal for texts that say the same. */
export function contentHash({ title, text }: TitledText): string {
  const lines = text.split('\n').map(squeeze)
  const body = lines.filter((line) => line !== '' && !isFurniture(line)).map(withoutTail)
  // Folded apart: a word that moves from the headline into the text is a change of both.
  return createHash('sha256')
    .update(`${fold(title)}\n${fold(body.join('\n'))}`)
    .digest('hex')
}

/** True when nobody who reads both finds another word or figure in the second. */
export const sameText = (a: TitledText, b: TitledText): boolean => contentHash(a) === contentHash(b)

/** One form for signs that exist in several widths. NFKC goes too far here: it makes 10² and 102 the same. */
function fold(text: string): string {
  const narrow = text
    .normalize('NFC')
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(widths, (sign) => narrowForms[sign] ?? sign)
    .replace(/[.…]{2,}|…/g, '...')
    .replace(/-{2,}/g, '-')
  return squeeze(narrow).replace(layout, '')
}

const narrowForms: Record<string, string> = Object.fromEntries(
  [
    ['.', '。｡．'],
    [',', '﹐'],
    ['、', '､﹑'],
    [';', '﹔'],
    [':', '﹕'],
    ['%', '﹪'],
    ['"', '“”„「」『』｢｣'],
    ["'", '‘’'],
    ['-', '—–−‐‑─'],
    ['[', '【〔'],
    [']', '】〕'],
    ['·', '•・･‧'],
    ['~', '〜'],
  ].flatMap(([narrow = '', wide = '']) => [...wide].map((sign) => [sign, narrow])),
)
const widths = new RegExp(`[${Object.keys(narrowForms).join('')}]`, 'gu')

/** White space, but between two words or two numbers of scripts that are parted by it (“1 23”). */
const spaced = String.raw`[\p{L}--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]]`
const layout = new RegExp(` (?<!${spaced} (?=${spaced}))(?<!\\p{N} (?=\\p{N}))`, 'gv')
