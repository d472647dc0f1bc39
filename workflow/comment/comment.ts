/**
 * The life of a comment: a thread is open, is answered, is settled and may be opened again. Which words it means is pinned in one
 * immutable revision; where they stand in a later one is looked for. Pure; of a text only named parts are known here.
 */
import type { CommentAct, Place, ThreadState } from '../../domain/comment.ts'
import { ok, type Refusal, type Result, refuse } from '../../domain/result.ts'

/** Named parts of a text, in the order they are read: summary, facts.1, questions.2.answer. */
export type TextParts = ReadonlyMap<string, string>

export const commentLimits = { text: { min: 1, max: 1000 }, quote: 500, threads: 200, entries: 100 } as const

export const threadVerbs = ['answer', 'resolve', 'reopen'] as const
export type ThreadVerb = (typeof threadVerbs)[number]

const threadMoves: Record<ThreadVerb, { from: ThreadState; to: ThreadState; needsText: boolean }> = {
  answer: { from: 'open', to: 'open', needsText: true },
  resolve: { from: 'open', to: 'resolved', needsText: false },
  reopen: { from: 'resolved', to: 'open', needsText: false },
}

/** `wrong-state` for a verb the thread's state has not. */
export function moveThread(state: ThreadState, verb: ThreadVerb): Result<(typeof threadMoves)[ThreadVerb]> {
  const move = threadMoves[verb]
  return move.from === state ? ok(move) : refuse('wrong-state', { field: 'comment', detail: { state } })
}

/** For the buttons: what the state has, or why the person may not. */
export function allowedThreadMoves(
  state: ThreadState,
  right: Result<unknown>,
): { verb: ThreadVerb; allowed: boolean; refusal?: Refusal }[] {
  return threadVerbs
    .filter((verb) => threadMoves[verb].from === state)
    .map((verb) => (right.ok ? { verb, allowed: true } : { verb, allowed: false, refusal: right.refusal }))
}

/** The quote stands where it is said to stand, letter for letter, and says something; else `invalid-field`. */
export function readPlace(parts: TextParts, { field, start, end, quote }: Place & { quote: string }): Result<Place> {
  const text = parts.get(field)
  if (text === undefined) return refuse('invalid-field', { field: 'field' })
  const isSpan = start >= 0 && end > start && end <= text.length && text.slice(start, end) === quote
  if (!isSpan || quote.trim() === '' || cutsSign(text, start) || cutsSign(text, end))
    return refuse('invalid-field', { field: 'quote' })
  if (quote.length > commentLimits.quote)
    return refuse('too-large', { field: 'quote', detail: { max: commentLimits.quote } })
  return ok({ field, start, end })
}

/** Between the two halves of one sign. */
const cutsSign = (text: string, at: number): boolean =>
  at > 0 && /[\uD800-\uDBFF]/.test(text[at - 1] ?? '') && /[\uDC00-\uDFFF]/.test(text[at] ?? '')

/**
 * Where the words stand in another revision: in the same part nearest to where they stood, else in the first part that has them;
 * null where they stand nowhere any more.
 */
export function standsIn(
  parts: TextParts,
  { field, start, quote }: { field: string; start: number; quote: string },
): Place | null {
  const own = allOf(parts.get(field) ?? '', quote)
  const nearest = own.reduce<number | null>(
    (best, at) => (best === null || Math.abs(at - start) < Math.abs(best - start) ? at : best),
    null,
  )
  if (nearest !== null) return { field, start: nearest, end: nearest + quote.length }
  for (const [other, text] of parts) {
    const at = text.indexOf(quote)
    if (at >= 0) return { field: other, start: at, end: at + quote.length }
  }
  return null
}

function allOf(text: string, quote: string): number[] {
  const out: number[] = []
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) out.push(at)
  return out
}

type Entry = { id: string; threadId: string | null; act: CommentAct }
export type Thread<E extends Entry> = { root: E; entries: E[]; state: ThreadState }

/** Threads in the order they began, each with what followed, oldest first. */
export function threadsOf<E extends Entry>(rows: readonly E[]): Thread<E>[] {
  return rows
    .filter((row) => row.threadId === null)
    .map((root) => {
      const entries = rows.filter((row) => row.threadId === root.id)
      const last = entries.findLast(({ act }) => act === 'resolve' || act === 'reopen')
      return { root, entries, state: last?.act === 'resolve' ? 'resolved' : 'open' }
    })
}
