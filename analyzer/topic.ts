/**
 * Which topics an article matches and why: all topics at once, compiled once for many articles. Text and words are folded
 * alike (script.ts), so that traditional characters, full width and capitals make no difference; spans quote the original.
 */
import type { OriginClass } from '../domain/article.ts'
import type { Span } from '../domain/finding.ts'
import { type TopicFault, type TopicMatch, type TopicReason, type TopicRules, topicLimits } from '../domain/topic.ts'
import { fold } from './script.ts'
import { searchQuery } from './tokens.ts'
import { compilePattern, type Pattern } from './topic-patterns.ts'
import { wordFinder } from './topic-words.ts'

/** Of one pattern over one article; over it twice in a row, the pattern is reported as slow. */
export const patternLimitMs = 100
const mostSpans = 5

export type TopicGiven = {
  id: string
  n: number
  rules: TopicRules /** Switched off. */
  patternsOff: readonly string[]
}
export type TopicText = { title: string; text: string; outletId: string; origin: OriginClass; language: string }
export type TopicMatches = { matches: TopicMatch[]; slow: { topicId: string; n: number; pattern: string }[] }
/** `clock`: milliseconds from any beginning. */
export type TopicMatcher = { size: number; match: (article: TopicText, clock: () => number) => TopicMatches }

const wordFields = ['must', 'any', 'exclude'] as const
const foldWord = (word: string): string => fold(word.normalize('NFKC').trim())

/** Everything that is wrong with a topic, in the order of its fields; none when it can be saved. */
export function checkTopic(rules: TopicRules): TopicFault[] {
  const faults: TopicFault[] = []
  const { words: mostWords, wordLength, patterns: mostPatterns, outlets } = topicLimits
  if (rules.must.length + rules.any.length + rules.patterns.length === 0)
    faults.push({ problem: 'empty', field: 'must', at: 0 })
  const excluded = new Set(rules.exclude.map(foldWord))
  for (const field of wordFields) {
    if (rules[field].length > mostWords) faults.push({ problem: 'too-many', field, at: mostWords, max: mostWords })
    rules[field].slice(0, mostWords).forEach((word, at) => {
      const folded = foldWord(word)
      const piece = word.slice(0, 40)
      if (folded.length > wordLength) faults.push({ problem: 'too-long', field, at, piece, max: wordLength })
      if (!isLongEnough(folded)) faults.push({ problem: 'too-short', field, at, piece })
      if (field !== 'exclude' && excluded.has(folded)) faults.push({ problem: 'contradiction', field, at, piece })
    })
  }
  if (rules.patterns.length > mostPatterns)
    faults.push({ problem: 'too-many', field: 'patterns', at: mostPatterns, max: mostPatterns })
  rules.patterns.slice(0, mostPatterns).forEach((source, at) => {
    const answer = compilePattern(source, foldPattern(source))
    if ('fault' in answer) faults.push({ ...answer.fault, at })
  })
  if (rules.outletIds.length > outlets)
    faults.push({ problem: 'too-many', field: 'outletIds', at: outlets, max: outlets })
  return faults
}

/** One Chinese character may be a word nobody else uses (and is not worth a topic); one letter never is. */
const isLongEnough = (folded: string): boolean => /[\p{L}\p{N}]/u.test(folded) && [...folded].length >= 2

/** Escapes keep their case: \D is not \d. */
const foldPattern = (source: string): string => source.replace(/\P{ASCII}+/gu, (run) => fold(run))

/**
 * What the search index can be asked for: everything the topic matches is in the answer, but for words that its cut breaks
 * apart. Empty when nothing narrows.
 */
export function narrowTopic({ must, any, patterns }: TopicRules): string {
  const queries = must.map(searchQuery).filter((query) => query !== '')
  const alternatives = patterns.length > 0 ? [] : any.map(searchQuery)
  if (alternatives.length > 0 && alternatives.every((query) => query !== ''))
    queries.push(alternatives.map((query) => `(${query})`).join(' | '))
  return queries.map((query) => `(${query})`).join(' & ')
}

type Word = { topic: number; field: (typeof wordFields)[number]; at: number }
type Compiled = { given: TopicGiven; patterns: Pattern[]; outlets: Set<string> }
type Seen = Map<string, { count: number; spans: Span[] }>

