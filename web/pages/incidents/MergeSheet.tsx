/** Into which other incident of the same matter this one goes. What stays and what ends is said before it is asked. */
import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { IncidentRoom } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'

export function MergeSheet({ room, onClose }: { room: IncidentRoom; onClose: () => void }) {
  const words = useWords()
  const navigate = useNavigate()
  const { act, busy, error } = useAct(true)
  const [q, setQ] = useState('')
  const [intoId, setIntoId] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const { incident } = room
  const query = {
    state: 'open',
    family: incident.family,
    mode: incident.mode,
    pageSize: 50,
    ...(q.trim() ? { q: q.trim() } : {}),
  }
  const found = useQuery(questions.incidents(query))
  const others = (found.data?.items ?? []).filter((i) => i.id !== incident.id)
  const merge = async () => {
    const done = await act(() => commands.incident(incident.id, 'merge', { intoId, reason }), {
      done: words.common.saved,
      renew: ['record', 'clocks', 'flags', 'messages'],
    })
    if (done && intoId) void navigate(`/incidents/${intoId}`)
  }
  return (
    <Sheet
      title={words.moves.incident.merge}
      verb={words.moves.incident.merge}
      consequence={words.incidents.mergeMeans}
      danger
      busy={busy}
      error={error}
      ready={intoId !== null && reason.trim() !== ''}
      onDo={() => void merge()}
      onClose={onClose}
    >
      <Labelled label={words.incidents.mergeInto} required>
        <Select
          showSearch
          filterOption={false}
          onSearch={setQ}
          value={intoId}
          onChange={setIntoId}
          loading={found.isPending}
          placeholder={words.incidents.mergeHint}
          notFoundContent={found.isPending ? words.common.loading : words.incidents.mergeNone}
          options={others.map((i) => ({ value: i.id, label: `${i.no} · ${i.unit.name} · ${i.title}` }))}
        />
      </Labelled>
      <Labelled label={words.common.reason} required>
        <Input.TextArea rows={3} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Labelled>
    </Sheet>
  )
}
