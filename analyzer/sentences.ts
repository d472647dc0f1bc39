/**
 * Which words of a text stand in one sentence. A page may hold ten thousand places and as many indicators, and a tree a hundred
 * units that ask for each pair: sentences are counted once, and every question is a look-up.
 */
import type { Span } from '../domain/finding.ts'

/** `from`, `to`: how many sentences have ended before its start, and before its end. Equal numbers: one sentence. */
export type Named = Span & { from: number; to: number }

export const sentenceEnds = (text: string): Stretch[] => stretches(text, /[。!?;\n]|\. [a-z]/g)

export const sentencesAround = (ends: readonly Stretch[], { start, end }: Stretch): Pick<Named, 'from' | 'to'> => ({
  from: before(ends, (one) => one.end <= start),
  to: before(ends, (one) => one.start < end),
})

/** In one sentence, or one of them in a headline of one clause. */
export const together = (a: Named, b: Named): boolean => a.field === b.field && (a.to === b.from || b.to === a.from)

/** The first of these places in the sentence of a word, or shortly before it: asked for each word, so by look-up. */
export function indexOf<T extends Named>(places: readonly T[]) {
  type Known = { place: T; rank: number }
  const [byFrom, byTo, byEnd] = [new Map<string, Known>(), new Map<string, Known>(), new Map<string, Known>()]
  for (const [rank, place] of places.entries())
    for (const [map, at] of [
      [byFrom, place.from],
      [byTo, place.to],
      [byEnd, place.end],
    ] as const)
      if (!map.has(`${place.field} ${at}`)) map.set(`${place.field} ${at}`, { place, rank })
  const first = (found: (Known | undefined)[]) =>
    found.reduce((a, b) => (a === undefined || (b !== undefined && b.rank < a.rank) ? b : a), undefined)?.place
  return {
    inSentenceOf: ({ field, from, to }: Named) => first([byTo.get(`${field} ${from}`), byFrom.get(`${field} ${to}`)]),
    shortlyBefore: ({ field, start }: Span, most: number) =>
      first(Array.from({ length: most + 1 }, (_, gap) => byEnd.get(`${field} ${start - gap}`))),
  }
}

export type Stretch = { start: number; end: number }
export const stretches = (text: string, pattern: RegExp): Stretch[] =>
  [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }))

/** How many of them the condition holds for, when it holds for the first ones only. */
export function before(sorted: readonly Stretch[], holds: (one: Stretch) => boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(sorted[middle]!)) low = middle + 1
    else high = middle
  }
  return low
}
