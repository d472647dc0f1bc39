/** The forms of what is done with an entry. */
import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { type JournalistShown, registersShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { TimeField } from '../../components/TimeField.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'

export type ActVerb =
  | 'check-card'
  | 'link-incident'
  | 'log-interaction'
  | 'review'
  | 'restrict'
  | 'lift'
  | 'ask-erasure'
  | 'erase-wrong'

export function ActSheet({ verb, entry, onClose }: { verb: ActVerb; entry: JournalistShown; onClose: () => void }) {
  const words = useWords()
  const w = words.registry
  const { act, busy, error } = useAct(true)
  const [incidentId, setIncidentId] = useState<string>()
  const [choice, setChoice] = useState<string>()
  const [cardNo, setCardNo] = useState('')
  const [happenedAt, setHappenedAt] = useState<string | null>(null)
  const withIncident = verb === 'link-incident' || verb === 'log-interaction'
  const incidents = useQuery({ ...questions.incidents({ pageSize: 100 }), enabled: withIncident })
  const choices = choicesOf(verb, w)
  const ready =
    (choices === null || choice !== undefined) &&
    (verb !== 'link-incident' || incidentId !== undefined) &&
    (verb !== 'log-interaction' || happenedAt !== null)
  const run = () => {
    if (verb === 'check-card') return commands.journalist(entry.id, 'card', { result: choice, cardNo })
    const more = {
      ...(verb === 'link-incident' ? { incidentId, outcome: choice } : {}),
      ...(verb === 'log-interaction' ? { kind: choice, happenedAt, incidentId: incidentId ?? null } : {}),
      ...(verb === 'restrict' ? { restriction: choice } : {}),
    }
    return commands.journalist(entry.id, 'act', { verb, ...more })
  }
  const submit = async () => {
    if (await act(run, { done: words.common.saved, renew: ['record'] })) onClose()
  }
  return (
    <Sheet
      title={w.verb[verb]}
      verb={w.verb[verb]}
      consequence={w.means[verb]}
      danger={verb === 'ask-erasure' || verb === 'erase-wrong'}
      busy={busy}
      error={error}
      ready={ready}
      onDo={() => void submit()}
      onClose={onClose}
    >
      {verb === 'check-card' && (
        <p>
          <a href={registersShown.press_card.url} target="_blank" rel="noreferrer">
            {w.lookUp}
            {words.common.colon}
            {registersShown.press_card.name}
          </a>{' '}
          <span className="faint">{w.lookUpNote}</span>
        </p>
      )}
      {withIncident && (
        <Labelled label={w.links} required={verb === 'link-incident'}>
          <Select
            allowClear={verb === 'log-interaction'}
            showSearch={{ optionFilterProp: 'label' }}
            value={incidentId}
            onChange={setIncidentId}
            options={(incidents.data?.items ?? []).map((i) => ({ value: i.id, label: `${i.no} ${i.title}` }))}
          />
        </Labelled>
      )}
      {choices && (
        <Labelled label={choices.label} required>
          <Select
            value={choice}
            onChange={setChoice}
            options={Object.entries(choices.words).map(([value, label]) => ({ value, label }))}
          />
        </Labelled>
      )}
      {verb === 'log-interaction' && (
        <TimeField label={w.happenedAt} value={happenedAt} onChange={setHappenedAt} required />
      )}
      {verb === 'check-card' && (
        <Labelled label={w.cardNo} hint={w.cardNoHint}>
          <Input value={cardNo} maxLength={40} onChange={(e) => setCardNo(e.target.value)} />
        </Labelled>
      )}
    </Sheet>
  )
}

type RegistryWords = ReturnType<typeof useWords>['registry']

function choicesOf(verb: ActVerb, w: RegistryWords): { label: string; words: Record<string, string> } | null {
  if (verb === 'check-card') return { label: w.result, words: w.cards }
  if (verb === 'link-incident') return { label: w.outcome, words: w.outcomes }
  if (verb === 'log-interaction') return { label: w.interaction, words: w.interactionKinds }
  const { objection, accuracy_disputed } = w.restrictions
  return verb === 'restrict' ? { label: w.restriction, words: { objection, accuracy_disputed } } : null
}
