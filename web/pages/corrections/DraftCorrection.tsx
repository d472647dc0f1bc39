/** From a flag that people confirmed: which statement is to be corrected, and what is asked of the outlet. */
import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { FlagDetail } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { MoveButton } from '../../components/MoveButton.tsx'
import { findMove } from '../../components/moves.ts'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { amountText } from '../../times.ts'
import { CorrectionTag } from './correction-tag.tsx'

/** Requests of this flag, and the way to a new one. */
export function FlagCorrections({ detail }: { detail: FlagDetail }) {
  const w = useWords().corrections
  const [open, setOpen] = useState(false)
  const answer = useQuery(questions.corrections({ flagId: detail.flag.id, pageSize: 20 }))
  const move = findMove(detail.moves, 'draft-correction')
  const items = answer.data?.items ?? []
  if (!move && items.length === 0) return null
  return (
    <div className="stack tight">
      {items.map((row) => (
        <p key={row.id} className="row">
          <Link to={`/corrections/${row.id}`}>
            {w.openOne} · {row.outletName}
          </Link>
          <CorrectionTag state={row.state} />
        </p>
      ))}
      {move && (
        <div>
          <MoveButton move={move} label={w.draft} onClick={() => setOpen(true)} />
        </div>
      )}
      {open && <DraftSheet detail={detail} onClose={() => setOpen(false)} />}
    </div>
  )
}

const wrong: readonly string[] = ['false', 'misleading', 'outdated']
export const isWrong = (verdict: string | null): boolean => verdict !== null && wrong.includes(verdict)
const asks = ['correct', 'apologise', 'update'] as const

export function DraftSheet({ detail, onClose }: { detail: FlagDetail; onClose: () => void }) {
  const words = useWords()
  const w = words.corrections
  const navigate = useNavigate()
  const { act, busy, error } = useAct(true)
  const claims = detail.claims.filter((c) => isWrong(c.verdict))
  const [claimId, setClaimId] = useState(claims[0]?.id ?? '')
  const [ask, setAsk] = useState<(typeof asks)[number]>(detail.flag.verdict === 'outdated' ? 'update' : 'correct')
  const [quote, setQuote] = useState('')
  const [right, setRight] = useState('')
  const version = detail.versions.find((v) => v.id === detail.flag.articleVersionId)
  const start = version?.text.indexOf(quote.trim()) ?? -1
  const claim = claims.find((c) => c.id === claimId)
  const ready = claim !== undefined || (quote.trim().length >= 4 && start >= 0 && right.trim().length >= 4)
  const submit = async () => {
    const place = claim
      ? { field: claim.span.field, start: claim.span.start, end: claim.span.end }
      : { field: 'text', start, end: start + quote.trim().length, right: right.trim() }
    let id = ''
    const run = async () => {
      id =
        (
          await commands.draftCorrection(detail.flag.id, {
            articleVersionId: detail.flag.articleVersionId,
            ask,
            ...place,
          })
        ).id ?? ''
    }
    if (await act(run, { done: words.common.saved, renew: ['record'] })) navigate(`/corrections/${id}`)
  }
  return (
    <Sheet
      title={w.draft}
      verb={w.draft}
      consequence={w.draftMeans}
      busy={busy}
      error={error}
      ready={ready}
      onDo={() => void submit()}
      onClose={onClose}
    >
      {claims.length > 0 ? (
        <Labelled label={w.which} required>
          <Select
            value={claimId}
            onChange={setClaimId}
            options={claims.map((c) => ({
              value: c.id,
              label: c.figure
                ? `${c.span.quote} → ${words.states.measure[c.figure.measure]} ${amountText(c.figure.value)}${c.figure.unit}`
                : c.span.quote,
            }))}
          />
        </Labelled>
      ) : (
        <>
          <p className="quiet">{w.noWrong}</p>
          <Labelled label={w.quoteText} required>
            <Input.TextArea rows={2} value={quote} maxLength={500} onChange={(e) => setQuote(e.target.value)} />
          </Labelled>
          <Labelled label={w.rightText} required>
            <Input.TextArea rows={2} value={right} maxLength={300} onChange={(e) => setRight(e.target.value)} />
          </Labelled>
        </>
      )}
      <Labelled label={w.askLabel} required>
        <Select value={ask} onChange={setAsk} options={asks.map((value) => ({ value, label: w.ask[value] }))} />
      </Labelled>
    </Sheet>
  )
}
