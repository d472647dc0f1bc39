/**
 * An article's text with its marks: claims green, amber, red or grey with a sign of their own, reasons underlined. A mark
 * opens the official figure with vintage and arithmetic, or the sentence of the reason.
 */
import { Popover } from 'antd'
import type { ReactNode } from 'react'
import type { ClaimShown, PartShown, SpanShown } from '../../api/contract.ts'
import { cutLine, cutParagraphs, type Mark, type Segment, toneOfClaim } from '../marks.ts'
import { useWords } from '../preferences.tsx'
import { ClaimFacts, claimWord } from './ClaimFacts.tsx'
import { reasonSentence } from './reason-text.ts'

export type Marked = { claims: ClaimShown[]; parts: PartShown[] }

export function MarkedText({ text, marked }: { text: string; marked: Marked }) {
  const paragraphs = cutParagraphs(text, marksOf(marked, 'text'))
  return (
    <div className="reading">
      {paragraphs.map((paragraph) => (
        <p key={paragraph.start}>
          {paragraph.segments.map((segment) => (
            <Piece key={segment.start} segment={segment} marked={marked} field="text" />
          ))}
        </p>
      ))}
    </div>
  )
}

export function MarkedTitle({ title, marked }: { title: string; marked: Marked }) {
  return (
    <>
      {cutLine(title, 0, marksOf(marked, 'title')).map((segment) => (
        <Piece key={segment.start} segment={segment} marked={marked} field="title" />
      ))}
    </>
  )
}

/** The id of a piece in the page, so that a quote beside the text can lead to it. */
export const pieceId = (span: Pick<SpanShown, 'field' | 'start'>): string => `at-${span.field}-${span.start}`

function marksOf({ claims, parts }: Marked, field: SpanShown['field']): Mark[] {
  const ofClaims = claims
    .filter((claim) => claim.span.field === field)
    .map((claim) => ({ ...claim.span, tone: toneOfClaim(claim), key: `claim:${claim.id}` }))
  const ofParts = parts.flatMap((part, at) =>
    part.spans
      .filter((span) => span.field === field)
      .map((span) => ({ ...span, tone: 'reason' as const, key: `part:${at}` })),
  )
  return [...ofClaims, ...ofParts]
}

function Piece({ segment, marked, field }: { segment: Segment; marked: Marked; field: SpanShown['field'] }) {
  const words = useWords()
  const first = segment.marks[0]
  if (first === undefined) return <>{segment.text}</>
  const claims = segment.marks.flatMap((mark) => {
    const claim = marked.claims.find((one) => mark.key === `claim:${one.id}`)
    return claim ? [claim] : []
  })
  const reasons = segment.marks.flatMap((mark) => {
    const part = mark.key.startsWith('part:') ? marked.parts[Number(mark.key.slice(5))] : undefined
    return part ? [part] : []
  })
  const tones = [...new Set(segment.marks.map((mark) => mark.tone))]
  const label = claims[0] ? claimWord(claims[0], words) : words.review.reasonMark
  return (
    <Popover
      trigger="click"
      content={
        <div className="popover">
          {claims.map((claim) => (
            <ClaimFacts key={claim.id} claim={claim} />
          ))}
          {[...new Set(reasons.map((part) => reasonSentence(part, words)))].map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      }
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a button cannot break across lines, a marked sentence must */}
      <span
        role="button"
        tabIndex={0}
        id={pieceId({ field, start: segment.start })}
        className={`mark ${tones.join(' ')}`}
        aria-label={words.review.markLabel(segment.text, label)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return
          event.preventDefault()
          event.currentTarget.click()
        }}
      >
        {segment.text}
      </span>
    </Popover>
  )
}

/** The small key under a marked text: which sign means what. */
export function MarkKey() {
  const words = useWords()
  const entries: [string, ReactNode][] = [
    ['green', words.review.keyGreen],
    ['amber', words.review.keyAmber],
    ['red', words.review.keyRed],
    ['grey', words.review.keyGrey],
    ['reason', words.review.keyReason],
  ]
  return (
    <p className="faint row mark-key">
      {entries.map(([tone, word]) => (
        <span key={tone} className={`mark ${tone}`}>
          {word}
        </span>
      ))}
    </p>
  )
}
