/** The receiving unit logs a call it took: the time of the call, not of the logging, meets the duty. */
import { useQuery } from '@tanstack/react-query'
import { Input, Radio, Select } from 'antd'
import { useState } from 'react'
import type { IncidentRoom, Me } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { formComplete } from '../../components/FormFields.tsx'
import { Labelled, LabelledGroup, Sheet } from '../../components/Sheet.tsx'
import { TimeField } from '../../components/TimeField.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { serverNow } from '../../clock.ts'
import { timeText } from '../../times.ts'
import { ReportFormPart, useReportForm } from './FormChoice.tsx'

export function PhoneSheet({ room, me, onClose }: { room: IncidentRoom; me: Me; onClose: () => void }) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const units = useQuery(questions.units())
  const bureaus = (units.data?.items ?? []).filter((unit) => unit.level !== 'division' && unit.endedAt === null)
  const mine = [...new Map(me.seats.map((seat) => [seat.unit.id, seat.unit])).values()]
  const [form, setForm] = useState(() => ({
    fromUnitId: room.incident.unit.id,
    toUnitId: mine[0]?.id ?? '',
    callAt: new Date(serverNow()).toISOString() as string | null,
    caller: '',
    skipReason: '',
    kind: (room.reports.length === 0 ? 'first' : 'follow_up') as 'first' | 'follow_up' | 'final',
  }))
  const content = useReportForm(room, form.kind)
  const set = (change: Partial<typeof form>) => setForm((now) => ({ ...now, ...change }))
  const { callAt } = form
  const submit = async () => {
    const { fromUnitId, toUnitId, caller, kind, skipReason } = form
    const body = {
      fromUnitId,
      toUnitId,
      callAt,
      caller,
      kind,
      skipReason: skipReason.trim() || null,
      form: content.choice,
      fields: content.fields,
    }
    const done = await act(() => commands.incident(room.incident.id, 'phone-reports', body), {
      done: words.reports.logged,
      renew: ['record', 'clocks', 'messages'],
    })
    if (done) onClose()
  }
  const callers = new Map([room.incident.unit, ...bureaus].map((unit) => [unit.id, unit.name]))
  return (
    <Sheet
      title={words.moves.incident['log-phone']}
      verb={words.moves.incident['log-phone']}
      width={680}
      consequence={words.reports.phoneMeans(timeText(callAt))}
      busy={busy}
      error={error}
      ready={
        callAt !== null &&
        form.caller.trim() !== '' &&
        form.toUnitId !== '' &&
        formComplete(content.form, form.kind, content.fields)
      }
      onDo={() => void submit()}
      onClose={onClose}
    >
      <div className="row top form-row">
        <TimeField label={words.reports.callAt} value={form.callAt} onChange={(callAt) => set({ callAt })} required />
        <Labelled label={words.reports.caller} required>
          <Input value={form.caller} maxLength={60} onChange={(event) => set({ caller: event.target.value })} />
        </Labelled>
      </div>
      <div className="row top form-row">
        <Labelled label={words.reports.callingUnit} required>
          <Select
            value={form.fromUnitId}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(fromUnitId) => set({ fromUnitId })}
            options={[...callers].map(([value, label]) => ({ value, label }))}
          />
        </Labelled>
        <Labelled label={words.reports.receivingUnit} required>
          <Select
            value={form.toUnitId}
            onChange={(toUnitId) => set({ toUnitId })}
            options={mine.map((unit) => ({ value: unit.id, label: unit.name }))}
          />
        </Labelled>
      </div>
      <Labelled label={words.reports.skipReason} hint={words.reports.skipByPhone}>
        <Input value={form.skipReason} maxLength={500} onChange={(event) => set({ skipReason: event.target.value })} />
      </Labelled>
      <LabelledGroup label={words.reports.kind}>
        <Radio.Group
          optionType="button"
          value={form.kind}
          onChange={(event) => set({ kind: event.target.value })}
          options={(['first', 'follow_up', 'final'] as const).map((value) => ({
            value,
            label: words.states.reportKind[value],
          }))}
        />
      </LabelledGroup>
      <ReportFormPart state={content} kind={form.kind} error={error} />
    </Sheet>
  )
}
