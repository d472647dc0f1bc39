/**
 * Drafts by the operator's own language model: never for a score, a decision or a message. Of a foreign text they are read beside it; of
 * talking points they are a first wording that a person must revise.
 */
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
  // Of talking points: nothing to cite, nothing that may stand, too little to make a text of.
  'no_sources',
  'nothing_held',
] as const
export type DraftFailure = (typeof draftFailures)[number]

/** Characters of an article that are sent; what lies beyond is not, and people are told. */
export const maxDraftedText = 12_000

/** What a draft of talking points may cite. `text` holds every number that a sentence citing it may say. */
export type DraftSource = { key: string; text: string } & (
  | { kind: 'figure'; figureId: string; period: string; vintage: string; publishedOn: string; source: string }
  /** Words of an article, as they stand in one version of it: hostile until a person has read them. */
  | { kind: 'article'; articleId: string; publishedOn: string }
)

/** Why a sentence of the model is refused; in plain words in the locale. */
export const sentenceFaults = [
  'no_citation',
  'unknown_source',
  'number_not_in_source',
  'claim_as_fact',
  'against_figures',
  'accuses',
  'has_link',
  'not_chinese',
  'too_long',
  'too_many',
] as const
export type SentenceFault = (typeof sentenceFaults)[number]

/** Keys of the sources a sentence cites, e.g. F1. */
export type DraftSentence = { part: 'summary' | 'facts'; text: string; cites: string[] }
/** `quote`: the number, word or key that it is refused for; '' where it is the sentence. */
export type RefusedSentence = { text: string; fault: SentenceFault; quote: string }

/** So many are sent at most. */
export const maxDraftSources = { figures: 20, articles: 12 } as const
