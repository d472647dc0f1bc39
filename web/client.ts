/**
 * The one way to the server: sends JSON, checks every answer against its shape, and turns problem details into a typed
 * error. It knows no pages and words nothing; components/problem-text.ts does.
 */
import type { z } from 'zod'
import { type ProblemCode, problemSchema, type RuleShown } from '../api/contract.ts'
import { noteServerTime, visitorNow } from './clock.ts'

/** `network` when no answer came, `unreadable` when one came that has not the agreed shape. */
export type FailureCode = ProblemCode | 'network' | 'unreadable'

export class RequestFailure extends Error {
  override readonly name = 'RequestFailure'
  readonly code: FailureCode
  readonly status: number
  readonly rule: RuleShown | undefined
  readonly field: string | undefined
  readonly detail: Record<string, string | number>
  readonly requestId: string | undefined

  constructor(failure: {
    code: FailureCode
    status: number
    rule?: RuleShown
    field?: string
    detail?: Record<string, string | number>
    requestId?: string
  }) {
    super(failure.code)
    this.code = failure.code
    this.status = failure.status
    this.rule = failure.rule
    this.field = failure.field
    this.detail = failure.detail ?? {}
    this.requestId = failure.requestId
  }
}

export type Query = Record<string, string | number | boolean | undefined>
type Sent = { query?: Query; body?: unknown; file?: Blob; signal?: AbortSignal }

/** `/api/flags?level=high`: empty and undefined values are left out. */
export function addressOf(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  if (pairs.length === 0) return path
  return `${path}?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))}`
}

/** Reads; the answer is checked against `shape`. Throws RequestFailure. */
export const read = <T extends z.ZodType>(shape: T, path: string, sent: Sent = {}): Promise<z.infer<T>> =>
  request(shape, 'GET', path, sent)

/** Changes something; the answer is checked against `shape`. Throws RequestFailure. */
export const send = <T extends z.ZodType>(
  shape: T,
  path: string,
  body: unknown = {},
  method: 'POST' | 'PUT' | 'DELETE' = 'POST',
): Promise<z.infer<T>> => request(shape, method, path, { body })

/** Sends a file as it is. */
export const sendFile = <T extends z.ZodType>(
  shape: T,
  path: string,
  file: Blob,
  query: Query = {},
): Promise<z.infer<T>> => request(shape, 'POST', path, { query, file })

/** Asks for a file whose taking is an act of its own, and gives it to the browser under this name. */
export async function takeFile(path: string, name: string): Promise<void> {
  const answer = await ask('POST', path, { body: {} })
  if (!answer.ok) throw failureOf(answer.status, await readBody(answer))
  const address = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = name.replace(/[\\/:*?"<>|]/g, ' ')
  link.click()
  URL.revokeObjectURL(address)
}

async function request<T extends z.ZodType>(shape: T, method: string, path: string, sent: Sent): Promise<z.infer<T>> {
  const sentMs = visitorNow()
  const answer = await ask(method, addressOf(path, sent.query), sent)
  const receivedMs = visitorNow()
  const body = await readBody(answer)
  learnTime(answer, body, { sentMs, receivedMs })
  if (!answer.ok) throw failureOf(answer.status, body)
  const parsed = shape.safeParse(body)
  if (parsed.success) return parsed.data
  console.error(path, JSON.stringify(parsed.error.issues.slice(0, 5)))
  throw new RequestFailure({ code: 'unreadable', status: answer.status })
}

async function ask(method: string, address: string, sent: Sent): Promise<Response> {
  try {
    return await fetch(address, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json, application/problem+json',
        ...(sent.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(sent.file === undefined ? {} : { 'content-type': 'application/octet-stream' }),
      },
      ...(sent.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
      ...(sent.file === undefined ? {} : { body: sent.file }),
      ...(sent.signal ? { signal: sent.signal } : {}),
    })
  } catch (error) {
    throw noAnswer(error)
  }
}

/** What the answer holds; null for what is no JSON. A question that was called off stays called off while it is read. */
async function readBody(answer: Response): Promise<unknown> {
  const text = await answer.text().catch((error: unknown) => {
    throw noAnswer(error)
  })
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const noAnswer = (error: unknown): unknown =>
  error instanceof DOMException && error.name === 'AbortError'
    ? error
    : new RequestFailure({ code: 'network', status: 0 })

/** Any failed answer as an error; an answer that is no problem document still gets a fitting code from its status. */
export function failureOf(status: number, body: unknown): RequestFailure {
  const problem = problemSchema.safeParse(body)
  if (problem.success) {
    const { code, rule, field, detail, requestId } = problem.data
    return new RequestFailure({
      code,
      status,
      ...(rule ? { rule } : {}),
      ...(field ? { field } : {}),
      ...(detail ? { detail } : {}),
      ...(requestId ? { requestId } : {}),
    })
  }
  const code: FailureCode =
    status === 401 ? 'signed-out' : status === 404 ? 'not-found' : status === 429 ? 'too-many-requests' : 'internal'
  return new RequestFailure({ code, status })
}

function learnTime(answer: Response, body: unknown, at: { sentMs: number; receivedMs: number }): void {
  const exact = (body as { serverTime?: unknown } | null)?.serverTime
  const date = answer.headers.get('date')
  if (typeof exact === 'string') noteServerTime({ ...at, serverMs: Date.parse(exact), resolutionMs: 1 })
  else if (date !== null) noteServerTime({ ...at, serverMs: Date.parse(date), resolutionMs: 1000 })
}
