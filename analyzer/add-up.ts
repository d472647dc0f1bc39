/** Parts of a score that add up to it: whoever reads them can count after. Weights are thousandths of the score's unit. */
import type { FindingPart } from '../domain/finding.ts'

const thousandths = (value: number): number => Math.round(value * 1000)
const sumOf = (parts: readonly FindingPart[]): number => parts.reduce((sum, { weight }) => sum + thousandths(weight), 0)

/**
 * Shares `value` out over parts of one sign by their strength: where several reasons speak for one thing, they do not add up
 * by themselves (the gravest counts, or independent chances). What rounding leaves goes to the strongest. Without strength
 * there is nothing to share.
 */
export function shareOut(parts: readonly FindingPart[], value: number): FindingPart[] {
  const strength = parts.reduce((sum, { weight }) => sum + weight, 0)
  if (strength === 0) return [...parts]
  const shared = parts.map((part) => ({ ...part, weight: thousandths((part.weight / strength) * value) / 1000 }))
  const strongest = parts.reduce(
    (best, { weight }, i) => (Math.abs(weight) > Math.abs(parts[best]!.weight) ? i : best),
    0,
  )
  const left = thousandths(value) - sumOf(shared)
  return shared.map((part, i) =>
    i === strongest ? { ...part, weight: (thousandths(part.weight) + left) / 1000 } : part,
  )
}

/** The parts, and as a part of its own what they do not account for: where the count begins, and what is not listed singly. */
export function withRest(parts: readonly FindingPart[], score: number): FindingPart[] {
  const rest = thousandths(score) - sumOf(parts)
  return rest === 0 ? [...parts] : [...parts, { code: 'rest', weight: rest / 1000, spans: [] }]
}
