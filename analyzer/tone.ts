/**
 * Tone toward a unit: positive, neutral, negative or accusing, from −1 to 1. A lexicon with negation and emphasis; words
 * count fully in a sentence that names the unit or its figures, and a third elsewhere. First form: a trained model follows.
 */
import type { Finding, FindingPart, Span } from '../domain/finding.ts'
import { type Hit, matcherOf, plainSpan } from './lexicon.ts'
import {
  accusingStems,
  accusingWords,
  intensifiers,
  negations,
  negativeStems,
  negativeWords,
  positiveStems,
  positiveWords,
} from './lexicons.ts'
import { fold } from './script.ts'

export const toneVersion = 'tone-1'
const tones = ['positive', 'neutral', 'negative', 'accusing'] as const
type Tone = (typeof tones)[number]

const positive = matcherOf(positiveWords, positiveStems)
const negative = matcherOf(negativeWords, negativeStems)
const accusing = matcherOf(accusingWords, accusingStems)

const aboutUs = /统计|调查总?队|普查|调查员|生产总值|gdp|cpi|居民消费价格|数据|官方|增速|statistic|bureau|figures|data/
const maxTextLength = 20_000

type Kind = 'positive' | 'negative' | 'accusing'
type Found = { kind: Kind; hit: Hit; turned: boolean; emphasis: number; sentence: string }

/** The finding of one article. `names` are the unit's names and aliases; without them the tone is the article's own. */
export function tone(article: { title: string; text: string }, names: readonly string[] = []): Finding {
  return toneReader(article)(names)
}

/** The same for several units: the words are looked up once, and weighed for each. */
export function toneReader(article: { title: string; text: string }): (names: readonly string[]) => Finding {
  const found = wordsIn(article)
  return (names) => {
    const folds = names.map((name) => fold(name)).filter((name) => name.length >= 2)
    const sums = { positive: 0, negative: 0, accusing: 0 }
    const spans: Record<Kind, Span[]> = { positive: [], negative: [], accusing: [] }
    for (const { kind, hit, turned, emphasis, sentence } of found) {
      // 严查造假, 并非编造: the accusation is turned round and says nothing against us.
      if (turned && kind === 'accusing') continue
      const strength = weightOf(hit.field, sentence, folds) * emphasis
      const side = turned ? (kind === 'positive' ? 'negative' : 'positive') : kind
      sums[side] += turned ? strength * 0.7 : strength
      spans[side].push(plainSpan(hit))
    }
    return findingOf(sums, spans)
  }
}

function wordsIn(article: { title: string; text: string }): Found[] {
  const kinds: [Kind, typeof positive][] = [
    ['positive', positive],
    ['negative', negative],
    ['accusing', accusing],
  ]
  return (['title', 'text'] as const).flatMap((field) => {
    const original = article[field].slice(0, maxTextLength)
    const folded = fold(original)
    return kinds.flatMap(([kind, matcher]) =>
      matcher(field, original, folded).map((hit) => {
        const lead = folded.slice(Math.max(0, hit.start - 10), hit.start)
        return {
          kind,
          hit,
          turned: negations.test(lead),
          emphasis: intensifiers.test(lead) ? 1.4 : 1,
          sentence: sentenceAt(folded, hit.start),
        }
      }),
    )
  })
}

function sentenceAt(folded: string, at: number): string {
  const start = Math.max(...[...'。!?;\n'].map((sign) => folded.lastIndexOf(sign, at - 1))) + 1
  const tail = folded.slice(at).search(/[。!?;\n]/)
  return folded.slice(start, tail < 0 ? undefined : at + tail)
}

function weightOf(field: 'title' | 'text', sentence: string, names: string[]): number {
  const place = field === 'title' ? 1.3 : 1
  if (names.length === 0) return place
  return aboutUs.test(sentence) || names.some((name) => sentence.includes(name)) ? place : 0.33 * place
}

function findingOf(
  sums: Record<'positive' | 'negative' | 'accusing', number>,
  spans: Record<'positive' | 'negative' | 'accusing', Span[]>,
): Finding {
  const against = sums.negative + 2 * sums.accusing
  const balance = sums.positive - against
  // Three plain words on one side are a clear tone.
  const score = Math.round(Math.tanh(balance / 3) * 1000) / 1000
  const total = sums.positive + against
  const parts: FindingPart[] = (['positive', 'negative', 'accusing'] as const)
    .filter((kind) => spans[kind].length > 0)
    .map((kind) => {
      const signed = kind === 'positive' ? sums.positive : kind === 'negative' ? -sums.negative : -2 * sums.accusing
      return {
        code: `${kind}-words`,
        weight: Math.round((total === 0 ? 0 : (signed / total) * Math.abs(score)) * 1000) / 1000,
        spans: spans[kind].slice(0, 10),
      }
    })
  const label: Tone =
    sums.accusing >= 0.9 && score < 0.2
      ? 'accusing'
      : score > 0.25
        ? 'positive'
        : score < -0.25
          ? 'negative'
          : 'neutral'
  return { analyzer: 'tone', version: toneVersion, score, label, parts }
}
