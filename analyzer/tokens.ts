/**
 * Words of a text, and the two halves of full-text search: what is stored for a document and what is asked for a query.
 * Both halves split alike, so that a document is found by its own words (PostgreSQL configuration 'simple').
 * store/ imports this file; it must stay light: jieba and opencc are loaded at the first call.
 */
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import stemmers from 'natural/lib/natural/stemmers/index.js'
import { dictionaryWords } from './dictionary.ts'
import { simplifyCharacters, toSimplified } from './script.ts'

type Segmenter = {
  cut(text: string, hmm: boolean): string[]
  cutForSearch(text: string, hmm: boolean): string[]
  loadDict(dictionary: Uint8Array): void
}

/** Raise when the splitting below changes, so that stored rows are segmented again. */
const splittingVersion = 1

/** Changes whenever the same text could get other tokens; stored beside each segmented row. */
export const dictionaryVersion: string = createHash('sha256')
  .update(`${splittingVersion}\n${dictionaryWords.join('\n')}`)
  .digest('hex')
  .slice(0, 12)

const maxInputLength = 400_000
/** A tsvector may hold 1 MB; each lexeme costs a few bytes more than its text. */
const maxVectorBytes = 600_000
const maxTokenLength = 60
const maxQueryLength = 200
const maxQueryTokens = 24

/** The words of a text in order, folded (NFKC, lower case, simplified), without punctuation. */
export function tokens(text: string): string[] {
  const out: string[] = []
  for (const run of runsOf(text)) {
    if (run.kind === 'han') out.push(...segmenter().cut(run.text, false))
    else out.push(run.text)
  }
  return out
}

/**
 * The text in pieces that joined give it again, nothing folded: Chinese words, words of other scripts, numbers with sign
 * and percent, stretches of space, single signs. For comparing two texts.
 */
export function pieces(text: string): string[] {
  return (text.match(piecePattern) ?? []).flatMap((piece) =>
    piece.length > 1 && /^\p{Script=Han}/u.test(piece) ? segmenter().cut(piece, false) : [piece],
  )
}

const piecePattern =
  /\p{Script=Han}+|(?<![\p{N}\p{Script=Latin}])[+\-\u2212]?\d+(?:[.,]\d+)*[%\uff05\u2030]?|\d+(?:[.,]\d+)*[%\uff05\u2030]?|(?:(?!\p{Script=Han})[\p{L}\p{M}])+(?:['\u2019-](?:(?!\p{Script=Han})[\p{L}\p{M}])+)*|[^\S\n]+|[\s\S]/gu

/** Stems of the English words of a text (Porter), in order: for comparing English texts, not for display. */
export function englishStems(text: string): string[] {
  return runsOf(text)
    .filter((run) => run.kind === 'word')
    .map((run) => stem(run.text))
}

/** The words of a run of Chinese characters, in order and without loss: joined they are the run. Fold it first. */
export const wordsOfRun = (run: string): string[] => segmenter().cut(run, false)

/** What to give to to_tsvector('simple', …): tokens with their sub-words and stems, space separated. */
export function searchVector(text: string): string {
  const parts: string[] = []
  let bytes = 0
  for (const run of runsOf(text)) {
    const words = run.kind === 'han' ? segmenter().cut(run.text, false).flatMap(withParts) : withStem(run)
    for (const word of words) {
      bytes += Buffer.byteLength(word) + 1
      if (bytes > maxVectorBytes) return parts.join(' ')
      parts.push(word)
    }
  }
  return parts.join(' ')
}

/**
 * What to give to to_tsquery('simple', …): every word must occur, whole or by all its parts. '' when the query holds
 * nothing that can be searched for; the caller then asks the database for nothing.
 */
export function searchQuery(query: string): string {
  const terms: string[] = []
  for (const run of runsOf(query.slice(0, maxQueryLength))) {
    if (run.kind === 'han') for (const token of segmenter().cut(run.text, false)) terms.push(eitherWholeOrParts(token))
    else terms.push(anyOf(withStem(run)))
  }
  return [...new Set(terms)].slice(0, maxQueryTokens).join(' & ')
}

function eitherWholeOrParts(token: string): string {
  const parts = partsOf(token)
  if (parts.length === 0) return quoted(token)
  return `(${quoted(token)} | (${parts.map(quoted).join(' & ')}))`
}

const anyOf = (words: string[]): string =>
  words.length === 1 ? quoted(words[0] ?? '') : `(${words.map(quoted).join(' | ')})`

/** Tokens hold letters and digits only; quoting stays right even if that ever changes. */
const quoted = (token: string): string => `'${token.replace(/[\\']/g, (sign) => sign + sign)}'`

const withParts = (token: string): string[] => [token, ...partsOf(token)]

/** Shorter words inside a word: 国内, 生产, 总值, 生产总值 in 国内生产总值. */
function partsOf(token: string): string[] {
  if (token.length <= 2) return []
  return segmenter()
    .cutForSearch(token, false)
    .filter((part) => part !== token)
}

function withStem(run: Run): string[] {
  if (run.kind !== 'word') return [run.text]
  const stemmed = stem(run.text)
  return stemmed === run.text ? [run.text] : [run.text, stemmed]
}

const stem = (word: string): string => (/^[a-z]{4,}$/.test(word) ? stemmers.PorterStemmer.stem(word) : word)

type Run = { kind: 'han' | 'word' | 'number'; text: string }

const runPattern =
  /(?<han>\p{Script=Han}+)|(?<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)|(?<word>(?:(?!\p{Script=Han})[\p{L}\p{M}])+)/gu

/** Han runs, number runs and letter runs: split here, before jieba, so that a neighbour never changes a word. */
function runsOf(text: string): Run[] {
  const normal = text.slice(0, maxInputLength).replaceAll('\0', ' ').normalize('NFKC')
  // Words by phrase where the text is traditional, and characters always: a short query gives no hint of its script.
  const folded = simplifyCharacters(toSimplified(normal)).toLowerCase()
  const runs: Run[] = []
  for (const match of folded.matchAll(runPattern)) {
    const { han, number, word } = match.groups ?? {}
    if (han) runs.push({ kind: 'han', text: han })
    else if (number) runs.push({ kind: 'number', text: number.replaceAll(',', '').slice(0, maxTokenLength) })
    else if (word) runs.push({ kind: 'word', text: word.slice(0, maxTokenLength) })
  }
  return runs
}

const load = createRequire(import.meta.url)
let loaded: Segmenter | null = null

function segmenter(): Segmenter {
  if (loaded !== null) return loaded
  const { Jieba } = load('@node-rs/jieba') as { Jieba: { withDict(dictionary: Uint8Array): Segmenter } }
  const { dict } = load('@node-rs/jieba/dict') as { dict: Uint8Array }
  loaded = Jieba.withDict(dict)
  // A word without a frequency has no effect, and one bad line would refuse the whole dictionary.
  loaded.loadDict(Buffer.from(dictionaryWords.map((word) => `${word} 100000 n`).join('\n')))
  return loaded
}
