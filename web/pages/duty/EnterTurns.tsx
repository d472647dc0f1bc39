/** Turns by hand: one, or a pattern of several people. */
import { useQuery } from '@tanstack/react-query'
import { Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '../../components/act.ts'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { TimeField } from '../../components/TimeField.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { type Managed, useWhich, WhichDuty } from './WhichDuty.tsx'

type Props = { units: Managed; onClose: () => void }

const useCandidates = (unitId: string) => {
  const answer = useQuery(questions.dutyCandidates(unitId))
  return {
    loading: answer.isPending,
    options: (answer.data?.items ?? []).map((p) => ({ value: p.userId, label: `${p.name} · ${p.unit.name}` })),
  }
}

export function EnterTurn({ units, onClose }: Props) {
  const words = useWords()
  const w = words.roster
  const which = useWhich(units)
  const people = useCandidates(which.unitId)
  const { act, busy, error } = useAct(true)
  const [userId, setUserId] = useState<string | null>(null)
  const [backupId, setBackupId] = useState<string | null>(null)
  const [fromAt, setFrom] = useState<string | null>(null)
  const [toAt, setTo] = useState<string | null>(null)
  const [phone, setPhone] = useState('')
  const [note, setNote] = useState('')
  const { unitId, kind } = which
  const run = () => commands.enterTurn({ unitId, kind, userId, backupId, fromAt, toAt, phone, note })
  return (
    <Sheet
      title={w.enter}
      verb={w.enter}
      consequence={w.enterMeans}
      busy={busy}
      error={error}
      ready={userId !== null && fromAt !== null && toAt !== null}
      onDo={async () => {
        if (await act(run, { done: w.entered, renew: ['record'] })) onClose()
      }}
      onClose={onClose}
    >
      <WhichDuty units={units} which={which} />
      <Labelled label={w.person} required>
        <Select value={userId} onChange={setUserId} showSearch optionFilterProp="label" {...people} />
      </Labelled>
      <Labelled label={w.backup}>
        <Select
          value={backupId}
          onChange={(id: string | undefined) => setBackupId(id ?? null)}
          allowClear
          showSearch
          optionFilterProp="label"
          placeholder={w.noBackup}
          {...people}
        />
      </Labelled>
      <TimeField label={w.from} value={fromAt} onChange={setFrom} required />
      <TimeField label={w.to} value={toAt} onChange={setTo} required />
      <Labelled label={w.phone}>
        <Input value={phone} maxLength={60} onChange={(e) => setPhone(e.target.value)} />
      </Labelled>
      <Labelled label={w.note}>
        <Input value={note} maxLength={300} onChange={(e) => setNote(e.target.value)} />
      </Labelled>
    </Sheet>
  )
}

export function EnterPattern({ units, onClose }: Props) {
  const words = useWords()
  const w = words.roster
  const which = useWhich(units)
  const people = useCandidates(which.unitId)
  const { act, busy, error } = useAct(true)
  const [userIds, setUserIds] = useState<string[]>([])
  const [fromAt, setFrom] = useState<string | null>(null)
  const [untilAt, setUntil] = useState<string | null>(null)
  const [turnHours, setHours] = useState(24)
  const [phone, setPhone] = useState('')
  const { unitId, kind } = which
  const run = () => commands.enterPattern({ unitId, kind, userIds, fromAt, untilAt, turnHours, phone })
  return (
    <Sheet
      title={w.pattern}
      verb={w.pattern}
      consequence={w.patternMeans}
      busy={busy}
      error={error}
      ready={userIds.length > 0 && fromAt !== null && untilAt !== null}
      onDo={async () => {
        if (await act(run, { done: w.entered, renew: ['record'] })) onClose()
      }}
      onClose={onClose}
    >
      <WhichDuty units={units} which={which} />
      <Labelled label={w.people} required>
        <Select mode="multiple" value={userIds} onChange={setUserIds} optionFilterProp="label" {...people} />
      </Labelled>
      <TimeField label={w.from} value={fromAt} onChange={setFrom} required />
      <TimeField label={w.until} value={untilAt} onChange={setUntil} required />
      <Labelled label={w.turnHours} required>
        <InputNumber min={1} max={168} precision={0} value={turnHours} onChange={(n) => setHours(n ?? 24)} />
      </Labelled>
      <Labelled label={w.phone}>
        <Input value={phone} maxLength={60} onChange={(e) => setPhone(e.target.value)} />
      </Labelled>
    </Sheet>
  )
}
