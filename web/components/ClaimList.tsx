/**
 * The statements of a text beside it, gravest first: each with its verdict, the official figure and the arithmetic. What
 * cannot be checked is counted and folded away. By keyboard this list is the way to what a mark shows to a pointer.
 */
import type { ReactNode } from 'react'
import type { ClaimShown, SpanShown } from '../../api/contract.ts'
import { claimTones, toneOfClaim } from '../marks.ts'
import { useWords } from '../preferences.tsx'
import { ClaimFacts } from './ClaimFacts.tsx'

/** What may be done about a statement; `spans`: every place that makes it. */
export type ClaimActions = (claim: ClaimShown, spans: readonly SpanShown[]) => ReactNode

export function ClaimList({
  claims,
  onQuote,
  actions,
}: {
  claims: readonly ClaimShown[]
  onQuote?: (span: SpanShown) => void
  actions?: ClaimActions
}) {
  const words = useWords()
  const said = saidOnce(claims)
  const folded = said.filter(([claim]) => toneOfClaim(claim) === 'grey')
  const open = said.filter(([claim]) => toneOfClaim(claim) !== 'grey')
  if (said.length === 0) return <p className="quiet">{words.review.noClaims}</p>
  const rows = (list: typeof said) =>
    list.map(([claim, spans]) => (
      <ClaimFacts key={claim.id} claim={claim} spans={spans} onQuote={onQuote} actions={actions?.(claim, spans)} />
    ))
  return (
    <div className="stack">
      {rows(open)}
      {folded.length > 0 && (
        <details open={open.length === 0}>
          <summary className="faint">{words.check.folded(folded.length)}</summary>
          {rows(folded)}
        </details>
      )}
    </div>
  )
}

/** What headline and text both say is shown once, with each place that says it. */
function saidOnce(claims: readonly ClaimShown[]): [ClaimShown, SpanShown[]][] {
  const groups = new Map<string, [ClaimShown, SpanShown[]]>()
  for (const claim of claims) {
    const key = JSON.stringify([claim.verdict, claim.figure?.id, claim.value, claim.unit, claim.reason])
    const group = groups.get(key)
    if (group) group[1].push(claim.span)
    else groups.set(key, [claim, [claim.span]])
  }
  const place = ([claim]: [ClaimShown, SpanShown[]]) => claimTones.indexOf(toneOfClaim(claim))
  return [...groups.values()].sort((a, b) => place(a) - place(b))
}
