/** Why a claim got its verdict, as codes with facts (domain/claim-reason.ts); the locales of the web hold the sentences. */
import { z } from 'zod'
import { type ClaimReason, type ClaimReasonCode, claimReasons, type ReasonFacts } from '../../domain/claim-reason.ts'
import { measures } from '../../domain/figure.ts'

export type {
  ClaimReason,
  ClaimReasonCode,
  FactsOf,
  FigureSaid,
  FigureSubject,
  MonthSpan,
  Named,
} from '../../domain/claim-reason.ts'

const named = z.object({ zh: z.string(), en: z.string() })
const subject = z.object({
  indicator: named,
  region: named,
  /** Months `first` to `last` of the year; `point`: the state at the end of them. */
  span: z.object({ year: z.number().int(), first: z.number().int(), last: z.number().int(), point: z.boolean() }),
  measure: z.enum(measures),
  priceBasis: z.enum(['current', 'constant']).nullable(),
})
const figureSaid = subject.extend({ value: z.string(), unit: z.string() })

const facts: { [Name in keyof ReasonFacts]: z.ZodType<ReasonFacts[Name]> } = {
  subject,
  official: figureSaid,
  other: figureSaid,
  now: figureSaid.nullable(),
  stated: z.string(),
  amount: z.string(),
  owner: z.string(),
  indicator: named,
  planned: z.string().default(''),
  quote: z.string(),
}

export const claimReasonCodes = Object.keys(claimReasons) as ClaimReasonCode[]

const ofCode = (code: ClaimReasonCode) =>
  z.object({ code: z.literal(code), ...Object.fromEntries(claimReasons[code].map((name) => [name, facts[name]])) })
const [first, ...others] = claimReasonCodes.map(ofCode)
/** One object a code; types follow from the table in domain/. */
export const claimReasonSchema = z
  .discriminatedUnion('code', [first!, ...others])
  .meta({ id: 'ClaimReason' }) as unknown as z.ZodType<ClaimReason, ClaimReason>
