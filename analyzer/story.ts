/**
 * One story told in other words: how much two texts share of what is rare, and how near in time they came. Runs of two
 * characters, each weighed by how rare its words are in general Chinese (the IDF table that jieba brings); an article joins
 * the story whose nearest members it is like. Copies are fingerprint.ts' matter.
 * TF-IDF cosine with time decay for detecting new events: Yang, Pierce, Carbonell, SIGIR 1998.
 */
import { createRequire } from 'node:module'
import { indicatorsIn, regionMentionsIn } from './claims/mentions.ts'
import { ownTerms } from './dictionary.ts'
import { fold } from './script.ts'
import { wordsOfRun } from './tokens.ts'

/** Likeness from which an article belongs to a story: good enough to suggest it, and to group posts. */
export const storyFrom = 0.09

/** The heaviest features of a text: ascending numbers (hashes) and their weights, scaled so that the squares sum to 1. */
export type StoryPrint = { ids: number[]; weights: number[]; matter: Matter | null }

/** What a statistical text is about: codes of indicators, places. All such texts are alike in words. */
type Matter = { indicators: string[]; places: string[] }

/** A text in its time; `at` in milliseconds, null where it is not known. */
export type Told = { print: StoryPrint; at: number | null }

const maxLength = 2_000
const mostFeatures = 400
const mostKeys = 24
/** Members of a story that an article is compared with: those nearest to it. */
const nearest = 3

export function storyPrint(text: string): StoryPrint {
  const sums = new Map<number, number>()
  for (const { id, weight } of featuresIn(text)) sums.set(id, (sums.get(id) ?? 0) + weight)
  const heaviest = [...sums].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, mostFeatures)
  const damped = heaviest.map(([id, sum]) => [id, sum ** damping] as const).sort((a, b) => a[0] - b[0])
  const norm = Math.sqrt(damped.reduce((sum, [, weight]) => sum + weight ** 2, 0))
  return {
    ids: damped.map(([id]) => id),
    weights: damped.map(([, weight]) => Math.round((weight / norm) * 10_000) / 10_000),
    matter: matterOf(fold(text.slice(0, maxLength))),
  }
}

function matterOf(folded: string): Matter | null {
  const indicators = new Set(indicatorsIn(folded).flatMap(({ code }) => code ?? []))
  if (indicators.size === 0) return null
  const places = regionMentionsIn(folded).filter(({ isBase, stands }) => !isBase && stands === null)
  const names = places.map(({ code, start, end }) => code ?? folded.slice(start, end))
  return { indicators: [...indicators].sort(), places: [...new Set(names)].sort() }
}

/** Two statistical texts tell one story only of the same indicator and, where both name places, of the same place. */
function matterAgrees(a: Matter | null, b: Matter | null): boolean {
  if (a === null || b === null) return true
  const shares = (one: readonly string[], other: readonly string[]) => one.some((name) => other.includes(name))
  if (!shares(a.indicators, b.indicators)) return false
  return a.places.length === 0 || b.places.length === 0 || shares(a.places, b.places)
}

/** How like two texts are as parts of one story, 0 to 1: the cosine of their prints, less the farther apart in time. */
export function storyLikeness(a: Told, b: Told): number {
  return matterAgrees(a.print.matter, b.print.matter) ? cosine(a.print, b.print) * nearness(a.at, b.at) : 0
}

/** The features that most set a text apart, for finding what may be one story with it by look-up. */
export function storyKeys({ ids, weights }: StoryPrint, most = mostKeys): number[] {
  const heaviest = [...ids.keys()].sort((a, b) => weights[b]! - weights[a]! || ids[a]! - ids[b]!)
  return heaviest.slice(0, most).map((i) => ids[i]!)
}

/** The likeness of an article to a story: the mean over the members nearest to it. */
export function likenessToStory(one: Told, members: readonly Told[]): number {
  const near = members
    .map((member) => storyLikeness(one, member))
    .sort((a, b) => b - a)
    .slice(0, nearest)
  return near.reduce((sum, like) => sum + like, 0) / Math.max(1, near.length)
}

/** What two texts share that a reader would take for their being one story. */
export type Shared = { words: string[]; indicators: string[]; places: string[] }

/** Rarity from which a word says something of one event: 冲锋舟 and 柳州, not 记者 and 增长. */
const tellingRarity = 7.4

const isTelling = (word: string): boolean => rarityOf(word) >= tellingRarity && !ownTerms.has(word)

