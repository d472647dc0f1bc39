/**
 * Why a claim got its verdict: a code and the facts its sentence needs, so that every language words it for itself
 * (web/locales/…/claims.ts). The table says which facts belong to which code; types and the contract's shape follow from it.
 */
import type { Measure } from './figure.ts'

/** Months `first` to `last` of one year; `point` is a state at the end of it (population at year's end). */
export type MonthSpan = { year: number; first: number; last: number; point: boolean }

/** A name in the languages of the interface. */
export type Named = { zh: string; en: string }

/** What a figure is of. */
export type FigureSubject = {
  indicator: Named
  region: Named
  span: MonthSpan
  measure: Measure
  priceBasis: 'current' | 'constant' | null
}
/** An official figure as a sentence quotes it; `value` is an exact decimal. */
export type FigureSaid = FigureSubject & { value: string; unit: string }

export type ReasonFacts = {
  /** What is not published, or not held here. */
  subject: FigureSubject
  /** The figure that the statement was held against. */
  official: FigureSaid
  /** The figure that the number really is, or the other side of a comparison. */
  other: FigureSaid
  /** What counts now of a figure since revised; null when nothing does. */
  now: FigureSaid | null
  /** The number as printed in the text. */
  stated: string
  /** Times or percent of `other` that `official` holds, exact decimal. */
  amount: string
  /** Which body publishes the figure. */
  owner: string
  indicator: Named
  /** When the calendar plans its release (Asia/Shanghai, to the minute); '' in what was judged before this was kept. */
  planned: string
  /** Another passage of the same article. */
  quote: string
}

const official = ['official'] as const
const compared = ['official', 'other'] as const

export const claimReasons = {
  // Right, or right in number.
  agrees: official,
  rounds: official,
  agrees_difference: compared,
  agrees_ratio: compared,
  says_preliminary: ['official', 'now'],
  points_for_percent: official,
  not_nominal: official,
  difference_in_points: compared,
  change_in_points: official,
  // Wrong, and what it is.
  is_other: ['stated', 'other', 'official'],
  is_cumulative: ['stated', 'official'],
  is_index: ['stated', 'official'],
  other_basis: ['stated', 'other', 'official'],
  ratio_of_levels: ['stated', 'official'],
  opposite_sign: official,
  opposite_difference: compared,
  wrong_unit: official,
  wrong_currency: official,
  no_source: ['stated', 'official'],
  times_more: ['official', 'other', 'amount'],
  wrong_ratio: ['official', 'other', 'amount'],
  wrong_share: ['official', 'other', 'amount'],
  wrong_owner: ['owner'],
  revised: ['official', 'now'],
  not_released: ['subject', 'planned'],
  never_published: ['subject'],
  against_text: ['indicator', 'quote'],
  // Not checked, and why.
  forecast: [],
  bank_forecast: [],
  range: [],
  no_region: [],
  no_figure: ['subject'],
  no_figure_to_compare: [],
  in_dollars: [],
  contribution: official,
  nearly: official,
  may_be_other: ['other'],
  comparison_unsaid: official,
  comparison_unsure: [],
  region_unsure: [],
  indicator_unsure: [],
  direction_unsure: [],
  period_unsure: [],
  // Statements without a number.
  fraud_said: [],
  work_said: [],
  name_misused: [],
  honour_said: [],
} as const satisfies Record<string, readonly (keyof ReasonFacts)[]>

export type ClaimReasonCode = keyof typeof claimReasons
export type ClaimReason = {
  [Code in ClaimReasonCode]: { code: Code } & Pick<ReasonFacts, (typeof claimReasons)[Code][number]>
}[ClaimReasonCode]
/** The facts of one code. */
export type FactsOf<Code extends ClaimReasonCode> = Pick<ReasonFacts, (typeof claimReasons)[Code][number]>
/** Codes that need no facts. */
export type BareReasonCode = {
  [Code in ClaimReasonCode]: (typeof claimReasons)[Code] extends readonly [] ? Code : never
}[ClaimReasonCode]
