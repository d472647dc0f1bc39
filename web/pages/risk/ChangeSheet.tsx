/** Sets the thresholds of a unit, with what they would make of the flags of the last days before they are saved. */
import { Checkbox, Input, InputNumber } from 'antd'
import { useState } from 'react'
import type { RiskShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Labelled, LabelledGroup, Sheet } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'
import { ThresholdsPreview } from './ThresholdsPreview.tsx'

export function ChangeSheet({ row, onClose }: { row: RiskShown['units'][number]; onClose: () => void }) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const [follow, setFollow] = useState(false)
  const [m, setM] = useState(row.misinformation)
  const [s, setS] = useState(row.spread)
  const [reason, setReason] = useState('')
  const names = [words.risk.slight, words.risk.serious, words.risk.grave]
  const reaches = [words.risk.moderate, words.risk.wide]
  const values = follow ? null : { misinformation: m, spread: s }
  const submit = async () => {
    const done = await act(() => commands.setThresholds({ unitId: row.unit.id, values, reason }), {
      done: words.common.saved,
      renew: ['record', 'flags'],
    })
    if (done) onClose()
  }
  return (
    <Sheet
      title={`${words.risk.set} · ${row.unit.name}`}
      verb={words.risk.set}
      consequence={words.risk.means}
      busy={busy}
      error={error}
      ready={reason.trim() !== ''}
      width={760}
      onDo={() => void submit()}
      onClose={onClose}
    >
      <Checkbox checked={follow} onChange={(e) => setFollow(e.target.checked)}>
        {words.risk.followAgain}
      </Checkbox>
      {!follow && (
        <>
          <LabelledGroup label={words.risk.misinformation} hint={words.risk.bounds}>
            <div className="row">
              {m.map((value, n) => (
                <InputNumber
                  key={names[n]}
                  value={value}
                  min={0.05}
                  max={0.95}
                  step={0.01}
                  style={{ width: '9.5rem' }}
                  aria-label={names[n]!}
                  prefix={names[n]}
                  onChange={(next) => setM(m.map((old, i) => (i === n ? (next ?? old) : old)) as typeof m)}
                />
              ))}
            </div>
          </LabelledGroup>
          <LabelledGroup label={words.risk.spread}>
            <div className="row">
              {s.map((value, n) => (
                <InputNumber
                  key={reaches[n]}
                  value={value}
                  min={0.05}
                  max={0.95}
                  step={0.01}
                  style={{ width: '9.5rem' }}
                  aria-label={reaches[n]!}
                  prefix={reaches[n]}
                  onChange={(next) => setS(s.map((old, i) => (i === n ? (next ?? old) : old)) as typeof s)}
                />
              ))}
            </div>
          </LabelledGroup>
        </>
      )}
      <ThresholdsPreview unitId={row.unit.id} values={values} />
      <Labelled label={words.common.reason} required>
        <Input.TextArea rows={2} maxLength={2000} value={reason} onChange={(e) => setReason(e.target.value)} />
      </Labelled>
    </Sheet>
  )
}
