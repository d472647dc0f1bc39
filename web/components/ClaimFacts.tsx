/** One statistical statement held against the official figure: both numbers, the vintage, the arithmetic, the sentence. */
import type { ClaimShown, FigureShown, RuleShown, SpanShown } from '../../api/contract.ts'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { difference } from '../decimal.ts'
import { type ClaimTone, toneOfClaim } from '../marks.ts'
import type { Words } from '../locales/zh-CN.ts'
import { useWords } from '../preferences.tsx'
import { IndicatorName, PlaceName } from './Names.tsx'
import { amountText, dayText } from '../times.ts'
import { claimSentence } from './reason-text.ts'
import { StateTag, type Tone } from './StateTag.tsx'

export const toneTags: Record<ClaimTone, Tone> = { green: 'good', amber: 'step2', red: 'step4', grey: 'plain' }

export function ClaimFacts({
  claim,
  spans = [claim.span],
  onQuote,
  actions,
}: {
  claim: ClaimShown
  /** Where the text says it; more than one when headline and text say the same. */
  spans?: SpanShown[]
  onQuote?: (span: SpanShown) => void
  /** What may be done about it. */
  actions?: ReactNode
}) {
  const words = useWords()
  const { figure } = claim
  return (
    <section className="claim">
      <div className="row between">
        <StateTag tone={toneTags[toneOfClaim(claim)]}>{claimWord(claim, words)}</StateTag>
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
      {claim.verdict === 'unreleased' && <Unreleased basis={claim.basis} />}
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
      {actions}
    </section>
  )
}

/** A false statement that no figure contradicts is for a person to judge. */
export const claimWord = (claim: ClaimShown, words: Words): string =>
  claim.verdict === 'false' && claim.figure === null ? words.review.forPerson : words.states.claim[claim.verdict]

/** Nothing is compared with a number that is not out: neither agreement nor contradiction may show through. */
function Unreleased({ basis }: { basis: RuleShown | null }) {
  const words = useWords()
  return (
    <p className="notice step2">
      {words.check.unreleased}
      {basis && (
        <span className="faint">
          {' '}
          {basis.text}——{basis.citation}
        </span>
      )}
    </p>
  )
}

/** The interval that the wording allows held against the official value, then how far the two numbers are apart. */
function Arithmetic({ claim, figure }: { claim: ClaimShown; figure: FigureShown }) {
  const words = useWords()
  const holds = claim.accepts && holdsText(claim.accepts, figure.value)
  return (
    <>
      {holds && (
        <>
          <dt>{words.figures.arithmetic}</dt>
          <dd>
            {holds.text} {words.figures.holds[holds.inside ? 'inside' : 'outside']}
          </dd>
        </>
      )}
      {!holds?.inside && <Gap claim={claim} figure={figure} />}
    </>
  )
}

/** `26250 ≤ 26300.87 ≤ 26350`; exact, as the figures are. Null where one of them is no plain decimal. */
function holdsText(
  { low, high }: { low: string; high: string },
  value: string,
): { text: string; inside: boolean } | null {
  const [below, above] = [difference(value, low), difference(high, value)]
  if (below === null || above === null) return null
  const [l, v, h] = [low, value, high].map(amountText)
  if (below.startsWith('-')) return { text: `${v} < ${l}`, inside: false }
  if (above.startsWith('-')) return { text: `${v} > ${h}`, inside: false }
  return { text: low === high ? `${v} = ${l}` : `${l} ≤ ${v} ≤ ${h}`, inside: true }
}

function Gap({ claim, figure }: { claim: ClaimShown; figure: FigureShown }) {
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
        <PlaceName of={figure} /> {figure.period} {words.states.periodType[figure.periodType]}{' '}
        <IndicatorName of={figure} /> {words.states.measure[figure.measure]}
      </span>
      <br />
      <span className="faint">
        {words.states.figureStatus[figure.status]} · {words.figures.publishedOn(dayText(figure.publishedAt))}
        {figure.supersededAt !== null && ` · ${words.figures.supersededOn(dayText(figure.supersededAt))}`} ·{' '}
        <a href={figure.sourceUrl} target="_blank" rel="noreferrer">
          {figure.owner}
        </a>{' '}
        ·{' '}
        <Link to={`/figures?${new URLSearchParams({ indicator: figure.indicator, region: figure.region })}`}>
          {words.figures.series}
        </Link>
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
