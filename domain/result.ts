/**
 * An expected "no" is a value. A refusal carries a code from a closed union and, where a rule stands behind it,
 * the rule's id, so that the interface can show the article. The wording lives in the web locale.
 */
import type { CitedRule, RuleId } from './rules.ts'

export const refusalCodes = [
  'not-found', // the thing does not exist, or the person may not know that it does
  'not-allowed', // the person's role does not carry this action here
  'wrong-state', // the thing's state does not allow this move
  'wrong-scope', // this body may not decide for this scope
  'drafter-approves', // separation of duties: who drafted may not approve
  'stale-revision', // the revision named is not the current one, or its hash differs
  'four-eyes', // a second person is needed
  'missing-field', // something required was not given
  'invalid-field', // something given cannot be right
  'time-in-future', // a claimed time lies more than two minutes ahead
  'wrong-recipient', // a recipient that does not satisfy the duty
  'not-an-event', // one of the four elements is missing
  'conflict', // somebody else was faster
  'already-exists',
  'machine-draft', // nobody has revised what a machine wrote
  'no-model', // the operator has set up no language model
  'kept-in', // it may concern a leak: nothing of it leaves the house
  'too-large',
  'setup-done',
] as const

export type RefusalCode = (typeof refusalCodes)[number]

export type Refusal = {
  code: RefusalCode
  /** The rule that says no, if it is a rule and not the program. */
  rule?: RuleId | CitedRule
  /** The field of the request it concerns. */
  field?: string
  /** Facts for the message (names, times); never a sentence. */
  detail?: Record<string, string | number>
}

export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
export const refuse = (code: RefusalCode, more: Omit<Refusal, 'code'> = {}): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: { code, ...more },
})
