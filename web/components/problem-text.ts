/** Turns a failure into the sentences a person reads: what happened, on what basis, which field. Never a raw code. */
import type { Move, RuleShown } from '../../api/contract.ts'
import { RequestFailure } from '../client.ts'
import type { Words } from '../locales/zh-CN.ts'

export type ProblemText = { text: string; basis: string | null; field: string | null }

export function problemText(error: unknown, words: Words): ProblemText {
  if (!(error instanceof RequestFailure)) return { text: words.refusals.unknown, basis: null, field: null }
  const sentences: Record<string, string> = words.refusals.codes
  const field = error.field === undefined ? null : fieldWord(error.field, words)
  return {
    text: sentences[error.code] ?? words.refusals.unknown,
    basis: error.rule ? ruleText(error.rule) : null,
    field: field === null ? null : words.refusals.field(field),
  }
}

/** Everything in one line, for a notice that passes by. */
export function problemLine(error: unknown, words: Words): string {
  const { text, basis, field } = problemText(error, words)
  return [text, field, basis].filter(Boolean).join(' ')
}

/** "须经自治区统计局应急领导小组批准。——附4第七条（二）": the rule's own sentence and where it stands. */
export const ruleText = (rule: RuleShown): string => `${rule.text}——${rule.citation}`

/** Why a move is refused: the rule's sentence where a rule stands behind it, else the wording of the code. */
export function refusalText(move: Move, words: Words): string {
  if (move.refusal === undefined) return words.refusals.unknown
  if (move.refusal.rule) return ruleText(move.refusal.rule)
  const sentences: Record<string, string> = words.refusals.codes
  return sentences[move.refusal.code] ?? words.refusals.unknown
}

/** The label of a form field by its name in the request (`fields.impact` → 影响及范围); null for what has no label. */
function fieldWord(field: string, words: Words): string | null {
  const labels: Record<string, string> = words.fields
  return labels[field] ?? labels[field.split('.').at(-1) ?? ''] ?? null
}
