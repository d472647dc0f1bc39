/** Writes down an order that was signed: whose seat, who acts in it, for which signatures, from when until when. */
import { useQuery } from '@tanstack/react-query'
import { Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '../../components/act.ts'
import { Labelled, LabelledGroup, Sheet } from '../../components/Sheet.tsx'
import { TimeField } from '../../components/TimeField.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'

type Power = 'decide' | 'points' | 'releases' | 'papers' | 'corrections'

export function RecordDelegation({ onClose }: { onClose: () => void }) {
  const words = useWords()
  const w = words.delegations
  const choices = useQuery(questions.delegationChoices())
  const seats = choices.data?.seats ?? []
  const { act, busy, error } = useAct(true)
  const [at, setAt] = useState<number | null>(null)
  const [userId, setUserId] = useState<string | null>(null)
  const [chosen, setChosen] = useState<Power[]>([])
  const [compartment, setCompartment] = useState(false)
  const [number, setNumber] = useState('')
  const [signedOn, setSignedOn] = useState('')
  const [reason, setReason] = useState('')
  const [fromAt, setFrom] = useState<string | null>(null)
  const [untilAt, setUntil] = useState<string | null>(null)
  const seat = at === null ? undefined : seats[at]
  const run = () =>
    commands.recordDelegation({
      ...{ forUserId: seat?.person.id, unitId: seat?.unit.id, role: seat?.role, userId, powers: chosen, compartment },
      ...{ number, signedOn, reason, fromAt, untilAt },
    })
  const isWhole = [seat, userId, fromAt, untilAt].every(Boolean) && [number, signedOn, reason].every((t) => t.trim())
  return (
    <Sheet
      title={w.record}
      verb={w.record}
      consequence={w.recordMeans}
      busy={busy}
      error={error}
      ready={isWhole && chosen.length > 0}
      onDo={async () => {
        if (await act(run, { done: w.recorded, renew: ['record'] })) onClose()
      }}
      onClose={onClose}
    >
      <Labelled label={w.absent} required>
        <Select
          value={at}
          loading={choices.isPending}
          showSearch
          optionFilterProp="label"
          options={seats.map((s, n) => ({
            value: n,
            label: `${s.person.name} · ${words.states.role[s.role]} · ${s.unit.name}`,
          }))}
          onChange={(n: number) => {
            setAt(n)
            setChosen(seats[n]?.powers ?? [])
            setUserId(null)
          }}
        />
      </Labelled>
      <Labelled label={w.acting} required hint={w.actingHint}>
        <Select
          value={userId}
          onChange={setUserId}
          disabled={!seat}
          showSearch
          optionFilterProp="label"
          options={(seat?.acting ?? []).map((p) => ({ value: p.id, label: p.name }))}
        />
      </Labelled>
      {seat && (
        <LabelledGroup label={w.powers} required>
          <Checkbox.Group
            value={chosen}
            onChange={setChosen}
            options={seat.powers.map((value) => ({ value, label: words.states.power[value] }))}
          />
        </LabelledGroup>
      )}
      <Checkbox checked={compartment} onChange={(e) => setCompartment(e.target.checked)}>
        {w.withCompartment}
      </Checkbox>
      <Labelled label={w.number} required>
        <Input value={number} maxLength={60} onChange={(e) => setNumber(e.target.value)} />
      </Labelled>
      <Labelled label={w.signedOn} required>
        <Input type="date" value={signedOn} onChange={(e) => setSignedOn(e.target.value)} />
      </Labelled>
      <TimeField label={w.from} value={fromAt} onChange={setFrom} required />
      <TimeField label={w.until} value={untilAt} onChange={setUntil} hint={w.untilHint} required />
      <Labelled label={w.why} required>
        <Input value={reason} maxLength={500} onChange={(e) => setReason(e.target.value)} />
      </Labelled>
    </Sheet>
  )
}
