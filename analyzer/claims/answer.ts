/** What judging one statement gives, before it is put into the words of a claim; and what every judge is given. */
import type { BareReasonCode, ClaimReason } from '../../domain/claim-reason.ts'
import type { MisreportType, Verdict } from '../../domain/figure.ts'
import type { Book, Official } from './figures.ts'
import type { Mentioned } from './reading.ts'
import type { MonthSpan } from './spans.ts'

export type CheckContext = {
  book: Book
  at: Date
  publishedYear: number
  mentioned: Mentioned
  /** A text of the bureau's own: what it calls wrong is judged as well, because it must say apart what it quotes. */
  isOurs: boolean
  /** The original field texts, for quotations. */
  original: { title: string; text: string }
}

export type Answer = {
  verdict: Verdict
  type: MisreportType | null
  official: Official | null
  reason: ClaimReason
  score: number
  /** The period that was taken to be meant, when the text names none. */
  span?: MonthSpan
}

export const abstain = (reason: ClaimReason | BareReasonCode, official: Official | null = null): Answer => ({
  verdict: 'not_checkable',
  type: null,
  official,
  reason: typeof reason === 'string' ? { code: reason } : reason,
  score: 0.3,
})
