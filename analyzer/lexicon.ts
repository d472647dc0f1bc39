/** Finds words of a list in a text with their places. English words are compared by stem (natural's Porter stemmer). */
import stemmers from 'natural/lib/natural/stemmers/index.js'
import type { Span } from '../domain/finding.ts'

export type Hit = Span & { word: string }

/** A matcher for Chinese words as they stand and English words by stem. Lists are compiled once. */
export function matcherOf(
  words: string,
  stems: readonly string[] = [],
): (field: 'title' | 'text', original: string, folded: string) => Hit[] {
  const pattern = new RegExp(
    [...new Set(words.split(' '))]
      .filter((word) => word !== '')
      .sort((a, b) => b.length - a.length)
      .join('|'),
    'g',
  )
  const known = new Set(stems)
  return (field, original, folded) => {
    const hits = [...folded.matchAll(pattern)].map((match) => hitAt(field, original, match.index, match[0]))
    if (known.size > 0 && /[a-z]{4}/.test(folded))
      for (const match of folded.matchAll(/[a-z]{3,}/g))
        if (known.has(stemOf(match[0]))) hits.push(hitAt(field, original, match.index, match[0]))
    return hits
  }
}

/** Porter's stemmer costs microseconds a word, and the same words come again and again. */
function stemOf(word: string): string {
  const known = stems.get(word)
  if (known !== undefined) return known
  if (stems.size >= 20_000) stems.clear()
  const stem = stemmers.PorterStemmer.stem(word)
  stems.set(word, stem)
  return stem
}
const stems = new Map<string, string>()

const hitAt = (field: 'title' | 'text', original: string, start: number, word: string): Hit => ({
  field,
  start,
  end: start + word.length,
  quote: original.slice(start, start + word.length),
  word,
})

/** One span without the word, as findings keep it. */
export const plainSpan = ({ field, start, end, quote }: Span): Span => ({ field, start, end, quote })
