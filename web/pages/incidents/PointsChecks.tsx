/** The fact check by several divisions: who was asked, what each says fact by fact, and the windows to ask, answer and take back. */
import { Button, Checkbox, Input, Radio } from 'antd'
import { useState } from 'react'
import type { FactAskShown, Me, TalkingPointsDetail, UnitRef } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { isAllowed } from '../../components/moves.ts'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { StateTag, type Tone } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'

const renew = ['record', 'messages', 'clocks']
const tones: Record<FactAskShown['state'], Tone> = {
  ...{ open: 'step2', confirmed: 'good', objected: 'step3', ended: 'plain' },
}

/** Asks of the current text first; those that ended stand below for whoever reads how it came about. */
export function PointsChecks({ detail }: { detail: TalkingPointsDetail }) {
  const words = useWords()
  const [withdrawn, setWithdrawn] = useState<FactAskShown | null>(null)
  if (detail.asks.length === 0) return null
  const asks = [...detail.asks].sort((a, b) => Number(a.state === 'ended') - Number(b.state === 'ended'))
  const mayWithdraw = isAllowed(detail.moves, 'withdraw-ask')
  return (
    <section className="stack">
      <h4>{words.talkingPoints.checks}</h4>
      <ul className="plain-list stack">
        {asks.map((ask) => (
          <li key={ask.id}>
            <p className="row between">
              <span className="row">
                <StateTag tone={tones[ask.state]}>{words.talkingPoints.checkStates[ask.state]}</StateTag>
                <strong>{ask.unit?.name}</strong>
                <span className="faint">{words.talkingPoints.revision(ask.revision)}</span>
              </span>
              {ask.state === 'open' && mayWithdraw && (
                <Button size="small" className="no-print" onClick={() => setWithdrawn(ask)}>
                  {words.talkingPoints.withdrawAsk}
                </Button>
              )}
            </p>
            {ask.note && <p>{ask.note}</p>}
            <p className="faint">
              {words.talkingPoints.askedBy} {ask.by.name} <TimeText at={ask.at} />
              {ask.answer && (
                <>
                  {' · '}
                  {ask.answer.by.name} <TimeText at={ask.answer.at} />
                </>
              )}
            </p>
            {ask.answer?.comment && <p>{ask.answer.comment}</p>}
            {ask.answer?.facts
              .filter((fact) => !fact.ok || fact.text)
              .map((fact) => (
                <p key={fact.n} className={fact.ok ? 'faint' : 'notice step3'}>
                  {words.talkingPoints.facts} {fact.n}
                  {words.common.colon}
                  {fact.text}
                </p>
              ))}
            {ask.state === 'ended' && <p className="faint">{ask.reason || words.talkingPoints.askEnded}</p>}
          </li>
        ))}
      </ul>
      {withdrawn && <WithdrawSheet detail={detail} ask={withdrawn} onClose={() => setWithdrawn(null)} />}
    </section>
  )
}

export function DivisionChoice({
  divisions,
  value,
  onChange,
}: {
  divisions: UnitRef[]
  value: string[]
  onChange: (ids: string[]) => void
}) {
  const words = useWords()
  if (divisions.length === 0) return null
  return (
    <Labelled label={words.talkingPoints.askUnits} hint={words.talkingPoints.askUnitsHint}>
      <Checkbox.Group
        value={value}
        options={divisions.map((unit) => ({ value: unit.id, label: unit.name }))}
        onChange={(ids) => onChange(ids)}
      />
    </Labelled>
  )
}

/** Divisions that are asked about the current text, or were about the one before. */
export const askedUnits = (detail: TalkingPointsDetail): string[] => [
  ...new Set(detail.asks.flatMap((ask) => (ask.unit && (ask.state !== 'ended' || !ask.reason) ? [ask.unit.id] : []))),
]

