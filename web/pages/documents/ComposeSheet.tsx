/** 拟稿: which paper, of which unit, with which marks. From an incident, or for a period; the marks are settled here. */
import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { documentKinds } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { TimeField } from '../../components/TimeField.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'

const periods: readonly string[] = ['daily', 'weekly', 'monthly']
/** Of a matter in a compartment. */
const secrets: readonly string[] = ['leak_report', 'leak_handover']
const urgencies = ['特急', '加急'] as const
const publicities = ['主动公开', '依申请公开', '不予公开'] as const

/** `about`: the request to an outlet whose letter it is; then the kind is settled. `secret`: the incident lies in a compartment. */
export function ComposeSheet({
  incidentId,
  about = null,
  secret = false,
  onClose,
}: {
  incidentId: string | null
  about?: string | null
  secret?: boolean
  onClose: () => void
}) {
  const words = useWords()
  const navigate = useNavigate()
  const { act, busy, error } = useAct(true)
  const units = useQuery(questions.documentUnits(secret ? 'compartment' : 'usual')).data?.units ?? []
  const kinds = documentKinds.filter((kind) => {
    if (about) return kind === 'correction_letter'
    if (kind === 'register_extract' || secrets.includes(kind) !== secret) return false
    return periods.includes(kind) === (incidentId === null)
  })
  const [kind, setKind] = useState<(typeof documentKinds)[number]>(kinds[0]!)
  const [unit, setUnit] = useState<string | null>(null)
  const [from, setFrom] = useState<string | null>(null)
  const [to, setTo] = useState<string | null>(null)
  const [copyNo, setCopyNo] = useState('')
  const [secrecy, setSecrecy] = useState('')
  const [urgency, setUrgency] = useState<string>('')
  const [publicity, setPublicity] = useState<string>('不予公开')
  const unitId = unit ?? units[0]?.id ?? null
  const ready = unitId !== null && (incidentId !== null || (from !== null && to !== null))
  const submit = async () => {
    let made: string | undefined
    const run = async () => {
      const marks = { ...(copyNo ? { copyNo } : {}), secrecy, urgency: urgency || null, publicity }
      made = (await commands.draftDocument({ kind, unitId, incidentId, correctionId: about, from, to, marks })).id
    }
    if (await act(run, { renew: ['record'] })) {
      onClose()
      if (made) void navigate(`/documents/${made}`)
    }
  }
  return (
    <Sheet
      title={words.documents.compose}
      verb={words.documents.compose}
      consequence={
        <>
          {words.documents.composeMeans} {incidentId === null && words.documents.chooseIncident}{' '}
          {secret && words.documents.secretMeans}
        </>
      }
      busy={busy}
      error={error}
      ready={ready}
      onDo={() => void submit()}
      onClose={onClose}
    >
      <Labelled label={words.documents.kindLabel} required>
        <Select
          value={kind}
          onChange={setKind}
          options={kinds.map((value) => ({ value, label: words.documents.kind[value] }))}
        />
      </Labelled>
      <Labelled label={words.documents.unit} required>
        <Select value={unitId} onChange={setUnit} options={units.map((u) => ({ value: u.id, label: u.name }))} />
      </Labelled>
      {incidentId === null && (
        <>
          <TimeField label={words.documents.from} value={from} onChange={setFrom} />
          <TimeField label={words.documents.to} value={to} onChange={setTo} />
        </>
      )}
      <Labelled label={words.documents.copyNo} hint={words.documents.copyNoHint}>
        <Input
          value={copyNo}
          maxLength={6}
          inputMode="numeric"
          onChange={(event) => setCopyNo(event.target.value.trim())}
        />
      </Labelled>
      <Labelled label={words.documents.secrecy} hint={words.documents.secrecyHint}>
        <Input value={secrecy} maxLength={40} onChange={(event) => setSecrecy(event.target.value)} />
      </Labelled>
      <Labelled label={words.documents.urgency}>
        <Select
          value={urgency}
          onChange={setUrgency}
          options={[
            { value: '', label: words.documents.noUrgency },
            ...urgencies.map((value) => ({ value: value as string, label: value })),
          ]}
        />
      </Labelled>
      <Labelled label={words.documents.publicity}>
        <Select
          value={publicity}
          disabled={secret}
          onChange={setPublicity}
          options={publicities.map((value) => ({ value: value as string, label: value }))}
        />
      </Labelled>
    </Sheet>
  )
}