/** Patterns that do not compile any more are left out: they were checked when they were saved. */
export function compileTopics(given: readonly TopicGiven[]): TopicMatcher {
  const topics = given.map(compileTopic)
  const words: Word[] = topics.flatMap(({ given: { rules } }, topic) =>
    wordFields.flatMap((field) => rules[field].map((_, at) => ({ topic, field, at }))),
  )
  const find = wordFinder(words.map(({ topic, field, at }) => foldWord(topics[topic]!.given.rules[field][at]!)))
  // Topics that have words and none of them in the text need no further look.
  const wordless = topics.flatMap(({ patterns, given: { rules } }, at) =>
    patterns.length > 0 && rules.must.length === 0 ? [at] : [],
  )
  return {
    size: topics.length,
    match: (article, clock) => {
      const fields = {
        title: { original: article.title, folded: fold(article.title) },
        text: { original: article.text, folded: fold(article.text) },
      }
      const seen = new Map<number, Seen>()
      for (const field of ['title', 'text'] as const)
        find(fields[field].folded, ({ id, start, end }) => {
          const word = words[id]!
          const { where } = topics[word.topic]!.given.rules
          if (where !== 'both' && where !== field) return
          const ofTopic = seen.get(word.topic) ?? new Map()
          seen.set(word.topic, ofTopic)
          note(ofTopic, `${word.field}:${word.at}`, {
            field,
            start,
            end,
            quote: fields[field].original.slice(start, end),
          })
        })
      const answer: TopicMatches = { matches: [], slow: [] }
      for (const at of [...new Set([...seen.keys(), ...wordless])].sort((a, b) => a - b))
        judge(topics[at]!, seen.get(at) ?? new Map(), { article, fields, clock, answer })
      return answer
    },
  }
}

function compileTopic(given: TopicGiven): Compiled {
  const patterns = given.rules.patterns.flatMap((source) => {
    if (given.patternsOff.includes(source)) return []
    const answer = compilePattern(source, foldPattern(source))
    return 'pattern' in answer ? [answer.pattern] : []
  })
  return { given, patterns, outlets: new Set(given.rules.outletIds) }
}

function note(seen: Seen, key: string, span: Span): void {
  const known = seen.get(key)
  if (!known) seen.set(key, { count: 1, spans: [span] })
  else {
    known.count++
    if (known.spans.length < mostSpans) known.spans.push(span)
  }
}

type Fields = Record<'title' | 'text', { original: string; folded: string }>
type Look = { article: TopicText; fields: Fields; clock: () => number; answer: TopicMatches }

function judge({ given, patterns, outlets }: Compiled, seen: Seen, { article, fields, clock, answer }: Look): void {
  const { rules, id: topicId, n } = given
  if (!isLetThrough(rules, outlets, article)) return
  if (rules.must.some((_, at) => !seen.has(`must:${at}`))) return
  if (rules.exclude.some((_, at) => seen.has(`exclude:${at}`))) return
  const reasons: TopicReason[] = (['must', 'any'] as const).flatMap((kind) =>
    rules[kind].flatMap((word, at) => {
      const found = seen.get(`${kind}:${at}`)
      return found ? [{ kind, word, ...found }] : []
    }),
  )
  for (const pattern of patterns) {
    const found = findPattern(pattern, rules.where, fields, clock)
    if (found === null) answer.slow.push({ topicId, n, pattern: pattern.source })
    else if (found.count > 0) reasons.push({ kind: 'pattern', word: pattern.source, ...found })
  }
  const needsAny = rules.any.length + rules.patterns.length > 0
  if (needsAny && !reasons.some(({ kind }) => kind !== 'must')) return
  answer.matches.push({ topicId, n, reasons })
}

/** A second try: the first one may have stood still for reasons of the machine. */
function findPattern(
  pattern: Pattern,
  where: TopicRules['where'],
  fields: Fields,
  clock: () => number,
): { count: number; spans: Span[] } | null {
  return findOnce(pattern, where, fields, clock) ?? findOnce(pattern, where, fields, clock)
}

function findOnce(pattern: Pattern, where: TopicRules['where'], fields: Fields, clock: () => number) {
  const untilMs = clock() + patternLimitMs
  const found: { count: number; spans: Span[] } = { count: 0, spans: [] }
  for (const field of ['title', 'text'] as const) {
    if (where !== 'both' && where !== field) continue
    const hits = pattern.find(fields[field].folded, clock, untilMs)
    if (hits === null) return null
    found.count += hits.length
    for (const { start, end } of hits)
      if (found.spans.length < mostSpans)
        found.spans.push({ field, start, end, quote: fields[field].original.slice(start, end) })
  }
  return found
}

function isLetThrough(rules: TopicRules, outlets: Set<string>, article: TopicText): boolean {
  if (outlets.size > 0 && !outlets.has(article.outletId)) return false
  if (rules.origins.length > 0 && !rules.origins.includes(article.origin)) return false
  return (
    rules.languages.length === 0 ||
    rules.languages.some((language) => article.language === language || article.language.startsWith(`${language}-`))
  )
}
