/**
 * Topics: what a unit watches for by words of its own. Words stand as people type them; how they are compared is
 * analyzer/topic.ts.
 */
import type { OriginClass } from './article.ts'
import type { Span } from './finding.ts'

export const topicPlaces = ['both', 'title', 'text'] as const
export type TopicPlace = (typeof topicPlaces)[number]
/** Whether matches are brought to review, and at which level. */
export const topicReviews = ['none', 'low', 'elevated'] as const
export type TopicReview = (typeof topicReviews)[number]
/** What a topic's word counts for in a flag: less than what grows out of figures and tone. */
export const topicScores = { low: 0.2, elevated: 0.4 } as const

export type TopicRules = {
  /** Every one of them occurs. */
  must: string[]
  /** At least one of these, or of the patterns, occurs, where there are any. */
  any: string[]
  /** None of them occurs. */
  exclude: string[]
  /** Regular expressions in the syntax of RE2; they count among `any`. */
  patterns: string[]
  where: TopicPlace
  /** Empty lists let everything through. Languages as of articles (BCP 47); `zh` lets `zh-Hant` through. */
  outletIds: string[]
  origins: OriginClass[]
  languages: string[]
}

export const topicLimits = { words: 100, wordLength: 60, patterns: 10, patternLength: 200, outlets: 100 } as const

/** Matches are looked for this far back when a topic is made or changed. */
export const topicLookBackDays = 30

export const topicProblems = [
  'empty', // neither a word that must occur, nor one of which any may, nor a pattern
  'too-many',
  'too-long',
  'too-short', // one letter or nothing: it would match nearly everything
  'contradiction', // a word that must or may occur is excluded as well
  'pattern-syntax',
  'pattern-too-large',
  'pattern-matches-everything',
  'pattern-too-slow',
] as const
export type TopicProblem = (typeof topicProblems)[number]

/** What is wrong with a topic and where: the list, which of its entries (from 0), and for a pattern the place in it. */
export type TopicFault = {
  problem: TopicProblem
  field: 'must' | 'any' | 'exclude' | 'patterns' | 'outletIds'
  at: number
  /** Characters into the pattern, from 0. */
  position?: number
  /** The piece of the entry that is meant. */
  piece?: string
  /** The limit that is passed. */
  max?: number
}

/** An article matched version `n` of a topic. */
export type TopicMatch = { topicId: string; n: number; reasons: TopicReason[] }

/** Why an article matches: one word or pattern, how often it occurs, and its first places in the original text. */
export type TopicReason = { kind: 'must' | 'any' | 'pattern'; word: string; count: number; spans: Span[] }
