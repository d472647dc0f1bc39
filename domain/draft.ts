/** Drafts by the operator's own language model: for reading only, never for a score, a decision or a message. */
export const draftKinds = ['summary', 'translation'] as const
export type DraftKind = (typeof draftKinds)[number]

/** Why there is none: in plain words in the locale. */
export const draftFailures = [
  'off',
  'restricted',
  'host_not_allowed',
  'unreachable',
  'timeout',
  'refused',
  'too_large',
  'not_understood',
  'empty',
] as const
export type DraftFailure = (typeof draftFailures)[number]

/** Characters of an article that are sent; what lies beyond is not, and people are told. */
export const maxDraftedText = 12_000