export function AskSheet({ detail, onClose }: { detail: TalkingPointsDetail; onClose: () => void }) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const { id, n, revision, hash } = detail.talkingPoints
  const [unitIds, setUnitIds] = useState<string[]>([])
  const [note, setNote] = useState('')
  const standing = new Set(detail.asks.flatMap((a) => (a.state === 'ended' ? [] : [a.unit?.id])))
  const free = detail.divisions.filter((unit) => !standing.has(unit.id))
  const submit = async () => {
    const body = { revision, hash, unitIds, note }
    if (await act(() => commands.talkingPoints(id, 'asks', body), { done: words.common.saved, renew })) onClose()
  }
  const label = words.moves.talkingPoints['ask-facts']
  return (
    <Sheet
      title={label}
      verb={label}
      consequence={words.talkingPoints.askMeans(words.talkingPoints.named(n, revision))}
      busy={busy}
      error={error}
      ready={unitIds.length > 0}
      onDo={() => void submit()}
      onClose={onClose}
    >
      <DivisionChoice divisions={free} value={unitIds} onChange={setUnitIds} />
      <Labelled label={words.talkingPoints.askNote}>
        <Input.TextArea rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
      </Labelled>
    </Sheet>
  )
}

function WithdrawSheet({
  detail,
  ask,
  onClose,
}: {
  detail: TalkingPointsDetail
  ask: FactAskShown
  onClose: () => void
}) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const [reason, setReason] = useState('')
  const submit = async () => {
    const run = () => commands.talkingPoints(detail.talkingPoints.id, 'withdraw-ask', { askId: ask.id, reason })
    if (await act(run, { done: words.common.saved, renew })) onClose()
  }
  return (
    <Sheet
      title={words.talkingPoints.withdrawAsk}
      verb={words.talkingPoints.withdrawAsk}
      consequence={words.talkingPoints.withdrawMeans(ask.unit?.name ?? '')}
      busy={busy}
      error={error}
      ready={reason.trim() !== ''}
      onDo={() => void submit()}
      onClose={onClose}
    >
      <Labelled label={words.common.reason} required>
        <Input.TextArea rows={2} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Labelled>
    </Sheet>
  )
}

/** The word of a division on each fact; one objection makes it an objection to the text. */
export function FactsSheet({
  detail,
  me,
  objects,
  onClose,
}: {
  detail: TalkingPointsDetail
  me: Me
  /** Opened to object to the text as a whole. */
  objects: boolean
  onClose: () => void
}) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const { id, n, revision, hash } = detail.talkingPoints
  const [facts, setFacts] = useState(() => detail.body.facts.map((_, i) => ({ n: i + 1, ok: true, text: '' })))
  const [comment, setComment] = useState('')
  const against = objects || facts.some((fact) => !fact.ok)
  const label = against ? words.talkingPoints.object : words.moves.talkingPoints['check-facts']
  const change = (at: number, part: Partial<(typeof facts)[number]>) =>
    setFacts(facts.map((fact, i) => (i === at ? { ...fact, ...part } : fact)))
  const named = words.talkingPoints.named(n, revision)
  const submit = async () => {
    const body = { revision, hash, approved: !against, comment, facts }
    if (await act(() => commands.talkingPoints(id, 'check-facts', body), { done: words.common.saved, renew })) onClose()
  }
  const means = against
    ? words.talkingPoints.objectMeans(named, me.user.name)
    : words.talkingPoints.means['check-facts'](named, me.user.name)
  return (
    <Sheet
      title={label}
      verb={label}
      consequence={means}
      danger={against}
      busy={busy}
      error={error}
      ready={(!against || comment.trim() !== '') && facts.every((fact) => fact.ok || fact.text.trim() !== '')}
      onDo={() => void submit()}
      onClose={onClose}
    >
      {detail.body.facts.map((fact, at) => (
        <Labelled key={at} label={`${at + 1}. ${fact.text}`}>
          <Radio.Group
            value={facts[at]?.ok}
            onChange={(event) => change(at, { ok: event.target.value as boolean })}
            options={[
              { value: true, label: words.talkingPoints.factRight },
              { value: false, label: words.talkingPoints.factWrong },
            ]}
          />
          {facts[at]?.ok === false && (
            <Input.TextArea
              rows={2}
              maxLength={1000}
              aria-label={words.talkingPoints.factWhy}
              placeholder={words.talkingPoints.factWhy}
              value={facts[at]?.text}
              onChange={(event) => change(at, { text: event.target.value })}
            />
          )}
        </Labelled>
      ))}
      <Labelled label={against ? words.talkingPoints.wholeText : words.talkingPoints.comment} required={against}>
        <Input.TextArea
          rows={3}
          maxLength={2000}
          value={comment}
          onChange={(event) => setComment(event.target.value)}
        />
      </Labelled>
    </Sheet>
  )
}
