/** Words of praise, blame and accusation in an article, looked up once: where each stands, and whether it is turned round. */
import { type Hit, matcherOf } from './lexicon.ts'
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
import type { ArticleText } from './models/article-text.ts'
import { fold } from './script.ts'

const positive = matcherOf(positiveWords, positiveStems)
const negative = matcherOf(negativeWords, negativeStems)
const accusing = matcherOf(accusingWords, accusingStems)

export const maxToneText = 20_000

export type WordKind = 'positive' | 'negative' | 'accusing'
export type WordFound = { kind: WordKind; hit: Hit; turned: boolean; emphasis: number; sentence: string }

export function wordsIn(article: ArticleText): WordFound[] {
  const kinds: [WordKind, typeof positive][] = [
    ['positive', positive],
    ['negative', negative],
    ['accusing', accusing],
  ]
  return (['title', 'text'] as const).flatMap((field) => {
    const original = article[field].slice(0, maxToneText)
    const folded = fold(original)
    return kinds.flatMap(([kind, matcher]) => {
      // 有关负责人 is an office, no praise.
      const hits = matcher(field, original, folded).filter((hit) => !folded.startsWith('负责人', hit.start))
      return hits.map((hit) => {
        const lead = folded.slice(Math.max(0, hit.start - 10), hit.start)
        return {
          kind,
          hit,
          turned: negations.test(lead),
          emphasis: intensifiers.test(lead) ? 1.4 : 1,
          sentence: sentenceAt(folded, hit.start),
        }
      })
    })
  })
}

function sentenceAt(folded: string, at: number): string {
  const start = Math.max(...[...'。!?;\n'].map((sign) => folded.lastIndexOf(sign, at - 1))) + 1
  const tail = folded.slice(at).search(/[。!?;\n]/)
  return folded.slice(start, tail < 0 ? undefined : at + tail)
}
