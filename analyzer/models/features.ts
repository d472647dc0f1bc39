/**
 * What the text models see of a text: runs of one to four signs, runs of one to three words, words after a negation, words
 * of the first and last sentence; each as a number (a hash, cut to 22 bits). Addresses, account names and numbers are one
 * blank sign each: they must not be learnt. Nothing can be read back from the numbers; where a feature stands is found
 * again only in a text at hand.
 */
import { fold } from '../script.ts'
import { wordsOfRun } from '../tokens.ts'

/** Raise when the same text could get other features: weights made for the other version do not fit any more. */
export const featuresVersion = 1

const bucketBits = 22
export const bucketCount = 1 << bucketBits

/** Characters read of a text; a post is shorter, and of an article the beginning tells the manner. */
export const maxModelText = 3_000

const longestSigns = 4
const longestWords = 3
/** Words that a negation reaches. */
const negationReach = 3

/** Features in order of appearance, repeats kept, with their places in the text (UTF-16, end exclusive; 0 to 0: none). */
export type Features = { ids: Uint32Array; starts: Uint32Array; ends: Uint32Array; length: number; folded: string }

type Sign = { code: number; start: number; end: number }

const signPattern =
  /(?<url>https?:\/\/[\w./?=&%#:~+-]+)|(?<name>@[\p{L}\p{N}_·-]+)|(?<face>\[[^[\]\s]{1,8}\])|(?<number>\d+(?:[.,:]\d+)*)|(?<letters>[a-z]+)|(?<han>\p{Script=Han}+)|[^\s]/gu

const seeds = {
  signs: 0x2545f491,
  words: 0x1b873593,
  skip: 0x3c6ef372,
  negated: 0x510e527f,
  first: 0x5be0cd19,
  last: 0x1f83d9ab,
}
const blanks = { url: 1, name: 2, number: 3 }

export function featuresOf(text: string): Features {
  const folded = fold(text.slice(0, maxModelText))
  const { signs, words } = split(folded)
  const out = new Collector(folded.length * 12 + 16)
  addRuns(signs, { seed: seeds.signs, longest: longestSigns }, out)
  addRuns(words, { seed: seeds.words, longest: longestWords }, out)
  for (let i = 0; i + 2 < words.length; i++)
    out.add(step(step(seeds.skip, words[i]!.code), words[i + 2]!.code), words[i]!.start, words[i + 2]!.end)
  addNegated(folded, words, out)
  const [firstEnd, lastStart] = edgesOf(folded)
  addRuns(
    words.filter((word) => word.end <= firstEnd),
    { seed: seeds.first, longest: 2 },
    out,
  )
  addRuns(
    words.filter((word) => word.start >= lastStart),
    { seed: seeds.last, longest: 2 },
    out,
  )
  out.add(step(0x9b05688c, Math.round(Math.log2(1 + folded.length) * 2)), 0, 0)
  return out.done(folded)
}

/** How often each feature stands in the text at hand, up to 255; all zero between two calls. */
const counts = new Uint8Array(bucketCount)

/** Each feature once; one that stands twice or more has a companion of its own. Order is that of appearance. */
export function distinct({ ids, length }: Features): Uint32Array {
  const out = new Uint32Array(length)
  let kept = 0
  for (let i = 0; i < length; i++) {
    const id = ids[i]!
    const before = counts[id]!
    if (before === 0) out[kept++] = id
    else if (before === 1) out[kept++] = repeated(id)
    if (before < 2) counts[id] = before + 1
  }
  for (let i = 0; i < length; i++) counts[ids[i]!] = 0
  return out.slice(0, kept)
}

/** For each feature in order of appearance how often it stands in the text, up to 255. */
export function occurrences({ ids, length }: Features): Uint8Array {
  for (let i = 0; i < length; i++) if (counts[ids[i]!]! < 255) counts[ids[i]!]!++
  const out = new Uint8Array(length)
  for (let i = 0; i < length; i++) out[i] = counts[ids[i]!]!
  for (let i = 0; i < length; i++) counts[ids[i]!] = 0
  return out
}

/** The companion number of a feature that occurs more than once. */
export const repeated = (id: number): number => (Math.imul(id, 0x9e3779b1) ^ 0x5bd1e995) >>> (32 - bucketBits)

function split(folded: string): { signs: Sign[]; words: Sign[] } {
  const signs: Sign[] = []
  const words: Sign[] = []
  for (const match of folded.matchAll(signPattern)) {
    const [one] = match
    const start = match.index
    const groups = match.groups ?? {}
    if (groups.han) {
      let at = start
      for (const word of wordsOfRun(one)) {
        words.push({ code: hashOf(word), start: at, end: at + word.length })
        for (const character of word) {
          signs.push({ code: character.codePointAt(0)!, start: at, end: at + character.length })
          at += character.length
        }
      }
      continue
    }
    const code = groups.url ? blanks.url : groups.name ? blanks.name : groups.number ? blanks.number : hashOf(one)
    const sign = { code, start, end: start + one.length }
    signs.push(sign)
    words.push(sign)
  }
  return { signs, words }
}

function addRuns(items: readonly Sign[], { seed, longest }: { seed: number; longest: number }, out: Collector): void {
  for (let i = 0; i < items.length; i++) {
    let hash = seed
    for (let n = i; n < i + longest && n < items.length; n++) {
      hash = step(hash, items[n]!.code)
      out.add(hash, items[i]!.start, items[n]!.end)
    }
  }
}

const negation = /^(?:不|没|没有|无|别|未|不是|并不|不太|不够|不会|不能|很难|难以)$/
const clauseEnd = /^[,。!?;、]$/

function addNegated(folded: string, words: readonly Sign[], out: Collector): void {
  let reach = 0
  for (const { code, start, end } of words) {
    const word = folded.slice(start, end)
    if (clauseEnd.test(word)) reach = 0
    else if (reach-- > 0) out.add(step(seeds.negated, code), start, end)
    if (negation.test(word)) reach = negationReach
  }
}

const sentence = /[^。!?;\n]+/g

/** Where the first sentence ends and the last begins. */
function edgesOf(folded: string): [number, number] {
  const found = [...folded.matchAll(sentence)].filter((match) => match[0].trim().length > 1)
  const [first, last] = [found[0], found.at(-1)]
  return first && last ? [first.index + first[0].length, last.index] : [0, folded.length]
}

class Collector {
  #ids: Uint32Array
  #starts: Uint32Array
  #ends: Uint32Array
  #length = 0
  constructor(room: number) {
    this.#ids = new Uint32Array(room)
    this.#starts = new Uint32Array(room)
    this.#ends = new Uint32Array(room)
  }
  add(hash: number, start: number, end: number): void {
    this.#ids[this.#length] = finish(hash)
    this.#starts[this.#length] = start
    this.#ends[this.#length++] = end
  }
  done(folded: string): Features {
    return { ids: this.#ids, starts: this.#starts, ends: this.#ends, length: this.#length, folded }
  }
}

/** FNV-1a over UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash | 0
}

/** One round of MurmurHash3. */
function step(hash: number, value: number): number {
  let k = Math.imul(value, 0xcc9e2d51)
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
  const h = hash ^ k
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0
}

/** Its finishing steps, cut to the bits in use. */
function finish(hash: number): number {
  let x = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return (x ^ (x >>> 16)) >>> (32 - bucketBits)
}
