/**
 * A text with its marks, the same in the review queue, on the article page and for a pasted text: numbers green, amber, red
 * or grey, each with a sign of its own, reasons underlined. Pointing at a mark, focusing or tapping it opens the official
 * figure with vintage and arithmetic.
 */
import { Popover } from 'antd'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { ClaimShown, MentionShown, PartShown, SpanShown } from '../../api/contract.ts'
import { claimTones, cutLine, cutParagraphs, type Mark, type Segment, signOf, toneOfClaim } from '../marks.ts'
import type { Words } from '../locales/zh-CN.ts'
import { useWords } from '../preferences.tsx'
import { ClaimFacts, claimWord, toneTags } from './ClaimFacts.tsx'
import type { ClaimActions } from './ClaimList.tsx'
import { reasonSentence } from './reason-text.ts'
import { Shape } from './StateTag.tsx'

export type Marked = {
  claims: ClaimShown[]
  parts: PartShown[]
  /** Where units are named; each carries the tone in words. */
  mentions?: MentionShown[]
  actions?: ClaimActions
}

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

const pieceId = (span: Pick<SpanShown, 'field' | 'start'>): string => `at-${span.field}-${span.start}`

/** Leads from a quote beside the text to its place in the text. */
export function goToPiece(span: Pick<SpanShown, 'field' | 'start'>): void {
  const piece = document.getElementById(pieceId(span))
  piece?.scrollIntoView({ block: 'center' })
  piece?.focus({ preventScroll: true })
}

function marksOf({ claims, parts, mentions = [] }: Marked, field: SpanShown['field']): Mark[] {
  const ofClaims = claims
    .filter((claim) => claim.span.field === field)
    .map((claim) => ({ ...claim.span, tone: toneOfClaim(claim), key: `claim:${claim.id}` }))
  const ofParts = parts.flatMap((part, at) =>
    part.spans
      .filter((span) => span.field === field)
      .map((span) => ({ ...span, tone: 'reason' as const, key: `part:${at}` })),
  )
  const ofMentions = mentions.flatMap(({ span, tone }, at) =>
    span.field === field ? [{ ...span, tone: `mention-${tone}` as const, key: `mention:${at}` }] : [],
  )
  return [...ofClaims, ...ofMentions, ...ofParts]
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
    // What a claim says already is not said again below it.
    return part && (part.claim === undefined || claims.length === 0) ? [part] : []
  })
  const tones = [...new Set(segment.marks.map((mark) => mark.tone))]
  const mentions = segment.marks.flatMap(({ key, end }) => {
    const mention = key.startsWith('mention:') ? marked.mentions?.[Number(key.slice(8))] : undefined
    return mention ? [{ mention, ends: end === segment.start + segment.text.length }] : []
  })
  const told = mentions.find(({ mention, ends }) => ends && mention.tone !== 'neutral')?.mention
  const sign = signOf(segment)
  const said = mentions[0] && mentionSentence(mentions[0].mention, words)
  const label = claims[0] ? claimWord(claims[0], words) : (said ?? words.review.reasonMark)
  return (
    <Opening
      id={pieceId({ field, start: segment.start })}
      className={`mark ${tones.join(' ')}`}
      label={words.review.markLabel(segment.text, label)}
      content={
        <>
          {claims.map((claim) => (
            <ClaimFacts key={claim.id} claim={claim} actions={marked.actions?.(claim, [claim.span])} />
          ))}
          {mentions.map(({ mention }) => (
            <p key={mention.span.start}>{mentionSentence(mention, words)}</p>
          ))}
          {[...new Set(reasons.map((part) => reasonSentence(part, words)))].map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </>
      }
    >
      {segment.text}
      {sign && (
        <span className="mark-sign">
          <Shape tone={toneTags[sign]} />
        </span>
      )}
      {told && <span className="mention-sign">{words.mentions.tone[told.tone]}</span>}
    </Opening>
  )
}

function mentionSentence({ span, tone, note, words: by }: MentionShown, words: Words): string {
  const said = note ? `${words.mentions.tone[tone]} · ${words.mentions.note[note]}` : words.mentions.tone[tone]
  const quoted = by.map(({ quote }) => `“${quote}”`).join(' ')
  return `${words.mentions.label(span.quote, said)}${quoted === '' ? '' : ` · ${words.mentions.words} ${quoted}`}`
}

/**
 * A piece of text that opens something: by hovering, by focus from the keyboard, by a tap. Enter steps into what is open,
 * Escape and a press elsewhere close it.
 */
function Opening(props: { id: string; className: string; label: string; content: ReactNode; children: ReactNode }) {
  const [open, setOpen] = useState(false)
  const target = useRef<HTMLSpanElement>(null)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!open) return
    const isInside = (node: EventTarget | null) =>
      node instanceof Node && (target.current?.contains(node) || box.current?.contains(node))
    const turn = (event: Event) => {
      if (!isInside(event.target)) setOpen(false)
    }
    const leave = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape') return
      if (box.current?.contains(document.activeElement)) target.current?.focus()
      setOpen(false)
    }
    document.addEventListener('pointerdown', turn)
    document.addEventListener('focusin', turn)
    document.addEventListener('keydown', leave)
    return () => {
      document.removeEventListener('pointerdown', turn)
      document.removeEventListener('focusin', turn)
      document.removeEventListener('keydown', leave)
    }
  }, [open])
  const stepIn = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    setOpen(true)
    requestAnimationFrame(() => (box.current?.querySelector<HTMLElement>('button, a') ?? box.current)?.focus())
  }
  return (
    <Popover
      trigger="hover"
      mouseEnterDelay={0.2}
      open={open}
      onOpenChange={setOpen}
      content={
        <div className="popover" ref={box} tabIndex={-1}>
          {props.content}
        </div>
      }
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a button cannot break across lines, a marked sentence must */}
      <span
        ref={target}
        role="button"
        tabIndex={0}
        id={props.id}
        className={props.className}
        aria-label={props.label}
        aria-expanded={open}
        onClick={() => setOpen(true)}
        onFocus={(event) => {
          if (event.currentTarget.matches(':focus-visible')) setOpen(true)
        }}
        onKeyDown={stepIn}
      >
        {props.children}
      </span>
    </Popover>
  )
}

/** The small key over a marked text: which colour and sign mean what. Of a pasted text there are no reasons. */
export function MarkKey({ reasons = true }: { reasons?: boolean }) {
  const words = useWords()
  return (
    <p className="faint row mark-key">
      {claimTones.map((tone) => (
        <span key={tone} className={`mark ${tone}`}>
          {words.check.tones[tone]}
          <span className="mark-sign">
            <Shape tone={toneTags[tone]} />
          </span>
        </span>
      ))}
      {reasons && <span className="mark mention-neutral">{words.mentions.key}</span>}
      {reasons && <span className="mark reason">{words.review.keyReason}</span>}
    </p>
  )
}
