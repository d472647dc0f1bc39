/** Opening, changing and closing the news centre of an incident. */
import { Input, Select } from 'antd'
import { useState } from 'react'
import type { NewsCentreShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'

export type CentreVerb = 'open-centre' | 'change-centre' | 'close-centre'
const minutes = [0, 30, 60, 120, 180, 360, 720, 1440]

export function CentreSheet({
  verb,
  incidentId,
  centre,
  onClose,
}: {
  verb: CentreVerb
  incidentId: string
  centre: NewsCentreShown | null
  onClose: () => void
}) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const [everyMs, setEveryMs] = useState(verb === 'change-centre' ? (centre?.everyMs ?? 0) : 60 * 60_000)
  const [services, setServices] = useState(centre?.services ?? '')
  const [strategy, setStrategy] = useState(centre?.strategy ?? '')
  const [reason, setReason] = useState('')
  const label = words.releases.verb[verb]
  const needsReason = verb !== 'change-centre'
  const run = () => {
    const plan = { everyMs, services, strategy }
    if (verb === 'open-centre') return commands.openCentre(incidentId, { ...plan, reason })
    return commands.centre(
      centre?.id ?? '',
      verb === 'change-centre' ? 'change' : 'close',
      needsReason ? { reason } : plan,
    )
  }
  const submit = async () => {
    if (await act(run, { done: words.common.saved, renew: ['record'] })) onClose()
  }
  return (
    <Sheet
      title={label}
      verb={label}
      danger={verb === 'close-centre'}
      consequence={verb === 'close-centre' ? words.releases.closeMeans : words.releases.centreMeans}
      busy={busy}
      error={error}
      ready={!needsReason || reason.trim() !== ''}
      onDo={() => void submit()}
      onClose={onClose}
    >
      {verb !== 'close-centre' && (
        <>
          <Labelled label={words.releases.cadence}>
            <Select
              value={everyMs}
              onChange={setEveryMs}
              options={minutes.map((n) => ({
                value: n * 60_000,
                label:
                  n === 0
                    ? words.releases.cadenceNone
                    : n < 60
                      ? words.releases.cadenceMinutes(n)
                      : words.releases.cadenceHours(n / 60),
              }))}
            />
          </Labelled>
          <Labelled label={words.releases.services} hint={words.releases.servicesHint}>
            <Input.TextArea rows={2} maxLength={2000} value={services} onChange={(e) => setServices(e.target.value)} />
          </Labelled>
          <Labelled label={words.releases.strategy}>
            <Input.TextArea rows={3} maxLength={4000} value={strategy} onChange={(e) => setStrategy(e.target.value)} />
          </Labelled>
        </>
      )}
      {needsReason && (
        <Labelled label={words.common.reason} required>
          <Input.TextArea rows={2} maxLength={2000} value={reason} onChange={(e) => setReason(e.target.value)} />
        </Labelled>
      )}
    </Sheet>
  )
}
