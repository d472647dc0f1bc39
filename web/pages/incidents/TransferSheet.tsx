/** Which bureau takes a duty over, and why. The start stays: no time is won by handing over. */
import { Input, Select } from 'antd'
import { useState } from 'react'
import type { ClockShown, IncidentRoom } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { dutyWord } from '../../components/ClockCountdown.tsx'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'
import { timeText } from '../../times.ts'

export function TransferSheet({
  clock,
  room,
  onClose,
}: {
  clock: ClockShown
  room: IncidentRoom
  onClose: () => void
}) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const [toUnitId, setToUnitId] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const units = room.transfers.find((t) => t.clockId === clock.id)?.units ?? []
  const transfer = async () => {
    const done = await act(() => commands.transferDuty(clock.id, { toUnitId, reason }), {
      done: words.common.saved,
      renew: ['record', 'clocks', 'messages'],
    })
    if (done) onClose()
  }
  return (
    <Sheet
      title={`${words.clock.transfer} · ${dutyWord(clock, words)}`}
      verb={words.clock.transfer}
      consequence={words.clock.transferMeans(clock.unit.name, timeText(clock.startAt), timeText(clock.limitAt))}
      busy={busy}
      error={error}
      ready={toUnitId !== null && reason.trim() !== ''}
      onDo={() => void transfer()}
      onClose={onClose}
    >
      <Labelled label={words.clock.transferTo} required>
        <Select
          value={toUnitId}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={setToUnitId}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Labelled>
      <Labelled label={words.common.reason} required>
        <Input.TextArea rows={3} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Labelled>
    </Sheet>
  )
}
