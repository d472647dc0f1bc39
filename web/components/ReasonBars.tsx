/** Why a score is what it is: each part as a bar with its sentence and the words of the text that led to it. */
import type { PartShown } from '../../api/contract.ts'
import { useWords } from '../preferences.tsx'
import { mergeParts } from './reason-text.ts'

export function ReasonBars({
  parts,
  limit = 3,
  weights = true,
  onSpan,
}: {
  parts: PartShown[]
  limit?: number
  /** Without them the parts are reasons and no sum. */
  weights?: boolean
  onSpan?: (span: PartShown['spans'][number]) => void
}) {
  const words = useWords()
  const strongest = mergeParts(parts, words).slice(0, limit)
  const largest = Math.max(0.0001, ...strongest.map((part) => Math.abs(part.weight)))
  if (strongest.length === 0) return <p className="quiet">{words.reasons.none}</p>
  return (
    <ol className="reasons">
      {strongest.map((part) => (
        <li key={part.sentence}>
          <div className="row between">
            <span>{part.sentence}</span>
            {weights && <span className="faint nowrap">{signed(part.weight)}</span>}
          </div>
          {weights && (
            <div className="bar" aria-hidden="true">
              <span
                className={part.weight < 0 ? 'against' : ''}
                style={{ width: `${(Math.abs(part.weight) / largest) * 100}%` }}
              />
            </div>
          )}
          {onceEach(part.spans)
            .slice(0, 3)
            .map((span) => (
              <button
                type="button"
                className="plain quote"
                key={`${span.field}-${span.start}`}
                onClick={() => onSpan?.(span)}
                disabled={onSpan === undefined}
              >
                “{span.quote}”
              </button>
            ))}
        </li>
      ))}
    </ol>
  )
}

const signed = (weight: number): string => `${weight < 0 ? '−' : '+'}${Math.round(Math.abs(weight) * 100)}`

/** The same words quoted once; the first place stands for all. */
const onceEach = (spans: PartShown['spans']): PartShown['spans'] =>
  [...new Map([...spans].reverse().map((span) => [span.quote, span])).values()].reverse()
