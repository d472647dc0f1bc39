/**
 * Every "no" of the API as problem details (RFC 9457): refusals of the domain, requests that cannot be read, exceptions
 * of the framework, and everything unexpected, which says nothing about itself but a request id.
 */
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { ZodError } from 'zod'
import type { Result } from '../domain/result.ts'
import { type CitedRule, type RuleId, rules } from '../domain/rules.ts'
import type { Problem, ProblemCode, RuleShown } from './contract.ts'

/** Code → HTTP, once. */
const statusOf: Record<ProblemCode, ContentfulStatusCode> = {
  'not-found': 404,
  'not-allowed': 403,
  'wrong-state': 409,
  'wrong-scope': 403,
  'drafter-approves': 403,
  'stale-revision': 409,
  'four-eyes': 403,
  'missing-field': 422,
  'invalid-field': 422,
  'time-in-future': 422,
  'wrong-recipient': 422,
  'not-an-event': 422,
  conflict: 409,
  'already-exists': 409,
  'machine-draft': 409,
  'no-model': 404,
  'kept-in': 409,
  'too-large': 413,
  'setup-done': 409,
  'invalid-request': 400,
  'signed-out': 401,
  'foreign-origin': 403,
  'too-many-requests': 429,
  'bad-signature': 401,
  'stale-signature': 401,
  'body-too-large': 413,
  timeout: 504,
  'method-not-allowed': 405,
  'setup-needed': 401,
  'wrong-password': 401,
  'wrong-code': 401,
  'account-closed': 403,
  'no-printer': 503,
  'evidence-damaged': 410,
  internal: 500,
}

/** Short English titles for logs and other programs; people read the web's own wording of the code. */
const titleOf = (code: ProblemCode): string => code.replaceAll('-', ' ')

export type ProblemFacts = {
  code: ProblemCode
  field?: string
  detail?: Record<string, string | number>
  rule?: RuleId | CitedRule
}

/** A "no" on its way out of a handler; `answerError` turns it into an answer. */
export class Refused extends Error {
  readonly facts: ProblemFacts
  constructor(facts: ProblemFacts) {
    super(facts.code)
    this.facts = facts
  }
}

/** The value of a result, or a throw that ends the request with its refusal. */
export function orRefuse<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Refused(result.refusal)
}

export const notFound = (): Refused => new Refused({ code: 'not-found' })

export const ruleShown = (rule: RuleId | CitedRule): RuleShown =>
  typeof rule === 'string' ? { id: rule, ...rules[rule] } : rule

function problemOf({ code, field, detail, rule }: ProblemFacts, requestId?: string): Problem {
  return {
    type: `urn:tongyu:problem:${code}`,
    title: titleOf(code),
    status: statusOf[code],
    code,
    ...(field ? { field } : {}),
    ...(detail ? { detail } : {}),
    ...(rule ? { rule: ruleShown(rule) } : {}),
    ...(requestId ? { requestId } : {}),
  }
}

export function answerProblem(c: Context, facts: ProblemFacts, headers: Record<string, string> = {}): Response {
  const problem = problemOf(facts, c.get('requestId'))
  return c.body(JSON.stringify(problem), problem.status as ContentfulStatusCode, {
    'content-type': 'application/problem+json; charset=utf-8',
    ...headers,
  })
}

/** For `app.onError`. `report` gets what nobody expected, with the request's id. */
export const answerError =
  (report: (error: unknown, requestId: string) => void) =>
  (error: Error, c: Context): Response => {
    if (error instanceof Refused) return answerProblem(c, error.facts)
    if (error instanceof HTTPException) return answerProblem(c, factsOfException(error))
    report(error, c.get('requestId') ?? '')
    return answerProblem(c, { code: 'internal' })
  }

/** For requests that do not fit their schema: names the first field, never repeats what was sent. */
export function factsOfZod(error: ZodError): ProblemFacts {
  const issue = error.issues[0]
  const field = issue?.path.join('.') ?? ''
  return { code: 'invalid-request', ...(field ? { field } : {}), detail: { issue: issue?.code ?? 'unknown' } }
}

function factsOfException(error: HTTPException): ProblemFacts {
  switch (error.status) {
    case 404:
      return { code: 'not-found' }
    case 405:
      return { code: 'method-not-allowed' }
    case 413:
      return { code: 'body-too-large' }
    case 504:
      return { code: 'timeout' }
    default:
      return error.status < 500 ? { code: 'invalid-request' } : { code: 'internal' }
  }
}
