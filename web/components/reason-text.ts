/** Reasons as sentences; codes the locale does not know become a readable phrase. */
import type { ClaimReason, PartShown } from '../../api/contract.ts'
import type { Words } from '../locales/zh-CN.ts'

/** The sentence of a reason; codes the locale does not know yet get a readable general phrase. */
export function reasonSentence(part: Pick<PartShown, 'code' | 'facts' | 'claim'>, words: Words): string {
  const sentences: Record<string, (facts: Record<string, string | number>) => string> = words.reasons.codes
  const known = sentences[part.code]
  if (known) return known(part.facts ?? {})
  // claim-M06, flag-M10, claim-false: the kind of error, then what is wrong with this number.
  const [, about] = /^(?:claim|flag)-(.+)$/.exec(part.code) ?? []
  if (about === undefined) return words.reasons.other
  const kinds: Record<string, string> = { ...words.states.claim, ...words.states.misreport }
  const sentence = part.claim === undefined ? '' : claimSentence(part.claim, words)
  return words.reasons.claim(kinds[about] ?? words.reasons.other, sentence)
}

/** Parts that weigh nothing: what a level is made of by thresholds, and what would change it. */
export const isAside = ({ code }: Pick<PartShown, 'code'>): boolean => code === 'measured' || code.startsWith('would-')

/** Why a claim got its verdict; empty for a code from another version of the server. */
export function claimSentence(reason: ClaimReason, words: Words): string {
  const sentences = words.claimReasons as Record<string, ((facts: ClaimReason) => string) | undefined>
  return sentences[reason.code]?.(reason) ?? ''
}

/**
 * The reasons as they are read: parts with the same sentence become one with all their quotes and the greatest weight,
 * the strongest first.
 */
export function mergeParts(
  parts: readonly PartShown[],
  words: Words,
): { sentence: string; weight: number; spans: PartShown['spans'] }[] {
  const merged = new Map<string, { sentence: string; weight: number; spans: PartShown['spans'] }>()
  for (const part of parts) {
    const sentence = reasonSentence(part, words)
    const known = merged.get(sentence)
    if (known === undefined) {
      merged.set(sentence, { sentence, weight: part.weight, spans: [...part.spans] })
      continue
    }
    if (Math.abs(part.weight) > Math.abs(known.weight)) known.weight = part.weight
    for (const span of part.spans) if (!known.spans.some((seen) => sameSpan(seen, span))) known.spans.push(span)
  }
  return [...merged.values()].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
}

type Span = PartShown['spans'][number]
const sameSpan = (a: Span, b: Span): boolean => a.field === b.field && a.start === b.start && a.end === b.end
