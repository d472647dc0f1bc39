/**
 * Near-duplicates: MinHash over character 4-grams, with band keys for a look-up in the database whose cost does not grow
 * with its size. And the number gate: two texts that differ in a figure are never one, however alike they are.
 * MinHash: Broder 1997; bands: Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, ch. 3.
 */
import { createHash } from 'node:crypto'
import { isFall } from './claims/measures.ts'
import { type Quantity, quantitiesIn } from './claims/quantities.ts'
import type { Dimension } from './claims/units.ts'
import { multiplesIn } from './claims/word-numbers.ts'
import { fold } from './script.ts'

export const fingerprintVersion = 'fingerprint-2'

/** Jaccard of 4-grams from which two texts are copies (merged by the machine) or maybe so (suggested to a person). */
export const copyFrom = 0.75
export const maybeCopyFrom = 0.5

const hashes = 64
const rowsPerBand = 4
const gram = 4
const maxLength = 20_000

export type Fingerprint = {
  /** SHA-256 of the bare text: equal means the same letters and digits. '' for a text without any. */
  hash: string
  /** 16 keys; two copies share at least one with a chance of 0.9998 at Jaccard 0.8, 0.64 at 0.5, 0.02 at 0.2. */
  bands: string[]
  minhash: number[]
  /** Figures in the text (numbersOf), to be compared by `figuresAgree`. */
  numbers: string[]
}

export function fingerprint(text: string): Fingerprint {
  const bare = bareText(text)
  const minhash = minhashOf(bare)
  const hash = bare === '' ? '' : createHash('sha256').update(bare).digest('hex')
  return { hash, bands: bare === '' ? [] : bandsOf(minhash), minhash, numbers: numbersOf(text) }
}

/** The band keys alone, for grouping many texts at once. */
export function bandKeys(text: string): string[] {
  const bare = bareText(text)
  return bare === '' ? [] : bandsOf(minhashOf(bare))
}

function bandsOf(minhash: readonly number[]): string[] {
  const bands: string[] = []
  for (let at = 0; at < hashes; at += rowsPerBand) {
    let key = 0x811c9dc5
    for (let row = at; row < at + rowsPerBand; row++) key = Math.imul(key ^ (minhash[row] ?? 0), 0x01000193) >>> 0
    bands.push(`${at / rowsPerBand}:${mix(key).toString(36)}`)
  }
  return bands
}

/** Estimated Jaccard of the 4-gram sets, 0 to 1; standard error at most 0.0625. */
export function similarity(a: Fingerprint, b: Fingerprint): number {
  if (a.hash === '' || b.hash === '') return 0
  if (a.hash === b.hash) return 1
  let equal = 0
  for (let i = 0; i < hashes; i++) if (a.minhash[i] === b.minhash[i]) equal++
  return equal / hashes
}

/** Exact Jaccard, for a final check where both texts are at hand. */
export function exactSimilarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  if (small.size === 0) return 0
  let both = 0
  for (const one of small) if (large.has(one)) both++
  return both / (a.size + b.size - both)
}

/** The set of character 4-grams of a text's letters and digits. */
export function gramsOf(text: string): Set<string> {
  return new Set(gramList(bareText(text)))
}

export type Sameness = 'same' | 'maybe' | 'different' | 'figures-differ'

/** May these two be one publication? Alike but with different figures is its own answer: keep apart, show both. */
export function sameness(a: Fingerprint, b: Fingerprint): Sameness {
  const alike = similarity(a, b)
  if (alike < maybeCopyFrom) return 'different'
  if (!figuresAgree(a.numbers, b.numbers)) return 'figures-differ'
  return alike >= copyFrom ? 'same' : 'maybe'
}

/**
 * The figures of a text as plain decimals with their dimension, sorted, repeats kept. Days, clock times and addresses
 * are left out: they change from reprint to reprint.
 */
export function numbersOf(text: string): string[] {
  const folded = fold(text.slice(0, maxLength))
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}[日号时分](?!\d)/g, ' ')
  const found: string[] = []
  const covered: [number, number][] = []
  for (const quantity of [...quantitiesIn(folded), ...multiplesIn(folded)]) {
    found.push(numberKey(quantity, folded))
    covered.push([quantity.numberStart, quantity.end])
  }
  for (const match of folded.matchAll(/\d+(?:,\d{3})*(?:\.\d+)?/g)) {
    if (match[0].length > 12 || covered.some(([start, end]) => match.index >= start && match.index < end)) continue
    found.push(match[0].replaceAll(',', ''))
  }
  return found.sort()
}

/** 2.86万亿元, 28600亿元 and 二万八千六百亿元 are one; 增长5.1% and 下降5.1%, 亿元 and 亿美元 are not. */
function numberKey({ value, scale, dimension, start }: Quantity, folded: string): string {
  const isRate = dimension === 'percent' || dimension === 'points'
  const falls = isRate && value.gt(0) && isFall(folded.slice(Math.max(0, start - 12), start))
  return `${falls ? '-' : ''}${value.times(scale).toFixed()}${signs[dimension] ?? ''}`
}

const signs: Partial<Record<Dimension, string>> = {
  percent: '%',
  points: 'p',
  usd: '$',
  times: 'x',
  tons: 't',
  mu: 'm',
}

/** False when each text holds a figure that the other lacks; a shortened reprint only lacks some. */
export function figuresAgree(a: readonly string[], b: readonly string[]): boolean {
  const left = [...b]
  let onlyA = 0
  for (const number of a) {
    const at = left.indexOf(number)
    if (at < 0) onlyA++
    else left.splice(at, 1)
  }
  return onlyA === 0 || left.length === 0
}

/** Letters and digits only; addresses, account names and [emoticons] dropped. */
function bareText(text: string): string {
  return text
    .slice(0, maxLength)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/https?:\/\/\S+/g, '')
    .replace(/@[\p{L}\p{N}_\-·]+/gu, '')
    .replace(/\[[^\]]{1,6}\]/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

function gramList(bare: string): string[] {
  const characters = [...bare]
  if (characters.length <= gram) return bare === '' ? [] : [bare]
  const grams: string[] = []
  for (let at = 0; at + gram <= characters.length; at++) grams.push(characters.slice(at, at + gram).join(''))
  return grams
}

function minhashOf(bare: string): number[] {
  const least = new Uint32Array(hashes).fill(0xffffffff)
  for (const one of new Set(gramList(bare))) {
    const base = textHash(one)
    for (let i = 0; i < hashes; i++) {
      const value = mix(Math.imul(base ^ (seeds[i] ?? 0), 0x9e3779b1) >>> 0)
      if (value < (least[i] ?? 0)) least[i] = value
    }
  }
  return [...least]
}

/** FNV-1a over UTF-16 units. */
function textHash(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** The finishing steps of MurmurHash3: every input bit touches every output bit. */
function mix(value: number): number {
  let x = value
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return (x ^ (x >>> 16)) >>> 0
}

const seeds = Array.from({ length: hashes }, (_, i) => mix(i + 1))
