/** The leading group's yes by phone: what was written down, whether it stands confirmed, and the windows to write it and to answer for it. */
import { Input, Select } from 'antd'
import { useState } from 'react'
import type { Me, TalkingPointsDetail } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { StateTag, type Tone } from '../../components/StateTag.tsx'
import { TimeField } from '../../components/TimeField.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'

const renew = ['record', 'messages', 'clocks']
type Oral = TalkingPointsDetail['orals'][number]
const tones: Record<Oral['state'], Tone> = {
  ...{ open: 'step2', overdue: 'step4', confirmed: 'good', denied: 'step3', void: 'plain' },
}

export function PointsOral({ detail }: { detail: TalkingPointsDetail }) {
  const words = useWords()
  if (detail.orals.length === 0) return null
  return (
    <section className="stack">
      <h4>{words.talkingPoints.oral}</h4>
      <ul className="plain-list stack">
        {[...detail.orals].reverse().map((oral) => (
          <li key={oral.id}>
            <p className="row">
              <StateTag tone={tones[oral.state]}>{words.talkingPoints.oralStates[oral.state]}</StateTag>
              <strong>{oral.by.name}</strong>
              <span className="faint">{words.talkingPoints.revision(oral.revision)}</span>
              {oral.settledAt && <TimeText at={oral.settledAt} relative={false} />}
            </p>
            <p className="faint">
              {words.talkingPoints.oralAt} <TimeText at={oral.calledAt} relative={false} /> ·{' '}
              {words.talkingPoints.witness} {oral.witness.name} · {words.talkingPoints.recorder} {oral.recorder.name}
            </p>
            {(oral.state === 'open' || oral.state === 'overdue') && (
              <p className={oral.state === 'overdue' ? 'notice step4' : 'faint'}>
                {words.talkingPoints.confirmBy} <TimeText at={oral.confirmBy} />
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

export function RecordOralSheet({ detail, me, onClose }: { detail: TalkingPointsDetail; me: Me; onClose: () => void }) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const { id, n, revision, hash } = detail.talkingPoints
  const { approvers, witnesses } = detail.oralPeople
  const [form, setForm] = useState({ approverId: approvers[0]?.id ?? '', witnessId: '' })
  const [calledAt, setCalledAt] = useState<string | null>(null)
  const label = words.moves.talkingPoints['record-oral']
  const submit = async () => {
    const body = { revision, hash, ...form, calledAt }
    if (await act(() => commands.talkingPoints(id, 'oral', body), { done: words.common.saved, renew })) onClose()
  }
  return (
    <Sheet
      title={label}
      verb={label}
      consequence={words.talkingPoints.oralMeans(words.talkingPoints.named(n, revision), me.user.name)}
      busy={busy}
      error={error}
      ready={form.approverId !== '' && form.witnessId !== '' && calledAt !== null}
      onDo={() => void submit()}
      onClose={onClose}
    >
      {(
        [
          ['approverId', words.talkingPoints.oralBy, approvers],
          ['witnessId', words.talkingPoints.witness, witnesses.filter((p) => p.id !== form.approverId)],
        ] as const
      ).map(([name, title, people]) => (
        <Labelled key={name} label={title} required>
          <Select
            showSearch
            optionFilterProp="label"
            aria-label={title}
            value={form[name] || undefined}
            onChange={(value: string) => setForm({ ...form, [name]: value })}
            options={people.map((p) => ({ value: p.id, label: p.name }))}
          />
        </Labelled>
      ))}
      <TimeField label={words.talkingPoints.oralAt} value={calledAt} onChange={setCalledAt} required />
    </Sheet>
  )
}

export function SettleOralSheet({
  detail,
  me,
  confirmed,
  onClose,
}: {
  detail: TalkingPointsDetail
  me: Me
  confirmed: boolean
  onClose: () => void
}) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const { id, n, revision, hash } = detail.talkingPoints
  const [reason, setReason] = useState('')
  const label = words.moves.talkingPoints[confirmed ? 'confirm-oral' : 'deny-oral']
  const named = words.talkingPoints.named(n, revision)
  const submit = async () => {
    const body = { revision, hash, confirmed, reason }
    if (await act(() => commands.talkingPoints(id, 'oral-word', body), { done: words.common.saved, renew })) onClose()
  }
  return (
    <Sheet
      title={label}
      verb={label}
      consequence={
        confirmed ? words.talkingPoints.confirmMeans(named, me.user.name) : words.talkingPoints.denyMeans(named)
      }
      danger={!confirmed}
      busy={busy}
      error={error}
      ready={confirmed || reason.trim() !== ''}
      onDo={() => void submit()}
      onClose={onClose}
    >
      {!confirmed && (
        <Labelled label={words.common.reason} required>
          <Input.TextArea
            rows={3}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Labelled>
      )}
    </Sheet>
  )
}
