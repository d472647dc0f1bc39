/**
 * Many words sought in a text at once: one walk over the text, whatever the number of words. Chinese words match wherever
 * they stand; a word that begins or ends with a Latin letter or a digit matches whole words only, its last English word by
 * stem (statistic finds statistics).
 */
import stemmers from 'natural/lib/natural/stemmers/index.js'

type Entry = {
  ids: number[]
  /** Length of what the trie holds of it. */
  length: number
  isLeftWord: boolean
  isRightWord: boolean
  /** Stem of its last word where it is compared by stem. */
  stem: string | null
}
type Node = { next: Map<number, Node>; entries: Entry[] }
export type WordHit = { id: number; start: number; end: number }

const newNode = (): Node => ({ next: new Map(), entries: [] })
const isWordCode = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 0xc0 && code <= 0x24f)
const wordAt = (text: string, at: number): boolean => isWordCode(text.charCodeAt(at))

/** Finds folded words in folded texts; `ids` of the hits are places in the list. */
export function wordFinder(words: readonly string[]): (folded: string, onHit: (hit: WordHit) => void) => void {
  const root = newNode()
  const known = new Map<string, Entry>()
  words.forEach((word, id) => {
    const same = known.get(word)
    if (same) same.ids.push(id)
    else known.set(word, addWord(root, word, id))
  })
  return (text, onHit) => {
    for (let start = 0; start < text.length; start++) {
      let node = root.next.get(text.charCodeAt(start))
      for (let at = start + 1; node; node = node.next.get(text.charCodeAt(at++))) {
        for (const entry of node.entries) report(text, { entry, start, onHit })
        if (at >= text.length) break
      }
    }
  }
}

function addWord(root: Node, word: string, id: number): Entry {
  const [tail = ''] = /[a-z]{4,}$/.exec(word) ?? []
  const isStemmed = tail !== '' && !wordAt(word, word.length - tail.length - 1)
  const stem = isStemmed ? stemmers.PorterStemmer.stem(tail) : null
  const kept = stem === null ? word : word.slice(0, word.length - tail.length) + sharedStart(tail, stem)
  const entry = {
    ids: [id],
    length: kept.length,
    isLeftWord: wordAt(word, 0),
    isRightWord: wordAt(word, word.length - 1),
    stem,
  }
  let node = root
  for (let i = 0; i < kept.length; i++) {
    const code = kept.charCodeAt(i)
    const next = node.next.get(code) ?? newNode()
    node.next.set(code, next)
    node = next
  }
  node.entries.push(entry)
  return entry
}

/** What every form of the word begins with: companies, company → compan. */
function sharedStart(word: string, stem: string): string {
  let n = 0
  while (n < stem.length && stem[n] === word[n]) n++
  return word.slice(0, stem.endsWith('i') ? Math.min(n, stem.length - 1) : n)
}

function report(
  text: string,
  { entry, start, onHit }: { entry: Entry; start: number; onHit: (hit: WordHit) => void },
): void {
  if (entry.isLeftWord && start > 0 && wordAt(text, start - 1)) return
  let end = start + entry.length
  if (entry.stem !== null) {
    let from = end
    while (from > start && wordAt(text, from - 1)) from--
    while (end < text.length && wordAt(text, end)) end++
    if (stemmers.PorterStemmer.stem(text.slice(from, end)) !== entry.stem) return
  } else if (entry.isRightWord && wordAt(text, end)) return
  for (const id of entry.ids) onHit({ id, start, end })
}
