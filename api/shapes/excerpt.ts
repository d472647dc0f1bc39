/** Where the words of a search stand in a text, so that the page can mark them. Finds them as the search does: folded. */
import { fold } from '../../analyzer/script.ts'
import { tokens } from '../../analyzer/tokens.ts'

export type Piece = { text: string; hit: boolean }

const before = 30
const length = 160

/** The words of a query as they are looked for; at most 24, as in the search. */
export const wordsOf = (query: string): string[] => [...new Set(tokens(query))].slice(0, 24)

/** The text in pieces; the pieces that are words of the query are hits. Together they give the text again. */
export function marked(text: string, words: string[]): Piece[] {
  const folded = fold(text)
  const pieces: Piece[] = []
  let at = 0
  while (at < text.length) {
    const hit = nextHit(folded, words, at)
    if (!hit) break
    if (hit.start > at) pieces.push({ text: text.slice(at, hit.start), hit: false })
    pieces.push({ text: text.slice(hit.start, hit.end), hit: true })
    at = hit.end
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false })
  return pieces
}

/** Some 160 characters around the first word found, or the beginning of the text. */
export function excerptOf(text: string, words: string[]): Piece[] {
  const first = nextHit(fold(text), words, 0)
  const start = Math.max(0, (first?.start ?? 0) - before)
  const cut = text.slice(start, start + length)
  const pieces = marked(cut.replace(/\s+/g, ' '), words)
  if (start > 0) pieces.unshift({ text: '…', hit: false })
  if (start + length < text.length) pieces.push({ text: '…', hit: false })
  return pieces
}

function nextHit(folded: string, words: string[], from: number): { start: number; end: number } | null {
  let best: { start: number; end: number } | null = null
  for (const word of words) {
    const start = folded.indexOf(word, from)
    if (start < 0) continue
    const end = start + word.length
    if (!best || start < best.start || (start === best.start && end > best.end)) best = { start, end }
  }
  return best
}