/** The rarest telling words that both texts hold, at most eight, and what both measure and name. */
export function sharedBy(a: string, b: string): Shared {
  const [one, other] = [wordsIn(a), wordsIn(b)]
  const both = [...one]
    .filter((word) => other.has(word) && isTelling(word))
    .sort((x, y) => rarityOf(y) - rarityOf(x) || (x < y ? -1 : 1))
  const words: string[] = []
  for (const word of both) if (words.length < 8 && !words.some((known) => known.includes(word))) words.push(word)
  const [mine, theirs] = [matterOf(fold(a.slice(0, maxLength))), matterOf(fold(b.slice(0, maxLength)))]
  const inBoth = (what: keyof Matter) => (mine?.[what] ?? []).filter((name) => theirs?.[what].includes(name))
  return { words, indicators: inBoth('indicators'), places: inBoth('places') }
}

function wordsIn(text: string): Set<string> {
  const folded = fold(text.slice(0, maxLength)).replace(noise, ' ')
  return new Set(
    [...folded.matchAll(pieces)].flatMap(({ 0: run, groups }) =>
      groups?.han ? wordsOfRun(run).filter((word) => word.length > 1) : groups?.word && run.length > 2 ? [run] : [],
    ),
  )
}

function cosine(a: StoryPrint, b: StoryPrint): number {
  let sum = 0
  for (let i = 0, j = 0; i < a.ids.length && j < b.ids.length; ) {
    if (a.ids[i] === b.ids[j]) sum += a.weights[i++]! * b.weights[j++]!
    else if (a.ids[i]! < b.ids[j]!) i++
    else j++
  }
  return sum
}

/** A story is told in days. What comes weeks later must be nearly the same text to belong to it. */
const decayDays = 3
const leastNearness = 0.2
const unknownNearness = 0.5

function nearness(a: number | null, b: number | null): number {
  if (a === null || b === null) return unknownNearness
  const days = Math.abs(a - b) / 86_400_000
  return leastNearness + (1 - leastNearness) * Math.exp(-days / decayDays)
}

const damping = 0.7
/** A hashtag names what a post wants to be found under, which many stories share. */
const hashtagShare = 0.4
/** What a word weighs that the table does not hold, a number, and how much steeper than the table rarity counts. */
const unknownRarity = 11
const numberRarity = 6
const steepness = 1.5

/** What platforms put into every text: left-over tags, addresses, account names, faces, invitations to look. */
const noise =
  /<[^<>]{1,300}>|https?:\/\/[\w./?=&%#:~+-]+|@[\p{L}\p{N}_·-]+|\[[^[\]\s]{1,8}\]|网页链接|分享图片|查看图片|点击链接查看(?:更多|详情)|的微博视频/gu
const pieces = /(?<han>\p{Script=Han}+)|(?<number>\d+(?:\.\d+)?)|(?<word>[a-z]+)/gu

function featuresIn(text: string): { id: number; weight: number }[] {
  const folded = fold(text.slice(0, maxLength)).replace(noise, (found) => ' '.repeat(found.length))
  const tagged = [...folded.matchAll(/#[^#\n]{2,40}#/g)].map(
    ({ index, 0: tag }) => [index, index + tag.length] as const,
  )
  const out: { id: number; weight: number }[] = []
  for (const match of folded.matchAll(pieces)) {
    const share = tagged.some(([start, end]) => match.index >= start && match.index < end) ? hashtagShare : 1
    const { han, number } = match.groups ?? {}
    if (han) for (const one of pairsOf(han)) out.push({ id: one.id, weight: one.weight * share })
    else out.push({ id: hashOf(match[0]), weight: share * weightOf(number ? numberRarity : rarityOf(match[0])) })
  }
  return out
}

function pairsOf(run: string): { id: number; weight: number }[] {
  const weights: number[] = []
  for (const word of wordsOfRun(run)) for (let i = 0; i < word.length; i++) weights.push(weightOf(rarityOf(word)))
  const out: { id: number; weight: number }[] = []
  for (let i = 0; i + 1 < run.length; i++)
    out.push({ id: hashOf(run.slice(i, i + 2)), weight: (weights[i]! + weights[i + 1]!) / 2 })
  return out
}

const weightOf = (rarity: number): number => (rarity / 8) ** steepness

/** Logarithm of how many texts there are to one that holds the word. */
const rarityOf = (word: string): number => Math.min(unknownRarity, rarities().get(word) ?? unknownRarity)

let loaded: Map<string, number> | null = null

/** The words below `unknownRarity`: the others weigh as much as a word that is not in the table. */
function rarities(): Map<string, number> {
  if (loaded !== null) return loaded
  const { idf } = createRequire(import.meta.url)('@node-rs/jieba/dict') as { idf: Uint8Array }
  loaded = new Map()
  for (const line of Buffer.from(idf).toString('utf8').split('\n')) {
    const gap = line.indexOf(' ')
    const value = Number(line.slice(gap + 1))
    if (gap > 0 && value < unknownRarity) loaded.set(line.slice(0, gap), value)
  }
  return loaded
}

/** FNV-1a over UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
