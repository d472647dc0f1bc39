/** The checked text with its marks, the statements beside it, and what may be taken away: a table, a printed page. */
import { Button } from 'antd'
import { useState } from 'react'
import type { CheckedText } from '../../../api/contract.ts'
import { toneTags } from '../../components/ClaimFacts.tsx'
import { ClaimList } from '../../components/ClaimList.tsx'
import { goToPiece, MarkedText, MarkedTitle, MarkKey } from '../../components/MarkedText.tsx'
import { Shape } from '../../components/StateTag.tsx'
import { type ClaimTone, claimTones, toneOfClaim } from '../../marks.ts'
import { useWords } from '../../preferences.tsx'
import { timeText } from '../../times.ts'
import type { Draft } from './CheckForm.tsx'
import { checkTable } from './check-table.ts'

export function CheckResult({
  draft,
  result,
  onEdit,
  onAnother,
}: {
  draft: Draft
  result: CheckedText
  onEdit: () => void
  onAnother: () => void
}) {
  const words = useWords()
  const [tone, setTone] = useState<ClaimTone | null>(null)
  const { claims, asOf, left } = result
  const shown = tone === null ? claims : claims.filter((claim) => toneOfClaim(claim) === tone)
  const marked = { claims: shown, parts: [] }
  const countOf = (one: ClaimTone) => claims.filter((claim) => toneOfClaim(claim) === one).length
  const faults = countOf('red') + countOf('amber')
  return (
    <>
      <section className="panel stack" aria-label={words.check.summary}>
        <p className={`notice ${faults > 0 ? 'step3' : claims.length > 0 ? 'good' : ''}`} role="status">
          {claims.length === 0 ? words.check.nothing : words.check.found(claims.length, faults, countOf('grey'))}
        </p>
        <p className="faint">
          {words.check.asOf(timeText(asOf))} {words.check.left(left)}
        </p>
        <div className="row between no-print">
          <fieldset className="chips" aria-label={words.check.show}>
            <ToneChip pressed={tone === null} onPress={() => setTone(null)} label={words.check.all} n={claims.length} />
            {claimTones.map((one) => (
              <ToneChip
                key={one}
                tone={one}
                pressed={tone === one}
                onPress={() => setTone(tone === one ? null : one)}
                label={words.check.short[one]}
                n={countOf(one)}
              />
            ))}
          </fieldset>
          <div className="row">
            <Button type="primary" onClick={onEdit}>
              {words.check.edit}
            </Button>
            <Button onClick={onAnother}>{words.check.another}</Button>
            <Button disabled={claims.length === 0} onClick={() => save(checkTable(claims, words))}>
              {words.common.exportCsv}
            </Button>
            <Button onClick={() => print()}>{words.check.print}</Button>
          </div>
        </div>
      </section>
      <div className="check-body">
        <section className="panel" aria-label={words.check.text}>
          <MarkKey reasons={false} />
          {draft.title.trim() !== '' && (
            <h2 className="check-title">
              <MarkedTitle title={draft.title} marked={marked} />
            </h2>
          )}
          {(draft.outlet.trim() !== '' || draft.publishedAt !== null) && (
            <p className="faint">
              {[draft.outlet.trim(), draft.publishedAt === null ? '' : timeText(draft.publishedAt)]
                .filter(Boolean)
                .join(' · ')}
            </p>
          )}
          <MarkedText text={draft.text} marked={marked} />
        </section>
        <section className="panel check-claims" aria-label={words.check.claims}>
          <h2>{words.check.claims}</h2>
          <ClaimList claims={shown} onQuote={goToPiece} />
        </section>
      </div>
    </>
  )
}

function ToneChip(props: { tone?: ClaimTone; pressed: boolean; onPress: () => void; label: string; n: number }) {
  return (
    <button type="button" className="chip" aria-pressed={props.pressed} onClick={props.onPress}>
      {props.tone && <Shape tone={toneTags[props.tone]} />}
      {props.label}
      <span className="chip-count">{props.n}</span>
    </button>
  )
}

/** Hands a table over as a file; it was made here and nothing is asked of the server. */
function save(csv: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }))
  link.download = 'check.csv'
  link.click()
  URL.revokeObjectURL(link.href)
}
