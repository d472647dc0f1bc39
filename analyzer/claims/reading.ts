/** A statistical statement as the text makes it, before it is judged: what it speaks of, and how surely each part is known. */
import type Big from 'big.js'
import type { Measure } from '../../domain/figure.ts'
import type { Indicator } from './indicators.ts'
import type { Quantity } from './quantities.ts'
import type { MonthSpan } from './spans.ts'

/**
 * clause: named beside the number; sentence: in the sentence, nearest; carried: from before; guess: more than one way;
 * home: no place is named at all, so the reader's own is meant.
 */
export type Certainty = 'clause' | 'sentence' | 'carried' | 'guess' | 'home'
export type Sure<T> = { value: T; certainty: Certainty }

export type Reading = {
  field: 'title' | 'text'
  start: number
  end: number
  quantity: Quantity
  indicator: Sure<Indicator>
  /** `value` null: a place without figures here. */
  region: Sure<string | null> | null
  span: Sure<MonthSpan> | null
  measure: Measure
  /** 同比, 环比 … stands in the text; otherwise growth on the year before is assumed. */
  measureNamed: boolean
  /** −1 for a fall. */
  sign: 1 | -1
  /** False when the direction stands in another clause only. */
  signSure: boolean
  /** The statement compares two figures by their difference. */
  difference: Difference | null
  /** The statement compares two figures by how often one holds the other. */
  ratio: Ratio | null
  /** 增长 x 个百分点 without anything it is compared with. */
  pointsForPercent: boolean
  real: boolean
  nominal: boolean
  /** Forecast, target, or plan. */
  notAnOutcome: boolean
  /** A bank or research house speaks: of a period that is not over, that is a forecast. */
  byForecaster: boolean
  /** 并非6%, 而不是2.3%: the text says that it is not this number. */
  negated: boolean
  /** The sentence reports the number as wrong. */
  denied: boolean
  /** The text itself calls it the first or the old number. */
  labelledPreliminary: boolean
}

export type Difference = {
  /** 提高, 低于, 收窄 …: which way the two differ. */
  verb: string
  /** The other figure as far as it is named. */
  baseRegion: string | null
  baseSpan: MonthSpan | null
  baseIndicator: string | null
  /** 低于 instead of 低…个百分点 in %. */
  inPercent: boolean
  /** 比上月上涨0.2个百分点: said of the thing itself, not of its rate. */
  isGrowth: boolean
}

export type Ratio = {
  /** times: A is n times B; more: n times more than B; percent: n % more than B; share: so much of B. */
  kind: 'times' | 'more' | 'percent' | 'share'
  /** In which B differs from A, as far as it is named. */
  indicator: Indicator | null
  region: string | null
  span: MonthSpan | null
}

/** What the whole article names, for asking whether a number may belong to something else in it. */
/** `elsewhere`: a place without figures here is named. `periodNamed`: some period is spoken of, not only compared with. */
export type Mentioned = { regions: Set<string>; spans: MonthSpan[]; elsewhere: boolean; periodNamed: boolean }

export const signedValue = ({ quantity, sign }: Reading): Big =>
  quantity.value.lt(0) || sign > 0 ? quantity.value : quantity.value.neg()
