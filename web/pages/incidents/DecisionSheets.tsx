/** Forms of the decisions about an incident: four elements, grade, scope, finding time, and those that need a reason only. */
import { useQuery } from '@tanstack/react-query'
import { Checkbox, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import type { IncidentRoom } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Labelled, LabelledGroup, Sheet } from '../../components/Sheet.tsx'
import { TimeField } from '../../components/TimeField.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { timeText } from '../../times.ts'

type Props = { room: IncidentRoom; onClose: () => void }
const renew = ['record', 'clocks', 'flags', 'messages']

/** Sends one verb of the incident and closes the form when it is done. */
function useSend(room: IncidentRoom, onClose: () => void) {
  const { act, busy, error } = useAct(true)
  const words = useWords()
  const submit = async (verb: string, body: unknown) => {
    const done = await act(() => commands.incident(room.incident.id, verb, body), { done: words.common.saved, renew })
    if (done) onClose()
  }
  return { submit, busy, error }
}

function Reason({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const words = useWords()
  return (
    <Labelled label={words.common.reason} required>
      <Input.TextArea rows={3} maxLength={2000} value={value} onChange={(event) => onChange(event.target.value)} />
    </Labelled>
  )
}

const elementNames = ['media', 'untrue', 'serious', 'sudden'] as const

export function ConfirmSheet({ room, onClose }: Props) {
  const words = useWords()
  const { submit, busy, error } = useSend(room, onClose)
  const [elements, setElements] = useState(
    room.incident.fourElements ?? { media: false, untrue: false, serious: false, sudden: false },
  )
  const [reason, setReason] = useState('')
  const all = elementNames.every((name) => elements[name])
  return (
    <Sheet
      title={words.moves.incident.confirm}
      verb={words.moves.incident.confirm}
      consequence={words.incidents.confirmMeans}
      busy={busy}
      error={error}
      ready={reason.trim() !== ''}
      onDo={() => void submit('confirm', { elements, reason })}
      onClose={onClose}
    >
      <fieldset className="plain-fieldset stack">
        <legend className="label">{words.incidents.fourElements}</legend>
        {elementNames.map((name) => (
          <Checkbox
            key={name}
            checked={elements[name]}
            onChange={(event) => setElements({ ...elements, [name]: event.target.checked })}
          >
            {words.incidents.element[name]}
          </Checkbox>
        ))}
      </fieldset>
      {!all && <p className="notice step2">{words.incidents.elementMissing}</p>}
      <Reason value={reason} onChange={setReason} />
    </Sheet>
  )
}

export function GradeSheet({ room, onClose }: Props) {
  const words = useWords()
  const { submit, busy, error } = useSend(room, onClose)
  const [grade, setGrade] = useState(room.incident.grade)
  const [reason, setReason] = useState('')
  return (
    <Sheet
      title={words.moves.incident.grade}
      verb={words.moves.incident.grade}
      consequence={words.incidents.gradeMeans}
      busy={busy}
      error={error}
      ready={grade !== null && reason.trim() !== ''}
      onDo={() => void submit('grade', { grade, reason })}
      onClose={onClose}
    >
      <LabelledGroup label={words.incidents.grade} required>
        <Radio.Group
          vertical
          value={grade}
          onChange={(event) => setGrade(event.target.value)}
          options={(['general', 'larger', 'major', 'extraordinary'] as const).map((value) => ({
            value,
            label: words.states.grade[value],
          }))}
        />
      </LabelledGroup>
      <Reason value={reason} onChange={setReason} />
    </Sheet>
  )
}

export function ScopeSheet({ room, onClose }: Props) {
  const words = useWords()
  const { submit, busy, error } = useSend(room, onClose)
  const units = useQuery(questions.units())
  const [scope, setScope] = useState(room.incident.scope)
  const [unitIds, setUnitIds] = useState(room.incident.units.map((unit) => unit.id))
  const [reason, setReason] = useState('')
  const widens = scope === 'region_wide' && room.incident.scope !== 'region_wide'
  const bureaus = (units.data?.items ?? []).filter((unit) => unit.level !== 'division' && unit.endedAt === null)
  const known = new Map([...room.incident.units, ...bureaus].map((unit) => [unit.id, unit.name]))
  return (
    <Sheet
      title={words.moves.incident.scope}
      verb={words.moves.incident.scope}
      consequence={widens ? words.incidents.widenMeans : words.incidents.scopeMeans}
      danger={widens}
      busy={busy}
      error={error}
      ready={unitIds.length > 0 && reason.trim() !== ''}
      onDo={() => void submit('scope', { scope, unitIds, reason })}
      onClose={onClose}
    >
      <LabelledGroup label={words.incidents.scope} required>
        <Radio.Group
          vertical
          value={scope}
          onChange={(event) => setScope(event.target.value)}
          options={(['county_only', 'city_only', 'region_wide'] as const).map((value) => ({
            value,
            label: words.states.scope[value],
          }))}
        />
      </LabelledGroup>
      <Labelled label={words.incidents.units} required>
        <Select
          mode="multiple"
          value={unitIds}
          onChange={setUnitIds}
          optionFilterProp="label"
          loading={units.isPending}
          options={[...known].map(([value, label]) => ({ value, label }))}
        />
      </Labelled>
      <Reason value={reason} onChange={setReason} />
    </Sheet>
  )
}

export function FoundTimeSheet({ room, onClose }: Props) {
  const words = useWords()
  const { submit, busy, error } = useSend(room, onClose)
  const [foundAt, setFoundAt] = useState(room.incident.humanFoundAt)
  const [reason, setReason] = useState('')
  return (
    <Sheet
      title={words.moves.incident['found-time']}
      verb={words.incidents.proposeChange}
      consequence={words.incidents.foundTimeMeans(timeText(room.incident.humanFoundAt))}
      busy={busy}
      error={error}
      ready={foundAt !== null && reason.trim() !== ''}
      onDo={() => void submit('found-time', { foundAt, reason })}
      onClose={onClose}
    >
      <TimeField label={words.incidents.foundAt} value={foundAt} onChange={setFoundAt} required />
      <Reason value={reason} onChange={setReason} />
    </Sheet>
  )
}

export function ReasonSheet({
  verb,
  room,
  openSteps,
  onClose,
}: Props & {
  openSteps: number
  verb: 'reject' | 'study' | 'activate' | 'decline' | 'terminate' | 'reopen' | 'archive'
}) {
  const words = useWords()
  const { submit, busy, error } = useSend(room, onClose)
  const [reason, setReason] = useState('')
  const [override, setOverride] = useState(false)
  const blocked = verb === 'terminate' && openSteps > 0
  return (
    <Sheet
      title={words.moves.incident[verb]}
      verb={words.moves.incident[verb]}
      consequence={words.incidents.means[verb]}
      danger={verb === 'reject' || verb === 'terminate'}
      busy={busy}
      error={error}
      ready={reason.trim() !== '' && (!blocked || override)}
      onDo={() => void submit(verb, { reason, ...(override ? { override } : {}) })}
      onClose={onClose}
    >
      {blocked && (
        <>
          <p className="notice step2">{words.plans.openSteps(openSteps)}</p>
          <Checkbox checked={override} onChange={(event) => setOverride(event.target.checked)}>
            {words.plans.override}
          </Checkbox>
        </>
      )}
      <Reason value={reason} onChange={setReason} />
    </Sheet>
  )
}
