/** Comments on single words of a text: threads with answers, open until somebody settles them. They hold nothing up. */

/** Kinds of texts that are commented on, as the record names them. */
export type CommentedKind = 'talking_points'

export const commentActs = ['comment', 'answer', 'resolve', 'reopen'] as const
/** What an entry of a thread is; `comment` begins it. */
export type CommentAct = (typeof commentActs)[number]

export const threadStates = ['open', 'resolved'] as const
export type ThreadState = (typeof threadStates)[number]

/** A place in a named part of a text; offsets in UTF-16 units, the end not included. */
export type Place = { field: string; start: number; end: number }
