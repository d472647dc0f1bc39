/**
 * Rumour-likeness from the text alone: how much it reads like a rumour, from 0 to 1. Never a verdict on truth. By the
 * trained model where one is in force (models/rumour-model.ts), else by a small logistic sum of hand-set weights.
 */
import type { Finding, FindingPart, Span } from '../domain/finding.ts'
import { withRest } from './add-up.ts'
import { languageOf } from './language.ts'
import { rumourCues, soberCues } from './lexicons.ts'
import { type ArticleText, joinPieces, partsOfReasons, wholeArticle } from './models/article-text.ts'
import { sigmoid } from './models/boost.ts'
import type { Loaded } from './models/model-file.ts'
import { askHead, readText, reasonsOf, shapeReasons } from './models/text-head.ts'
import { fold } from './script.ts'

export const rumourVersion = 'rumour-1'

/** Log-odds of a text without any cue. */
const base = -0.8
const maxTextLength = 20_000

/** The model has learnt mainland posts only: of other languages, and of Hong Kong's and Taiwan's manner, the cues know more. */
export const rumour = (article: ArticleText, model: Loaded<'rumour'> | null): Finding =>
  model && languageOf(`${article.title}\n${article.text}`) === 'zh-Hans'
    ? rumourByModel(article, model)
    : rumourByCues(article)

/**
 * Half of the posts the model learnt from were rumours; of what outlets publish hardly one in twenty is. By Bayes' rule the
 * log-odds sink by the difference. An estimate, not a measurement; a person's decisions will show whether it holds.
 */
const rarer = Math.log(0.05 / 0.95)

function rumourByModel(article: ArticleText, { model, version }: Loaded<'rumour'>): Finding {
  const text = joinPieces(wholeArticle(article))
  const read = readText(text.whole)
  const answer = askHead(model.post, read)
  const raw = sigmoid(answer.logOdds)
  const score = sigmoid(answer.logOdds + rarer)
  const words = partsOfReasons(text, reasonsOf(model.post, read, 12), {
    codes: { for: 'like-rumours', against: 'unlike-rumours' },
    share: raw - 0.5,
  })
  const [shape] = shapeReasons(model.post, answer).filter(
    ({ name }) => !name.includes('word') && !name.includes('clause'),
  )
  return {
    analyzer: 'rumour',
    version: `${rumourVersion}/${version}`,
    score: Math.round(score * 1000) / 1000,
    label: null,
    parts: withRest(
      [
        ...words,
        ...(shape ? [shapePart(shape)] : []),
        { code: 'rare-in-articles', weight: Math.round((score - raw) * 1000) / 1000, spans: [] },
      ],
      score,
    ),
  }
}

const shapePart = ({ name, value, logOdds }: { name: string; value: number; logOdds: number }): FindingPart => ({
  code: 'text-shape',
  weight: Math.round(logOdds * 250) / 1000,
  facts: { name, value: Math.round(value * 100) / 100 },
  spans: [],
})

function rumourByCues(article: ArticleText): Finding {
  const parts: { code: string; logOdds: number; spans: Span[] }[] = []
  for (const { code, pattern, weight } of [...rumourCues, ...soberCues]) {
    const spans = (['title', 'text'] as const).flatMap((field) =>
      spansOf(field, article[field].slice(0, maxTextLength), pattern),
    )
    if (spans.length > 0) parts.push({ code, logOdds: weight * (spans.length > 1 ? 1.4 : 1), spans: spans.slice(0, 8) })
  }
  const sourced = parts.some(({ code }) => code === 'named-office' || code === 'agency-report' || code === 'denial')
  if (!sourced) parts.push({ code: 'no-source', logOdds: 0.5, spans: [] })
  const logOdds = parts.reduce((sum, part) => sum + part.logOdds, base)
  return {
    analyzer: 'rumour',
    version: rumourVersion,
    score: Math.round(sigmoid(logOdds) * 1000) / 1000,
    label: null,
    parts: withRest(
      parts.map((part) => ({ code: part.code, weight: shareOf(part.logOdds, logOdds), spans: part.spans })),
      sigmoid(logOdds),
    ),
  }
}

/** How much the score would change without this part. */
const shareOf = (part: number, all: number): number => Math.round((sigmoid(all) - sigmoid(all - part)) * 1000) / 1000

function spansOf(field: 'title' | 'text', original: string, pattern: RegExp): Span[] {
  return [...fold(original).matchAll(pattern)].map((match) => ({
    field,
    start: match.index,
    end: match.index + match[0].length,
    quote: original.slice(match.index, match.index + match[0].length),
  }))
}
