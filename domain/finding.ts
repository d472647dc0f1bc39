/**
 * What an analyzer says about a text, always with its reasons. Offsets are UTF-16 units into `field`, end exclusive.
 */
import type { ClaimReason } from './claim-reason.ts'

export type Span = { field: 'title' | 'text'; start: number; end: number; quote: string }

export type FindingPart = {
  /** Stable code of the reason; the web locale has its wording. */
  code: string
  /** Signed share of the score, in the units of the score. */
  weight: number
  /** What was seen, for the sentence in the interface (names, numbers). */
  facts?: Record<string, string | number>
  /** Of a judged statement: why it got its verdict. */
  claim?: ClaimReason
  spans: Span[]
}

export const tones = ['positive', 'neutral', 'negative', 'accusing'] as const
export type Tone = (typeof tones)[number]

/** One place where a text names a unit's bureau, and how it speaks of it there. */
export type Mention = {
  span: Span
  sentence: Span
  tone: Tone
  /** The words that make the tone; none where it is neutral. */
  words: Span[]
  /** An accusation in somebody else's mouth, or one that the text answers itself: then the tone is neutral. */
  note: 'quoted' | 'rebutted' | null
}

export const analyzers = ['relevance', 'tone', 'rumour', 'claims', 'origin', 'risk'] as const
export type AnalyzerName = (typeof analyzers)[number]

export type Finding = {
  analyzer: AnalyzerName
  /** Changes whenever the same text could get another score. */
  version: string
  /** 0 to 1, except tone: -1 (against us) to 1. */
  score: number
  /** The short answer where there is one: a tone, a level, an origin class, a unit id. */
  label: string | null
  parts: FindingPart[]
  /** Of a tone toward a unit: each place that names it, in order. */
  mentions?: Mention[]
}
