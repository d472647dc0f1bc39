/** Places in a text of several parts: cut for marking, and read from what a person has selected on the page. */
import type { ThreadShown } from '../../../api/contract.ts'

export type Selected = { field: string; start: number; end: number; quote: string }
/** `id`: the first thread that is about these words; null where none is. */
export type CommentSegment = { start: number; text: string; id: string | null }

/** The text of one part cut where open comments begin and end; put together it is the text. */
export function cutByThreads(text: string, field: string, threads: readonly ThreadShown[]): CommentSegment[] {
  const places = threads.flatMap(({ id, state, now }) =>
    state === 'open' && now?.field === field && now.start < now.end && now.end <= text.length ? [{ id, ...now }] : [],
  )
  const cuts = [...new Set([0, text.length, ...places.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b)
  return cuts.slice(0, -1).map((start, at) => ({
    ...{ start, text: text.slice(start, cuts[at + 1]) },
    id: places.find((place) => place.start <= start && start < place.end)?.id ?? null,
  }))
}

/** What is selected inside one part (`data-field`, which holds its text and nothing else); null otherwise. */
export function selectedWords(): Selected | null {
  const selection = getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  const part = partAround(range.startContainer)
  if (!part || part !== partAround(range.endContainer)) return null
  const before = document.createRange()
  before.selectNodeContents(part)
  before.setEnd(range.startContainer, range.startOffset)
  const [start, quote] = [before.toString().length, range.toString()]
  return quote.trim() === '' ? null : { field: part.dataset.field ?? '', start, end: start + quote.length, quote }
}

const partAround = (node: Node): HTMLElement | null =>
  (node instanceof HTMLElement ? node : node.parentElement)?.closest<HTMLElement>('[data-field]') ?? null
