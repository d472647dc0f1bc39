/** 登记表摘录: the rows under the filter of a list as a paper, with who asked for them and what for. */
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { ExtractAsked } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'

type Part = Pick<ExtractAsked, 'of'> & Partial<ExtractAsked>
type Audience = 'usual' | 'registry' | 'conduct'

/** The button of a register's page; not there for whoever writes no such papers. `mayContacts`: contact data can be asked for. */
export function ExtractButton(props: { part: Part; audience: Audience; mayContacts?: boolean }) {
  const words = useWords()
  const [open, setOpen] = useState(false)
  const units = useQuery(questions.documentUnits(props.audience)).data?.units ?? []
  if (units.length === 0) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words.documents.extract}</Button>
      {open && <ExtractSheet {...props} units={units} onClose={() => setOpen(false)} />}
    </>
  )
}

function ExtractSheet({
  part,
  mayContacts = false,
  units,
  onClose,
}: {
  part: Part
  mayContacts?: boolean
  units: { id: string; name: string }[]
  onClose: () => void
}) {
  const words = useWords()
  const w = words.documents
  const navigate = useNavigate()
  const { act, busy, error } = useAct(true)
  const [unitId, setUnitId] = useState(units[0]!.id)
  const [askedBy, setAskedBy] = useState('')
  const [purpose, setPurpose] = useState('')
  const [contacts, setContacts] = useState(false)
  const submit = async () => {
    let made: string | undefined
    const run = async () => {
      const extract = { ...part, askedBy, purpose, contacts }
      const marks = { secrecy: '', urgency: null, publicity: '不予公开' }
      made = (await commands.draftDocument({ kind: 'register_extract', unitId, extract, marks })).id
    }
    if (await act(run, { renew: ['record'] })) {
      onClose()
      if (made) void navigate(`/documents/${made}`)
    }
  }
  return (
    <Sheet
      title={w.extract}
      verb={w.compose}
      consequence={w.extractMeans}
      busy={busy}
      error={error}
      ready={askedBy.trim() !== '' && purpose.trim().length > 1}
      onDo={() => void submit()}
      onClose={onClose}
    >
      <Labelled label={w.unit} required>
        <Select value={unitId} onChange={setUnitId} options={units.map((u) => ({ value: u.id, label: u.name }))} />
      </Labelled>
      <Labelled label={w.askedBy} required>
        <Input value={askedBy} maxLength={100} onChange={(event) => setAskedBy(event.target.value)} />
      </Labelled>
      <Labelled label={w.purpose} required>
        <Input.TextArea rows={2} maxLength={300} value={purpose} onChange={(event) => setPurpose(event.target.value)} />
      </Labelled>
      {mayContacts && (
        <Checkbox checked={contacts} onChange={(event) => setContacts(event.target.checked)}>
          {w.contacts}
          <div className="faint">{w.contactsMeans}</div>
        </Checkbox>
      )}
    </Sheet>
  )
}
