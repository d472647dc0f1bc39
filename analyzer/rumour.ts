/**
 * Rumour-likeness from the text alone: how much it reads like a rumour, from 0 to 1. Never a verdict on truth. A small
 * logistic sum of hand-set weights (lexicons.ts); a trained and calibrated model follows.
 */
import type { Finding, FindingPart, Span } from '../domain/finding.ts'
import { rumourCues, soberCues } from './lexicons.ts'
import { fold } from './script.ts'

export const rumourVersion = 'rumour-1'

/** Log-odds of a text without any cue. */
const base = -0.8
const maxTextLength = 20_000

export function rumour(article: { title: string; text: string }): Finding {
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
  const score = 1 / (1 + Math.exp(-logOdds))
  return {
    analyzer: 'rumour',
    version: rumourVersion,
    score: Math.round(score * 1000) / 1000,
    label: null,
    parts: parts.map((part) => ({
      code: part.code,
      weight: shareOf(part.logOdds, logOdds),
      spans: part.spans,
    })) satisfies FindingPart[],
  }
}

/** How much the score would change without this part. */
function shareOf(part: number, all: number): number {
  const p = (logOdds: number) => 1 / (1 + Math.exp(-logOdds))
  return Math.round((p(all) - p(all - part)) * 1000) / 1000
}

function spansOf(field: 'title' | 'text', original: string, pattern: RegExp): Span[] {
  return [...fold(original).matchAll(pattern)].map((match) => ({
    field,
    start: match.index,
    end: match.index + match[0].length,
    quote: original.slice(match.index, match.index + match[0].length),
  }))
}
