/** One statistical statement held against the official figure: both numbers, the vintage, the arithmetic, the sentence. */
import type { ClaimShown, FigureShown, SpanShown } from '../../api/contract.ts'
import { difference } from '../decimal.ts'
import { toneOfClaim } from '../marks.ts'
import type { Words } from '../locales/zh-CN.ts'
import { useWords } from '../preferences.tsx'
import { amountText, dayText } from '../times.ts'
import { claimSentence } from './reason-text.ts'
import { StateTag, type Tone } from './StateTag.tsx'

const tones: Record<string, Tone> = { green: 'good', amber: 'step2', red: 'step4', grey: 'plain' }

export function ClaimFacts({
  claim,
  spans = [claim.span],
  onQuote,
}: {
  claim: ClaimShown
  /** Where the text says it; more than one when headline and text say the same. */
  spans?: SpanShown[]
  onQuote?: (span: SpanShown) => void
}) {
  const words = useWords()
  const { figure } = claim
  return (
    <section className="claim">
      <div className="row between">
        <StateTag tone={tones[toneOfClaim(claim)] ?? 'plain'}>{claimWord(claim, words)}</StateTag>
        {claim.type && <span className="faint">{words.states.misreport[claim.type]}</span>}
      </div>
      {spans.map((span) => (
        <p key={`${span.field}-${span.start}`}>
          <button
            type="button"
            className="plain quote"
            onClick={() => onQuote?.(span)}
            disabled={onQuote === undefined}
          >
            “{span.quote}”
          </button>
        </p>
      ))}
      <p>{claimSentence(claim.reason, words)}</p>
      {figure !== null && (
        <dl className="facts">
          {claim.value !== null && (
            <>
              <dt>{words.figures.stated}</dt>
              <dd>{withUnit(claim.value, claim.unit)}</dd>
            </>
          )}
          <dt>{words.figures.official}</dt>
          <dd>
            <FigureLine figure={figure} />
          </dd>
          {claim.accepts !== null && (
            <>
              <dt>{words.figures.accepts}</dt>
              <dd>{acceptsText(claim.accepts, figure.unit, words)}</dd>
            </>
          )}
          <Arithmetic claim={claim} figure={figure} />
        </dl>
      )}
    </section>
  )
}

/** A false statement that no figure contradicts is for a person to judge. */
export const claimWord = (claim: ClaimShown, words: Words): string =>
  claim.verdict === 'false' && claim.figure === null ? words.review.forPerson : words.states.claim[claim.verdict]

function Arithmetic({ claim, figure }: { claim: ClaimShown; figure: FigureShown }) {
  const words = useWords()
  const sameUnit = claim.unit === null || claim.unit === figure.unit
  const gap = claim.value !== null && sameUnit ? difference(claim.value, figure.value) : null
  if (gap === null || claim.value === null) return null
  return (
    <>
      <dt>{words.figures.gap}</dt>
      <dd>
        {amountText(claim.value)} − {bracketed(figure.value)} = {amountText(gap)}{' '}
        {figure.unit === '%' ? words.figures.points : figure.unit}
      </dd>
    </>
  )
}

/** Value, what it is of, its vintage and where it was published. */
export function FigureLine({ figure }: { figure: FigureShown }) {
  const words = useWords()
  return (
    <span>
      <strong>{withUnit(figure.value, figure.unit)}</strong>{' '}
      <span className="quiet">
        {figure.regionName} {figure.period} {words.states.periodType[figure.periodType]} {figure.indicatorName}{' '}
        {words.states.measure[figure.measure]}
      </span>
      <br />
      <span className="faint">
        {words.states.figureStatus[figure.status]} · {words.figures.publishedOn(dayText(figure.publishedAt))}
        {figure.supersededAt !== null && ` · ${words.figures.supersededOn(dayText(figure.supersededAt))}`} ·{' '}
        <a href={figure.sourceUrl} target="_blank" rel="noreferrer">
          {figure.owner}
        </a>
      </span>
    </span>
  )
}

const acceptsText = ({ low, high }: { low: string; high: string }, unit: string, words: Words): string =>
  low === high ? withUnit(low, unit) : words.figures.between(withUnit(low, unit), withUnit(high, unit))

const bracketed = (value: string): string => (value.startsWith('-') ? `(${amountText(value)})` : amountText(value))

const withUnit = (value: string, unit: string | null): string =>
  unit === null || unit === ''
    ? amountText(value)
    : unit === '%'
      ? `${amountText(value)}%`
      : `${amountText(value)} ${unit}`
